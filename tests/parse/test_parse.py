"""Parses of all sorts of text: every word lies where it says, in order, and odd text costs nobody else anything."""

from itertools import pairwise

import pytest
from fragile import Fragile
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stanza.models.common.doc import Document as StanzaDocument

from quotes.document import Document, Sentence, Word
from quotes.errors import AnalysisError
from quotes.messages import Skipped
from quotes.model import Article
from quotes.parse.parser import LONGEST_RUN, RUN_ON, Parser, read_sentence, with_common_marks
from quotes.text.layout import layout_of
from quotes.text.paragraphs import paragraphs

REPORT = "The bridge is shut, Mayor Lena Holt said. “It may fall,” she told the council on Monday."


def parsed(parser: Parser, text: str) -> Document:
    return next(parser.parse([Article("example", text)]))


def words_of(document: Document) -> list[Word]:
    return [word for sentence in document.sentences for word in sentence.words]


def assert_sound(document: Document, text: str) -> None:
    """What everything after the parse relies on."""
    words = words_of(document)
    assert document.text == text
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert all(text[word.start : word.end].strip() for word in words)
    assert all(a.start <= b.start and a.end <= b.end for a, b in pairwise(words))
    for sentence in document.sentences:
        assert [word.index for word in sentence.words] == list(range(len(sentence.words)))
        assert all(-1 <= word.head < len(sentence.words) for word in sentence.words)
        paragraph = document.paragraphs[sentence.paragraph]
        assert paragraph.start <= sentence.start and sentence.end <= paragraph.end


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One here.\n\nTwo here.", ["One here.", "Two here."]),
        ("One here.\r\n\r\nTwo here.\r\n", ["One here.", "Two here."]),
        ("One here.\r\rTwo here.\r", ["One here.", "Two here."]),
        ("One here.\n \t\n\n\nTwo here.", ["One here.", "Two here."]),
        ("A paragraph that fits a line.\nAnother one.\nAnd a third.", 3),
        (
            "The council met on Monday to hear of the bridge\nand sent everybody home again after three long\nhours.",
            1,
        ),
        (
            "The council met on Monday to hear about the bridge\r\nand sent everybody home again after three long\r\n"
            "hours.\r\n\r\nNobody stayed.",
            2,
        ),
        ("", []),
        (" \n\t\r\n ", []),
    ],
)
def test_paragraphs(text: str, expected: list[str] | int) -> None:
    found = [span.of(text) for span in paragraphs(text)]
    assert (len(found) if isinstance(expected, int) else found) == expected


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_ends_change_where_words_stand_and_nothing_else(parser: Parser, line_end: str) -> None:
    lines = ["The bridge is shut, Mayor Lena Holt said.", "", "Nobody was hurt, police said."]
    text = line_end.join(lines)
    document = parsed(parser, text)
    assert_sound(document, text)
    plain = parsed(parser, "\n".join(lines))
    assert [(w.text, w.relation, w.head) for w in words_of(document)] == [
        (w.text, w.relation, w.head) for w in words_of(plain)
    ]


def test_a_hard_wrapped_sentence_is_one_sentence(parser: Parser) -> None:
    text = (
        "The council met on Monday to hear what the engineers\nfound under the bridge, and sent everybody home\nagain."
    )
    document = parsed(parser, text)
    assert_sound(document, text)
    assert len(document.sentences) == 1


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n" * 50_000 + "He said so." + "\n" * 9,
        "He said so",
        "!!! ??? ... --- “” ‘’ ''",
        "." * 3_000,
        "x" * 5_000,
        "😀 She said “hi” 👩‍👩‍👧 to all. 🇺🇸 Yes, he said 𝔱𝔥𝔢𝔫.",
        "He\u200bllo, wor\u200dld\ufeff said. \u200b\u200b\n\n\u200b",
        "قال الرجل إنه ذاهب. “שלום” אמר האיש.",
        "a\x00b said c\x01d. One\u2028two\u2029three\x85four\x0bfive\x0csix.",
        "Half a surrogate \ud800 he said.",
        "One\u00a0said\u00a0so.\u3000Two said no.",
        "İstanbul'da he said İ’s.",
    ],
    ids=lambda text: repr(text[:20]),
)
def test_odd_text_keeps_its_places(parser: Parser, text: str) -> None:
    assert_sound(parsed(parser, text), text)


