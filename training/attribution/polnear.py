"""A part of PolNeAR in, its articles with parse and annotation out; what is parsed is kept and not parsed again.

The kept parses are without the encoder's view of the words, since each of several encoders has its own.
"""

from __future__ import annotations

import csv
import json
import pickle
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from rich.console import Console
from rich.progress import track

from quotes.document import Document, Sentence, Word
from quotes.errors import ReadError
from quotes.evaluate import GoldAttribution, read_brat_annotators
from quotes.model import Article, Layout, Quotation, Span
from quotes.parse.parser import Parser
from quotes.parse.stanza_models import identity

PARSE = (Document, Layout, Quotation, Sentence, Word, Span)
"""What a kept parse consists of: with other fields it could not be read back."""


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


def read_part(polnear: Path, part: str, work: Path, wanted: Collection[str] | None = None) -> list[Annotated]:
    """The annotated articles of PolNeAR's ``part`` (train, dev), parsed, or the ``wanted`` ones of them.

    ``work`` keeps a parse an article; ``quotes.parse.encoder.encoded`` adds what an encoder sees. Raises ReadError
    where it keeps parses that are not as they would be made now.
    """
    annotators = read_annotators(polnear / part)
    texts = [path for path in sorted((polnear / part / "text").glob("*.txt")) if path.stem in annotators]
    if wanted is not None:
        texts = [path for path in texts if path.stem in wanted]
    documents = read_documents(texts, work / part)
    return [Annotated(path.stem, documents[path.stem], annotators[path.stem]) for path in texts]


def read_documents(texts: Sequence[Path], kept: Path) -> dict[str, Document]:
    """The parsed texts by the names of their files; ``kept`` keeps a parse an article.

    Raises ReadError where it keeps parses that are not as they would be made now.
    """
    _open_store(kept)
    if missing := [path for path in texts if not _parse_of(path, kept).is_file()]:
        _parse(missing, kept)
    return {path.stem: pickle.loads(_parse_of(path, kept).read_bytes()) for path in texts}


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


def _open_store(kept: Path) -> None:
    """Make the folder of the parses, with a note of what they depend on; raises ReadError where another note lies."""
    note = kept / "made_by.json"
    classes = {one.__name__: [f.name for f in fields(one)] for one in PARSE}
    now = json.dumps({"models": identity(), "classes": classes}, indent=1)
    before = note.read_text(encoding="utf-8") if note.is_file() else ""
    if before != now and any(kept.glob("*.pickle")):
        raise ReadError(
            f"{kept}: the parses kept here were made by other models or another version of the toolkit; "
            "delete them with what was trained on them, or name another folder with --work"
        )
    kept.mkdir(parents=True, exist_ok=True)
    note.write_text(now, encoding="utf-8")


def _parse_of(text: Path, kept: Path) -> Path:
    return kept / f"{text.stem}.pickle"


def _parse(texts: Sequence[Path], kept: Path) -> None:
    articles = [Article(path.stem, read_text(path), path=str(path)) for path in texts]
    documents = track(Parser().parse(articles), f"parsing {kept.name}", len(texts), console=Console(stderr=True))
    for path, document in zip(texts, documents, strict=True):
        unfinished = kept / f"{path.stem}.part"
        unfinished.write_bytes(pickle.dumps(replace(document, layers=None)))
        unfinished.replace(_parse_of(path, kept))
