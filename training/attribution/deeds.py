"""Labelled readings of real articles in, the model that tells deeds from statements out, with its figures.

A table in ``labels`` has a reading of a folder's articles a line: the article, where its cue's and its content's first
word begin, and what a reader says of it (``LABELS``). The words stand in the articles, which are not ours to include.
Of the articles in ``corpus/`` each reading is a statement that the gold standard has. ``labels/invented.txt`` has
sentences written for this, sorted, the cue of each in ``[[words|label]]``.
"""

from __future__ import annotations

import csv
import functools
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from sklearn.exceptions import ConvergenceWarning
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold
from sklearn.neural_network import MLPClassifier

from quotes.attribution.candidates import Candidate
from quotes.attribution.choice_model import load_choice_model
from quotes.attribution.deeds import LIKELY, PARTS, vector
from quotes.attribution.selection import weigh
from quotes.attribution.sentence_contexts import sentence_contexts
from quotes.attribution.tagger.head import load_tagger
from quotes.document import LAYERS, Document
from quotes.lexicon.cues import load_cues
from quotes.model import Span, shared
from training.articles import own_labels, parsed_corpus, parsed_folder, parsed_lines

TABLES = Path(__file__).with_name("labels")
INVENTED = TABLES / "invented.txt"
STATEMENT = "statement"
LABELS = {
    STATEMENT: "somebody said, wrote or made known these words or this content",
    "act": "a deed, event or state told with a verb of saying",
    "thought": "a thought, wish or feeling that nobody is told to have voiced",
    "nobody": "nobody has said it: a supposition, a rule, what is generally expected",
    "silence": "nothing was said, or an answer refused",
    "author": "the author's own words",
    "garbled": "what is marked is mostly not what is said",
}
SCALE = 3.0
"""Length of a part's vectors on average."""
NETWORKS, HIDDEN, STRENGTH, EPOCHS = 4, 32, 0.3, 25
"""How many networks, units of each, strength of the L2 regularisation, and how often each reading is seen."""
CLAUSES = 3.0
"""What a labelled clause counts beside other contents: few of the many were labelled."""
SAME = 0.5
"""Share of the longer of two contents from which both are one."""
FOLDS, SEED = 8, 0


@dataclass(frozen=True)
class Labelled:
    """The vector of a reading, whether it is no statement, its article, and what it counts."""

    vector: np.ndarray
    is_deed: bool
    article: str
    weight: float


def fit(folders: Sequence[Path], corpus: Path, work: Path, out: Path) -> Iterator[str]:
    """Fit the model to the articles in ``text/`` of folders and write it to ``out``; its figures, as lines."""
    real = [one for folder in folders for one in read_folder(folder, work)]
    yield from learn([*real, *read_corpus(corpus), *read_invented()], out)


def learn(labelled: Sequence[Labelled], out: Path) -> Iterator[str]:
    """Fit the model to labelled readings and write it to ``out``; its figures, as lines."""
    vectors = np.stack([one.vector for one in labelled]).reshape(len(labelled), PARTS * LAYERS, -1)
    middle = vectors.mean(0)
    length = np.sqrt(((vectors - middle) ** 2).sum(-1).mean(0))[:, None] / SCALE
    inputs = ((vectors - middle) / length).reshape(len(labelled), -1)
    right = np.array([one.is_deed for one in labelled])
    weights = np.array([one.weight for one in labelled])
    chances = np.zeros(len(labelled))
    groups = [one.article for one in labelled]
    for seen, unseen in GroupKFold(FOLDS, shuffle=True, random_state=SEED).split(inputs, groups=groups):
        for network in networks(inputs[seen], right[seen], weights[seen]):
            chances[unseen] += network.predict_proba(inputs[unseen])[:, 1] / NETWORKS
    yield from figures(chances, right)
    save_file(_tensors(networks(inputs, right, weights), middle, np.broadcast_to(length, middle.shape)), out)


