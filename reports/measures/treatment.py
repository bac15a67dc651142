"""A counted corpus in, how each role is treated out: quoted or reported, with which cues, in what tone.

On cues that take a stance to what they report: Cole and Shaw 1974, "‘Powerful’ verbs and ‘body language’: does the
reader notice?", Journalism Quarterly 51.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from reports.measures.counting import KINDS, STANCES, Block, Counted, as_text
from reports.measures.intervals import Resamples, mean_bounds
from reports.measures.shares import resampled, share_table

ASPECTS = {"kind": KINDS, "stance": STANCES}
TONES = {"polarity": (-1.0, 1.0), "subjectivity": (0.0, 1.0)}
"""The measures of tone with their least and largest values."""
TONE_WARNING = (
    "These scores add up words of a general English list, whoever is meant: “The killer was caught” counts as "
    "negative. They describe the words that are cited, not the speaker, and not the article’s fairness. Read the "
    "statements before you draw a conclusion from a difference."
)


def treatment(counted: Counted, roles: Sequence[str], resamples: Resamples) -> pd.DataFrame:
    """How each role's statements are given: ``role, aspect, label, count, share, low, high``.

    ``aspect`` is ``kind`` (direct, indirect, mixed) or ``stance`` (of the cue: neutral, endorsing, distancing);
    ``share`` is that of the role's own statements.
    """
    blocks: list[Block] = []
    statements = counted.statements[["row", "role", *ASPECTS]]
    for role in roles:
        own = statements[statements["role"] == role]
        blocks += [counted.block(own, aspect, role, labels) for aspect, labels in ASPECTS.items()]
    table = share_table(blocks, resampled(blocks, resamples), {})
    named = table.rename(columns={"by": "aspect", "of": "role"})
    return named[["role", "aspect", "label", "count", "share", "low", "high"]]


def tone(counted: Counted, roles: Sequence[str], resamples: Resamples) -> pd.DataFrame:
    """The mean tone of each role's statements: ``role, statements, measure, mean, low, high``.

    ``measure`` is ``polarity`` (-1 to 1) or ``subjectivity`` (0 to 1); statements without tone are left out. Print
    ``TONE_WARNING`` beside it.
    """
    scored = counted.statements.dropna(subset=list(TONES))
    number = counted.block(scored, "role", "statements", roles)
    drawn = resamples.totals(number.counts)
    frames = []
    for measure, (least, most) in TONES.items():
        block = counted.block(scored, "role", measure, roles, measure)
        low, high = mean_bounds(block.counts, number.counts, (resamples.totals(block.counts), drawn))
        with np.errstate(invalid="ignore"):
            mean = block.total / number.total
        columns = {"role": list(roles), "statements": number.total, "measure": measure, "mean": mean}
        frames.append(pd.DataFrame(columns).assign(low=np.maximum(low, least), high=np.minimum(high, most)))
    return pd.concat(frames, ignore_index=True)


def cues(counted: Counted) -> pd.DataFrame:
    """The cues by role: ``role, cue_lemma, stance, statements``, the most used first within each role."""
    used = counted.statements.dropna(subset=["cue_lemma"])
    found = used.groupby(["role", "cue_lemma", "stance"], observed=True).size().rename("statements").reset_index()
    found = as_text(found)
    return found.sort_values(["role", "statements", "cue_lemma"], ascending=[True, False, True]).reset_index(drop=True)
