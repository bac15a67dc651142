"""The attributions table in, counts by article and category out: what every measure starts from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

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
UNANSWERED = ("article", "attribution", "speaker", "role", "cue_text")
UNNEEDED = ("attribution", "cue_text")
"""What is not needed of statements, of which there are many."""
USUAL = {"role": UNKNOWN, "source_kind": UNKNOWN, "stance": STANCES[0]}
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
    """A corpus ready to be measured; texts are categories, so that a statement takes some hundred bytes.

    ``statements`` are the attributions other than ``no-comment``, in text order within articles sorted by name, no cell
    of ``role``, ``naming``, ``source_kind``, ``words`` and ``quoted_words`` missing, ``row`` the article's position in
    ``articles``, ``key`` the position of the source in ``keys``, -1 where none is known; ``sources`` has one of their
    rows for each source of an article; ``unanswered`` are those of kind ``no-comment``.
    """

    statements: pd.DataFrame
    sources: pd.DataFrame
    unanswered: pd.DataFrame
    articles: tuple[str, ...]
    keys: pd.Index

    @property
    def key_counts(self) -> Counts:
        """How many statements each of ``keys`` has."""
        key = self.statements["key"].to_numpy()
        return np.bincount(key[key >= 0], minlength=len(self.keys))

    def block(self, frame: pd.DataFrame, by: str, of: str, labels: Sequence[str], weight: str = "") -> Block:
        """``frame``'s rows, or the sums of its column ``weight``, by article and by the labels in its column ``by``."""
        found = pd.Categorical(frame[by])
        # One more for the code -1 of a missing cell.
        column = np.append(pd.Index(list(labels)).get_indexer(found.categories), -1)[found.codes]
        kept = column >= 0
        cells = frame["row"].to_numpy()[kept] * len(labels) + column[kept]
        weights = frame[weight].to_numpy(dtype=float)[kept] if weight else None
        counts = np.bincount(cells, weights, minlength=len(self.articles) * len(labels))
        return Block(by, of, tuple(labels), counts.reshape(len(self.articles), len(labels)))


def counted(attributions: pd.DataFrame) -> Counted:
    """An attributions table as ``Counted``; articles in which nobody makes a statement count for nothing."""
    # Sorted, so that neither the order of files nor that of rows changes a number: draws are by position.
    article = _column(attributions, "article").codes
    position = attributions["position"].to_numpy(dtype=float, na_value=np.inf)
    order = np.lexsort((attributions["attribution"].to_numpy(dtype="int64"), position, article))
    asked = (attributions["kind"] == "no-comment").to_numpy(dtype=bool)[order]
    known = [*COLUMNS, *({SOURCE_KEY} & set(attributions.columns))]
    unanswered = _rows(attributions, order[asked], UNANSWERED)
    statements = _rows(attributions, order[~asked], [name for name in known if name not in UNNEEDED])
    row, articles = pd.factorize(statements["article"])
    statements["row"] = row.astype("int32")
    named = statements["named"].fillna(False).to_numpy(dtype=bool)
    statements["naming"] = pd.Categorical.from_codes((~named).astype("int8"), categories=pd.Index(NAMINGS))
    statements["key"], keys = _source_keys(statements)
    return Counted(statements, _one_row_a_source(statements), unanswered, tuple(map(str, articles)), keys)


def _rows(table: pd.DataFrame, rows: Counts, names: Sequence[str]) -> pd.DataFrame:
    return pd.DataFrame({name: _column(table, name).take(rows) for name in names})


def _column(table: pd.DataFrame, name: str) -> Any:
    """A column as an array, of texts as categories in alphabetical order; where there is a usual value none misses."""
    column = table[name]
    if name in ("words", "quoted_words"):
        return column.fillna(0).astype("int64").array
    if pd.api.types.is_numeric_dtype(column) or pd.api.types.is_bool_dtype(column):
        return column.array
    found = column.astype("category").cat
    wanted = {*map(str, found.categories), *([USUAL[name]] if name in USUAL else [])}
    alphabetical = found.set_categories(sorted(wanted))
    return (alphabetical.fillna(USUAL[name]) if name in USUAL else alphabetical).array


def _source_keys(statements: pd.DataFrame) -> tuple[Counts, pd.Index]:
    """The key of the source of each statement as a position in all keys, -1 where no source is known; and these.

    It is the column ``corpus_source`` where there is one. Elsewhere a named source whose full name stands in several
    articles is one, and all others are of their article alone.
    """
    number = len(statements)
    known = statements[SOURCE_KEY].array if SOURCE_KEY in statements else pd.Categorical([None] * number, [])
    codes = known.codes.astype("int32")
    missing = np.flatnonzero(codes < 0)
    own, names = pd.factorize(np.array(_keys_by_name(statements.take(missing)), dtype=object))
    codes[missing] = np.where(own < 0, -1, own + len(known.categories))
    key, used = pd.factorize(np.where(codes < 0, np.nan, codes)) if len(missing) else pd.factorize(codes)
    every = known.categories.astype("string").append(pd.Index(names, dtype="string"))
    return key.astype("int32"), every.take(used.astype("int64"))


def _keys_by_name(statements: pd.DataFrame) -> list[str | None]:
    return [
        None if pd.isna(speaker) else _key_by_name(speaker, named is True, kind, f"{article}\n{number}\n")
        for speaker, named, kind, article, number in zip(
            statements["speaker"],
            statements["named"].astype(object),
            statements["source_kind"],
            statements["article"],
            statements["source_id"],
            strict=True,
        )
    ]


def _key_by_name(speaker: str, named: bool, kind: str, alone: str) -> str:
    name = " ".join(speaker.split()).casefold()
    # "Bell" in two articles may be two people; "Boeing" and "Ann Bell" are taken for the same.
    return name if named and (kind != "person" or " " in name) else alone + name


def as_text(frame: pd.DataFrame) -> pd.DataFrame:
    """``frame`` with its categories as texts."""
    return frame.astype({name: "string" for name in frame.columns if frame[name].dtype == "category"})


def most_often(groups: Counts, column: pd.Series) -> pd.Categorical:
    """The commonest value of a column of categories for each of the groups 0, 1, …; of several the earliest in it."""
    number = len(column.cat.categories)
    cells, first, times = np.unique(
        groups.astype("int64") * number + column.cat.codes.to_numpy(), return_index=True, return_counts=True
    )
    order = np.lexsort((first, -times, cells // number))
    _, begins = np.unique(cells[order] // number, return_index=True)
    return pd.Categorical.from_codes(cells[order][begins] % number, categories=column.cat.categories)


def _one_row_a_source(statements: pd.DataFrame) -> pd.DataFrame:
    """The first row of each source; role and kind of statement are those of most of its statements, ties: the first."""
    known = statements[statements["source_id"].notna()]
    number = known["source_id"].to_numpy(dtype="int64")
    source, _ = pd.factorize(known["row"].to_numpy() * (number.max(initial=0) + 1) + number)
    first = known.take(np.unique(source, return_index=True)[1]).reset_index(drop=True)
    return first.assign(**{name: most_often(source, known[name]) for name in ("role", "kind")})


def role_order(counted: Counted, roles: Sequence[str]) -> tuple[str, ...]:
    """All roles, those found and those of ``roles``, by statements, most first; ties in the order of ``roles``."""
    found = counted.statements["role"].value_counts()
    found = found[found > 0]  # a category that only others have is none of theirs
    order = list(dict.fromkeys([*roles, *sorted(map(str, found.index))]))
    return tuple(sorted(order, key=lambda role: -int(found.get(role, 0))))
