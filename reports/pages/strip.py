"""The statements of an article in, the strip that shows who holds the floor where in it out."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from quotes.model import Analysis
from quotes.table.rows import word_count
from reports.charts.picture import Picture, Table
from reports.charts.place import strip_chart
from reports.language.language import Language
from reports.pages.article import Statement

LANES = 24
"""Roles that the strip shows; its table has all."""


def strip(analysis: Analysis, statements: Sequence[Statement], language: Language) -> Picture | None:
    """The strip with its table; none for an article without statements."""
    text = analysis.article.text
    length = max(1, len(text))
    spoken = [(one, span) for one in statements if not one.unanswered for span in one.attribution.content]
    if not spoken:
        return None
    words: dict[str, int] = {}
    styles = {}
    for one, span in spoken:
        words[one.style.name] = words.get(one.style.name, 0) + word_count(span.of(text))
        styles[one.style.name] = one.style
    order = sorted(words, key=lambda role: -words[role])[:LANES]
    total = sum(words.values()) or 1
    lanes = [{"label": styles[role].label, "figure": language.percent(words[role] / total)} for role in order]
    floor = [
        {
            "label": one.style.label,
            "colour": one.style.bar,
            "start": round(span.start / length, 4),
            "end": round(max(span.end / length, span.start / length + 0.004), 4),
        }
        for one, span in spoken
        if one.style.name in order
    ]
    title = language.gettext("Who holds the floor where")
    note = language.gettext(
        "From the article’s first word (left) to its last: a bar is a stretch of words credited to the role. "
        "The figure is the role’s share of all words credited to somebody."
    )
    description = "; ".join(f"{lane['label']} {lane['figure']}" for lane in lanes)
    rows = tuple(
        (
            f"{one.number}. {one.speaker or language.gettext('nobody named')}",
            one.style.label,
            language.percent(span.start / length),
            language.number(word_count(span.of(text))),
        )
        for one, span in spoken
    )
    head = (
        language.gettext("statement"),
        language.gettext("role"),
        language.gettext("begins at"),
        language.gettext("words"),
    )
    svg = strip_chart(floor, lanes, "strip", title, f"{note} {description}.")
    return Picture(title, note, Markup(svg), Table(head, rows), wide=True)
