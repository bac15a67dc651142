"""Shares in, pictures out: bar charts as accessible SVG, drawn by Altair, no browser needed.

Each bar has its label and its figure in words and numbers beside it: colour is never the only sign.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

import altair as alt
import pandas as pd
import vl_convert as vlc

PLOT_WIDTH = 210
LABEL_WIDTH = 110
BAR_STEP = 26
NEUTRAL = "#5d6670"
INK = "#1d1d1b"
"""The colour of text; a page replaces it by its own, so that pictures follow it into dark mode."""

RULE = "#1d1d1c"
SVG = "http://www.w3.org/2000/svg"
ElementTree.register_namespace("", SVG)


def share_chart(
    shares: pd.DataFrame,
    name: str,
    title: str,
    description: str,
    colours: Mapping[str, str] | None = None,
    scale: float | None = None,
) -> str:
    """An ``<svg>`` of horizontal bars, one a row of ``shares``, in its order.

    ``shares`` has the columns ``label`` and ``share`` (0 to 1), and may have ``low`` and ``high``, an
    interval drawn as a line where it is not missing. ``name`` makes the picture's ids unique on a
    page, ``title`` and ``description`` are read out in its place, ``colours`` maps labels to
    ``#rrggbb``, and ``scale`` is the share at the full width (default: the largest there is).
    """
    frame = _prepared(shares, colours or {})
    full = scale or widest(shares) or 1.0
    rows = alt.Y(
        "label:N",
        sort=None,
        title=None,
        axis=alt.Axis(domain=False, ticks=False, labelLimit=LABEL_WIDTH, minExtent=LABEL_WIDTH, labelPadding=8),
    )
    base = alt.Chart(frame).encode(y=rows)
    across = alt.X("share:Q", axis=None, scale=alt.Scale(domain=[0, full], clamp=True))
    bars = base.mark_bar(height=15).encode(x=across, color=alt.Color("colour:N", scale=None, legend=None))
    figures = base.mark_text(align="right", baseline="middle").encode(x=alt.value(PLOT_WIDTH + 46), text="figure:N")
    layers: list[alt.Chart] = [bars, figures]
    if bool(frame["low"].notna().any()):
        known = alt.Chart(frame.dropna(subset=["low", "high"])).encode(y=rows)
        ends = {"x": alt.X("low:Q", axis=None), "x2": alt.X2("high:Q")}
        layers.append(known.mark_rule(color=RULE, strokeWidth=1.5).encode(**ends))
        for end in ("low:Q", "high:Q"):
            layers.append(known.mark_tick(color=RULE, thickness=1.5, height=7).encode(x=alt.X(end, axis=None)))
    chart = (
        alt.layer(*layers)
        .properties(width=PLOT_WIDTH, height=alt.Step(BAR_STEP), padding={"left": 2, "right": 2, "top": 2, "bottom": 2})
        .configure(font="sans-serif", aria=False, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(labelFontSize=13, labelColor=INK)
        .configure_text(fontSize=13, color=INK)
    )
    return _accessible(vlc.vegalite_to_svg(chart.to_dict()), name, title, description)


def widest(shares: pd.DataFrame) -> float:
    """The largest share or upper bound of ``shares``; 0 where there is none."""
    columns = [shares[column] for column in ("share", "high") if column in shares]
    largest = pd.concat(columns).max() if columns else 0.0
    return 0.0 if pd.isna(largest) else float(largest)


def percent(share: float) -> str:
    """A share as a reader says it: "43%", and "<1%" for what is little but not nothing."""
    rounded = f"{share:.0%}"
    if rounded == "0%" and share > 0:
        return "<1%"
    return ">99%" if rounded == "100%" and share < 1 else rounded


def _prepared(shares: pd.DataFrame, colours: Mapping[str, str]) -> pd.DataFrame:
    columns = {
        "label": [str(label) for label in shares["label"]],
        "share": [float(share) for share in shares["share"]],
        "colour": [colours.get(str(label), NEUTRAL) for label in shares["label"]],
        "figure": [percent(float(share)) for share in shares["share"]],
    }
    bounds = {bound: shares[bound].astype("float64") if bound in shares else float("nan") for bound in ("low", "high")}
    return pd.DataFrame(columns).assign(**bounds)


def _accessible(svg: str, name: str, title: str, description: str) -> str:
    """The picture with a title and description in it, as wide as its place, its ids its own."""
    # Only our own picture is parsed here; no text of an article ever reaches a chart.
    root = ElementTree.fromstring(re.sub(r'\bid="', f'id="{name}-', svg).replace("url(#", f"url(#{name}-"))
    for size in ("width", "height"):
        root.attrib.pop(size, None)
    root.attrib |= {"role": "img", "aria-labelledby": f"{name}-title {name}-desc", "class": "chart"}
    for position, (tag, words) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{name}-{tag}"})
        element.text = words
        root.insert(position, element)
    return ElementTree.tostring(root, encoding="unicode")
