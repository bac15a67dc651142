"""A chart of Altair's in, an accessible ``<svg>`` for a page out: no browser, no script, no network.

Every picture has a title and a description that are read out in its place, and a table behind it on the page.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any
from xml.etree import ElementTree

import altair as alt
import vl_convert as vlc

INK = "#1d1d1b"
"""The colour of text; a page replaces it by its own, so that pictures follow it into dark mode. So the next ones."""
RULE = "#1d1d1c"
LINE = "#d9d7d1"
PAPER = "#fffffe"
NEUTRAL = "#5d6670"
FONT_SIZE = 13
MAGNIFIED = 1.2
"""How much larger than drawn a picture may be shown, where there is room: its words then are as large as the page's."""

Layers = alt.LayerChart | alt.FacetChart
"""What layering gives."""

SVG = "http://www.w3.org/2000/svg"


def finished(chart: Layers, name: str, title: str, description: str) -> str:
    """``chart`` as an ``<svg>``; ``name`` makes its ids unique on a page."""
    return accessible(drawn(chart), name, title, description)


def drawn(chart: Layers) -> str:
    """``chart`` in the dress of the reports, as Vega draws it."""
    # The charts are our own and always the same: the tests draw each, so that none is checked again with every page.
    return str(vlc.vegalite_to_svg(styled(chart).to_dict(validate=False)))


def styled(chart: Layers) -> Layers:
    """``chart`` in the dress of the reports: ink on nothing, no frame, thin lines."""
    styled: Layers = (
        # A reader's letters may be wider than those with which the picture is laid out: hence the room at the sides.
        chart.properties(padding={"left": 12, "right": 22, "top": 2, "bottom": 2})
        .configure(font="sans-serif", aria=False, background="transparent")
        .configure_view(stroke=None)
        .configure_axis(
            labelFontSize=FONT_SIZE,
            labelColor=INK,
            titleFontSize=FONT_SIZE,
            titleFontWeight="normal",
            titleColor=INK,
            gridColor=LINE,
            domainColor=LINE,
            tickColor=LINE,
        )
        .configure_text(fontSize=FONT_SIZE, color=INK)
    )
    return styled


class Compiled:
    """A chart made once and drawn many times with other data: a picture for each of thousands of pages.

    ``chart``'s data sets are named; ``drawn`` takes their rows.
    """

    def __init__(self, chart: Layers) -> None:
        self._vega: dict[str, Any] = vlc.vegalite_to_vega(styled(chart).to_dict(validate=False))

    def drawn(self, rows: Mapping[str, Sequence[Mapping[str, object]]], name: str, title: str, description: str) -> str:
        """The picture of these rows (name of the data set → its rows)."""
        data = [one | {"values": rows[one["name"]]} if one["name"] in rows else one for one in self._vega["data"]]
        return accessible(vlc.vega_to_svg(self._vega | {"data": data}), name, title, description)


def accessible(svg: str, name: str, title: str, description: str) -> str:
    """The picture with a title and description in it, as wide as its place, its ids its own."""
    # Only our own picture is parsed here; no text of an article ever reaches a chart but as a label, escaped.
    root = ElementTree.fromstring(re.sub(r'\bid="', f'id="{name}-', svg).replace("url(#", f"url(#{name}-"))
    return described(root, name, title, description)


def described(root: ElementTree.Element, name: str, title: str, description: str) -> str:
    """The picture ``root``, which this changes, with a title and description in it, and as wide as its place."""
    width = float(root.attrib.pop("width"))
    del root.attrib["height"]
    root.set("style", f"max-width: {width * MAGNIFIED / 16:.1f}rem")
    for element in root.iter():
        # Vega describes each bar for itself; to a reader the picture is one thing, which its title describes.
        for name_of_attribute in [key for key in element.attrib if key.startswith("aria-") or key == "role"]:
            del element.attrib[name_of_attribute]
    root.attrib |= {"role": "img", "aria-labelledby": f"{name}-title {name}-desc", "class": "chart"}
    for position, (tag, words) in enumerate((("title", title), ("desc", description))):
        element = ElementTree.Element(f"{{{SVG}}}{tag}", {"id": f"{name}-{tag}"})
        element.text = words
        root.insert(position, element)
    # Prefixes are a table of the whole process that other libraries change: a picture is written without any.
    for element in root.iter():
        element.tag = element.tag.removeprefix(f"{{{SVG}}}")
    root.set("xmlns", SVG)
    return ElementTree.tostring(root, encoding="unicode")
