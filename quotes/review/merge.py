"""Decisions of a report and others in, those of the others that come into the report out, and what met what."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from quotes.review.apply import Unfit
from quotes.review.corrections import Decision, standing
from quotes.review.table import unfit_line


@dataclass(frozen=True)
class Merged:
    """``new`` are to be added, in this order; ``remarks`` tell where two people decided otherwise."""

    new: Sequence[Decision]
    remarks: Sequence[str]


def merged_decisions(own: Sequence[Decision], others: Iterable[Decision]) -> Merged:
    """What comes in by merging: of two decisions on one statement the later one counts, and the meeting is told.

    A decision that ``own`` has, or that says what stands already, adds nothing.
    """
    known = {decision.id for decision in own}
    stands = standing(own)
    new: list[Decision] = []
    remarks = []
    for other in sorted(others, key=lambda decision: decision.when):
        if other.id in known:
            continue
        known.add(other.id)
        before = stands.get(other.subject)
        if before is not None and _says(before) == _says(other):
            continue
        if before is not None and before.who != other.who and other.replaces != before.id:
            later, earlier = (other, before) if other.when >= before.when else (before, other)
            why = f"{earlier.who} decided otherwise ({earlier.action}); the later decision counts"
            remarks.append(unfit_line(Unfit(later, why)))
        if before is not None and other.when < before.when:
            continue
        new.append(other)
        if other.action == "withdraw":
            stands.pop(other.subject, None)
        else:
            stands[other.subject] = other
    return Merged(new, remarks)


def _says(decision: Decision) -> tuple[object, ...]:
    return decision.action, decision.decided, decision.reach, decision.why
