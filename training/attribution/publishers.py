"""PolNeAR's dev part in, attributions by models that have not seen an article's paper out, as JSON Lines.

``gold`` leaves the gold standard of the same papers for the scorer: ``score.py spans unseen.jsonl --gold
GOLD/sentences.jsonl --texts POLNEAR/dev/text``, ``score.py brat unseen.jsonl --gold GOLD/attributions``.
"""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Iterable, Iterator
from pathlib import Path

from quotes.attribution.attribute import attribute
from quotes.attribution.choice_model import load_choice_model
from quotes.attribution.tagger.head import WEIGHTS, load_tagger
from quotes.errors import ReadError
from quotes.model import Attribution
from quotes.parse.encoder import Encoder, encoded
from training.attribution.fit import HELD_OUT, encoder_folder
from training.attribution.polnear import Annotated, read_annotators, read_part


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


def predictions(polnear: Path, work: Path, seen: bool) -> Iterator[dict[str, object]]:
    """The attributions in PolNeAR's dev part, of the papers in ``HELD_OUT``; ``seen``: of all, by the shipped models.

    ``work`` is the folder of ``training.attribution.fit``, which leaves an encoder and weights without these papers
    there; raises ReadError where it has not.
    """
    if not seen and not any(work.glob("weights-without-*.json")):
        raise ReadError(f"{work}: no weights without a paper here; run `python -m training attribution fit` first")
    by_paper = {} if seen else {paper: papers for papers in HELD_OUT for paper in papers}
    models = {
        papers: (Encoder(encoder_folder(work, papers)), load_tagger(encoder_folder(work, papers) / WEIGHTS.name))
        for papers in set(by_paper.values())
    }
    for one in read_part(polnear, "dev", work):
        if seen:
            yield from rows(one, attribute(encoded(one.document)))
        elif one.publisher in by_paper:
            encoder, tagger = models[by_paper[one.publisher]]
            weights = load_choice_model(work / f"weights-without-{one.publisher}.json")
            yield from rows(one, attribute(encoded(one.document, encoder), choice_model=weights, tagger=tagger))


def write_gold(polnear: Path, folder: Path) -> None:
    """Write the gold standard of the papers in ``HELD_OUT`` to ``folder``: ``attributions/``, ``sentences.jsonl``.

    Raises ReadError where ``polnear`` is none.
    """
    read_annotators(polnear / "dev")
    papers = set(itertools.chain(*HELD_OUT))
    (folder / "attributions").mkdir(parents=True, exist_ok=True)
    for path in (polnear / "dev" / "attributions").glob("*.ann"):
        if path.name.partition("_")[0] in papers:
            shutil.copyfile(path, folder / "attributions" / path.name)
    with (
        (polnear / "dev" / "sentences.jsonl").open(encoding="utf-8") as lines,
        (folder / "sentences.jsonl").open("w", encoding="utf-8") as kept,
    ):
        kept.writelines(line for line in lines if json.loads(line)["id"].partition("_")[0] in papers)
