"""Labelled source mentions in, what the role model sees of their sources out, each with the roles that readers gave it.

A labelled mention belongs to the source of the attribution that the toolkit finds over it, right or wrong: the model
learns from what it will get.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track

from quotes.attribution.attribute import attribute
from quotes.document import Document
from quotes.evaluate import read_corpus_gold
from quotes.model import Article, Span, shared
from quotes.parse.encoder import encoded
from quotes.read import read_articles
from quotes.roles.assign import portrayals
from quotes.roles.codebook import load_codebook
from quotes.roles.evidence import Evidence
from quotes.sources.resolve import resolve
from training.attribution.polnear import read_documents, read_labels

NONE = "none"
"""The label of a mention where nobody is credited with anything."""


@dataclass(frozen=True)
class Label:
    """The role that a reader gave one source mention, and whether the reader was sure."""

    span: Span
    role: str
    sure: bool = True


@dataclass(frozen=True)
class LabelledSource:
    """What the model sees of a source, and the labels of its mentions; ``data`` names where they are from."""

    data: str
    article: str
    features: Mapping[str, float]
    vector: np.ndarray
    labels: Sequence[Label]

    @property
    def role(self) -> str:
        """The role that most of its mentions have."""
        return Counter(label.role for label in self.labels).most_common(1)[0][0]


def read_folder(folder: Path, work: Path) -> list[LabelledSource]:
    """The sources of a folder with ``roles.tsv`` and the articles it labels in ``text/``."""
    table = read_labels(folder / "roles.tsv")
    labels = {
        name: [Label(span, r["role"], r.get("sure", "yes") == "yes") for span, r in rows]
        for name, rows in table.items()
    }
    data = f"{folder.parent.name}/{folder.name}"
    documents = read_documents([folder / "text" / f"{name}.txt" for name in sorted(labels)], work / data)
    return list(_sources(data, documents, labels))


def read_corpus(corpus: Path, work: Path) -> list[LabelledSource]:
    """The sources of the articles written for the project, by their gold annotation."""
    gold = read_corpus_gold(corpus / "gold")
    labels = {name: [Label(g.source, g.role) for g in rows if g.source is not None] for name, rows in gold.items()}
    texts = work / "corpus-text"
    texts.mkdir(parents=True, exist_ok=True)
    for article in read_articles([corpus / "articles"]):
        (texts / f"{article.id}.txt").write_text(article.text, encoding="utf-8", newline="")
    documents = read_documents([texts / f"{name}.txt" for name in sorted(labels)], work / "corpus")
    return list(_sources("corpus", documents, labels))


def _sources(
    data: str, documents: Mapping[str, Document], labels: Mapping[str, Sequence[Label]]
) -> Iterator[LabelledSource]:
    codebook = load_codebook()
    for name, parsed in track(documents.items(), f"sources of {data}", console=Console(stderr=True)):
        document = encoded(parsed)
        found, sources = resolve(Article(name, document.text), document, list(attribute(document, with_nested=True)))
        mentions = {a.source: a.source_index for a in found if a.source is not None and a.source_index is not None}
        of_source: defaultdict[int, list[Label]] = defaultdict(list)
        for label in labels[name]:
            nearest = _nearest(label.span, mentions)
            if nearest is not None and label.role != NONE:
                of_source[mentions[nearest]].append(label)
        seen = list(portrayals(Evidence(document, found, sources, codebook)))
        for position, several in of_source.items():
            yield LabelledSource(data, name, seen[position].features(), seen[position].vector(), several)


def _nearest(span: Span, mentions: Collection[Span]) -> Span | None:
    """The mention that has most characters in common with ``span``, if any has."""
    over = [one for one in mentions if one.overlaps(span)]
    return max(over, key=lambda one: shared([one], [span])) if over else None
