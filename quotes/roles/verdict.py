"""What judging some words gives: a capacity, the rule and the words. It is evidence; the model decides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from quotes.document import Word
from quotes.model import Span
from quotes.roles.rules import Rule, RuleKind

PersonRole = Callable[[Sequence[Word]], str]
"""The role of the person whom some words name, empty where none: for "Bell's aide"."""


def no_person(words: Sequence[Word]) -> str:
    """The ``PersonRole`` where the words may mean a body alone."""
    return ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A capacity that some words give by themselves, by which rule, and the words."""

    capacity: str
    rule: Rule
    evidence: Span

    @property
    def is_of_somebody(self) -> bool:
        """Whether it is a capacity in which somebody speaks, so neither a document's nor nobody's in particular."""
        return self.capacity not in ("unknown", "document")

    def over(self) -> Verdict:
        """The same of what is over: a former office speaks from experience, a former politician is one still."""
        if self.capacity != "official":
            return self
        return Verdict("expert", Rule(RuleKind.FORMER_OFFICE, over=self.rule), self.evidence)
