"""What judging some words gives: a capacity, the rule and the words. It is evidence; the model decides."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quotes.document import Word
from quotes.model import Span
from quotes.roles.rules import Rule

PersonRole = Callable[[Sequence[Word]], str]
"""The role of the person whom some words name, empty where none: for "Bell's aide"."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A capacity that some words give by themselves, by which rule, and the words."""

    capacity: str
    rule: Rule
    evidence: Span
