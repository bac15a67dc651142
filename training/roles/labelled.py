"""Labelled source mentions in, what the role model sees of their sources out, each with the roles that readers gave it.

A labelled mention belongs to the source of the attribution that the toolkit finds over it, right or wrong: the model
learns from what it will get.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from rich.console import Console
from rich.progress import track

from quotes.attribution.attribute import attribute
from quotes.document import Document, Sentence
from quotes.evaluate import read_corpus_gold
from quotes.model import Article, Layout, Span, shared
from quotes.parse.encoder import encoded
from quotes.parse.parser import Parser
from quotes.read import read_articles
from quotes.roles.assign import portrayals
from quotes.roles.codebook import load_codebook
from quotes.roles.evidence import Evidence
from quotes.sources.resolve import resolve
from training.attribution.polnear import read_documents, read_labels
from training.marked import read_marked

TEXTS = Path(__file__).with_name("texts.txt")
LABELS = Path(__file__).with_name("labels")
"""Labels of ours for articles that are not: a table for each folder, without their words."""
READ_ONCE = 0.3
"""What these count beside labels that were given with more care, to news of more beats."""
PARAGRAPH = " ¶ "
"""What parts the paragraphs of a text in ``TEXTS``."""
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

    A folder without ``roles.tsv`` has its labels in ``LABELS``: "polnear/train" in "polnear-train.tsv".
    """
    own = LABELS / f"{folder.parent.name}-{folder.name}.tsv"
    is_own = own.is_file() and not (folder / "roles.tsv").is_file()
    table = read_labels(own if is_own else folder / "roles.tsv")
    labels = {
        name: [Label(span, r["role"], r.get("sure", "yes") == "yes", r["named"] == "yes") for span, r in rows]
        for name, rows in table.items()
    }
    data = f"{folder.parent.name}/{folder.name}"
    documents = read_documents([folder / "text" / f"{name}.txt" for name in sorted(labels)], work / data)
    return [replace(one, weight=READ_ONCE if is_own else 1.0) for one in _sources(data, documents, labels)]


def read_corpus(corpus: Path, work: Path) -> list[LabelledSource]:
    """The sources of the articles written for the project, by their gold annotation."""
    gold = read_corpus_gold(corpus / "gold")
    labels = {
        name: [Label(g.source, g.role, named=g.named) for g in rows if g.source is not None]
        for name, rows in gold.items()
    }
    texts = work / "corpus-text"
    texts.mkdir(parents=True, exist_ok=True)
    for article in read_articles([corpus / "articles"]):
        (texts / f"{article.id}.txt").write_text(article.text, encoding="utf-8", newline="")
    documents = read_documents([texts / f"{name}.txt" for name in sorted(labels)], work / "corpus")
    return list(_sources("corpus", documents, labels))


def read_texts(file: Path = TEXTS) -> list[LabelledSource]:
    """The sources of the texts written for the project, one a line: ``[[words|role]]`` marks each mention."""
    texts: list[Article] = []
    labels: dict[str, list[Label]] = {}
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        text, marked = read_marked(line.replace(PARAGRAPH, "\n\n"))
        texts.append(Article(f"line {number}", text))
        labels[texts[-1].id] = [Label(span, role) for span, role in marked]
    documents = {article.id: document for article, document in zip(texts, Parser().parse(texts), strict=True)}
    return list(_sources("texts", documents, labels))


def _sources(
    data: str, documents: Mapping[str, Document], labels: Mapping[str, Sequence[Label]]
) -> Iterator[LabelledSource]:
    for name, parsed in track(documents.items(), f"sources of {data}", console=Console(stderr=True)):
        found = list(_of_article(data, name, encoded(parsed), labels[name]))
        yield from found
        if len(parsed.sentences) > 1:  # short texts are read too
            for one in found:
                sentence = parsed.sentences[parsed.sentence_at(one.labels[0].span.start)]
                inside = [label for label in one.labels if sentence.span.contains(label.span)]
                short = _of_article(f"{data}, one sentence", name, encoded(_alone(parsed, sentence)), inside)
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
