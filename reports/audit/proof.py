"""The folder of a report in, what the sample proves that people checked in it out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from quotes.errors import ReadError
from quotes.review.corrections import Decision, read_decisions
from quotes.table.rows import writable
from quotes.validation.proof import Proof, proof_of
from quotes.validation.samples import FOLDER, SAMPLE, read_sample
from quotes.validation.sheets import ANSWERS


def answers_of(folder: Path) -> list[Decision]:
    """What people have answered so far to the sample of the report in ``folder``."""
    return read_decisions(folder / FOLDER / ANSWERS, lambda skipped: None)


def read_proof(folder: Path, articles: Collection[str], on_remark: Callable[[str], None]) -> Proof | None:
    """What the answers beside a report of ``articles`` prove; ``None`` where there are none, or not of these articles.

    ``on_remark`` hears why answers that are there prove nothing.
    """
    if not (folder / FOLDER / SAMPLE).exists() or not (folder / FOLDER / ANSWERS).exists():
        return None
    try:
        sample = read_sample(folder)
        if {writable(unit.article) for unit in sample.units} - set(articles) or sample.articles < len(articles):
            raise ReadError(f"{folder / FOLDER}: the sample was drawn from other articles; draw one anew with --again")
        return proof_of(sample, answers_of(folder))
    except ReadError as error:
        on_remark(f"the checked sample is left out of the report: {error}")
        return None
