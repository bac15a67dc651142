"""A small corpus of which it is known what the tool gets wrong, and somebody who fills in sheets as it truly is."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl import load_workbook
from report_samples import analysis_of, at

from quotes.model import Analysis, Article, Attribution, Role, Source
from quotes.review.spreadsheets import spreadsheet_rows

ROLES = ("official", "witness", "expert", "official", "activist")
NAMES = ("Ada Moor", "Ben Tarn", "Cleo Wick", "Dan Holm", "Eva Rask")
TOPICS = ("bridge", "school", "harbour", "mill", "tram", "library", "market", "dyke", "quarry", "ferry", "mast", "pond")


@dataclass(frozen=True)
class Truth:
    """One statement as it truly is; ``found`` is the role by the tool, empty where the tool misses it."""

    words: str
    speaker: str
    role: str
    found: str


def truths(article: int) -> list[Truth]:
    """The statements of an article: the tool calls every third witness official, and misses every fourth activist."""
    said = []
    for number in range(3 + article % 3):
        role, name = ROLES[(article + number) % 5], NAMES[(article + number) % 5]
        words = f"The {TOPICS[article % 12]} needs {number + 2} more years and {article + 10} men"
        found = "official" if role == "witness" and article % 3 == 0 else role
        missed = role == "activist" and article % 4 == 0
        said.append(Truth(words, name, role, "" if missed else found))
    return said


INVENTED = "Rain fell for {} days, people said"


def checked_corpus(articles: int = 24) -> list[Analysis]:
    """What the tool finds: with wrong roles, without some statements, and in every sixth article with one too many."""
    return [_analysis(number) for number in range(articles)]


def true_share(role: str, articles: int = 24) -> float:
    """The share of all true statements that ``role`` has."""
    roles = [one.role for number in range(articles) for one in truths(number)]
    return roles.count(role) / len(roles)


def right_and_wrong(articles: int = 24) -> tuple[int, int, int]:
    """How many statements the tool found, how many of these are none, and how many true ones there are."""
    true = [one for number in range(articles) for one in truths(number)]
    invented = sum(number % 6 == 0 for number in range(articles))
    return sum(bool(one.found) for one in true) + invented, invented, len(true)


def _analysis(number: int) -> Analysis:
    lines = [f"{one.words}, {one.speaker} said." for one in truths(number)]
    if number % 6 == 0:
        lines.append(INVENTED.format(number + 3) + ".")
    text = "\n\n".join(["Nothing is said here.", *lines]) + "\n"
    attributions, sources = [], []
    found = [(one.words, one.speaker, one.found) for one in truths(number) if one.found]
    if number % 6 == 0:
        found.append((f"Rain fell for {number + 3} days", "people", "witness"))
    for words, speaker, role in found:
        content, who = at(text, words), at(text, speaker, words)
        cue = at(text, "said", words)
        sources.append(Source(speaker, (who,), speaker != "people", "person", role=Role(role, who, "title", 0.9)))
        sure = 0.6 if role == "witness" else 0.95
        attributions.append(
            Attribution("indirect", (content,), (cue,), who, "after", sure, "say", source_index=len(sources) - 1)
        )
    return analysis_of(Article(f"a{number:02}", text, title=f"Article {number}"), tuple(attributions), tuple(sources))


def filled_in(path: Path, *, blind: bool = False) -> None:
    """Fill in a sheet of ``checked_corpus`` as it truly is, as people do in Excel or in a text editor."""
    rows = [row for before in spreadsheet_rows(path) for row in _answered(before, blind)]
    names = list(spreadsheet_rows(path)[0])
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, names)
            writer.writeheader()
            writer.writerows(rows)
        return
    book = load_workbook(path)
    sheet = book.active
    for number, row in enumerate(rows, start=2):
        for column, name in enumerate(names, start=1):
            sheet.cell(number, column).value = row.get(name, "")
    book.save(path)


def _answered(row: dict[str, str], blind: bool) -> Iterator[dict[str, str]]:
    true = truths(int(row["article"][1:]))
    if row["look_at"] == "statement":
        own = next((one for one in true if one.words == row["statement"]), None)
        if own is None:
            yield row | {"answer": "no statement"}
        elif own.role == row["role"]:
            yield row | {"answer": "right"}
        else:
            yield row | {"answer": "wrong", "true_role": own.role}
        return
    new = [one for one in true if one.words in row["text"] and (blind or not one.found)]
    yield from _each(row, new)


def _each(row: dict[str, str], new: Sequence[Truth]) -> Iterator[dict[str, str]]:
    if not new:
        yield row | {"answer": "nothing"}
    for one in new:
        told = {"true_statement": one.words, "true_speaker": one.speaker, "true_role": one.role, "true_named": "yes"}
        yield row | {"answer": "statement"} | told
