"""A small lesson on two articles made for it, and a class of 25 files as students hand them in."""

from __future__ import annotations

import csv
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from quotes.lesson.answer_sheet import COLUMNS
from quotes.lesson.key import gold_of, key_of
from quotes.lesson.lesson import KeyArticle, Lesson
from quotes.lesson.tasks import Level, questions
from quotes.model import Article, Span
from quotes.read import read_articles
from quotes.review.corrections import (
    Decision,
    Reading,
    append_decisions,
    new_id,
    now,
    quoted_at,
    subject_of_question,
)
from quotes.roles.codebook import load_codebook

BRIDGE = """“The bridge is safe,” said Mayor Ruth Holt of Ellmoor.

A nurse who crosses it daily said that the railing shook on Monday night.

“I will walk,” said Tom Holt, a baker.

The builder, Varn Works, declined to comment.
"""
RIVER = """The river will rise by two metres, according to the Flood Office.

“We were told nothing,” said farmer Ines Brandt. “Nobody called.”
"""
# kind, content, cue, source, speaker, role, named
GOLD: Mapping[str, tuple[str, Sequence[tuple[str, list[str], str, str, str, str, bool]]]] = {
    "bridge": (
        BRIDGE,
        [
            ("direct", ["“The bridge is safe,”"], "said", "Mayor Ruth Holt of Ellmoor", "Ruth Holt", "official", True),
            (
                "indirect",
                ["that the railing shook on Monday night"],
                "said",
                "A nurse who crosses it daily",
                "A nurse who crosses it daily",
                "witness",
                False,
            ),
            ("direct", ["“I will walk,”"], "said", "Tom Holt, a baker", "Tom Holt", "witness", True),
            ("no-comment", [], "declined to comment", "The builder, Varn Works,", "Varn Works", "business", True),
        ],
    ),
    "river": (
        RIVER,
        [
            (
                "indirect",
                ["The river will rise by two metres"],
                "according to",
                "the Flood Office",
                "the Flood Office",
                "official",
                True,
            ),
            (
                "direct",
                ["“We were told nothing,”", "“Nobody called.”"],
                "said",
                "farmer Ines Brandt",
                "Ines Brandt",
                "witness",
                True,
            ),
        ],
    ),
}
RIGHT = {
    "bridge": {
        "statements": "3",
        "sources": "3",
        "official share": "33 %",
        "citizen share": "67 %",
        "largest share": "each has 1 of 3, or 33 %",
        "first": "Ruth Holt",
        "in vain": "Varn Works",
    },
    "river": {
        "statements": "2",
        "sources": "2",
        "official share": "50",
        "citizen share": "50",
        "largest share": "50",
        "first": "the Flood Office",
        "in vain": "nobody",
    },
}
"""The right answers to the questions of the task balance."""

Row = dict[str, str]


