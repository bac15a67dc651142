"""A mention of two together in ("both", "the two men", "the couple") or of more ("all three"), those meant out.

Two are those named or described last who fit: in one sentence, or in the last two that name one each. More are told in
one sentence.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import gender_of_noun, person_word
from quotes.sources.entities import Entity, is_named_body
from quotes.sources.mentions.mention import Mention
from quotes.sources.passes.memory import Heard
from quotes.sources.passes.resolution import Resolution

REACH = 7
"""Sentences that are looked back at."""
LATEST = 40
"""Entities among which a pair is looked for, from the last made."""


class Pairs:
    """Finds the two people whom a plural means."""

    def __init__(self, resolution: Resolution) -> None:
        self._resolution = resolution

    def two(self, mention: Mention) -> tuple[Entity, Entity] | None:
        """The two whom a mention takes up, where two people are its only candidates; else ``None``."""
        words = [w.text.lower() for w in mention.words]
        head = words[-1]
        definite = words[0] in LISTS.grammar.several_known or head in LISTS.grammar.plural
        if not definite or len(words) > 3:
            return None
        if mention.plural and mention.head.lemma.lower() in LISTS.bodies.general and words[1] in LISTS.people.pair:
            return self._last_two(mention, "group", "")
        if head in LISTS.people.two_of_one_gender:
            counted = len(words) < 3 or words[1] in LISTS.people.pair
            return self._last_two(mention, "person", gender_of_noun(mention.head)) if counted else None
        if head not in LISTS.people.two_of_them | LISTS.grammar.plural:
            return None
        return self._last_two(mention, "person", "") or self._subject_of_two(mention)

    def last_two(self, mention: Mention) -> tuple[Entity, Entity] | None:
        """The last two people before a mention, else the last two bodies, in the order in which they are told."""
        return self._last_two(mention, "person", "") or self._last_two(mention, "group", "")

    def more(self, mention: Mention) -> tuple[Entity, ...]:
        """Those whom "all three" or "the four firms" takes up: as many in the last sentence that joins several."""
        words = [w.text.lower() for w in mention.words]
        known = words[0] in LISTS.grammar.several_known | LISTS.grammar.all_of_them
        wanted = LISTS.grammar.how_many.get(words[1], 0) if known and 1 < len(words) < 4 else 0
        has_noun = len(words) > 2
        if wanted < 2 or (has_noun and not mention.plural):
            return ()
        kinds = _told_by_noun(mention) if has_noun else ("person", "group")
        gender = gender_of_noun(mention.head) if has_noun else ""
        for heard in self._sentences(mention):
            for kind in kinds:
                fitting = _fitting(heard, kind, gender)
                told = self._apart(fitting)
                joined = any(w.relation == "conj" for h in fitting for w in (h.mention.head, *h.mention.name_words))
                if joined and len(told) > 1:
                    return tuple(told) if len(told) == wanted else ()
        return ()

    def joined(self, members: tuple[Entity, ...]) -> Entity:
        """Several as one source, the same each time."""
        for entity in self._resolution.entities.all[-LATEST:]:
            if entity.members and {id(m) for m in entity.members} == {id(m) for m in members}:
                return entity
        kind = members[0].kind if members else "group"
        named = all(one.named for one in members)
        return self._resolution.entities.add(Entity(kind, named=named, plural=True, members=members))

    def _apart(self, several: Sequence[Heard]) -> list[Entity]:
        """Each once, without whoever belongs to another of them."""
        return list(dict.fromkeys(h.entity for h in several if not self._belongs_to(h, several)))

    def _last_two(self, mention: Mention, kind: str, gender: str) -> tuple[Entity, Entity] | None:
        found: list[Entity] = []
        for heard in self._sentences(mention):
            here = self._apart(_fitting(heard, kind, gender))
            found = here + [e for e in found if e not in here]
            if len(found) >= 2:
                break
        return (found[0], found[1]) if len(found) == 2 else None

    def _subject_of_two(self, mention: Mention) -> tuple[Entity, Entity] | None:
        """The two who are together the subject of the last sentence that has several, whoever comes between.

        "Sushila and Ramesh Yadav lost a son. The headmaster sent a card. They said …"
        """
        for every in self._sentences(mention):
            heard = [h for h in every if h.entity.kind != "document"]
            if len(heard) > 1 or any(h.entity.plural for h in heard):
                beside = ((one, other) for one, other in pairwise(heard) if _are_one_subject(one, other))
                return next(((one.entity, other.entity) for one, other in beside), None)
        return None

    def _belongs_to(self, heard: Heard, others: Sequence[Heard]) -> bool:
        """Whether somebody is told only to say whose another is: "a spokesperson for Bell"."""
        sentence = self._resolution.document.sentences[heard.mention.sentence]
        head = sentence.head(heard.mention.head) if heard.mention.head.base_relation == "nmod" else None
        return head is not None and any(h.mention.head.index == head.index for h in others)

    def _sentences(self, mention: Mention) -> list[Sequence[Heard]]:
        """What was heard outside of quotations in the sentences before, the last first."""
        by_sentence: dict[int, list[Heard]] = {}
        for heard in self._resolution.memory.heard():
            at = heard.mention.sentence
            if 0 <= mention.sentence - at <= REACH and not heard.mention.quoted:
                by_sentence.setdefault(at, []).append(heard)
        return [by_sentence[at] for at in sorted(by_sentence, reverse=True)]


def _told_by_noun(mention: Mention) -> tuple[str, ...]:
    """The kind that a noun behind a number tells: "the four firms" are bodies, "the three men" persons."""
    if mention.head.lemma.lower() in LISTS.bodies.general:
        return ("group",)
    return ("person",) if person_word(mention.words, len(mention.words) - 1) is not None else ()


def _are_one_subject(first: Heard, second: Heard) -> bool:
    """Whether two persons are together a subject: "Sushila and Ramesh Yadav lost a son"."""
    head = second.mention.head
    joined = head.relation == "conj" and head.head == first.mention.head.index
    return first.mention.subject and joined and _is_one(first, "person") and _is_one(second, "person")


def _fitting(heard: Sequence[Heard], kind: str, gender: str) -> list[Heard]:
    return [h for h in heard if _is_one(h, kind) and (not gender or h.entity.gender in ("", gender))]


def _is_one(heard: Heard, kind: str) -> bool:
    """Whether one person, or one body with a name, is heard of; not several."""
    entity = heard.entity
    named = kind == "person" or is_named_body(entity)
    return entity.kind == kind and named and not entity.plural and not entity.members
