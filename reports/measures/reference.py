"""A file of reference shares in (a census, a goal, last year), how far the shares of a corpus are from them out."""

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from quotes.errors import ReadError
from quotes.table.csv_files import restored
from quotes.table.reference import NAMES, NEEDED, REFERENCE, SHARES_FILE, USUAL_OF

LARGEST = 1_000_000
"""Bytes of the largest file that is read."""
COLUMNS = [{file: own for own, file in NAMES.items()}.get(column.name, column.name) for column in REFERENCE]


@dataclass(frozen=True)
class Reference:
    """Shares to compare with: ``name`` is what the file is called, ``rows`` have by, label, of, share, low and high."""

    name: str = ""
    rows: pd.DataFrame = field(default_factory=pd.DataFrame)


def read_reference(path: Path) -> Reference:
    """The reference shares of a CSV file: the columns division, label and share, and if known counted, low and high.

    Shares are from 0 to 1, or all of them in per cent. ``shares.csv`` of an earlier audit is such a file. Raises
    ReadError, naming the file, the row and the remedy.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise ReadError(
                f"{path}: too large for a file of reference shares; give the one with division, label and share"
            )
        cells = pd.read_csv(path, dtype=str, keep_default_na=False, encoding="utf-8-sig", sep=None, engine="python")
    except (OSError, ValueError) as error:
        raise ReadError(f"{path}: cannot be read as a CSV table of reference shares: {error}") from error
    cells = cells.rename(columns=lambda name: NAMES.get(name.strip().lower(), name.strip().lower()))
    if missing := [name for name in NEEDED if name not in cells]:
        raise ReadError(
            f"{path}: no column {', '.join(missing)}; reference shares have the columns {', '.join(NEEDED)}"
        )
    rows = pd.DataFrame({"by": cells["division"], "label": cells["label"]}).apply(
        lambda one: one.map(restored).str.strip()
    )
    of = cells["counted"].str.strip() if "counted" in cells else pd.Series("", index=cells.index)
    rows["of"] = of.where(of != "", rows["by"].map(USUAL_OF).fillna("statements"))
    for name in ("share", "low", "high"):
        rows[name] = _numbers(path, cells[name]) if name in cells else math.nan
    if (rows["share"] > 1).any():
        rows[["share", "low", "high"]] /= 100
    wrong = rows.index[~rows["share"].between(0, 1)]
    if len(wrong):
        raise ReadError(
            f"{path}, line {wrong[0] + 2}: a share is from 0 to 1, or from 0 to 100 where they are per cent; "
            f"there stands “{cells['share'][wrong[0]]}”"
        )
    twice = rows.index[rows.duplicated(["by", "label", "of"])]
    if len(twice):
        raise ReadError(f"{path}, line {twice[0] + 2}: gives {rows['by'][twice[0]]} {rows['label'][twice[0]]} twice")
    return Reference(_name(path), rows)


def _name(path: Path) -> str:
    """What a reader calls the reference: the file, or the audit of which it is the table."""
    return path.resolve().parent.name if path.name == SHARES_FILE else path.stem


def _numbers(path: Path, cells: pd.Series) -> pd.Series:
    texts = cells.map(restored).str.strip().str.removesuffix("%").str.strip().str.replace(",", ".")
    numbers = pd.to_numeric(texts.where(texts != ""), errors="coerce")
    wrong = numbers.index[numbers.isna() & (texts != "")]
    if len(wrong):
        raise ReadError(
            f"{path}, line {wrong[0] + 2}: “{cells[wrong[0]]}” is no number; write a share such as 0.51 or 51%"
        )
    return numbers.astype(float)


def compared(shares: pd.DataFrame, reference: Reference) -> pd.DataFrame:
    """How far each share is from that of ``reference``: ``COLUMNS``, a row a share that both have.

    A share that a checked sample corrects counts corrected. The interval of the difference is that of the share less
    the reference; where the reference has one of its own, both go in (Newcombe 1998, method 10: the square root of
    the summed squares of the distances to the bounds). ``clear`` tells that it does not hold 0.
    """
    return pd.DataFrame(list(_compared(shares, reference)), columns=COLUMNS)


def _compared(shares: pd.DataFrame, reference: Reference) -> Iterator[tuple[object, ...]]:
    own = {(row["by"], row["label"], row["of"]): row for row in shares.to_dict("records")}
    for row in reference.rows.to_dict("records"):
        key = (row["by"], row["label"], row["of"])
        if key not in own:
            continue
        share, low, high = _told(own[key])
        known = not math.isnan(row["low"]) and not math.isnan(row["high"])
        least, most = (row["low"], row["high"]) if known else (row["share"], row["share"])
        difference = share - row["share"]
        below = difference - math.hypot(share - low, most - row["share"])
        above = difference + math.hypot(high - share, row["share"] - least)
        clear = not (math.isnan(below) or below <= 0 <= above)
        theirs = (row["share"], row["low"], row["high"])
        yield (*key, share, low, high, *theirs, difference, below, above, clear)


def _told(row: Mapping[Any, Any]) -> tuple[float, float, float]:
    """A share with its interval: as a checked sample corrects it, else as it was counted."""
    names = ("corrected", "band_low", "band_high")
    if not any(math.isnan(row.get(name, math.nan)) for name in names):
        return float(row["corrected"]), float(row["band_low"]), float(row["band_high"])
    return float(row["share"]), float(row["low"]), float(row["high"])


def unmatched(shares: pd.DataFrame, reference: Reference) -> list[str]:
    """The reference's shares that the report has none of, as a remark names them."""
    own = set(zip(shares["by"], shares["label"], shares["of"], strict=True))
    rows = reference.rows.itertuples(index=False)
    return [f"{row.by} {row.label}" for row in rows if (row.by, row.label, row.of) not in own]
