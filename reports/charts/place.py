"""Who speaks where, how unequally and when in, pictures out: strips of the floor, the Lorenz curve, the timeline."""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import lru_cache
from xml.etree.ElementTree import Element, fromstring

import altair as alt
import pandas as pd

from reports.charts.svg import LINE, NEUTRAL, RULE, SVG, described, drawn, finished
from reports.language.language import Language

STRIP_WIDTH = 310
LABEL_WIDTH = 126
TENTHS_WIDTH = 200
LANE = 20
LANE_COLOURS = [f"#0000{number:02x}" for number in range(100)]
"""What stands for the lanes of a strip in the drawing from which all are made."""
LABEL_LETTERS = 20
OUTLINE = re.compile(rf"M0,([\d.]+)h{STRIP_WIDTH}v([\d.]+)h-{STRIP_WIDTH}Z")
TENTH_LANE = 30
SQUARE = 210
TIMELINE = (280, 150)


def strip_chart(
    floor: Sequence[Mapping[str, object]],
    lanes: Sequence[Mapping[str, object]],
    name: str,
    title: str,
    description: str,
) -> str:
    """An ``<svg>`` that shows who holds the floor where in an article: a lane a role, a bar a stretch of its words.

    ``floor``: rows of ``label`` (the lane), ``colour``, ``start`` and ``end`` (0 to 1); ``lanes``: rows of ``label``
    and ``figure`` (what stands at the lane's end), in order.
    """
    root = deepcopy(_blank_strip(len(lanes)))
    for words in root.iter(f"{{{SVG}}}text"):
        kind, number = str(words.text).split("-")
        words.text = shortened(str(lanes[int(number)][kind]))
    for group in list(root.iter(f"{{{SVG}}}g")):
        for blank in [path for path in group if path.get("fill") in LANE_COLOURS]:
            label = lanes[LANE_COLOURS.index(str(blank.get("fill")))]["label"]
            place = list(group).index(blank)
            group.remove(blank)
            for bar in (one for one in floor if one["label"] == label):
                group.insert(place, _bar(blank, float(str(bar["start"])), float(str(bar["end"])), str(bar["colour"])))
                place += 1
    return described(root, name, title, description)


def shortened(label: str) -> str:
    """``label``, cut where it would not find room beside a lane."""
    return label if len(label) <= LABEL_LETTERS else label[: LABEL_LETTERS - 1] + "…"


def _bar(blank: Element, start: float, end: float, colour: str) -> Element:
    """``blank``, a bar along its whole lane, from ``start`` to ``end`` alone."""
    top, height = OUTLINE.findall(str(blank.get("d")))[0]
    left, width = round(start * STRIP_WIDTH, 1), round((end - start) * STRIP_WIDTH, 1)
    return Element(blank.tag, {"d": f"M{left},{top}h{width}v{height}h-{width}Z", "fill": colour})


@lru_cache
def _blank_strip(number: int) -> Element:
    """A strip with so many lanes, each with a bar along its whole length: thousands of pages are made from it."""
    words = {kind: [f"{kind}-{lane}" for lane in range(number)] for kind in ("label", "figure")}
    lanes = pd.DataFrame(words).assign(colour=LANE_COLOURS[:number], start=0, end=1)
    room = LABEL_WIDTH
    axis = alt.Axis(domain=False, ticks=False, labelLimit=0, minExtent=room, maxExtent=room, labelPadding=8)
    base = alt.Chart(lanes).encode(y=alt.Y("label:N", sort=None, title=None, axis=axis))
    x = alt.X("start:Q", axis=None, scale=alt.Scale(domain=[0, 1]))
    lines = base.mark_rule(color=LINE).encode(x=alt.value(0), x2=alt.value(STRIP_WIDTH))
    bars = base.mark_bar(height=13).encode(x=x, x2="end:Q", color=alt.Color("colour:N", scale=None))
    figures = base.mark_text(align="right", baseline="middle").encode(x=alt.value(STRIP_WIDTH + 46), text="figure:N")
    chart = alt.layer(lines, bars, figures).properties(width=STRIP_WIDTH, height=alt.Step(LANE))
    return fromstring(drawn(chart))


