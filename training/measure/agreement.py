"""Articles that several annotators read in, how much of what one marked the others marked too out.

    python -m training.measure.agreement --polnear DIR

No tool can be expected to find more of what one annotator marked than another annotator did.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import permutations
from pathlib import Path

from quotes.evaluate import GoldAttribution, matched
from training.attribution.polnear import read_annotators
from training.command import mistakes_in_one_line


def sources_found(gold: Sequence[GoldAttribution], other: Sequence[GoldAttribution]) -> Iterator[bool]:
    """For each source mention of one annotator whether some source of another shares words with it."""
    marked = [one.source for one in other if one.source is not None]
    return (any(m.overlaps(one.source) for m in marked) for one in gold if one.source is not None)


def contents_found(gold: Sequence[GoldAttribution], other: Sequence[GoldAttribution]) -> Iterator[bool]:
    """For each attribution of one annotator whether another has one that shares half of its content."""
    pairs = matched([one.content for one in gold], [one.content for one in other])
    return (number in pairs for number in range(len(gold)))


@mistakes_in_one_line()
def main() -> None:
    """Print the shares for train and dev."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True, help="folder with PolNeAR's train/ and dev/")
    options = parser.parse_args()
    for part in ("train", "dev"):
        annotators = read_annotators(options.polnear / part)
        several = [read for read in annotators.values() if len(read) > 1]
        pairs = [pair for read in several for pair in permutations(read, 2)]
        sources = [found for gold, other in pairs for found in sources_found(gold, other)]
        contents = [found for gold, other in pairs for found in contents_found(gold, other)]
        print(
            f"{part}: {len(several)} articles with several annotators; of what one marked another marked"
            f" {sum(sources) / max(1, len(sources)):.3f} of the source mentions,"
            f" {sum(contents) / max(1, len(contents)):.3f} of the attributions"
        )


if __name__ == "__main__":
    main()
