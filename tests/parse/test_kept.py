"""A parse that is kept comes back as it was, and only as long as a model would get the same lines."""

import pytest

from quotes.document import Sentence, Word
from quotes.model import Article, Span
from quotes.parse.kept import packed, unpacked
from quotes.parse.parser import Parser

TEXT = "“The bridge is gone,” said Mayor Lena Holt.\n\nNobody at the county’s road office would answer questions."


class InMemory:
    """Parses by their text."""

    keeps = True

    def __init__(self) -> None:
        self.parses: dict[str, bytes] = {}

    def get(self, text: str) -> bytes | None:
        return self.parses.get(text)

    def keep(self, text: str, parse: bytes) -> None:
        self.parses[text] = parse


@pytest.mark.parametrize("odd", ["", "\0", "\ud800", "a\tb\n", "😀"])
def test_sentences_come_back_whatever_is_in_them(odd: str) -> None:
    words = (Word(0, odd, odd, "X", "FW", "root", -1, 0, 1), Word(1, "b", "b", "X", "", "dep", 0, 2, 3, "PER"))
    sentences = (Sentence(words, 0, ((Span(2, 3), "PER"),)), Sentence(words[:1], 4))
    assert unpacked(packed(sentences, [odd, "b"]), [odd, "b"]) == sentences
    assert unpacked(packed((), []), []) == ()
    assert unpacked(packed(sentences, [odd]), [odd, "b"]) is None
    assert unpacked(None, []) is None


def test_what_was_kept_is_not_parsed_once_more_and_gives_the_same_document(
    parser: Parser, monkeypatch: pytest.MonkeyPatch
) -> None:
    parses, articles = InMemory(), [Article("a", TEXT), Article("b", ""), Article("c", TEXT + " He waits.")]
    made = [document for _, document in parser.pairs(articles, parses=parses)]
    without_model = Parser()
    monkeypatch.setattr(without_model, "load", lambda: pytest.fail("parsed once more"))
    again = [document for _, document in without_model.pairs(articles, parses=parses)]
    assert again == made
    assert all((one.vectors == other.vectors).all() for one, other in zip(made, again, strict=True) if one.sentences)


def test_a_parse_of_other_lines_is_made_anew(parser: Parser) -> None:
    """As it is of a version that cut the text into other lines."""
    parses = InMemory()
    (document,) = parser.parse([Article("a", TEXT)])
    parses.keep(TEXT, packed((), [TEXT]))
    assert [one for _, one in parser.pairs([Article("a", TEXT)], parses=parses)] == [document]
    assert unpacked(parses.get(TEXT), TEXT.split("\n\n")) == document.sentences
