"""A file of decisions of people in (JSON Lines), the coding of each of them out; and back.

What a coding says goes out as statements that the coder added, so that ``quotes corrections merge`` brings it into a
report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from quotes.annotations.coding import Coding, in_order
from quotes.errors import WriteError
from quotes.model import Span
from quotes.review.corrections import (
    Decision,
    Reading,
    append_decisions,
    digest_of,
    main_places,
    new_id,
    now,
    quoted_at,
    read_decisions,
    subject_of,
    subject_of_stretch,
)


def are_decisions(path: Path) -> bool:
    """Whether a file of JSON Lines has decisions, by its first line."""
    with path.open("rb") as file:
        return b'"action"' in file.readline()


def read(path: Path) -> list[Coding]:
    """One coding a person; the last decision of each on a subject counts."""
    by_person: dict[str, dict[str, Decision]] = defaultdict(dict)
    for decision in read_decisions(path):
        by_person[decision.who][decision.subject] = decision
    return [_coding(who, theirs.values()) for who, theirs in by_person.items()]


def _coding(who: str, decisions: Iterable[Decision]) -> Coding:
    statements: dict[str, list[Reading]] = defaultdict(list)
    denied: dict[str, list[Reading]] = defaultdict(list)
    looked: dict[str, list[Span]] = defaultdict(list)
    shown = False
    for one in decisions:
        shown = shown or one.found is not None
        if one.action == "looked-through" and one.stretch is not None:
            looked[one.article].append(one.stretch.span)
        elif one.action == "delete" and one.found is not None:
            denied[one.article].append(one.found)
        elif one.reading is not None and one.action != "withdraw":
            statements[one.article].append(one.reading)
    # Who was shown what the tool found recorded in a paragraph only what it had missed.
    read = {} if shown else looked
    return Coding(who, {name: in_order(marked) for name, marked in statements.items()}, denied, read)


def write(path: Path, codings: Sequence[Coding], texts: Mapping[str, str]) -> None:
    """Every statement as one that its coder added, every article as looked through where the coder read all of it.

    Raises WriteError where ``path`` is there.
    """
    if path.exists():
        raise WriteError(f"--out {path} is there already; name a new file")
    append_decisions(path, (decision for coding in codings for decision in _decisions(coding, texts)))


def _decisions(coding: Coding, texts: Mapping[str, str]) -> Iterator[Decision]:
    for article, marked in coding.statements.items():
        text, digest = texts[article], digest_of(texts[article])
        whole = quoted_at(text, Span(0, len(text)))
        given = (coding.coder, now(), article, digest)
        if coding.read is None:
            yield Decision(new_id(), subject_of_stretch(digest, whole), "looked-through", *given, stretch=whole)
        for reading in marked:
            subject = subject_of(digest, main_places(reading))
            yield Decision(new_id(), subject, "add", *given, decided=reading)
