"""A sheet with corrections in words in (CSV, Excel), the decisions that are new in it out.

The sheet is one that ``quotes corrections list`` wrote and somebody filled in: an action, a new role, other words.
Words are looked up in the article: the nearest place to where the statement stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, cast, get_args

from quotes.errors import ReadError
from quotes.messages import OnSkip, Skipped, folded, rows_named
from quotes.model import Analysis, Kind, hull
from quotes.review.corrections import (
    FIELDS,
    OF_STATEMENTS,
    Action,
    Decision,
    Reading,
    digest_of,
    main_places,
    new_id,
    now,
    reading_of,
    subject_of,
)
from quotes.review.spreadsheets import spreadsheet_rows
from quotes.review.table import NOBODY, NOTHING, VALUES, WORDS, correction_rows, one_text
from quotes.review.words import words_in
from quotes.table.columns import TABLES
from quotes.table.rows import writable

TRUE, FALSE = frozenset({"true", "yes", "1", "wahr", "ja"}), frozenset({"false", "no", "0", "falsch", "nein"})
EDITABLE = ("action", "why", "reach", *(f"new_{name}_text" for name in WORDS), *(f"new_{name}" for name in VALUES))

Row = Mapping[str, str]


def read_sheet(path: Path) -> list[Row]:
    """The rows of a sheet, each a text for every column; raises ReadError where it is none of ours."""
    rows = spreadsheet_rows(path)
    names = [column.name for column in TABLES["corrections"]]
    missing = [name for name in ("article", "action") if rows and name not in rows[0]]
    if missing:
        raise ReadError(f"{path}: no column {', '.join(missing)}; `quotes corrections list --out` writes such a sheet")
    return [{name: row.get(name, "") for name in names} for row in rows]


@dataclass(frozen=True)
class SheetReader:
    """What turns the rows of a sheet into decisions on a report.

    ``analysis_of`` gives what the tool found in an article of that name, ``known`` are the decisions of the report by
    their names, ``roles`` the roles of its codebook; ``who`` signs what nobody signed. ``on_skip`` hears of each fault
    for which rows cannot be used, with the rows and the remedy.
    """

    analysis_of: Callable[[str], Analysis | None]
    known: Mapping[str, Decision]
    roles: Sequence[str]
    who: str
    on_skip: OnSkip

    def decisions(self, path: Path) -> Iterator[Decision]:
        """The new decisions of a sheet: of rows that somebody filled in or changed."""
        faults: dict[str, list[int]] = {}
        for number, row in enumerate(read_sheet(path), start=2):
            try:
                decision = self._decision(row)
            except ValueError as error:
                faults.setdefault(str(error), []).append(number)
            else:
                if decision is not None:
                    yield decision
        for fault, rows in faults.items():
            self.on_skip(Skipped(f"{path}, {rows_named(rows)}", fault))

    def _decision(self, row: Row) -> Decision | None:
        """The decision of one row, ``None`` where nobody decided anything new; raises ValueError with the remedy."""
        earlier = self.known.get(row["decision"])
        if not row["action"] or (earlier is not None and not _is_changed(row, earlier)):
            return None
        action = self._action(row)
        analysis = self.analysis_of(row["article"])
        if analysis is None:
            raise ValueError(f"no article “{row['article']}” in the report; write its name as in articles.csv")
        who = (row["who"] if earlier is None or row["who"] != earlier.who else "") or self.who
        if not who:
            raise ValueError("nobody has signed it; fill in the column who, or give --who")
        found = self._found(row, analysis, earlier) if action != "add" else None
        base = found or (earlier.decided if earlier else None) or Reading()
        decided = self._decided(row, analysis, base) if action in ("change", "add") else None
        digest = digest_of(analysis.article.text)
        # The same row added twice is the same statement.
        subject = earlier.subject if earlier else subject_of(digest, main_places(found or decided or base))
        return Decision(
            new_id(),
            subject,
            action,
            who,
            now(),
            analysis.article.id,
            digest,
            found,
            decided,
            tuple(name for name in FIELDS if decided and getattr(decided, name) != getattr(found or Reading(), name)),
            "speaker" if row["reach"] == "speaker" else "statement",
            why=row["why"],
            replaces=earlier.id if earlier else "",
        )

    @staticmethod
    def _action(row: Row) -> Action:
        action = row["action"].strip().lower()
        for known in OF_STATEMENTS:
            if action == known:
                return "change" if known == "confirm" and any(row[name] for name in EDITABLE[3:]) else known
        raise ValueError(f"action “{row['action']}”: write confirm, change, delete, add, cannot-tell or withdraw")

    def _found(self, row: Row, analysis: Analysis, earlier: Decision | None) -> Reading:
        if earlier is not None and earlier.found is not None:
            return earlier.found
        digest = digest_of(analysis.article.text)
        readings = [reading_of(attribution, analysis.article) for attribution in analysis.attributions]
        for reading in readings:
            if row["subject"] and subject_of(digest, main_places(reading)) == row["subject"]:
                return reading
        same = [one for one in readings if _plain(one_text(one.content)) == _plain(row["content_text"])]
        if len(same) == 1:
            return same[0]
        raise ValueError("the report has no such statement; leave content_text as it was, or write add")

    def _decided(self, row: Row, analysis: Analysis, base: Reading) -> Reading:
        places: dict[str, Any] = {}
        near = hull(place.span for place in main_places(base)) if main_places(base) else None
        for name in WORDS:
            words = row[f"new_{name}_text"]
            if words.strip().casefold() == NOTHING:
                places[name] = ()
            elif words:
                places[name] = words_in(words, analysis.article.text, near)
                near = near or places[name][0].span
        decided = replace(base, **places)
        role = row["new_role"].strip() or decided.role
        kind = cast(Kind, row["new_kind"].strip() or decided.kind)
        if role and role not in self.roles:
            raise ValueError(f"no role “{role}”; use one of {', '.join(self.roles)}")
        if kind not in get_args(Kind):
            raise ValueError(f"no kind “{kind}”; use one of {', '.join(get_args(Kind))}")
        if not main_places(decided):
            raise ValueError("no words; write those that are said into new_content_text")
        speaker = row["new_speaker"].strip() or decided.speaker or one_text(decided.source)
        nobody = speaker.casefold() == NOBODY
        named = _truth(row["new_named"], None if nobody else decided.named)
        return replace(decided, speaker="" if nobody else speaker, role=role, kind=kind, named=named)


def _is_changed(row: Row, earlier: Decision) -> bool:
    (written,) = correction_rows([(earlier, "")])
    return any(_plain(row[name]) != _plain(_text(written[name])) for name in EDITABLE)


def _truth(cell: str, otherwise: bool | None) -> bool | None:
    word = cell.strip().lower()
    if word and word not in TRUE | FALSE:
        raise ValueError(f"new_named “{cell}”: write True or False")
    return word in TRUE if word else otherwise


def _text(cell: Any) -> str:
    return "" if cell is None else str(cell)


def _plain(words: str) -> str:
    return folded(writable(words))
