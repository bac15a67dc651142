"""A part of PolNeAR in, its articles with parse and annotation out; what is parsed is kept and not parsed again."""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.progress import track

from quotes.evaluate import GoldAttribution, read_brat_annotators
from quotes.model import Article
from quotes.parse import Parser
from quotes.tree import Parse


@dataclass(frozen=True)
class Annotated:
    """A parsed article with what each of its annotators marked; the first annotator's is its gold standard."""

    article: str
    parse: Parse
    annotators: Sequence[Sequence[GoldAttribution]]

    @property
    def gold(self) -> Sequence[GoldAttribution]:
        """What the first annotator marked."""
        return self.annotators[0]

    @property
    def publisher(self) -> str:
        """The newspaper, with which PolNeAR begins the names of its articles."""
        return self.article.partition("_")[0]


def read_part(folder: Path, work: Path) -> list[Annotated]:
    """The annotated articles of ``folder`` (PolNeAR's train/ or dev/), parsed; ``work`` keeps a parse an article."""
    work.mkdir(parents=True, exist_ok=True)
    annotators = read_brat_annotators(folder / "attributions")
    paths = [path for path in sorted((folder / "text").glob("*.txt")) if path.stem in annotators]
    missing = [path for path in paths if not (work / f"{path.stem}.pickle").is_file()]
    if missing:
        _parse(missing, work)
    parses = (pickle.loads((work / f"{path.stem}.pickle").read_bytes()) for path in paths)
    return [Annotated(path.stem, parse, annotators[path.stem]) for path, parse in zip(paths, parses, strict=True)]


def _parse(paths: Sequence[Path], work: Path) -> None:
    # Line ends are kept, so that the annotation's offsets hold.
    articles = [Article(path.stem, path.read_bytes().decode("utf-8")) for path in paths]
    parses: Iterator[tuple[Article, Parse]] = Parser().pairs(articles)
    for article, parse in track(parses, f"parsing {work.name}", total=len(articles)):
        unfinished = work / f"{article.id}.part"
        unfinished.write_bytes(pickle.dumps(parse))
        unfinished.replace(work / f"{article.id}.pickle")
