"""A counted corpus in, how each role is treated out: quoted or reported, with which cues, in what tone.

On cues that take a stance to what they report: Cole and Shaw 1974, "‘Powerful’ verbs and ‘body language’: does the
reader notice?", Journalism Quarterly 51.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from reports.measures.counting import KINDS, NAMINGS, STANCES, Block, Counted, with_texts
from reports.measures.intervals import Resamples, mean_bounds
from reports.measures.shares import resampled, share_table

ASPECTS = {"kind": KINDS, "stance": STANCES, "naming": NAMINGS}
TONES = {"polarity": (-1.0, 1.0), "subjectivity": (0.0, 1.0)}
"""The measures of tone with their least and largest values."""
TONE_WARNING = (
    "These scores add up words of a general English list, whoever is meant: “The killer was caught” counts as "
    "negative. They describe the words that are cited, not the speaker, and not the article’s fairness. Read the "
    "statements before you draw a conclusion from a difference."
)


def treatment_blocks(counted: Counted, roles: Sequence[str]) -> Iterator[Block]:
    """The counts by kind, stance and naming of each role's statements."""
    statements = counted.statements[["row", "role", *ASPECTS]]
    for role in roles:
        own = statements[statements["role"] == role]
        for aspect, labels in ASPECTS.items():
            yield counted.block(own, aspect, role, labels)


def treatment(blocks: Sequence[Block], resamples: Resamples) -> pd.DataFrame:
    """How each role's statements are given, from ``treatment_blocks``.

    ``role, aspect, label, count, share, low, high``: ``aspect`` is ``kind`` (direct, indirect, mixed), ``stance``
    (of the cue: neutral, endorsing, distancing) or ``naming`` (named, unnamed); ``share`` is that of the role's
    own statements.
    """
    table = share_table(blocks, resampled(blocks, resamples), {})
    named = table.rename(columns={"by": "aspect", "of": "role"})
    return named[["role", "aspect", "label", "count", "share", "low", "high"]]


def tone_blocks(counted: Counted, roles: Sequence[str]) -> Iterator[Block]:
    """The number of each role's statements that have a tone, and the sums of each of ``TONES``."""
    scored = counted.statements.dropna(subset=list(TONES))
    yield counted.block(scored, "role", "statements", roles)
    for measure in TONES:
        yield counted.block(scored, "role", measure, roles, measure)


def tone(blocks: Sequence[Block], resamples: Resamples) -> pd.DataFrame:
    """The mean tone of each role's statements, from ``tone_blocks``: ``role, statements, measure, mean, low, high``.

    ``measure`` is ``polarity`` (-1 to 1) or ``subjectivity`` (0 to 1); statements without tone are left out. Print
    ``TONE_WARNING`` beside it.
    """
    number, *sums = blocks
    drawn = resamples.totals(number.counts)
    frames = []
    for block in sums:
        least, most = TONES[block.of]
        low, high = mean_bounds(block.counts, number.counts, (resamples.totals(block.counts), drawn))
        with np.errstate(invalid="ignore"):
            mean = block.total / number.total
        columns = {"role": list(number.labels), "statements": number.total, "measure": block.of, "mean": mean}
        frames.append(pd.DataFrame(columns).assign(low=np.maximum(low, least), high=np.minimum(high, most)))
    return pd.concat(frames, ignore_index=True)


def cues(pieces: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """The cues by role: ``role, cue_lemma, stance, statements``, the most used first within each role.

    ``pieces`` are what ``cue_counts`` gives for each part of the corpus.
    """
    found = pd.concat(pieces).groupby(["role", "cue_lemma", "stance"])["statements"].sum().reset_index()
    return found.sort_values(["role", "statements", "cue_lemma"], ascending=[True, False, True]).reset_index(drop=True)


def cue_counts(counted: Counted) -> pd.DataFrame:
    """How often each cue is used: ``role, cue_lemma, stance, statements``."""
    used = counted.statements.dropna(subset=["cue_lemma"])
    found = used.groupby(["role", "cue_lemma", "stance"], observed=True).size().rename("statements").reset_index()
    return with_texts(found)
