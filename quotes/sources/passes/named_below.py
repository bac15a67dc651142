"""An entity in, the one named below out whom a lead only describes: "Retired General Says …", "A union said …"."""

from __future__ import annotations

from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import headline_words
from quotes.sources.entities import Entity, is_named_body, noun_keys
from quotes.sources.passes.resolution import Resolution


class NamedBelow:
    """Finds for entities without a name the one that the article names further down."""

    def __init__(self, resolution: Resolution) -> None:
        self._resolution = resolution

    def entity(self, entity: Entity) -> Entity:
        """The one named below whom a lead only describes ("Retired General Says …"), else the entity itself."""
        if entity.kind == "group":
            return self._body_below(entity)
        stranger = self._called_below(entity)
        if stranger is not None:
            return stranger
        if entity.named or entity.kind != "person" or entity.plural or len(entity.mentions) != 1:
            return entity
        mention = entity.mentions[0]
        possessed = any(w.xpos in ("PRP$", "POS") for w in mention.words)
        if possessed:
            whose = (
                entity.possessor.name.last if entity.possessor is not None and entity.possessor.name is not None else ""
            )
            names = {w.text.lower() for w in mention.words if w.is_singular_name} or {whose}
            told = (
                e
                for e in self._resolution.entities.described(noun_keys(mention.words))
                if e.named and names & e.told_with
            )
            return next(told, entity)
        if self._resolution.paragraphs[mention.sentence] > 1 or (
            mention.words[0].xpos == "DT" and mention.words[0].text.lower() not in LISTS.grammar.definite_article
        ):
            return entity
        below = (
            e
            for e in self._resolution.entities.described(
                [*noun_keys(mention.words), *sorted(headline_words(mention.head))]
            )
            if e.named and e.kind == "person" and e.mentions
        )
        return min(below, key=lambda e: e.mentions[0].head.start, default=entity)

    def _called_below(self, entity: Entity) -> Entity | None:
        """The person called by one name alone whom "the woman" means, where there is one such woman and one name."""
        if entity.named or entity.plural or not entity.gender or not entity.mentions:
            return None
        if not any(m.type == "noun" and m.head.text.lower() in LISTS.people.man_or_woman for m in entity.mentions):
            return None
        called = [e for e in self._resolution.entities.all if e.named and e.gender == entity.gender and _by_one_name(e)]
        others = [
            e
            for e in self._resolution.entities.all
            if e.kind == "person" and not e.named and e.gender == entity.gender and e.mentions
        ]
        after = [e for e in called if e.mentions[0].head.start > entity.mentions[0].head.start]
        return after[0] if len(called) == len(after) == 1 and len(others) <= 2 else None

    def _body_below(self, entity: Entity) -> Entity:
        """The body named below that a lead calls "a union" or "a House panel"; the body itself where none is."""
        first = entity.mentions[0] if entity.mentions else None
        if entity.named and entity.label != "" and entity.label.lower().split()[-1] not in LISTS.bodies.panels:
            return entity
        if first is None or entity.plural or self._resolution.paragraphs[first.sentence] > 1 or first.type != "noun":
            return entity
        if (
            first.words[0].xpos in ("PRP$",)
            or first.words[0].text.lower() in LISTS.grammar.demonstrative | LISTS.grammar.one_of_several
        ):
            return entity
        kinds = {first.head.lemma.lower(), *LISTS.bodies.same.get(first.head.lemma.lower(), ())}
        below = (e for e in self._resolution.entities.all if is_named_body(e) and e.mentions and e.nouns & kinds)
        later = [e for e in below if e.mentions[0].head.start > first.head.start]
        return min(later, key=lambda e: e.mentions[0].head.start, default=entity)


def _by_one_name(entity: Entity) -> bool:
    """Whether a person is never named in full."""
    named = [m for m in entity.mentions if m.name is not None]
    return bool(named) and all(m.name is not None and m.name.size == 1 and not m.before for m in named)
