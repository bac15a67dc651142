"""PolNeAR's training part in, the weights of the deciding model out (``quotes/lexicon/weights.json``).

    python -m training.attribution --polnear DIR

``DIR`` holds ``train/text/*.txt`` and ``train/attributions/*.ann``. Every candidate that the
constructions propose is labelled by the annotation; a conditional logit learns which reading of a cue to take, if any,
and folds of whole articles give its calibration. The same input gives the same file.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from rich.progress import track
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.isotonic import IsotonicRegression
from sklearn.model_selection import GroupKFold

from quotes.attribute import scenes
from quotes.candidates import Candidate
from quotes.constructions import candidates
from quotes.cues import load_cues
from quotes.decide import WEIGHTS
from quotes.evaluate import GoldAttribution, overlap, read_brat_gold
from quotes.features import features
from quotes.marks import quoted_spans
from quotes.model import Article, Span
from quotes.parse import Parser
from quotes.tree import Parse

CLOSE = 0.2
"""Overlap of content with the annotated one below which no candidate of a cue counts as its reading."""
RIGHT = 0.5
"""Overlap of content from which an attribution counts as right for its confidence."""
RARE = 4
"""A feature seen with fewer candidates than this is left out."""
FOLDS = 5
PENALTY = 2.0
"""Strength of the L2 regularisation."""
THRESHOLDS = {"any": 0.35, "clause": 0.08, "quotation": 0.03}
"""Least probabilities: any cue (chosen for F1), a verb of speech with a clause, the cue of a lone quotation."""


@dataclass
class Examples:
    """One row a candidate: its features, its agreement with the annotation (0 to 1), its article and its cue.

    ``cue`` numbers the cues of all articles: the candidates of one cue are rival readings of it.
    """

    features: list[list[str]] = field(default_factory=list)
    share: list[float] = field(default_factory=list)
    article: list[str] = field(default_factory=list)
    cue: list[int] = field(default_factory=list)

    def add(self, article: str, parse: Parse, gold: Sequence[GoldAttribution]) -> None:
        """The candidates of one parsed article, labelled by its annotation."""
        quotes = [q for q in quoted_spans(parse.text, parse.paragraphs) if q.depth == 0]
        for scene in scenes(parse, quotes, load_cues()):
            near = [g for g in gold if any(scene.sentence.span.overlaps(c) for c in g.cue)]
            numbers: dict[int, int] = {}
            first = self.cue[-1] + 1 if self.cue else 0
            for candidate in sorted(candidates(scene), key=lambda c: c.head.index):
                if candidate.construction == "no comment":
                    continue
                self.features.append(features(scene, candidate))
                self.share.append(agreement(candidate, near))
                self.article.append(article)
                self.cue.append(numbers.setdefault(candidate.head.index, first + len(numbers)))


def agreement(candidate: Candidate, gold: Iterable[GoldAttribution]) -> float:
    """Largest overlap of content with an annotated attribution that has this cue and this source, else 0."""
    head = Span(candidate.head.start, candidate.head.end)
    shares = [
        overlap(one.content, candidate.content)
        for one in gold
        if any(c.overlaps(head) for c in one.cue) and _same_source(one.source, candidate.source)
    ]
    return max(shares, default=0.0)


def _same_source(gold: Span | None, found: Span | None) -> bool:
    return found is gold if gold is None or found is None else gold.overlaps(found)


def read_articles(folder: Path) -> list[Article]:
    """The texts of a part of PolNeAR, with line ends kept so that the annotation's offsets hold."""
    paths = sorted((folder / "text").glob("*.txt"))
    return [Article(path.stem, path.read_bytes().decode("utf-8")) for path in paths]


def collect(folder: Path, parser: Parser) -> Examples:
    """All labelled candidates of a part of PolNeAR."""
    gold = read_brat_gold(folder / "attributions")
    articles = [a for a in read_articles(folder) if a.id in gold]
    examples = Examples()
    parses = parser.parse(articles)
    for article, parse in track(zip(articles, parses, strict=True), "reading", total=len(articles)):
        examples.add(article.id, parse, gold[article.id])
    return examples


