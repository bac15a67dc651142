"""Gold annotation as in ``corpus/``, or JSON Lines of ``quotes attribute``, in; a coding out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast

from quotes.annotations.coding import Coding, Texts, article_text, in_order
from quotes.errors import ReadError
from quotes.evaluate import GoldAttribution, read_corpus_gold, read_predictions
from quotes.model import Kind, Span
from quotes.read.articles import read_articles
from quotes.review.corrections import Quoted, Reading, quoted_at

GOLD, ARTICLES = "gold", "articles"


def read_folder(folder: Path) -> list[Coding]:
    """The gold in a folder with ``articles/`` and ``gold/``, as one coding by the name of the folder."""
    marked = read_corpus_gold(folder / GOLD)
    texts = {article.id: article.text for article in read_articles([folder / ARTICLES])}
    return [_coding(folder, marked, texts)]


def read_lines(path: Path, texts: Texts) -> list[Coding]:
    """The attributions of a file of JSON Lines, as one coding by the name of the file."""
    return [_coding(path, read_predictions(path), texts)]


def _coding(path: Path, marked: Mapping[str, Sequence[GoldAttribution]], texts: Texts) -> Coding:
    statements = {}
    for article, attributions in marked.items():
        text = article_text(article, texts, path)
        try:
            statements[article] = in_order(_reading(one, text) for one in attributions)
        except ValueError as error:
            raise ReadError(f"{path}: {article}: {error}; the text is not the one that was annotated") from error
    return Coding(path.resolve().stem, statements, texts={article: texts[article] for article in statements})


def _reading(one: GoldAttribution, text: str) -> Reading:
    def quoted(spans: Sequence[Span]) -> tuple[Quoted, ...]:
        return tuple(quoted_at(text, span) for span in spans)

    source = quoted([one.source] if one.source else [])
    return Reading(quoted(one.content), quoted(one.cue), source, one.speaker, one.role, one.named, cast(Kind, one.kind))
