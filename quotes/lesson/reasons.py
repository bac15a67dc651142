"""A role and the words that decide it in, the codebook's rule in a sentence that a student understands out.

A gold standard may say itself what decides, by which rule, and which other role can be argued for: ``Reason``.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.errors import ReadError
from quotes.own_data import toml_beside
from quotes.roles.codebook import Codebook, CodebookRole

_FILE: Mapping[str, Any] = toml_beside(__file__, "reasons.toml")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a source has its role, by the person who marked the gold standard.

    ``evidence`` are the words that decide, ``rule`` names the codebook's rule, ``second_role`` is one that counts as
    right, too, and ``discuss`` has both readings, where it can be argued about.
    """

    evidence: str
    rule: str = ""
    second_role: str = ""
    discuss: str = ""


def read_reasons(path: Path) -> Mapping[str, Reason]:
    """The reasons of a gold standard's file, by speaker; raises ReadError where they are broken."""
    try:
        rows = json.loads(path.read_text(encoding="utf-8-sig")).get("reasons", [])
        return {row.pop("speaker"): Reason(**row) for row in rows}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReadError(f"{path}: its reasons cannot be read ({error}); see corpus/README.md") from error


def rule_sentence(rule: str, role: CodebookRole, codebook: Codebook) -> str:
    """The rule by its name, or that of the role; for a codebook without rules of its own the role's definition."""
    if codebook.name != _FILE["codebook"]:
        return f"“{role.label}” means: {role.definition}"
    return str(_FILE["rule"].get(rule) or _FILE["role"].get(role.name, role.definition))


def rule_behind(read: str) -> str:
    """The name of the rule behind what the program read, empty where it is the role's own."""
    return str(_FILE["read"].get(read, ""))
