"""Comparisons in an audit: of groups or with an earlier one, and what happens where none can be made."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from report_samples import corpus as samples
from small_reports import LEAN, an_audit, run_data

from quotes.cli.app import run
from reports.audit.audit import run_audit
from reports.audit.corpus import NUMBERS
from reports.audit.wanted import Wanted
from reports.measures.grouping import ComparisonError
from reports.pages.page_names import INDEX

pytestmark = pytest.mark.models


def test_an_audit_compared_with_an_earlier_one(tmp_path: Path) -> None:
    run_audit(samples(), an_audit(tmp_path / "before", wanted=LEAN))
    run_audit(samples()[2:], an_audit(tmp_path / "after", wanted=Wanted(compare_with=tmp_path / "before")))
    groups = json.loads((tmp_path / "after" / NUMBERS).read_text(encoding="utf-8"))["comparison"]["groups"]
    assert {group["group"]: group["articles"] for group in groups} == {"before": 10, "after": 8}
    pages = [tmp_path / "after" / INDEX, *(tmp_path / "after" / "articles").glob("*.html")]
    assert len(pages) > 8 and all("comparison.html" in page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize("by", ["desk", "outlet"])
def test_a_comparison_is_made_where_another_column_holds_more_than_a_cell_can(tmp_path: Path, by: str) -> None:
    long = "x" * 40_000
    desks = {article.article.id: "AB"[number % 2] for number, article in enumerate(samples())}
    analyses = [
        replace(one, article=replace(one.article, outlet=desk, metadata={"html": long, "desk": desk, "raw": long}))
        for one, desk in zip(samples(), desks.values(), strict=True)
    ]
    run_audit(analyses, an_audit(tmp_path, wanted=replace(LEAN, compare_by=by)))
    groups = json.loads((tmp_path / NUMBERS).read_text(encoding="utf-8"))["comparison"]["groups"]
    assert {group["group"]: group["articles"] for group in groups} == {"A": 5, "B": 5}


def test_a_comparison_that_cannot_be_made_costs_only_itself(tmp_path: Path) -> None:
    with pytest.raises(ComparisonError, match=r"ward.*; the report without a comparison: .*index\.html"):
        run_audit(samples(), an_audit(tmp_path, wanted=Wanted(compare_by="ward")))
    assert not [page for page in tmp_path.rglob("*.html") if "comparison.html" in page.read_text(encoding="utf-8")]
    assert run_data(tmp_path)["complete"] is True


def test_what_cannot_be_compared_is_told_before_the_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("“We lost the barn,” said Orla Finch.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("“I saw it,” said Tom Reed.\n", encoding="utf-8")
    command = ["audit", str(tmp_path), "--out", str(tmp_path / "r"), "--compare-by"]
    for by, words in (("outlet", "the articles have no value"), ("ward", "no article has it")):
        assert run([*command, by]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert f"by “{by}”" in line and words in line and not (tmp_path / "r").exists()
