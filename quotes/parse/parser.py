"""Articles in, dependency trees out: the Stanza pipeline, batched over paragraphs.

Each paragraph goes through Stanza as a document of its own, so that line ends of any kind, lists
and headlines never run into the sentence after them, and a batch may mix articles of any length.
"""

import gc
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate, islice, pairwise
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from quotes.document import Document, Sentence, Word
from quotes.errors import AnalysisError, ModelError
from quotes.messages import OnSkip, Skipped, reason_of
from quotes.model import Article, Layout, Quotation, Span
from quotes.parse.kept import Parses, packed, unpacked
from quotes.parse.sentence_ends import ends_behind_abbreviations
from quotes.parse.settled import settled
from quotes.parse.stanza_models import BUNDLED, check_model, load_pipeline
from quotes.parse.turn_labels import behind_letters, with_quiet_labels
from quotes.text.layout import layout_of
from quotes.text.paragraphs import BULLETS, joined_lines
from quotes.time_limit import TooSlow, time_limit
from quotes.uncollected import uncollected

Item = TypeVar("Item")

BATCH_CHARACTERS = 24_000
"""Text per call of Stanza: enough that batching pays, little enough that progress shows."""

LARGEST_CALL = 4 * BATCH_CHARACTERS
"""Text per call of Stanza at most: an article that is larger is parsed in several, to bound the memory."""

LONGEST_RUN = 2_000
"""Characters after which a paragraph is cut at the end of a sentence: the parser's work grows with the square."""

MOST_TOKENS = 500
"""Words and marks after which it is cut too: of marks alone, 2,000 characters are 2,000 words to the parser."""

RUN_ON = 600
"""Where to cut, at white space, a paragraph that has no end of a sentence in ``LONGEST_RUN`` characters."""

ENTITIES = {"PERSON": "PER", "GPE": "LOC", "FAC": "LOC"}
"""The kinds of Stanza's own models (OntoNotes) by those of the bundled ones."""
RARE_OPENING = frozenset("`‘«»„‹›‚'")
"""Outer marks that the treebanks of the models hardly know; '' and “ and " they do."""

BULLET = re.compile(rf"[{BULLETS}]\s+(?=\S)")

TOKEN = re.compile(r"\w+|[^\w\s]")
SENTENCE_END = re.compile(r"[.!?…][”’\"')\]]*\s")


def _between_ends(text: str, paragraph: Span, said: int | None) -> Iterator[Span]:
    """``paragraph`` cut where a sentence ends that the tokenizer would carry on: "in May. Police said".

    ``said`` is where the words behind "A." begin, no initial there. A sign before an item of a list is no word.
    """
    sign = BULLET.match(text, paragraph.start, paragraph.end)
    start = paragraph.start if sign is None else sign.end()
    for end in [*([] if said is None else [said]), *ends_behind_abbreviations(text, paragraph)]:
        yield Span(start, end).trimmed(text)
        start = end
    yield Span(start, paragraph.end).trimmed(text)


def _bounded(text: str, paragraph: Span) -> Iterator[Span]:
    """``paragraph`` cut so that no stretch without a sentence end outgrows what the parser can hold."""
    start = paragraph.start
    while (most := _most(text, start, paragraph.end)) < paragraph.end:
        ends = [m.end() for m in SENTENCE_END.finditer(text, start, most)]
        cut = ends[-1] if ends else _last_space(text, start + 1, min(start + RUN_ON, most))
        yield Span(start, cut).trimmed(text)
        start = cut
    yield Span(start, paragraph.end).trimmed(text)


def _most(text: str, start: int, end: int) -> int:
    """Where ``LONGEST_RUN`` characters or ``MOST_TOKENS`` words and marks from ``start`` end, ``end`` at the latest."""
    limit = min(end, start + LONGEST_RUN)
    token = next(islice(TOKEN.finditer(text, start, limit), MOST_TOKENS, None), None)
    return token.start() if token else limit


def _last_space(text: str, start: int, end: int) -> int:
    """The last white space in ``text[start:end]``, else ``end``."""
    return next((place for place in range(end - 1, start - 1, -1) if text[place].isspace()), end)


