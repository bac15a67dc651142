"""A parsed article in, the context of each sentence out: each sentence with the quotations that its cues may claim."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotes.attribution.block_statements import statements_without_marks
from quotes.attribution.candidates import SentenceContext
from quotes.document import Document
from quotes.lexicon.cues import CueLexicon
from quotes.model import Quotation

if TYPE_CHECKING:
    from quotes.attribution.tagger.head import Tagger


def sentence_contexts(document: Document, lexicon: CueLexicon, tagger: Tagger) -> Iterator[SentenceContext]:
    """Each sentence with the outermost quotations of its paragraph, and with those that it leads in by a colon.

    Statements that stand without marks behind a colon count as quotations here.
    """
    by_sentence = tagger.probabilities(document)
    by_paragraph: dict[int, list[Quotation]] = {}
    position = 0
    for quoted in document.outermost:
        while document.paragraphs[position].end <= quoted.span.start:
            position += 1
        by_paragraph.setdefault(position, []).append(quoted)
    for first, last in statements_without_marks(document, lexicon, frozenset(by_paragraph)):
        block = document.paragraphs[first : last + 1]
        if not by_paragraph.get(first) or by_paragraph[first][0].span.start > block[0].start:
            by_paragraph[first] = [Quotation(b, b, depth=0, closed=True, continues=b != block[0]) for b in block]
    for sentence, probabilities in zip(document.sentences, by_sentence, strict=True):
        near = by_paragraph.get(sentence.paragraph, [])
        if document.text[sentence.end - 1] == ":" and document.paragraphs[sentence.paragraph].end == sentence.end:
            behind = by_paragraph.get(sentence.paragraph + 1, [])
            near = near + behind[:1] + [quoted for quoted in behind[1:] if quoted.continues]
        entries = tuple(lexicon.entry(word) for word in sentence.words)
        cues = [(word, entry) for word, entry in zip(sentence.words, entries, strict=True) if entry is not None]
        yield SentenceContext(document, sentence, near, lexicon, probabilities, entries, cues)
