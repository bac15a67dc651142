"""Two tables of articles and attributions in, how groups of articles differ out: shares, differences, and their doubt.

What is tested: each role's, naming's and kind's share of the statements of a group against that of all other articles.
Groups of few articles are shown and neither tested nor ranked.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from quotes.roles.codebook import Codebook, load_codebook
from reports.measures.counting import KINDS, NAMINGS, Block, Stack
from reports.measures.figures import Figures, figures_of
from reports.measures.grouping import TIMES, ComparisonError, groups_by
from reports.measures.intervals import Resamples, bounds
from reports.measures.known_error import corrected_shares, known_error_for
from reports.measures.permutation import permutation_test
from reports.measures.shares import resampled, share_table

FEWEST = 10
"""Articles with statements that a group must have to be tested and ranked."""
REST = "all others"
CLEAR = 0.05
DIFFERENCES = [
    "group", "other", "by", "label", "share", "other_share", "difference", "low", "high", "p_value", "p_adjusted",
    "clear",
]  # fmt: skip


@dataclass(frozen=True)
class Comparison:
    """How groups of articles differ. Shares and differences are from 0 to 1 and -1 to 1; missing bounds not-a-number.

    ``by`` says what the groups are, ``fewest`` how many articles with statements a group needs, ``family`` how many
    tests were corrected for, ``official`` the roles that count as official. The frames:

    - ``groups``: ``group, articles, articles_with_statements, statements, sources, enough, rank``; ``rank`` is by the
      share of official roles, 1 the highest, missing where ``enough`` is not. In time order for months and years, else
      ranked first. The group of articles whose files do not tell is called "" and is never ``enough``.
    - ``shares``: ``group, by, label, of, count, share, low, high, band_low, band_high``, of statements by role, naming
      and kind; no bounds where the group is too small.
    - ``differences``: ``group, other, by, label, share, other_share, difference, low, high, p_value, p_adjusted,
      clear``. ``other`` is ``REST``, or the second group where there are two (then there is one row a label). Labels
      that nobody has in any group are left out. ``clear`` is ``p_adjusted`` below ``CLEAR``.
    """

    by: str
    fewest: int
    family: int
    official: tuple[str, ...]
    groups: pd.DataFrame
    shares: pd.DataFrame
    differences: pd.DataFrame

    @property
    def roles(self) -> list[str]:
        """The roles whose shares it has."""
        return list(self.shares.loc[self.shares["by"] == "role", "label"].unique())


def compare(
    attributions: pd.DataFrame | Figures,
    articles: pd.DataFrame,
    by: str,
    *,
    codebook: Codebook | None = None,
    fewest: int = FEWEST,
) -> Comparison:
    """The articles of one audit compared ``by`` outlet, author, section, month, year or the name of a metadata column.

    Raises ComparisonError, naming what is possible, where no article has it, all have the same, or there are too many
    groups to show.
    """
    group, found = groups_by(articles, by)
    return _compared(figures_of(attributions), group, by, found, codebook or load_codebook(), fewest)


def compare_audits(
    audits: Mapping[str, tuple[pd.DataFrame | Iterable[pd.DataFrame], pd.DataFrame]],
    *,
    codebook: Codebook | None = None,
) -> Comparison:
    """Two audits compared: their names ("before", "after"), each with its attributions table, in one or in pieces,
    and its articles table.

    The same article in both counts in both. Raises ComparisonError where there are not two.
    """
    if len(audits) != 2:
        raise ComparisonError(f"{len(audits)} audits: give two to compare")
    # An article may stand in both: its name alone would make one of two.
    figures = Figures(
        piece.assign(article=within(number, piece))
        for number, (pieces, _) in enumerate(audits.values())
        for piece in ([pieces] if isinstance(pieces, pd.DataFrame) else pieces)
    )
    groups = [
        pd.Series(name, index=pd.Index(within(number, articles)), dtype=object)
        for number, (name, (_, articles)) in enumerate(audits.items())
    ]
    return _compared(figures, pd.concat(groups), "audit", list(audits), codebook or load_codebook(), FEWEST)


def within(number: int, table: pd.DataFrame) -> list[str]:
    """The articles of a table by names that no other of several audits has."""
    return [f"{number}\n{article}" for article in table["article"]]


def _compared(
    figures: Figures, group: pd.Series, by: str, names: Sequence[str], codebook: Codebook, fewest: int
) -> Comparison:
    order = figures.role_order([role.name for role in codebook.roles])
    divisions: tuple[tuple[str, Sequence[str]], ...] = (("role", order), ("naming", NAMINGS), ("kind", KINDS))
    stack = Stack()
    for piece in figures.pieces():
        sources = piece.block(piece.sources, "role", "sources", order)
        stack.add([sources, *(piece.block(piece.statements, name, "statements", labels) for name, labels in divisions)])
    sources, *blocks = stack.blocks
    own = group[~group.index.duplicated()].reindex(figures.articles).fillna("").to_numpy()
    groups = _groups({"statements": blocks[0], "sources": sources}, group, own, names, fewest)
    shares = pd.concat(
        [
            _shares(name, [_part(block, own == name) for block in blocks], codebook, bool(enough))
            for name, enough in zip(groups["group"], groups["enough"], strict=True)
        ],
        ignore_index=True,
    )
    groups = _ranked(groups, shares, codebook.official, by)
    large = [name for name in names if bool(groups.set_index("group").loc[name, "enough"])]
    differences = _differences(blocks, own, large)
    return Comparison(by, fewest, len(differences), codebook.official, groups, shares, differences)


def _part(block: Block, rows: np.ndarray) -> Block:
    return replace(block, counts=block.counts[rows])


def _groups(
    counts: Mapping[str, Block], group: pd.Series, own: np.ndarray, names: Sequence[str], fewest: int
) -> pd.DataFrame:
    every = [*names, ""] if (group == "").any() else list(names)
    speaking = pd.Series(own).value_counts()
    frame = pd.DataFrame({"group": every, "articles": group.value_counts().reindex(every, fill_value=0).to_numpy()})
    frame["articles_with_statements"] = speaking.reindex(every, fill_value=0).to_numpy()
    for column, block in counts.items():
        frame[column] = pd.Series(block.by_article).groupby(own).sum().reindex(every, fill_value=0).to_numpy()
    return frame.assign(enough=(frame["articles_with_statements"] >= fewest) & (frame["group"] != ""))


def _shares(name: str, blocks: Sequence[Block], codebook: Codebook, enough: bool) -> pd.DataFrame:
    totals = resampled(blocks, Resamples(len(blocks[0].counts)))
    known = known_error_for(codebook) if enough else None
    bands = {(b.by, b.of): corrected_shares(b, total, known) for b, total in zip(blocks, totals, strict=True)}
    table = share_table(blocks, totals, bands)
    if not enough:
        table[["low", "high"]] = np.nan
    table.insert(0, "group", name)
    return table


def _ranked(groups: pd.DataFrame, shares: pd.DataFrame, official: Sequence[str], by: str) -> pd.DataFrame:
    mine = shares[(shares["by"] == "role") & shares["label"].isin(list(official))]
    share = mine.groupby("group")["share"].sum().reindex(groups["group"]).fillna(0.0).to_numpy()
    rank = pd.Series(share).where(groups["enough"]).rank(method="min", ascending=False).astype("Int64")
    ranked = groups.assign(rank=rank)
    if by not in TIMES:
        ranked = ranked.sort_values(["rank", "articles"], ascending=[True, False], na_position="last", kind="stable")
    return ranked.reset_index(drop=True)


def _differences(blocks: Sequence[Block], own: np.ndarray, large: Sequence[str]) -> pd.DataFrame:
    """Every large group against all other articles of large groups, or the first of two against the second."""
    if len(large) < 2:
        return pd.DataFrame(columns=DIFFERENCES)
    number = pd.Index(list(large)).get_indexer(pd.Index(own))
    rows = number >= 0
    number = number[rows]
    blocks = [_part(block, rows) for block in blocks]
    counts = np.hstack([block.counts for block in blocks])
    whole = np.hstack(
        [np.broadcast_to(block.counts.sum(axis=1, keepdims=True), block.counts.shape) for block in blocks]
    )
    heard = counts.sum(axis=0) > 0
    counts, whole = counts[:, heard], whole[:, heard]
    labels = pd.DataFrame([(b.by, label) for b in blocks for label in b.labels], columns=["by", "label"])[heard]
    p_values, adjusted = permutation_test(counts, whole, number, len(large))
    frames = []
    for position, name in enumerate(large[:1] if len(large) == 2 else large):
        inside = number == position
        share, low, high = _difference(counts, whole, inside)
        frame = labels.assign(group=name, other=large[1] if len(large) == 2 else REST)
        frame["share"], frame["other_share"] = share
        frame["difference"] = frame["share"] - frame["other_share"]
        frames.append(frame.assign(low=low, high=high, p_value=p_values[position], p_adjusted=adjusted[position]))
    every = pd.concat(frames, ignore_index=True)
    found: pd.DataFrame = every.assign(clear=every["p_adjusted"] < CLEAR)[DIFFERENCES]
    return found


def _difference(
    counts: np.ndarray, whole: np.ndarray, inside: np.ndarray
) -> tuple[tuple[np.ndarray, np.ndarray], np.ndarray, np.ndarray]:
    """The shares inside and outside, and the bounds of their difference: both sides are resampled, each by itself."""
    shares, drawn, residuals = [], [], []
    for side in (inside, ~inside):
        share = counts[side].sum(axis=0) / whole[side].sum(axis=0)
        resamples = Resamples(int(side.sum()))
        drawn.append(resamples.totals(counts[side]) / resamples.totals(whole[side]))
        residuals.append((counts[side] - share * whole[side]) / whole[side].sum(axis=0))
        shares.append(share)
    error = np.sqrt(np.nanvar(drawn[0], axis=0) + np.nanvar(drawn[1], axis=0))
    smaller = int(min(inside.sum(), (~inside).sum()))
    low, high = bounds(shares[0] - shares[1], error, np.vstack(residuals), 2 * smaller, "any")
    return (shares[0], shares[1]), np.maximum(low, -1.0), np.minimum(high, 1.0)