def write_articles(folder: Path) -> Path:
    """Write the two articles with their gold standard; returns the folder of the articles."""
    for part in ("articles", "gold"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    for name, (text, rows) in GOLD.items():
        (folder / "articles" / f"{name}.txt").write_text(text, encoding="utf-8")
        attributions = []
        at = 0
        for kind, content, cue, source, speaker, role, named in rows:
            end = max(text.index(words, at) + len(words) for words in (*content, cue, source))
            attributions.append(
                {
                    "article": name,
                    "kind": kind,
                    "content": [_place(text, words, at) for words in content],
                    "cue": [_place(text, cue, at)],
                    "source": _place(text, source, at),
                    "speaker": speaker,
                    "role": role,
                    "named": named,
                }
            )
            at = end
        gold = {"doc": name, "attributions": attributions}
        (folder / "gold" / f"{name}.json").write_text(json.dumps(gold), encoding="utf-8")
    return folder / "articles"


def _place(text: str, words: str, after: int) -> list[int]:
    start = text.index(words, after)
    return [start, start + len(words)]


def made_lesson(folder: Path, tasks: Sequence[str], level: Level = "paragraphs") -> Lesson:
    """The lesson on the two articles, its key from their gold standard."""
    articles = list(read_articles([write_articles(folder)]))
    gold = gold_of(articles)
    codebook = load_codebook()
    return Lesson(tuple(key_of(one, codebook, gold[one.id]) for one in articles), tuple(tasks), level, codebook)


def right_rows(one: KeyArticle) -> list[Row]:
    """The rows of a sheet on which every statement is right, without who was asked in vain."""
    return [
        row(
            one.article.id,
            words=" … ".join(place.words for place in statement.reading.content),
            speaker=statement.reading.speaker,
            role=statement.reading.role,
        )
        for statement in one.statements
        if not statement.unanswered
    ]


def right_questions(article: str) -> list[Row]:
    texts = {question.name: question.text for question in questions()}
    return [row(article, question=texts[name], answer=answer) for name, answer in RIGHT[article].items()]


def row(article: str, **cells: str) -> Row:
    return dict.fromkeys(COLUMNS, "") | {"article": article} | cells


def write_sheet(path: Path, rows: Sequence[Row], *, encoding: str = "utf-8-sig", delimiter: str = ",") -> None:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, list(COLUMNS), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def write_excel(path: Path, rows: Sequence[Row], merged: str = "") -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(list(COLUMNS))
    for one in rows:
        sheet.append([one[name] or None for name in COLUMNS])
    if merged:
        sheet.merge_cells(merged)
    book.save(path)


def decisions_of(lesson: Lesson, who: str, articles: Sequence[str]) -> list[Decision]:
    """What the answer form saves where a student adds every statement rightly, and looks through every article."""
    found = []
    for name in articles:
        one = lesson.by_id[name]
        for statement in one.statements:
            if not statement.unanswered:
                decided = Reading(
                    content=statement.reading.content,
                    speaker=statement.reading.speaker,
                    role=statement.reading.role,
                    kind=statement.reading.kind,
                )
                found.append(decision(one, who, "add", decided=decided))
        found.append(
            decision(
                one, who, "looked-through", stretch=quoted_at(one.article.text, one.statements[0].reading.cue[0].span)
            )
        )
    return found


def decision(one: KeyArticle, who: str, action: str, **more: Any) -> Decision:
    name = new_id()
    return Decision(name, name, action, who, now(), one.article.id, one.digest, **more)  # type: ignore[arg-type]


def answers_of(one: KeyArticle, who: str) -> list[Decision]:
    """The right answers to the questions on an article as the answer form saves them."""
    return [
        replace(decision(one, who, "answer", question=name, why=answer), subject=subject_of_question(one.digest, name))
        for name, answer in RIGHT[one.article.id].items()
    ]


def write_class(folder: Path, lesson: Lesson) -> None:
    """The 25 files; ``tests/lesson/test_class.py`` says what each is worth, and why."""
    folder.mkdir()
    bridge, river = (lesson.by_id[name] for name in ("bridge", "river"))
    nurse = "that the railing shook on Monday night"

    def on_bridge(*changes: Row) -> list[Row]:
        return [one | change for one, change in zip(right_rows(bridge), changes, strict=True)]

    append_decisions(
        folder / "ada.jsonl", [*decisions_of(lesson, "Ada", ["bridge", "river"]), *answers_of(bridge, "Ada")]
    )
    both = [*right_rows(bridge), *right_rows(river), *right_questions("bridge"), *right_questions("river")]
    write_excel(folder / "ben.xlsx", both)
    write_sheet(folder / "cem.csv", [row("bridge") for _ in range(5)])
    write_sheet(folder / "dee.csv", [*right_rows(bridge), *right_questions("bridge")])
    write_sheet(
        folder / "eli.csv",
        on_bridge(
            {"words": "bridge is safe"},
            {"words": nurse.removeprefix("that ")},
            {"words": "I will walk,” said Tom Holt"},
        ),
    )
    write_sheet(folder / "fay.csv", on_bridge({"speaker": "Holt"}, {"speaker": "a nurse"}, {"speaker": "the baker"}))
    write_sheet(folder / "gus.csv", [row("bridge", words="Lorem ipsum dolor sit amet, consectetur", speaker="xyz")])
    write_sheet(folder / "hal.csv", on_bridge({"student": "Hälge"}, {}, {}), encoding="cp1252", delimiter=",")
    with zipfile.ZipFile(folder / "ida.zip", "w") as archive:
        archive.writestr("ida.csv", "article,speaker\n")
    write_excel(folder / "jon.xlsx", right_rows(bridge), merged="B2:B4")
    write_sheet(folder / "kim-1.csv", on_bridge({"student": "Kim"}, {}, {}))
    write_sheet(folder / "kim-2.csv", on_bridge({"student": "kim", "role": "expert"}, {}, {}))
    write_sheet(folder / "lea-bridge.csv", on_bridge({"student": "Lea"}, {}, {}))
    write_sheet(folder / "lea-river.csv", [one | {"student": "Lea"} for one in right_rows(river)])
    other = KeyArticle(Article("elsewhere", "“No,” she said."), (), "gold")
    append_decisions(
        folder / "max.jsonl",
        [
            decision(
                other,
                "Max",
                "add",
                decided=Reading(content=(quoted_at("“No,”", Span(0, 5)),)),
            )
        ],
    )
    append_decisions(folder / "nia.jsonl", decisions_of(lesson, "Nia", ["bridge"]))
    whole = (folder / "nia.jsonl").read_bytes()
    (folder / "nia.jsonl").write_bytes(whole[: len(whole) // 2])
    write_sheet(folder / "oto.csv", on_bridge({}, {"role": "Expert"}, {}))
    write_sheet(folder / "pia.csv", on_bridge({"role": "expert"}, {"role": "official"}, {"role": "media"}))
    false = [row("bridge", words="A nurse who crosses it daily"), row("bridge", words="The builder, Varn Works")]
    write_sheet(folder / "qui.csv", [*right_rows(bridge), *false])
    append_decisions(folder / "ray.jsonl", decisions_of(lesson, "Ray", ["bridge"])[-1:])
    write_sheet(folder / "sue.csv", on_bridge({"role": "OFFICIAL"}, {"role": "Witness or citizen"}, {}), delimiter=";")
    write_sheet(folder / "tom.csv", on_bridge({"student": "17"}, {}, {}))
    append_decisions(folder / "uma.txt", decisions_of(lesson, "Uma", ["river"]))
    (folder / "vic.pdf").write_bytes(b"%PDF-1.4")
    write_sheet(
        folder / "wes.csv",
        on_bridge({"words": '"the bridge is safe"'}, {"words": "that the railling shook on Munday night"}, {}),
    )