def _tensors(trained: Sequence[MLPClassifier], middle: np.ndarray, length: np.ndarray) -> dict[str, np.ndarray]:
    """The weights as :class:`quotes.attribution.deeds.DeedModel` takes them, for vectors that nobody has scaled."""
    first = np.hstack([network.coefs_[0] for network in trained]) / length.reshape(-1, 1)
    parts = {
        "first": first,
        "first_bias": np.hstack([network.intercepts_[0] for network in trained]) - middle.ravel() @ first,
        "second": np.stack([network.coefs_[1][:, 0] for network in trained]),
        "second_bias": np.hstack([network.intercepts_[1] for network in trained]),
    }
    return {name: np.ascontiguousarray(values, np.float16) for name, values in parts.items()}


def networks(inputs: np.ndarray, right: np.ndarray, weights: np.ndarray) -> list[MLPClassifier]:
    """Networks fitted to the same readings, (readings, values) each, from different beginnings."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)  # it ends after so many epochs on purpose
        return [
            MLPClassifier((HIDDEN,), alpha=STRENGTH, max_iter=EPOCHS, random_state=seed).fit(inputs, right, weights)
            for seed in range(NETWORKS)
        ]


def figures(chances: np.ndarray, right: np.ndarray) -> Iterator[str]:
    """How well the chances of articles not seen tell deeds from statements."""
    taken = chances >= LIKELY
    yield (
        f"{len(right)} readings, {right.sum()} of them no statement; on articles not seen: area under the curve "
        f"{roc_auc_score(right, chances):.3f}; taken for deeds {taken.sum()}, right {right[taken].mean():.2f}; of all "
        f"that are none {taken[right].mean():.2f} found, of all statements {taken[~right].mean():.3f} lost"
    )


def read_folder(folder: Path, work: Path) -> Iterator[Labelled]:
    """The labelled readings that the toolkit finds again in the articles of a folder; ``work`` keeps the parses."""
    labels: dict[str, dict[tuple[int, int], str]] = {}
    with own_labels(TABLES, folder).open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            labels.setdefault(row["doc"], {})[int(row["cue"]), int(row["content"])] = row["label"]
    for name, document in parsed_folder(folder, labels, work):
        yield from _of_article(name, document, functools.partial(_labelled, labels[name]))


def read_corpus(corpus: Path) -> Iterator[Labelled]:
    """The readings in the articles written for the project."""
    for article, document, gold in parsed_corpus(corpus):
        said = [one.content for one in gold if one.act != "attitude"]
        yield from _of_article(article.id, document, functools.partial(_in_gold, said))


def read_invented(file: Path = INVENTED) -> Iterator[Labelled]:
    """The readings of the cues marked in invented sentences."""
    for article, document, marked in parsed_lines(file):
        yield from _of_article(article.id, document, functools.partial(_marked, marked))


def _labelled(labels: Mapping[tuple[int, int], str], candidate: Candidate) -> str | None:
    return labels.get((candidate.head.start, candidate.content[0].start))


def _marked(marked: Sequence[tuple[Span, str]], candidate: Candidate) -> str | None:
    head = Span(candidate.head.start, candidate.head.end)
    return next((label for span, label in marked if span.contains(head)), None)


def _in_gold(said: Sequence[Sequence[Span]], candidate: Candidate) -> str:
    """``STATEMENT`` where the gold standard has the content of a reading, and "act" for all others."""
    longer = [
        (shared(candidate.content, one), max(sum(map(len, one)), sum(map(len, candidate.content)))) for one in said
    ]
    return STATEMENT if any(common >= SAME * length for common, length in longer) else "act"


def _of_article(name: str, document: Document, label_of: Callable[[Candidate], str | None]) -> Iterator[Labelled]:
    for context in sentence_contexts(document, load_cues(), load_tagger()):
        for weighed in weigh(context, load_choice_model()):
            candidate = weighed.candidate
            label = label_of(candidate) if candidate.content and not candidate.quoted else None
            if label is not None:
                weight = CLAUSES if candidate.frame.is_clause else 1.0
                yield Labelled(vector(context, candidate), label != STATEMENT, name, weight)
