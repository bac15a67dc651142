"""The statements of an article in, the strip that shows who holds the floor where in it out."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from quotes.model import Analysis
from quotes.table.rows import word_count
from reports.charts.colours import RoleStyle
from reports.charts.picture import Picture, Table, pictured
from reports.charts.place import strip_chart
from reports.language.language import Language
from reports.pages.article import Statement

LANES = 24
"""Roles that the strip shows; its table has all."""


def strip(analysis: Analysis, statements: Sequence[Statement], language: Language) -> Picture | None:
    """The strip with its table; none for an article without statements."""
    article, text = analysis.article.text, language.gettext
    length = max(1, len(article))
    spoken = [(one, span) for one in statements if not one.unanswered for span in one.attribution.content]
    if not spoken:
        return None
    words: Counter[RoleStyle] = Counter()
    for one, span in spoken:
        words[one.style] += word_count(span.of(article))
    order = [style for style, _ in words.most_common(LANES)]
    total = words.total() or 1
    lanes = [{"label": style.label, "figure": language.percent(words[style] / total)} for style in order]
    floor = [
        {
            "label": one.style.label,
            "colour": one.style.bar,
            "start": round(span.start / length, 4),
            "end": round(max(span.end / length, span.start / length + 0.004), 4),
        }
        for one, span in spoken
        if one.style in order
    ]
    title = text("Who holds the floor where")
    note = text(
        "From the article’s first word (left) to its last: a bar is a stretch of words credited to the role. "
        "The figure is the role’s share of all words credited to somebody."
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
    head = (text("statement"), text("role"), text("begins at"), text("words"))
    told = (f"{lane['label']} {lane['figure']}" for lane in lanes)
    shown = pictured(partial(strip_chart, floor, lanes), "strip", title, note, told, Table(head, rows))
    return replace(shown, wide=True)
