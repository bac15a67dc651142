"""The sequence tagger: a view of every word, the same in any company, and cues that no construction knows."""

from pathlib import Path

import numpy as np
import pytest
from speaking import parsed
from trees import Trees

from quotes.attribution.attribute import attribute
from quotes.attribution.constructions import SEQUENCE_TAGGER
from quotes.attribution.tagger.head import load_tagger
from quotes.attribution.tagger.probabilities import TAGS
from quotes.evaluate import GoldAttribution
from quotes.model import Article, Span
from quotes.parse.parser import Parser
from training.attribution.tags import tags


def gold(text: str, source: str, cue: str, content: str) -> GoldAttribution:
    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    return GoldAttribution("indirect", (span(content),), (span(cue),), span(source))


@pytest.mark.parametrize("text", ["", "No", "Bell said no.\n\n“No,” she said.\n\n• 3 %", "and so on " * 400])
def test_every_word_has_chances_that_sum_to_one(parser: Parser, text: str) -> None:
    document = parsed(parser, text)
    found = load_tagger().probabilities(document)
    assert [len(one.chances) for one in found] == [len(sentence.words) for sentence in document.sentences]
    assert all(np.allclose(one.chances.sum(axis=1), 1, atol=1e-4) for one in found)


def test_an_article_is_seen_alike_alone_and_in_company(parser: Parser, corpus: Path) -> None:
    paths = sorted((corpus / "articles").glob("*.txt"))[:3]
    articles = [Article(path.stem, path.read_text(encoding="utf-8")) for path in paths]
    for together, article in zip(parser.parse(articles), articles, strict=True):
        (alone,) = parser.parse([article])
        assert np.array_equal(together.vectors, alone.vectors)


def test_a_word_is_seen_in_its_context(parser: Parser) -> None:
    told, bridge = (parsed(parser, text) for text in ("Bell said no.", "The bell rang. Bell left."))
    assert not np.allclose(told.vectors[0], bridge.vectors[4])


def test_a_cue_that_no_construction_knows_is_found_and_is_no_statement(trees: Trees) -> None:
    text = "Senator Lena Holt is critical of the plan to close the bridge."
    (found,) = attribute(parsed(trees, text))
    assert found.construction == SEQUENCE_TAGGER.name
    assert found.act == "attitude"
    assert found.source is not None
    assert found.source.of(text) == "Senator Lena Holt"
    assert [span.of(text) for span in found.content] == ["the plan to close the bridge"]
    assert any(reason.startswith("encoder: ") for reason in found.reasons)


def test_the_tags_of_an_annotation_begin_each_span_once(trees: Trees) -> None:
    text = "Mayor Holt said that Bell had called the bridge unsafe."
    document = parsed(trees, text)
    outer = gold(text, "Mayor Holt", "said", "that Bell had called the bridge unsafe")
    inner = gold(text, "Bell", "called", "the bridge unsafe")
    names = [TAGS[tag] for tag in tags(document, [inner, outer])]
    assert names == ["B-source", "I-source", "B-cue", "B-content", *["I-content"] * 6, "O"]
