"""Who speaks where, how unequally and when in, pictures out: tenths of the articles, the Lorenz curve, the timeline."""

from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from reports.charts.svg import LINE, NEUTRAL, RULE, finished
from reports.language.language import Language

LABEL_WIDTH = 130
TENTHS_WIDTH = 200
TENTH_LANE = 30
SQUARE = 210
TIMELINE = (280, 150)


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
    # Labels are wider where they are shown than where they were measured: their whole room is kept for them.
    room = base.mark_rule(color="transparent").encode(x=alt.value(-LABEL_WIDTH), x2=alt.value(0))
    labels = base.mark_text(align="right", baseline="bottom", limit=LABEL_WIDTH).encode(x=alt.value(-8), text="label:N")
    chart = alt.layer(room, lines, columns, labels).properties(width=TENTHS_WIDTH, height=TENTH_LANE * len(lanes))
    return finished(chart, name, title, description)


def lorenz_chart(
    lorenz: pd.DataFrame, across: str, up: str, language: Language, name: str, title: str, description: str
) -> str:
    """An ``<svg>`` of a Lorenz curve over ``sources`` and ``statements`` (cumulative shares), and the line of equality.

    ``across`` and ``up`` are the titles of the axes.
    """
    marks = [0, 0.5, 1]  # more would run into one another in a language that sets the sign apart
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
