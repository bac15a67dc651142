"""The example of docs/validation.md, from the draw to the sentence: its commands print what the page says."""

import json
import re
import shlex
from pathlib import Path

import pytest
from places import CORPUS, DOCS
from small_reports import audited

import training.app
from quotes.annotations.gold import read_folder
from quotes.cli.app import run
from quotes.document import Document
from quotes.model import Analysis
from quotes.review.spreadsheets import spreadsheet_rows

PAGE = (DOCS / "validation.md").read_text(encoding="utf-8")
EXAMPLE = PAGE.split("## An example")[1].split("## The commands")[0]
STEP = re.compile(r"^```\n(?P<commands>.*?)^```\n+(?P<printed>(?:(?:    [^\n]*)?\n)*)", re.MULTILINE | re.DOTALL)


def started(command: str) -> int:
    """The exit status of a line of the page."""
    words = shlex.split(command)
    return run(words[1:]) if words[0] == "quotes" else training.app.run(words[3:])


@pytest.mark.slow
@pytest.mark.models
def test_the_example_prints_what_its_page_says(
    parsed_corpus: list[tuple[Document, Analysis]],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").symlink_to(CORPUS)
    audited(Path("plain"), [analysis for _, analysis in parsed_corpus])
    steps = list(STEP.finditer(EXAMPLE))
    assert len(steps) == 6
    for step in steps:
        commands = [line for line in step["commands"].splitlines() if not line.startswith("quotes audit")]
        capsys.readouterr()
        assert [started(command) for command in commands] == [0] * len(commands)
        heard = capsys.readouterr()
        printed = " ".join((heard.out + heard.err).split())
        for part in step["printed"].split("…\n"):
            assert " ".join(part.split()) in printed
        if commands[-1].endswith("--out report"):
            (official,) = [
                one
                for one in json.loads(Path("report/report.json").read_text(encoding="utf-8"))["shares"]
                if (one["by"], one["label"], one["of"]) == ("role", "official", "statements")
            ]
            interval = f"{official['low']:.0%} to {official['high']:.0%}".replace("%", "")
            assert f"**{100 * official['share']:.0f} %**" in EXAMPLE and f"interval of {interval}" in EXAMPLE
    rows = spreadsheet_rows(Path("report/validation/sheet-anna.xlsx"))
    for shown in re.findall(r"^\| (?:statement|paragraph) \|.*\|$", EXAMPLE, re.MULTILINE):
        look_at, text, statement, speaker, role, answer, truth = (cell.strip() for cell in shown.strip("|").split("|"))
        assert [
            row
            for row in rows
            if row["look_at"] == look_at
            and row["text"].startswith(text.removesuffix(" …"))
            and row["statement"].startswith(statement.removesuffix(" …"))
            and (row["speaker"], row["role"], row["answer"]) == (speaker, role, answer)
            and truth in ("", f"true_role: {row['true_role']}")
        ], shown
    (gold,) = read_folder(CORPUS)
    roles = [one.role for true in gold.statements.values() for one in true if one.content and one.kind != "no-comment"]
    assert f"{100 * roles.count('official') / len(roles):.1f} % of the statements" in EXAMPLE
