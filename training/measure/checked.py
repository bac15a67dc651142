"""Simulated corpora of which some statements are checked in, how often the corrected intervals hold the truth out.

The table is that of docs/validation.md. The corpora are those of ``coverage``, read by a tool that misses, invents and
mistakes statements, more so where it is in doubt.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from quotes.validation.draw import allocated, strata_of
from quotes.validation.estimates import Answered, Ratio, estimate
from training.measure.coverage import ROLES, simulated, true_shares

Numbers = np.ndarray

HARD = 0.3
"""The share of statements that are hard to read."""
FOUND = (0.95, 0.75)
RIGHT = (0.96, 0.75)
"""How often a statement is found, and its role right where it is: an easy one and a hard one."""
INVENTED = 0.08
"""Finds that are no statements, for each true statement."""
SILENT, OTHER = 0.5, 0.7
"""Paragraphs without a find and with one, for each true statement."""
MISSED_IN_SILENT = 0.3


class Corpus(NamedTuple):
    """The units of a simulated corpus: each one's ``article``, ``stratum`` before any are put together (role and doubt;
    last two, paragraphs), the role that the tool gives it (-1 for a paragraph), and its true statements by role."""

    article: Numbers
    stratum: Numbers
    said: Numbers
    true: Numbers
    shares: Numbers
    articles: int


def read(articles: int, generator: np.random.Generator) -> Corpus:
    """A simulated corpus as the tool reads it."""
    counts, roles = simulated(articles, generator), len(ROLES)
    article = np.repeat(np.arange(articles), counts.sum(axis=1))
    role = np.repeat(np.tile(np.arange(roles), articles), counts.ravel())
    hard = generator.random(len(role)) < HARD
    found = generator.random(len(role)) < np.where(hard, FOUND[1], FOUND[0])
    right = generator.random(len(role)) < np.where(hard, RIGHT[1], RIGHT[0])
    said = np.where(right, role, generator.integers(roles, size=len(role)))[found]
    invented = generator.poisson(INVENTED * len(role))
    true = np.zeros((found.sum() + invented, roles))
    true[np.arange(found.sum()), role[found]] = 1
    said = np.append(said, generator.choice(said, invented))
    doubtful = np.append(hard[found], generator.random(invented) < 0.8)
    kinds = (int(SILENT * len(role)), int(OTHER * len(role)))
    place = generator.integers(articles, size=sum(kinds))
    missed = np.flatnonzero(~found)
    silent = generator.random(len(missed)) < MISSED_IN_SILENT
    beside = kinds[0] + generator.integers(kinds[1], size=len(missed))
    into = np.where(silent, generator.integers(kinds[0], size=len(missed)), beside)
    place[into] = article[missed]
    misses = np.zeros((sum(kinds), roles))
    np.add.at(misses, (into, role[missed]), 1)
    return Corpus(
        np.concatenate([article[found], generator.integers(articles, size=invented), place]),
        np.concatenate([2 * said + doubtful, np.repeat([2 * roles, 2 * roles + 1], kinds)]),
        np.append(said, np.full(sum(kinds), -1)),
        np.concatenate([true, misses]),
        counts.sum(axis=0) / counts.sum(),
        articles,
    )


def answers_of(corpus: Corpus, number: int, generator: np.random.Generator) -> tuple[Answered, Numbers]:
    """What people say of a sample of so many statements, and half as many paragraphs; and which units were drawn."""
    statements = corpus.said >= 0
    kinds = [(int(said), bool(stratum % 2)) for said, stratum in zip(corpus.said, corpus.stratum, strict=True)]
    strata = strata_of(kinds[: statements.sum()], number)
    names: dict[tuple[Hashable | None, bool], int] = {}
    stratum = np.array([names.setdefault(name, len(names)) for name in [*strata, *kinds[statements.sum() :]]])
    size = np.bincount(stratum)
    paragraphs = np.array([stratum_of in ((-1, False), (-1, True)) for stratum_of in names])
    spreads = np.array([0.5 if name[1] else 0.3 for name in names])
    wanted = np.zeros(len(names), dtype=int)
    wanted[~paragraphs] = allocated(size[~paragraphs], spreads[~paragraphs], number)
    wanted[paragraphs] = allocated(size[paragraphs], np.ones(paragraphs.sum()), number // 2)
    drawn = np.concatenate(
        [generator.choice(np.flatnonzero(stratum == one), wanted[one], replace=False) for one in range(len(names))]
    )
    sizes = np.zeros((corpus.articles, len(names)))
    np.add.at(sizes, (corpus.article, stratum), 1)
    return Answered(stratum[drawn], corpus.article[drawn], sizes, paragraphs), drawn


def ratio_of(corpus: Corpus, drawn: Numbers, role: int, strata: Numbers, sizes: Numbers) -> Ratio:
    """The share of a role in a corpus of which some units were drawn."""
    said = (corpus.said == role).astype(float)
    statements = (corpus.said >= 0).astype(float)
    by_article = [np.bincount(corpus.article, values, minlength=corpus.articles) for values in (said, statements)]
    true = corpus.true[drawn]
    return Ratio(true[:, role], true.sum(axis=1), said[drawn], statements[drawn], *by_article)


@dataclass(frozen=True, slots=True)
class Held:
    """The shares of intervals that hold the truth, by role, and their mean widths; of ``here``, ``powered`` and
    ``designed``."""

    held: Numbers
    width: Numbers


def coverage(articles: int, number: int, corpora: int, seed: int = 1) -> Held:
    """How the three intervals fare on so many simulated corpora of so many articles."""
    generator = np.random.default_rng(seed)
    truth = true_shares()
    held = np.empty((corpora, 3, len(ROLES)))
    width = np.empty_like(held)
    for one in range(corpora):
        corpus = read(articles, generator)
        answers, drawn = answers_of(corpus, number, generator)
        for role in range(len(ROLES)):
            found = estimate(answers, ratio_of(corpus, drawn, role, answers.stratum, answers.sizes))
            for kind, (low, high) in enumerate((found.here, found.powered, found.designed)):
                true = corpus.shares[role] if kind == 0 else truth[role]
                held[one, kind, role] = low <= true <= high
                width[one, kind, role] = high - low
    return Held(held.mean(axis=0), width.mean(axis=0))


SIZES = ((40, 50), (60, 100), (150, 400))
"""Articles and checked statements of the table."""


def report(corpora: int) -> Iterator[str]:
    """A Markdown table with three rows for each of ``SIZES``, from so many simulated corpora each."""
    yield f"| articles | checked | interval | all roles | {' | '.join(ROLES)} | mean width |"
    yield f"|---:|---:|---|---:{'|---:' * (len(ROLES) + 1)}|"
    for articles, number in SIZES:
        found = coverage(articles, number, corpora)
        for name, held, width in zip(("here", "powered", "designed"), found.held, found.width, strict=True):
            by_role = " | ".join(f"{share:.1%}" for share in held)
            yield f"| {articles} | {number} | {name} | {held.mean():.1%} | {by_role} | {width.mean():.3f} |"
