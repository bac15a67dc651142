"""Files made to cost more than they are worth: refused, or read in time, and never the end of the job."""

import time
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from reading import read

from quotes.model import Span
from quotes.parse.parser import MOST_TOKENS, TOKEN, _bounded
from quotes.read import count_articles
from quotes.read.articles import LONGEST_ID


def seconds(path: Path) -> float:
    before = time.process_time()
    count_articles([path])
    read(path)
    return time.process_time() - before


@pytest.mark.parametrize("columns", [16_000, 2_000_000])
def test_a_header_costs_no_square_of_its_columns(tmp_path: Path, columns: int) -> None:
    path = tmp_path / "wide.csv"
    path.write_text("text" + "," * columns + "\nIt rained.\n", encoding="utf-8")
    assert seconds(path) < 5
    articles, skipped = read(path)
    assert [article.text for article in articles] == (["It rained."] if columns < 16_384 else [])
    assert bool(skipped) != bool(articles)


def test_a_tag_of_thousands_of_attributes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    tag = " ".join(f"a{number}=1" for number in range(40_000))
    path.write_text(f"<html><body><p {tag}>It rained, said Ann.</p></body></html>", encoding="utf-8")
    assert seconds(path) < 5
    (one,) = read(path)[1]
    assert "attributes" in one.reason


def test_a_page_with_a_picture_in_a_tag_is_read(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    picture = f'<img alt="{"a b " * 3_000}" src="data:image/png;base64,{"A" * 100_000}">'
    words = "The ferry was halted on Tuesday after a crack was found in its hull, port director Ann Bell said. "
    path.write_text(f"<html><body><article>{picture}<p>{words * 5}</p></article></body></html>", encoding="utf-8")
    assert "Ann Bell said" in read(path)[0][0].text


def test_a_word_file_of_millions_of_tags_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    document = Document()
    document.add_paragraph("It rained.")
    document.save(str(tmp_path / "small.docx"))
    with zipfile.ZipFile(tmp_path / "small.docx") as small, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as large:
        for part in small.infolist():
            data = small.read(part)
            if part.filename == "word/document.xml":
                data = data.replace(b"<w:p>", b"<w:p/>" * 3_000_000 + b"<w:p>", 1)
            large.writestr(part.filename, data)
    assert path.stat().st_size < 200_000 and seconds(path) < 5
    assert "too large when unpacked" in read(path)[1][0].reason


@pytest.mark.parametrize("length", [513, 519, 700])
def test_a_spreadsheet_that_was_cut_off_is_told_on_one_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], length: int
) -> None:
    whole = Path(__file__).parent / "stand_ins" / "missing-formats" / "two-articles.xls"
    (tmp_path / "cut.xls").write_bytes(whole.read_bytes()[:length])
    articles, skipped = read(tmp_path)
    assert count_articles(tmp_path) == 1 and not articles
    assert [one.reason.partition(",")[0] for one in skipped] == ["damaged"]
    assert capfd.readouterr().err == "", "the library says it in its own way, too"


def test_a_link_that_leads_to_itself_costs_only_itself(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    (tmp_path / "a.txt").write_text("It rained.", encoding="utf-8")
    articles, skipped = read(tmp_path)
    assert [article.id for article in articles] == ["a"] and len(skipped) == 1


def test_an_identifier_that_is_a_text_is_shortened_and_stays_apart(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text(f"id,text\n{'x' * 40_000},One.\n{'x' * 40_000}y,Two.\n", encoding="utf-8")
    first, second = read(path)[0]
    assert first.id == "x" * LONGEST_ID and second.id == f"{first.id}-2"


@pytest.mark.parametrize("text", ["“‘" * 3_000, "? ! . , ; " * 600, "— " * 3_000, "word " * 2_000, "a." * 4_000])
def test_pieces_for_the_parser_are_bounded_in_words_and_lose_nothing(text: str) -> None:
    pieces = list(_bounded(text, Span(0, len(text)).trimmed(text)))
    assert all(len(TOKEN.findall(piece.of(text))) <= MOST_TOKENS for piece in pieces)
    assert "".join("".join(piece.of(text).split()) for piece in pieces) == "".join(text.split())
    assert all(before.end <= after.start for before, after in pairwise(pieces))
