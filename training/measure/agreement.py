"""Articles that several annotators read in, how much of what one marked the others marked too out.

No tool can be expected to find more of what one annotator marked than another annotator did.
"""

from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path

from quotes.evaluate import GoldAttribution, matched
from training.attribution.polnear import read_annotators


def sources_found(gold: Sequence[GoldAttribution], other: Sequence[GoldAttribution]) -> Iterator[bool]:
    """For each source mention of one annotator whether some source of another shares words with it."""
    marked = [one.source for one in other if one.source is not None]
    return (any(m.overlaps(one.source) for m in marked) for one in gold if one.source is not None)


def contents_found(gold: Sequence[GoldAttribution], other: Sequence[GoldAttribution]) -> Iterator[bool]:
    """For each attribution of one annotator whether another has one that shares half of its content."""
    pairs = matched([one.content for one in gold], [one.content for one in other])
    return (number in pairs for number in range(len(gold)))


def report(polnear: Path) -> Iterator[str]:
    """The shares for train and dev, a line each."""
    for part in ("train", "dev"):
        annotators = read_annotators(polnear / part)
        several = [read for read in annotators.values() if len(read) > 1]
        pairs = [pair for read in several for pair in permutations(read, 2)]
        sources = [found for gold, other in pairs for found in sources_found(gold, other)]
        contents = [found for gold, other in pairs for found in contents_found(gold, other)]
        yield (
            f"{part}: {len(several)} articles with several annotators; of what one marked another marked"
            f" {sum(sources) / max(1, len(sources)):.3f} of the source mentions,"
            f" {sum(contents) / max(1, len(contents)):.3f} of the attributions"
        )