def with_common_marks(text: str, quotations: Iterable[Quotation]) -> str:
    """``text``, same length, with rare outer quotation marks as the curly ones that treebanks know.

    Words get their offsets from it and nothing else: what a table shows is the article's own text.
    """
    letters = list(text)
    for quoted in quotations:
        opening = text[quoted.span.start : quoted.span.start + 2]
        if quoted.depth > 0 or opening[0] not in RARE_OPENING or opening == "''":
            continue
        width = 2 if opening in ("``", "‘‘") else 1
        letters[quoted.span.start : quoted.span.start + width] = "“ "[:width]
        if quoted.closed:
            width = 2 if text[quoted.span.end - 2 : quoted.span.end] in ("''", "’’") else 1
            letters[quoted.span.end - width : quoted.span.end] = "” "[:width]
    return "".join(letters)


class _Piece(NamedTuple):
    """What Stanza gets as one document: a line, for each of its characters the place in the article, its paragraph."""

    line: str
    places: Sequence[int]
    paragraph: int


def _pieces(text: str, layout: Layout) -> Iterator[_Piece]:
    """An article as it is parsed."""
    plain = with_common_marks(with_quiet_labels(text, layout.paragraphs), layout.quotations)
    answers = behind_letters(text, layout.paragraphs)
    for order, paragraph in enumerate(layout.paragraphs):
        for sentences in _between_ends(text, paragraph, answers.get(paragraph.start)):
            for piece in _bounded(text, sentences):
                if len(piece):
                    yield _Piece(*joined_lines(plain, piece), order)


class Parser:
    """A Stanza pipeline that turns articles into :class:`quotes.document.Document`.

    ``model`` is a Stanza package name (the bundled ``news`` needs no download), ``model_dir`` a
    Stanza resource folder, ``article_timeout`` the seconds after which an article is given up (0: never).
    Raises :class:`quotes.errors.ModelError` where the model is missing. It is
    loaded with the first article, which raises the same where it is damaged.
    """

    def __init__(self, model: str = BUNDLED, model_dir: str | Path | None = None, article_timeout: float = 0.0) -> None:
        self.model = model
        self._article_timeout = article_timeout
        self._model_dir = None if model_dir is None else Path(model_dir).absolute()
        self._pipeline: Any = None
        check_model(model, self._model_dir)

    def load(self) -> Any:
        """The pipeline, loaded where it is not yet; raises ModelError where it does not load."""
        if self._pipeline is None:
            self._pipeline = load_pipeline(self.model, self._model_dir)
            gc.freeze()  # else Python looks through models and libraries again and again for what can be thrown away
        return self._pipeline

    def parse(self, articles: Iterable[Article]) -> Iterator[Document]:
        """One parse an article, in order; raises AnalysisError for an article that cannot be parsed."""
        return (document for _, document in self.pairs(articles))

    def pairs(
        self, articles: Iterable[Article], on_skip: OnSkip | None = None, parses: Parses | None = None
    ) -> Iterator[tuple[Article, Document]]:
        """Each article with its parse, in order; articles are read only as far as the next batch needs.

        What ``parses`` has is not parsed once more, and it gets what it has not. An article that cannot be parsed is
        left out, and ``on_skip`` hears of it; without ``on_skip`` it raises AnalysisError.
        """
        for batch in batches(articles, lambda article: len(article.text), BATCH_CHARACTERS):
            yield from self._pairs(batch, on_skip, parses)

    def _pairs(
        self, batch: list[Article], on_skip: OnSkip | None, parses: Parses | None
    ) -> Iterator[tuple[Article, Document]]:
        try:
            kept = [None if parses is None else parses.get(article.text) for article in batch]
            if not all(kept):
                self.load()  # outside of the time limit
            with uncollected(), time_limit(self._article_timeout):
                documents = self._parse_batch(batch, kept, parses)
        except ModelError:  # no fault of an article
            raise
        # Stanza and PyTorch fail in ways that nobody lists (memory, odd characters); one article must not end a job.
        except Exception as error:
            if len(batch) > 1:
                for article in batch:
                    yield from self._pairs([article], on_skip, parses)
                return
            reason = (
                f"{error}; split it, or give it more time with --article-timeout"
                if isinstance(error, TooSlow)
                else f"the model cannot parse it ({reason_of(error)}); look for odd characters in it, or leave it out"
            )
            skipped = Skipped(batch[0].path or batch[0].id, reason)
            if on_skip is None:
                raise AnalysisError(str(skipped)) from error
            on_skip(skipped)
        else:
            yield from zip(batch, documents, strict=True)

    def _parse_batch(self, batch: list[Article], kept: Sequence[bytes | None], parses: Parses | None) -> list[Document]:
        layouts = [layout_of(article.text) for article in batch]
        pieces = [list(_pieces(article.text, layout)) for article, layout in zip(batch, layouts, strict=True)]
        lines = [[piece.line for piece in own] for own in pieces]
        sentences = [unpacked(parse, own) for parse, own in zip(kept, lines, strict=True)]
        new = [number for number, own in enumerate(sentences) if own is None]
        documents = self._annotate([line for number in new for line in lines[number]])
        for number in new:
            sentences[number] = own = tuple(
                sentence
                for piece, document in zip(pieces[number], islice(documents, len(pieces[number])), strict=True)
                for stanza_sentence in document.sentences
                if (sentence := read_sentence(stanza_sentence, piece.paragraph, piece.places)).words
            )
            if parses is not None and parses.keeps:
                parses.keep(batch[number].text, packed(own, lines[number]))
        # NumPy comes with it: who has no article need not wait for it.
        from quotes.parse.encoder import encoded

        return [
            encoded(settled(Document(article.text, layout, own or ())))
            for article, layout, own in zip(batch, layouts, sentences, strict=True)
        ]

    def _annotate(self, texts: list[str]) -> Iterator[Any]:
        for call in batches(texts, len, LARGEST_CALL):
            yield from self.load().bulk_process(call)