def test_a_long_line_without_a_full_stop_is_cut_and_loses_no_word(parser: Parser) -> None:
    text = "and then another thing of theirs " * 90
    document = parsed(parser, text)
    assert_sound(document, text)
    assert "".join(word.text for word in words_of(document)) == text.replace(" ", "")
    assert len(document.sentences[0].span) <= RUN_ON
    assert max(len(sentence.span) for sentence in document.sentences) <= LONGEST_RUN


# Letters and signs that tokenizers trip over, more often than chance would have them.
odd = st.text(st.one_of(st.sampled_from("aZ .,!?“”‘’'\"`«»„\n\r\t-–—…()'s0$\u200b\u00a0\u2028😀éß"), st.characters()))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(odd, max_size=8))
def test_any_text_keeps_its_places(parser: Parser, texts: list[str]) -> None:
    articles = [Article(str(number), text) for number, text in enumerate(texts)]
    documents = list(parser.parse(articles))
    assert len(documents) == len(texts)
    for document, text in zip(documents, texts, strict=True):
        assert_sound(document, text)


@given(odd)
def test_common_marks_keep_the_length(text: str) -> None:
    common = with_common_marks(text, layout_of(text).quotations)
    assert len(common) == len(text)
    assert all(a == b or not a.isalnum() for a, b in zip(text, common, strict=True))


def test_an_article_larger_than_a_call_is_parsed_whole(parser: Parser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.parse.parser.LARGEST_CALL", 50)
    text = "He said no.\n\n" * 30
    document = parsed(parser, text)
    assert_sound(document, text)
    assert len(document.sentences) == len(document.paragraphs) == text.count("no.")


def test_an_article_that_cannot_be_parsed_costs_only_itself() -> None:
    articles = [Article("a", REPORT), Article("b", "This is unparsable."), Article("c", REPORT, path="c.txt")]
    skipped: list[Skipped] = []
    pairs = list(Fragile().pairs(articles, skipped.append))
    assert [article.id for article, _ in pairs] == ["a", "c"]
    assert all(document.sentences for _, document in pairs)
    assert [one.path for one in skipped] == ["b"]
    assert "RuntimeError" in skipped[0].reason and "leave it out" in skipped[0].reason
    assert "\n" not in str(skipped[0])


def test_without_anybody_to_tell_it_raises() -> None:
    with pytest.raises(AnalysisError, match=r"b: .*RuntimeError"):
        list(Fragile().parse([Article("b", "This is unparsable.")]))


def token(number: int, words: list[str], start: int, text: str) -> list[dict]:
    """A token of Stanza's with its words, as the dicts that a document is made of."""
    last = number + len(words) - 1
    rows = [
        {"id": number + i, "text": word, "lemma": word, "upos": "X", "head": max(0, number + i - 1), "deprel": "dep"}
        for i, word in enumerate(words)
    ]
    place = f"start_char={start}|end_char={start + len(text)}"
    if len(words) == 1:
        rows[0]["misc"] = place
        return rows
    return [{"id": [number, last], "text": text, "misc": place, "ner": "O"}, *rows]


def sentence_of(text: str, *tokens: tuple[str, list[str]], offset: int = 0) -> Sentence:
    rows: list[dict] = []
    position = number = 0
    for written, words in tokens:
        position = text.index(written, position)
        rows.extend(token(number + 1, words, position, written))
        position += len(written)
        number += len(words)
    return read_sentence(StanzaDocument([rows], text).sentences[0], 0, range(offset, offset + len(text)))


def test_words_of_a_literal_multi_word_token_share_it_out() -> None:
    text = "I don't know"
    sentence = sentence_of(text, ("I", ["I"]), ("don't", ["do", "n't"]), ("know", ["know"]))
    assert [text[w.start : w.end] for w in sentence.words] == ["I", "do", "n't", "know"]


def test_words_of_another_multi_word_token_all_have_its_place() -> None:
    text = "They won't"
    sentence = sentence_of(text, ("They", ["They"]), ("won't", ["will", "not"]), offset=100)
    assert [(w.text, text[w.start - 100 : w.end - 100]) for w in sentence.words] == [
        ("They", "They"),
        ("will", "won't"),
        ("not", "won't"),
    ]
    assert sentence.end == 100 + len(text)
    assert [w.head for w in sentence.words] == [-1, 0, 1]


def test_capitals_whose_small_letters_are_longer_do_not_shift_a_word() -> None:
    text = "İT’S late"
    sentence = sentence_of(text, ("İT’S", ["i̇t", "’s"]), ("late", ["late"]))
    assert all(w.end <= len(text) for w in sentence.words)
    assert text[sentence.words[2].start : sentence.words[2].end] == "late"
