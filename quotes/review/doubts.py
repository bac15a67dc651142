"""An analysis in, how much a person's look at each of its statements is worth out, with the reasons in short.

Worth is how much is in doubt, times how much it would matter in the report: many words weigh more, and so does the
first voice of an article. Of a role, what is in doubt is the mean of the two usual measures of it, that it is not
likely and that another is nearly as likely (Settles 2009, "Active learning literature survey", section 3.1: least
confidence and margin). The order is what counts, not the figure.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from quotes.model import Analysis, Attribution, Role
from quotes.table.rows import word_count

Reason = Literal["statement", "role", "close", "nobody", "long", "first"]

SURE = 0.75
"""Confidence from which on neither the statement nor its role is a reason to look."""
CLOSE = 0.1
"""Margin below which another role was nearly as likely."""
LONG = 40
"""Words from which on a statement is a long one: it weighs twice as much as one without a word."""
FIRST = 1.5
"""How much more the first voice of an article weighs."""


@dataclass(frozen=True, slots=True)
class Doubt:
    """What a look is worth, from 0 (nothing) on, and why."""

    worth: float
    reasons: tuple[Reason, ...]


def doubts(analysis: Analysis) -> tuple[Doubt, ...]:
    """One for each attribution of ``analysis``, in their order."""
    first = next((a for a in analysis.attributions if a.kind != "no-comment"), None)
    return tuple(_doubt(analysis, attribution, attribution is first) for attribution in analysis.attributions)


def _doubt(analysis: Analysis, attribution: Attribution, first: bool) -> Doubt:
    words = sum(word_count(span.of(analysis.article.text)) for span in attribution.content)
    role = attribution.role
    settled = attribution.confidence * _settled(role)
    weight = (1 + min(words / LONG, 2)) * (FIRST if first else 1)
    return Doubt(round((1 - settled) * weight, 4), tuple(_reasons(attribution, words, first)))


def _settled(role: Role | None) -> float:
    """How far a role is beyond doubt, from 0 to 1."""
    if role is None:
        return SURE
    return (role.confidence + role.margin) / 2 if role.runner_up else role.confidence


def _reasons(attribution: Attribution, words: int, first: bool) -> Iterator[Reason]:
    role = attribution.role
    if attribution.confidence < SURE:
        yield "statement"
    if role is not None and role.confidence < SURE:
        yield "role"
    if role is not None and role.runner_up and role.margin < CLOSE:
        yield "close"
    if attribution.speaker is None:
        yield "nobody"
    if words >= LONG:
        yield "long"
    if first:
        yield "first"
