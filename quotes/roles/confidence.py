"""The rule that decided a role and its margin in, how sure the role is out: the share right on labelled sources.

The shares are in ``models/role_confidence.toml``; ``python -m training roles confidence`` counts them again.
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from typing import Any

from quotes.models import FOLDER
from quotes.roles.rules import RuleKind

CLOSE = 0.1
"""A margin below this is a close decision."""


def confidence_of(kind: RuleKind, margin: float) -> float:
    """The share of labelled sources for which such a decision was right, from 0 to 1."""
    table = _shares()
    shares = table["close"] if margin < CLOSE else table["clear"]
    return float(shares.get(kind, table["overall"]))


@functools.cache
def _shares() -> Mapping[str, Any]:
    return tomllib.loads((FOLDER / "role_confidence.toml").read_text(encoding="utf-8"))
