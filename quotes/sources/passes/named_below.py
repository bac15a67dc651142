"""An entity without a name in, the one named below out whom a lead only describes: "A union said …".

Whether the first named below is meant is a question for the ranker, like any description.
"""

import functools
from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from itertools import islice, takewhile

from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, headline_words, person_word
from quotes.sources.entities import Entity, is_named_body, noun_keys
from quotes.sources.mentions.mention import Mention
from quotes.sources.passes.ranked import Choice, question, role_agreement, same
from quotes.sources.passes.resolution import Resolution
from quotes.sources.ranking import Judge, Option

SOON = 9
"""Sentences below a description in which a name must stand."""
MOST = 5
"""Names that are looked at."""


class NamedBelow:
    """Finds for entities without a name the one that the article names further down."""

    def __init__(self, resolution: Resolution, judge: Judge, sources: Collection[int]) -> None:
        """``sources`` are the ids of the mentions that are sources."""
        self._resolution = resolution
        self._judge = judge
        self._sources = sources
        self._found: dict[int, Choice] = {}

    def meant(self, entity: Entity, mention: Mention) -> Choice | None:
        """The one named below whom an entity is, ``None`` where nobody is; ``mention`` is a source of it."""
        told = self._told(entity)
        if told is not None:
            return Choice(told, 1.0)
        if id(entity) not in self._found:
            options = self._options(entity)
            position, chance = 0, 1.0
            if len(options) > 1:
                position, chance = self._judge.decide(question(self._resolution.vectors, mention, options))
            self._found[id(entity)] = Choice(options[position].known or entity, chance)
        found = self._found[id(entity)]
        return found if found.entity is not entity else None

    def _told(self, entity: Entity) -> Entity | None:
        """The one named below who is told in the very words: "Holm's lawyer" of "Holm's lawyer, Bo Lund", "a union"."""
        first = entity.mentions[0] if entity.mentions else None
        if first is None or first.type != "noun" or entity.plural or self._is_named(entity):
            return None
        if any(w.xpos in ("PRP$", "POS") for w in first.words) and entity.kind == "person":
            whose = entity.possessor.name if entity.possessor is not None else None
            names = {w.text.lower() for w in first.words if w.is_singular_name} or {whose.last if whose else ""}
            told = self._resolution.entities.described(noun_keys(first.words))
            return next((e for e in told if e.named and e.kind == "person" and names <= e.told_with), None)
        lead = self._resolution.paragraphs[first.sentence] <= 1 and entity.kind == "group"
        if not lead or first.words[0].text.lower() not in LISTS.grammar.presenting | LISTS.grammar.definite_article:
            return None
        kinds = {first.head.lemma.lower(), *LISTS.bodies.same.get(first.head.lemma.lower(), ())}
        return next((e for e in self._below(first) if is_named_body(e) and e.nouns & kinds), None)

    @functools.cached_property
    def _in_order(self) -> Sequence[Entity]:
        """All entities in the order of their first mentions."""
        return sorted((e for e in self._resolution.entities.all if e.mentions), key=_start)

    def _below(self, first: Mention) -> Iterator[Entity]:
        """The entities spoken of for the first time after a mention, in the order of the text."""
        behind = bisect_right(self._in_order, first.head.start, key=_start)
        return (self._in_order[place] for place in range(behind, len(self._in_order)))

    def _options(self, entity: Entity) -> list[Option]:
        """The entity itself, and those of its kind that are named below it for the first time."""
        first = entity.mentions[0] if entity.mentions else None
        own = Option({"below itself": 1.0}, lambda: entity)
        if first is None or first.type != "noun" or entity.plural or entity.members or self._is_named(entity):
            return [own]
        soon = takewhile(lambda e: e.mentions[0].sentence - first.sentence <= SOON, self._below(first))
        fits = (
            e
            for e in soon
            if e.kind == entity.kind
            and (is_named_body(e) if e.kind == "group" else e.named and e.name is not None)
            and {e.gender, entity.gender} != {"female", "male"}
        )
        below = list(islice(fits, MOST))
        speak = [any(id(m) in self._sources for m in e.mentions) for e in below]
        told = [
            self._features(entity.kind, first, e, place) | {self._speaks(entity.kind, speak, place): 1.0}
            for place, e in enumerate(below)
        ]
        fitting = sum("below told same" in features for features in told)
        itself = dict.fromkeys(
            (*own.features, *self._of_itself(entity, first), f"below fitting {min(2, fitting)}"), 1.0
        )
        return [
            Option(itself, own.entity),
            *(Option(f, functools.partial(same, e), e) for f, e in zip(told, below, strict=True)),
        ]

    def _speaks(self, kind: str, speak: Sequence[bool], place: int) -> str:
        """Whether one of those below says anything, and whether somebody of them does before."""
        return f"below {kind} speaks {speak[place]} after {min(2, sum(speak[:place]))}"

    def _is_named(self, entity: Entity) -> bool:
        return entity.named and entity.label.lower().split()[-1:] not in [[panel] for panel in LISTS.bodies.panels]

    def _of_itself(self, entity: Entity, first: Mention) -> list[str]:
        start = first.words[0].text.lower()
        tag = first.words[0].xpos
        begins = "the" if start in LISTS.grammar.definite_article else "a" if start in LISTS.grammar.presenting else tag
        paragraph = min(3, self._resolution.paragraphs[first.sentence])
        return [
            f"below itself {entity.kind} {begins} paragraph {paragraph}",
            f"below itself {entity.kind} mentions {min(3, len(entity.mentions))}",
            f"below itself {entity.kind} words {min(4, len(first.words))}",
            f"below itself {entity.kind} general {first.head.lemma.lower() in LISTS.bodies.general}",
        ]

    def _features(self, kind: str, first: Mention, other: Entity, place: int) -> dict[str, float]:
        keys = {
            *noun_keys(first.words),
            *headline_words(first.head),
            *LISTS.bodies.same.get(first.head.lemma.lower(), ()),
        }
        told = "same" if keys & other.nouns else "no"
        word = person_word(first.words, len(first.words) - 1) or body_word(first.words, len(first.words) - 1)
        role = role_agreement(word.value, other) if word is not None else "untold"
        named = other.mentions[0]
        apart = named.sentence - first.sentence
        names = [
            f"below told {told}",
            f"below {kind} told {told} role {role}",
            f"below {kind} place {place}",
            f"below {kind} place {min(place, 1)} told {told} sentences {min(apart, 3)}",
            f"below {kind} sentences {min(apart, 5)}",
            f"below {kind} subject {named.subject} place {min(place, 1)}",
            f"below {kind} paragraph {min(3, self._resolution.paragraphs[first.sentence])} told {told}",
            f"below {kind} mentions {min(4, len(other.mentions))}",
            f"below {kind} tag {named.head.entity or named.head.xpos}",
            f"below {kind} titled {bool(named.before)} {told}",
        ]
        return dict.fromkeys(names, 1.0)


def _start(entity: Entity) -> int:
    """Where the word begins that an entity is first spoken of by."""
    return entity.mentions[0].head.start
