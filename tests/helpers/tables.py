"""Small attributions and articles tables, made by hand for the tests of measures."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from quotes.table.columns import ARTICLES, ATTRIBUTIONS
from reports.measures.counting import Counted
from reports.measures.figures import Figures

WORDS_OF_TEXT = 400


def attributions(articles: Mapping[str, Sequence[Mapping[str, Any] | str]]) -> pd.DataFrame:
    """An attributions table: for each article its statements in order, a role or the cells that matter.

    Whatever is not given: a named person of that role, one source a role, ten words, indirect, a neutral "say".
    """
    rows = []
    for article, statements in articles.items():
        sources: dict[str, int] = {}
        for number, given in enumerate(statements, start=1):
            cells = {"role": given} if isinstance(given, str) else dict(given)
            speaker = cells.setdefault("speaker", f"Ann {cells['role'].title()}")
            place = (number - 1) / len(statements)
            rows.append(
                {
                    "article": article,
                    "attribution": number,
                    "kind": "indirect",
                    "named": True,
                    "source_kind": "person",
                    "source_id": sources.setdefault(speaker, len(sources) + 1),
                    "cue_lemma": "say",
                    "stance": "neutral",
                    "words": 10,
                    "quoted_words": 0,
                    "position": place,
                    "paragraph": number,
                    "words_before": int(place * WORDS_OF_TEXT),
                }
                | cells
            )
    names = [column.name for column in ATTRIBUTIONS]
    frame = pd.DataFrame(rows).reindex(columns=names)
    return frame.astype({column.name: column.dtype for column in ATTRIBUTIONS})


def counted(table: pd.DataFrame) -> Counted:
    """The statements of an attributions table ready to be measured; of few articles, so that they are one piece."""
    (piece,) = Figures([table]).pieces()
    return piece


def articles(rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    """An articles table of rows with the cells that matter; ``metadata`` may be a mapping."""
    given = [dict(row) for row in rows]
    for row in given:
        if "metadata" in row:
            row["metadata"] = json.dumps(row["metadata"])
    frame = pd.DataFrame(given).reindex(columns=[column.name for column in ARTICLES])
    return frame.astype({column.name: column.dtype for column in ARTICLES})
