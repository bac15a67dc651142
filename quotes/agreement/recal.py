"""Items that several coders labelled in, files for ReCal out (Freelon 2010): a column a coder, a row an item, numbers.

ReCal2 and ReCal3 take nominal data without a head and without gaps, so only what all coders labelled goes out.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from quotes.agreement.items import Item, Variable


def write_recal(folder: Path, items: Sequence[Item], coders: Sequence[str], variable: Variable) -> bool:
    """Write ``VARIABLE.csv`` and what its numbers mean, ``VARIABLE-codes.csv``; whether there was anything to write.

    Raises OSError where that cannot be done.
    """
    said = [labels for item in items if len(labels := item.labels(variable)) == len(coders)]
    names = sorted({label for labels in said for label in labels.values()})
    if not names:
        return False
    folder.mkdir(parents=True, exist_ok=True)
    number = {name: place for place, name in enumerate(names, start=1)}
    _write(folder / f"{variable}.csv", [[number[labels[coder]] for coder in coders] for labels in said])
    _write(folder / f"{variable}-codes.csv", [["number", "label"], *([place, name] for name, place in number.items())])
    return True


def _write(path: Path, rows: Sequence[Sequence[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)
