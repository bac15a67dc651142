"""Charts: what is drawn is what the table says, in words as well as in colour."""

import re

import pandas as pd
import pytest
from lxml import etree

from reports.charts import percent, share_chart, widest

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
    assert texts == ["official", "witness", "legal-party", "50%", "25%", "0%"]


def test_intervals_are_drawn_where_they_are_known() -> None:
    svg = drawn(SHARES, scale=1.0)
    lengths = [abs(float(line.get("x2"))) for line in svg.iter(SVG + "line")]
    assert lengths == pytest.approx([0.2 * 210, 0.375 * 210])
    assert not list(drawn(SHARES[["label", "share"]]).iter(SVG + "line"))


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


def test_percentages_never_call_little_nothing_or_nearly_all_all() -> None:
    shares = (0, 0.0001, 0.005, 0.434, 0.994, 0.995, 0.9999, 1)
    assert [percent(share) for share in shares] == ["0%", "<1%", "<1%", "43%", "99%", ">99%", ">99%", "100%"]
