"""Shares in, pictures out: bars and dots with their intervals, as accessible SVG drawn by Altair.

Each row has its label and its figure in words and numbers beside it: colour is never the only sign.
"""

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Literal

import altair as alt
import pandas as pd

from reports.charts.svg import FONT_SIZE, LINE, NEUTRAL, PAPER, RULE, Compiled
from reports.language.language import Language, load

PLOT_WIDTH = 120
"""Narrow enough that the whole picture finds room on a phone almost as large as it is."""
LABEL_WIDTH = 138
FIGURES = PLOT_WIDTH + 48
RANGES = PLOT_WIDTH + 56
REMARKS = PLOT_WIDTH + 14
ROW, TWO_LINES = 28, 42
SMALL, LINE_HEIGHT = 12, 13
BELOW = 10
"""Pixels by which a second interval is drawn below the first."""

Rows = list[dict[str, object]]


def share_chart(
    shares: pd.DataFrame,
    name: str,
    title: str,
    description: str,
    colours: Mapping[str, str] | None = None,
    scale: float | None = None,
    language: Language | None = None,
) -> str:
    """An ``<svg>`` of horizontal bars, one a row of ``shares``, in its order.

    ``shares`` has the columns ``label`` and ``share`` (0 to 1), and may have ``low`` and ``high``, an
    interval drawn as a line where it is not missing, and ``band_low`` and ``band_high``, a second one drawn as a
    broken line below. ``name`` makes the picture's ids unique on a page, ``title`` and ``description`` are read out in
    its place, ``colours`` maps labels to ``#rrggbb``, and ``scale`` is the share at the full width (default: the
    largest there is).
    """
    rows = _data(shares, colours or {}, 0.0, scale or widest(shares) or 1.0, language or load())
    return _bars().drawn(rows, name, title, description)


def dot_chart(
    shares: pd.DataFrame,
    name: str,
    title: str,
    description: str,
    colours: Mapping[str, str] | None = None,
    scale: float | None = None,
    language: Language | None = None,
    least: float = 0.0,
) -> str:
    """An ``<svg>`` of dots on lines, one a row of ``shares``, with the arguments of :func:`share_chart`.

    ``shares`` may also have ``other``, a second share of the row, drawn as a ring and joined to the dot, and ``words``
    and ``range``, which stand in the place of the figure and of the interval in numbers. A row whose share is missing
    has no dot, only its words. ``least`` is what stands at the left end. A label may have two lines.
    """
    rows = _data(shares, colours or {}, least, scale or widest(shares) or 1.0, language or load())
    two_lines = any("\n" in str(row["label"]) for row in rows["rows"])
    return _dots(two_lines).drawn(rows, name, title, description)


def widest(shares: pd.DataFrame) -> float:
    """The largest share or bound of ``shares``; 0 where there is none."""
    columns = [shares[column] for column in ("share", "other", "high", "band_high") if column in shares]
    largest = pd.concat(columns).max() if columns else 0.0
    return 0.0 if pd.isna(largest) else float(largest)


def interval(language: Language, low: float, high: float) -> str:
    """An interval in words: "54% to 67%"; empty where it is missing."""
    if math.isnan(low) or math.isnan(high):
        return ""
    return language.gettext("%(low)s to %(high)s", low=language.percent(low), high=language.percent(high))


def interval_text(share: float, low: float, high: float) -> str:
    """The ends of a share's interval in per cent, without the sign: "54–67"; empty where it is missing."""
    return "" if pd.isna(share) or pd.isna(low) else f"{low * 100:.0f}–{high * 100:.0f}"


def _data(
    shares: pd.DataFrame, colours: Mapping[str, str], least: float, most: float, language: Language
) -> dict[str, Rows]:
    """What the two charts draw, by the names of their data sets; places are from 0 (left) to 1."""

    def place(share: float) -> float:
        return min(1.0, max(0.0, (share - least) / (most - least)))

    def lines(low: str, high: str) -> Iterator[dict[str, object]]:
        for row in rows:
            ends = [float(row.get(column, math.nan)) for column in ("share", low, high)]
            if not any(map(math.isnan, ends)):
                yield {"label": row["label"], "low": place(ends[1]), "high": place(ends[2])}

    rows = [{str(key): value for key, value in row.items()} for row in shares.to_dict("records")]
    for row in rows:
        row["label"] = str(row["label"])
    known = [row for row in rows if not math.isnan(row["share"])]
    return {
        "rows": [{"label": row["label"]} for row in rows],
        "marks": [
            {"label": row["label"], "at": place(row["share"]), "colour": colours.get(row["label"], NEUTRAL)}
            for row in known
        ],
        "rings": [{"label": row["label"], "at": place(row["other"])} for row in rows if "other" in row],
        "figures": [
            {"label": row["label"], "text": row.get("words") or language.percent(row["share"])} for row in known
        ],
        "ranges": [{"label": row["label"], "text": words} for row in known if (words := _range(row))],
        "remarks": [{"label": row["label"], "text": row.get("words", "")} for row in rows if row not in known],
        "joins": [
            {"label": row["label"], "at": place(row["share"]), "to": place(row["other"])}
            for row in known
            if "other" in row
        ],
        "interval": list(lines("low", "high")),
        "band": list(lines("band_low", "band_high")),
    }


