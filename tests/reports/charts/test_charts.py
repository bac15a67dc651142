"""Charts: what is drawn is what the table says, in words as well as in colour."""

import re
from xml.etree import ElementTree

import pandas as pd
import pytest
from lxml import etree
from tables import attributions

from quotes.roles.codebook import load_codebook
from reports.charts.bars import PLOT_WIDTH, dot_chart, share_chart, widest
from reports.charts.colours import role_styles
from reports.charts.place import lorenz_chart, tenths_chart, timeline_chart
from reports.charts.summary import summary_picture
from reports.language.language import load
from reports.measures.balance import balance

SVG = "{http://www.w3.org/2000/svg}"
SHARES = pd.DataFrame(
    {
        "label": ["official", "witness", "legal-party"],
        "share": [0.5, 0.25, 0.0],
        "low": [0.4, 0.125, float("nan")],
        "high": [0.6, 0.5, float("nan")],
    }
)
COLOURS = {"official": "#0072b2", "witness": "#c98b00"}


def drawn(shares: pd.DataFrame, **options: object) -> etree._Element:
    return etree.fromstring(share_chart(shares, "who", "Who speaks", "official 50%", COLOURS, **options))


def bar_widths(svg: etree._Element) -> dict[str, float]:
    """Width of the bar in each colour."""
    found = {}
    for path in svg.iter(SVG + "path"):
        if path.get("fill") in (*COLOURS.values(), "#5d6670"):
            found[path.get("fill")] = float(re.search(r"h([\d.]+)", path.get("d", "")).group(1))
    return found


def test_bars_are_as_long_as_their_shares() -> None:
    widths = bar_widths(drawn(SHARES))
    assert widths["#0072b2"] == pytest.approx(2 * widths["#c98b00"])
    assert widths["#5d6670"] == 0
    half = bar_widths(drawn(SHARES, scale=1.2))
    assert half["#0072b2"] == pytest.approx(widths["#0072b2"] / 2)


def test_every_bar_has_its_label_and_figure_beside_it_in_order() -> None:
    texts = ["".join(text.itertext()) for text in drawn(SHARES).iter(SVG + "text")]
    figures = ["50%", "25%", "0%", "40–60", "12–50"]
    assert texts == ["official", "witness", "legal-party", *figures]


def test_intervals_are_drawn_where_they_are_known() -> None:
    svg = drawn(SHARES, scale=1.0)
    lengths = [abs(float(line.get("x2"))) for line in svg.iter(SVG + "line")]
    assert lengths == pytest.approx([0.2 * PLOT_WIDTH, 0.375 * PLOT_WIDTH])
    assert not list(drawn(SHARES[["label", "share"]]).iter(SVG + "line"))


def test_a_picture_has_no_prefixes_whatever_other_libraries_do_to_those_of_the_process() -> None:
    ElementTree.register_namespace("", "")  # What importing WeasyPrint does.
    curve = pd.DataFrame({"sources": [0.0, 1.0], "statements": [0.0, 1.0]})
    for picture in (
        share_chart(SHARES, "who", "Who speaks", "official 50%"),
        lorenz_chart(curve, "sources", "words", load("en"), "lorenz", "How unequally", "even"),
    ):
        assert picture.startswith("<svg ")
        assert "ns0" not in picture
        assert etree.fromstring(picture).tag == SVG + "svg"


def test_a_picture_says_what_it_shows_and_fits_its_place() -> None:
    svg = drawn(SHARES)
    ids = {element.get("id"): element for element in svg.iter() if element.get("id")}
    assert svg.get("role") == "img"
    assert [ids[name].text for name in svg.get("aria-labelledby").split()] == ["Who speaks", "official 50%"]
    assert svg.get("viewBox") and svg.get("width") is None and svg.get("height") is None
    assert all(name.startswith("who-") for name in ids)


