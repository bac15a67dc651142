"""A sample in, sheets for people to fill in, with words and no offsets, out; filled sheets back in as decisions.

A sheet is CSV or Excel. What stands in it is found again in the article by its words, however they were wrapped.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quotes.errors import ReadError
from quotes.messages import folded, rows_named
from quotes.model import Article, Span
from quotes.review.corrections import (
    Action,
    Decision,
    Field,
    Reading,
    digest_of,
    new_id,
    now,
    read_decisions,
    standing,
    subject_of_stretch,
)
from quotes.review.spreadsheets import spreadsheet_rows
from quotes.review.table import NOBODY, one_text
from quotes.review.words import words_in
from quotes.roles.codebook import Codebook
from quotes.table.csv_files import LINE_END, cut, defused
from quotes.text.layout import layout_of
from quotes.text.statements import statement_kind
from quotes.validation.samples import Sample, Unit

if TYPE_CHECKING:
    from xlsxwriter.format import Format

TASK = "validation"
"""What the decisions of a sheet name as their task."""
ANSWERS = "answers.jsonl"

SHOWN = ("item", "article", "look_at", "text", "statement", "speaker", "role", "named")
FILLED = ("answer", "true_statement", "true_speaker", "true_role", "true_named", "note", "who")
COLUMNS = (*SHOWN, *FILLED)
BLIND = tuple(name for name in COLUMNS if name not in ("statement", "speaker", "role", "named"))
"""The columns of a sheet, and those of one that shows no answer of the tool."""

WORDS: Mapping[str, tuple[str, ...]] = {
    "right": ("right", "yes", "y", "ok", "true", "correct"),
    "wrong": ("wrong", "false"),
    "no statement": ("no statement", "no", "n"),
    "nothing": ("nothing", "none", "nothing more"),
    "cannot tell": ("cannot tell", "?", "unsure"),
    "statement": ("statement",),
}
"""What may be written as an answer, and what is understood."""
YES, NO = ("yes", "y", "true", "named", "1"), ("no", "n", "false", "unnamed", "not named", "0")
WIDTHS = {"text": 70, "statement": 40, "true_statement": 40, "article": 18, "speaker": 22, "true_speaker": 22}
HELP = {
    "statement": "right; wrong (then put right what is wrong, to the right); no statement; cannot tell",
    "paragraph": "nothing, where it has no further statement; else a row for each statement: copy the row for more",
    "blind": "nothing, where it has no statement; else a row for each statement: copy the row for more",
}
DECIDED = "{who} has decided this in the report, which counts: no answer needed"
"""The note of a statement that was put right before it was drawn."""


def sheet_rows(sample: Sample, coder: str, before: Mapping[str, Decision]) -> list[dict[str, str]]:
    """The rows that ``coder`` is to fill in, in the order of the articles; ``item`` is its number in the sample.

    ``before`` are the corrections of drawn statements, by subject: their rows need no answer, and say so.
    """
    rows: dict[object, dict[str, str]] = {}
    for item, unit in enumerate(sample.units, start=1):
        if coder not in unit.coders or unit.stretch is None:
            continue
        row = dict.fromkeys(COLUMNS, "") | {"item": str(item), "article": unit.article, "who": coder}
        if unit.subject in before:
            row |= {"note": DECIDED.format(who=before[unit.subject].who)}
        row |= {"look_at": "paragraph" if sample.wanted.blind else unit.sort, "text": unit.stretch.words}
        if not sample.wanted.blind:
            rows[item] = row | (_said(unit.readings[0]) if unit.sort == "statement" else _known(unit))
        else:  # one look at a stretch serves all that was drawn of it
            rows.setdefault((unit.article, unit.stretch), row)
    place = {item: unit.stretch.start for item, unit in enumerate(sample.units, start=1) if unit.stretch}
    order = {article: number for number, article in enumerate(dict.fromkeys(unit.article for unit in sample.units))}
    return sorted(rows.values(), key=lambda row: (order[row["article"]], place[int(row["item"])], int(row["item"])))


def _said(reading: Reading) -> dict[str, str]:
    named = "" if reading.named is None else "yes" if reading.named else "no"
    return {"statement": one_text(reading.content), "speaker": reading.speaker, "role": reading.role, "named": named}


def _known(unit: Unit) -> dict[str, str]:
    return {"statement": " / ".join(one_text(reading.content) for reading in unit.readings)}


def write_sheet(path: Path, rows: Sequence[Mapping[str, str]], blind: bool, codebook: Codebook) -> None:
    """Write a sheet in the format of the ending of ``path``; raises OSError where that cannot be done."""
    names = BLIND if blind else COLUMNS
    if path.suffix == ".csv":
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, lineterminator=LINE_END)
            writer.writerow(names)
            writer.writerows([cut(defused(row[name])) for name in names] for row in rows)
        return
    import xlsxwriter

    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(path, options) as book:
        head, text, given = (
            book.add_format({"bold": True, "bottom": 1}),
            book.add_format({"text_wrap": True, "valign": "top", "quote_prefix": True}),
            book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#fff8dc", "quote_prefix": True}),
        )
        sheet = book.add_worksheet("check")
        sheet.freeze_panes(1, 1)
        for column, name in enumerate(names):
            sheet.write_string(0, column, name, head)
            sheet.set_column(column, column, WIDTHS.get(name, 12))
            for number, row in enumerate(rows, start=1):
                sheet.write_string(number, column, cut(row[name]), _format(name, text, given))
        _offer(sheet, names, len(rows), codebook)
        for number, row in enumerate(rows, start=1):
            hint = HELP["blind" if blind else row["look_at"]]
            sheet.data_validation(
                number,
                names.index("answer"),
                number,
                names.index("answer"),
                {"validate": "list", "source": _offered(row, blind), "input_title": "Answer", "input_message": hint},
            )


def _format(name: str, text: Format, given: Format) -> Format:
    return given if name in FILLED else text


def _offered(row: Mapping[str, str], blind: bool) -> list[str]:
    statement = row["look_at"] == "statement" and not blind
    return ["right", "wrong", "no statement", "cannot tell"] if statement else ["nothing", "statement", "cannot tell"]


def _offer(sheet: Any, names: Sequence[str], rows: int, codebook: Codebook) -> None:
    """Let roles and yes or no be chosen from a list; rows that people add have it too."""
    lists = {"true_role": [role.name for role in codebook.roles], "true_named": ["yes", "no"]}
    for name, source in lists.items():
        column = names.index(name)
        sheet.data_validation(1, column, 2 * rows + 100, column, {"validate": "list", "source": source})


@dataclass(frozen=True)
class Filled:
    """What a filled sheet says: ``decisions`` in its order, and how many rows could not be understood.

    ``problems`` tells of these rows, a line for each fault.
    """

    decisions: Sequence[Decision]
    problems: Sequence[str]
    left_out: int


def read_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a sheet, whatever program saved it; raises ReadError where it is none of a sample."""
    rows = [{name.lower(): cell for name, cell in row.items()} for row in spreadsheet_rows(path)]
    missing = [name for name in ("item", "answer") if not rows or name not in rows[0]]
    if missing:
        raise ReadError(f"{path}: no sheet of a sample, or an empty one: it has no column {', '.join(missing)}")
    return [dict.fromkeys(COLUMNS, "") | row for row in rows]