def train(examples: Examples) -> dict[str, object]:
    """The content of the weights file: weights, thresholds and calibration."""
    vectorizer = CountVectorizer(analyzer=_as_they_are, min_df=RARE, binary=True)
    matrix = vectorizer.fit_transform(examples.features).tocsr().astype(float)
    cues, share = np.array(examples.cue), np.array(examples.share)
    weights = dict(zip(vectorizer.get_feature_names_out(), fit(matrix, cues, share), strict=True))
    probabilities = held_out(matrix, cues, share, examples.article)
    return {
        "thresholds": THRESHOLDS,
        "calibration": calibrate(cues, share, probabilities),
        "weights": {name: round(float(w), 3) for name, w in sorted(weights.items()) if abs(w) >= 0.01},
    }


def _as_they_are(names: list[str]) -> list[str]:
    return names


def fit(matrix: csr_matrix, cues: np.ndarray, share: np.ndarray) -> np.ndarray:
    """Weights of a conditional logit (McFadden 1974) over the readings of each cue, "no attribution" among them.

    The right reading of a cue is the candidate that agrees best with the annotation, from ``CLOSE`` up.
    """
    starts, group, best = _groups(cues, share)
    annotated = np.maximum.reduceat(best.astype(float), starts) > 0

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        all_mass, chosen = _softmax(scores, starts, group)
        right_mass = np.add.reduceat(chosen * best, starts)
        wanted = np.where(best, chosen / np.maximum(right_mass, 1e-300)[group], 0.0)
        value = -np.log(np.maximum(np.where(annotated, right_mass, 1.0 - all_mass), 1e-300)).sum()
        gradient = matrix.T @ (chosen - wanted)
        return value + PENALTY / 2 * weights @ weights, gradient + PENALTY * weights

    start = np.zeros(matrix.shape[1])
    return np.asarray(minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x)


def _groups(cues: np.ndarray, share: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Where each cue's rows start, which cue each row is of, and which rows are its right reading."""
    starts = np.flatnonzero(np.r_[True, cues[1:] != cues[:-1]])
    group = np.repeat(np.arange(len(starts)), np.diff(np.r_[starts, len(cues)]))
    top = np.maximum.reduceat(share, starts)[group]
    return starts, group, (share >= CLOSE) & (share >= top - 0.001)


def _softmax(scores: np.ndarray, starts: np.ndarray, group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each cue the probability of any reading, for each row that of its own; "no attribution" scores 0."""
    top = np.maximum(np.maximum.reduceat(scores, starts), 0.0)
    mass = np.exp(scores - top[group])
    total = np.add.reduceat(mass, starts) + np.exp(-top)
    return np.add.reduceat(mass, starts) / total, mass / total[group]


def held_out(matrix: csr_matrix, cues: np.ndarray, share: np.ndarray, articles: Sequence[str]) -> np.ndarray:
    """Each candidate's probability by weights that have not seen its article."""
    probabilities = np.zeros(len(share))
    for seen, unseen in GroupKFold(FOLDS).split(matrix, share, articles):
        weights = fit(matrix[seen], cues[seen], share[seen])
        starts, group, _ = _groups(cues[unseen], share[unseen])
        probabilities[unseen] = _softmax(matrix[unseen] @ weights, starts, group)[1]
    return probabilities


def calibrate(cues: np.ndarray, share: np.ndarray, probabilities: np.ndarray) -> list[tuple[float, float]]:
    """Corner points of the isotonic curve from a cue's probability to how often its best reading is right."""
    starts = _groups(cues, share)[0]
    any_reading = np.add.reduceat(probabilities, starts)
    parts = zip(starts, np.split(probabilities, starts[1:]), strict=True)
    winners = np.array([start + int(np.argmax(part)) for start, part in parts])
    kept = any_reading >= THRESHOLDS["quotation"]
    curve = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip")
    curve.fit(any_reading[kept], share[winners[kept]] >= RIGHT)
    corners = zip(curve.X_thresholds_, curve.y_thresholds_, strict=True)
    return sorted({(round(float(x), 4), round(float(y), 4)) for x, y in corners})


def counts(examples: Examples) -> Mapping[str, int]:
    """How many candidates and cues there are, and how many candidates are right."""
    right = sum(share >= RIGHT for share in examples.share)
    return Counter(candidates=len(examples.share), cues=len(set(examples.cue)), right=right)


def main() -> None:
    """Train and write the weights file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--polnear", type=Path, required=True, help="folder with PolNeAR's train/")
    parser.add_argument("--out", type=Path, default=WEIGHTS, help="the weights file to write")
    options = parser.parse_args()
    examples = collect(options.polnear / "train", Parser())
    print(dict(counts(examples)))
    weights = train(examples)
    options.out.write_text(json.dumps(weights, indent=0, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"wrote {options.out}")


if __name__ == "__main__":
    main()
