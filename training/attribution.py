"""PolNeAR's training part in, the weights of the deciding model out (``quotes/lexicon/weights.json``).

    python -m training.attribution --polnear DIR

``DIR`` holds ``train/text/*.txt`` and ``train/attributions/*.ann``. Every candidate that the
constructions propose is labelled by the annotation; a logistic regression learns which to accept, and
folds of whole articles give its calibration. The same input gives the same file.
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
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.isotonic import IsotonicRegression
from sklearn.linear_model import LogisticRegression
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

EXACT = 0.97
"""Overlap of content from which a candidate counts as exactly the annotated one; below lie stray marks and spaces."""
RIGHT = 0.5
"""Overlap of content from which an attribution counts as right for its confidence."""
RARE = 4
"""A feature seen with fewer candidates than this is left out."""
FOLDS = 5
STRENGTH = 0.5
"""Inverse strength of the L2 regularisation; 0.3 to 1 differ by less than 0.3 points of F1."""
THRESHOLDS = {"any": 0.16, "quotation": 0.01}
"""Least scores, chosen for F1 by the folds: for any candidate, and for one that gives a lone quotation its cue."""


@dataclass
class Examples:
    """One row a candidate: its features, whether it is exactly an annotated one or at least right, where it stands."""

    features: list[list[str]] = field(default_factory=list)
    exact: list[bool] = field(default_factory=list)
    right: list[bool] = field(default_factory=list)
    article: list[str] = field(default_factory=list)
    cue: list[tuple[int, int]] = field(default_factory=list)

    def add(self, article: str, parse: Parse, gold: Sequence[GoldAttribution]) -> None:
        """The candidates of one parsed article, labelled by its annotation."""
        quotes = [q for q in quoted_spans(parse.text, parse.paragraphs) if q.depth == 0]
        for number, scene in enumerate(scenes(parse, quotes, load_cues())):
            near = [g for g in gold if any(scene.sentence.span.overlaps(c) for c in g.cue)]
            for candidate in candidates(scene):
                if candidate.construction == "no comment":
                    continue
                share = agreement(candidate, near)
                self.features.append(features(scene, candidate))
                self.exact.append(share >= EXACT)
                self.right.append(share >= RIGHT)
                self.article.append(article)
                self.cue.append((number, candidate.head.index))


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
    """The content of the weights file: intercept, weights, thresholds and calibration."""
    vectorizer = CountVectorizer(analyzer=_as_they_are, min_df=RARE, binary=True)
    matrix = vectorizer.fit_transform(examples.features)
    exact = np.array(examples.exact)
    model = _fitted(matrix, exact)
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    return {
        "intercept": round(float(model.intercept_[0]), 4),
        "thresholds": THRESHOLDS,
        "calibration": calibrate(examples, held_out_scores(matrix, exact, examples.article)),
        "weights": {name: round(float(w), 3) for name, w in sorted(weights.items()) if abs(w) >= 0.01},
    }


def _as_they_are(names: list[str]) -> list[str]:
    return names


def _fitted(matrix: csr_matrix, exact: np.ndarray) -> LogisticRegression:
    return LogisticRegression(C=STRENGTH, max_iter=500, solver="liblinear", random_state=0).fit(matrix, exact)


def held_out_scores(matrix: csr_matrix, exact: np.ndarray, articles: Sequence[str]) -> np.ndarray:
    """Each candidate's score from a model that has not seen its article."""
    scores = np.zeros(len(exact))
    for seen, unseen in GroupKFold(FOLDS).split(matrix, exact, articles):
        scores[unseen] = _fitted(matrix[seen], exact[seen]).predict_proba(matrix[unseen])[:, 1]
    return scores


def calibrate(examples: Examples, scores: np.ndarray) -> list[tuple[float, float]]:
    """Corner points of the isotonic curve from the winning candidate's score to how often it is right."""
    best: dict[tuple[str, tuple[int, int]], int] = {}
    for i, key in enumerate(zip(examples.article, examples.cue, strict=True)):
        if key not in best or scores[i] > scores[best[key]]:
            best[key] = i
    winners = [i for i in best.values() if scores[i] >= THRESHOLDS["quotation"]]
    curve = IsotonicRegression(y_min=0.0, y_max=1.0, out_of_bounds="clip")
    curve.fit(scores[winners], np.array(examples.right)[winners])
    corners = zip(curve.X_thresholds_, curve.y_thresholds_, strict=True)
    return sorted({(round(float(x), 4), round(float(y), 4)) for x, y in corners})


def counts(examples: Examples) -> Mapping[str, int]:
    """How many candidates there are, and how many of them are exact and right."""
    return Counter(candidates=len(examples.exact), exact=sum(examples.exact), right=sum(examples.right))


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
