"""CSV files: nothing in them runs, nothing is lost, and pandas and Excel read what was written."""

import codecs
import csv
import io
import re
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pandas.testing import assert_frame_equal
from report_samples import corpus, road, short, silent

from quotes.errors import ReadError
from quotes.model import Analysis
from quotes.table.columns import codebook
from quotes.table.csv_files import (
    LONGEST_CELL,
    CsvFile,
    defused,
    defused_frame,
    read_csv,
    restored,
    write_codebook,
    write_csv,
)
from quotes.table.rows import articles_table, attributions_table, records, rows_of, sources_table, writable

RUNS = re.compile(r"^[=+\-@\t\r\n|＝＋－＠]")
AWKWARD = st.sampled_from([*"=+-@|＝'\",;\t\r\n 10.e“éx😀\u200b\ufeff\x1a\x0b\u2028", "\r\n", "E5", "True", "inf"]) | (
    st.sampled_from(["NA", "None", "null", "nan", "#N/A"])
)
TEXTS = st.lists(AWKWARD, max_size=5).map("".join) | st.text(max_size=8)
HOSTILE = [
    "=cmd|' /C calc'!A0",
    "@SUM(1+1)*cmd",
    "+1",
    "-1",
    "\t=1",
    "\r=1",
    " =1+1",
    "\u200b=1+1",
    "＝1+1",
    "'=1",
    "''NA",
    "NA",
    "None",
    "nan",
    "007",
    "1e5",
    "True",
    'a "b", c',
    "two\r\nlines\rthree\nfour",
    "1234567890123456789",
]


def plain(frame: pd.DataFrame) -> list[list[str]]:
    """The cells as text, missing ones empty, truths as pandas writes them."""
    return frame.astype("string").replace({"TRUE": "True", "FALSE": "False"}).fillna("").to_numpy().tolist()


@given(TEXTS)
def test_defusing_leaves_nothing_to_run_and_is_undone(text: str) -> None:
    safe = defused(text)
    assert not RUNS.match(safe.lstrip("\ufeff\u200b "))
    assert safe in (text, "'" + text)
    assert restored(safe) == text


@given(TEXTS)
def test_two_texts_never_become_one_cell(text: str) -> None:
    assert defused("'" + text) != defused(text)


@pytest.mark.parametrize("text", [text for text in HOSTILE if text[0] not in "at"])
def test_what_a_program_would_misread_gets_one_apostrophe(text: str) -> None:
    assert defused(text) == "'" + text


@pytest.mark.parametrize("text", ["7", "1203", "Nancy", "none of it", "2024-11-04", "'tis", "“=1”", "a=b", "1st", "É"])
def test_ordinary_text_stays_as_it_is(text: str) -> None:
    assert defused(text) == text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=50, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4))
def test_any_text_comes_back_through_our_reader_and_plain_pandas(tmp_path: Path, texts: list[str]) -> None:
    analyses = [short(text, f"{text}B", "official", f"{text}a") for text in texts]
    frame = attributions_table(analyses)
    path = tmp_path / "attributions.csv"
    write_csv(frame, path)
    assert_frame_equal(read_csv(path, "attributions"), frame)
    assert plain(pd.read_csv(path, dtype={"article": str})) == plain(defused_frame(frame))


def test_hostile_text_comes_back_and_never_stands_bare_in_the_file(tmp_path: Path) -> None:
    analyses = [short(text, text, "witness", text, title=text) for text in HOSTILE]
    for name, frame in (
        ("attributions", attributions_table(analyses)),
        ("sources", sources_table(analyses)),
        ("articles", articles_table(analyses)),
    ):
        path = tmp_path / f"{name}.csv"
        write_csv(frame, path)
        assert_frame_equal(read_csv(path, name), frame)
        assert plain(pd.read_csv(path)) == plain(defused_frame(frame))
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
        numbers = {i for i, column in enumerate(frame.columns) if str(frame[column].dtype) != "string"}
        assert not [
            cell for row in rows for i, cell in enumerate(row) if i not in numbers and RUNS.match(cell.strip(" \u200b"))
        ]


@pytest.mark.parametrize("analyses", [[], [silent()], [road()], corpus()], ids=["none", "silent", "one", "many"])
def test_tables_come_back_with_their_dtypes(tmp_path: Path, analyses: list[Analysis]) -> None:
    for name, frame in (
        ("attributions", attributions_table(analyses)),
        ("sources", sources_table(analyses)),
        ("articles", articles_table(analyses)),
    ):
        write_csv(frame, tmp_path / "t.csv")
        assert_frame_equal(read_csv(tmp_path / "t.csv", name), frame)


