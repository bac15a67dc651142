"""Tables with one article a row: CSV, TSV, JSON Lines and Parquet come back to the letter, bad rows are named."""

import csv
import json
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
import reading
from hypothesis import given, settings
from hypothesis import strategies as st

from quotes.model import Article
from quotes.read import Columns, count_articles, read_articles
from quotes.read.columns import choose_columns

TEXT = "“The ferry stays,” Ann Bell said.\r\n\r\nShe gave no reason.\r"


def read(path: Path, columns: Columns = Columns()) -> tuple[list[Article], list[str]]:  # noqa: B008
    articles, skipped = reading.read(path, columns=columns)
    assert all(s.path == str(path) for s in skipped)
    return articles, [s.reason for s in skipped]


def write(frame: pd.DataFrame, path: Path) -> None:
    match path.suffix:
        case ".csv":
            frame.to_csv(path, index=False, quoting=csv.QUOTE_ALL)  # else pandas leaves a lone \r bare
        case ".tsv":
            frame.to_csv(path, index=False, sep="\t", quoting=csv.QUOTE_ALL)
        case ".jsonl":
            frame.to_json(path, orient="records", lines=True, force_ascii=False)
        case ".parquet":
            frame.to_parquet(path)


ENDINGS = [".csv", ".tsv", ".jsonl", ".parquet"]


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_row_is_an_article(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"news{ending}"
    frame = pd.DataFrame(
        {
            "ID": ["007", ""],
            "Headline": ["Ferry, halted", "Port"],
            "Publication Date": ["2024-03-05", "NA"],
            "publisher": ["Harbor Ledger", ""],
            "byline": ["Mara Quill", "nan"],
            "Category": ["Local", "1e3"],
            "link": ["https://ledger.example/a", ""],
            "Body": [TEXT, "“Yes,” he said."],
            "word count": ["31", "3"],
        }
    )
    write(frame, path)
    articles, skipped = read(path)
    assert not skipped
    assert articles == [
        Article(
            *("007", TEXT, "Ferry, halted", "2024-03-05", "Harbor Ledger", "Mara Quill", "Local"),
            *("https://ledger.example/a", str(path), {"word count": "31"}),
        ),
        Article("news-2", "“Yes,” he said.", "Port", "NA", "", "nan", "1e3", "", str(path), {"word count": "3"}),
    ]
    assert count_articles([path]) == 2


CELL = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(CELL.filter(str.strip), CELL), min_size=1, max_size=5), st.sampled_from(ENDINGS))
def test_cells_come_back_to_the_letter(rows: list[tuple[str, str]], ending: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"news{ending}"
        write(pd.DataFrame(rows, columns=["text", "note"]), path)
        articles, skipped = read(path)
    assert not skipped
    assert [(a.text, a.metadata["note"]) for a in articles] == rows


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_what_spreadsheets_write(tmp_path: Path, encoding: str, line_end: str) -> None:
    path = tmp_path / "sheet.csv"
    rows = ["id;text;;note", '1;"“Café;” he ""said"".";x', "", "2;No mark.;;;;"]
    path.write_bytes((line_end.join(rows) + line_end).encode(encoding))
    articles, skipped = read(path)
    assert not skipped
    assert [(a.id, a.text) for a in articles] == [("1", '“Café;” he "said".'), ("2", "No mark.")]
    assert articles[0].metadata == {"column 3": "x", "note": ""}


def test_table_is_read_as_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    path.write_text("text\n" + "Ann said so.\n" * 50_000 + '"never closed')
    stream = read_articles([path], on_skip=lambda skipped: pytest.fail("read further than asked"))
    assert [next(stream).id for _ in range(3)] == ["long-1", "long-2", "long-3"]


def test_columns_that_are_named(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    path.write_text("text,Artikel,key,title\nshort,The long text.,k1,T\n")
    (article,), _ = read(path, Columns(text="artikel", id="key"))
    assert (article.id, article.text, article.title) == ("k1", "The long text.", "T")
    assert article.metadata == {"text": "short"}


def test_exact_name_beats_the_same_in_other_letters() -> None:
    assert choose_columns(Columns(text="Text"), ["text", "Text"])["text"] == "Text"


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("columns", [Columns(), Columns(text="words"), Columns(text="key", date="day")])
def test_missing_column_is_told_with_those_there(tmp_path: Path, ending: str, columns: Columns) -> None:
    path = tmp_path / f"news{ending}"
    write(pd.DataFrame({"key": ["a"], "Artikel": ["Ann said so."]}), path)
    articles, (reason,) = read(path, columns)
    assert not articles
    assert "key, Artikel" in reason
    assert ("--date-column" if columns.date else "--text-column") in reason


@pytest.mark.parametrize("ending", ENDINGS)
def test_rows_without_text_are_skipped_one_by_one(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"news{ending}"
    texts = ["One said.", "", " \n ", "x" * 1_000_001, "Two said."]
    write(pd.DataFrame({"text": texts, "id": list("abcde")}), path)
    articles, reasons = read(path)
    assert [a.id for a in articles] == ["a", "e"]
    name = "line" if ending == ".jsonl" else "row"
    assert [reason.partition(":")[0] for reason in reasons] == [f"{name} 2", f"{name} 3", f"{name} 4"]
    assert "empty" in reasons[0]
    assert "1,000,001" in reasons[2]


def test_json_lines_with_broken_lines(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    good = {"id": 7, "text": "One\u2028said.", "authors": ["A. Bell", "B. Cole"], "tags": {"a": None}, "live": True}
    lines = [
        json.dumps(good, ensure_ascii=False),
        '{"text": "cut off',
        "",
        '["a", "list"]',
        '{"text": 12}',
        '{"text": "nul\\u0000"}',
        '{"title": "no text"}',
        "[" * 100_000,
        '{"text": "half a pair \\ud83d.", "section": "late"}',
    ]
    path.write_text("\ufeff" + "\n".join(lines), encoding="utf-8", newline="")
    articles, reasons = read(path)
    assert [a.text for a in articles] == ["One\u2028said.", "half a pair \ufffd."]
    assert (articles[0].id, articles[0].author) == ("7", "A. Bell, B. Cole")
    assert articles[0].metadata == {"tags.a": "", "live": "true"}
    assert (articles[1].id, articles[1].section) == ("news-9", "late")
    assert sorted(reason.partition(":")[0] for reason in reasons) == [f"line {n}" for n in (2, 4, 5, 6, 7, 8)]
    assert count_articles([path]) == 8


@pytest.mark.parametrize(
    "content", ['[\n{"text": "Ann said so."}\n]', '{\n"text": "Ann said so."\n}', '[{"text": "a"}]']
)
def test_json_that_is_called_json_lines(tmp_path: Path, content: str) -> None:
    path = tmp_path / "news.jsonl"
    path.write_text(content)
    (article,), reasons = read(path)
    assert article.text in ("Ann said so.", "a") and not reasons


@pytest.mark.parametrize(
    ("content", "found", "words"),
    [
        ("id,text\n1,Ann said so.\n2,Ann, who said so,\n3,Bob agreed.\n", ["1", "3"], "row 2: 4 fields"),
        ('id,text\n1,Ann said so.\n2,"never closed\n3,Bob agreed.\n', ["1"], "row 2: "),
        ('id,text\n1,Ann said so.\n2,"It is over," she said.\n', ["1"], "row 2: "),
        ("id,text\n1,Ann said so.\n2," + "x" * 2_000_001 + "\n", ["1"], "row 2: "),
        ("id,text\n1,Ann said\0 so.\n", [], "NUL in line 2"),
        ("id,text\n", [], "no row"),
        ("", [], "no row"),
        ("x" * 5000 + "\nAnn said so.\n", [], "--text-column"),
    ],
)
def test_broken_csv(tmp_path: Path, content: str, found: list[str], words: str) -> None:
    path = tmp_path / "news.csv"
    path.write_text(content)
    articles, (reason,) = read(path)
    assert [a.id for a in articles] == found
    assert words in reason
    assert len(reason) < 400


def test_wide_field_is_read(tmp_path: Path) -> None:
    path = tmp_path / "news.csv"
    text = "Ann said so. " * 20_000
    path.write_text(f'text,title\n"{text}",T\n')
    (article,), skipped = read(path)
    assert not skipped
    assert article.text == text


def test_parquet_types(tmp_path: Path) -> None:
    path = tmp_path / "news.parquet"
    frame = pd.DataFrame(
        {
            "text": pd.Series(["Ann said so.", "Bob said so."], dtype="category"),
            "id": [41, 42],
            "date": [datetime(2024, 3, 5), datetime(2024, 3, 5, 10, 30)],
            "day": [date(2024, 3, 5), None],
            "score": [0.5, float("nan")],
            "authors": [["A. Bell"], []],
        }
    )
    frame.to_parquet(path)
    (first, second), skipped = read(path)
    assert not skipped
    assert (first.id, first.text, first.date, first.author) == ("41", "Ann said so.", "2024-03-05", "A. Bell")
    assert first.metadata == {"day": "2024-03-05", "score": "0.5"}
    assert (second.date, second.metadata) == ("2024-03-05", {"day": "", "score": ""})


@pytest.mark.parametrize("keep", [0, 3, 40, -9])
def test_damaged_parquet(tmp_path: Path, keep: int) -> None:
    path = tmp_path / "news.parquet"
    pd.DataFrame({"text": ["Ann said so."] * 100}).to_parquet(path)
    path.write_bytes(path.read_bytes()[:keep])
    articles, (reason,) = read(path)
    assert not articles
    assert "damaged" in reason
    assert count_articles([path]) == 1  # a file to read, whatever is in it
