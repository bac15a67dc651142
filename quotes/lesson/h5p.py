"""An article with its key in, an exercise of H5P's type *Mark the Words* out: students click on the words that credit.

The package holds the exercise alone (https://h5p.org/specification). The libraries of H5P, which would have to be
fetched, are those that the platform has.
"""

from __future__ import annotations

import html
import json
import re
import zipfile
from pathlib import Path

from quotes.lesson.lesson import KeyArticle
from quotes.model import Span
from quotes.text.layout import layout_of

LIBRARY = {"machineName": "H5P.MarkTheWords", "majorVersion": 1, "minorVersion": 11}
TASK = "Click on every word by which the article credits somebody with a statement, or says that somebody gave none."
FEEDBACK = "You found @correct of @total; @wrong were none."
TOKEN = re.compile(r"\S+")
CORE = re.compile(r"\w(?:.*\w)?", re.DOTALL)
WRITTEN = (1980, 1, 1, 0, 0, 0)
"""The time in the archive, so that the same lesson is the same file."""


def write_h5p(path: Path, one: KeyArticle) -> None:
    """Write the package; raises OSError."""
    package = {
        "title": one.article.title or one.article.id,
        "language": "en",
        "mainLibrary": LIBRARY["machineName"],
        "embedTypes": ["iframe"],
        "license": "U",
        "preloadedDependencies": [LIBRARY],
    }
    content = {
        "taskDescription": f"<p>{TASK}</p>",
        "textField": marked_words(one),
        "overallFeedback": [{"from": 0, "to": 100, "feedback": FEEDBACK}],
        "behaviour": {"enableRetry": True, "enableSolutionsButton": True, "enableCheckButton": True},
    }
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in (("h5p.json", package), ("content/content.json", content)):
            entry = zipfile.ZipInfo(name, WRITTEN)
            archive.writestr(entry, json.dumps(data, ensure_ascii=False), zipfile.ZIP_DEFLATED)


def marked_words(one: KeyArticle) -> str:
    """The article as HTML, each word of a cue between asterisks, as the exercise has it."""
    cues = [place.span for statement in one.statements for place in statement.reading.cue]
    paragraphs = (_paragraph(one.article.text, span, cues) for span in layout_of(one.article.text).paragraphs)
    return "".join(f"<p>{words}</p>" for words in paragraphs)


def _paragraph(text: str, paragraph: Span, cues: list[Span]) -> str:
    tokens = TOKEN.finditer(text, paragraph.start, paragraph.end)
    return html.escape(" ".join(_token(match, cues) for match in tokens), quote=False)


def _token(match: re.Match[str], cues: list[Span]) -> str:
    """A word with the marks around it; an asterisk of the article's own is written twice."""
    token = match[0].replace("*", "**")
    core = CORE.search(token)
    if core is None or not any(Span(*match.span()).overlaps(cue) for cue in cues):
        return token
    return f"{token[: core.start()]}*{core[0]}*{token[core.end() :]}"
