"""From a report to a sample, filled sheets and what they prove, and that in the report."""

import json
import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pandas as pd
import pytest
from checked_reports import checked_corpus, filled_in, right_and_wrong, true_share, truths
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from places import DOCS
from small_reports import audited

from quotes.cli.app import run
from quotes.review.corrections import (
    CORRECTIONS,
    Action,
    Decision,
    Field,
    append_decisions,
    digest_of,
    main_places,
    new_id,
    now,
    read_decisions,
    reading_of,
    subject_of,
)
from quotes.review.spreadsheets import spreadsheet_rows
from reports.audit.finished import open_finished

Capture = pytest.CaptureFixture[str]
PAGE = DOCS / "validation.md"
R = shutil.which("Rscript")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return audited(tmp_path_factory.mktemp("made") / "report", checked_corpus())


@pytest.fixture
def report(made: Path, tmp_path: Path) -> Path:
    return Path(copytree(made, tmp_path / "report"))


def proved(report: Path, *options: str, blind: bool = False) -> pd.DataFrame:
    """The table of shares after a sample with these options was filled in by all."""
    assert run(["validate", "sample", str(report), *options]) == 0
    sheets = sorted((report / "validation").glob("sheet*"))
    for sheet in sheets:
        filled_in(sheet, blind=blind)
    assert run(["validate", "report", str(report), *map(str, sheets)]) == 0
    return pd.read_csv(report / "validation" / "shares.csv")


def role(shares: pd.DataFrame, name: str) -> pd.Series:
    (row,) = shares[(shares["by"] == "role") & (shares["label"] == name) & (shares["of"] == "statements")].iloc
    return row


def test_who_checks_everything_gets_the_true_shares(report: Path, capsys: Capture) -> None:
    shares = proved(report, "--n", "200", "--paragraphs", "400")
    for name in ("official", "witness", "activist"):
        row = role(shares, name)
        assert row["corrected"] == pytest.approx(true_share(name))
        assert row["here_low"] == pytest.approx(row["here_high"])
    assert role(shares, "official")["found"] > true_share("official") + 0.02, "the tool said too often official"
    rates = pd.read_csv(report / "validation" / "rates.csv").set_index(["measure", "role"])["value"]
    found, invented, true = right_and_wrong()
    assert rates["recall", "all"] == pytest.approx((found - invented) / true)
    assert rates["precision", "all"] == pytest.approx(1 - invented / found)


