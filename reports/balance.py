"""The attributions table in, all measures of source balance out: who is heard, how much, how, where, and how surely.

Attributions of kind ``no-comment`` are no statements: they are listed apart and counted nowhere else. What each measure
is, how it is computed and how to read it stands in docs/measures.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from quotes.roles.codebook import Codebook, load_codebook
from reports.measures.counting import COLUMNS, UNKNOWN, Block, Counted, counted, role_order
from reports.measures.diversity import effective_number, gini, lorenz
from reports.measures.intervals import (
    Resamples,
    bounds,
    degrees_of_freedom,
    mean_bounds,
    median_bounds,
    share_bounds,
    shares_of,
)
from reports.measures.known_error import Corrected, KnownError, corrected, known_error_for
from reports.measures.prominence import first_other, other_roles, place_blocks
from reports.measures.shares import resampled, share_blocks, share_table
from reports.measures.sources import jackknifed, most_heard, source_keys
from reports.measures.timeline import floor, timeline
from reports.measures.treatment import cues, tone, treatment

NOTHING = float("nan")


class Measure(NamedTuple):
    """One measure of the summary; a bound is not-a-number where it cannot be given."""

    measure: str
    value: float
    low: float = NOTHING
    high: float = NOTHING
    band_low: float = NOTHING
    band_high: float = NOTHING
    unit: str = "number"


@dataclass(frozen=True)
class Balance:
    """The measures of one corpus. Shares are from 0 to 1, a bound that cannot be given is not-a-number.

    ``words`` and ``quoted_words`` are those of all contents, ``known_error`` is what the bands rest on (``None``: there
    are none), ``official`` and ``citizens`` the roles that count as such. The frames:

    - ``shares``: ``by, label, of, count, share, low, high, band_low, band_high``. ``by`` is role, naming, kind or
      source_kind; ``of`` statements, words, quoted_words or sources, for roles also first, last, headline, lead and
      first_third (``reports.measures.prominence``). Roles stand most heard first.
    - ``summary``: ``measure, value, low, high, band_low, band_high, unit``; a row a measure of docs/measures.md.
    - ``treatment``, ``tone``, ``cues``: ``reports.measures.treatment``. ``most_heard``: ``reports.measures.sources``.
    - ``lorenz``: ``sources, statements``, cumulative shares. ``first_other``: ``reports.measures.prominence``.
    - ``floor``, ``timeline``: who has the floor in each tenth of the articles, the official share by month
      (``reports.measures.timeline``).
    - ``unanswered``: ``article, attribution, speaker, role, cue_text``, a row an attribution of kind ``no-comment``.
    - ``by_article``: a row an article with statements: ``article, statements, sources, role`` (most heard in it),
      ``role_share, effective_sources, top_source_share, official_share, unnamed_share, first_role, last_role,
      words_before_other``.
    """

    articles: int
    articles_with_statements: int
    statements: int
    words: int
    quoted_words: int
    sources: int
    official: tuple[str, ...]
    citizens: tuple[str, ...]
    known_error: KnownError | None
    shares: pd.DataFrame
    summary: pd.DataFrame
    treatment: pd.DataFrame
    tone: pd.DataFrame
    cues: pd.DataFrame
    most_heard: pd.DataFrame
    lorenz: pd.DataFrame
    first_other: pd.DataFrame
    floor: pd.DataFrame
    timeline: pd.DataFrame
    unanswered: pd.DataFrame
    by_article: pd.DataFrame

    def share_of(self, by: str, of: str = "statements") -> pd.DataFrame:
        """The rows of ``shares`` for one division: ``label, count, share, low, high, band_low, band_high``.

        Raises KeyError where there is no such division.
        """
        rows = self.shares[(self.shares["by"] == by) & (self.shares["of"] == of)]
        if rows.empty:
            raise KeyError(f"no shares of {of} by {by}")
        return rows.drop(columns=["by", "of"]).reset_index(drop=True)

    def value(self, measure: str) -> Measure:
        """One row of ``summary``; raises KeyError where there is no such measure."""
        for row in self.summary.itertuples(index=False, name=None):
            if row[0] == measure:
                return Measure(*row)
        raise KeyError(f"no measure {measure}")

    @property
    def roles(self) -> pd.DataFrame:
        """A row a role: ``role, statements, statement_share, low, high, words, word_share, sources, source_share,
        first, first_share``."""
        statements = self.share_of("role")
        frame = pd.DataFrame({"role": statements["label"].astype("string")})
        frame[["statements", "statement_share", "low", "high"]] = statements[["count", "share", "low", "high"]]
        for of, name in (("words", "word"), ("sources", "source"), ("first", "first")):
            frame[[of, f"{name}_share"]] = self.share_of("role", of)[["count", "share"]]
        return frame

    @property
    def naming(self) -> pd.DataFrame:
        """``label, statements, statement_share`` of named and unnamed sources."""
        return self._labelled("naming")

    @property
    def kinds(self) -> pd.DataFrame:
        """``label, statements, statement_share`` of direct, indirect and mixed statements."""
        return self._labelled("kind")

    def _labelled(self, by: str) -> pd.DataFrame:
        columns = {"count": "statements", "share": "statement_share"}
        return self.share_of(by)[["label", *columns]].rename(columns=columns)


def balance(
    attributions: pd.DataFrame,
    articles: int | None = None,
    roles: Sequence[str] = (),
    *,
    codebook: Codebook | None = None,
) -> Balance:
    """The measures of an attributions table, which must have ``COLUMNS``.

    ``articles`` is the number of articles read, those without attributions included; ``roles`` are those to report even
    where nobody speaks in them (by default all of the codebook). ``codebook`` (the default one if not given) says which
    roles are official, and whether anything is known of the tool's errors.
    """
    book = codebook or load_codebook()
    corpus = counted(attributions)
    order = role_order(corpus, roles or [role.name for role in book.roles])
    resamples = Resamples(len(corpus.articles))
    blocks = [*share_blocks(corpus, order), *place_blocks(corpus, order)]
    totals = resampled(blocks, resamples)
    known = known_error_for(book)
    bands = {(b.by, b.of): corrected(b, total, known) for b, total in zip(blocks, totals, strict=True)}
    others = first_other(corpus, other_roles(book, order))
    summary = _Summary(corpus, book, resamples, {(b.by, b.of): b for b in blocks}, bands, others)
    statements = corpus.statements
    return Balance(
        articles=attributions["article"].nunique() if articles is None else articles,
        articles_with_statements=len(corpus.articles),
        statements=len(statements),
        words=int(statements["words"].sum()),
        quoted_words=int(statements["quoted_words"].sum()),
        sources=len(corpus.sources),
        official=book.official,
        citizens=book.citizens,
        known_error=known if any(len(band.draws) for band in bands.values()) else None,
        shares=share_table(blocks, totals, bands),
        summary=pd.DataFrame(list(summary.measures()), columns=Measure._fields),
        treatment=treatment(corpus, order, resamples),
        tone=tone(corpus, order, resamples),
        cues=cues(corpus),
        most_heard=most_heard(corpus, resamples),
        lorenz=lorenz(source_keys(statements).value_counts().to_numpy()),
        first_other=others,
        floor=floor(corpus, order, resamples),
        timeline=timeline(corpus, book.official),
        unanswered=corpus.unanswered[["article", "attribution", "speaker", "role", "cue_text"]],
        by_article=_by_article(corpus, book, others),
    )


@dataclass(frozen=True)
class _Summary:
    """Computes the measures of ``Balance.summary``."""

    corpus: Counted
    codebook: Codebook
    resamples: Resamples
    blocks: Mapping[tuple[str, str], Block]
    bands: Mapping[tuple[str, str], Corrected]
    others: pd.DataFrame

    def measures(self) -> Iterator[Measure]:
        """All of them, in the order of docs/measures.md."""
        for order, name in ((1, "effective_roles"), (2, "effective_roles_2")):
            yield self._effective_roles(name, order)
        yield Measure("effective_sources", *jackknifed(lambda heard: _effective(heard, 1), self.corpus, 1.0))
        yield Measure("effective_sources_2", *jackknifed(lambda heard: _effective(heard, 2), self.corpus, 1.0))
        yield self._mean_number("sources_per_article", self._effective_by_article())
        yield self._share("top_source_share", *self._top_source())
        yield Measure("gini_sources", *jackknifed(gini, self.corpus, most=1.0))
        official, citizens = self.codebook.official, self.codebook.citizens
        yield self._side("official_share", "role", "statements", official)
        yield self._side("official_word_share", "role", "words", official)
        yield self._ratio("official_to_citizens", official, citizens)
        yield self._side("official_first_share", "role", "first", official)
        yield self._side("official_last_share", "role", "last", official)
        yield self._side("unnamed_share", "naming", "statements", ("unnamed",))
        sources = self._per_article(self.corpus.sources)
        yield self._share("single_source_share", sources == 1, sources > 0)
        before = self.others["words_before"].to_numpy(dtype=float, na_value=np.nan)
        yield Measure("words_before_other", *median_bounds(before), unit="words")
        every = np.ones(len(self.corpus.articles))
        yield self._share("no_other_share", np.isnan(before), every)
        distancing = self.corpus.statements[self.corpus.statements["stance"] == "distancing"]
        statements = self._per_article(self.corpus.statements)
        yield self._share("distancing_share", self._per_article(distancing), statements)
        asked = pd.Index(self.corpus.articles).isin(self.corpus.unanswered["article"])
        yield self._share("unanswered_share", asked, every)

    def _per_article(self, frame: pd.DataFrame) -> np.ndarray:
        return np.bincount(frame["row"], minlength=len(self.corpus.articles))

    def _share(self, measure: str, part: np.ndarray, whole: np.ndarray) -> Measure:
        counts = np.column_stack([part, np.subtract(whole, part, dtype=float)]).astype(float)
        total = counts.sum()
        low, high = share_bounds(counts, self.resamples.totals(counts))
        return Measure(measure, counts[:, 0].sum() / total if total else NOTHING, low[0], high[0], unit="share")

    def _side(self, measure: str, by: str, of: str, labels: Sequence[str]) -> Measure:
        """The share of several labels of a block together, with the band of their sum."""
        block, band = self.blocks[by, of], self.bands[by, of]
        inside = np.isin(block.labels, list(labels))
        part, whole = block.counts[:, inside].sum(axis=1), block.counts.sum(axis=1)
        share = self._share(measure, part, whole)
        low, high = band.band_of(band.draws[:, inside].sum(axis=1), _degrees(part, whole))
        return share._replace(band_low=low, band_high=high)

    def _ratio(self, measure: str, above: Sequence[str], below: Sequence[str]) -> Measure:
        """The ratio of two sides: the odds of the first side's share of both together, with its bounds."""
        block, band = self.blocks["role", "statements"], self.bands["role", "statements"]
        top, bottom = (np.isin(block.labels, list(labels)) for labels in (above, below))
        part, other = block.counts[:, top].sum(axis=1), block.counts[:, bottom].sum(axis=1)
        share = self._share(measure, part, part + other)
        drawn = [band.draws[:, side].sum(axis=1) for side in (top, bottom)]
        low, high = band.band_of(shares_of(np.column_stack(drawn))[:, 0], _degrees(part, part + other))
        return Measure(
            measure, _odds(share.value), _odds(share.low), _odds(share.high), _odds(low), _odds(high), "ratio"
        )

    def _mean_number(self, measure: str, values: np.ndarray) -> Measure:
        """The mean of an effective number, which is 1 at least, over the articles that have one."""
        counts = np.column_stack([np.nan_to_num(values), np.isfinite(values)])
        drawn = self.resamples.totals(counts)
        total = counts.sum(axis=0)
        low, high = mean_bounds(counts[:, :1], counts[:, 1:], (drawn[:, :1], drawn[:, 1:]))
        return Measure(measure, total[0] / total[1] if total[1] else NOTHING, float(np.maximum(low[0], 1.0)), high[0])

    def _effective_roles(self, measure: str, order: int) -> Measure:
        block, band = self.blocks["role", "statements"], self.bands["role", "statements"]
        articles = len(self.corpus.articles)
        value = float(effective_number(block.total, order))
        if not band.articles and np.isnan(share_bounds(block.counts, np.ones((2, len(block.labels))))[0]).all():
            return Measure(measure, value)
        drawn = effective_number(shares_of(self.resamples.totals(block.counts)), order)
        surprise = -np.log(np.where(block.shares > 0, block.shares, 1.0))
        residuals = (block.counts - block.shares * block.counts.sum(axis=1, keepdims=True)) @ surprise
        found = bounds(np.array([value]), np.array([drawn.std()]), residuals[:, None], articles, "positive")
        degrees = degrees_of_freedom(residuals[:, None], articles)[0]
        low, high = band.band_of(effective_number(band.draws, order), degrees)
        return Measure(measure, value, float(np.maximum(found[0][0], 1.0)), found[1][0], low, high)

    def _effective_by_article(self) -> np.ndarray:
        counts = self.corpus.statements.groupby(["row", "source_id"]).size()
        return _effective_within(counts).reindex(range(len(self.corpus.articles))).to_numpy(dtype=float)

    def _top_source(self) -> tuple[np.ndarray, np.ndarray]:
        keys = source_keys(self.corpus.statements)
        often = keys.value_counts()
        most = self.corpus.statements[keys == (often.index[0] if len(often) else "")]
        return self._per_article(most), self._per_article(self.corpus.statements)


