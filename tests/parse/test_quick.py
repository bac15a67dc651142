"""Stanza's processors run the quick way: what they say is what Stanza says, in any batch."""

import os
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import pytest
import stanza
import torch
from hypothesis import given
from hypothesis import strategies as st
from places import CORPUS
from stanza.models.common.chuliu_edmonds import chuliu_edmonds_one_root
from stanza.models.common.crf import viterbi_decode
from stanza.models.common.doc import Document
from torch.nn.utils.rnn import pack_sequence

from quotes.models import FOLDER
from quotes.parse.quick.names import best_sequences
from quotes.parse.quick.pipeline import QUICK, quick
from quotes.parse.quick.sequences import BothWays
from quotes.parse.quick.trees import best_tree
from quotes.read import read_articles
from quotes.text.layout import layout_of

FIELDS = ("upos", "xpos", "feats", "lemma", "head", "deprel")
SENTENCES = int(os.environ.get("SENTENCES", "240"))
"""How many are read, with ``SENTENCES=2000`` in the environment longer."""
READ_OTHERWISE = 0.006
"""Most words, by their share, whose head or relation may change where weights have 8 bits; 0.003 was measured."""
OTHER_NAMES = str.maketrans("aeiou", "eioua")
"""Makes of any text one with words that nobody has seen: that of the corpus, read once more."""


def pipeline(**options: Any) -> Any:
    return stanza.Pipeline(
        "en", dir=str(FOLDER), package="news", download_method=None, logging_level="ERROR", device="cpu", **options
    )


def texts() -> Iterator[str]:
    """Paragraphs of the project's own articles, each once more with other letters, as misprints and names have them."""
    articles = list(read_articles([CORPUS / "articles", CORPUS / "unseen", CORPUS / "lessons"]))
    for paragraph in (span.of(article.text) for article in articles for span in layout_of(article.text).paragraphs):
        yield paragraph
        yield " ".join(word.translate(OTHER_NAMES) if word[0].isupper() else word for word in paragraph.split())


@pytest.fixture(scope="module")
def plain() -> Any:
    return pipeline()


@pytest.fixture(scope="module")
def exact() -> Any:
    return quick(pipeline(), rounded=False)


@pytest.fixture(scope="module")
def rounded() -> Any:
    return quick(pipeline())


@pytest.fixture(scope="module")
def sentences(plain: Any) -> list[Any]:
    """Sentences of ours as Stanza reads them."""
    found = plain.bulk_process(list(islice(texts(), SENTENCES)))
    return [sentence for document in found for sentence in document.sentences][:SENTENCES]


def read_again(nlp: Any, sentences: Sequence[Any]) -> Any:
    """The words of these sentences, read by another pipeline from its tagger on."""
    document = Document([[{"id": word.id, "text": word.text} for word in sentence.words] for sentence in sentences])
    for name in QUICK:
        document = nlp.processors[name].process(document)
    return document


def otherwise(document: Any, sentences: Sequence[Any], *fields: str) -> float:
    """The share of words of which one of the fields differs."""
    pairs = [
        (ours, theirs)
        for sentence, other in zip(document.sentences, sentences, strict=True)
        for ours, theirs in zip(sentence.words, other.words, strict=True)
    ]
    return sum(any(getattr(a, f) != getattr(b, f) for f in fields) for a, b in pairs) / len(pairs)


def names(sentences: Sequence[Any]) -> list[list[str]]:
    return [[token.ner for token in sentence.tokens] for sentence in sentences]


@pytest.mark.parametrize("odd", ["a\n \n b\x85c  \t d e\u00a0f \x97 g", "one\ntwo  three\n\nfour", "1,000.5 A ", "ẞ"])
def test_words_and_sentences_of_the_quick_tokenizer_are_those_of_stanza(plain: Any, exact: Any, odd: str) -> None:
    text = "\n\n".join([odd, *islice(texts(), 60)])
    one, other = (nlp.processors["tokenize"].process(Document([], text=text)) for nlp in (plain, exact))
    assert other.to_dict() == one.to_dict()
    assert [sentence.text for sentence in other.sentences] == [sentence.text for sentence in one.sentences]


