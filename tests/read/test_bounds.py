"""Files made to cost more than they are worth: refused, or read in time, and never the end of the job."""

import time
import zipfile
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from openpyxl import Workbook
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


def changed_ods(path: Path, old: bytes, new: bytes) -> Path:
    """A copy of a sound .ods whose content is not."""
    whole = Path(__file__).parent / "stand_ins" / "missing-formats" / "two-articles.ods"
    with zipfile.ZipFile(whole) as sound, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as changed:
        for part in sound.infolist():
            data = sound.read(part)
            changed.writestr(part.filename, data.replace(old, new, 1) if part.filename == "content.xml" else data)
    return path


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"</table:table>", b"</table:::table>"),
        (b"</office:spreadsheet>", b""),
        (b"<office:document-content", b"<!DOCTYPE a [<!ENTITY b 'c'>]><office:document-content"),
        (b"<table:table-row>", b"<table:table-row table:number-rows-repeated='99999999999999999'>"),
        (b"<table:table-cell ", b"<table:table-cell table:number-columns-repeated='9000000' "),
    ],
    ids=["wrong end", "no end", "entities", "rows without number", "columns without number"],
)
def test_a_sheet_that_would_never_end_is_refused_at_once(tmp_path: Path, old: bytes, new: bytes) -> None:
    path = changed_ods(tmp_path / "news.ods", old, new)
    assert seconds(path) < 5
    articles, skipped = read(path)
    assert not articles and len(skipped) == 1 and "save it" in skipped[0].reason


def test_two_cells_at_the_ends_of_a_sheet_take_no_memory_for_all_between(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["title", "text"])
    book.active.append(["Ferry", "It rained, said Ann."])
    book.save(tmp_path / "near.xlsx")
    book.active.cell(1_048_576, 16_384, "end")
    book.save(tmp_path / "far.xlsx")
    articles, skipped = read(tmp_path)
    assert [article.title for article in articles] == ["Ferry"]
    assert [Path(one.path).name for one in skipped] == ["far.xlsx"] and "too far apart" in skipped[0].reason


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