def test_a_sample_proves_the_shares_and_the_report_shows_them(report: Path, capsys: Capture) -> None:
    shares = proved(report, "--n", "50", "--paragraphs", "30")
    row = role(shares, "official")
    assert row["here_low"] <= true_share("official") <= row["here_high"] and row["here_high"] - row["here_low"] < 0.25
    said = " ".join(capsys.readouterr().out.split())
    assert "With 50 statements and 30 paragraphs checked, the share of officials (official) is" in said
    assert "without the check, if the tool erred as on PolNeAR" in said
    numbers = json.loads((report / "report.json").read_text())
    assert numbers["checked"] == {"statements": 50, "paragraphs": 30} and numbers["known_error"] is None
    (share,) = [
        one for one in numbers["shares"] if (one["by"], one["label"], one["of"]) == ("role", "official", "statements")
    ]
    assert share["corrected"] == pytest.approx(row["corrected"])
    assert (share["band_low"], share["band_high"]) == pytest.approx((row["designed_low"], row["designed_high"]))
    page = (report / "index.html").read_text(encoding="utf-8")
    assert "With 50 statements and 30 paragraphs checked, drawn at random, the true share is" in page
    assert "The program errs, too" not in page and "of statements, corrected by a sample" in page
    bar = dict(re.findall(r"<li class=.room-.*?</span></span><a[^>]*>(\w+) (\d+)%", page))
    assert int(bar["Official"]) == round(100 * row["corrected"]) != round(100 * row["found"])
    tenths = ("not one", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    assert tenths[round(10 * row["corrected"])] in page.split('<p class="statement">')[1].split(";")[0]


def test_blind_sheets_show_no_answer_and_prove_the_same(report: Path) -> None:
    shares = proved(report, "--n", "200", "--paragraphs", "400", "--blind", "--format", "csv", blind=True)
    row = spreadsheet_rows(report / "validation" / "sheet.csv")[0]
    assert not {"statement", "speaker", "role", "named"} & set(row)
    assert role(shares, "official")["corrected"] == pytest.approx(true_share("official"))


def corrected_before(report: Path) -> list[str]:
    """Statements that a person puts right, as they truly are, before a sample is drawn: those with a wrong role."""
    article = next(one for one in open_finished(report).articles() if one.id == "a00")
    analysis = open_finished(report).found(article)
    digest = digest_of(article.text)
    made = []
    for attribution in analysis.attributions:
        found = reading_of(attribution, article)
        (role,) = {one.role for one in truths(0) if one.words == attribution.content_text} or {""}
        decided = replace(found, role=role) if role and role != found.role else None
        action: Action = "change" if decided else "confirm" if role else "delete"
        given = {"who": "kim", "when": now(), "article": "a00", "digest": digest, "found": found}
        fields: tuple[Field, ...] = ("role",) if decided else ()
        subject = subject_of(digest, main_places(found))
        made.append(Decision(new_id(), subject, action, decided=decided, fields=fields, **given))
    append_decisions(report / CORRECTIONS, made)
    return [one.subject for one in made]


def test_what_was_put_right_before_needs_no_second_answer_and_counts_once_all_others_are_answered(
    report: Path, capsys: Capture
) -> None:
    before = corrected_before(report)
    assert run(["validate", "sample", str(report), "--n", "200", "--paragraphs", "400"]) == 0
    sheet = report / "validation" / "sheet.xlsx"
    filled_in(sheet)
    book, rows, column = opened(sheet)
    notes = {row: str(rows.cell(row, column["note"]).value) for row in range(2, rows.max_row + 1)}
    own = [row for row, note in notes.items() if note.startswith("kim has decided this")]
    assert len(own) == len(before) > 3
    other = next(row for row in notes if row not in own and rows.cell(row, column["look_at"]).value == "statement")
    answer = rows.cell(other, column["answer"]).value
    for row in (*own, other):
        rows.cell(row, column["answer"]).value = None
    for row in own:
        rows.cell(row, column["true_role"]).value = None
    book.save(sheet)
    assert run(["validate", "report", str(report), str(sheet)]) == 0
    assert f"{len(before) + 1} drawn items without an answer" in capsys.readouterr().out
    rows.cell(other, column["answer"]).value = answer
    book.save(sheet)
    assert run(["validate", "report", str(report), str(sheet)]) == 0
    assert "without an answer" not in capsys.readouterr().out
    shares = pd.read_csv(report / "validation" / "shares.csv")
    assert role(shares, "official")["corrected"] == pytest.approx(true_share("official"))


def test_the_page_of_a_sample_has_what_was_put_right_before_and_a_blind_one_has_not(report: Path) -> None:
    before = corrected_before(report)
    for blind, shown in (([], len(before)), (["--blind"], 0)):
        options = ["--n", "200", "--paragraphs", "400", "--format", "html", "--again", *blind]
        assert run(["validate", "sample", str(report), *options]) == 0
        page = (report / "validation" / "sheet.html").read_text(encoding="utf-8")
        assert page.count('"who": "kim"') == shown


def test_several_people_fill_in_their_parts(report: Path, capsys: Capture) -> None:
    proved(report, "--n", "40", "--coders", "anna,ben", "--overlap", "12")
    said = capsys.readouterr()
    assert "12 items by several people" in said.out
    assert {path.name for path in (report / "validation").glob("sheet*")} == {"sheet-anna.xlsx", "sheet-ben.xlsx"}


def test_units_carry_what_programs_for_misclassified_data_need(report: Path) -> None:
    proved(report, "--n", "40")
    units = pd.read_csv(report / "validation" / "units.csv")
    statements = units[units["unit"] == "statement"]
    told = statements[statements["checked"]]
    assert len(told) == 40 and statements["sample_probability"].between(0, 1, "right").all()
    assert (1 / told["sample_probability"]).sum() == pytest.approx(len(statements), rel=1e-3)
    assert told.loc[told["gold_statement"] == 1, "gold_role"].notna().all()
    assert statements.loc[~statements["checked"], "gold_role"].isna().all()


def test_units_have_who_was_missed_so_that_their_sums_are_the_corrected_shares(report: Path) -> None:
    shares = proved(report, "--n", "40", "--paragraphs", "60")
    units = pd.read_csv(report / "validation" / "units.csv")
    missed = units[units["unit"] == "missed"]
    assert set(missed["gold_role"]) == {"activist"} and missed["gold_named"].all()
    assert len(missed) == units["gold_missed"].sum() > 0
    found = units[units["unit"] == "statement"]
    told = found[found["checked"]]

    def total(of: pd.DataFrame, name: str | None) -> float:
        counted = of["gold_statement"] / of["sample_probability"]
        return float((counted[of["gold_role"] == name] if name else counted).sum())

    def corrected(name: str | None = None) -> float:
        said, theirs = (of if name is None else of[of["role"] == name] for of in (found, told))
        return len(said) - float((1 / theirs["sample_probability"]).sum()) + total(told, name) + total(missed, name)

    for name in ("official", "activist", "witness"):
        assert corrected(name) / corrected() == pytest.approx(role(shares, name)["corrected"], abs=1e-4)


@pytest.mark.skipif(R is None, reason="no Rscript on this machine; on Debian and Ubuntu: apt-get install r-base-core")
def test_base_r_reads_the_units_and_comes_to_the_same_rates(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert R is not None
    shares = proved(report, "--n", "40", "--paragraphs", "60")
    first, *calls = re.findall(r"^```r\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    asked = ("class(found$checked)", "class(found$named)", "sum(is.na(said$gold_official))")
    told = f"cat('', {', '.join(asked)}, nrow(checked), nrow(unchecked))"
    prepared = "\n".join([re.split(r"^\w+::", call, flags=re.MULTILINE)[0] for call in calls] + [told])
    monkeypatch.chdir(report.parent)
    done = subprocess.run([R, "-e", f"{first}\n{prepared}"], capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    precision, recall, official, *classes, unknown, checked, unchecked = done.stdout.split()
    assert float(official) == pytest.approx(role(shares, "official")["corrected"], abs=1e-4)
    rates = pd.read_csv("report/validation/rates.csv").set_index(["measure", "role"])["value"]
    assert float(precision) == pytest.approx(rates["precision", "all"], abs=1e-4)
    assert float(recall) == pytest.approx(rates["recall", "all"], abs=1e-4) and float(recall) < 1
    units = pd.read_csv("report/validation/units.csv")
    assert classes == ["logical", "logical"]
    assert int(unknown) == int(unchecked) == ((units["unit"] == "statement") & ~units["checked"]).sum()
    assert int(checked) == ((units["unit"] == "statement") & (units["gold_statement"] == 1)).sum()


def opened(sheet: Path) -> tuple[Workbook, Worksheet, dict[str, int]]:
    """A workbook with its one sheet, and the number of each column by its name."""
    book = load_workbook(sheet)
    rows = book.worksheets[0]
    return book, rows, {str(cell.value): cell.column for cell in rows[1]}


def test_what_is_filled_in_wrongly_is_told_and_the_rest_counts(report: Path, capsys: Capture) -> None:
    assert run(["validate", "sample", str(report), "--n", "30"]) == 0
    sheet = report / "validation" / "sheet.xlsx"
    filled_in(sheet)
    book, rows, column = opened(sheet)
    rows.cell(2, column["answer"]).value = "perhaps"
    rows.cell(3, column["answer"]).value = "wrong"
    rows.cell(3, column["true_role"]).value = "oficial"
    rows.cell(4, column["answer"]).value = None
    for name in ("true_statement", "true_speaker", "true_role", "true_named"):
        rows.cell(4, column[name]).value = None
    book.save(sheet)
    assert run(["validate", "report", str(report), str(sheet)]) == 0
    said = capsys.readouterr()
    assert "row 2: “perhaps” is no answer" in said.err and "did you mean official?" in said.err
    assert "without an answer" in said.out


def test_a_wrong_word_in_many_rows_is_told_once(report: Path, capsys: Capture) -> None:
    assert run(["validate", "sample", str(report), "--n", "30"]) == 0
    sheet = report / "validation" / "sheet.xlsx"
    filled_in(sheet)
    book, rows, column = opened(sheet)
    for row in (2, 3, 5, 8, 9):
        rows.cell(row, column["answer"]).value = "perhaps"
    rows.cell(6, column["answer"]).value = "hardly"
    book.save(sheet)
    assert run(["validate", "report", str(report), str(sheet)]) == 0
    said = " ".join(capsys.readouterr().err.split())
    assert said.count("perhaps") == 1 and "5 rows (2, 3, 5, …): “perhaps” is no answer" in said
    assert "row 6: “hardly” is no answer" in said and "6 rows not understood and left out" in said


def test_who_finds_that_no_speaker_is_named_writes_so(report: Path) -> None:
    assert run(["validate", "sample", str(report), "--n", "30"]) == 0
    sheet = report / "validation" / "sheet.xlsx"
    filled_in(sheet)
    book, rows, column = opened(sheet)
    right = [row for row in range(2, rows.max_row + 1) if rows.cell(row, column["answer"]).value == "right"]
    rows.cell(right[0], column["answer"]).value = "wrong"
    rows.cell(right[0], column["true_speaker"]).value = "Nobody"
    book.save(sheet)
    assert run(["validate", "report", str(report), str(sheet)]) == 0
    (decision,) = [one for one in read_decisions(report / "validation" / "answers.jsonl") if "speaker" in one.fields]
    assert decision.decided is not None and decision.decided.speaker == "" and decision.decided.named is None


def test_a_sample_stays_and_holds_for_its_articles_only(report: Path, tmp_path: Path, capsys: Capture) -> None:
    proved(report, "--n", "30")
    assert run(["validate", "sample", str(report)]) == 2
    assert "a sample lies there already; --again draws anew" in capsys.readouterr().err
    sample = report / "validation" / "sample.jsonl"
    sample.write_text(sample.read_text().replace('"a00"', '"elsewhere"'))
    assert run(["corrections", "apply", str(report)]) == 0
    assert "drawn from other articles" in capsys.readouterr().err
    assert json.loads((report / "report.json").read_text())["checked"] is None


def test_a_plan_says_how_many_to_check(report: Path, capsys: Capture) -> None:
    assert run(["validate", "plan", str(report), "--width", "30"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Check 25 statements and 12 paragraphs") and "too few" not in said.splitlines()[0]


@pytest.mark.parametrize(("content", "says"), [("a,b\n", "no sheet of a sample"), (None, "No such file")])
def test_what_is_no_sheet_is_refused(
    content: str | None, says: str, report: Path, tmp_path: Path, capsys: Capture
) -> None:
    assert run(["validate", "sample", str(report), "--n", "20"]) == 0
    if content is not None:
        (tmp_path / "sheet.csv").write_text(content)
    assert run(["validate", "report", str(report), str(tmp_path / "sheet.csv")]) == 1
    assert says in capsys.readouterr().err
