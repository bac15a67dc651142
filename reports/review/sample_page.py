"""A report and a sample of it in, the page on which one person checks their part of it out, as one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, replace
from typing import Any

from quotes.messages import single_spaced
from quotes.model import Analysis
from quotes.review.corrections import Decision
from quotes.review.task import article_data, item, queue
from quotes.validation.samples import Sample, Unit
from quotes.validation.sheets import TASK
from reports.audit.finished import Finished
from reports.pages.annotator import ReviewTask


def sample_page(finished: Finished, sample: Sample, coder: str, before: Mapping[str, Decision]) -> str:
    """The page with what ``coder`` is to look at, in the order of the text; in a blind one nothing is marked.

    ``before`` are the corrections of drawn statements, by subject: these are shown as they are, and done.
    """
    units: dict[str, list[Unit]] = {}
    for unit in sample.drawn:
        if coder in unit.coders:
            units.setdefault(unit.article, []).append(unit)
    items: list[dict[str, Any]] = []
    texts: list[dict[str, Any]] = []
    blind = sample.wanted.blind
    for article in finished.articles():
        if article.id not in units:
            continue
        analysis = finished.found(article)
        shown = replace(analysis, attributions=()) if blind else analysis
        items += _items(len(texts), shown, units[article.id], blind)
        texts.append(article_data(shown, _on(units[article.id], before), blind=blind))
    pages = finished.pages()
    task = ReviewTask(items, f"{finished.folder.resolve()} {sample.made} {coder}", texts, blind=blind, name=TASK)
    return pages.annotator(task, pages.language.gettext("Check a sample"))


def _on(units: Iterable[Unit], before: Mapping[str, Decision]) -> list[Decision]:
    return [before[unit.subject] for unit in units if unit.subject in before]


def _items(number: int, analysis: Analysis, units: list[Unit], blind: bool) -> Iterator[dict[str, Any]]:
    """What to look at in an article: its drawn statements, and each drawn stretch of text once."""
    statements = {one["subject"]: one for one in queue(number, analysis)}
    seen = set()
    for unit in sorted(units, key=lambda unit: unit.stretch.start if unit.stretch else 0):
        if unit.sort == "statement" and not blind:
            yield statements[unit.subject] | {"worth": 0.0, "done": False}
        elif unit.stretch is not None and unit.stretch not in seen:
            seen.add(unit.stretch)
            subject = unit.subject if unit.sort == "paragraph" else f"stretch-{unit.subject}"
            yield item(number, subject, single_spaced(unit.stretch.words)[:80], stretch=asdict(unit.stretch))
