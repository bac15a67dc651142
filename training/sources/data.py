"""Folders of labelled articles in, parsed articles with their labelled speakers out."""

from collections.abc import Iterator
from pathlib import Path

from quotes.attribution.attribute import attribute
from quotes.evaluate import read_corpus_gold
from quotes.model import Article, Span
from quotes.parse.parser import Parser
from quotes.read import read_articles
from training.attribution import polnear
from training.sources.fit import Labelled

NOBODY = "none"
"""The role of a mention with which nobody is credited."""


def read_corpus(corpus: Path, parser: Parser) -> Iterator[Labelled]:
    """The articles of ``corpus`` with the speakers of its gold annotation."""
    gold = read_corpus_gold(corpus / "gold")
    articles = list(read_articles([corpus / "articles"]))
    for article, document in zip(articles, parser.parse(articles), strict=True):
        speakers = [(g.source, g.speaker, "") for g in gold[article.id] if g.source is not None]
        yield Labelled(article, document, attribute(document), speakers)


def read_labels(labels: Path, texts: Path, parser: Parser) -> Iterator[Labelled]:
    """Articles labelled in a tab-separated file, their texts in ``texts``."""
    rows = polnear.read_labels(labels)
    articles = [Article(name, polnear.read_text(texts / f"{name}.txt")) for name in rows]
    for article, document in zip(articles, parser.parse(articles), strict=True):
        speakers: list[tuple[Span, str, str]] = [
            (span, row["speaker"], row["kind"]) for span, row in rows[article.id] if row["role"] != NOBODY
        ]
        yield Labelled(article, document, attribute(document), speakers)
