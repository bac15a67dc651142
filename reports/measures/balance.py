"""The attributions table in, all measures of source balance out: who is heard, how much, how, where, and how surely.

Attributions of kind ``no-comment`` are no statements: they are listed apart and counted nowhere else. What each measure
is, how it is computed and how to read it stands in docs/measures.md.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd

from quotes.roles.codebook import Codebook, load_codebook
from quotes.validation.proof import Proof
from reports.measures.counting import UNITS, Block
from reports.measures.diversity import lorenz
from reports.measures.figures import Figures, figures_of
from reports.measures.intervals import Resamples
from reports.measures.known_error import CheckedSums, CorrectedShares, KnownError, corrected_shares, known_error_for
from reports.measures.proven import CheckedSample, Proven, proven
from reports.measures.reference import Reference, compared
from reports.measures.shares import resampled, share_table
from reports.measures.sources import heard_again, most_heard
from reports.measures.summary import Measure, Summary
from reports.measures.tally import Tally, tallied
from reports.measures.timeline import floor, timeline
from reports.measures.treatment import cues, tone, treatment

BY_ARTICLE = (
    "article", "statements", "sources", "role", "role_share", "effective_sources", "top_source_share",
    "official_share", "unnamed_share", "first_role", "last_role", "words_before_other",
)  # fmt: skip
FIRST_OTHER = {
    "article": "article", "first_role": "role", "first_speaker": "speaker", "other_role": "other_role",
    "other_speaker": "other_speaker", "words_before_other": "words_before",
}  # fmt: skip
"""The columns of the frames of these names; of the second as they are counted and as they are called."""


@dataclass(frozen=True)
class Balance:
    """The measures of one corpus. Shares are from 0 to 1, a bound that cannot be given is not-a-number.

    ``words`` and ``quoted_words`` are those of all contents, ``known_error`` is what the bands rest on (``None``: there
    are none, or they rest on ``checked``, a sample that people checked), ``official`` and ``citizens`` the roles that
    count as such. ``sources`` counts a source in each article anew, ``corpus_sources`` over all of them once;
    ``sources_again`` of them make a statement in more than one article, ``statements_again`` in all. The frames:

    - ``shares``: ``by, label, of, count, share, low, high, band_low, band_high``; where a sample was checked also
      ``corrected``, the share as it should be, whose interval is the band. ``by`` is role, naming, kind or
      source_kind; ``of`` statements, words, quoted_words or sources, for roles also first, last, headline, lead and
      first_third (``reports.measures.prominence``). Roles stand most heard first.
      ``with_people`` adds those by gender, of persons (``reports.measures.people``); ``first_names`` tells whether a
      first name alone counts there.
    - ``summary``: ``measure, value, low, high, band_low, band_high, unit``; a row a measure of docs/measures.md.
    - ``treatment``, ``tone``, ``cues``: ``reports.measures.treatment``. ``most_heard``: ``reports.measures.sources``.
    - ``lorenz``: ``sources, statements``, cumulative shares. ``first_other``: a row an article with statements:
      ``article, role, speaker`` (of the first statement), ``other_role, other_speaker, words_before``
      (``reports.measures.prominence``).
    - ``role_sources``: ``role, sources, share``: the sources of the corpus, each once, in the role of most of its
      statements. ``role_counts``: ``article, role, statements``, a row a role that is heard in an article.
    - ``floor``, ``timeline``: who has the floor in each tenth of the articles, the official share by month
      (``reports.measures.timeline``).
    - ``unanswered``: ``article, attribution, speaker, role, cue_text``, a row an attribution of kind ``no-comment``.
    - ``reference``: how far shares are from those of the file called ``reference_name``
      (``reports.measures.reference``); empty without one.
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
    corpus_sources: int
    sources_again: int
    statements_again: int
    official: tuple[str, ...]
    citizens: tuple[str, ...]
    known_error: KnownError | None
    checked: CheckedSample | None
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
    role_sources: pd.DataFrame
    role_counts: pd.DataFrame
    reference: pd.DataFrame = field(default_factory=pd.DataFrame)
    reference_name: str = ""
    first_names: bool = False

    def with_people(self, shares: pd.DataFrame, reference: Reference, first_names: bool = False) -> "Balance":
        """These measures with the shares of people, and all of them compared with those of a reference."""
        both = pd.concat([self.shares, shares], ignore_index=True)
        apart = compared(both, reference) if len(reference.rows) else self.reference
        return replace(self, shares=both, reference=apart, reference_name=reference.name, first_names=first_names)

    def share_of(self, by: str, of: str = "statements") -> pd.DataFrame:
        """The rows of ``shares`` for one division: ``label, count, share, low, high, band_low, band_high``.

        Raises KeyError where there is no such division.
        """
        rows = self.shares[(self.shares["by"] == by) & (self.shares["of"] == of)]
        if rows.empty:
            raise KeyError(f"no shares of {of} by {by}")
        return rows.drop(columns=["by", "of"]).reset_index(drop=True)

    def told_shares(self, by: str) -> pd.Series:
        """Each label's share of statements: as a sample that people checked corrects it, else as it was counted."""
        rows = self.share_of(by).set_index("label")
        if not self.corrects:
            return rows["share"]
        return rows["corrected"].clip(0.0, 1.0)

    @property
    def corrects(self) -> bool:
        """Whether people checked a sample that corrects the shares of statements."""
        return self.checked is not None and not self.share_of("role")["corrected"].isna().any()

    def value(self, measure: str) -> Measure:
        """One row of ``summary``; raises KeyError where there is no such measure."""
        for row in self.summary.itertuples(index=False, name=None):
            if row[0] == measure:
                return Measure(*row)
        raise KeyError(f"no measure {measure}")


