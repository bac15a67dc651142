"""Names in the entity tagger's training data: settled within an article, and put in the place of others."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.parse.names_in_capitals import is_heading
from training.parser.data import SentenceTags
from training.parser.invented import Inventor, after_dateline, renamed, vary
from training.parser.names import Marked, MarkedName, settle
from training.parser.silver import marked_by


def marked(text: str) -> Marked:
    """A sentence in which each name is written ``[PER Ann Lee]``."""
    words: list[str] = []
    names: list[MarkedName] = []
    for piece in text.replace("]", "[").split("["):
        kind, _, name = piece.partition(" ")
        if kind in ("PER", "ORG", "LOC"):
            names.append(MarkedName(len(words), len(words) + len(name.split()), kind))
            words += name.split()
        else:
            words += piece.split()
    return Marked(tuple(words), tuple(names))


def named(sentence: Marked) -> list[tuple[str, str]]:
    return [(name.kind, " ".join(sentence.of(name))) for name in sentence.names]


@pytest.mark.parametrize(
    ("article", "names"),
    [
        (["[PER Mayor Ann Lee] spoke ."], [("PER", "Ann Lee")]),
        (["[PER Ann Lee] spoke .", "Then [LOC Lee] left ."], [("PER", "Ann Lee"), ("PER", "Lee")]),
        (["[PER Ann Lee] spoke .", "Later Lee left ."], [("PER", "Ann Lee"), ("PER", "Lee")]),
        (["[PER Ann May] spoke .", "It may rain .", "In May it rained ."], [("PER", "Ann May")]),
        (["[ORG Acme] sued .", "[ORG Acme] won .", "[PER Acme] paid ."], [("ORG", "Acme")] * 3),
        (["In [LOC Oslo] it rained .", "She left Oslo ."], [("LOC", "Oslo"), ("LOC", "Oslo")][:1]),
        (["In [LOC Oslo] or [LOC Oslo] .", "She left Oslo ."], [("LOC", "Oslo")] * 3),
        (["[ORG Council Votes Against Rents] Again", "[PER Ann Lee] spoke ."], [("PER", "Ann Lee")]),
    ],
)
def test_an_article_marks_its_names_alike(article: list[str], names: list[tuple[str, str]]) -> None:
    assert [name for sentence in settle([marked(s) for s in article]) for name in named(sentence)] == names


def test_headings_are_known_by_their_capitals() -> None:
    assert is_heading(["Council", "Votes", "Against", "Higher", "Rents", "Again"])
    assert not is_heading(["Ann", "Lee", "and", "Bo", "Dahl", "left", "the", "council", "on", "Monday"])


words = st.text(st.characters(categories=["L"]), min_size=1, max_size=6)
tagged = st.lists(st.tuples(words, st.sampled_from(["O", "PER", "ORG", "LOC"])), min_size=1, max_size=12).map(
    lambda rows: marked(" ".join(w if kind == "O" else f"[{kind} {w}]" for w, kind in rows))
)


@given(tagged, st.integers())
def test_only_names_change_and_each_keeps_its_kind(sentence: Marked, seed: int) -> None:
    invent = Inventor(random.Random(seed))
    changed = renamed(sentence, invent)
    assert [name.kind for name in changed.names] == [name.kind for name in sentence.names]
    assert around(changed) == around(sentence)
    behind = after_dateline(changed, invent)
    assert behind.words[-len(changed.words) :] == changed.words
    assert named(behind)[len(behind.names) - len(changed.names) :] == named(changed)
    assert named(behind)[0][0] == "LOC"


def around(sentence: Marked) -> list[str]:
    covered = {place for name in sentence.names for place in range(name.start, name.end)}
    return [word for place, word in enumerate(sentence.words) if place not in covered]


@given(tagged)
def test_names_survive_their_tags(sentence: Marked) -> None:
    tags: SentenceTags = sentence.tags()
    assert Marked.read(tags) == sentence


def test_the_same_name_gets_the_same_one_and_the_same_seed_the_same_copies() -> None:
    sentences = [marked("[PER Lee] met [PER Dahl] , and [PER Lee] left .")] * 40
    copies = vary(sentences, share=0.5, datelines=0.0, seed=7)
    assert 8 < len(copies) < 32
    for copy in copies:
        first, _, third = named(copy)
        assert first == third
    assert len({copy.words for copy in copies}) == len(copies)
    assert vary(sentences, share=0.5, datelines=0.0, seed=7) == copies


def test_a_pipelines_names_stand_at_their_words() -> None:
    from quotes.parse.stanza_models import BUNDLED_FOLDER
    from training.parser.resources import open_pipeline

    tagger = open_pipeline(BUNDLED_FOLDER, ("tokenize", "ner"))
    first, second = marked_by(tagger, "President Barack Obama visited Chicago. Hillary Clinton did not.")
    assert ("PER", "Barack Obama") in named(first)
    assert ("LOC", "Chicago") in named(first)
    assert named(second) == [("PER", "Hillary Clinton")]
