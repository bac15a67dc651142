"""A mention in, who is named by it or behind it out: names that strangers give, pronouns before their name."""

import re

from quotes.lexicon.nouns import pronoun_gender
from quotes.sources.entities import Entity
from quotes.sources.mentions.mention import Mention
from quotes.sources.passes.persons import Persons
from quotes.sources.passes.resolution import Resolution

GIVES_NAME = re.compile(
    r"(?:\b(?:gave|gives|giving) (?:his|her|their|only his|only her) (?:first |last |full |only )?name (?:only )?as|"
    r"\b(?:identified|identifies|introduced|introduces) (?:him|her)self (?:only )?as|"
    r"\b(?:his|her) (?:first |full )?name (?:is|was))\s$"
)
"""What stands before a name with which somebody just described or meant by a pronoun names himself."""


class Ahead:
    """Finds persons by what stands around a name or behind a pronoun."""

    def __init__(self, resolution: Resolution, persons: Persons) -> None:
        self._resolution = resolution
        self._persons = persons

    def self_named(self, mention: Mention) -> Entity | None:
        """Who gives a name as the own: "a man in a yellow coat … He gave his name as Pete Lowry"."""
        if mention.type != "person" or mention.name is None or mention.quoted:
            return None
        begin = self._resolution.document.sentences[mention.sentence].start
        if not GIVES_NAME.search(self._resolution.document.text, begin, mention.span.start):
            return None
        before = [w for w in self._resolution.document.sentences[mention.sentence].words if w.end <= mention.span.start]
        stranger = next((e for w in reversed(before) if (e := self._resolution.at_word.get(w.start)) is not None), None)
        if stranger is None or stranger.kind != "person" or stranger.named or stranger.plural:
            return None
        known = self._persons.introduced(mention)
        if known.mentions or {stranger.gender, known.gender} == {"female", "male"}:
            return None
        self._resolution.entities.forget(known)
        stranger.named = True
        self._resolution.entities.rename(stranger, mention.name)
        return stranger

    def subject(self, pronoun: Mention) -> Entity | None:
        """The subject of the main clause that a pronoun in a clause before it means: "When she arrived, Hall said"."""
        gender = pronoun_gender(pronoun.head.text)
        if not gender or pronoun.quoted:
            return None
        sentence = self._resolution.document.sentences[pronoun.sentence]
        line = [pronoun.head, *sentence.ancestors(pronoun.head)]
        aside = next((i for i, w in enumerate(line) if w.base_relation in ("advcl", "obl")), len(line))
        above = {w.index for w in line[aside + 1 :]}
        own = pronoun.head.head
        for word in sentence.words[pronoun.head.index + 1 :]:
            mention = self._resolution.by_word.get(word.start)
            if mention is None or mention.type != "person" or mention.plural or word.base_relation != "nsubj":
                continue
            if word.head in above and word.head != own and not mention.quoted:
                entity = self._persons.named(mention)
                return entity if entity.gender in ("", gender) else None
        return None
