"""Texts in, documents with stored trees out: rules are tested on trees that no training of a parser changes.

The trees stand in ``tests/trees/*.conllu``, in CoNLL-U as Universal Dependencies defines it: an article is a
``# newdoc`` with its exact text (as JSON) in ``# article``, a paragraph begins with ``# newpar``, an entity stands as
``ner=B-PER``, ``ner=I-PER`` in MISC. ``pytest tests/... --record-trees`` records what is missing with the bundled
parser; where a tree is wrong, a person corrects it.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from quotes.document import Document, Sentence, Word
from quotes.model import Article, Span
from quotes.parse.encoder import encoded
from quotes.parse.parser import Parser, with_common_marks
from quotes.text.layout import layout_of

FOLDER = Path(__file__).resolve().parents[1] / "trees"
NEW_DOCUMENT, ARTICLE, NEW_PARAGRAPH, SENTENCE = "# newdoc\n", "# article = ", "# newpar", "# text = "


class Trees:
    """Stands where a parser does, and gives each article the tree that is stored for its text.

    A text without one fails the test and says what to do; with a ``recorder`` its tree is added to ``path``.
    """

    def __init__(self, path: Path, recorder: Parser | None = None) -> None:
        self.path = path
        self.recorder = recorder

    def parse(self, articles: Iterable[Article]) -> Iterator[Document]:
        for article in articles:
            if article.text not in every_tree() and self.recorder is not None:
                self._record(article, self.recorder)
            if article.text not in every_tree():
                raise LookupError(
                    f"no tree is stored for “{article.text[:60]}”: run this test with --record-trees, "
                    f"then read what it adds to tests/trees/{self.path.name} and correct it"
                )
            yield read_document(article.text, every_tree()[article.text])

    def _record(self, article: Article, recorder: Parser) -> None:
        block = conllu(next(recorder.parse([article])))
        with self.path.open("a", encoding="utf-8") as file:
            file.write(f"{NEW_DOCUMENT}{ARTICLE}{json.dumps(article.text, ensure_ascii=False)}\n{block}\n\n")
        every_tree()[article.text] = block


@functools.cache
def every_tree() -> dict[str, str]:
    """The text of each stored article with the CoNLL-U of its sentences."""
    return {text: block for path in sorted(FOLDER.glob("*.conllu")) for text, block in stored(path).items()}


def stored(path: Path) -> dict[str, str]:
    """The same for one file."""
    found: dict[str, str] = {}
    for block in path.read_text(encoding="utf-8").split(NEW_DOCUMENT)[1:]:
        article, _, sentences = block.partition("\n")
        found[json.loads(article.removeprefix(ARTICLE))] = sentences.strip("\n")
    return found


def read_document(text: str, block: str) -> Document:
    """The document of a text and its CoNLL-U; raises ValueError for a word that does not stand next in the text."""
    layout = layout_of(text)
    written = with_common_marks(text, layout.quotations)  # as a parser gets it
    sentences: list[Sentence] = []
    position, paragraph = 0, -1
    for lines in filter(None, block.split("\n\n")):
        words: list[Word] = []
        entities: list[tuple[Span, str]] = []
        paragraph += NEW_PARAGRAPH in lines.split("\n")
        for line in lines.split("\n"):
            if line.startswith("#"):
                continue
            number, form, lemma, upos, xpos, _, head, relation, _, misc = line.split("\t")
            start = written.find(form, position)
            if start < 0 or written[position:start].strip():
                raise ValueError(f"“{form}” does not stand next, behind “{text[:position]}”: {line}")
            position = start + len(form)
            begun, _, entity = misc.removesuffix("|SpaceAfter=No").rpartition("ner=")[2].partition("-")
            if entity and begun == "B":
                entities.append((Span(start, position), entity))
            elif entity:
                entities[-1] = (Span(entities[-1][0].start, position), entity)
            index, above = int(number) - 1, int(head) - 1
            words.append(Word(index, form, lemma, upos, xpos, relation, above, start, position, entity))
        sentences.append(Sentence(tuple(words), paragraph, tuple(entities)))
    return encoded(Document(text, layout, tuple(sentences)))


def conllu(document: Document) -> str:
    """The sentences of a document as :func:`read_document` reads them."""
    lines: list[str] = []
    for number, sentence in enumerate(document.sentences):
        if number == 0 or sentence.paragraph != document.sentences[number - 1].paragraph:
            lines.append(NEW_PARAGRAPH)
        lines.append(SENTENCE + " ".join(sentence.span.of(document.text).split()))
        first = {span.start for span, _ in sentence.entities}
        for word, behind in zip(sentence.words, [*sentence.words[1:], None], strict=True):
            misc = [f"ner={'B' if word.start in first else 'I'}-{word.entity}"] if word.entity else []
            misc += ["SpaceAfter=No"] if behind is not None and behind.start == word.end else []
            columns = [word.index + 1, word.text, word.lemma, word.upos, word.xpos, "_", word.head + 1, word.relation]
            lines.append("\t".join([*map(str, columns), "_", "|".join(misc) or "_"]))
        lines.append("")
    return "\n".join(lines).rstrip("\n")
