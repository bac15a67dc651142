"""What a checked sample proves in, tables out: rates, corrected shares, and every unit for statistical programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from quotes.review.corrections import Reading
from quotes.table.rows import UNKNOWN, writable
from quotes.validation.answers import Answer
from quotes.validation.estimates import Estimate
from quotes.validation.proof import DIVISIONS, LABELS, UNITS, Proof
from quotes.validation.samples import Unit

Row = dict[str, Any]


def rates_table(proof: Proof) -> pd.DataFrame:
    """``measure, role, checked, value, low, high``; the interval is for these very articles."""
    rows = [(rate.measure, rate.role, rate.checked, rate.estimate.value, *rate.estimate.here) for rate in proof.rates()]
    return pd.DataFrame(rows, columns=["measure", "role", "checked", "value", "low", "high"])


def shares_table(proof: Proof) -> pd.DataFrame:
    """``by, label, of, found, corrected`` and the ends of three intervals for each share, from 0 to 1.

    ``found`` is the share by the tool alone; ``here`` is for these very articles, ``designed`` (design-based
    supervised) and ``powered`` (prediction-powered) for all that is written as they are.
    """
    return pd.DataFrame(list(_shares(proof)))


def _shares(proof: Proof) -> Iterator[Row]:
    for by in DIVISIONS:
        for label in LABELS.get(by, proof.roles):
            for of in UNITS:
                found = proof.share(by, [label], of)
                row: Row = {"by": by, "label": label, "of": of, "found": proof.found(by, label, of)}
                yield row | {"corrected": found.value} | _ends(found)


def _ends(found: Estimate) -> Row:
    kinds = {"here": found.here, "designed": found.designed, "powered": found.powered}
    return {f"{name}_{end}": getattr(one, end) for name, one in kinds.items() for end in ("low", "high")}


def units_table(proof: Proof) -> pd.DataFrame:
    """Every statement and paragraph: what the tool says, ``sample_probability``, and in ``gold_…`` what people say.

    Behind a paragraph (``unit`` missed) stands each statement that was missed in it.
    ``gold_…`` is missing where nobody looked. ``gold_statement`` is the part of the people to whom it is a statement,
    ``gold_missed`` how many statements a paragraph has that were missed.
    """
    told = {answer.unit.key: answer for answer in proof.told}
    rows = [row for unit in proof.sample.units for row in _unit_rows(unit, told.get(unit.key))]
    types = {"words": "Int64"} | dict.fromkeys(("role", "kind", "gold_role"), "string")
    return pd.DataFrame(rows).astype(types | dict.fromkeys(("named", "checked", "gold_named"), "boolean"))


def _unit_rows(unit: Unit, answer: Answer | None) -> Iterator[Row]:
    said: Row = dict.fromkeys(("role", "named", "kind", "words", "chance_right"))
    if unit.sort == "statement":
        said = {
            "role": unit.role or None,
            "named": unit.named,
            "kind": unit.manner or None,
            "words": unit.words,
            "chance_right": round(unit.chance, 4),
        }
    row = {
        "article": writable(unit.article),
        "unit": unit.sort,
        "number": unit.position + 1,
        "stratum": unit.stratum,
        **said,
        "sample_probability": unit.probability,
        "checked": answer is not None,
    }
    gold: Row = dict.fromkeys(f"gold_{name}" for name in ("statement", "role", "named", "speaker_right", "missed"))
    if answer is None:
        yield row | gold
    elif unit.sort == "statement":
        right = {"gold_speaker_right": answer.right["speaker"] / answer.statements} if answer.true else {}
        first = _true(answer.true[0][1]) if answer.true else {}
        yield row | gold | {"gold_statement": answer.statements} | first | right
    else:
        yield row | gold | {"gold_missed": answer.statements}
        for weight, reading in answer.true:
            yield row | {"unit": "missed"} | gold | {"gold_statement": weight} | _true(reading)


def _true(reading: Reading) -> Row:
    return {"gold_role": reading.role or UNKNOWN, "gold_named": bool(reading.named)}
