"""Attributions with confidence and their gold standard in, the trade of recall for precision out.

The attributions are what ``quotes attribute POLNEAR/dev/text --acts speech,writing,belief,attitude --format jsonl``
prints. A line says what is left with ``--min-confidence`` at that height; found means that contents share half of their
characters.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from quotes.errors import ReadError
from quotes.evaluate import matched, read_brat_gold, read_predictions

STEPS = 10


def curve(predictions: Path, gold: Path) -> list[tuple[float, float, float, float]]:
    """Rows of least confidence, precision, recall and F1."""
    wanted = read_brat_gold(gold)
    found = read_predictions(predictions)
    sure = _confidences(predictions)
    table = []
    for step in range(STEPS):
        least = step / STEPS
        right = kept = 0
        for article, annotated in wanted.items():
            pairs = zip(found.get(article, ()), sure.get(article, ()), strict=True)
            spans = [one.content for one, confidence in pairs if one.content and confidence >= least]
            right += len(matched([one.content for one in annotated], spans))
            kept += len(spans)
        precision, recall = right / max(1, kept), right / sum(map(len, wanted.values()))
        table.append((least, precision, recall, 2 * precision * recall / max(1e-9, precision + recall)))
    return table


def _confidences(predictions: Path) -> dict[str, list[float]]:
    """Those of each article, in the order in which ``read_predictions`` has its attributions."""
    found: defaultdict[str, list[float]] = defaultdict(list)
    for number, line in enumerate(predictions.read_text(encoding="utf-8-sig").split("\n"), start=1):
        if line.strip():
            row = json.loads(line)
            if not isinstance(row.get("confidence"), int | float):
                raise ReadError(
                    f"{predictions}, line {number}: no confidence; `quotes attribute --format jsonl` prints one"
                )
            found[str(row["article"])].append(float(row["confidence"]))
    return found


def report(predictions: Path, gold: Path) -> Iterator[str]:
    """The curve as lines."""
    table = curve(predictions, gold)
    yield "confidence  precision  recall     F1"
    for least, precision, recall, f1 in table:
        yield f"{least:10.1f}{precision:11.3f}{recall:8.3f}{f1:7.3f}"
