"""What judging some words gives: a capacity, its weight, the rule and the words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quotes.document import Word
from quotes.model import Span
from quotes.roles.rules import Rule

PersonRole = Callable[[Sequence[Word]], str]
"""The role of the person whom some words name, empty where none: for "Bell's aide"."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A capacity that some words give, how much they weigh (0 to 1), the rule and the words themselves."""

    capacity: str
    weight: float
    rule: Rule
    evidence: Span