def batches(items: Iterable[Item], size: Callable[[Item], int], enough: int) -> Iterator[list[Item]]:
    """``items`` in lists, each of which ends with the item that makes it large ``enough``."""
    batch: list[Item] = []
    so_far = 0
    for item in items:
        batch.append(item)
        so_far += size(item)
        if so_far >= enough:
            yield batch
            batch, so_far = [], 0
    if batch:
        yield batch


def read_sentence(sentence: Any, paragraph: int, places: Sequence[int] | None = None) -> Sentence:
    """A Stanza sentence as ours; ``places`` has for each character that was parsed its place in the article."""

    def placed(start: int, end: int) -> tuple[int, int]:
        return (start, end) if places is None else (places[start], places[end - 1] + 1)

    words: list[Word] = []
    for token in sentence.tokens:
        entity = _entity((token.ner or "O").partition("-")[2])
        for word, offsets in zip(token.words, _offsets(token), strict=True):
            start, end = placed(*offsets)
            words.append(
                Word(
                    index=len(words),
                    text=word.text,
                    lemma=word.lemma or word.text,
                    upos=word.upos or "X",
                    xpos=word.xpos or "",
                    relation=word.deprel or "dep",
                    head=(word.head or 0) - 1,
                    start=start,
                    end=end,
                    entity=entity,
                )
            )
    entities = tuple((Span(*placed(e.start_char, e.end_char)), _entity(e.type)) for e in sentence.ents)
    return Sentence(tuple(words), paragraph, entities)


def _entity(told: str) -> str:
    """A kind of entity as all modules know it, whatever the models call persons and places."""
    return ENTITIES.get(told, told)


def _offsets(token: Any) -> list[tuple[int, int]]:
    """Offsets of a token's words: side by side where their letters make up the token, else all the token's."""
    whole = (token.start_char, token.end_char)
    if len(token.words) == 1:
        return [whole]
    letters = "".join(word.text for word in token.words)
    if letters.lower() != token.text.lower() or len(letters) != token.end_char - token.start_char:
        return [whole] * len(token.words)
    return list(pairwise(accumulate((len(word.text) for word in token.words), initial=token.start_char)))