def test_a_label_is_text_not_markup() -> None:
    shares = pd.DataFrame({"label": ['<b>x</b>"&'], "share": [1.0]})
    svg = drawn(shares)
    assert [element.tag for element in svg.iter() if str(element.tag).endswith("}b")] == []
    assert '<b>x</b>"&' in ["".join(text.itertext()) for text in svg.iter(SVG + "text")]


def test_nothing_but_zeros_and_a_single_bar_can_be_drawn() -> None:
    zeros = SHARES.assign(share=0.0, low=float("nan"), high=float("nan"))
    assert widest(zeros) == 0
    assert set(bar_widths(drawn(zeros)).values()) == {0}
    assert widest(SHARES) == 0.6


def test_a_band_is_drawn_below_the_interval_as_a_broken_line() -> None:
    svg = drawn(SHARES.assign(band_low=[0.3, 0.1, float("nan")], band_high=[0.7, 0.6, float("nan")]), scale=1.0)
    broken = [line for line in svg.iter(SVG + "line") if line.get("stroke-dasharray")]
    assert [abs(float(line.get("x2"))) for line in broken] == pytest.approx([0.4 * PLOT_WIDTH, 0.5 * PLOT_WIDTH])


def test_a_dot_stands_at_its_share_and_a_row_without_one_has_words() -> None:
    shares = SHARES.assign(share=[0.5, 0.25, float("nan")], words=["", "", "too few"])
    svg = etree.fromstring(dot_chart(shares, "x", "x", "x", COLOURS, 1.0))
    places = [
        float(re.search(r"translate\(([\d.]+)", path.get("transform")).group(1))
        for path in svg.iter(SVG + "path")
        if path.get("fill") in COLOURS.values()
    ]
    assert places == pytest.approx([0.5 * PLOT_WIDTH, 0.25 * PLOT_WIDTH])
    assert "too few" in ["".join(text.itertext()) for text in svg.iter(SVG + "text")]


def test_curve_and_timeline_say_their_axes_in_the_language_of_the_report() -> None:
    german = load("de")
    curve = pd.DataFrame({"sources": [0.0, 0.5, 1.0], "statements": [0.0, 0.2, 1.0]})
    texts = [
        "".join(text.itertext())
        for text in etree.fromstring(lorenz_chart(curve, "Quellen", "Worte", german, "x", "x", "x")).iter(SVG + "text")
    ]
    assert {"Quellen", "Worte", "50\u00a0%"} <= set(texts)
    months = pd.DataFrame(
        {
            "label": ["Jan", "Feb"],
            "share": [0.5, 0.2],
            "low": [0.4, float("nan")],
            "high": [0.6, float("nan")],
            "enough": [True, False],
        }
    )
    svg = etree.fromstring(timeline_chart(months, "#0072b2", german, "x", "x", "x"))
    filled = [path for path in svg.iter(SVG + "path") if path.get("fill") == "#0072b2"]
    rings = [path for path in svg.iter(SVG + "path") if path.get("stroke") == "#5d6670" and "A" in path.get("d")]
    assert len(filled) == 1 and rings


def test_what_only_keeps_room_for_labels_leaves_no_ink_where_opacity_is_unknown() -> None:
    floor = pd.DataFrame({"label": ["official"], "tenth": [1], "share": [0.5]})
    svg = etree.fromstring(tenths_chart(floor, ["official"], COLOURS, "floor", "Who", "official 50%"))
    assert not [element for element in svg.iter() if element.get("opacity", "1") != "1"]
    assert {None, "#d9d7d1"} == {line.get("stroke") for line in svg.iter(SVG + "line")}


def test_the_measures_say_who_is_called_official_where_the_codebook_has_no_such_role() -> None:
    said = attributions({"a": ["spokesperson", "eyewitness"]})

    def note(codebook: str) -> str:
        book = load_codebook(codebook)
        return summary_picture(balance(said, codebook=book), role_styles(book), load()).note

    assert "in the role “Spokesperson”" in note("gmmp")
    assert "means here" not in note("newsroom")
