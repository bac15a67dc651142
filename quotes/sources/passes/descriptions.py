"""A description in, whom it takes up without a choice out: whose words it tells, somebody told in the same words."""

from quotes.lexicon.lists import LISTS
from quotes.lexicon.trie import joined
from quotes.sources.entities import Entity, label_of, noun_keys, speaks_for
from quotes.sources.mentions.mention import Mention
from quotes.sources.passes.resolution import Resolution
from quotes.sources.portrait import entity_of_noun, source_kind

LATEST = 40
"""Entities that are looked at, from the last made."""


class Descriptions:
    """Finds whom the descriptions of one article take up."""

    def __init__(self, resolution: Resolution) -> None:
        self._resolution = resolution

    def voice(self, mention: Mention) -> Entity | None:
        """Whose words "her advice" or "Bell's prediction" are."""
        if mention.head.lemma.lower() not in LISTS.documents.voice:
            return None
        for position, word in enumerate(mention.words[:-1]):
            if word.xpos == "PRP$":
                return self._resolution.at_word.get(word.start)
            if word.xpos == "POS" and position:
                return self._resolution.at_word.get(mention.words[position - 1].start)
        return None

    def is_definite(self, mention: Mention) -> bool:
        """Whether a phrase means somebody spoken of, or presents somebody by what they are: "the mayor"."""
        return mention.words[0].text.lower() in LISTS.grammar.pointing and not mention.quoted

    def again(self, mention: Mention) -> Entity | None:
        """Somebody told in the same words ("a spokesman"), or with the same possessor ("his lawyer")."""
        label = label_of(mention.words, self._resolution.document.text).lower()
        possessed = mention.words[0].xpos == "PRP$"
        for entity in self._resolution.entities.described(noun_keys(mention.words)):
            if not entity.mentions or entity.plural != mention.plural or entity.members:
                continue
            if source_kind(mention) != entity.kind and entity.named:
                continue
            if self._has_possessor(entity, mention) if possessed else label == entity.label.lower():
                return entity
        return None

    def both(self, mention: Mention) -> Entity | None:
        """The pair named before that "the senators" or "the couple" means."""
        if mention.words[0].text.lower() not in LISTS.grammar.definite_article:
            return None
        couple = mention.head.text.lower() in LISTS.people.pair
        keys = set(noun_keys(mention.words))
        for pair in self._resolution.entities.all[:-LATEST:-1] if mention.plural or couple else ():
            members = pair.members if pair.mentions else ()
            if members and all(m.kind == "person" if couple else keys & m.nouns for m in members):
                return pair
        return None

    def new(self, mention: Mention) -> Entity:
        """Somebody not spoken of before, with whose "his lawyer" is."""
        entity = self._resolution.entities.add(entity_of_noun(mention, self._resolution.document))
        if mention.words[0].xpos == "PRP$":
            entity.possessor = owner = self._resolution.at_word.get(mention.words[0].start)
            if owner is not None and speaks_for(owner, entity, mention.words):
                entity.backing.append(owner)
        return entity

    def is_demonym(self, mention: Mention) -> bool:
        """Whether a mention is "the Italian" or the like and no more."""
        words = self._resolution.document.sentences[mention.sentence].words
        before = words[mention.head.index - 1].text.lower() if mention.head.index else ""
        definite = before in LISTS.grammar.definite_article
        return definite and not mention.plural and joined(mention.words[1:]) in LISTS.people.demonym

    def _has_possessor(self, entity: Entity, mention: Mention) -> bool:
        whose = self._resolution.at_word.get(mention.words[0].start)
        if whose is None or whose is entity:
            return False
        own = {w.text.lower() for m in entity.mentions[:6] for w in m.words} | entity.told_with
        return entity.possessor is whose or bool(whose.name and whose.name.last in own)
