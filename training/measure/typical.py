"""Passages of ``corpus/`` that were read wrong in, those that still are out, with the cause of each.

``typical.toml`` has them. One that is read in any other way, right or wrong, is no longer told.
"""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from quotes.analyze import Analyzer
from quotes.errors import ReadError
from quotes.model import Analysis, Span
from quotes.read import read_articles

FILE = Path(__file__).with_name("typical.toml")
LEFT_OUT = "…"


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of an article, the contents that were ``found`` there, and why that is wrong."""

    article: str
    passage: str
    found: list[str]
    cause: str

    def span(self, text: str) -> Span:
        """Where the words stand; raises ReadError where they do not."""
        words = (re.escape(word) if word != LEFT_OUT else "[^\n]*?" for word in self.passage.split())
        place = re.search(r"\s+".join(words), text)
        if place is None:
            raise ReadError(f"{FILE}: {self.article} has no “{self.passage}”; put the passage right")
        return Span(*place.span())


def contents(analysis: Analysis, passage: Span) -> list[str]:
    """What the attributions have for content that lie in a passage wholly or in part."""
    text = analysis.article.text
    return [
        f" {LEFT_OUT} ".join(span.of(text) for span in one.content)
        for one in analysis.attributions
        if any(span.overlaps(passage) for span in one.content)
    ]


def report(corpus: Path, file: Path = FILE) -> Iterator[str]:
    """How many passages are still read as they were, and each of them with its cause, as lines."""
    passages = [Passage(**row) for row in tomllib.loads(file.read_text(encoding="utf-8"))["error"]]
    named = {one.article for one in passages}
    articles = [one for one in read_articles([corpus / "articles"]) if one.id in named]
    analyses = {analysis.article.id: analysis for analysis in Analyzer().pipe(articles)}
    wrong = [
        one
        for one in passages
        if contents(analyses[one.article], one.span(analyses[one.article].article.text)) == one.found
    ]
    yield f"{len(wrong)} of {len(passages)} still read wrong"
    for one in wrong:
        yield f"{one.article}: {one.passage}: {one.cause}"
