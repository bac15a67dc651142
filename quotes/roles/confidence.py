"""The rule that decided a role and its margin in, how sure the role is out: the share right on labelled sources.

The shares are in ``models/role_confidence.toml``; ``python -m training roles confidence`` counts them again.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from typing import Any

from quotes.models import FOLDER

CLOSE = 0.1
"""A margin below this is a close decision."""


def kind_of_rule(rule: str) -> str:
    """The kind of a rule without the words it names: ``word for a person`` for ``word for a person: mayor``."""
    if rule.endswith("of no named body"):
        return "of no named body"
    if rule.startswith("one of the ") and rule.endswith("spoken of"):
        return "one of those spoken of"
    return re.split(r": | \(", rule, maxsplit=1)[0]


def confidence_of(rule: str, margin: float) -> float:
    """The share of labelled sources for which such a decision was right, from 0 to 1."""
    table = _shares()
    kind = kind_of_rule(rule)
    shares = table["close"] if margin < CLOSE else table["clear"]
    return float(shares.get(kind, table["overall"]))


@functools.cache
def _shares() -> Mapping[str, Any]:
    return tomllib.loads((FOLDER / "role_confidence.toml").read_text(encoding="utf-8"))
