"""The attributions table in, counts by article and category out: what every measure starts from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

UNKNOWN = "unknown"
KINDS = ("direct", "indirect", "mixed")
NAMINGS = ("named", "unnamed")
SOURCE_KINDS = ("person", "group", "document", UNKNOWN)
STANCES = ("neutral", "endorsing", "distancing")
UNITS = ("statements", "words", "quoted_words", "sources")
"""What is counted: attributions, words of their contents, those of them in quotation marks, sources."""

COLUMNS = (
    "article", "attribution", "kind", "speaker", "role", "named", "source_kind", "source_id", "cue_text", "cue_lemma",
    "stance", "words", "quoted_words", "position", "paragraph", "words_before", "polarity", "subjectivity", "title",
    "date",
)  # fmt: skip
"""The columns of the attributions table that measures need: all but the texts."""
SOURCE_KEY = "corpus_source"
"""A column that they heed where it is there: one key a source over all articles."""

Counts = np.ndarray


@dataclass(frozen=True)
class Block:
    """How often each of some categories was counted in each article.

    ``by`` is what the categories are of ("role"), ``of`` what was counted ("words"), ``labels`` the categories,
    ``counts`` an array of numbers, articles × labels. The articles are the same, in the same order, for all blocks of
    one corpus.
    """

    by: str
    of: str
    labels: tuple[str, ...]
    counts: Counts

    @property
    def total(self) -> Counts:
        """The sum over all articles for each label."""
        total: Counts = self.counts.sum(axis=0)
        return total

    @property
    def shares(self) -> Counts:
        """Each label's share of all, from 0 to 1; zeros where nothing was counted."""
        total = self.total.astype(float)
        return total / total.sum() if total.sum() > 0 else np.zeros(len(total))


@dataclass(frozen=True)
class Counted:
    """A corpus ready to be measured.

    ``statements`` are the attributions other than ``no-comment``, in text order within articles sorted by name, no cell
    of ``role``, ``naming``, ``source_kind``, ``words`` and ``quoted_words`` missing, ``row`` the article's position in
    ``articles``; ``sources`` has one of their rows for each source; ``unanswered`` are those of kind ``no-comment``.
    """

    statements: pd.DataFrame
    sources: pd.DataFrame
    unanswered: pd.DataFrame
    articles: tuple[str, ...]

    def block(self, frame: pd.DataFrame, by: str, of: str, labels: Sequence[str], weight: str = "") -> Block:
        """``frame``'s rows, or the sums of its column ``weight``, by article and by the labels in its column ``by``."""
        column = pd.Index(list(labels)).get_indexer(pd.Index(frame[by]))
        kept = column >= 0
        cells = frame["row"].to_numpy()[kept] * len(labels) + column[kept]
        weights = frame[weight].to_numpy(dtype=float)[kept] if weight else None
        counts = np.bincount(cells, weights, minlength=len(self.articles) * len(labels))
        return Block(by, of, tuple(labels), counts.reshape(len(self.articles), len(labels)))


def counted(attributions: pd.DataFrame) -> Counted:
    """An attributions table as ``Counted``; articles in which nobody makes a statement count for nothing."""
    needed = [*COLUMNS, *({SOURCE_KEY} & set(attributions.columns))]
    table = attributions[needed].assign(
        role=attributions["role"].fillna(UNKNOWN).astype(str),
        source_kind=attributions["source_kind"].fillna(UNKNOWN).astype(str),
        naming=attributions["named"].fillna(False).astype(bool).map({True: NAMINGS[0], False: NAMINGS[1]}),
        stance=attributions["stance"].fillna(STANCES[0]).astype(str),
        kind=attributions["kind"].astype(str),
        words=attributions["words"].fillna(0).astype("int64"),
        quoted_words=attributions["quoted_words"].fillna(0).astype("int64"),
    )
    # Sorted, so that neither the order of files nor that of rows changes a number: draws are by position.
    table = table.sort_values(["article", "position", "attribution"], kind="stable").reset_index(drop=True)
    asked = table["kind"] == "no-comment"
    statements = table[~asked].reset_index(drop=True)
    row, articles = pd.factorize(statements["article"])
    statements = statements.assign(row=row)
    return Counted(
        statements,
        _one_row_a_source(statements),
        table[asked].reset_index(drop=True),
        tuple(map(str, articles)),
    )


def _one_row_a_source(statements: pd.DataFrame) -> pd.DataFrame:
    """The first row of each source; role and kind of statement are those of most of its statements, ties: the first."""
    known = statements.dropna(subset=["source_id"])
    source = ["article", "source_id"]
    first = known.drop_duplicates(source).set_index(source)
    for column in ("role", "kind"):
        often = known.groupby([*source, column], sort=False).size().rename("often").reset_index()
        often = often.sort_values("often", ascending=False, kind="stable").drop_duplicates(source)
        first[column] = often.set_index(source)[column].reindex(first.index)
    return first.reset_index()


def role_order(counted: Counted, roles: Sequence[str]) -> tuple[str, ...]:
    """All roles, those found and those of ``roles``, by statements, most first; ties in the order of ``roles``."""
    found = counted.statements["role"].value_counts()
    order = list(dict.fromkeys([*roles, *sorted(map(str, found.index))]))
    return tuple(sorted(order, key=lambda role: -int(found.get(role, 0))))
