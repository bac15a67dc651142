"""The measures of a corpus in, its charts to put on a page of one's own out: each as SVG, as PNG and with its figures.

Such a chart stands alone: on white, with its title, of which articles it is, and what its marks mean. The figures are
numbers as the measures have them, with the bounds of their intervals (``low``, ``high``).
"""

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree

import pandas as pd
import vl_convert as vlc

from quotes.messages import single_spaced
from reports.charts.bars import share_chart
from reports.charts.colours import LIGHT_INK, LIGHT_PAPER, RoleStyle
from reports.charts.corpus import charts
from reports.charts.picture import Picture
from reports.charts.svg import FONT_SIZE, NEUTRAL, SVG
from reports.language.language import Language
from reports.measures.balance import Balance

SCALE = 3.0
"""Dots of the PNG for each of the drawing: enough for print."""
ROLES = "roles"
NARROWEST = 400
"""Pixels of width below which the words above a chart would stand in too many lines."""
MARGIN = 16
TITLE_SIZE = 17
LINE = 18
LETTER = 0.52
"""Width of a letter, on average, for each pixel of its height."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart by its name, with the figures that it shows; ``svg`` stands alone."""

    name: str
    svg: str
    figures: pd.DataFrame

    @property
    def png(self) -> bytes:
        """The same as a picture of dots."""
        return bytes(vlc.svg_to_png(self.svg, scale=SCALE))


def exported_charts(
    measures: Balance, styles: Mapping[str, RoleStyle], language: Language, about: str = ""
) -> Iterator[Chart]:
    """The chart of statements by role, then those behind “More measures”; ``about`` says of which articles."""
    yield _role_chart(measures, styles, language, about)
    figures = {
        "summary": measures.summary,
        "tenths": measures.floor,
        "lorenz": measures.lorenz,
        "timeline": measures.timeline,
        **{str(name): rows for name, rows in measures.tone.groupby("measure")},
    }
    for shown in charts(measures, styles, language):
        yield exported(shown, figures[shown.name], about)


def exported(shown: Picture, figures: pd.DataFrame, about: str = "") -> Chart:
    """A picture of a page with the words that stand beside it there."""
    return Chart(shown.name, standing_alone(str(shown.svg), shown.title, about, shown.note), figures)


def standing_alone(svg: str, title: str, about: str, note: str = "") -> str:
    """An ``<svg>`` on white, below its title, what it is about and how to read it."""
    picture = ElementTree.fromstring(svg)
    width, height = (float(number) for number in picture.attrib["viewBox"].split()[2:])
    across = max(width, NARROWEST)
    lines = [
        *((line, TITLE_SIZE, "bold", LIGHT_INK) for line in _lines(title, across, TITLE_SIZE)),
        *((line, FONT_SIZE, "normal", NEUTRAL) for line in _lines(about, across, FONT_SIZE)),
        *((line, FONT_SIZE, "normal", LIGHT_INK) for line in _lines(note, across, FONT_SIZE)),
    ]
    above = MARGIN + LINE * len(lines) + MARGIN / 2
    full, high = across + 2 * MARGIN, above + height + MARGIN
    box = {"x": "0", "y": "0", "width": f"{full:g}", "height": f"{high:g}"}
    named = {key: value for key, value in picture.attrib.items() if key in ("role", "aria-labelledby")}
    outer = ElementTree.Element(
        f"{{{SVG}}}svg", {"viewBox": f"0 0 {full:g} {high:g}", "width": f"{full:g}", "height": f"{high:g}"} | named
    )
    ElementTree.SubElement(outer, f"{{{SVG}}}rect", box | {"fill": LIGHT_PAPER})
    for number, (words, size, weight, colour) in enumerate(lines, start=1):
        place = {"x": f"{MARGIN}", "y": f"{MARGIN / 2 + LINE * number:g}", "fill": colour}
        dress = {"font-family": "sans-serif", "font-size": f"{size}px", "font-weight": weight}
        ElementTree.SubElement(outer, f"{{{SVG}}}text", place | dress).text = words
    picture.attrib = {"viewBox": picture.attrib["viewBox"]} | {
        "x": f"{MARGIN}",
        "y": f"{above:g}",
        "width": f"{width:g}",
        "height": f"{height:g}",
    }
    outer.append(picture)
    for element in outer.iter():
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    outer.set("xmlns", SVG)
    return ElementTree.tostring(outer, encoding="unicode")


def _lines(words: str, width: float, size: int) -> list[str]:
    written = "".join(letter for letter in single_spaced(words) if letter.isprintable())  # a name may hold any
    return textwrap.wrap(written, int(width / (size * LETTER)))


def _role_chart(measures: Balance, styles: Mapping[str, RoleStyle], language: Language, about: str) -> Chart:
    """The shares of statements by role with their intervals."""
    shares = measures.share_of("role")
    heard = shares[shares["count"] > 0].drop(columns=["band_low", "band_high"])
    labels = [styles[label].label for label in heard["label"]]
    told = "; ".join(f"{label} {language.percent(share)}" for label, share in zip(labels, heard["share"], strict=True))
    colours = {style.label: style.bar for style in styles.values()}
    title = language.gettext("Statements by role")
    svg = share_chart(heard.assign(label=labels), ROLES, title, f"{told}.", colours, language=language)
    note = language.gettext("Each share of all statements, the line its 95%% interval.")
    return Chart(ROLES, standing_alone(svg, title, about, note), shares)
