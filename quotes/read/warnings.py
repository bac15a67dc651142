"""An article as it was read in, what looks wrong with it out: for whoever looks before an audit of hours."""

from __future__ import annotations

import re
from collections.abc import Iterator

from quotes.model import Article

FEWEST_WORDS = 40
"""Words below which a text is hardly an article."""
MOST_WORDS = 8_000
"""Words above which it is hardly one article."""
MOST_MARKUP = 0.02
"""Tags and entities a word from which markup was left in the text."""
SENTENCE_END = re.compile(r"[.!?…][”’\"'»)\]]*\s*\Z")
MARKUP = re.compile(r"</?[a-z][^<>]{0,80}>|&(?:[a-z]{2,8}|#\d{2,5});")
TWICE = re.compile("â€[œ\u009d™˜]|Ã[©¨¤¶¼]")
CUT = re.compile(r"(?:\[\+\d+ chars\]|\[?…\]?|\.\.\.)\s*\Z")
HEADER = re.compile(r"^(?:LOAD-DATE|LENGTH|BYLINE|SECTION|PUBLICATION-TYPE):", re.MULTILINE)
LETTER = re.compile(r"[^\W\d_]")


def warnings_of(article: Article) -> Iterator[str]:
    """What a user should look at, each in a few words."""
    text = article.text
    words = len(text.split())
    if words < FEWEST_WORDS:
        yield "very short"
    if words > MOST_WORDS:
        yield "very long: several articles in one?"
    if CUT.search(text):
        yield "the text is cut at its end"
    elif not SENTENCE_END.search(text[-200:]):
        yield "ends in the middle of a sentence"
    if len(MARKUP.findall(text)) > max(2, MOST_MARKUP * words):
        yield "markup in the text"
    if TWICE.search(text):
        yield "UTF-8 read as something else (â€œ): save it again as UTF-8"
    if HEADER.search(text):
        yield "lines of a database in the text"
    letters = LETTER.findall(text)
    if letters and sum(letter.isupper() for letter in letters) > len(letters) / 2:
        yield "all in capitals"
    if article.duplicate_of:
        yield f"the same story as {article.duplicate_of}"
