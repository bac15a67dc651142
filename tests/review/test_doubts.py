"""What a person is shown first: the statements of which most is in doubt, and which matter most."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from report_samples import analysis_of, at

from quotes.document import Document
from quotes.evaluate import agreeing_parts, marked, paired, read_corpus_gold
from quotes.model import Analysis, Article, Attribution, Role, Source
from quotes.review.doubts import doubts

TEXT = """Nothing is said here.

The ferry is late, Ada Moor said. The ferry is late, Ben Tarn said. The ferry is late, Cleo Wick said.
"""
SURE = Role("official", None, "title", 0.9, "expert", 0.85)


def statement(position: int, role: Role = SURE, words: str = "The ferry is late", confidence: float = 0.95) -> Analysis:
    """An article with one more voice before this statement, so that it is not the first."""
    names = ("Ada Moor", "Ben Tarn", "Cleo Wick")
    sources = [Source(name, (at(TEXT, name),), True, "person", role=SURE) for name in names]
    sources[position] = replace(sources[position], role=role)
    said = [
        Attribution("indirect", (at(TEXT, words),), (), source.mentions[0], "after", 0.95, "say", source_index=number)
        for number, source in enumerate(sources)
    ]
    said[position] = replace(said[position], confidence=confidence)
    return analysis_of(Article("ferry", TEXT), tuple(said), tuple(sources))


def worth(position: int, **changes: object) -> tuple[float, Sequence[str]]:
    doubt = doubts(statement(position, **changes))[position]  # type: ignore[arg-type]
    return doubt.worth, doubt.reasons


def test_of_two_equally_likely_roles_that_with_the_nearer_rival_comes_first() -> None:
    far, close = (replace(SURE, confidence=0.5, margin=margin) for margin in (0.4, 0.05))
    assert worth(1, role=close)[0] > worth(1, role=far)[0] > worth(1)[0]
    assert "close" in worth(1, role=close)[1] and "close" not in worth(1, role=far)[1]


def test_of_two_equally_near_rivals_the_less_likely_role_comes_first() -> None:
    less, more = (replace(SURE, confidence=confidence, margin=0.1) for confidence in (0.3, 0.5))
    assert worth(1, role=less)[0] > worth(1, role=more)[0]


def test_a_role_without_a_rival_is_as_doubtful_as_it_is_unlikely() -> None:
    alone = Role("official", None, "title", 0.9)
    assert worth(1)[0] >= worth(1, role=alone)[0] > worth(1, role=replace(alone, confidence=0.99))[0]


def test_what_is_hardly_a_statement_or_the_first_voice_comes_before_what_is_neither() -> None:
    assert worth(1, confidence=0.5)[0] > worth(1)[0]
    assert worth(0)[0] > worth(1)[0] == worth(2)[0]
    assert worth(1, confidence=0.5)[1] == ("statement",) and worth(0)[1] == ("first",)


def test_of_two_equally_doubtful_statements_the_longer_comes_first() -> None:
    assert worth(1)[0] > worth(1, words="The ferry")[0]


@pytest.mark.models
@pytest.mark.slow
def test_the_first_of_the_queue_are_wrong_far_more_often_than_those_that_chance_shows(
    corpus: Path, parsed_corpus: list[tuple[Document, Analysis]]
) -> None:
    gold = read_corpus_gold(corpus / "gold")
    queue = []
    for _, analysis in parsed_corpus:
        true, found = gold[analysis.article.id], marked(analysis)
        right = {
            theirs for ours, theirs in paired(true, found).items() if agreeing_parts(true[ours], found[theirs])["role"]
        }
        queue += [(doubt.worth, number not in right) for number, doubt in enumerate(doubts(analysis))]
    queue.sort(key=lambda one: -one[0])
    wrong = sum(one for _, one in queue) / len(queue)
    assert sum(one for _, one in queue[:50]) / 50 > 2 * wrong
