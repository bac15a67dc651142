"""Codings of several people in, tables of how far they agree out: over all, pair by pair, and what splits them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from quotes.agreement.coefficients import (
    Coefficient,
    Measure,
    alpha,
    cohens_kappa,
    draws,
    fleiss_kappa,
    percent,
    percentiles,
    with_interval,
)
from quotes.agreement.items import VARIABLES, Item, Variable, continuum_of, in_common, split
from quotes.agreement.unitizing import unitized_alpha
from quotes.annotations.coding import Coding
from quotes.review.corrections import main_places
from quotes.review.table import one_text
from quotes.table.rows import writable

MEASURES: dict[str, Measure] = {"percent": percent, "alpha": alpha}
STATEMENTS, WORDS = "statements", "words of statements"
"""What F1 and unitized alpha are about, in the column of variables."""
COLUMNS = ("variable", "measure", *Coefficient._fields)

Row = tuple[object, ...]


def agreement_table(codings: Sequence[Coding], items: Sequence[Item]) -> pd.DataFrame:
    """``variable, measure, value, low, high, items``: a row for each that can be given, over all coders."""
    rows: list[Row] = [(WORDS, "unitized_alpha", *_unitized(codings))]
    for variable in VARIABLES:
        said = _said(items, variable)
        rows += [(variable, name, *with_interval(said, measure)) for name, measure in MEASURES.items()]
        by_all = [(article, labels) for article, labels in said if len(labels) == len(codings)]
        rows.append((variable, "fleiss_kappa", *with_interval(by_all, fleiss_kappa)))
    frame = pd.DataFrame(rows, columns=list(COLUMNS))
    return frame[frame["value"].notna()].reset_index(drop=True)


def pairs_table(codings: Sequence[Coding], items: Sequence[Item]) -> pd.DataFrame:
    """``coder, other`` and the columns of ``agreement_table``: the same for each two coders, with Cohen's kappa."""
    rows = [
        (*(coding.coder for coding in both), *row) for both in combinations(codings, 2) for row in _pair(both, items)
    ]
    frame = pd.DataFrame(rows, columns=["coder", "other", *COLUMNS])
    return frame[frame["value"].notna()].reset_index(drop=True)


def _pair(both: Sequence[Coding], items: Sequence[Item]) -> Iterator[Row]:
    coders = first, second = both[0].coder, both[1].coder
    value, number = in_common(items, first, second)
    yield (STATEMENTS, "f1", *Coefficient(value, items=number))
    yield (WORDS, "unitized_alpha", *_unitized(both))
    for variable in VARIABLES:
        said = _said(items, variable, coders)
        yield (variable, "percent", *with_interval(said, percent))
        yield (variable, "cohens_kappa", *with_interval(said, cohens_kappa))


def _said(
    items: Sequence[Item], variable: Variable, coders: Sequence[str] | None = None
) -> list[tuple[str, dict[str, str]]]:
    """What coders say of each item that at least two of them speak of, with its article.

    Whether there is a statement is only asked where somebody was shown one: who reads freely sees none in most places.
    """
    if variable == "statement" and not any(item.shown for item in items):
        return []
    found = []
    for item in items:
        labels = item.labels(variable)
        if coders is not None:
            labels = {coder: label for coder, label in labels.items() if coder in coders}
        if len(labels) > 1:
            found.append((item.article, labels))
    return found


def _unitized(codings: Sequence[Coding]) -> Coefficient:
    continuum, articles = continuum_of(codings)
    names = list(dict.fromkeys(articles))
    if not names:
        return Coefficient()
    place = np.array([names.index(article) for article in articles])
    drawn = (unitized_alpha(continuum, np.bincount(draw, minlength=len(names))[place]) for draw in draws(len(names)))
    number = sum(len(units) for coders in continuum.units for units in coders)
    return Coefficient(unitized_alpha(continuum), *percentiles(drawn), number)


def split_table(items: Sequence[Item], coders: Sequence[str]) -> pd.DataFrame:
    """A row for each statement and variable on which coders differ: its words, and what each says."""
    rows = [
        {
            "article": writable(item.article),
            "text": writable(one_text(item.reading.content or main_places(item.reading))),
            "variable": variable,
            **{coder: labels.get(coder) for coder in coders},
        }
        for item, variable, labels in split(items)
    ]
    return pd.DataFrame(rows, columns=["article", "text", "variable", *coders], dtype="string")
