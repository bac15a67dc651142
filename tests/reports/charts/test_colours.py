"""Colours of roles: readable on light and dark paper, whatever a codebook asks for."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.roles.codebook import Codebook, CodebookRole, load_codebook, ready_codebooks
from reports.charts.colours import (
    DARK_INK,
    DARK_PAPER,
    LIGHT_INK,
    LIGHT_PAPER,
    contrast,
    readable,
    role_styles,
)


def codebook_of(**colours: str) -> Codebook:
    return Codebook("test", tuple(CodebookRole(name, name, name, colour) for name, colour in colours.items()), "x")


COLOURS = st.integers(0, 0xFFFFFF).map(lambda value: f"#{value:06x}")


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#0072b2") == contrast("#0072b2", "#ffffff")


@given(COLOURS)
def test_any_colour_is_made_to_stand_out_and_its_tint_to_be_written_on(colour: str) -> None:
    style = role_styles(codebook_of(x=colour))["x"]
    assert contrast(style.bar, LIGHT_PAPER) >= 3
    assert contrast(style.dark_bar, DARK_PAPER) >= 3
    assert contrast(style.tint, LIGHT_INK) >= 7
    assert contrast(style.dark_tint, DARK_INK) >= 4.5


def test_a_colour_that_stands_out_already_is_left_alone() -> None:
    assert readable("#0072b2", LIGHT_PAPER) == "#0072b2"


@pytest.mark.parametrize("name", ready_codebooks())
def test_roles_of_a_codebook_look_different_and_are_abbreviated_differently(name: str) -> None:
    styles = role_styles(load_codebook(name)).values()
    for look in ("abbreviation", "css", "bar", "dark_bar"):
        assert len({getattr(style, look) for style in styles}) == len(styles)


def test_roles_without_colour_get_a_style_of_their_own() -> None:
    names = ["expert", "experience", "exp", "expel", "", "専門家", "<b>"]
    styles = role_styles(codebook_of(expert="#009e73"), names)
    assert list(styles) == names
    assert len({style.abbreviation for style in styles.values()}) == len(names)
    assert all(style.css.replace("-", "").isalnum() for style in styles.values())


@pytest.mark.parametrize("colour", ["#0072B2;} body{display:none", "#0072b2\n", "#0072b2</style>"])
def test_what_is_no_colour_never_reaches_a_style_sheet(colour: str) -> None:
    style = role_styles(codebook_of(x=colour))["x"]
    for look in (style.bar, style.tint, style.dark_bar, style.dark_tint):
        assert re.fullmatch(r"#[0-9a-f]{6}", look)