def _range(row: Mapping[str, object]) -> str:
    if "range" in row:
        return str(row["range"])
    share, low, high = (float(str(row.get(column, math.nan))) for column in ("share", "low", "high"))
    return interval_text(share, low, high)


@lru_cache(maxsize=1)
def _bars() -> Compiled:
    bars = _layer("marks", at=0.5, colour=NEUTRAL).mark_bar(height=14)
    return _compiled([bars.encode(x=_across("at"), color=_colour())])


@lru_cache(maxsize=2)
def _dots(two_lines: bool) -> Compiled:
    # The first layer gives the rows their order, and their labels the two lines that they may have.
    lines = _layer("rows").mark_rule(color=LINE, strokeWidth=1).encode(x=alt.value(0), x2=alt.value(PLOT_WIDTH))
    if two_lines:
        lines = lines.encode(
            y=_rows(
                labelExpr="split(datum.label, '\\n')",
                labelFontSize=SMALL,
                labelLineHeight=LINE_HEIGHT,
                labelOffset=-LINE_HEIGHT / 2,
            )
        )
    joins = _layer("joins", at=0.1, to=0.2).mark_rule(color=RULE, strokeWidth=1.5)
    rings = _layer("rings", at=0.5).mark_point(size=85, strokeWidth=1.8, color=RULE, fill=PAPER)
    dots = _layer("marks", at=0.5, colour=NEUTRAL).mark_circle(size=95, opacity=1)
    return _compiled(
        [
            lines,
            joins.encode(x=_across("at"), x2="to:Q"),
            rings.encode(x=_across("at")),
            dots.encode(x=_across("at"), color=_colour()),
        ],
        TWO_LINES if two_lines else ROW,
    )


def _compiled(layers: Sequence[alt.Chart], row: int = ROW) -> Compiled:
    """``layers`` with the intervals over them and the figures beside them."""
    figures = _words("figures", FIGURES, "right", FONT_SIZE)
    words = (_words(data, place, "left", SMALL) for data, place in (("ranges", RANGES), ("remarks", REMARKS)))
    chart = alt.layer(*layers, figures, *words, *_lines("interval", 0, []), *_lines("band", BELOW, [3, 2]))
    return Compiled(chart.properties(width=PLOT_WIDTH, height=alt.Step(row)))


def _layer(data: str, **fields: object) -> alt.Chart:
    """A chart of the rows of one data set, in the row of their label."""
    values = alt.InlineData(name=data, values=[{"label": ""} | fields])
    return alt.Chart(values).encode(y=_rows())


def _rows(**labels: Any) -> alt.Y:
    axis = alt.Axis(domain=False, ticks=False, labelLimit=LABEL_WIDTH, minExtent=LABEL_WIDTH, labelPadding=8, **labels)
    return alt.Y("label:N", sort=None, title=None, axis=axis)


def _words(data: str, place: int, align: Literal["left", "right"], size: int) -> alt.Chart:
    words: alt.Chart = _layer(data, text="").mark_text(baseline="middle", align=align, fontSize=size)
    return words.encode(x=alt.value(place), text="text:N")


def _across(field: str) -> alt.X:
    return alt.X(f"{field}:Q", axis=None, scale=alt.Scale(domain=[0, 1], clamp=True))


def _colour() -> alt.Color:
    return alt.Color("colour:N", scale=None, legend=None)


def _lines(data: str, below: int, dash: list[int]) -> Iterator[alt.Chart]:
    base = _layer(data, low=0.1, high=0.2)
    rule = base.mark_rule(color=RULE, strokeWidth=1.5, strokeDash=dash, yOffset=below)
    yield rule.encode(x=_across("low"), x2="high:Q")
    for end in ("low", "high"):
        tick = base.mark_tick(color=RULE, thickness=1.5, height=5 if below else 7, yOffset=below)
        yield tick.encode(x=_across(end))
