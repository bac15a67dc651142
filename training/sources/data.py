"""Folders of labelled articles in, parsed articles with their labelled speakers out."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from quotes.attribution.attribute import attribute
from quotes.model import Article, Span
from training.articles import own_labels, parsed_corpus, parsed_folder
from training.attribution.polnear import read_labels
from training.sources.fit import Labelled

LABELS = Path(__file__).with_name("labels")
"""Whom pronouns and descriptions mean, labelled for the project: a table for each folder, without its words."""
NOBODY = "none"
"""The role of a mention with which nobody is credited."""
ITSELF = "somebody of its own"
"""The speaker of a description that means nobody spoken of elsewhere."""
OFFSETS = re.compile(r"(\d+)-(\d+)")

Speakers = dict[str, list[tuple[Span, str, str]]]


def read_corpus(corpus: Path) -> Iterator[Labelled]:
    """The articles of ``corpus`` with the speakers of its gold annotation."""
    for article, document, gold in parsed_corpus(corpus):
        speakers = [(g.source, g.speaker, "") for g in gold if g.source is not None]
        yield Labelled(article, document, attribute(document), speakers)


def read_folder(folder: Path, work: Path) -> Iterator[Labelled]:
    """The articles of ``text/`` in a folder that ``roles.tsv`` there labels, or a table in ``LABELS``, or both.

    ``work`` keeps the parses. Articles without a label are left out.
    """
    said = _sources(folder / "roles.tsv") if (folder / "roles.tsv").is_file() else {}
    own = own_labels(LABELS, folder)
    rows = read_labels(own) if own.is_file() else {}
    for name, document in parsed_folder(folder, {*said, *rows}, work):
        meant = [(span, meant_words(document.text, row["means"]), "") for span, row in rows.get(name, ())]
        yield Labelled(Article(name, document.text), document, attribute(document), said.get(name, ()), meant)


def _sources(table: Path) -> Speakers:
    """The labelled sources of a table by article: span, speaker and kind of each."""
    found: Speakers = defaultdict(list)
    for name, rows in read_labels(table).items():
        found[name] = [(span, row["speaker"], row["kind"]) for span, row in rows if row["role"] != NOBODY]
    return found


def meant_words(text: str, means: str) -> str:
    """The words by which an article calls whom a label means: "12-22" for one, "12-22+30-38" for two."""
    spans = [Span(int(start), int(end)) for start, end in OFFSETS.findall(means)]
    return " and ".join(" ".join(span.of(text).split()) for span in spans) or ITSELF
