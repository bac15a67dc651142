"""A source and its article in, what only the setting tells of it out: the body spoken of, the field, who signs.

It is evidence as the words about a source are (``capacities``); what it is worth, the model has learned.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from quotes.document import Document, Sentence, Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, person_word
from quotes.lexicon.trie import joined
from quotes.model import Source, Span
from quotes.roles.capacities import Capacities
from quotes.roles.named_bodies import NamedBodies
from quotes.roles.rules import Rule, RuleKind
from quotes.roles.verdict import Verdict
from quotes.sources.mentions.noun_phrases import leading_phrase

FIELDS = ("political", "public-figure", "activist")
FEWEST, FEWEST_SHARE = 3, 0.1
"""Sentences with words of a field from which on it is the article's: their number, and their share of all."""


def field_of(document: Document) -> str:
    """The field of an article: ``political``, ``public-figure`` (sport, arts), ``activist`` (protest) or empty."""
    told = dict.fromkeys(FIELDS, 0)
    for sentence in document.sentences:
        words = {word.text.lower() for word in sentence.words}
        for field in FIELDS:
            told[field] += not words.isdisjoint(LISTS.events.topic[field])
    field = max(FIELDS, key=lambda one: told[one])
    return field if told[field] >= max(FEWEST, FEWEST_SHARE * len(document.sentences)) else ""


@dataclass(frozen=True)
class Setting:
    """The setting of the sources of one article, whose ``field`` may be empty."""

    document: Document
    bodies: NamedBodies
    field: str
    capacities: Capacities

    def told_of(self, source: Source, spoken: Sequence[Span]) -> Iterator[Verdict]:
        """What the setting tells of a source with these source mentions, of whom no words do."""
        if source.kind == "group" and source.named:
            yield from self._by_full_name(source)
        backed = list(self._backed(source))
        yield from backed
        is_named_person = source.kind == "person" and source.named
        if not backed:
            for span in (*spoken[:3], *(source.descriptions if is_named_person else ())):
                yield from self._for_body(self.document.words(span), bool(source.backing))
        if is_named_person:
            yield from self._in_first_person(spoken)

    def _backed(self, source: Source) -> Iterator[Verdict]:
        """What is told of the body or person that a source speaks for: "its president"; its lawyer takes its case."""
        told = [w for span in source.descriptions for w in self.document.words(span)]
        if any(w.lemma.lower() in LISTS.events.legal_party.lawyers for w in told):
            return
        for words in filter(None, map(self.document.words, source.backing)):
            verdict = self._of_backing(words)
            if verdict is not None and verdict.is_of_somebody and verdict.capacity != "witness":
                yield replace(verdict, rule=Rule(RuleKind.SPEAKS_FOR_THE_BODY))

    def _of_backing(self, words: Sequence[Word]) -> Verdict | None:
        """What words that name or describe a body or person tell of it, or the rest of the article of the name."""
        told = next(iter(self.capacities.told(words)), None) or _of_last_word(words)
        shown = self.capacities.person_role(words) if told is None and words[-1].is_proper_noun else ""
        return Verdict(shown, Rule(RuleKind.STANDING), span_of(words)) if shown else told

    def _by_full_name(self, source: Source) -> Iterator[Verdict]:
        """What a body's fuller name tells for its short one."""
        words = (w for span in source.mentions[:3] for w in self.document.words(span) if w.is_proper_noun)
        yield from islice(filter(None, (self.bodies.told_by_full_name(word.text) for word in words)), 1)

    def _for_body(self, words: Sequence[Word], backed: bool) -> Iterator[Verdict]:
        """Who speaks for a body that no word tells of: the body spoken of before, else the kind most usual.

        ``backed`` tells that the body is known by name, though its name tells nothing.
        """
        phrase = leading_phrase(words) if words else None
        if phrase is None:
            return
        meant = phrase.meant.words
        noun = person_word(meant, len(meant) - 1)
        its = joined(words).partition(" ")[0] in LISTS.grammar.group_possessive
        if noun is None or not (noun.value == "body" or (its and noun.value == "official")):
            return
        by_name = any(w.is_singular_name for w in (*meant[: noun.first], *phrase.rest[:8]))
        if its and backed and self.field != "public-figure":  # there "its" may be a film's
            yield Verdict("business", Rule(RuleKind.SPEAKS_FOR_UNKNOWN), span_of(meant))
        elif not its and by_name:
            yield Verdict("business", Rule(RuleKind.SPEAKS_FOR_UNKNOWN), span_of(meant[noun.first :]))
        else:
            near = self.bodies.owner(words[0].start) if its else self.bodies.nearest(phrase.words[0].start)
            if near is not None:
                yield near

    def _in_first_person(self, spoken: Sequence[Span]) -> Iterator[Verdict]:
        """The first "I" or "we" of a quotation in a sentence of the source."""
        for span in spoken:
            number = self.document.sentence_at(span.start)
            here = self.document.sentences[number]
            following = self.document.sentences[number + 1 : number + 2]
            goes_on = [s for s in following if s.paragraph == here.paragraph and self.document.spoken_at(s.start)]
            for word in (w for sentence in (here, *goes_on) for w in sentence.once(_first_persons)):
                if self.document.spoken_at(word.start):
                    yield Verdict("witness", Rule(RuleKind.FIRST_PERSON), span_of((word,)))
                    return


def _first_persons(sentence: Sentence) -> list[Word]:
    words = LISTS.grammar.first_person
    return [word for word in sentence.words if word.text.lower() in words and word.xpos.startswith("PRP")]


def _of_last_word(words: Sequence[Word]) -> Verdict | None:
    """What the last word of a body's name tells where an "and" cuts it: "Harlow and Eastmere Hospitals Trust"."""
    found = body_word(words, len(words) - 1) if words[-1].is_proper_noun else None
    return Verdict(found.value, Rule(RuleKind.BODY, found.phrase), span_of(words)) if found is not None else None