def tenths_chart(
    floor: pd.DataFrame, lanes: Sequence[str], colours: Mapping[str, str], name: str, title: str, description: str
) -> str:
    """An ``<svg>`` of who holds the floor from the first tenth of the articles to the last: a lane a role.

    ``floor``: ``label, tenth`` (1 to 10) ``, share`` (0 to 1, of all words of that tenth); ``lanes``: labels in order.
    """
    scale = float(floor["share"].max()) or 1.0
    place = {label: number for number, label in enumerate(lanes)}
    known = floor[floor["label"].isin(place)]
    tenth, foot = known["tenth"].astype(float), known["label"].map(place) + 0.92
    bars = pd.DataFrame({"left": tenth - 0.94, "right": tenth - 0.06, "foot": foot})
    bars["top"] = foot - 0.84 * known["share"] / scale
    bars["colour"] = [colours.get(label, NEUTRAL) for label in known["label"]]
    feet = pd.DataFrame({"foot": [number + 0.92 for number in range(len(lanes))], "label": list(lanes)})
    y_scale = alt.Scale(domain=[0, len(lanes)], reverse=True, nice=False)
    x = alt.X("left:Q", axis=None, scale=alt.Scale(domain=[0, 10], nice=False))
    y = alt.Y("top:Q", axis=None, scale=y_scale)
    colour = alt.Color("colour:N", scale=None)
    columns = alt.Chart(bars).mark_rect().encode(x=x, x2="right:Q", y=y, y2="foot:Q", color=colour)
    base = alt.Chart(feet).encode(y=alt.Y("foot:Q", axis=None, scale=y_scale))
    lines = base.mark_rule(color=LINE).encode(x=alt.value(0), x2=alt.value(TENTHS_WIDTH))
    labels = base.mark_text(align="right", baseline="bottom", limit=LABEL_WIDTH).encode(x=alt.value(-8), text="label:N")
    chart = alt.layer(lines, columns, labels).properties(width=TENTHS_WIDTH, height=TENTH_LANE * len(lanes))
    return finished(chart, name, title, description)


def lorenz_chart(
    lorenz: pd.DataFrame, across: str, up: str, language: Language, name: str, title: str, description: str
) -> str:
    """An ``<svg>`` of a Lorenz curve over ``sources`` and ``statements`` (cumulative shares), and the line of equality.

    ``across`` and ``up`` are the titles of the axes.
    """
    marks = [0, 0.25, 0.5, 0.75, 1]
    axis = alt.Axis(values=marks, labelExpr=_percents(marks, language), tickSize=4, labelFontSize=12)
    line = alt.Chart(lorenz).mark_line(color=RULE, strokeWidth=2.2)
    curve = line.encode(
        x=alt.X("sources:Q", title=across, axis=axis, scale=alt.Scale(domain=[0, 1])),
        y=alt.Y("statements:Q", title=up, axis=axis, scale=alt.Scale(domain=[0, 1])),
        order="sources:Q",
    )
    equal = pd.DataFrame({"sources": [0.0, 1.0], "statements": [0.0, 1.0]})
    diagonal = alt.Chart(equal).mark_line(color=NEUTRAL, strokeWidth=1.2, strokeDash=[4, 3])
    diagonal = diagonal.encode(x="sources:Q", y="statements:Q")
    return finished(alt.layer(diagonal, curve).properties(width=SQUARE, height=SQUARE), name, title, description)


def _percents(marks: Sequence[float], language: Language) -> str:
    """The expression by which an axis writes the shares at its marks."""
    return " : ".join(f"datum.value == {mark} ? '{language.percent(mark)}'" for mark in marks) + " : ''"


def timeline_chart(
    months: pd.DataFrame, colour: str, language: Language, name: str, title: str, description: str
) -> str:
    """An ``<svg>`` of a share from month to month: a dot and its interval where there are enough articles, else a ring.

    ``months``: ``label, share, low, high, enough``, in time order.
    """
    width, height = TIMELINE
    frame = months.assign(colour=colour)
    marks = [0, 0.5, 1]
    x_axis = alt.Axis(labelAngle=0, labelOverlap="greedy", labelSeparation=18, title=None, ticks=False, labelPadding=6)
    y_axis = alt.Axis(values=marks, labelExpr=_percents(marks, language), title=None, ticks=False, domain=False)
    base = alt.Chart(frame).encode(x=alt.X("label:N", sort=None, axis=x_axis))
    y = alt.Y("share:Q", scale=alt.Scale(domain=[0, 1]), axis=y_axis)
    known = base.transform_filter("isValid(datum.low)")
    few = base.transform_filter("!datum.enough && isValid(datum.share)")
    layers = [
        base.transform_filter("datum.enough").mark_line(color=NEUTRAL, strokeWidth=1).encode(y=y),
        known.mark_rule(color=RULE, strokeWidth=1.5).encode(y=alt.Y("low:Q", axis=y_axis), y2="high:Q"),
        base.transform_filter("datum.enough").mark_circle(size=75, opacity=1, color=colour).encode(y=y),
        few.mark_point(size=45, color=NEUTRAL, strokeWidth=1.3).encode(y=y),
    ]
    return finished(alt.layer(*layers).properties(width=width, height=height), name, title, description)