def filled(path: Path, sample: Sample, codebook: Codebook, article_of: Callable[[str], Article | None]) -> Filled:
    """What the sheet ``path`` says of ``sample``, or the file that its page saved.

    ``article_of`` gives an article by its identifier. Raises ReadError where the file is no sheet.
    """
    if path.suffix.lower() == ".jsonl":
        return _saved(path, article_of)
    return _Reader(path, sample, codebook, article_of).read()


def _saved(path: Path, article_of: Callable[[str], Article | None]) -> Filled:
    """The decisions that stand in a file which a page saved, of each person who is in it."""
    if not path.is_file():
        raise ReadError(f"{path}: no such file; save the answers on the page, and name the file")
    problems: list[str] = []
    by_person: dict[str, list[Decision]] = {}
    for decision in read_decisions(path, lambda skipped: problems.append(str(skipped))):
        article = article_of(decision.article)
        if article is None or digest_of(article.text) != decision.digest:
            problems.append(f"{path}: {decision.article} is no article of this report, or another text by now")
        elif decision.task == TASK:  # the page holds corrections, too
            by_person.setdefault(decision.who, []).append(decision)
    decisions = [one for theirs in by_person.values() for one in standing(theirs).values()]
    return Filled(decisions, list(dict.fromkeys(problems)), len(problems))


