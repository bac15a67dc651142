"""The measures of a corpus in, a chart to put on a page of one's own out, as SVG and as PNG."""

from collections.abc import Mapping

import vl_convert as vlc

from reports.charts.bars import share_chart
from reports.charts.colours import RoleStyle
from reports.language.language import Language
from reports.measures.balance import Balance

SCALE = 3.0
"""Dots of the PNG for each of the drawing: enough for print."""


def role_chart(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> tuple[str, bytes]:
    """The chart of statements by role with their intervals: its SVG, and the same as PNG."""
    shares = measures.share_of("role")
    shares = shares[shares["count"] > 0].drop(columns=["band_low", "band_high"])
    labels = [styles[label].label for label in shares["label"]]
    told = "; ".join(f"{label} {language.percent(share)}" for label, share in zip(labels, shares["share"], strict=True))
    colours = {style.label: style.bar for style in styles.values()}
    title = language.gettext("Statements by role")
    svg = share_chart(shares.assign(label=labels), "roles", title, f"{told}.", colours, language=language)
    return svg, bytes(vlc.svg_to_png(svg, scale=SCALE))
