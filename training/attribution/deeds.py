"""Labelled readings of real articles in, the model that tells deeds from statements out, with its figures.

``labels/statements.tsv`` has a reading a line: the article, where its cue's and its content's first word begin, and
what a reader says of it (``LABELS``). The words stand in the articles, which are not ours to include. Of the articles
in ``corpus/`` each reading is a statement that the gold standard has. ``labels/invented.txt`` has sentences written for
this, sorted, the cue of each in ``[[words|label]]``.
"""

from __future__ import annotations

import csv
import functools
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import save_file
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold

from quotes.attribution.candidates import Candidate
from quotes.attribution.choice_model import load_choice_model
from quotes.attribution.deeds import LIKELY, PARTS, vector
from quotes.attribution.selection import weigh
from quotes.attribution.sentence_contexts import sentence_contexts
from quotes.attribution.tagger.head import load_tagger
from quotes.document import LAYERS, Document
from quotes.evaluate import read_corpus_gold
from quotes.lexicon.cues import load_cues
from quotes.model import Article, Span, shared
from quotes.parse.encoder import encoded
from quotes.parse.parser import Parser
from quotes.read import read_articles
from training.attribution.polnear import read_documents
from training.marked import read_marked

TABLE = Path(__file__).with_name("labels") / "statements.tsv"
INVENTED = TABLE.with_name("invented.txt")
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
SCALE, STRENGTH = 3.0, 0.1
"""Length of a part's vectors on average, and the inverse strength of the L2 regularisation."""
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


def fit(texts: Path, corpus: Path, work: Path, out: Path) -> Iterator[str]:
    """Fit the model to the articles in ``texts`` (``NAME.txt``) and write it to ``out``; its figures, as lines."""
    yield from learn([*read(texts, work), *read_corpus(corpus), *read_invented()], out)


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
        model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(inputs[seen], right[seen], weights[seen])
        chances[unseen] = model.predict_proba(inputs[unseen])[:, 1]
    yield from figures(chances, right)
    model = LogisticRegression(C=STRENGTH, max_iter=3000).fit(inputs, right, weights)
    scaled = (model.coef_[0].reshape(middle.shape) / length).astype(np.float32)
    bias = np.array([model.intercept_[0] - (scaled * middle).sum()], np.float32)
    save_file({"weights": scaled.ravel(), "bias": bias}, out)


def figures(chances: np.ndarray, right: np.ndarray) -> Iterator[str]:
    """How well the chances of articles not seen tell deeds from statements."""
    taken = chances >= LIKELY
    yield (
        f"{len(right)} readings, {right.sum()} of them no statement; on articles not seen: area under the curve "
        f"{roc_auc_score(right, chances):.3f}; taken for deeds {taken.sum()}, right {right[taken].mean():.2f}; of all "
        f"that are none {taken[right].mean():.2f} found, of all statements {taken[~right].mean():.3f} lost"
    )


def read(texts: Path, work: Path, table: Path = TABLE) -> Iterator[Labelled]:
    """The labelled readings that the toolkit finds again in the articles; ``work`` keeps the parses."""
    labels: dict[str, dict[tuple[int, int], str]] = {}
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t"):
            labels.setdefault(row["doc"], {})[int(row["cue"]), int(row["content"])] = row["label"]
    documents = read_documents([texts / f"{name}.txt" for name in sorted(labels)], work)
    for name, document in documents.items():
        yield from _of_article(name, encoded(document), functools.partial(_labelled, labels[name]))


def read_corpus(corpus: Path) -> Iterator[Labelled]:
    """The readings in the articles written for the project."""
    gold = read_corpus_gold(corpus / "gold")
    articles = list(read_articles([corpus / "articles"]))
    for article, document in zip(articles, Parser().parse(articles), strict=True):
        said = [one.content for one in gold[article.id] if one.act != "attitude"]
        yield from _of_article(article.id, encoded(document), functools.partial(_in_gold, said))


def read_invented(file: Path = INVENTED) -> Iterator[Labelled]:
    """The readings of the cues marked in invented sentences."""
    lines = [read_marked(line) for line in file.read_text(encoding="utf-8").splitlines()]
    articles = [Article(f"line {number}", text) for number, (text, _) in enumerate(lines, start=1)]
    for article, document, (_, marked) in zip(articles, Parser().parse(articles), lines, strict=True):
        yield from _of_article(article.id, encoded(document), functools.partial(_marked, marked))


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
