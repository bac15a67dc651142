"""The report beside its pages: JSON after its schema, Markdown in which words stay words, and a PDF."""

import importlib.util
import json
import re
import sys
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from places import DOCS
from pypdfium2 import PdfDocument
from report_samples import corpus, short

import reports.numbers
from quotes.cli.app import run
from quotes.roles.codebook import load_codebook
from quotes.table.rows import articles_table, attributions_table
from reports.audit.audit import Audit, run_audit
from reports.audit.formats import ReportFormat
from reports.audit.wanted import Wanted
from reports.checks.checks import load_checks
from reports.markdown import escaped
from reports.measures.balance import balance
from reports.numbers import numbers_json
from reports.pdf import PdfError, need_weasyprint, write_pdf

SCHEMA = json.loads(Path(reports.numbers.__file__).with_name("report.schema.json").read_text(encoding="utf-8"))
HOSTILE = "<script>alert(1)</script> | [a](http://evil.example) `x` # *b* &lt; www.evil.example"


def test_the_numbers_keep_to_the_schema_with_and_without_statements() -> None:
    for analyses in (corpus(), []):
        attributions, articles = attributions_table(analyses), articles_table(analyses)
        text = "".join(numbers_json(balance(attributions, len(articles)), codebook=load_codebook(None)))
        assert "NaN" not in text and "Infinity" not in text
        found = json.loads(text)
        jsonschema.validate(found, SCHEMA)
        assert set(found) == set(SCHEMA["properties"])
        assert found["articles"] == len(analyses)
    assert found["statements"] == 0


def test_the_numbers_are_those_of_the_tables() -> None:
    analyses = corpus()
    attributions = attributions_table(analyses)
    found = json.loads("".join(numbers_json(balance(attributions, len(analyses)), codebook=load_codebook(None))))
    statements = attributions[attributions["kind"] != "no-comment"]
    official = next(r for r in found["shares"] if (r["by"], r["label"], r["of"]) == ("role", "official", "statements"))
    assert official["count"] == int((statements["role"] == "official").sum())
    assert official["share"] == pytest.approx(official["count"] / found["statements"])
    assert found["words"] == int(statements["words"].sum())


