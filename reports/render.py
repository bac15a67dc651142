"""Tables and analyses in, HTML pages out: one function a report, every template escaped.

A page is one file: style and pictures are inside it, it needs no JavaScript, and its content security
policy forbids it to ask anything of a network.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined

from quotes.model import Analysis
from quotes.table import word_count
from reports.article_view import certainty, cleaned, heard, statement_of, text_fragments
from reports.balance import UNKNOWN, balance
from reports.charts import percent
from reports.colours import DARK_INK, DARK_PAPER, LIGHT_INK, LIGHT_PAPER, PALETTE, role_styles
from reports.corpus_view import article_list, headlines, pictures, plural, rows_of
from reports.page_names import INDEX, page_name

__all__ = ["INDEX", "PALETTE", "Skipped", "page_name", "render_article", "render_corpus"]

MOST_HEARD = 20
UNANSWERED = 100
"""Rows of a list on the corpus page; the tables beside it hold all."""

WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that could not be read, and why."""

    path: str
    reason: str


def render_corpus(
    attributions: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    palette: Mapping[str, str] = PALETTE,
    meanings: Mapping[str, str] | None = None,
    skipped: Sequence[Skipped] = (),
    versions: Mapping[str, str] | None = None,
    files: Mapping[str, str] | None = None,
    title: str = "Source balance",
) -> str:
    """The page of the whole corpus, from its attributions and articles tables.

    ``palette`` maps roles to ``#rrggbb``, in the codebook's order; ``meanings`` maps them to a line of
    explanation; ``versions`` is what made the page (name → version); ``files`` the tables beside it
    (file name → what is in it). Raises ValueError for a malformed colour.
    """
    measures = balance(attributions, len(articles), tuple(palette))
    styles = role_styles(palette, measures.roles["role"])
    return (
        _environment()
        .get_template("corpus.html.j2")
        .render(
            title=title,
            styles=styles,
            meanings=meanings or {},
            measures=measures,
            headlines=list(headlines(measures)),
            pictures=pictures(measures, styles),
            articles=list(article_list(articles, measures)),
            most_heard=rows_of(measures.most_heard.head(MOST_HEARD)),
            unanswered=rows_of(measures.unanswered.head(UNANSWERED)),
            skipped=skipped,
            versions=versions or {},
            files=files or {},
        )
    )


def render_article(
    analysis: Analysis,
    *,
    palette: Mapping[str, str] = PALETTE,
    meanings: Mapping[str, str] | None = None,
    versions: Mapping[str, str] | None = None,
) -> str:
    """The page of one article: its text with every attribution marked, and the list of them.

    The arguments are those of ``render_corpus``.
    """
    analysis = cleaned(analysis)
    roles = [source.role.name for source in analysis.sources if source.role]
    styles = role_styles(palette, [*roles, UNKNOWN])
    statements = [statement_of(analysis, number, styles) for number in range(1, len(analysis.attributions) + 1)]
    paragraphs = list(text_fragments(analysis, statements))
    used = {statement.style.name for statement in statements}
    return (
        _environment()
        .get_template("article.html.j2")
        .render(
            title=analysis.article.title or analysis.article.id,
            article=analysis.article,
            words=word_count(analysis.article.text),
            styles=styles,
            used=[style for style in styles.values() if style.name in used],
            meanings=meanings or {},
            statements=statements,
            sources=list(heard(analysis, statements)),
            paragraphs=paragraphs,
            # What a link may lead to: nothing is marked where a span holds white space only.
            goals={fragment.id for paragraph in paragraphs for fragment in paragraph},
            versions=versions or {},
        )
    )


@lru_cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"percent": percent, "certainty": certainty, "plural": plural}
    environment.globals |= {
        "page_name": page_name,
        "index": INDEX,
        "web_address": WEB_ADDRESS.fullmatch,
        "paper": {"light": LIGHT_PAPER, "dark": DARK_PAPER},
        "ink": {"light": LIGHT_INK, "dark": DARK_INK},
    }
    return environment
