"""What the encoder reads and learns: windows that lose no word, chains of tags, no weights but the published ones."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from speaking import parsed
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.pre_tokenizers import BertPreTokenizer
from trees import Trees

from quotes.attribution.tagger.probabilities import FIRST
from quotes.errors import ModelError
from quotes.evaluate import GoldAttribution
from quotes.model import Span
from quotes.parse.windows import CONTEXT, NOWHERE, WINDOW, windows, word_pieces
from quotes.text.layout import layout_of
from training.attribution.encoder import check_base, examples
from training.attribution.polnear import Annotated


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """Letters as word pieces: a word is cut into as many."""
    letters = [chr(code) for code in range(33, 127)]
    vocabulary = {piece: n for n, piece in enumerate(["[UNK]", *letters, *(f"##{letter}" for letter in letters)])}
    cut = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]"))
    cut.pre_tokenizer = BertPreTokenizer()
    return cut


@given(st.lists(st.lists(st.integers(1, 9), min_size=1, max_size=90), min_size=1, max_size=25))
def test_every_piece_belongs_to_one_window_and_none_is_too_long(tokenizer: Tokenizer, lengths: list[list[int]]) -> None:
    text = "\n\n".join(" ".join("a" * length for length in paragraph) for paragraph in lengths)
    found = list(windows(tokenizer, text, layout_of(text)))
    places = [tuple(place) for window in found for place in window.own.tolist() if place[0] != NOWHERE]
    assert places == sorted(set(places))
    assert sum(end - start for start, end in places) == sum(map(sum, lengths))
    assert all(len(window.numbers) == len(window.kinds) == len(window.own) <= WINDOW for window in found)


def test_a_window_is_led_in_by_the_end_of_the_one_before(tokenizer: Tokenizer) -> None:
    text = "\n\n".join(["said " * 60] * 3)
    first, second, *_ = windows(tokenizer, text, layout_of(text))
    assert (first.own[1:] == NOWHERE).all(axis=1).sum() < CONTEXT
    assert (second.own[: CONTEXT + 2] == NOWHERE).all()
    assert (second.numbers[1 : CONTEXT + 1] == first.numbers[-CONTEXT - 1 : -1]).all()


def test_quoted_words_are_told_apart(tokenizer: Tokenizer) -> None:
    text = 'Bell said: "We lost it." Then he left.'
    (window,) = windows(tokenizer, text, layout_of(text))
    quoted = {tuple(place) for place, kind in zip(window.own.tolist(), window.kinds, strict=True) if kind}
    assert {text[start:end] for start, end in quoted} <= set('"We lost it.')
    assert (text.index("We"), text.index("We") + 1) in quoted and (0, 1) not in quoted


def test_a_word_learns_from_each_annotator_and_knows_its_cue(trees: Trees, tokenizer: Tokenizer) -> None:
    text = "The road was closed, according to police."

    def gold(cue: str) -> GoldAttribution:
        def span(words: str) -> Span:
            return Span(text.index(words), text.index(words) + len(words))

        return GoldAttribution("road", (span("The road was closed"),), (span(cue),), span("police"))

    document = parsed(trees, text)
    one = Annotated("road", document, ((gold("according to"),), (gold("according"),)))
    (example,) = examples(one, tokenizer)
    words = [word.text for word in document.sentences[0].words]
    assert len(example.first) == len(words)
    to, police = words.index("to"), words.index("police")
    assert example.tags[:, to].tolist() == [FIRST["cue"] + 1, 0]
    assert example.cue[police] == example.cue[0] == words.index("according")
    assert example.cue[words.index("according")] == -1
    rows, first, last = word_pieces(example.window, np.array([0]), np.array([3]))
    assert rows.tolist() == [0] and (last - first).tolist() == [3]


def test_other_weights_than_the_published_ones_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="not there"):
        check_base(tmp_path)
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    with pytest.raises(ModelError, match="SHA-256"):
        check_base(tmp_path)
