"""A document that somebody's Stanza pipeline parsed in, ours out: its own sentences, cut where a paragraph ends.

Stanza splits sentences at blank lines only, so that a headline may run into the line below it. What comes after
the parse relies on sentences that lie in one paragraph; an endless one is cut, too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from quotes.document import Document, Sentence, Word
from quotes.errors import AnalysisError
from quotes.model import Layout, Span
from quotes.parse.encoder import encoded
from quotes.parse.parser import MOST_TOKENS, read_sentence
from quotes.parse.settled import settled
from quotes.parse.stanza_models import NEEDED
from quotes.text.layout import layout_of

PAUSES = (",", ".", ":")
"""The Penn tags of the marks behind which an endless sentence is cut."""
LEAVES = {"pos": "upos", "lemma": "lemma", "depparse": "deprel"}
"""Processor → the field that it fills of each word; what ``ner`` finds stands with the tokens."""


def document_from_stanza(document: Any) -> Document:
    """A ``stanza.Document`` as ours, with its own offsets.

    Raises AnalysisError where it lacks its text, offsets in it, or what one of the processors in ``NEEDED`` adds.
    """
    _check(document)
    if not document.ents:  # Stanza collects them where it tags names, not where it reads tags from a file
        document.build_ents()
    layout = layout_of(document.text)
    sentences = (read_sentence(sentence, 0) for sentence in document.sentences)
    parts = (part for sentence in sentences if sentence.words for part in _cut(sentence, layout))
    return encoded(settled(Document(document.text, layout, tuple(parts))))


def _check(document: Any) -> None:
    if document.text is None:
        raise AnalysisError(
            "the Stanza document has no text, so that nothing can be quoted from it; make it of a text, "
            "or with one: Document(sentences, text=…)"
        )
    tokens = [token for sentence in document.sentences for token in sentence.tokens]
    if any(token.start_char is None or not token.end_char <= len(document.text) for token in tokens):
        raise AnalysisError(
            "tokens of the Stanza document have no place in its text; each needs its start_char and end_char"
        )
    # In a text without letters (control characters, say) the tokenizer may find nothing.
    missing = _missing(tokens) if tokens or any(map(str.isalnum, document.text)) else []
    if missing:
        raise AnalysisError(
            f"the Stanza document was made without {', '.join(missing)}; "
            f"parse it with stanza.Pipeline(…, processors={','.join(NEEDED)!r})"
        )


def _missing(tokens: Sequence[Any]) -> list[str]:
    """The processors that have left nothing at any of the tokens, which a processor that ran never does."""
    if not tokens:
        return list(NEEDED)
    words = [word for token in tokens for word in token.words]
    missing = [name for name, field in LEAVES.items() if all(getattr(word, field) is None for word in words)]
    return missing if any(token.ner is not None for token in tokens) else [*missing, "ner"]


def _cut(sentence: Sentence, layout: Layout) -> Iterator[Sentence]:
    """A sentence as one for each paragraph that it has words of, and for each stretch of an endless one."""

    def paragraph_of(word: Word) -> int:
        return layout.paragraph_at(word.start)

    for paragraph, words in groupby(sentence.words, key=paragraph_of):
        for stretch in _stretches(list(words)):
            yield _part(sentence, stretch, paragraph)


def _stretches(words: list[Word]) -> Iterator[list[Word]]:
    """Words in stretches no longer than what we parse ourselves, each if possible up to a mark in its second half."""
    while len(words) > MOST_TOKENS:
        half = range(MOST_TOKENS, MOST_TOKENS // 2, -1)
        end = next((number for number in half if words[number - 1].xpos in PAUSES), MOST_TOKENS)
        yield words[:end]
        words = words[end:]
    yield words


def _part(sentence: Sentence, words: list[Word], paragraph: int) -> Sentence:
    """Consecutive words as a sentence: whatever hung on words elsewhere hangs on the first such word."""
    if len(words) == len(sentence.words):
        return replace(sentence, paragraph=paragraph)
    first = words[0].index
    inside = range(first, first + len(words))
    tops = [word for word in words if word.head not in inside]
    root = next((top for top in tops if top.head < 0), tops[0])

    def moved(word: Word) -> Word:
        if word is root:
            return replace(word, index=word.index - first, head=-1, relation="root")
        head, relation = (word.head, word.relation) if word.head in inside else (root.index, "parataxis")
        return replace(word, index=word.index - first, head=head - first, relation=relation)

    whole = Span(words[0].start, words[-1].end)
    entities = tuple((span, kind) for span, kind in sentence.entities if whole.contains(span))
    return Sentence(tuple(moved(word) for word in words), paragraph, entities)
