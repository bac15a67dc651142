"""The ready lessons: each is complete, its commands run on articles that are there, and their gold is what it says."""

import csv
import json
import re
import shlex
from itertools import pairwise
from pathlib import Path

import pytest
from examples import BLOCK, check_command, commands
from places import CORPUS, DOCS, ROOT
from ready_lessons import LESSONS, PAGES, READY, sheets_and_keys

from quotes.cli.app import run
from quotes.lesson.key import gold_of, key_of
from quotes.lesson.key_sheet import read_key
from quotes.lesson.reasons import read_reasons, rule_sentence
from quotes.read import read_articles
from quotes.roles.codebook import load_codebook

SLUGS = sorted(path.stem for path in (LESSONS / "articles").glob("*.txt"))
WEEK = ("police-chase", "hospital-merger")
"""The articles of lesson 7 that have a sheet."""
WITH_REASONS = [
    *sorted((LESSONS / "gold").glob("*.json")),
    *(CORPUS / "gold" / f"{slug}.json" for slug in WEEK),
]
PARTS = ("**Aim.**", "**Time.**", "## Steps", "## Questions", "## What usually goes wrong")


def test_there_are_eight_lessons_and_ten_articles_of_five_kinds() -> None:
    overview = (LESSONS / "README.md").read_text(encoding="utf-8")
    assert len(PAGES) == 8 and all(f"]({page.name})" in overview for page in PAGES)
    assert len(SLUGS) == 10 and sorted(path.stem for path in (LESSONS / "gold").iterdir()) == SLUGS
    sections = {article.section for article in read_articles([LESSONS / "articles"])}
    assert sections == {"Local", "Sport", "Courts", "Science", "Campus"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_lesson_is_complete_and_its_key_is_made(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = page.read_text(encoding="utf-8")
    assert [part for part in PARTS if part not in text] == []
    assert "45" in text and "90" in text and len(re.findall(r"^\d\. ", text, re.MULTILINE)) >= 3
    lines = [line for _, code, _ in BLOCK.findall(text) for line in commands(code)]
    for line in lines:
        check_command(line)
    monkeypatch.chdir(ROOT)
    made = sheets_and_keys(page, tmp_path / "lesson")
    assert all(one.origin == "gold" and one.statements for one in read_key(tmp_path / "lesson").articles)
    ready = {path.name: path.read_text(encoding="utf-8") for path in (READY / page.stem).iterdir()}
    assert sorted(made) == sorted(ready)
    assert [name for name in made if made[name] != ready[name]] == [], "make lessons writes them anew"
    assert [name for name in ready if f"](ready/{page.stem}/{name})" not in text] == []


# By hand. Kim has all right, by other names too. Lee takes whoever stands nearest, and everybody at the college for an
# official; “witness” for the council and “official” for the librarian are second roles of the key. Noa used the form
# for the first nine and the questions; “business” for the head of housing is a second role, “witness” for the
# council’s chair is none.
MADE_STUDENTS = {
    ("Kim", "attribute"): (12, 12),
    ("Kim", "role"): (12, 12),
    ("Kim", "anonymous"): (1, 1),
    ("Lee", "attribute"): (8, 12),
    ("Lee", "role"): (7, 12),
    ("Lee", "anonymous"): (0, 1),
    ("Noa", "attribute"): (9, 12),
    ("Noa", "role"): (8, 12),
    ("Noa", "anonymous"): (1, 1),
}


def test_the_first_three_commands_of_the_guide_make_mark_and_compare(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        line for _, code, _ in BLOCK.findall((DOCS / "classroom.md").read_text("utf-8")) for line in commands(code)
    ]
    make, mark, agree = (shlex.split(line)[1:] for line in lines[:3])
    monkeypatch.chdir(tmp_path)
    (tmp_path / "corpus").symlink_to(CORPUS)
    assert run([*make, "--no-tool"]) == 0 and (tmp_path / "mould" / "students" / "dorm-mould-sheet.docx").is_file()
    assert run(mark) == 0
    with (tmp_path / "marks" / "points.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["article"] == "all"]
    points = {(row["student"], row["task"]): (float(row["points"]), int(row["of"])) for row in rows}
    assert points == MADE_STUDENTS
    capsys.readouterr()
    answers = sorted(str(path) for path in (tmp_path / "marks" / "answers").iterdir())
    assert agree[1] == "marks/answers/*.jsonl" and run([agree[0], *answers, *agree[2:]]) == 0
    assert capsys.readouterr().out.startswith("3 coders (Kim, Lee, Noa)")


@pytest.mark.parametrize("path", WITH_REASONS, ids=lambda path: path.stem)
def test_every_source_of_a_lesson_has_the_words_and_the_rule_that_decide(path: Path) -> None:
    (article,) = read_articles([path.parent.parent / "articles" / f"{path.stem}.txt"])
    text, codebook = " ".join(article.text.split()), load_codebook()
    key = key_of(article, codebook, gold_of([article])[article.id])
    reasons = read_reasons(path)
    assert set(reasons) == {statement.reading.speaker for statement in key.statements}
    for statement in key.statements:
        assert statement.evidence in text and statement.evidence in statement.why
        reason = reasons[statement.reading.speaker]
        role = codebook.by_name[statement.reading.role]
        assert statement.why.endswith(rule_sentence(reason.rule, role, codebook))
        assert not reason.rule or rule_sentence(reason.rule, role, codebook) != rule_sentence("", role, codebook)
        assert statement.second_role != role.name
        both = [role.label, *(codebook.by_name[name].label for name in [statement.second_role] if name)]
        assert not statement.discuss or all(f"“{label}”" in statement.discuss for label in both)
        assert not statement.second_role or statement.discuss


@pytest.mark.parametrize("slug", SLUGS)
def test_every_span_of_an_article_is_what_its_gold_says(slug: str) -> None:
    (article,) = read_articles([LESSONS / "articles" / f"{slug}.txt"])
    assert article.title and article.author and article.date and article.outlet
    gold = json.loads((LESSONS / "gold" / f"{slug}.json").read_text(encoding="utf-8"))
    assert gold["doc"] == slug and len(gold["attributions"]) >= 10
    roles = load_codebook().by_name
    contents: list[list[int]] = []
    for one in gold["attributions"]:
        assert [article.text[start:end] for start, end in one["content"]] == one["content_text"]
        assert [article.text[start:end] for start, end in one["cue"]] == one["cue_text"]
        if one["source"] is None:
            assert (one["source_text"], one["speaker"], one["role"]) == (None, "", "unknown")
        else:
            start, end = one["source"]
            assert article.text[start:end] == one["source_text"] and one["speaker"]
        assert one["role"] in roles and one["kind"] in ("direct", "indirect", "mixed", "no-comment")
        contents += one["content"]
    ordered = sorted(contents)
    assert all(one[1] <= other[0] for one, other in pairwise(ordered))
