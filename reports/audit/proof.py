"""The folder of a report in, what the sample proves that people checked in it out."""

from __future__ import annotations

from collections.abc import Callable, Collection
from pathlib import Path

from quotes.errors import ReadError
from quotes.review.corrections import CORRECTIONS, Decision, read_decisions, standing
from quotes.table.rows import writable
from quotes.validation.proof import Proof, proof_of
from quotes.validation.samples import FOLDER, SAMPLE, Sample, read_sample
from quotes.validation.sheets import ANSWERS


def answers_of(folder: Path) -> list[Decision]:
    """What people have answered so far to the sample of the report in ``folder``."""
    return read_decisions(folder / FOLDER / ANSWERS, lambda skipped: None)


def decided_before(folder: Path, sample: Sample) -> dict[str, Decision]:
    """The corrections of drawn statements, by subject; of a blind sample none: who corrects sees the tool's answer."""
    drawn = _drawn(sample) if not sample.wanted.blind else set()
    found = standing(read_decisions(folder / CORRECTIONS, lambda skipped: None))
    return {subject: one for subject, one in found.items() if subject in drawn}


def decisions_on(folder: Path, sample: Sample) -> list[Decision]:
    """The answers, and, once no other drawn statement is left, the corrections of those that nobody answered.

    Before that they would prove too much: who corrects begins where the tool is in doubt.
    """
    answers, before = answers_of(folder), decided_before(folder, sample)
    left = _drawn(sample) - {one.subject for one in answers}
    return [*answers, *(before[subject] for subject in sorted(left))] if left <= before.keys() else answers


def _drawn(sample: Sample) -> set[str]:
    return {unit.subject for unit in sample.drawn if unit.sort == "statement"}


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
        return proof_of(sample, decisions_on(folder, sample))
    except ReadError as error:
        on_remark(f"the checked sample is left out of the report: {error}")
        return None
