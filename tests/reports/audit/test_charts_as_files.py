"""The charts and the one-page summary as files to take along."""

from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pandas as pd
import pytest
from PIL import Image
from pypdfium2 import PdfDocument
from report_samples import corpus, short
from small_reports import audited

from reports.audit.formats import ReportFormat
from reports.audit.wanted import Wanted


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return audited(tmp_path_factory.mktemp("charts") / "report", corpus())


def test_each_chart_of_the_page_is_there_as_svg_png_and_figures(report: Path) -> None:
    page = (report / "index.html").read_text(encoding="utf-8")
    names = {path.stem for path in (report / "charts").iterdir()}
    assert {"roles", "summary", "tenths", "lorenz"} <= names
    for name in names:
        for ending in ("svg", "png", "csv"):
            assert f'href="charts/{name}.{ending}"' in page
            assert (report / "charts" / f"{name}.{ending}").stat().st_size > 100
        with Image.open(report / "charts" / f"{name}.png") as picture:
            assert picture.width > 600
    roles = pd.read_csv(report / "charts" / "roles.csv").set_index("label")
    assert roles.loc["official", "low"] < roles.loc["official", "share"] < roles.loc["official", "high"]


def words_drawn(path: Path) -> str:
    """The words that stand in a picture for everybody to see."""
    texts = [one.text for one in ElementTree.parse(path).iter("{http://www.w3.org/2000/svg}text")]
    return " ".join(filter(None, texts))


def test_a_chart_stands_alone_on_white_with_its_title_and_what_it_is_of(tmp_path: Path) -> None:
    report = audited(tmp_path / "report", corpus(), Wanted(title="Two\x0b desks & one"))
    for path in (report / "charts").glob("*.svg"):
        assert "Two desks & one · " in words_drawn(path)
        with Image.open(path.with_suffix(".png")) as picture:
            assert picture.convert("RGBA").getpixel((0, 0)) == (255, 255, 255, 255)
    assert "Statements by role" in words_drawn(report / "charts" / "roles.svg")


def test_the_summary_is_one_page_as_pdf_and_a_picture(tmp_path: Path) -> None:
    wanted = Wanted(formats=frozenset({ReportFormat.html, ReportFormat.pdf}))
    report = audited(tmp_path / "report", corpus(), wanted)
    with Image.open(report / "summary.png") as picture:
        assert picture.format == "PNG" and 1.3 < picture.height / picture.width < 1.5, "A4, upright"
    with PdfDocument(report / "summary.pdf") as document:
        assert len(document) == 1
    assert 'href="summary.png"' in (report / "index.html").read_text(encoding="utf-8")


def test_the_chart_of_a_comparison_is_there_as_svg_png_and_figures(tmp_path: Path) -> None:
    analyses = [
        replace(said, article=replace(said.article, outlet=f"mostly {role}"))
        for role in ("official", "witness")
        for number in range(12)
        for said in [short(f"{role}-{number}", "Ann Bell", role, "It is so")]
    ]
    report = audited(tmp_path / "report", analyses, Wanted(compare_by="outlet"))
    page = (report / "comparison.html").read_text(encoding="utf-8")
    for ending in ("svg", "png", "csv"):
        assert f'href="charts/compared.{ending}"' in page
        assert (report / "charts" / f"compared.{ending}").is_file()
    drawn = words_drawn(report / "charts" / "compared.svg")
    assert "Dot: “mostly official”" in drawn and "Ring: “mostly witness”" in drawn
    figures = pd.read_csv(report / "charts" / "compared.csv")
    row = figures[figures["label"] == "official"].iloc[0]
    assert {row["compared"], row["compared_with"]} == {"mostly official", "mostly witness"}
    assert row["low"] <= row["difference"] <= row["high"] and row["clear"]
