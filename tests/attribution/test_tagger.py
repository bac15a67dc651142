"""The sequence tagger: a view of every word, the same in any company, and cues that no construction knows."""

from pathlib import Path

import numpy as np
import pytest
import torch
from rich.console import Console
from speaking import parsed
from trees import Trees

from quotes.attribution.attribute import attribute
from quotes.attribution.constructions import SEQUENCE_TAGGER
from quotes.attribution.tagger.network import load_tagger
from quotes.attribution.tagger.probabilities import TAGS, TagProbabilities
from quotes.attribution.tagger.word_features import LONGEST, word_features
from quotes.document import Document
from quotes.evaluate import GoldAttribution
from quotes.lexicon.cues import load_cues
from quotes.model import Analysis, Span
from quotes.parse.parser import Parser
from training.attribution.polnear import Annotated
from training.attribution.tagger import tags, train


def probabilities(document: Document) -> list[TagProbabilities]:
    return load_tagger().probabilities(document, load_cues())


def gold(text: str, source: str, cue: str, content: str) -> GoldAttribution:
    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    return GoldAttribution("indirect", (span(content),), (span(cue),), span(source))


@pytest.mark.parametrize("text", ["", "No", "Bell said no.\n\n“No,” she said.\n\n• 3 %", "and so on " * LONGEST])
def test_every_word_has_chances_that_sum_to_one(parser: Parser, text: str) -> None:
    document = parsed(parser, text)
    found = probabilities(document)
    assert [len(probabilities.chances) for probabilities in found] == [
        len(sentence.words) for sentence in document.sentences
    ]
    assert all(np.allclose(probabilities.chances.sum(axis=1), 1, atol=1e-4) for probabilities in found)


def test_a_paragraph_scores_alike_alone_and_in_company(parsed_corpus: list[tuple[Document, Analysis]]) -> None:
    document, _ = parsed_corpus[0]
    rows = list(word_features(document, load_cues()))
    together = load_tagger().chances(rows)
    apart = np.concatenate([load_tagger().chances([row]) for row in rows])
    assert len(rows) > 3
    assert np.allclose(together, apart, atol=1e-4)


def test_a_cue_that_no_construction_knows_is_found_and_is_no_statement(trees: Trees) -> None:
    text = "Senator Lena Holt is critical of the plan to close the bridge."
    (found,) = attribute(parsed(trees, text))
    assert found.construction == SEQUENCE_TAGGER.name
    assert found.act == "attitude"
    assert found.source is not None
    assert found.source.of(text) == "Senator Lena Holt"
    assert [span.of(text) for span in found.content] == ["the plan to close the bridge"]
    assert any(reason.startswith("tagger: ") for reason in found.reasons)


def test_the_tags_of_an_annotation_begin_each_span_once(trees: Trees) -> None:
    text = "Mayor Holt said that Bell had called the bridge unsafe."
    document = parsed(trees, text)
    outer = gold(text, "Mayor Holt", "said", "that Bell had called the bridge unsafe")
    inner = gold(text, "Bell", "called", "the bridge unsafe")
    names = [TAGS[tag] for tag in tags(document, [inner, outer])]
    assert names == ["B-source", "I-source", "B-cue", "B-content", *["I-content"] * 6, "O"]


def test_training_is_repeatable_and_what_is_saved_reads_back(trees: Trees, tmp_path: Path) -> None:
    texts = ["Mayor Holt said the bridge is unsafe.", "The driver, Holt said, had fled.", "Holt wants a new bridge."]
    marked = [
        gold(texts[0], "Mayor Holt", "said", "the bridge is unsafe"),
        gold(texts[1], "Holt", "said", "had fled"),
        gold(texts[2], "Holt", "wants", "a new bridge"),
    ]
    articles = [
        Annotated(f"paper_{i}", parsed(trees, t), [[g]]) for i, (t, g) in enumerate(zip(texts, marked, strict=True))
    ]
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        first, second = (train(articles, Console(quiet=True), epochs=2) for _ in range(2))
    finally:
        torch.set_num_threads(threads)
    for one, other in zip(first.network.parameters(), second.network.parameters(), strict=True):
        assert torch.equal(one, other)
    first.save(tmp_path / "tagger.safetensors")
    rows = list(word_features(articles[0].document, load_cues()))
    read = load_tagger(tmp_path / "tagger.safetensors")
    assert np.allclose(read.chances(rows), first.chances(rows), atol=0.01)
