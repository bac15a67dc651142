"""Labelled articles in, their parses and labels out: those of a folder, of the corpus, or a line each of a file."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from quotes.document import Document
from quotes.evaluate import GoldAttribution, read_corpus_gold
from quotes.model import Article, Span
from quotes.parse.encoder import encoded
from quotes.parse.parser import Parser
from quotes.read import read_articles
from training.attribution.polnear import read_documents

Marked = list[tuple[Span, str]]
"""Stretches of a text, each with its label."""
MARKED = re.compile(r"\[\[([^|]*)\|?([^\]]*)\]\]([^\[]*)")
PARAGRAPH = " ¶ "
"""What parts the paragraphs of an article that stands in one line."""


def own_labels(tables: Path, folder: Path) -> Path:
    """The table of labels of ours for the articles of a folder: "roles-train.tsv" in ``tables`` for "roles/train"."""
    return tables / f"{folder.parent.name}-{folder.name}.tsv"


def parsed_folder(folder: Path, names: Iterable[str], work: Path) -> Iterator[tuple[str, Document]]:
    """The articles of these names in ``text/`` of a folder, by name; ``work`` keeps the parses."""
    texts = [folder / "text" / f"{name}.txt" for name in sorted(names)]
    for name, document in read_documents(texts, work / folder.parent.name / folder.name).items():
        yield name, encoded(document)


def parsed_corpus(corpus: Path) -> Iterator[tuple[Article, Document, Sequence[GoldAttribution]]]:
    """The articles written for the project, each with its gold annotation."""
    gold = read_corpus_gold(corpus / "gold")
    articles = list(read_articles([corpus / "articles"]))
    for article, document in zip(articles, Parser().parse(articles), strict=True):
        yield article, document, gold[article.id]


def parsed_lines(file: Path) -> Iterator[tuple[Article, Document, Marked]]:
    """The lines of a file, each an article with the words marked in it: ``[[words|label]]``."""
    lines = [read_marked(line.replace(PARAGRAPH, "\n\n")) for line in file.read_text(encoding="utf-8").splitlines()]
    articles = [Article(f"line {number}", text) for number, (text, _) in enumerate(lines, start=1)]
    for article, document, (_, marked) in zip(articles, Parser().parse(articles), lines, strict=True):
        yield article, document, marked


def read_marked(line: str) -> tuple[str, Marked]:
    """The text of a line with ``[[words|label]]`` in it, without the marks, and each marked stretch of it."""
    text, labels = "", []
    for words, label, behind in MARKED.findall("[[|]]" + line):
        if label:
            labels.append((Span(len(text), len(text) + len(words)), label))
        text += words + behind
    return text, labels
