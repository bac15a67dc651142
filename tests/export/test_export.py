"""An export: the same values in every format, keys that join, nothing that runs, a package that Frictionless takes."""

import json
import sqlite3
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyreadstat
import pytest
from frictionless import Package, validate
from report_samples import corpus, road, short
from small_reports import LEAN, audited

from quotes.errors import ReadError, WriteError
from quotes.export.excel import ExcelFile
from quotes.export.formats import ExportFormat
from quotes.export.result import open_result
from quotes.export.schema import EXPORTED, Table
from quotes.export.write import export
from quotes.model import Analysis, Span
from quotes.table.columns import TABLES, codebook
from quotes.table.csv_files import LONGEST_CELL, read_csv, restored
from quotes.table.rows import attributions_table, records

HOSTILE = "=cmd|' /C calc'!A0"
CORE = ("articles", "corpus_sources", "sources", "attributions", "mentions")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an audit in which a source bears the name of a formula, and a title that of a missing value."""
    out = tmp_path_factory.mktemp("result") / "report"
    return audited(out, [*corpus(), short("odd", HOSTILE, "witness", "It is a name", title="NA")])


@pytest.fixture(scope="module")
def exported(folder: Path) -> Path:
    out = folder.parent / "exported"
    export(open_result(folder), out)
    return out


def printed(analyses: list[Analysis], path: Path) -> Path:
    """What ``quotes attribute --format jsonl`` prints of ``analyses``, in a file."""
    lines = [json.dumps(row, ensure_ascii=False) for analysis in analyses for row in records(analysis)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_frictionless_accepts_the_package_and_its_keys(exported: Path) -> None:
    report = validate(str(exported / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    by_name = {task.name: task for task in report.tasks}
    assert set(CORE) <= set(by_name) and by_name["attributions"].stats["rows"] > 10
    assert {task.place for task in report.tasks} == {path.name for path in exported.iterdir()} - {"datapackage.json"}


@pytest.mark.parametrize(("format", "type"), [("jsonl", "table"), ("parquet", "file"), ("sqlite", "file")])
def test_frictionless_accepts_each_format_alone(folder: Path, tmp_path: Path, format: str, type: str) -> None:
    export(open_result(folder), tmp_path, [ExportFormat(format)])
    report = validate(str(tmp_path / "datapackage.json"))
    assert report.valid, report.flatten(["rowNumber", "fieldName", "note"])
    full = [task for task in report.tasks if (tmp_path / task.place).stat().st_size]
    assert {task.type for task in full} == {type}


def test_frictionless_sees_a_key_that_leads_nowhere(folder: Path, tmp_path: Path) -> None:
    export(open_result(folder), tmp_path, [ExportFormat.csv])
    path = tmp_path / "sources.csv"
    lines = path.read_bytes().split(b"\r\n")
    path.write_bytes(b"\r\n".join(lines[:1] + lines[2:]))
    package = Package(str(tmp_path / "datapackage.json"))
    assert "foreign-key" in {error[0] for error in package.validate().flatten(["type"])}


def test_keys_are_unique_and_lead_somewhere_in_every_format(exported: Path) -> None:
    readers = {
        "csv": lambda name: pd.read_csv(exported / f"{name}.csv", encoding="utf-8-sig"),
        "parquet": lambda name: pd.read_parquet(exported / f"{name}.parquet"),
        "jsonl": lambda name: pd.read_json(exported / f"{name}.jsonl", lines=True),
        "xlsx": lambda name: pd.read_excel(exported / "quotes.xlsx", sheet_name=name),
    }
    for format, read in readers.items():
        frames = {name: read(name) for name in CORE}
        for name, frame in frames.items():
            table = EXPORTED[name]
            assert frame[list(table.primary_key)].notna().all(axis=None), (format, name)
            assert not frame.duplicated(list(table.primary_key)).any(), (format, name)
            for column, goal in table.references.items():
                keys = frame[column].dropna()
                known = frames[goal][EXPORTED[goal].primary_key[0]]
                assert len(keys) and keys.isin(known).all(), (format, name, column)


def test_the_database_checks_its_keys(exported: Path) -> None:
    with sqlite3.connect(exported / "quotes.sqlite") as database:
        database.execute("PRAGMA foreign_keys = ON")
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        joined = database.execute(
            "SELECT sources.speaker FROM attributions JOIN sources USING (source_key) "
            "WHERE content_text LIKE '%my own mother%'"
        ).fetchall()
        assert joined == [("Joan Pike",)]
        with pytest.raises(sqlite3.IntegrityError):
            database.execute("INSERT INTO mentions (mention_key, article) VALUES ('1 of nowhere', 'nowhere')")


def test_every_format_holds_the_values_of_the_result(folder: Path, exported: Path) -> None:
    made = read_csv(folder / "attributions.csv", "attributions")
    names = [column.name for column in TABLES["attributions"]]
    plain = [{name: None if pd.isna(cell) else cell for name, cell in row.items()} for row in made.to_dict("records")]
    spans = [column.name for column in TABLES["attributions"] if column.type in ("span", "spans")]
    lists = [row | {name: row[name] and json.loads(row[name]) for name in spans} for row in plain]
    lines = (exported / "attributions.jsonl").read_text(encoding="utf-8").splitlines()
    assert [{name: json.loads(line)[name] for name in names} for line in lines] == lists
    days = [row | {"date": row["date"] and date.fromisoformat(row["date"])} for row in lists]
    assert pq.read_table(exported / "attributions.parquet").select(names).to_pylist() == days
    pd.testing.assert_frame_equal(read_csv(exported / "attributions.csv", "attributions"), made)
    with sqlite3.connect(exported / "quotes.sqlite") as database:
        columns = ", ".join(f'"{name}"' for name in names)
        stored = [dict(zip(names, row, strict=True)) for row in database.execute(f"SELECT {columns} FROM attributions")]
    assert stored == plain
    sheet = openpyxl.load_workbook(exported / "quotes.xlsx", read_only=True)["attributions"]
    header, *cells = sheet.iter_rows(values_only=True)
    rows = [dict(zip(header, row, strict=True)) for row in cells]
    for row, same in zip(rows, lists, strict=True):
        for name in names:
            cell = row[name].date().isoformat() if isinstance(row[name], datetime) else row[name]
            assert cell == (str(same[name]) if name in spans and same[name] is not None else same[name]), name


def test_dates_are_dates_and_spans_lead_to_the_words(exported: Path) -> None:
    sheet = openpyxl.load_workbook(exported / "quotes.xlsx", read_only=True)["articles"]
    header, first, *_ = sheet.iter_rows(values_only=True)
    assert dict(zip(header, first, strict=True))["date"] == datetime(2024, 11, 4)
    assert pq.read_table(exported / "articles.parquet")["date"][0].as_py() == date(2024, 11, 4)
    text = road().article.text
    mentions = pq.read_table(exported / "mentions.parquet").to_pylist()
    own = [row for row in mentions if row["article"] == "ellmoor-bridges"]
    assert len(own) > 6 and all(text[row["mention_start"] : row["mention_end"]] == row["mention_text"] for row in own)


def test_nothing_runs_in_a_spreadsheet_and_nothing_is_lost(exported: Path) -> None:
    raw = pd.read_csv(exported / "sources.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    (cell,) = raw.loc[raw["article"] == "odd", "speaker"]
    assert cell == f"'{HOSTILE}" and restored(cell) == HOSTILE
    book = openpyxl.load_workbook(exported / "quotes.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n", "b", "d"}
    hostile = [cell for cell in cells if cell.value == HOSTILE]
    assert hostile and all(cell.quotePrefix for cell in hostile)
    assert "NA" in pd.read_parquet(exported / "articles.parquet")["title"].tolist()


def test_each_sheet_has_a_filter_over_all_its_rows_and_truths_are_such_as_r_reads(exported: Path) -> None:
    book = openpyxl.load_workbook(exported / "quotes.xlsx")
    assert all(sheet.auto_filter.ref == sheet.dimensions for sheet in book)
    raw = pd.read_csv(exported / "sources.csv", dtype=str, keep_default_na=False, encoding="utf-8-sig")
    assert set(raw["named"]) == {"TRUE", "FALSE"}


def test_no_column_is_a_word_of_sql(exported: Path) -> None:
    with sqlite3.connect(exported / "quotes.sqlite") as database:
        for table, column in pd.read_csv(exported / "columns.csv")[["table_name", "column_name"]].to_numpy():
            database.execute(f"SELECT {column} FROM {table} GROUP BY {column}")
    reserved = {
        *("all", "check", "column", "end", "group", "index", "interval", "key", "keys", "order", "primary", "rank"),
        *("references", "row", "rows", "schema", "select", "table", "user", "values", "when"),
    }
    assert reserved.isdisjoint(pd.read_csv(exported / "columns.csv")["column_name"])
    assert reserved.isdisjoint(codebook()["name"])  # of the tables that no export has, too


def test_a_date_that_is_no_day_leaves_the_column_a_text(tmp_path: Path) -> None:
    said = short("x", "Ann Bell", "expert", "It is so")
    for name, dates in (("days", ("2024-11-04", "")), ("others", ("2024-11-04", "spring 2024"))):
        analyses = [
            replace(said, article=replace(said.article, id=f"a{number}", date=day, metadata={"Filed": "2024-11-05"}))
            for number, day in enumerate(dates)
        ]
        audited(tmp_path / name, analyses, LEAN)
        export(open_result(tmp_path / name), tmp_path / f"{name}-out", ["csv", "parquet"])
    days, others = (
        pq.read_table(tmp_path / f"{name}-out" / "articles.parquet").to_pydict() for name in ("days", "others")
    )
    assert days["date"] == [date(2024, 11, 4), None] and others["date"] == ["2024-11-04", "spring 2024"]
    assert days["own_filed"] == others["own_filed"] == [date(2024, 11, 5)] * 2
    shares = pq.read_table(tmp_path / "days-out" / "article_shares.parquet")
    assert shares["date"][0].as_py() == date(2024, 11, 4)
    assert all(validate(str(tmp_path / f"{name}-out" / "datapackage.json")).valid for name in ("days", "others"))


def test_columns_of_the_users_own_are_columns(tmp_path: Path) -> None:
    told = [{"Desk": "city", "Reach": "1200", "order": "007"}, {"Desk": "", "Reach": "3"}, {"desk": "sport"}]
    analyses = [
        replace(one, article=replace(one.article, id=f"a{number}", metadata=metadata))
        for number, metadata in enumerate(told)
        for one in [short("x", "Ann Bell", "expert", "It is so")]
    ]
    audited(tmp_path / "report", analyses, LEAN)
    export(open_result(tmp_path / "report"), tmp_path / "out")
    articles = pd.read_parquet(tmp_path / "out" / "articles.parquet").set_index("article")
    assert "metadata" not in articles
    assert articles["own_desk"].fillna("").tolist() == ["city", "", ""]
    assert articles["own_desk_2"].fillna("").tolist() == ["", "", "sport"]
    assert articles["own_reach"].sum() == 1203 and articles.loc["a0", "own_order"] == "007"
    with sqlite3.connect(tmp_path / "out" / "quotes.sqlite") as database:
        assert database.execute("SELECT article FROM articles WHERE own_reach > 100").fetchall() == [("a0",)]
    meanings = pd.read_csv(tmp_path / "out" / "columns.csv").set_index("column_name")["meaning"]
    assert "Reach" in meanings["own_reach"]
    assert validate(str(tmp_path / "out" / "datapackage.json")).valid


def test_a_statement_knows_its_sentence_and_its_page(folder: Path) -> None:
    rows = read_csv(folder / "attributions.csv", "attributions")
    for row in rows.itertuples():
        page, _, anchor = row.page.partition("#")
        assert f'id="{anchor}"' in (folder / page).read_text(encoding="utf-8")
    assert (folder / read_csv(folder / "articles.csv", "articles")["page"][0]).is_file()
    text = "It rained. It was cold. “We ran,” said Ann Bell."
    parsed = replace(short("s", "Ann Bell", "expert", "We ran"), sentences=(0, 11, 24))
    parsed = replace(parsed, article=replace(parsed.article, text=text), attributions=(
        replace(parsed.attributions[0], content=(Span(25, 31),)),
    ))  # fmt: skip
    assert next(records(parsed))["sentence"] == 3


@pytest.mark.parametrize("program", ["sav", "dta"])
def test_spss_and_stata_get_labels_and_the_same_values(folder: Path, tmp_path: Path, program: str) -> None:
    done = export(open_result(folder), tmp_path, [program])
    assert f"attributions.{program}" in done.files and f"article_shares.{program}" in done.files
    read = getattr(pyreadstat, f"read_{program}")
    same = read_csv(folder / "attributions.csv", "attributions")
    plain, about = read(str(tmp_path / f"attributions.{program}"))
    assert plain["kind"].dtype == float and about.column_names_to_labels["words"] == "Length of the content."
    labelled, _ = read(str(tmp_path / f"attributions.{program}"), apply_value_formats=True)
    for name in ("kind", "role", "act", "source_kind", "content_text"):
        assert labelled[name].astype(object).fillna("").tolist() == same[name].fillna("").tolist(), name
    assert labelled["named"].tolist() == ["yes" if named else "no" for named in same["named"]]
    assert plain["words"].tolist() == same["words"].tolist()
    roles = read(str(tmp_path / f"sources.{program}"))[1].variable_value_labels["role"]
    assert roles == about.variable_value_labels["role"]
    articles, _ = read(str(tmp_path / f"articles.{program}"))
    assert str(articles["date"][0]).startswith("2024-11-04")


def test_the_shares_of_each_article_are_in_every_format(folder: Path, exported: Path) -> None:
    table = pd.read_parquet(exported / "article_shares.parquet").set_index("article")
    bridges = table.loc["ellmoor-bridges"]
    assert bridges[["statements", "statements_official", "women", "unnamed", "first_role"]].tolist() == [
        *(6, 4, 2, 1),
        "official",
    ]
    assert bridges["share_official"] == pytest.approx(4 / 6, abs=1e-4) and bridges["unnamed_share"] == 0.1667
    assert (
        table["statements"].sum()
        == (read_csv(folder / "attributions.csv", "attributions")["kind"] != "no-comment").sum()
    )
    weather = table.loc["weather"]
    assert weather["statements"] == 0 and pd.isna(weather["share_official"]) and pd.isna(weather["first_role"])
    with sqlite3.connect(exported / "quotes.sqlite") as database:
        (number,) = database.execute("SELECT count(*) FROM article_shares JOIN articles USING (article)").fetchone()
    assert number == len(table)
    dictionary = pd.read_csv(folder / "codebook.csv", encoding="utf-8-sig")
    assert set(table.columns) <= set(dictionary.loc[dictionary["table"] == "article_shares", "name"])


def test_columns_are_explained_in_every_format(exported: Path) -> None:
    dictionary = pd.read_csv(exported / "columns.csv", encoding="utf-8-sig")
    for name in CORE:
        named = dictionary.loc[dictionary["table_name"] == name, "column_name"].tolist()
        assert named == list(pd.read_parquet(exported / f"{name}.parquet").columns)
    assert dictionary["meaning"].notna().all()
    field = pq.read_schema(exported / "attributions.parquet").field("confidence")
    assert field.metadata[b"unit"] == b"0 to 1" and b"attribution" in field.metadata[b"meaning"]


def test_what_excel_cannot_hold_is_told(tmp_path: Path) -> None:
    long = short("long", "Ann Bell", "expert", "word " * 10_000 + "end")
    result = open_result(printed([long], tmp_path / "found.jsonl"))
    done = export(result, tmp_path / "out")
    assert [note.partition(":")[0] for note in done.notes] == ["attributions.csv", "quotes.xlsx, attributions"]
    assert all("1 text was cut to the 32,767 characters" in note for note in done.notes)
    whole = pd.read_parquet(tmp_path / "out" / "attributions.parquet")["content_text"][0]
    assert len(whole) > LONGEST_CELL
    cell = pd.read_excel(tmp_path / "out" / "quotes.xlsx", sheet_name="attributions")["content_text"][0]
    assert len(cell) == LONGEST_CELL and cell.endswith("…") and whole.startswith(cell[:-1])


def test_a_text_that_the_audit_has_cut_is_told(tmp_path: Path) -> None:
    audited(tmp_path / "r", [short("long", "Ann Bell", "expert", "word " * 10_000 + "end")], LEAN)
    done = export(open_result(tmp_path / "r"), tmp_path / "out", [ExportFormat.parquet])
    assert len(done.notes) == 1 and "1 text of attributions had been cut" in done.notes[0]


def test_more_rows_than_a_sheet_holds_go_on_on_the_next(tmp_path: Path) -> None:
    book = ExcelFile(tmp_path, most_rows=4)
    book.begin(Table("attributions", "", TABLES["attributions"]))
    frame = attributions_table(corpus())
    book.add(frame)
    book.close()
    sheets = pd.read_excel(tmp_path / "quotes.xlsx", sheet_name=None)
    assert list(sheets)[:2] == ["attributions", "attributions 2"] and len(sheets["attributions"]) == 3
    joined = pd.concat(sheets.values())
    assert joined["content_text"].dropna().tolist() == frame["content_text"].dropna().tolist()
    assert "goes on" in book.notes[0]


def test_what_attribute_prints_becomes_the_same_tables(tmp_path: Path) -> None:
    analyses = [analysis for analysis in corpus() if analysis.attributions]
    attributions_table(analyses).pipe(lambda frame: frame.to_csv(tmp_path / "found.csv", index=False))
    for path in (printed(analyses, tmp_path / "found.jsonl"), tmp_path / "found.csv"):
        export(open_result(path), tmp_path / "out", [ExportFormat.parquet])
        made = pd.read_parquet(tmp_path / "out" / "attributions.parquet")
        assert made["content_text"].dropna().tolist() == attributions_table(analyses)["content_text"].dropna().tolist()
        articles = pd.read_parquet(tmp_path / "out" / "articles.parquet").set_index("article")
        assert articles.loc["ellmoor-bridges", ["statements", "no_comments", "sources", "direct"]].tolist() == [
            6,
            1,
            5,
            2,
        ]
        mentions = pd.read_parquet(tmp_path / "out" / "mentions.parquet")
        assert mentions.loc[mentions["speaker"] == "Tomas Vrba", "attributions"].tolist() == [1, 1]
        assert validate(str(tmp_path / "out" / "datapackage.json")).valid


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("not json\n", "line 1: not JSON"),
        ('{"article": "a"}\n', "line 1: no attribution with"),
        (
            '{"article": "a", "kind": "direct", "content": [], "cue": [], "source": null, "attribution": 1}\n' * 2,
            "twice",
        ),
    ],
)
def test_what_is_no_result_is_one_line(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "found.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=words) as caught:
        export(open_result(path), tmp_path / "out")
    assert str(path) in str(caught.value) and "\n" not in str(caught.value)


def test_folders_that_are_no_audit_and_folders_with_other_files(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="quotes audit"):
        open_result(tmp_path)
    with pytest.raises(ReadError, match="no such file"):
        open_result(tmp_path / "none")
    with pytest.raises(WriteError, match="other files"):
        export(open_result(folder), folder)
    (folder.parent / "half").mkdir()
    (folder.parent / "half" / "articles.csv").write_bytes((folder / "articles.csv").read_bytes())
    with pytest.raises(ReadError, match=r"mentions\.csv; run the same"):
        open_result(folder.parent / "half")


def test_an_export_replaces_all_of_an_earlier_one(folder: Path, tmp_path: Path) -> None:
    export(open_result(folder), tmp_path)
    done = export(open_result(folder), tmp_path, [ExportFormat.csv])
    assert {path.name for path in tmp_path.iterdir()} == set(done.files)
