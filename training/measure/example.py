"""The example of docs/validation.md: a report of ``corpus/`` in, the same with errors out; sheets filled in from gold.

The gold annotation plays the people who check, so that the true shares are known.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from openpyxl import load_workbook

from quotes.annotations.gold import read_folder
from quotes.evaluate import matched, same_speaker
from quotes.model import Analysis, Attribution, Span
from quotes.review.corrections import Reading
from quotes.review.spreadsheets import spreadsheet_rows
from quotes.review.table import NOBODY, one_text
from quotes.validation.samples import Unit, read_sample
from reports.audit.audit import Audit, run_audit
from reports.audit.finished import Finished, open_finished

ERRED, INTO = ("witness", "activist", "expert"), "official"
"""The roles of which some statements are given another one on purpose."""
HOW_OFTEN = 0.3
ON_PURPOSE = "on purpose"
SLIPS = 0.15
"""How often a role is put down wrongly by the person who fills in a sheet with slips."""

Gold = Mapping[str, Sequence[Reading]]


def spoil(report: Path, out: Path) -> Iterator[str]:
    """Write the report anew to ``out``, with ``HOW_OFTEN`` of the statements of ``ERRED`` called ``INTO``."""
    finished, chance = open_finished(report), random.Random(1)
    analyses = [_spoilt(analysis, chance) for analysis in finished.analyses()]
    run_audit(analyses, _audit(finished, out))
    roles = [attribution.role for analysis in analyses for attribution in analysis.attributions]
    changed = sum(role is not None and role.rule == ON_PURPOSE for role in roles)
    yield f"{changed} statements called {INTO} on purpose: {out}"


def _audit(finished: Finished, out: Path) -> Audit:
    return Audit(
        out,
        finished.codebook,
        options=finished.run["options"],
        model=finished.run["model"],
        settings=finished.run["settings"],
    )


def _spoilt(analysis: Analysis, chance: random.Random) -> Analysis:
    def one(attribution: Attribution) -> Attribution:
        role = attribution.role
        if role is None or role.name not in ERRED or chance.random() >= HOW_OFTEN:
            return attribution
        return replace(attribution, own_role=replace(role, name=INTO, rule=ON_PURPOSE))

    return replace(analysis, attributions=tuple(map(one, analysis.attributions)))


def fill(report: Path, sheet: Path, corpus: Path, slips: bool = False) -> Iterator[str]:
    """Fill in an Excel sheet of a report's sample from the gold of ``corpus``, with slips or without."""
    (coding,) = read_folder(corpus)
    units, chance = read_sample(report).units, random.Random(1)
    roles = [role.name for role in open_finished(report).codebook.roles]
    rows: list[dict[str, str]] = []
    for row in spreadsheet_rows(sheet):
        for filled in _filled(row, units[int(row["item"]) - 1], coding.statements):
            slip = slips and filled.get("answer") == "right" and chance.random() < SLIPS
            others = [role for role in roles if role != row["role"]]
            rows.append(filled | ({"answer": "wrong", "true_role": chance.choice(others)} if slip else {}))
    book = load_workbook(sheet)
    page = book.worksheets[0]
    names = [str(cell.value) for cell in page[1]]
    for number, row in enumerate(rows, start=2):
        for column, name in enumerate(names, start=1):
            page.cell(number, column).value = row[name]
    book.save(sheet)
    yield f"{len(rows)} rows filled in: {sheet}"


def _filled(row: dict[str, str], unit: Unit, gold: Gold) -> Iterator[dict[str, str]]:
    true = [one for one in gold[unit.article] if one.content and one.kind != "no-comment"]
    pairs = matched([_places(one) for one in unit.readings], [_places(one) for one in true])
    if unit.sort == "statement":
        yield row | (_checked(unit.readings[0], true[pairs[0]]) if 0 in pairs else {"answer": "no statement"})
        return
    place = unit.stretch
    missed = [
        one
        for number, one in enumerate(true)
        if number not in pairs.values() and place and place.start <= one.content[0].start < place.end
    ]
    if not missed:
        yield row | {"answer": "nothing"}
    for one in missed:
        yield row | {"answer": "statement", "true_statement": one_text(one.content)} | _told(one)


def _places(one: Reading) -> list[Span]:
    return [place.span for place in one.content]


def _told(one: Reading) -> dict[str, str]:
    return {"true_speaker": one.speaker or NOBODY, "true_role": one.role, "true_named": "yes" if one.named else "no"}


def _checked(found: Reading, true: Reading) -> dict[str, str]:
    """The answer to a statement, with what of it is to be put right."""
    right = {
        "true_speaker": same_speaker(found.speaker, true.speaker),
        "true_role": found.role == true.role,
        "true_named": found.named == true.named,
    }
    wrong = {name: cell for name, cell in _told(true).items() if not right[name]}
    return {"answer": "wrong", **wrong} if wrong else {"answer": "right"}