def test_numbers_and_truth_values_are_read_as_such_by_plain_pandas(tmp_path: Path) -> None:
    write_csv(attributions_table(corpus()), tmp_path / "t.csv")
    frame = pd.read_csv(tmp_path / "t.csv")
    assert frame["named"].dtype == bool
    assert frame["words"].dtype == "int64"
    assert frame["confidence"].tolist() == attributions_table(corpus())["confidence"].tolist()


def test_excel_is_told_the_encoding_and_the_line_ends(tmp_path: Path) -> None:
    write_csv(attributions_table([road()]), tmp_path / "t.csv")
    data = (tmp_path / "t.csv").read_bytes()
    assert data.startswith(codecs.BOM_UTF8 + b"article,attribution,kind,")
    assert data.count(codecs.BOM_UTF8) == 1
    assert data.endswith(b"\r\n")


@pytest.mark.parametrize("letter", ["a", "😀"])
def test_a_cell_never_outgrows_what_excel_holds(tmp_path: Path, letter: str) -> None:
    frame = attributions_table([short("long", "Ann Bell", "witness", letter * 40_000)])
    write_csv(frame, tmp_path / "t.csv")
    cell = pd.read_csv(tmp_path / "t.csv")["content_text"][0]
    assert len(cell.encode("utf-16-le")) // 2 <= LONGEST_CELL
    assert cell.endswith("…") and cell.rstrip("…") == letter * (len(cell) - 1)
    assert read_csv(tmp_path / "t.csv", "attributions")["content"].tolist() == frame["content"].tolist()


def test_a_file_that_grows_is_readable_after_every_article(tmp_path: Path) -> None:
    path = tmp_path / "attributions.csv"
    growing = CsvFile(path, "attributions")
    assert_frame_equal(read_csv(path, "attributions"), attributions_table([]))
    done: list[Analysis] = []
    for analysis in corpus():
        growing.add_rows(records(analysis))
        done.append(analysis)
        assert_frame_equal(read_csv(path, "attributions"), attributions_table(done))
    write_csv(attributions_table(done), tmp_path / "whole.csv")
    assert path.read_bytes() == (tmp_path / "whole.csv").read_bytes()


def test_rows_of_another_table_are_not_taken(tmp_path: Path) -> None:
    with pytest.raises(KeyError):
        CsvFile(tmp_path / "t.csv", "attributions").add_rows(rows_of(road())["sources"])


def test_the_codebook_is_a_file_like_the_others(tmp_path: Path) -> None:
    write_codebook(tmp_path / "codebook.csv")
    assert plain(pd.read_csv(tmp_path / "codebook.csv")) == plain(defused_frame(codebook()))


def test_text_that_cannot_be_encoded_is_written_all_the_same(tmp_path: Path) -> None:
    frame = attributions_table([short("x", "Ann \ud800 Bell", "witness", "It was dark\x00")])
    write_csv(frame, tmp_path / "t.csv")
    assert read_csv(tmp_path / "t.csv", "attributions")["speaker"].tolist() == [writable("Ann \ud800 Bell")]


def test_what_is_no_such_table_is_refused_by_name(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    for data, reason in (
        (b"", "other.csv"),
        (b"\xff\xfe\x00", "other.csv"),
        (b"a,b\r\n1,2\r\n", "no column article"),
    ):
        path.write_bytes(data)
        with pytest.raises(ReadError, match=reason):
            read_csv(path, "attributions")
    with pytest.raises(ReadError, match=r"missing\.csv"):
        read_csv(tmp_path / "missing.csv", "attributions")
    write_csv(sources_table([road()]), path)
    path.write_bytes(path.read_bytes().replace(b",TRUE,", b",maybe,"))
    with pytest.raises(ReadError, match=r"other\.csv: column named .*maybe"):
        read_csv(path, "sources")


@pytest.mark.parametrize("dtype", ["bool", "boolean"])
def test_truth_values_stand_as_r_reads_them(tmp_path: Path, dtype: str) -> None:
    write_csv(pd.DataFrame({"named": pd.Series([True, False], dtype=dtype)}), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_text("utf-8-sig").split() == ["named", "TRUE", "FALSE"]
