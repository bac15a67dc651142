"""Labelled source mentions in, what the role model sees of their sources out, each with the roles that readers gave it.

A labelled mention belongs to the source of the attribution that the toolkit finds over it, right or wrong: the model
learns from what it will get.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track

from quotes.attribution.attribute import attribute
from quotes.document import Document, Sentence
from quotes.model import Article, Layout, Span, shared
from quotes.parse.encoder import encoded
from quotes.roles.assign import portrayals
from quotes.roles.codebook import load_codebook
from quotes.roles.evidence import Evidence
from quotes.sources.resolve import resolve
from training.articles import own_labels, parsed_corpus, parsed_folder, parsed_lines
from training.attribution.polnear import read_labels

TEXTS = Path(__file__).with_name("texts.txt")
LABELS = Path(__file__).with_name("labels")
"""Labels of ours for articles that are not: a table for each folder, without their words."""
READ_ONCE = 0.3
"""What these count beside labels that were given with more care, to news of more beats."""
NONE = "none"
"""The label of a mention where nobody is credited with anything."""


@dataclass(frozen=True)
class Label:
    """The role that a reader gave one source mention, whether the article names it, and whether the reader was sure."""

    span: Span
    role: str
    sure: bool = True
    named: bool | None = None


@dataclass(frozen=True)
class LabelledSource:
    """What the model sees of a source, and the labels of its mentions; ``data`` names where they are from.

    ``alone`` tells that it was seen in one sentence of its article alone, ``weight`` what its labels count.
    """

    data: str
    article: str
    features: Mapping[str, float]
    vector: np.ndarray
    labels: Sequence[Label]
    alone: bool = False
    weight: float = 1.0

    @property
    def role(self) -> str:
        """The role that most of its mentions have."""
        return Counter(label.role for label in self.labels).most_common(1)[0][0]

    @property
    def named(self) -> bool | None:
        """Whether most of its labels have it named; ``None`` where none says, and where its article is not seen."""
        told = [label.named for label in self.labels if label.named is not None]
        return sum(told) * 2 > len(told) if told and not self.alone else None


def read_folder(folder: Path, work: Path) -> list[LabelledSource]:
    """The sources of a folder with ``roles.tsv`` and the articles it labels in ``text/``.

    A folder without ``roles.tsv`` has its labels in ``LABELS``.
    """
    own = own_labels(LABELS, folder)
    is_own = own.is_file() and not (folder / "roles.tsv").is_file()
    table = read_labels(own if is_own else folder / "roles.tsv")
    labels = {
        name: [Label(span, r["role"], r.get("sure", "yes") == "yes", r["named"] == "yes") for span, r in rows]
        for name, rows in table.items()
    }
    data = f"{folder.parent.name}/{folder.name}"
    found = _sources(data, ((*one, labels[one[0]]) for one in parsed_folder(folder, labels, work)), len(labels))
    return [replace(one, weight=READ_ONCE if is_own else 1.0) for one in found]


def read_corpus(corpus: Path) -> list[LabelledSource]:
    """The sources of the articles written for the project, by their gold annotation."""
    labelled = (
        (article.id, document, [Label(g.source, g.role, named=g.named) for g in gold if g.source is not None])
        for article, document, gold in parsed_corpus(corpus)
    )
    return list(_sources("corpus", labelled))


def read_texts(file: Path = TEXTS) -> list[LabelledSource]:
    """The sources of the texts written for the project, one a line: ``[[words|role]]`` marks each mention."""
    labelled = ((one.id, document, [Label(*each) for each in marked]) for one, document, marked in parsed_lines(file))
    return list(_sources("texts", labelled))


def _sources(
    data: str, labelled: Iterable[tuple[str, Document, Sequence[Label]]], articles: int | None = None
) -> Iterator[LabelledSource]:
    """The labelled sources of parsed articles, each with its name and its labels; of how many, is for the display."""
    for name, document, labels in track(labelled, f"sources of {data}", articles, console=Console(stderr=True)):
        found = list(_of_article(data, name, document, labels))
        yield from found
        if len(document.sentences) > 1:  # short texts are read too
            for one in found:
                sentence = document.sentences[document.sentence_at(one.labels[0].span.start)]
                inside = [label for label in one.labels if sentence.span.contains(label.span)]
                short = _of_article(f"{data}, one sentence", name, encoded(_alone(document, sentence)), inside)
                yield from (replace(one, alone=True) for one in short)


def _alone(document: Document, sentence: Sentence) -> Document:
    """An article of which nothing but one sentence is left, in its place."""
    quotations = tuple(q for q in document.quotations if sentence.span.contains(q.span))
    kept = Sentence(sentence.words, 0, sentence.entities)
    return Document(document.text, Layout((sentence.span,), quotations), (kept,))


def _of_article(data: str, name: str, document: Document, labels: Sequence[Label]) -> Iterator[LabelledSource]:
    found, sources = resolve(Article(name, document.text), document, list(attribute(document, with_nested=True)))
    mentions = {a.source: a.source_index for a in found if a.source is not None and a.source_index is not None}
    of_source: defaultdict[int, list[Label]] = defaultdict(list)
    for label in labels:
        nearest = _nearest(label.span, mentions)
        if nearest is not None and label.role != NONE:
            of_source[mentions[nearest]].append(label)
    seen = list(portrayals(Evidence(document, found, sources, load_codebook())))
    for position, several in of_source.items():
        yield LabelledSource(data, name, seen[position].features(), seen[position].vector(), several)


def _nearest(span: Span, mentions: Collection[Span]) -> Span | None:
    """The mention that has most characters in common with ``span``, if any has."""
    over = [one for one in mentions if one.overlaps(span)]
    return max(over, key=lambda one: shared([one], [span])) if over else None
