"""Cases in, what of each holds out: invented short articles of the kinds on which tools like this one go wrong.

``tests/cases/field.jsonl`` has a case a line: a ``text`` and what must come of it. ``expect``: a statement whose
content holds ``content`` (and not ``without``) by a speaker whose label holds ``speaker`` (with ``speaker_exact``: is
it), in that ``role``, ``named`` or not; ``forbid``: no statement has exactly this content; ``no_comment``: who did not
answer; ``max``: at most ``n`` statements hold the content. ``cause`` is the kind, ``report`` who met it first. What
holds today is listed in ``tests/cases/holding.txt`` and must go on to hold.

    python tests/helpers/cases.py [--show] [--record]

runs all with the bundled models and prints how many of each kind are right; ``--show`` tells what each of the others
lacks, ``--record`` adds what holds now to the list.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from places import ROOT

from quotes.analyze import Analyzer
from quotes.model import ACTS, Article
from quotes.table.rows import records

Case = Mapping[str, Any]
Row = Mapping[str, Any]

FOLDER = ROOT / "tests" / "cases"
HOLDING = FOLDER / "holding.txt"
CASES: list[Case] = [json.loads(line) for line in (FOLDER / "field.jsonl").read_text(encoding="utf-8").splitlines()]


def told() -> dict[str, str]:
    """For each part of each case ("twins: expect 2") what it lacks, empty where it holds."""
    articles = [Article(case["id"], case["text"]) for case in CASES]
    rows = {analysis.article.id: list(records(analysis)) for analysis in Analyzer(acts=ACTS).pipe(articles)}
    return {f"{case['id']}: {part}": lack for case in CASES for part, lack in parts(case, rows[case["id"]])}


def parts(case: Case, rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Each part of a case and what it lacks in the rows of its text."""
    checks = {"expect": expected, "forbid": forbidden, "no_comment": silent, "max": too_often}
    for name, lacks in checks.items():
        for number, wanted in enumerate(case.get(name, ()), start=1):
            yield f"{name} {number}", lacks(wanted, rows)


def expected(wanted: Mapping[str, Any], rows: Sequence[Row]) -> str:
    found = [row for row in rows if holds(row, wanted["content"]) and not holds(row, wanted.get("without"))]
    lacks = [", ".join(differences(wanted, row)) for row in found]
    return f"{wanted['content']}: {' | '.join(lacks) or 'missing'}" if all(lacks) else ""


def differences(wanted: Mapping[str, Any], row: Row) -> Iterator[str]:
    name, speaker = (plain(one).lower() for one in (wanted["speaker"], row["speaker"]))
    if name not in speaker or (wanted.get("speaker_exact") and name != speaker):
        yield f"speaker {row['speaker']}, not {wanted['speaker']}"
    yield from (f"{key} {row[key]}" for key in ("role", "named") if key in wanted and row[key] != wanted[key])


def forbidden(wanted: Mapping[str, Any], rows: Sequence[Row]) -> str:
    content = wanted["content_is"]
    said = [row["speaker"] for row in statements(rows) if bare(row["content_text"]) == bare(content)]
    return f"{content}: no statement, and yet of {', '.join(map(str, said))}" if said else ""


def silent(name: str, rows: Sequence[Row]) -> str:
    found = (row["speaker"] for row in rows if row["kind"] == "no-comment")
    return (
        "" if any(plain(name).lower() in plain(who).lower() for who in found) else f"{name}: did not answer, not seen"
    )


def too_often(wanted: Mapping[str, Any], rows: Sequence[Row]) -> str:
    count = sum(holds(row, wanted["content"]) for row in statements(rows))
    return f"{wanted['content']}: {count} times" if count > wanted["n"] else ""


def statements(rows: Sequence[Row]) -> list[Row]:
    return [row for row in rows if row["act"] != "attitude"]


def holds(row: Row, words: str | None) -> bool:
    return words is not None and bare(words) in plain(row["content_text"]).lower()


def plain(text: str | None) -> str:
    """Words without quotation marks and with single blanks."""
    return " ".join(re.sub(r"[“”„«»‹›\"]", "", text or "").replace("’", "'").replace("‘", "'").split())


def bare(text: str | None) -> str:
    """The same in small letters, without marks at the ends."""
    return plain(text).strip(" '.,;:–—-").lower()


def holding() -> list[str]:
    """The parts that must hold."""
    return HOLDING.read_text(encoding="utf-8").splitlines()


def main(options: Sequence[str]) -> None:
    found = told()
    lacking = {
        case["id"]: [lack for part, lack in found.items() if lack and part.startswith(f"{case['id']}: ")]
        for case in CASES
    }
    every, right = Counter(case["cause"] for case in CASES), Counter(c["cause"] for c in CASES if not lacking[c["id"]])
    for kind, cases in sorted(every.items()):
        print(f"{right[kind]:4d} of {cases:3d}  {kind}")
    print(f"{right.total():4d} of {every.total():3d}  all; {list(found.values()).count('')} of {len(found)} parts")
    if "--show" in options:
        print(*(f"{name}: {lack}" for name, several in lacking.items() for lack in several), sep="\n")
    if "--record" in options:
        now = {part for part, lack in found.items() if not lack}
        HOLDING.write_text("".join(f"{part}\n" for part in found if part in now.union(holding())), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
