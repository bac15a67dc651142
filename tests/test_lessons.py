"""The ready lessons: each is complete, its commands run on articles that are there, and their gold is what it says."""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from examples import BLOCK, check_command, commands
from places import CORPUS, ROOT
from ready_lessons import LESSONS, PAGES, READY, sheets_and_keys

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
