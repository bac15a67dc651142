"""A source and what is told of it in, what the role model looks at out: named features, and mean vectors of its words.

The vectors are the encoder's, of the layer half way and of its last, and static ones: the mean over the words of each
*view* of the source (its mentions, its descriptions, the sentence that introduces it, …).
"""

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from typing import TypeVar

import numpy as np

from quotes.document import STATIC, Document, Word
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, document_word, person_word
from quotes.model import Source, Span
from quotes.roles.named_bodies import is_last_name
from quotes.roles.verdict import Verdict
from quotes.sources.mentions.noun_phrases import leading_phrase

Found = TypeVar("Found")
OF_A_PERSON = ("mentions", "first mention", "descriptions")
"""Views that tell another thing of a person than of a body or a text, and so have a second place for persons."""
SEEN = (*OF_A_PERSON, "introduction", "statements", "spoken for", "lead", "article", "described in")
"""What of the article is seen of a source."""
VIEWS = (*SEEN, *(f"{view} of a person" for view in OF_A_PERSON))
"""The views as the model's weights have them, in their order."""
MOST_MENTIONS, MOST_DESCRIPTIONS, MOST_BODIES, MOST_STATEMENTS = 60, 12, 6, 6
"""Spans of a source that its views take in."""
LEAD = 25
"""Words of the first paragraph that are its lead."""
MOST_COUNTED = 3
"""Words or mentions from which on it does not matter how many there are."""
MOST_KEPT = 2_000
"""Sets of words of which the mean, and what lists say of them, are kept; a mean takes some 5 kB."""
NONE = np.zeros(0, np.int64)
"""The places of no words."""
LOOKED_UP = {"person": person_word, "body": body_word, "document": document_word}


class WordViews:
    """The words of a document by place, with the encoder's vectors (layers, words, units), and what lists say.

    ``article`` is the mean of all vectors, ``lead`` has the places of the words of the lead.
    """

    def __init__(self, document: Document) -> None:
        if document.layers is None:
            raise ValueError("a document without the vectors of its words; quotes.parse.encoder.encoded adds them")
        self.document = document
        self.words = [word for sentence in document.sentences for word in sentence.words]
        self._vectors = document.layers
        self._known = document.layers[STATIC].any(axis=1)
        self._means: dict[bytes, np.ndarray] = {}
        self._listed: dict[int, tuple[str, ...]] = {}
        self._listed_in: dict[bytes, frozenset[str]] = {}
        self.article = self.mean(np.arange(len(self.words)))
        self.lead = self.places(document.paragraphs[:1])[:LEAD]

    def places(self, spans: Iterable[Span]) -> np.ndarray:
        """The places of all words that the spans touch, each once."""
        found = [np.arange(*self.document.rows(span)) for span in spans]
        return np.unique(np.concatenate(found)) if found else NONE

    def mean(self, places: np.ndarray) -> np.ndarray:
        """(layers, units): the mean vectors of these words, the static ones of those that have one; zeros for none.

        They are kept: sources have sentences in common.
        """
        return _kept(self._means, places, self._mean)

    def _mean(self, places: np.ndarray) -> np.ndarray:
        count = np.array([len(places), len(places), self._known[places].sum()], np.float32)
        means: np.ndarray = self._vectors[:, places].sum(1) / np.maximum(count, 1)[:, None]
        return means

    def listed(self, place: int) -> tuple[str, ...]:
        """What the lists of persons, bodies and documents say of a word with those before it: "body: activist"."""
        if place not in self._listed:
            self._listed[place] = tuple(_listed(self.words[place]))
        return self._listed[place]

    def listed_in(self, places: np.ndarray) -> frozenset[str]:
        """What the lists say of any of these words; kept as the means are."""
        return _kept(self._listed_in, places, self._listed_of)

    def _listed_of(self, places: np.ndarray) -> frozenset[str]:
        return frozenset(entry for place in places.tolist() for entry in self.listed(place))


