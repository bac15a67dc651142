"""The installed plugins in, the checks that they bring out, each with its rule, question and settings."""

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from quotes.plugins import Registered, by_name, registered
from reports.checks.reading import Rule
from reports.checks.rules import RULES


@dataclass(frozen=True, slots=True)
class CheckExample:
    """A text, and the question that the check must ask about it."""

    text: str
    question: str


@dataclass(frozen=True, slots=True)
class PluginCheck:
    """A check: the keys are those of a table in ``checks.toml``, which explains them; ``settings`` are all the others.

    A file given with ``--checks`` may change it as it may change ours.
    """

    name: str
    title: str
    question: str
    reason: str
    rule: Rule
    example: CheckExample
    settings: Mapping[str, Any] = field(default_factory=dict)
    codes: Sequence[Mapping[str, str]] = ()

    @property
    def table(self) -> dict[str, Any]:
        """The check as a table of ``checks.toml``."""
        return {
            "on": True,
            "title": self.title,
            "question": self.question,
            "reason": self.reason,
            "codes": list(self.codes),
            **self.settings,
        }


@functools.cache
def plugin_checks() -> Mapping[str, Registered[PluginCheck]]:
    """The checks of plugins by their names; none bears the name of one of ours."""
    return by_name(registered("add_checks", PluginCheck), RULES)
