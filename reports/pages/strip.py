"""The statements of an article in, the strip that shows who holds the floor where in it out.

It is made of the page's own boxes, so that it fits any width, and each bar leads to the words that it stands for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quotes.model import Analysis, Span
from quotes.table.rows import word_count
from reports.charts.colours import RoleStyle
from reports.charts.picture import Table
from reports.language.language import Language

if TYPE_CHECKING:
    from reports.pages.article import Statement

NARROWEST = 0.4
"""Per cent of the strip below which a bar could not be seen."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of words: where it begins and how wide it is, in per cent of the article, and whose statement it is."""

    statement: Statement
    left: float
    width: float


@dataclass(frozen=True, slots=True)
class Lane:
    """A role, its share of all words that are credited to somebody, and its bars."""

    style: RoleStyle
    share: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """The lanes, the role with most words first, and the table of the figures."""

    lanes: tuple[Lane, ...]
    table: Table


def strip(analysis: Analysis, statements: Sequence[Statement], language: Language) -> Strip | None:
    """The strip with its table; none for an article without statements."""
    article, text = analysis.article.text, language.gettext
    length = max(1, len(article))
    spoken = [(one, span) for one in statements if not one.unanswered for span in one.attribution.content]
    if not spoken:
        return None
    words: Counter[RoleStyle] = Counter()
    for one, span in spoken:
        words[one.style] += word_count(span.of(article))
    total = words.total() or 1
    lanes = tuple(
        Lane(style, number / total, tuple(_bar(one, span, length) for one, span in spoken if one.style == style))
        for style, number in words.most_common()
    )
    rows = tuple(
        (
            f"{one.number}. {one.speaker or text('nobody named')}",
            one.style.label,
            language.percent(span.start / length),
            language.number(word_count(span.of(article))),
        )
        for one, span in spoken
    )
    return Strip(lanes, Table((text("statement"), text("role"), text("begins at"), text("words")), rows))


def _bar(statement: Statement, span: Span, length: int) -> Bar:
    left, width = 100 * span.start / length, 100 * len(span) / length
    return Bar(statement, round(left, 2), round(max(width, NARROWEST), 2))
