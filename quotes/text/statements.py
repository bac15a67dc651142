"""Quotations in their text in, which look like something said, and how a statement is told by them, out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import Any

from quotes.model import Kind, Quotation, Span
from quotes.own_data import toml_beside
from quotes.text.dashes import DASH_CHARACTERS
from quotes.text.marks import QUOTE_CHARACTERS

STATEMENT: Mapping[str, Any] = toml_beside(__file__, "statements.toml")
_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_CLAUSE = frozenset(STATEMENT["clause_words"])
_LITTLE_WORDS = frozenset(STATEMENT["little_words"])


def is_statement_like(text: str, quoted: Quotation) -> bool:
    """Whether a quotation looks like something said, rather than a title, a nickname or a word held at arm's length.

    A judgement by the look alone, for where no cue decides. The first of these that applies:

    1. a quotation that goes on from the paragraph before is a statement, one without a word is not;
    2. one of ``long`` words or more is;
    3. a title is not: several words inside a running sentence, all capitalised but the ``little_words``;
    4. one that begins a sentence, or follows a colon or a comma, is if it ends with punctuation inside its marks;
    5. one that ends with a question or exclamation mark is if it has two words or more;
    6. one of ``clause`` words or more is if it holds a word that only a clause has (``clause_words``);
    7. no other is.

    The numbers and words are in ``statements.toml``.
    """
    inner = quoted.inner.of(text)
    words = _WORD.findall(inner)
    if quoted.continues or not words:
        return bool(words)
    if len(words) >= STATEMENT["long"]:
        return True
    before = text[max(0, quoted.span.start - 4) : quoted.span.start].rstrip(" \t\xa0" + QUOTE_CHARACTERS)
    begins_sentence = not before or before[-1] in "\r\n.!?…"
    if not begins_sentence and len(words) > 1 and all(word[0].isupper() or word in _LITTLE_WORDS for word in words):
        return False
    if inner[-1] in ",.!?…" + DASH_CHARACTERS and (begins_sentence or before[-1] in ":,;"):
        return True
    if inner[-1] in "!?":
        return len(words) > 1
    return len(words) >= STATEMENT["clause"] and any(word.lower().replace("’", "'") in _CLAUSE for word in words)


def statement_kind(text: str, content: Sequence[Span], quotes: Sequence[Quotation]) -> Kind:
    """``direct`` where all words stand inside quotation marks, ``indirect`` where none does, else ``mixed``.

    ``quotes`` are those that stand in no other, in text order.
    """
    inside = outside = 0
    for span in content:
        first = bisect_right(quotes, span.start, key=lambda quoted: quoted.span.end)
        behind = bisect_left(quotes, span.end, key=lambda quoted: quoted.span.start)
        marked = [quoted.span for quoted in quotes[first:behind]]
        for position in range(span.start, span.end):
            if text[position].isalnum():
                if any(m.start <= position < m.end for m in marked):
                    inside += 1
                else:
                    outside += 1
    if inside and not outside:
        return "direct"
    return "mixed" if inside else "indirect"
