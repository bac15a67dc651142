"""The measures of a corpus in, its charts to put on a page of one's own out: each as SVG, as PNG and with its figures.

The figures are numbers as the measures have them, with the bounds of their intervals (``low``, ``high``).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pandas as pd
import vl_convert as vlc

from reports.charts.bars import share_chart
from reports.charts.colours import RoleStyle
from reports.charts.corpus import charts
from reports.language.language import Language
from reports.measures.balance import Balance

SCALE = 3.0
"""Dots of the PNG for each of the drawing: enough for print."""
ROLES = "roles"


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart by its name, with the figures that it shows."""

    name: str
    svg: str
    figures: pd.DataFrame

    @property
    def png(self) -> bytes:
        """The same as a picture of dots."""
        return bytes(vlc.svg_to_png(self.svg, scale=SCALE))


def exported_charts(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Iterator[Chart]:
    """The chart of statements by role, then those behind “More measures”."""
    yield _role_chart(measures, styles, language)
    figures = {
        "summary": measures.summary,
        "tenths": measures.floor,
        "lorenz": measures.lorenz,
        "timeline": measures.timeline,
        **{str(name): rows for name, rows in measures.tone.groupby("measure")},
    }
    for shown in charts(measures, styles, language):
        yield Chart(shown.name, str(shown.svg), figures[shown.name])


def _role_chart(measures: Balance, styles: Mapping[str, RoleStyle], language: Language) -> Chart:
    """The shares of statements by role with their intervals."""
    shares = measures.share_of("role")
    heard = shares[shares["count"] > 0].drop(columns=["band_low", "band_high"])
    labels = [styles[label].label for label in heard["label"]]
    told = "; ".join(f"{label} {language.percent(share)}" for label, share in zip(labels, heard["share"], strict=True))
    colours = {style.label: style.bar for style in styles.values()}
    title = language.gettext("Statements by role")
    svg = share_chart(heard.assign(label=labels), ROLES, title, f"{told}.", colours, language=language)
    return Chart(ROLES, svg, shares)
