"""Figures that a page shows, counted once more from the CSV files with nothing but Python's own csv."""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest
from lxml import html
from report_samples import corpus
from small_reports import audited

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return audited(tmp_path_factory.mktemp("figures") / "report", corpus())


def rows_of(report: Path, name: str) -> Rows:
    with (report / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def percent(part: float, whole: float) -> str:
    return f"{round(100 * part / whole)}%"


def test_ten_figures_of_the_page_are_those_of_the_tables(report: Path) -> None:
    page = html.fromstring((report / "index.html").read_text(encoding="utf-8"))
    every = rows_of(report, "attributions")
    statements = [row for row in every if row["kind"] != "no-comment"]
    figures = [one.text_content() for one in page.xpath("//ul[@class='key-figures']//b")]
    unnamed = sum(row["named"] == "FALSE" for row in statements)
    assert figures == [
        str(len(statements)),
        percent(unnamed, len(statements)),
        str(len(every) - len(statements)),
        str(len(rows_of(report, "findings"))),
    ]
    table = {
        row.xpath("./th")[0].text_content().strip().lower(): [cell.text_content() for cell in row.xpath("./td/a")]
        for row in page.xpath("//section[@id='roles-heard']//tbody/tr")
    }
    officials = [row for row in statements if row["role"] == "official"]
    shown = table["official"]
    assert shown[0] == percent(len(officials), len(statements))
    words = sum(int(row["words"]) for row in statements)
    assert shown[1] == percent(sum(int(row["words"]) for row in officials), words)
    quoted = sum(int(row["quoted_words"]) for row in statements)
    assert shown[2] == percent(sum(int(row["quoted_words"]) for row in officials), quoted)
    first = {row["article"]: row for row in reversed(_in_order(statements))}
    assert shown[4] == percent(sum(row["role"] == "official" for row in first.values()), len(first))
    assert shown[6] == percent(sum(row["kind"] == "direct" for row in officials), len(officials))
    assert shown[7] == percent(sum(row["named"] == "FALSE" for row in officials), len(officials))
    heard = Counter(row["corpus_source"] for row in statements if row["corpus_source"])
    top = page.xpath("//section[@id='most-heard']//tbody/tr[1]/td[2]")[0]
    assert top.text_content() == str(heard.most_common(1)[0][1])


def test_the_sentences_of_the_first_screen_are_true(report: Path) -> None:
    page = html.fromstring((report / "index.html").read_text(encoding="utf-8"))
    statements = [row for row in rows_of(report, "attributions") if row["kind"] != "no-comment"]
    said = page.xpath("//p[@class='statement']")[0].text_content()
    numbers = ("not one", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    for who, roles in (("officials", {"official"}), ("activists", {"witness", "activist"})):
        tenths = 10 * sum(row["role"] in roles for row in statements) / len(statements)
        told = re.search(rf"{who} make (more than |fewer than |)({'|'.join(numbers)})", said)
        assert told is not None, said
        number = numbers.index(told[2])
        assert {"more than ": number < tenths, "fewer than ": tenths < number, "": abs(tenths - number) < 0.05}[told[1]]


def _in_order(statements: Rows) -> Rows:
    return sorted(statements, key=lambda row: (row["article"], float(row["position"])))
