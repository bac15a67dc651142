"""The pages and the Markdown of an audit: their title, their language, and how they lead to one another."""

from pathlib import Path

import pytest
from report_samples import corpus as samples
from small_reports import an_audit

from quotes.cli.app import run
from quotes.table.csv_files import read_csv
from reports.audit.audit import run_audit
from reports.audit.corpus import MARKDOWN
from reports.audit.formats import ReportFormat
from reports.audit.wanted import Wanted
from reports.language.language import load
from reports.pages.page_names import INDEX

pytestmark = pytest.mark.models


def test_the_page_of_an_article_leads_to_what_its_sources_say_in_others(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "a.txt").write_text("“We lost the barn,” said Orla Finch.\n\n“I saw it,” said Tom Reed.\n", encoding="utf-8")
    (own / "b.txt").write_text("“The cows are safe,” said Orla Finch.\n", encoding="utf-8")
    (own / "c.txt").write_text("“It was dark,” said Ann Moss.\n", encoding="utf-8")
    out = tmp_path / "report"
    for _ in range(2):  # anew, and from what was done before
        assert run(["audit", str(own), "--out", str(out)]) == 0
        (source,) = (out / "sources").glob("*orla-finch*.html")
        for name in "ab":
            page = (out / "articles" / f"{name}.html").read_text(encoding="utf-8")
            (row,) = [line for line in page.splitlines() if "in other articles" in line]
            assert "Orla Finch" in row and f'href="../sources/{source.name}"' in row
        assert "in other articles" not in (out / "articles" / "c.html").read_text(encoding="utf-8")


def test_report_md_asks_in_its_language_and_bounds_every_share(tmp_path: Path) -> None:
    run_audit(samples(), an_audit(tmp_path, wanted=Wanted([ReportFormat.md], language="de")))
    text = (tmp_path / MARKDOWN).read_text(encoding="utf-8")
    english = set(read_csv(tmp_path / "findings.csv", "findings")["question"])
    questions = [line for line in text.splitlines() if line.startswith("  - ") and line.endswith("?")]
    assert english and questions and not [one for one in english if one in text]
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert heads[0] == f"## {load('de').gettext('Questions to the editor')}"
    heard = text.partition(f"## {load('de').gettext('Who is heard, and how')}\n")[2].partition("###")[0]
    rows = [line for line in heard.splitlines() if line.startswith("| ")][1:]
    assert rows and all("(" in row for row in rows)


def test_the_pages_beside_bear_the_title_of_the_report(tmp_path: Path) -> None:
    run_audit(samples(), an_audit(tmp_path, wanted=Wanted([ReportFormat.html], title="Bridges & tolls")))
    for name in ("statements.html", "articles/index.html"):
        page = (tmp_path / name).read_text(encoding="utf-8")
        assert " – Bridges &amp; tolls</title>" in page and '<p class="kicker">Bridges &amp; tolls</p>' in page
    assert "<title>Bridges &amp; tolls</title>" in (tmp_path / INDEX).read_text(encoding="utf-8")
