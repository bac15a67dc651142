"""What an article tells of relatives in, who is meant by "her husband", "his father" or "the elder Marsh" out.

"Tom Doyle and his son Kevin" tells that Kevin is Tom's son and, read backwards, that Tom is Kevin's father. Of two
people of one surname who are husband and wife, or Mr. and Mrs., each is meant by the other's "husband" or "wife".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from quotes.document import Word
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import family_inverse, family_tie, gender_of_noun, is_elder_tie
from quotes.sources.ages import age_alone
from quotes.sources.entities import Entity
from quotes.sources.mentions.mention import Mention
from quotes.sources.mentions.names import Name, gender_of
from quotes.sources.mentions.noun_phrases import leading_phrase
from quotes.sources.passes.pairs import REACH
from quotes.sources.passes.ranked import Ranked
from quotes.sources.passes.resolution import Resolution

MUTUAL = frozenset({"spouse", "sibling"})


class Families:
    """Keeps who is whose relative in one article."""

    def __init__(self, resolution: Resolution, ranked: Ranked) -> None:
        self._resolution = resolution
        self._ranked = ranked
        self._told: defaultdict[int, list[tuple[str, Entity]]] = defaultdict(list)
        self._told_of: defaultdict[int, list[tuple[str, Entity]]] = defaultdict(list)

    def learn(self, entity: Entity, mention: Mention, words: Sequence[Word]) -> None:
        """Keep what a description of a person tells of whose relative that is: "his son", "Bell's wife"."""
        owner = self._owner(words, mention)
        phrase = leading_phrase(words)
        if owner is None or owner is entity or phrase is None or entity.kind != "person" or not entity.named:
            return
        tie = family_tie(phrase.head)
        if tie:
            self._told[id(owner)].append((tie, entity))
            self._told_of[id(entity)].append((tie, owner))

    def meant(self, mention: Mention) -> Entity | None:
        """The person whom "her husband" or "the elder brother" means, ``None`` where the article does not tell."""
        if mention.plural or mention.quoted or not mention.words:
            return None
        by_age = self._by_age_alone(mention)
        if by_age is not None:
            return by_age
        tie = family_tie(mention.head)
        owner = self._owner(mention.words, mention) if tie else None
        if owner is None or owner.kind != "person":
            return None
        return self._relative(owner, tie, mention.head)

    def of_one_name(self, mention: Mention) -> Entity | None:
        """Of persons of one surname the one whom an age word or title tells: "the elder Marsh"."""
        if mention.name is None or mention.name.given:
            return None
        words = self._resolution.document.sentences[mention.sentence].words
        before = [w.text.lower() for w in words[max(0, mention.name_words[0].index - 1) : mention.name_words[0].index]]
        by_age = self._by_age(before, list(self._resolution.entities.named(mention.name))) if before else None
        return by_age or (self._told_by_first_name(mention.name, mention) if mention.name.honorific else None)

    def _told_by_first_name(self, name: Name, mention: Mention) -> Entity | None:
        """The relative told by a given name alone who bears the family's: "Mrs. Hall's son, Alan … Mr. Hall"."""
        known = list(self._resolution.entities.named(name))
        gender = gender_of(name)
        for owner in self._resolution.entities.named(alone(name)):
            # "Katya Lind, 20, … Her mother, Ulla, … Mrs. Lind": who is young has no title.
            young = owner in known and not any(m.name is not None and m.name.honorific for m in owner.mentions)
            if known and not (young and len(known) == 1):
                continue
            told = [
                e
                for tie, e in self._told.get(id(owner), ())
                if e.name is not None and not e.name.given and (not known or is_elder_tie(tie))
            ]
            found = [e for e in dict.fromkeys(told) if e.gender in ("", gender) and e.name is not None]
            if len(found) == 1 and found[0].name is not None:
                given = found[0].name.last
                self._resolution.entities.rename(found[0], replace(found[0].name, given=given, last=name.last))
                found[0].family = mention.name_words[-1].text
                return found[0]
        return None

    def together(self, mention: Mention) -> tuple[Entity, ...]:
        """The two persons whom a plural surname means: "the Becks"; empty where there are not two."""
        text = mention.head.text.lower()
        words = self._resolution.document.sentences[mention.sentence].words
        begins = mention.name_words[0].index
        definite = bool(begins) and words[begins - 1].text.lower() in LISTS.grammar.definite_article
        if not definite or len(mention.name_words) > 1 or not text.endswith("s"):
            return ()
        for single in dict.fromkeys((text.removesuffix("es"), text.removesuffix("s"))):
            found = [e for e in self._resolution.entities.named(Name("", (), single)) if e.mentions]
            couple = [e for e in found if any(self._relative(e, "spouse") is other for other in found)]
            if len(found) == 2 or len(couple) == 2:
                both = found if len(found) == 2 else couple
                return tuple(sorted(both, key=lambda e: e.mentions[0].head.start))
        return ()

    def _owner(self, words: Sequence[Word], mention: Mention) -> Entity | None:
        """Whose relative is told: the person of the possessive or of the name before "'s"."""
        for position, word in enumerate(words):
            if word.xpos == "PRP$" and not position:
                known = self._resolution.at_word.get(word.start)
                if known is not None:
                    return known
                pronoun = Mention(mention.sentence, word, (word,), "pronoun")
                choice = self._ranked.pronoun(pronoun, False)
                return choice.entity if choice is not None else None
            if word.xpos == "POS" and position:
                named = self._resolution.by_word.get(words[position - 1].start)
                return self._resolution.at_word.get(named.head.start) if named is not None else None
        return None

    def _relative(self, owner: Entity, tie: str, noun: Word | None = None) -> Entity | None:
        gender = gender_of_noun(noun) if noun is not None else ""

        def fits(other: Entity) -> bool:
            return other is not owner and bool(other.mentions) and (not gender or other.gender in ("", gender))

        told = [e for known, e in self._told[id(owner)] if known == tie and fits(e)]
        if told:
            return told[-1]
        inverse = family_inverse(tie)
        for known, other in reversed(self._told_of[id(owner)]):
            if known == inverse and other.named and fits(other):
                return other
        if tie not in MUTUAL or owner.name is None:
            return None
        namesakes = [e for e in self._resolution.entities.named(alone(owner.name)) if fits(e) and not e.members]
        left = [e for e in namesakes if not self._is_other_tie(owner, e, tie)]
        if tie == "spouse" and not all(e.gender and e.gender != owner.gender for e in left):
            return None
        return left[0] if len(left) == 1 else None

    def _is_other_tie(self, owner: Entity, other: Entity, tie: str) -> bool:
        """Whether a namesake is told to be another kind of relative: a wife is no sister."""
        ties = {t for noun in (*owner.nouns, *other.nouns) if (t := family_tie(noun))}
        return bool(ties - {tie})

    def _by_age_alone(self, mention: Mention) -> Entity | None:
        """Whom "the elder" or "the younger sister" means: one of the two namesakes heard last."""
        words = [w.text.lower() for w in mention.words]
        if (
            words[0] not in LISTS.grammar.definite_article
            or len(words) > 3
            or words[1:2] == []
            or words[1] not in LISTS.people.elder | LISTS.people.younger
        ):
            return None
        if len(words) == 3 and not family_tie(mention.head):
            return None
        gender = gender_of_noun(mention.head) if len(words) == 3 else ""
        heard = [
            h.entity
            for h in self._resolution.memory.heard()
            if mention.sentence - h.mention.sentence <= REACH
            and h.entity.kind == "person"
            and h.entity.name is not None
        ]
        latest = heard[-1].name if heard else None
        if latest is None:
            return None
        return self._by_age(
            words, [e for e in dict.fromkeys(heard) if _namesake(e, latest) and e.gender in ("", gender or e.gender)]
        )

    def _by_age(self, words: Sequence[str], found: Sequence[Entity]) -> Entity | None:
        told = [e for e in found if e.mentions]
        sign = 1 if LISTS.people.elder & set(words) else -1 if LISTS.people.younger & set(words) else 0
        if not sign or len(told) < 2:
            return None
        ages = [self._age(e) for e in told]
        ranks = [self._rank(e) for e in told] if None in ages else [a or 0 for a in ages]
        best = max(ranks, key=lambda rank: sign * rank)
        return told[ranks.index(best)] if ranks.count(best) == 1 else None

    def _age(self, entity: Entity) -> int | None:
        told = (age_alone(span.of(self._resolution.document.text)) for span in entity.descriptions)
        return next((age for age in told if age is not None), None)

    def _rank(self, entity: Entity) -> int:
        """Above nought for whom the article tells to be of the elder generation, below for the younger."""
        suffix = entity.name.suffix if entity.name is not None else ""
        ties = [t for noun in entity.nouns if (t := family_tie(noun))]
        rank = (suffix in LISTS.people.elder) - (suffix in LISTS.people.younger)
        rank += sum(1 if is_elder_tie(t) else -1 if is_elder_tie(family_inverse(t)) else 0 for t in ties)
        return rank + sum(is_elder_tie(family_inverse(tie)) for tie, _ in self._told.get(id(entity), ()))


def alone(name: Name) -> Name:
    """The last name alone, under which all who bear it are found."""
    return Name("", (), name.last)


def _namesake(entity: Entity, name: Name) -> bool:
    return entity.name is not None and entity.name.last == name.last