def _kept(kept: dict[bytes, Found], places: np.ndarray, make: Callable[[np.ndarray], Found]) -> Found:
    """What is made of these words, made once; all is forgotten where ``MOST_KEPT`` are kept."""
    key = places.tobytes()
    if key not in kept:
        if len(kept) == MOST_KEPT:
            kept.clear()
        kept[key] = make(places)
    return kept[key]


def _listed(word: Word) -> Iterator[str]:
    if word.sentence is not None and word.xpos.startswith(("NN", "JJ", "VB")) and not is_last_name(word):
        for name, look_up in LOOKED_UP.items():
            found = look_up(word.sentence.words, word.index)
            if found is not None:
                yield f"{name}: {found.value}"


@dataclass(frozen=True)
class Portrayal:
    """What an article shows of a source: the places of its words by view, the verdicts, and what else can be counted.

    ``shown_by`` is its first mention, or that of the statement which alone is looked at.
    """

    is_person: bool
    views: WordViews
    places: Mapping[str, np.ndarray]
    shown_by: Span
    descriptions: Sequence[Span]
    verdicts: Sequence[Verdict]
    counts: Mapping[str, float]

    def features(self, without: Span | None = None) -> dict[str, float]:
        """The named features, as if the words ``without`` did not stand there."""
        first, behind = self._gone(without)
        found = dict(self.counts)
        for verdict in self.verdicts:
            if without is None or not verdict.evidence.overlaps(without):
                found[f"{verdict.rule.kind}: {verdict.capacity}"] = 1.0
        for span in self.descriptions:
            left = _without(self.views.places([span]), first, behind)
            found |= dict.fromkeys(self._of_description(left.tolist()), 1.0)
        for view in ("mentions", "descriptions", "introduction", "spoken for"):
            left = _without(self.places[view], first, behind)
            found |= {f"{view}, {entry}": 1.0 for entry in self.views.listed_in(left)}
        return found

    def _gone(self, without: Span | None) -> tuple[int, int]:
        """The place of the first word of a span, and that behind its last."""
        return self.views.document.rows(without) if without is not None else (0, 0)

    def _of_description(self, places: Sequence[int]) -> Iterator[str]:
        """What the words of one description tell."""
        for place in places:
            if self.views.words[place].text.lower() in LISTS.grammar.former:
                yield "former"
            for entry in self.views.listed(place):
                yield f"{_kind(self.views.words[places[0]])}, {entry}"

    def vector(self, without: Span | None = None) -> np.ndarray:
        """(views x layers x units): the mean vectors of all views, as if the words ``without`` did not stand there."""
        means = dict(self._means)
        first, behind = self._gone(without)
        for view, places in self.places.items():
            left = _without(places, first, behind)
            means[view] = means[view] if left is places else self.views.mean(left)
        nothing = np.zeros_like(self.views.article)
        again = (means[view] if self.is_person else nothing for view in OF_A_PERSON)
        return np.concatenate([*(means[view] for view in SEEN), *again]).ravel()

    @functools.cached_property
    def _means(self) -> Mapping[str, np.ndarray]:
        """The mean vectors of each view that is ``SEEN``; that of the article is the same for all its sources."""
        return {view: self.views.mean(one) for view, one in self.places.items()} | {"article": self.views.article}


def _without(places: np.ndarray, first: int, behind: int) -> np.ndarray:
    """The places but for those from ``first`` to the one before ``behind``; the very same where none is among them."""
    cut = slice(*places.searchsorted((first, behind)))
    return np.delete(places, cut) if cut.start < cut.stop else places


def _kind(first: Word) -> str:
    """The kind of a description, by the word it begins with."""
    if first.xpos.startswith("W"):
        return "clause"
    kinds = {"IN": "behind a preposition", "TO": "behind a preposition", "CD": "age", "VBG": "doing"}
    return kinds.get(first.xpos, "noun phrase")