@pytest.mark.models
def test_the_quick_way_says_what_stanza_says(exact: Any, rounded: Any, sentences: list[Any]) -> None:
    assert len(sentences) == SENTENCES
    found = read_again(exact, sentences)
    assert otherwise(found, sentences, *FIELDS) == 0
    assert names(found.sentences) == names(sentences)
    found = read_again(rounded, sentences)
    assert otherwise(found, sentences, "upos") <= READ_OTHERWISE / 4
    assert otherwise(found, sentences, "head", "deprel") <= READ_OTHERWISE


@pytest.mark.models
def test_a_parser_of_another_kind_finds_the_same_trees_sooner(sentences: list[Any]) -> None:
    nlp = pipeline()
    ways_of_stanza = {name: processor.process for name, processor in nlp.processors.items()}
    quick(nlp)
    for name, process in ways_of_stanza.items():
        nlp.processors[name].process = process  # as if no network were known: the search for trees alone is quick
    few = sentences[:60]
    assert otherwise(read_again(nlp, few), few, *FIELDS) == 0


@pytest.mark.models
def test_who_depends_on_whom_is_told_as_stanza_tells_it(exact: Any, sentences: list[Any]) -> None:
    found = read_again(exact, sentences)
    for ours, theirs in zip(found.sentences, sentences, strict=True):
        assert [(head.text, name, word.text) for head, name, word in ours.dependencies] == [
            (head.text, name, word.text) for head, name, word in theirs.dependencies
        ]


@pytest.mark.models
def test_a_sentence_is_read_the_same_in_any_batch(rounded: Any, sentences: list[Any]) -> None:
    together = read_again(rounded, sentences)
    for sentence, alone in zip(together.sentences[:30], sentences[:30], strict=True):
        (other,) = read_again(rounded, [alone]).sentences
        assert sentence.to_dict() == other.to_dict()


@pytest.mark.models
def test_what_is_of_another_kind_is_left_to_stanza() -> None:
    nlp = quick(pipeline(lemma_use_identity=True, processors="tokenize,pos,lemma"))
    (sentence,) = nlp("Dr. Ines Okafor said the dams were holding.").sentences
    assert [word.lemma for word in sentence.words] == [word.text for word in sentence.words]


@pytest.mark.models
@pytest.mark.parametrize("text", ["", " \n", "?!?!", "a", "“" * 50, "é\u200b " * 3, "Ja " * 700])
def test_odd_texts_are_read_as_stanza_reads_them(plain: Any, exact: Any, text: str) -> None:
    assert exact(text).to_dict() == plain(text).to_dict()


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(0, 99))
def test_sequences_of_any_lengths_go_through_a_network_as_one_by_one(lengths: list[int], seed: int) -> None:
    torch.manual_seed(seed)
    network = torch.nn.LSTM(3, 4, batch_first=True, bidirectional=True)
    lengths.sort(reverse=True)
    packed = pack_sequence([torch.randn(length, 3) for length in lengths])
    with torch.inference_mode():
        assert torch.allclose(BothWays(network)(packed)[0].data, network(packed)[0].data, atol=1e-5)


@given(st.integers(1, 12), st.integers(0, 10_000))
def test_the_best_tree_is_that_of_the_slow_way(words: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(words + 1, words + 1)).astype(np.float32) * 3
    np.fill_diagonal(scores, -np.inf)
    scores -= np.log(np.exp(scores).sum(1, keepdims=True))
    assert best_tree(scores).tolist() == chuliu_edmonds_one_root(scores).tolist()


@given(st.lists(st.integers(1, 9), min_size=1, max_size=6), st.integers(0, 10_000))
def test_the_best_tags_of_many_sequences_are_those_of_each(lengths: list[int], seed: int) -> None:
    lengths = sorted(lengths, reverse=True)
    chance = np.random.default_rng(seed)
    scores = chance.normal(size=(sum(lengths), 5)).astype(np.float32)
    transitions = chance.normal(size=(5, 5)).astype(np.float32)
    apart = np.split(scores, np.cumsum(lengths)[:-1])
    expected = [[int(tag) for tag in viterbi_decode(part, transitions)[0]] for part in apart]
    assert best_sequences(scores, transitions, lengths) == expected
