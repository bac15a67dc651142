"""Several coders of a report: how far they agree, what splits them, the tool as one more, and files for ReCal."""

from pathlib import Path
from shutil import copytree

import pandas as pd
import pytest
from checked_reports import checked_corpus, filled_in
from openpyxl import load_workbook
from small_reports import audited

from quotes.agreement.items import items_of
from quotes.annotations.coding import Coding
from quotes.annotations.formats import read_codings, write_codings
from quotes.cli.app import run
from quotes.review.corrections import Quoted, Reading, read_decisions

Capture = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return audited(tmp_path_factory.mktemp("made") / "report", checked_corpus())


@pytest.fixture
def report(made: Path, tmp_path: Path) -> Path:
    return Path(copytree(made, tmp_path / "report"))


def checked_by_two(report: Path, role: str = "media", every: int = 6) -> int:
    """Have Anna and Ben check the same sample; Ben gives some another role. Returns how many."""
    sheets = [report / "validation" / f"sheet-{name}.xlsx" for name in ("anna", "ben")]
    assert run(["validate", "sample", str(report), "--n", "40", "--coders", "anna,ben", "--overlap", "60"]) == 0
    for sheet in sheets:
        filled_in(sheet)
    book = load_workbook(sheets[1])
    rows = book.active
    place = {cell.value: cell.column for cell in rows[1]}
    right = [row for row in range(2, rows.max_row + 1) if rows.cell(row, place["answer"]).value == "right"]
    for row in right[::every]:
        rows.cell(row, place["answer"]).value = "wrong"
        rows.cell(row, place["true_role"]).value = role
    book.save(sheets[1])
    assert run(["validate", "report", str(report), *map(str, sheets)]) == 0
    return len(right[::every])


def test_two_coders_and_the_tool_are_compared_and_what_splits_them_is_shown(
    report: Path, tmp_path: Path, capsys: Capture
) -> None:
    split = checked_by_two(report)
    capsys.readouterr()
    assert run(["agreement", str(report), "--tool", str(report), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert said.startswith("3 coders (anna, ben, tool)") and "role: anna" in said and "ben media" in said
    pairs = pd.read_csv(tmp_path / "out" / "pairs.csv").set_index(["coder", "other", "variable", "measure"])
    people = pairs.loc[("anna", "ben", "role", "percent")]
    assert people["value"] == pytest.approx(1 - split / people["items"])
    assert people["low"] < people["value"] < people["high"]
    assert 0 < pairs.loc[("anna", "ben", "role", "cohens_kappa"), "value"] < people["value"]
    table = pd.read_csv(tmp_path / "out" / "split.csv")
    between = table[(table["variable"] == "role") & (table["anna"] != table["ben"])]
    assert len(between) == split and set(between["ben"]) == {"media"}
    recal = pd.read_csv(tmp_path / "out" / "recal" / "role.csv", header=None)
    assert recal.shape[1] == 3 and recal.map(lambda cell: isinstance(cell, int)).all(axis=None)


def test_the_tool_agrees_with_itself_through_every_format(report: Path, tmp_path: Path, capsys: Capture) -> None:
    brat = tmp_path / "brat"
    assert run(["annotations", "--tool", str(report), "--to", "brat", "--out", str(brat)]) == 0
    assert run(["annotations", str(brat), "--to", "w3c", "--out", str(tmp_path / "page.json")]) == 0
    assert run(["agreement", f"kim={tmp_path / 'page.json'}", "--tool", str(report)]) == 0
    said = capsys.readouterr().out
    assert "words of statements  unitized alpha          1.00" in said and "What splits them" not in said


def test_what_was_annotated_elsewhere_comes_into_the_report(report: Path, tmp_path: Path) -> None:
    brat = tmp_path / "anna"
    assert run(["annotations", "--tool", str(report), "--to", "brat", "--out", str(brat)]) == 0
    changed = brat / "a01.ann"
    changed.write_text(changed.read_text().replace("Role E1 witness", "Role E1 media"))
    assert run(["annotations", str(brat), "--to", "jsonl", "--out", str(tmp_path / "anna.jsonl")]) == 0
    assert run(["corrections", "merge", str(report), str(tmp_path / "anna.jsonl")]) == 0
    assert run(["corrections", "apply", str(report)]) == 0
    rows = pd.read_csv(report / "attributions.csv")
    assert rows.loc[rows["article"] == "a01", "role"].iloc[0] == "media"
    assert len(rows) == sum(len(one.attributions) for one in checked_corpus())
    assert {one.who for one in read_decisions(report / "corrections.jsonl")} == {"anna"}


def statement(text: str, words: str, **told: object) -> Reading:
    start = text.index(words)
    return Reading(content=(Quoted(start, start + len(words), words),), kind="indirect", **told)  # type: ignore[arg-type]


def test_statements_of_two_coders_are_one_from_half_of_their_words_on() -> None:
    text = "The mill will close in May, Ada Moor said. Nobody was asked."
    first = statement(text, "The mill will close in May", role="official", speaker="Ada Moor")
    nearly = statement(text, "The mill will close", role="business", speaker="Moor")
    other = statement(text, "in May", role="official")
    (item, apart) = items_of([Coding("a", {"x": [first]}), Coding("b", {"x": [nearly, other]})])
    assert item.labels("role") == {"a": "official", "b": "business"}
    assert item.labels("speaker") == {"a": "Ada Moor", "b": "Ada Moor"}, "a part of a name is the same person"
    assert apart.labels("role") == {"b": "official"} and apart.denied == {"a"}


def test_who_was_not_given_an_item_says_nothing_of_it(report: Path) -> None:
    checked_by_two(report)
    anna, ben = read_codings(report / "validation" / "answers.jsonl", {})
    assert anna.read == {} and sum(map(len, anna.denied.values())) > 0
    alone = Coding("cleo", {"a00": []}, read={})
    assert all("cleo" not in item.labels("statement") for item in items_of([anna, ben, alone]))


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["{report}"], "nobody has answered a sample or corrected anything there yet"),
        (["{report}/nothing"], "no such file or folder"),
        (["{one}"], "only one coder: kim; name a second"),
        (["{one}", "{one}"], "two coders are called kim; tell them apart: NAME=PATH"),
    ],
)
def test_what_is_missing_is_told(
    arguments: list[str], says: str, report: Path, tmp_path: Path, capsys: Capture
) -> None:
    reading = statement("The mill will close", "The mill will close")
    write_codings(tmp_path / "kim.jsonl", [Coding("kim", {"x": [reading]})], "jsonl", {"x": "The mill will close"})
    given = [one.format(report=report, one=tmp_path / "kim.jsonl") for one in arguments]
    assert run(["agreement", *given]) == 2
    assert says in capsys.readouterr().err.replace("\n", " ")
