"""A part of PolNeAR in, its articles with parse and annotation out; what is parsed is kept and not parsed again."""

from __future__ import annotations

import csv
import pickle
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.progress import track

from quotes.document import Document, Sentence, Word
from quotes.errors import ReadError
from quotes.evaluate import GoldAttribution, read_brat_annotators
from quotes.model import Article, Span
from quotes.parse.parser import Parser


@dataclass(frozen=True)
class Annotated:
    """A parsed article with what each of its annotators marked; the first annotator's is its gold standard."""

    article: str
    document: Document
    annotators: Sequence[Sequence[GoldAttribution]]

    @property
    def gold(self) -> Sequence[GoldAttribution]:
        """What the first annotator marked."""
        return self.annotators[0]

    @property
    def publisher(self) -> str:
        """The newspaper, with which PolNeAR begins the names of its articles."""
        return self.article.partition("_")[0]


def words_of(sentences: Iterable[Sentence], spans: Sequence[Span]) -> list[Word]:
    """The words that lie in annotated spans, sentence by sentence."""
    return [word for s in sentences for span in spans for word in s.between(span.start, span.end)]


def read_part(folder: Path, work: Path) -> list[Annotated]:
    """The annotated articles of ``folder`` (PolNeAR's train/ or dev/), parsed; ``work`` keeps a parse an article."""
    annotators = read_annotators(folder)
    work.mkdir(parents=True, exist_ok=True)
    paths = [path for path in sorted((folder / "text").glob("*.txt")) if path.stem in annotators]
    missing = [path for path in paths if not (work / f"{path.stem}.pickle").is_file()]
    if missing:
        _parse(missing, work)
    documents = (pickle.loads((work / f"{path.stem}.pickle").read_bytes()) for path in paths)
    return [
        Annotated(path.stem, document, annotators[path.stem]) for path, document in zip(paths, documents, strict=True)
    ]


def read_annotators(folder: Path) -> dict[str, list[tuple[GoldAttribution, ...]]]:
    """What each annotator marked in a part of PolNeAR, by article; raises ReadError where ``folder`` is none."""
    if not all((folder / name).is_dir() for name in ("text", "attributions")):
        raise ReadError(f"{folder}: no text/ and attributions/ here; name the folder of PolNeAR, with train/ and dev/")
    return read_brat_annotators(folder / "attributions")


def read_text(path: Path) -> str:
    """A text with its line ends as they are, so that the offsets of an annotation hold."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def read_labels(path: Path) -> dict[str, list[tuple[Span, dict[str, str]]]]:
    """The rows of a table of labelled source mentions, tab-separated, by article (``doc``), each with its span."""
    found: defaultdict[str, list[tuple[Span, dict[str, str]]]] = defaultdict(list)
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["doc"]].append((Span(int(row["start"]), int(row["end"])), row))
    return dict(found)


def _parse(paths: Sequence[Path], work: Path) -> None:
    articles = [Article(path.stem, read_text(path)) for path in paths]
    documents: Iterator[tuple[Article, Document]] = Parser().pairs(articles)
    for article, document in track(documents, f"parsing {work.name}", total=len(articles)):
        unfinished = work / f"{article.id}.part"
        unfinished.write_bytes(pickle.dumps(document))
        unfinished.replace(work / f"{article.id}.pickle")
