"""A body's name in, the body of the article that bears it out: by its whole name, acronym, first or last words."""

from __future__ import annotations

import re

from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import Match, body_word
from quotes.sources.entities import Entity, acronym, body_key, body_keys, is_named_body, nouns_of
from quotes.sources.mentions.mention import Mention
from quotes.sources.mentions.names import Name
from quotes.sources.passes.persons import Persons
from quotes.sources.passes.resolution import Resolution


class Bodies:
    """Finds the bodies and places of one article by their names."""

    def __init__(self, resolution: Resolution, persons: Persons) -> None:
        self._resolution = resolution
        self._persons = persons

    def named(self, mention: Mention) -> Entity:
        """The body or place of a name: the same name, its acronym, or its last word."""
        called = self._resolution.entities.called(body_key(mention.name_words))
        if called and len(mention.name_words) == 1 and called[0].mentions:
            return called[0]
        found = self._resolution.entities.body(body_key(mention.name_words))
        if found is None and _alone(mention):
            last = mention.head.text.lower()
            people = [
                e for e in self._resolution.entities.named(Name("", (), last)) if e.name is not None and e.name.given
            ]
            people = people or self._resolution.entities.misspelt(last)
            if people:
                return self._persons.principal(people, mention)
        found = found or self._by_beginning(mention) or self._short_before(mention)
        if found is None:
            found = self._resolution.entities.add(Entity("group", named=True, plural=mention.plural))
            self._resolution.entities.describe(found, nouns_of(mention.name_words) | _nouns_before_of(mention))
            match = _kind(mention)
            found.capacity = match.value if match else ""
            found.is_place = mention.type == "place"
        if len(mention.name_words) == 1:
            found.plural = found.plural and mention.plural
        self._resolution.entities.index_body(found, body_keys(mention.name_words))
        self._acronym(found, mention)
        return found

    def known(self, mention: Mention) -> Entity | None:
        """The body that has "and" in its name for which a mention of several is taken."""
        body = self._resolution.entities.body(body_key(mention.words))
        return body if mention.members[0].type != "person" else None

    def _by_beginning(self, mention: Mention) -> Entity | None:
        """The body that a name without its last word means: "Bell Valley" for "Bell Valley Buses"."""
        name = body_key(mention.name_words)
        if " " not in name or mention.plural:
            return None
        written = re.escape(mention.span.of(self._resolution.document.text))
        if re.search(
            rf"\b(?:in|near|from|of|at|to|across|around) (?:the )?{written}\b(?! [A-Z])", self._resolution.document.text
        ):
            return None
        for entity in self._resolution.entities.all[:-40:-1]:
            if is_named_body(entity) and entity.capacity and entity.mentions:
                longer = body_key(entity.mentions[0].name_words)
                if longer.startswith(name + " ") and longer.count(" ") == name.count(" ") + 1:
                    return entity
        return None

    def _short_before(self, mention: Mention) -> Entity | None:
        """The body that a headline calls by its acronym, or without "Inc.", before the text has its whole name."""
        words = [w for w in mention.name_words if w.text[:1].isupper()]
        if len(words) < 2 or mention.plural:
            return None
        keys = [acronym(words)] if len(words) > 2 else []
        if all(w.text.lower() in LISTS.bodies.legal_forms for w in words[1:]):
            keys.append(body_key((words[0],)))
        for key in keys:
            known = self._resolution.entities.body(key)
            if known is not None and known.kind == "group" and known.mentions and not known.is_place:
                return known if all(len(m.name_words) < 2 for m in known.mentions) else None
        return None

    def _acronym(self, entity: Entity, mention: Mention) -> None:
        """An acronym in brackets right after a body's name is its name too."""
        words = self._resolution.document.sentences[mention.sentence].words
        at = mention.name_words[-1].index + 1
        if at + 2 < len(words) and words[at].text == "(" and words[at + 2].text == ")" and words[at + 1].text.isupper():
            self._resolution.entities.index_body(entity, {words[at + 1].text.lower().replace(".", "")})


def _alone(mention: Mention) -> bool:
    """Whether a name is one word without an article, as a person's last name may be."""
    return mention.type == "body" and len(mention.words) == 1 and not mention.head.text.isupper()


def _nouns_before_of(mention: Mention) -> set[str]:
    """The kind of a body that stands before "of" in its name: "the college" for "National College of Design"."""
    words = mention.name_words
    of = next((i for i, w in enumerate(words) if w.text.lower() in LISTS.grammar.genitive), 0)
    return nouns_of(words[:of]) if of and body_word(words, of - 1) is not None else set()


def _kind(mention: Mention) -> Match | None:
    """What a body's name tells by its last word, else by the word before "of": "Department of Labor"."""
    words = mention.name_words
    of = next((i for i, w in enumerate(words) if w.text.lower() in LISTS.grammar.in_charge_of), 0)
    return body_word(words, len(words) - 1) or (body_word(words, of - 1) if of else None)