def shown(markdown: str) -> str:
    """What a reader of Markdown sees, in the flavour that makes links of addresses and tables of bars."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    tokens = [child for token in reader.parse(markdown) for child in token.children or []]
    kinds = {token.type for token in tokens}
    assert kinds <= {"text", "text_special"}, kinds
    return "".join(token.content for token in tokens)


@given(st.text(alphabet=st.sampled_from("ab1.)-+=:#*_`~<>|[]()!&;\\\"'/@ \n\t$"), min_size=1) | st.just(HOSTILE))
def test_words_stay_words_in_markdown(text: str) -> None:
    words = " ".join(text.split())
    if words:
        assert shown(f"- {escaped(text)}") == words
        assert shown(f"| {escaped(text)} |\n|---|\n") == words


def test_an_address_in_an_article_becomes_no_link() -> None:
    assert "http\\://" in escaped("see http://example.org")


def test_no_text_of_an_article_turns_a_line_of_markdown_around() -> None:
    hostile = "\u202e\u061cMayor\u2066 \u200fRuth\u2069 \u202aAdeyemi\u202c"
    assert escaped(hostile) == "Mayor Ruth Adeyemi"
    assert escaped("مريم 👩\u200d🔬") == "مريم 👩\u200d🔬"


def test_the_report_as_markdown_has_the_sentences_and_tables_of_the_page(tmp_path: Path) -> None:
    run_audit([*corpus(), short("odd", HOSTILE, "witness", "It is a name")], Audit(tmp_path, load_codebook(None)))
    text = (tmp_path / "report.md").read_text(encoding="utf-8")
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(text)
    assert "<script>" not in html and 'evil.example">' not in html
    page = (tmp_path / "index.html").read_text(encoding="utf-8")
    for head in ("in the lead", "of statements, with the tool’s error", "mean", "most frequent cues"):
        assert f">{head}</th>" in html and f">{head}</th>" in page
    assert re.search(r"15 statements by 1\d sources in 11 articles\.", html) and "&lt;script&gt;alert(1)" in html
    assert "Kestrel Bridges" in html.partition("Asked, but no answer")[2]
    asked = html.partition("Questions to the editor")[2]
    assert (
        'href="articles/ellmoor-bridges.html#question-1"' in asked and "lets A person briefed on the repairs" in asked
    )
    assert all((tmp_path / target).is_file() for target in re.findall(r'href="([^"#]+)', html))


def test_markdown_alone_leads_nowhere_and_holds_the_comparison(tmp_path: Path) -> None:
    analyses = [
        replace(one, article=replace(one.article, author="AB"[number % 2])) for number, one in enumerate(corpus())
    ]
    wanted = Wanted([ReportFormat.md], compare_by="author")
    run_audit(analyses, Audit(tmp_path, load_codebook(None), wanted=wanted))
    html = MarkdownIt("commonmark").enable("table").render((tmp_path / "report.md").read_text(encoding="utf-8"))
    assert "href" not in html and "Questions to the editor" in html
    compared = html.partition("by author")[2]
    assert "<td>A</td>" in compared and "official share" in compared


def test_templates_and_language_of_ones_own(tmp_path: Path) -> None:
    own = tmp_path / "templates"
    own.mkdir()
    (own / "report.md.j2").write_text("{{ measures.statements }} von {{ md(title) }}\n", encoding="utf-8")
    wanted = Wanted(language="de", template_dir=own)
    run_audit(corpus(), Audit(tmp_path / "report", load_codebook(None), wanted=wanted))
    line = (tmp_path / "report" / "report.md").read_text(encoding="utf-8")
    assert line.startswith("14 von ") and "Source balance" not in line
    assert '<html lang="de"' in (tmp_path / "report" / "index.html").read_text(encoding="utf-8")


def test_a_pdf_is_written_and_nothing_is_fetched(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    page = '<h1>Source balance</h1><img src="http://127.0.0.1:9/x.png" alt="x"><img src="file:///etc/hostname" alt="y">'
    write_pdf(page, tmp_path / "report.pdf")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF-")
    assert caplog.text.count("Failed to load image") == 2


def test_the_first_letter_of_words_that_end_at_a_place_is_whole_in_chromes_viewer(tmp_path: Path) -> None:
    def ink(anchor: str) -> int:
        words = f'<text x="150" y="25" font-size="12" text-anchor="{anchor}">HHHHHH</text>'
        write_pdf(f'<svg width="300" height="40" viewBox="0 0 300 40">{words}</svg>', tmp_path / "one.pdf")
        with PdfDocument(tmp_path / "one.pdf") as document:
            page = document[0].render(scale=1.6).to_pil().convert("L")
        return sum((255 - shade) * number for shade, number in enumerate(page.histogram()))

    assert ink("end") == pytest.approx(ink("start"), rel=0.02)


def test_without_weasyprint_one_line_says_how_to_get_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setattr(importlib.util, "find_spec", lambda name, package=None: None)
    with pytest.raises(PdfError, match="quotes-toolkit"):
        need_weasyprint()
    (tmp_path / "a.txt").write_text("It rained.\n", encoding="utf-8")
    assert run(["audit", str(tmp_path), "--out", str(tmp_path / "r"), "--format", "pdf"]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert "pip install 'quotes-toolkit[pdf]'" in line and not (tmp_path / "r").exists()


def test_every_check_that_may_ask_is_told_in_the_documentation() -> None:
    page = (DOCS / "checks.md").read_text(encoding="utf-8")
    assert all(f"`{check.name}`" in page for check in load_checks().checks)
