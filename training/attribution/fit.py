"""PolNeAR's training part in, the encoder with its tagger and the deciding model out (``quotes/models/``).

PolNeAR's folder holds ``train/text/*.txt`` and ``train/attributions/*.ann``. The steps: parse every article; train
the encoder with its tagger, once on all papers and once without those of ``HELD_OUT``; label all candidates in the
articles of these, in the view of the one that has not seen them; learn which reading of a cue to take, if any;
calibrate on folds of whole articles. A folder ``work`` keeps what is done, so that an interrupted run goes on where it
stopped; the same input gives the same files.
"""

from __future__ import annotations

import itertools
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
import torch
from rich.console import Console
from rich.progress import track

from quotes.attribution import choice_model
from quotes.attribution.candidates import Candidate
from quotes.attribution.features import features
from quotes.attribution.selection import rivals
from quotes.attribution.sentence_contexts import sentence_contexts
from quotes.attribution.tagger.head import WEIGHTS, Tagger, load_tagger
from quotes.evaluate import GoldAttribution, overlap
from quotes.lexicon.cues import load_cues
from quotes.model import Span
from quotes.parse.encoder import Encoder, encoded
from training.attribution import logit
from training.attribution.encoder import export, train
from training.attribution.polnear import Annotated, read_part
from training.calibration import calibration_error, reliability
from training.measure.confidence import Reliability, lines

HELD_OUT = (("breitbart", "nyt", "usa-today"), ("huff-post", "politico"), ("wash-post", "west-journal"))
"""The papers from whose articles the deciding model learns, those of a row in the view of an encoder without them."""
FILES = ("encoder.onnx", "pieces.json", WEIGHTS.name)


@dataclass
class Examples:
    """One row a candidate: its features, its agreement with the annotation, its article and its cue.

    ``share`` is the overlap of content with the annotated one of this cue and source, ``fit`` counts how exact the
    spans are as well, both from 0 to 1. ``cue`` numbers the cues of all articles: the candidates of one cue are
    rival readings of it. ``span`` numbers its content and source within the cue: readings that differ in neither
    are one.
    """

    features: list[dict[str, float]] = field(default_factory=list)
    share: list[float] = field(default_factory=list)
    fit: list[float] = field(default_factory=list)
    article: list[str] = field(default_factory=list)
    cue: list[int] = field(default_factory=list)
    span: list[int] = field(default_factory=list)

    def add(self, one: Annotated, probabilities: Tagger) -> None:
        """The candidates of one article in the view of a tagger, labelled by the first annotator."""
        for context in sentence_contexts(one.document, load_cues(), probabilities):
            near = [g for g in one.gold if any(context.sentence.span.overlaps(c) for c in g.cue)]
            for competing in rivals(context):
                if any(c.construction.is_silence for c in competing):
                    continue
                number = self.cue[-1] + 1 if self.cue else 0
                spans: dict[object, int] = {}
                self.features.extend(features(context, competing))
                for candidate in competing:
                    share, fit = agreement(candidate, near)
                    self.share.append(share)
                    self.fit.append(fit)
                    self.article.append(one.article)
                    self.cue.append(number)
                    self.span.append(spans.setdefault((candidate.content, candidate.source), len(spans)))


def agreement(candidate: Candidate, gold: Iterable[GoldAttribution]) -> tuple[float, float]:
    """Largest overlap of content with an annotated attribution of this cue and source, and how exact all spans are."""
    head = Span(candidate.head.start, candidate.head.end)
    best = (0.0, 0.0)
    for one in gold:
        if any(c.overlaps(head) for c in one.cue) and _same_source(one.source, candidate.source):
            share = overlap(one.content, candidate.content)
            source = overlap([one.source], [candidate.source]) if one.source and candidate.source else 1.0
            best = max(best, (share, share * (0.75 + 0.15 * source + 0.1 * overlap(one.cue, candidate.cue))))
    return best


def _same_source(gold: Span | None, found: Span | None) -> bool:
    return found is gold if gold is None or found is None else gold.overlaps(found)


def encoder_folder(work: Path, without: Sequence[str] = ()) -> Path:
    """Where the encoder that has not seen the papers ``without`` lies."""
    return work / "-".join(["encoder", *(["without", *without] if without else [])])


def train_encoder(articles: Sequence[Annotated], base: Path, work: Path, without: Sequence[str] = ()) -> Path:
    """The folder of the encoder that has not seen the papers ``without``, trained where it is not there yet."""
    folder = encoder_folder(work, without)
    if not (folder / WEIGHTS.name).is_file():
        console = Console(stderr=True)
        seen = [one for one in articles if one.publisher not in without]
        console.print(f"{folder.name}: {len(seen)} articles")
        export(train(seen, base, folder, console), base, folder)
    return folder


def collect(articles: Sequence[Annotated], base: Path, work: Path) -> Examples:
    """All labelled candidates of the articles of ``HELD_OUT``, each in the view of an encoder without its paper."""
    examples = Examples()
    for papers in HELD_OUT:
        folder = train_encoder(articles, base, work, papers)
        encoder, tagger = Encoder(folder), load_tagger(folder / WEIGHTS.name)
        unseen = [one for one in articles if one.publisher in papers]
        for one in track(unseen, "candidates", console=Console(stderr=True)):
            examples.add(replace(one, document=encoded(one.document, encoder)), tagger)
    return examples


def as_json(
    problem: logit.Problem,
    weights: np.ndarray,
    calibration: list[tuple[float, float]],
    reliability: Reliability | None = None,
) -> str:
    """The content of the weights file."""
    table = {
        "thresholds": logit.THRESHOLDS,
        **({"reliability": reliability} if reliability else {}),
        "calibration": calibration,
        "weights": {
            str(name): round(float(weight), 3)
            for name, weight in zip(problem.names, weights, strict=True)
            if abs(weight) >= 0.01
        },
    }
    return json.dumps(table, indent=0, ensure_ascii=False) + "\n"


def fit(polnear: Path, base: Path, work: Path, out: Path) -> list[str]:
    """Train encoder, tagger and weights and write them to ``out``; returns from how much and how well, in lines."""
    torch.set_num_threads(1)
    articles = read_part(polnear, "train", work)
    examples = collect(articles, base, work)
    problem = logit.Problem(examples)
    found = logit.held_out(problem)
    calibration = logit.calibrate(found)
    bins = reliability(*logit.confidences(found))
    measured = {"error": calibration_error(bins), "bins": bins}
    for paper in itertools.chain(*HELD_OUT):
        others = np.flatnonzero([not article.startswith(f"{paper}_") for article in examples.article])
        file = work / f"weights-without-{paper}.json"
        file.write_text(as_json(problem, problem.weights(others), calibration), encoding="utf-8")
    weights = as_json(problem, problem.weights(), calibration, measured)
    (out / choice_model.WEIGHTS.name).write_text(weights, encoding="utf-8")
    folder = train_encoder(articles, base, work)
    for name in FILES if out.resolve() != folder.resolve() else ():
        shutil.copyfile(folder / name, out / name)
    return [
        f"{len(examples.cue)} candidates of {len(set(examples.cue))} cues in {len(set(examples.article))} articles",
        *lines(measured),
        f"wrote {choice_model.WEIGHTS.name} and {', '.join(FILES)} to {out}",
    ]
