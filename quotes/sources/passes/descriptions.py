"""A description in, whom it takes up out: somebody so described before, a body of that kind, the person spoken of."""

from __future__ import annotations

import re

from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, counted_parents, gender_of_noun, not_meant_by, person_word
from quotes.lexicon.trie import joined
from quotes.sources.entities import Entity, is_named_body, label_of, noun_keys, speaks_for
from quotes.sources.mentions.mention import Mention
from quotes.sources.passes.resolution import Resolution
from quotes.sources.portrait import entity_of_noun, kind_of

TAKING_UP = frozenset({"witness", "expert", "business", "public-figure"})
"""Of which roles a noun may take up who spoke last though nobody told it of them: occupations, not posts."""


class TakingUp:
    """Finds whom the descriptions of one article take up."""

    def __init__(self, resolution: Resolution) -> None:
        self._resolution = resolution

    def described(self, mention: Mention) -> Entity:
        """Who a description takes up: somebody so described, a body of that kind, the man or woman just named."""
        voice = self._voice(mention)
        if voice is not None:
            return voice
        first = mention.words[0].text.lower()
        definite = first in LISTS.grammar.definite and not mention.quoted
        label = label_of(mention.words, self._resolution.document.text).lower()
        for entity in self._resolution.entities.described(noun_keys(mention.words)):
            if not entity.mentions or entity.plural != mention.plural or entity.members:
                continue
            if kind_of(mention) != entity.kind and entity.named:
                continue
            if (label == entity.label.lower() and first not in LISTS.grammar.possessive) or (
                definite and self._takes_up(entity, mention)
            ):
                if entity.kind == "document" and definite:
                    entity.named = True
                is_body = entity.kind == "group" and not entity.named and definite and not mention.plural
                return (self._by_kind(mention) if is_body else None) or entity
        if definite and not mention.plural and first in LISTS.grammar.pointing and self._is_epithet(mention):
            spoken_of = self._resolution.memory.antecedent(
                mention, self._resolution.document.sentences[mention.sentence], self._resolution.paragraphs, True
            )
            if spoken_of is not None:
                return spoken_of
        if definite and not mention.plural and first in LISTS.grammar.definite_article:
            speaker = self._just_spoke(mention)
            if speaker is not None:
                return speaker
        if definite and not mention.plural and first in LISTS.grammar.pointing:
            of_kind = self._by_kind(mention)
            if of_kind is not None:
                return of_kind
        if first in LISTS.grammar.definite_article and (
            mention.plural or mention.head.text.lower() in LISTS.people.pair
        ):
            for entity in self._resolution.entities.all[:-40:-1]:
                if entity.members and entity.mentions and self._may_be_both(entity, mention):
                    return entity
        entity = self._resolution.entities.add(entity_of_noun(mention, self._resolution.document))
        if mention.words[0].xpos == "PRP$":
            entity.possessor = owner = self._resolution.at_word.get(mention.words[0].start)
            if owner is not None and speaks_for(owner, entity, mention.words):
                entity.backing.append(owner)
        return entity

    def _voice(self, mention: Mention) -> Entity | None:
        """Whose words "her advice" or "Bell's prediction" are."""
        if mention.head.lemma.lower() not in LISTS.documents.voice:
            return None
        for position, word in enumerate(mention.words[:-1]):
            if word.xpos == "PRP$":
                return self._resolution.at_word.get(word.start)
            if word.xpos == "POS" and position:
                return self._resolution.at_word.get(mention.words[position - 1].start)
        return None

    def _may_be_both(self, pair: Entity, mention: Mention) -> bool:
        """Whether "the senators" or "the couple" may mean a pair named before."""
        if mention.head.text.lower() in LISTS.people.pair:
            return all(m.kind == "person" for m in pair.members)
        keys = set(noun_keys(mention.words))
        return all(keys & m.nouns for m in pair.members)

    def _takes_up(self, entity: Entity, mention: Mention) -> bool:
        """Whether a definite phrase may mean an entity: possessors and names in it must be the entity's own."""
        modifiers = [w for w in mention.words[:-1] if w.is_proper_noun]
        own = {w.text.lower() for m in entity.mentions[:6] for w in m.words} | entity.nouns | entity.told_with
        if mention.words[0].xpos == "PRP$":
            whose = self._resolution.at_word.get(mention.words[0].start)
            if whose is None or whose is entity:
                return False
            return entity.possessor is whose or bool(whose.name and whose.name.last in own)
        return all(w.text.lower() in own for w in modifiers)

    def _is_epithet(self, mention: Mention) -> bool:
        """Whether a phrase may take up the person spoken of without having introduced that person: "the Republican"."""
        match = person_word(mention.words, len(mention.words) - 1)
        if self.is_demonym(mention):
            return True
        words = self._resolution.document.sentences[mention.sentence].words
        behind = words[mention.head.index + 1 : mention.head.index + 2]
        if (
            behind and behind[0].text.lower() in LISTS.grammar.genitive | LISTS.grammar.personal_relative
        ):  # "the guitarist of the band"
            return False
        if re.fullmatch(r"\d+-year-old", joined(mention.words[1:])):
            return True
        told = joined(mention.words[1:])
        return told in counted_parents() or (
            match is not None and not LISTS.people.epithet.isdisjoint((match.phrase, told))
        )

    def is_demonym(self, mention: Mention) -> bool:
        """Whether a mention is "the Italian" or the like and no more."""
        words = self._resolution.document.sentences[mention.sentence].words
        definite = (
            mention.head.index > 0 and words[mention.head.index - 1].text.lower() in LISTS.grammar.definite_article
        )
        return definite and not mention.plural and joined(mention.words[1:]) in LISTS.people.demonym

    def _just_spoke(self, mention: Mention) -> Entity | None:
        """The named person who spoke in the sentence before, whom "the trader" means where nobody else is one."""
        match = person_word(mention.words, len(mention.words) - 1)
        if match is None or match.value not in TAKING_UP or match.phrase in LISTS.people.kin | LISTS.people.collective:
            return None
        words = self._resolution.document.sentences[mention.sentence].words
        behind = words[mention.head.index + 1 : mention.head.index + 2]
        if mention.head.base_relation != "nsubj" or (
            behind and behind[0].text.lower() in LISTS.grammar.of_a_body | LISTS.grammar.personal_relative
        ):
            return None
        told = [
            h for h in self._resolution.memory.heard() if not h.mention.quoted and h.mention.sentence < mention.sentence
        ]
        last = told[-1].mention.sentence if told else mention.sentence
        before = [h for h in told if h.mention.sentence == last and h.entity.kind == "person" and h.is_source]
        people = list(dict.fromkeys(h.entity for h in before))
        gender = gender_of_noun(mention.head)
        if (
            self._resolution.paragraphs[last] != self._resolution.paragraphs[mention.sentence]
            or len(people) != 1
            or not people[0].named
        ):
            return None
        return people[0] if not people[0].plural and people[0].gender in ("", gender or people[0].gender) else None

    def _by_kind(self, mention: Mention) -> Entity | None:
        """The body named last of the kind that "the company" tells, or the person whom "the man" means."""
        if mention.head.text.lower() in LISTS.people.man_or_woman and len(mention.words) == 2:
            gender = gender_of_noun(mention.head)
            return self._resolution.memory.latest(lambda e: e.kind == "person" and e.gender == gender and not e.members)
        if len(mention.words) != 2 or mention.head.lemma.lower() not in LISTS.bodies.general:
            return None
        match = body_word(mention.words, len(mention.words) - 1)
        kind = match.value if match is not None else ""
        noun = mention.head.lemma.lower()
        exact = self._resolution.memory.latest(
            lambda e: is_named_body(e) and (not kind or e.capacity == kind) and not (e.nouns & not_meant_by(noun))
        )
        if exact is not None or mention.head.lemma.lower() not in LISTS.bodies.any_company:
            return exact
        return self._resolution.memory.latest(lambda e: is_named_body(e) and not e.capacity and self._presented(e))

    def _presented(self, entity: Entity) -> bool:
        """Whether a name stands as a subject, and not only with the capital that a quotation starts with."""
        text = self._resolution.document.text
        return any(
            (m.subject or self._before_verb(m)) and text[max(0, m.span.start - 1)] not in "“\"‘'«„"
            for m in entity.mentions[-3:]
        )

    def _before_verb(self, mention: Mention) -> bool:
        """Whether a finite verb stands right behind: a subject, though a dateline leads the parser astray."""
        words = self._resolution.document.sentences[mention.sentence].words
        behind = words[mention.words[-1].index + 1 : mention.words[-1].index + 2]
        return bool(behind) and behind[0].xpos in ("MD", "VBD", "VBZ")