class _Reader:
    def __init__(
        self, path: Path, sample: Sample, codebook: Codebook, article_of: Callable[[str], Article | None]
    ) -> None:
        self._path, self._sample, self._article_of = path, sample, article_of
        self._roles = {name.casefold(): role.name for role in codebook.roles for name in (role.name, role.label)}

    def read(self) -> Filled:
        decisions: list[Decision] = []
        looked: dict[tuple[str, str], Decision] = {}
        faults: dict[str, list[int]] = {}
        for number, row in enumerate(read_rows(self._path), start=2):
            try:
                for decision in self._decisions(row):
                    if decision.action == "looked-through":
                        looked[decision.who, decision.subject] = decision
                    else:
                        decisions.append(decision)
            except ValueError as error:
                faults.setdefault(str(error), []).append(number)
        problems = [f"{self._path}, {rows_named(rows)}: {fault}" for fault, rows in faults.items()]
        return Filled([*decisions, *looked.values()], problems, sum(map(len, faults.values())))

    def _decisions(self, row: Mapping[str, str]) -> Iterator[Decision]:
        answer = _understood(row["answer"])
        truth = {name: row[f"true_{name}"].strip() for name in ("statement", "speaker", "role", "named")}
        if not answer and not any(truth.values()):
            return
        unit, article = self._unit(row)
        digest = digest_of(article.text)
        who = row["who"].strip() or self._path.stem
        given: dict[str, Any] = {"who": who, "when": now(), "article": article.id, "digest": digest}
        given |= {"why": row["note"].strip(), "task": TASK}
        if unit.sort == "statement" and not self._sample.wanted.blind:
            yield self._on_statement(unit, answer, truth, given, article)
            return
        stretch = unit.stretch
        assert stretch is not None
        if answer == "cannot tell":
            return
        if truth["statement"]:
            decided = self._reading(Reading(), truth, article, stretch.span)
            own = new_id()
            yield Decision(own, own, "add", decided=decided, **given)
        elif answer != "nothing":
            raise ValueError("the words of the statement are missing: copy them from the text into true_statement")
        subject = subject_of_stretch(digest, stretch)
        yield Decision(new_id(), subject, "looked-through", stretch=stretch, **given)

    def _unit(self, row: Mapping[str, str]) -> tuple[Unit, Article]:
        item = row["item"].strip()
        place = int(item) - 1 if item.isdecimal() else -1
        unit = self._sample.units[place] if 0 <= place < len(self._sample.units) else None
        if unit is None or not unit.coders or unit.article != row["article"].strip():
            raise ValueError(f"item {item or '(empty)'} is none of this sample; leave item and article as they were")
        article = self._article_of(unit.article)
        if article is None:
            raise ValueError(f"the report has no article {unit.article} any more")
        return unit, article

    def _on_statement(
        self, unit: Unit, answer: str, truth: Mapping[str, str], given: Mapping[str, Any], article: Article
    ) -> Decision:
        found = unit.readings[0]
        assert unit.stretch is not None
        if answer in ("no statement", "nothing"):
            return Decision(new_id(), unit.subject, "delete", found=found, **given)
        if answer == "cannot tell":
            return Decision(new_id(), unit.subject, "cannot-tell", found=found, **given)
        decided = self._reading(found, truth, article, unit.stretch.span)
        fields: tuple[Field, ...] = tuple(
            name
            for name in ("content", "speaker", "role", "named", "kind")
            if getattr(decided, name) != getattr(found, name)
        )
        if answer == "right" and fields:
            raise ValueError("the answer is “right”, but something is put right; make it “wrong”, or empty true_…")
        if answer == "wrong" and not fields:
            raise ValueError("the answer is “wrong”, but nothing is put right; fill one of true_statement, true_…")
        action: Action = "change" if fields else "confirm"
        return Decision(
            new_id(), unit.subject, action, found=found, decided=decided if fields else None, fields=fields, **given
        )

    def _reading(self, before: Reading, truth: Mapping[str, str], article: Article, near: Span) -> Reading:
        """``before`` with what a person wrote in its place."""
        changes: dict[str, Any] = {}
        if truth["statement"]:
            content = words_in(truth["statement"], article.text, near)
            quotations = layout_of(article.text).outermost
            kind = statement_kind(article.text, [piece.span for piece in content], quotations)
            changes |= {"content": content, "kind": kind}
        if truth["speaker"].casefold() == NOBODY:
            changes |= {"speaker": "", "named": None}
        elif truth["speaker"]:
            changes["speaker"] = truth["speaker"]
        if truth["role"]:
            changes["role"] = self._role(truth["role"])
        if truth["named"]:
            changes["named"] = yes_or_no(truth["named"])
        return replace(before, **changes)

    def _role(self, words: str) -> str:
        role = self._roles.get(words.casefold())
        if role is None:
            near = get_close_matches(words.casefold(), self._roles, 1)
            meant = f"; did you mean {self._roles[near[0]]}?" if near else ""
            known = ", ".join(dict.fromkeys(self._roles.values()))
            raise ValueError(f"“{words}” is no role, use one of {known}{meant}")
        return role


def _understood(words: str) -> str:
    said = folded(words)
    if not said:
        return ""
    for answer, ways in WORDS.items():
        if said in ways:
            return answer
    raise ValueError(f"“{words.strip()}” is no answer; use one of {', '.join(WORDS)}")


def yes_or_no(words: str) -> bool:
    """Whether a cell says yes; raises ValueError where it says neither."""
    said = words.strip().casefold()
    if said not in YES + NO:
        raise ValueError(f"“{words.strip()}” is neither yes nor no")
    return said in YES
