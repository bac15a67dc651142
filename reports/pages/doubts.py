"""A row of the attributions table in, what of it is doubtful out: the statement, its speaker, its role."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from reports.language.words import DOUBTFUL

LOOKED_IN_VAIN = "cannot-tell"
"""What a person says who looked and could not tell."""
COLUMNS = ("confidence", "speaker_confidence", "role_confidence", "role_evidence", "checked")
"""The columns that it needs."""


def doubts_of(row: Mapping[str, Any]) -> dict[str, float]:
    """The confidence from 0 to 1 of what is doubtful, by name: ``statement``, ``speaker``, ``role``.

    What a person looked at and could tell is not in doubt, nor is a role that no words decided.
    """
    if _there(row["checked"]) and row["checked"] != LOOKED_IN_VAIN:
        return {}
    told = {"statement": row["confidence"], "speaker": row["speaker_confidence"]}
    if _there(row["role_evidence"]):
        told["role"] = row["role_confidence"]
    known = {name: float(confidence) for name, confidence in told.items() if _there(confidence)}
    return {name: confidence for name, confidence in known.items() if confidence < DOUBTFUL}


def _there(cell: Any) -> bool:
    return not pd.isna(cell) and cell != ""