def _odds(share: float) -> float:
    return share / (1 - share) if share < 1 else NOTHING


def _degrees(part: np.ndarray, whole: np.ndarray) -> float:
    share = part.sum() / max(1, whole.sum())
    return float(degrees_of_freedom((part - share * whole)[:, None], max(1, int((whole > 0).sum())))[0])


def _effective(heard: np.ndarray, order: int) -> float:
    return float(effective_number(heard, order))


def _effective_within(counts: pd.Series) -> pd.Series:
    """The effective number (order 1) within each value of the first index level."""
    share = (counts / counts.groupby(level=0).transform("sum")).to_numpy(dtype=float)
    entropy = pd.Series(-share * np.log(share), index=counts.index).groupby(level=0).sum()
    return pd.Series(np.exp(entropy.to_numpy(dtype=float)), index=entropy.index)


def _by_article(corpus: Counted, codebook: Codebook, others: pd.DataFrame) -> pd.DataFrame:
    statements = corpus.statements
    by_role = statements.groupby(["article", "role"], sort=False).size().rename("heard").reset_index()
    most = by_role.sort_values("heard", ascending=False, kind="stable").drop_duplicates("article").set_index("article")
    grouped = statements.groupby("article", sort=False)
    frame = pd.DataFrame({"statements": grouped.size(), "sources": grouped["source_id"].nunique()})
    frame["role"] = most["role"].reindex(frame.index)
    frame["role_share"] = most["heard"].reindex(frame.index) / frame["statements"]
    heard = statements.groupby(["article", "source_id"]).size()
    frame["effective_sources"] = _effective_within(heard).reindex(frame.index)
    frame["top_source_share"] = heard.groupby(level=0).max().reindex(frame.index) / frame["statements"]
    official = statements["role"].isin(codebook.official)
    frame["official_share"] = official.groupby(statements["article"], sort=False).mean()
    unnamed = statements["naming"] == "unnamed"
    frame["unnamed_share"] = unnamed.groupby(statements["article"], sort=False).mean()
    frame["first_role"], frame["last_role"] = grouped["role"].first(), grouped["role"].last()
    frame["words_before_other"] = others.set_index("article")["words_before"]
    return frame.rename_axis("article").reset_index()


__all__ = ["COLUMNS", "UNKNOWN", "Balance", "Measure", "balance"]