def portray(
    views: WordViews, source: Source, spoken: Sequence[Span], verdicts: Sequence[Verdict], field: str
) -> Portrayal:
    """What the article shows of a source with these source mentions, in an article of this field."""
    document = views.document
    mentions, descriptions = source.mentions[:MOST_MENTIONS], source.descriptions[:MOST_DESCRIPTIONS]
    spans = {
        "mentions": mentions,
        "first mention": mentions[:1],
        "descriptions": descriptions,
        "introduction": _sentences(document, mentions[:1]),
        "statements": _sentences(document, spoken[:MOST_STATEMENTS]),
        "spoken for": source.backing[:MOST_BODIES],
        "described in": _sentences(document, descriptions),
    }
    places = {view: views.places(several) for view, several in spans.items()} | {"lead": views.lead}
    counts = {
        source.kind: 1.0,
        "named": float(source.named),
        f"gender {source.gender or 'untold'}": 1.0,
        f"article of {field or 'no one field'}": 1.0,
        "how many mentions": log1p(len(source.mentions)),
        "how many descriptions": log1p(len(source.descriptions)),
        "how many statements": log1p(len(spoken)),
        "speaks for somebody": float(bool(source.backing)),
        **dict.fromkeys(_form(views, source), 1.0),
    }
    return Portrayal(source.kind == "person", views, places, mentions[0], descriptions, verdicts, counts)


def _form(views: WordViews, source: Source) -> Iterator[str]:
    """How the source is called, which tells whether it is named: the grammar of the noun phrase, and its capitals."""
    called = source.speaker.split()
    capitals = sum(word[:1].isupper() for word in called[1:])
    yield f"called {min(MOST_COUNTED, capitals)} capitals of {min(2 * MOST_COUNTED, len(called))}"
    called_by = (leading_phrase([views.words[place] for place in views.places([span])]) for span in source.mentions)
    phrases = [phrase.words for phrase in called_by if phrase is not None]
    proper = [phrase for phrase in phrases if any(word.is_proper_noun for word in phrase)]
    common = [phrase for phrase in phrases if phrase[-1].xpos.startswith("NN")]
    yield f"by name {min(MOST_COUNTED, len(proper))} by noun {min(MOST_COUNTED, len(common))}"
    for phrase in (*proper, *common)[:1]:
        head, first = phrase[-1], phrase[0]
        determiner = first.text.lower() if first.xpos in ("DT", "PRP$", "PDT") else first.xpos == "CD"
        before = any(word.text[:1].isupper() and word.index for word in phrase[:-1])
        yield f"determiner {determiner} of {source.kind}, {head.xpos}"
        yield f"head {head.xpos} {head.entity}, capital {head.text[:1].isupper()}, before {before}"
        yield f"proper nouns {min(MOST_COUNTED, sum(word.is_proper_noun for word in phrase))} of {source.kind}"
        yield f"possessive {any(word.xpos == 'POS' for word in phrase)} of {source.kind}"
        for entity in {word.entity for word in phrase}:
            yield f"entity {entity} in {head.xpos}"


def portray_here(whole: Portrayal, here: Verdict, spoken: Span) -> Portrayal:
    """The same source as one statement shows it, whose own words say in what capacity it speaks there."""
    views = whole.views
    sentence = views.places(_sentences(views.document, [spoken]))
    places = {
        **dict.fromkeys(SEEN, NONE),
        **dict.fromkeys(("introduction", "statements", "described in"), sentence),
        "descriptions": views.places([here.evidence]),
        "lead": views.lead,
    }
    return Portrayal(whole.is_person, views, places, spoken, [here.evidence], [here], whole.counts)


def _sentences(document: Document, spans: Iterable[Span]) -> list[Span]:
    return [document.sentences[number].span for number in {document.sentence_at(span.start) for span in spans}]
