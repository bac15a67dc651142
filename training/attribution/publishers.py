"""PolNeAR's dev part in, attributions by models that have not seen an article's paper out, as JSON Lines.

    python -m training.attribution.publishers --polnear DIR --work DIR > unseen.jsonl
    python score.py spans unseen.jsonl --gold DIR/dev/sentences.jsonl --texts DIR/dev/text

``--work`` is the folder of ``training.attribution.fit``, which leaves a tagger and weights without each paper there.
``--seen`` uses the shipped models instead, for the difference.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from quotes.attribution.attribute import attribute
from quotes.attribution.choice_model import load_choice_model
from quotes.attribution.tagger.network import load_tagger
from quotes.errors import ReadError
from quotes.model import Attribution
from training.attribution.polnear import Annotated, read_part
from training.command import mistakes_in_one_line


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
    parser.add_argument("--work", type=Path, required=True, help="the folder of training.attribution.fit")
    parser.add_argument("--seen", action="store_true", help="by the shipped models, which have seen every paper")
    options = parser.parse_args()
    if not options.seen and not any(options.work.glob("weights-without-*.json")):
        raise ReadError(
            f"{options.work}: no weights without a paper here; run `python -m training.attribution.fit` first"
        )
    for one in read_part(options.polnear / "dev", options.work / "dev"):
        if options.seen:
            found = attribute(one.document)
        else:
            unseen = options.work / f"weights-without-{one.publisher}.json"
            probabilities = load_tagger(options.work / f"tagger-without-{one.publisher}.safetensors")
            found = attribute(one.document, choice_model=load_choice_model(unseen), tagger=probabilities)
        for row in rows(one, found):
            sys.stdout.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main()