def balance(
    attributions: pd.DataFrame | Figures,
    articles: int | None = None,
    roles: Sequence[str] = (),
    *,
    codebook: Codebook | None = None,
    proof: Proof | None = None,
) -> Balance:
    """The measures of an attributions table, which must have ``COLUMNS``, or of what ``Figures`` made of its pieces.

    ``articles`` is the number of articles read, those without attributions included; ``roles`` are those to report even
    where nobody speaks in them (by default all of the codebook). ``codebook`` (the default one if not given) says which
    roles are official, and whether anything is known of the tool's errors; ``proof``, what a sample that people checked
    proves, takes the place of that.
    """
    book = codebook or load_codebook()
    figures = figures_of(attributions)
    order = figures.role_order(roles or [role.name for role in book.roles])
    tally = tallied(figures, order, book)
    resamples = Resamples(tally.heard.articles)
    known = known_error_for(book)
    shares, bands = _shares(tally, resamples, known, proof)
    unanswered = figures.unanswered()
    asked = np.isin(figures.articles, unanswered["article"].to_numpy(dtype=str))
    again, statements_again = heard_again(tally.heard)
    said, words, quoted_words, sources = (int(tally.blocks["role", unit].total.sum()) for unit in UNITS)
    return Balance(
        articles=figures.articles_read if articles is None else articles,
        articles_with_statements=len(figures.articles),
        statements=said,
        words=words,
        quoted_words=quoted_words,
        sources=sources,
        corpus_sources=figures.sources,
        sources_again=again,
        statements_again=statements_again,
        official=book.official,
        citizens=book.citizens,
        known_error=known if any(len(band.draws) for band in bands.values()) else None,
        checked=None if proof is None else CheckedSample(proof.statements, proof.paragraphs),
        shares=shares,
        summary=pd.DataFrame(list(Summary(tally, book, resamples, bands, asked).measures()), columns=Measure._fields),
        treatment=treatment(tally.treatment, resamples),
        tone=tone(tally.tone, resamples),
        cues=cues(tally.cues),
        most_heard=most_heard(figures, tally.heard, tally.blocks["role", "statements"], words, resamples),
        lorenz=lorenz(tally.heard.times),
        first_other=tally.by_article[list(FIRST_OTHER)].rename(columns=FIRST_OTHER),
        floor=floor(tally.floor, resamples),
        timeline=timeline(tally.by_article["date"].fillna(""), tally.blocks["role", "statements"], book.official),
        unanswered=unanswered,
        by_article=tally.by_article[list(BY_ARTICLE)],
        role_sources=_role_sources(figures, order),
        role_counts=_role_counts(figures, tally.blocks["role", "statements"]),
    )


def _shares(
    tally: Tally, resamples: Resamples, known: KnownError | None, proof: Proof | None
) -> tuple[pd.DataFrame, Mapping[tuple[str, str], CorrectedShares]]:
    """The shares of every division and unit, with the band of each: a sample's, else that of the tool's known error."""
    blocks = list(tally.blocks.values())
    totals = resampled(blocks, resamples)
    bands: Mapping[tuple[str, str], CorrectedShares]
    if proof is not None:
        bands = proven(blocks, proof)
    else:
        checked = _checked(tally, resamples)
        bands = {
            (b.by, b.of): corrected_shares(b, total, known, checked.get((b.by, b.of)))
            for b, total in zip(blocks, totals, strict=True)
        }
    shares = share_table(blocks, totals, bands)
    if proof is not None:
        shares["corrected"] = np.concatenate([_corrected(bands[b.by, b.of], len(b.labels)) for b in blocks])
    return shares, bands


def _checked(tally: Tally, resamples: Resamples) -> dict[tuple[str, str], CheckedSums]:
    """What people checked of each block that they checked anything of, resampled."""
    looked_at, added = list(tally.looked_at.values()), list(tally.added.values())
    if not looked_at:
        return {}
    pairs = zip(resampled(looked_at, resamples), resampled(added, resamples), strict=True)
    return {(block.by, block.of): CheckedSums(*pair) for block, pair in zip(looked_at, pairs, strict=True)}


def _corrected(band: CorrectedShares, labels: int) -> np.ndarray:
    return band.shares if isinstance(band, Proven) else np.full(labels, np.nan)


def _role_sources(figures: Figures, roles: Sequence[str]) -> pd.DataFrame:
    heard = figures.sources_by_role()
    frame = pd.DataFrame({"role": list(roles), "sources": [heard.get(role, 0) for role in roles]})
    return frame.assign(share=frame["sources"] / max(1, figures.sources))


def _role_counts(figures: Figures, roles: Block) -> pd.DataFrame:
    row, column = np.nonzero(roles.counts)
    labels = np.array(roles.labels, dtype=object)
    columns = {"article": figures.articles[row], "role": labels[column], "statements": roles.counts[row, column]}
    return pd.DataFrame(columns).astype({"article": "string", "role": "string", "statements": "int64"})
