"""Saved web pages and Word files: the article's text and what is known about it, and files that are damaged."""

import re
import zipfile
from datetime import datetime
from pathlib import Path

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from reading import read

from quotes.model import Article

PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="{charset}"><title>Ferry halted | Harbor Ledger</title>
<meta property="og:site_name" content="Harbor Ledger"><meta name="author" content="Mara Quill">
<meta property="article:published_time" content="2024-03-05T10:00:00Z">
<meta property="article:section" content="Local">
<link rel="canonical" href="https://ledger.example/ferry"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Ferry halted after crack is found</h1>
<p>The ferry was halted on Tuesday, “out of caution,” port director Ann Bell said. She added that
<a href="/crack">the crack</a> was small &amp; old.</p>
<p><q>We heard a bang</q>, said Tom Reyes, a passenger who was on the upper deck with his two sons.</p>
<p>Nobody was hurt, according to the harbor police, and the café on board stayed open all day.</p>
<script>document.write("never shown")</script>
</article><footer>All rights reserved</footer></body></html>"""


@pytest.mark.parametrize(
    ("charset", "codec"),
    [("utf-8", "utf-8"), ("utf-8", "utf-16"), ("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("none", "utf-8")],
)
def test_web_page(tmp_path: Path, charset: str, codec: str) -> None:
    path = tmp_path / "ferry.html"
    path.write_bytes(PAGE.format(charset=charset).encode(codec))
    (article,), skipped = read(path)
    assert not skipped
    paragraphs = article.text.split("\n\n")
    assert paragraphs[-3:] == [
        "The ferry was halted on Tuesday, “out of caution,” port director Ann Bell said. "
        "She added that the crack was small & old.",
        "“We heard a bang”, said Tom Reyes, a passenger who was on the upper deck with his two sons.",
        "Nobody was hurt, according to the harbor police, and the café on board stayed open all day.",
    ]
    assert "never shown" not in article.text
    assert "Sport" not in article.text
    assert (article.id, article.title) == ("ferry", "Ferry halted after crack is found")
    assert (article.author, article.date, article.outlet) == ("Mara Quill", "2024-03-05", "Harbor Ledger")
    assert (article.section, article.url) == ("Local", "https://ledger.example/ferry")


def test_page_with_xml_declaration_and_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "ferry.xhtml"
    page = '<?xml version="1.0" encoding="iso-8859-2"?>\n' + PAGE.replace('<meta charset="{charset}">', "")
    path.write_bytes(page.replace("“", '"').replace("”", '"').replace("Tom Reyes", "Łukasz Nowak").encode("iso-8859-2"))
    (article,), _ = read(path)
    assert "said Łukasz Nowak" in article.text


def test_page_with_a_damaged_place(tmp_path: Path) -> None:
    path = tmp_path / "ferry.html"
    path.write_bytes(PAGE.format(charset="utf-8").encode().replace(b"two sons", b"two\xff sons"))
    (article,), skipped = read(path)
    assert not skipped
    assert (
        "“We heard a bang”, said Tom Reyes, a passenger who was on the upper deck with his two\ufffd sons."
        in article.text
    )


def test_address_that_a_browser_noted_when_saving(tmp_path: Path) -> None:
    path = tmp_path / "ferry.htm"
    page = PAGE.format(charset="utf-8").replace('<link rel="canonical" href="https://ledger.example/ferry">', "")
    note = "<!-- saved from url=(0030)https://ledger.example/ferry-2 -->\n"
    path.write_text(page.replace("<html", note + "<html"), encoding="utf-8")
    (article,), _ = read(path)
    assert article.url == "https://ledger.example/ferry-2"


@pytest.mark.parametrize(
    "page",
    [
        "<html><body></body></html>",
        "<html><body><nav><a href=x>Home</a><a href=y>News</a></nav></body></html>",
        "not a page at all",
        "https://ledger.example/never-fetched",
        "<div>" * 20_000,
    ],
)
def test_page_without_article_is_skipped_quietly(tmp_path: Path, page: str, capfd: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "page.html"
    path.write_text(page)
    articles, (skipped,) = read(path)
    assert not articles
    assert "no article found" in skipped.reason
    assert ".txt" in skipped.reason
    assert capfd.readouterr().err == ""


def test_word_file(tmp_path: Path) -> None:
    document = Document()
    document.core_properties.title = "Ferry halted"
    document.core_properties.author = "Mara Quill"
    document.core_properties.created = datetime(2024, 3, 5, 10)
    document.add_heading("Ferry halted")
    document.add_paragraph("")
    document.add_paragraph("“Out of caution,” Ann Bell\tsaid.").add_run().add_break()
    edited = document.add_paragraph("The crack was ")
    word = f"<w:ins {nsdecls('w')}><w:r><w:t>very </w:t></w:r></w:ins>"
    gone = f"<w:del {nsdecls('w')}><w:r><w:delText>not </w:delText></w:r></w:del>"
    moved = f"<w:moveFrom {nsdecls('w')}><w:r><w:t>moved </w:t></w:r></w:moveFrom>"
    for xml in (word, gone, moved):
        edited._p.append(parse_xml(xml))
    edited.add_run("small.")
    control = "<w:p><w:sdt><w:sdtContent><w:r><w:t>In a form field.</w:t></w:r></w:sdtContent></w:sdt></w:p>"
    edited._p.addnext(parse_xml(control.replace("<w:p>", f"<w:p {nsdecls('w')}>")))
    document.add_table(1, 1).cell(0, 0).text = "In a table."
    path = tmp_path / "ferry.docx"
    document.save(str(path))
    (article,), skipped = read(path)
    assert not skipped
    assert article.text.split("\n\n") == [
        *("Ferry halted", "“Out of caution,” Ann Bell\tsaid.", "The crack was very small.", "In a form field."),
        "In a table.",
    ]
    assert (article.id, article.title, article.author, article.date) == (
        *("ferry", "Ferry halted", ""),  # who saved the file, and when, is not who wrote the article
        "",
    )


def test_word_file_without_properties_gets_none_invented(tmp_path: Path) -> None:
    whole, bare = tmp_path / "whole.docx", tmp_path / "bare.docx"
    document = Document()
    document.add_paragraph("Ann Bell said so.")
    document.save(str(whole))
    with zipfile.ZipFile(whole) as source, zipfile.ZipFile(bare, "w") as target:
        for name in source.namelist():
            data = source.read(name)
            if name == "_rels/.rels":
                data, found = re.subn(rb"<Relationship [^>]*core-properties[^>]*>", b"", data)
                assert found == 1
            if name != "docProps/core.xml":
                target.writestr(name, data)
    (article,), skipped = read(bare)
    assert not skipped
    assert article == Article(id="bare", text="Ann Bell said so.", path=str(bare))


def test_damaged_word_files(tmp_path: Path) -> None:
    good = tmp_path / "good.docx"
    document = Document()
    document.add_paragraph("Ann Bell said so. " * 500)
    document.save(str(good))
    bytes_of_good = good.read_bytes()

    files = {
        "cut": bytes_of_good[: len(bytes_of_good) // 2],
        "text": b"I am not a Word file.",
        "protected": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
        "flipped": bytes_of_good.replace(b"word/document.xml", b"word/documint.xml"),
    }
    for name, data in files.items():
        path = tmp_path / f"{name}.docx"
        path.write_bytes(data)
        articles, (skipped,) = read(path)
        assert not articles
        assert "damaged" in skipped.reason
        assert "save it again" in skipped.reason


def test_word_file_that_unpacks_to_a_giant(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("word/document.xml", "w") as part:
        for _ in range(70):
            part.write(b" " * 1_000_000)
    assert path.stat().st_size < 1_000_000
    articles, (skipped,) = read(path)
    assert not articles
    assert "too large when unpacked" in skipped.reason
