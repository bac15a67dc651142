"""The sorted figures of a corpus in, all that its measures start from out, counted in one pass.

What is kept of an article are counts, some hundred bytes of them: the texts of its statements are gone when it ends.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from quotes.roles.codebook import Codebook
from reports.measures.by_article import by_article
from reports.measures.counting import ADDED, LOOKED_AT, Block, Counts, Stack, checked
from reports.measures.figures import Figures
from reports.measures.prominence import other_roles, place_blocks
from reports.measures.shares import share_blocks
from reports.measures.timeline import floor_blocks
from reports.measures.treatment import cue_counts, tone_blocks, treatment_blocks


@dataclass(frozen=True)
class StatementSources:
    """Which source makes each statement of a known source: ``key`` and ``row`` (of the article), in order.

    ``sources`` is how many sources there are, ``articles`` how many articles.
    """

    key: Counts
    row: Counts
    sources: int
    articles: int

    @property
    def times(self) -> Counts:
        """How many statements each source makes."""
        return np.bincount(self.key, minlength=self.sources)


@dataclass(frozen=True)
class Tally:
    """The counts of a corpus.

    ``blocks`` are those of shares and places by what they are of and what they count; ``looked_at`` and ``added`` are
    those of shares of what people looked at, and of what they added; nothing where they did neither. ``treatment``,
    ``tone``, ``floor`` and ``cues`` are what the measures of these names take. ``by_article`` has a row an article
    (``reports.measures.by_article``).
    """

    blocks: Mapping[tuple[str, str], Block]
    looked_at: Mapping[tuple[str, str], Block]
    added: Mapping[tuple[str, str], Block]
    treatment: Sequence[Block]
    tone: Sequence[Block]
    floor: Sequence[Block]
    heard: StatementSources
    by_article: pd.DataFrame
    cues: Sequence[pd.DataFrame]


def tallied(figures: Figures, roles: Sequence[str], codebook: Codebook) -> Tally:
    """The counts of a corpus; ``roles`` are all that there are, in order."""
    others = other_roles(codebook, roles)
    blocks, looked_at, added, treatment, tone, floor = (Stack() for _ in range(6))
    any_checked = figures.any_checked
    keys: list[Counts] = []
    rows: list[Counts] = []
    articles: list[pd.DataFrame] = []
    cues: list[pd.DataFrame] = []
    for piece in figures.pieces():
        blocks.add([*share_blocks(piece, roles), *place_blocks(piece, roles)])
        if any_checked:
            looked_at.add(share_blocks(checked(piece, LOOKED_AT), roles))
            added.add(share_blocks(checked(piece, ADDED), roles))
        treatment.add(treatment_blocks(piece, roles))
        tone.add(tone_blocks(piece, roles))
        floor.add(floor_blocks(piece, roles))
        known = piece.statements[piece.statements["key"] >= 0]
        keys.append(known["key"].to_numpy(dtype="int32"))
        rows.append(known["row"].to_numpy(dtype="int32") + sum(len(frame) for frame in articles))
        articles.append(by_article(piece, codebook, others))
        cues.append(cue_counts(piece))
    heard = StatementSources(np.concatenate(keys), np.concatenate(rows), figures.sources, len(figures.articles))
    return Tally(
        _by_name(blocks),
        _by_name(looked_at),
        _by_name(added),
        treatment.blocks,
        tone.blocks,
        floor.blocks,
        heard,
        pd.concat(articles, ignore_index=True),
        cues,
    )


def _by_name(stack: Stack) -> dict[tuple[str, str], Block]:
    return {(block.by, block.of): block for block in stack.blocks}
