"""Gold attributions and others on the same articles in, every difference between them out, in the words of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from quotes.evaluate import GoldAttribution, agreeing_parts, paired
from quotes.model import BETWEEN, Span

COLUMNS = ("article", "difference", "gold words", "their words", "gold value", "their value")
LACKING = "(beyond the end of the text)"
PARTS = ("source", "speaker", "role", "named")

Row = dict[str, str]


def differences(
    gold: Mapping[str, Sequence[GoldAttribution]],
    predicted: Mapping[str, Sequence[GoldAttribution]],
    texts: Mapping[str, str],
) -> Iterator[Row]:
    """One row for each statement that is missing or too much, and for each part in which one that was found differs.

    ``texts`` are the articles' texts by their identifiers; of an article that is not there words stay empty.
    """
    for article, golden in gold.items():
        theirs = predicted.get(article, ())
        pairs = paired(golden, theirs)
        text = texts.get(article, "")
        for number, one in enumerate(golden):
            if number not in pairs:
                yield _row(article, "missing", _said(one, text), "", one.speaker, "")
                continue
            found = theirs[pairs[number]]
            words = _said(one, text), _said(found, text)
            if one.content != found.content:
                yield _row(article, "words", *words, "", "")
            agreed = agreeing_parts(one, found)
            for part in PARTS:
                if not agreed[part] and (part == "source" or getattr(one, part) not in ("", None)):
                    yield _row(article, part, *words, _value(one, part, text), _value(found, part, text))
        for number, other in enumerate(theirs):
            if number not in pairs.values():
                yield _row(article, "too much", "", _said(other, text), "", other.speaker)


def _row(*values: str) -> Row:
    return dict(zip(COLUMNS, values, strict=True))


def _value(one: GoldAttribution, part: str, text: str) -> str:
    if part == "source":
        return _words([one.source] if one.source else [], text)
    value = getattr(one, part)
    return {True: "yes", False: "no", None: ""}[value] if part == "named" else str(value)


def _said(one: GoldAttribution, text: str) -> str:
    return _words(one.content or one.cue, text)


def _words(spans: Iterable[Span], text: str) -> str:
    several = list(spans)
    if text and any(span.end > len(text) for span in several):
        return LACKING
    return BETWEEN.join(" ".join(span.of(text).split()) for span in several)
