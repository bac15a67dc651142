"""Statements of some articles in, counts by article and category out: what every measure starts from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from quotes.table.rows import UNKNOWN

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
CHECKED = "checked"
"""A column that measures heed where it is there: what a person said of a statement."""
LOOKED_AT, ADDED = ("confirm", "change"), ("add",)
"""What it says of one that the tool found and of one that it had missed."""
UNANSWERED = ("article", "attribution", "speaker", "role", "cue_text")
"""Those that tell of an attribution of kind ``no-comment``."""

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
    def by_article(self) -> Counts:
        """The sum over all labels for each article."""
        size: Counts = self.counts.sum(axis=1)
        return size

    @property
    def shares(self) -> Counts:
        """Each label's share of all, from 0 to 1; zeros where nothing was counted."""
        total = self.total.astype(float)
        return total / total.sum() if total.sum() > 0 else np.zeros(len(total))


@dataclass(frozen=True)
class Counted:
    """Some articles ready to be measured.

    ``statements`` are their attributions other than ``no-comment``, in text order within articles sorted by name; texts
    are categories. No cell of ``role``, ``naming``, ``source_kind``, ``stance``, ``words`` and ``quoted_words`` is
    missing, ``row`` is the article's position in ``articles``, ``key`` the number of the source over all articles, -1
    where none is known. ``sources`` has one of the rows for each source of an article.
    """

    statements: pd.DataFrame
    sources: pd.DataFrame
    articles: Counts

    def block(self, frame: pd.DataFrame, by: str, of: str, labels: Sequence[str], weight: str = "") -> Block:
        """``frame``'s rows, or the sums of its column ``weight``, by article and by the labels in its column ``by``."""
        found = pd.Categorical(frame[by])
        # One more for the code -1 of a missing cell.
        column = np.append(pd.Index(list(labels)).get_indexer(found.categories), -1)[found.codes]
        kept = column >= 0
        cells = frame["row"].to_numpy()[kept] * len(labels) + column[kept]
        weights = frame[weight].to_numpy()[kept] if weight else None
        counts = np.bincount(cells, weights, minlength=len(self.articles) * len(labels))
        whole = weights is None or np.issubdtype(weights.dtype, np.integer)
        counts = counts.reshape(len(self.articles), len(labels))
        return Block(by, of, tuple(labels), _compact(counts.astype("int64")) if whole else counts)


def checked(piece: Counted, actions: Sequence[str]) -> Counted:
    """The part of a piece of which people said one of ``actions``; sources of which they looked at every statement."""
    statements = piece.statements
    looked = statements[CHECKED].isin([*LOOKED_AT, *ADDED])
    every = looked.groupby([statements["row"], statements["source_id"]]).all()
    sources = pd.MultiIndex.from_frame(piece.sources[["row", "source_id"]])
    sure = every.reindex(sources).to_numpy(dtype=bool) & (actions == LOOKED_AT)
    return replace(piece, statements=statements[statements[CHECKED].isin(actions)], sources=piece.sources[sure])


def _compact(counts: Counts) -> Counts:
    """Whole numbers in as few bytes as hold them: there may be many articles."""
    return counts.astype(np.min_scalar_type(-1 - int(counts.max(initial=0))))


def counted(statements: pd.DataFrame, articles: Counts) -> Counted:
    """Statements in order as ``Counted``; ``articles`` are the names that their column ``row`` counts."""
    naming = pd.Categorical.from_codes((~statements["named"]).astype("int8"), categories=pd.Index(NAMINGS))
    texts = {name: "category" for name in statements.columns if isinstance(statements[name].dtype, pd.StringDtype)}
    coded = statements.astype(texts).assign(naming=naming)
    return Counted(coded, _one_row_a_source(coded), articles)


class Stack:
    """The same blocks of several pieces, put below one another until they are over all articles."""

    def __init__(self) -> None:
        self._first: list[Block] = []
        self._counts: list[list[Counts]] = []

    def add(self, blocks: Iterable[Block]) -> None:
        """Put the blocks of a further piece below those that are there; each time the same ones."""
        own = list(blocks)
        if not self._first:
            self._first, self._counts = own, [[] for _ in own]
        for counts, block in zip(self._counts, own, strict=True):
            counts.append(block.counts)

    @property
    def blocks(self) -> list[Block]:
        """The blocks over all articles."""
        return [
            replace(block, counts=np.concatenate(counts))
            for block, counts in zip(self._first, self._counts, strict=True)
        ]


def with_texts(frame: pd.DataFrame) -> pd.DataFrame:
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
