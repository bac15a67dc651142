"""A parsed article in, the context of each sentence out: each sentence with the quotations that its cues may claim."""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from typing import TYPE_CHECKING

from quotes.attribution.cue import SentenceContext
from quotes.document import Document, Sentence
from quotes.lexicon.cues import CueLexicon
from quotes.model import Quotation

if TYPE_CHECKING:
    from quotes.attribution.tagger.head import Tagger

NEAR = 20
"""Quotations before a sentence, and behind it, in its paragraph that its cues may claim."""


def sentence_contexts(document: Document, lexicon: CueLexicon, tagger: Tagger) -> Iterator[SentenceContext]:
    """Each sentence with the outermost quotations of its paragraph, and with those that it leads in by a colon."""
    by_sentence = tagger.probabilities(document)
    by_paragraph: dict[int, list[Quotation]] = {}
    position = 0
    for quoted in document.outermost:
        while document.paragraphs[position].end <= quoted.span.start:
            position += 1
        by_paragraph.setdefault(position, []).append(quoted)
    for sentence, probabilities in zip(document.sentences, by_sentence, strict=True):
        near = _near(sentence, by_paragraph.get(sentence.paragraph, []))
        if document.text[sentence.end - 1] == ":" and document.paragraphs[sentence.paragraph].end == sentence.end:
            behind = by_paragraph.get(sentence.paragraph + 1, [])
            near = near + behind[:1] + [quoted for quoted in behind[1:] if quoted.continues]
        entries = tuple(lexicon.entry(word) for word in sentence.words)
        cues = [(word, entry) for word, entry in zip(sentence.words, entries, strict=True) if entry is not None]
        yield SentenceContext(document, sentence, near, lexicon, probabilities, entries, cues)


def _near(sentence: Sentence, quotations: list[Quotation]) -> list[Quotation]:
    """Those of a paragraph that a sentence may be about; a paragraph of thousands is looked at piece by piece."""
    first = bisect.bisect_right(quotations, sentence.start, key=lambda quoted: quoted.span.end)
    behind = bisect.bisect_left(quotations, sentence.end, key=lambda quoted: quoted.span.start)
    return quotations[max(0, first - NEAR) : behind + NEAR]
