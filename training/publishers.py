"""PolNeAR's dev part in, attributions by models that have not seen an article's paper out, as JSON Lines.

    python -m training.publishers --polnear DIR --work DIR > unseen.jsonl
    python score.py spans unseen.jsonl --gold DIR/dev/sentences.jsonl --texts DIR/dev/text

``--work`` is the folder of ``training.attribution``, which leaves a tagger and weights without each paper there.
``--seen`` uses the shipped models instead, for the difference.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from quotes.attribute import attribute
from quotes.decide import load_decider
from quotes.errors import ReadError
from quotes.model import Attribution
from quotes.tagger import load_tagger
from training.command import mistakes_in_one_line
from training.polnear import Annotated, read_part


def rows(one: Annotated, found: Iterable[Attribution]) -> Iterator[dict[str, object]]:
    """Attributions as the scorer reads them."""
    for attribution in found:
        yield {
            "article": one.article,
            "kind": attribution.kind,
            "content": [[span.start, span.end] for span in attribution.content],
            "cue": [[span.start, span.end] for span in attribution.cue],
            "source": [attribution.source.start, attribution.source.end] if attribution.source else None,
            "confidence": attribution.confidence,
        }


@mistakes_in_one_line()
def main() -> None:
    """Print the attributions."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True, help="folder with PolNeAR's dev/")
    parser.add_argument("--work", type=Path, required=True, help="the folder of training.attribution")
    parser.add_argument("--seen", action="store_true", help="by the shipped models, which have seen every paper")
    options = parser.parse_args()
    if not options.seen and not any(options.work.glob("weights-without-*.json")):
        raise ReadError(f"{options.work}: no weights without a paper here; run `python -m training.attribution` first")
    for one in read_part(options.polnear / "dev", options.work / "dev"):
        if options.seen:
            found = attribute(one.parse)
        else:
            unseen = options.work / f"weights-without-{one.publisher}.json"
            view = load_tagger(options.work / f"tagger-without-{one.publisher}.safetensors")
            found = attribute(one.parse, decider=load_decider(unseen), tagger=view)
        for row in rows(one, found):
            sys.stdout.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
