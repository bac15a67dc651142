"""A person's name in, the person of the article who bears it out: by last name, given name, title and gender."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quotes.document import Word
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import gender_of_noun, pronoun_gender
from quotes.model import Gender, Span
from quotes.sources.entities import Entity, nouns_of
from quotes.sources.mentions.mention import Mention
from quotes.sources.mentions.names import Name, gender_of, is_given
from quotes.sources.passes.resolution import Resolution


class Persons:
    """Finds the persons of one article by their names."""

    def __init__(self, resolution: Resolution) -> None:
        self._resolution = resolution
        self._times_named: Counter[int] = Counter()
        self._honorifics: defaultdict[str, Counter[Gender]] = defaultdict(Counter)
        self._introduce_full_names()
        self._share_names()
        self._join_cut_names()

    def _introduce_full_names(self) -> None:
        """Persons named in full come first, so that a headline's last name finds who is introduced below it."""
        for mention in self._resolution.mentions:
            if mention.name is not None and mention.name.given and not mention.plural:
                self._times_named[id(self.introduced(mention))] += 1
            elif mention.name is not None and mention.name.honorific and gender_of(mention.name):
                self._honorifics[mention.name.last][gender_of(mention.name)] += 1

    def _share_names(self) -> None:
        """Give the first of two the family name that is told once: "Jack and Louise Hall"."""
        for first, second in pairwise(m for m in self._resolution.mentions if m.type == "person"):
            if first.name is None or second.name is None or first.name.given or first.name.honorific:
                continue
            words = self._resolution.document.sentences[first.sentence].words
            link = words[first.name_words[-1].index + 1 : first.name_words[-1].index + 2]
            joined = bool(link) and link[0].text.lower() in LISTS.grammar.joining and first.sentence == second.sentence
            follows = joined and second.words[0].index == link[0].index + 1
            if not follows or not second.name.given or second.name.honorific or not is_given(first.name.last):
                continue
            if not self._resolution.entities.called(first.name.last):
                name = replace(first.name, given=first.name.last, last=second.name.last)
                entity = self._resolution.entities.add(Entity("person", name, named=True, gender=gender_of(name)))
                entity.family = second.name_words[-1].text

    def _join_cut_names(self) -> None:
        """A name that a false sentence end cuts in two ("Gen. Dana | Hall said") is found under its last name too."""
        for mention in self._resolution.mentions:
            words = self._resolution.document.sentences[mention.sentence].words
            if mention.name is None or not _is_cut(mention, words):
                continue
            following = self._resolution.document.sentences[mention.sentence + 1 : mention.sentence + 2]
            if not following or following[0].paragraph != self._resolution.paragraphs[mention.sentence]:
                continue
            rest = self._resolution.by_word.get(following[0].start)
            if rest is not None and len(rest.words) == 1 and rest.type != "pronoun":
                given, middle = mention.name.given or mention.name.last, mention.name.middle
                middle = (*middle, mention.name.last) if mention.name.given else middle
                name = replace(mention.name, given=given, middle=middle, last=rest.head.text.lower())
                entity = self.introduced(mention)
                entity.cut_name = Span(mention.name_words[0].start, rest.head.end)
                self._resolution.entities.rename(entity, name)

    def introduced(self, mention: Mention) -> Entity:
        name = mention.name
        if name is None:
            raise ValueError("a person is introduced by a name")
        for entity in self._resolution.entities.named(name):
            if entity.name is not None and name.size > entity.name.size:
                entity.name = name
            return entity
        gender = gender_of(name) or (gender_of_noun(mention.before[-1]) if mention.before else "")
        return self._resolution.entities.add(
            Entity("person", name, named=True, gender=gender, gender_told=bool(gender))
        )

    def named(self, mention: Mention) -> Entity:
        """The person of a name; a last name alone means who was named last, a first name alone who bears it."""
        name = mention.name
        if name is not None and not name.given:
            found = [
                e for e in self._resolution.entities.named(name) if mention.before or self._of_usual_gender(e, name)
            ]
            before = [e for e in found if e.mentions]
            if found:
                return self.principal(before or found[::-1], mention)
            gender = gender_of(name)
            called = [e for e in self._resolution.entities.called(name.last) if not gender or e.gender in ("", gender)]
            if called and not name.suffix:  # "Dame Helen", "Mrs. Hauwa"
                entity = max(called, key=lambda e: e.mentions[-1].head.start if e.mentions else -1)
                entity.times_by_given += not mention.quoted
                return entity
            by_middle = self._resolution.entities.called_by_middle(name.last)
            fitting = [e for e in by_middle if not gender or e.gender in ("", gender)]
            if fitting and not name.suffix:
                return fitting[0]
            body = self._resolution.entities.body(name.last) if not (name.honorific or mention.before) else None
            if body is not None and body.capacity and body.named and body.mentions:
                return body
            misspelt = self._resolution.entities.misspelt(name.last)
            if misspelt and not name.honorific:
                return misspelt[-1]
        return self.introduced(mention)

    def principal(self, found: Sequence[Entity], mention: Mention) -> Entity:
        """Of persons with one last name the one of the mention's title, else the most named."""
        if len(found) == 1:
            return found[0]
        spoke = self._just_spoke(found, mention)
        nouns = nouns_of(mention.before)
        nouns |= {particular for noun in nouns for particular in LISTS.people.same.get(noun, ())}
        titled = [e for e in found if nouns & e.nouns]
        gender = self._gender_behind(mention)

        def weight(entity: Entity) -> float:
            told = (3.0 if entity.gender == gender else -6.0 * bool(entity.gender)) if gender else 0.0
            return (
                len(entity.mentions)
                + 0.5 * self._times_named[id(entity)]
                - 4.0 * bool(entity.nouns & LISTS.people.kin)
                - 4.0 * min(2, entity.times_by_given)
                + told
                + 8.0 * (entity is spoke)
            )

        return max(titled or found, key=weight)

    def _just_spoke(self, found: Sequence[Entity], mention: Mention) -> Entity | None:
        """Who was a full-named subject here, or with no namesake since: "her sister, Ann Moss, said … Moss said"."""
        if not mention.subject:
            return None
        here = self._resolution.paragraphs[mention.sentence]
        gender = self._gender_behind(mention)
        last = max((m.head.start for e in found for m in e.mentions[-1:]), default=0)
        named = [
            (m.head.start, e)
            for e in found
            if not gender or e.gender in ("", gender)
            for m in e.mentions[-4:]
            if m.name is not None and m.name.given and m.subject
            if self._resolution.paragraphs[m.sentence] == here or m.head.start == last
        ]
        return max(named, key=lambda pair: pair[0])[1] if named else None

    def _gender_behind(self, mention: Mention) -> Gender:
        """The gender of a pronoun soon after a subject, likely its own: "Bell told her staff", "Bell said he"."""
        if not mention.subject:
            return ""
        words = self._resolution.document.sentences[mention.sentence].words[mention.head.index + 1 :]
        for position, word in enumerate(words[:7]):
            own = word.xpos == "PRP$" or (word.xpos == "PRP" and 0 < position < 3)
            if own:
                return pronoun_gender(word.text)
            if word.is_singular_name or word.xpos in (",", "``"):
                return ""
        return ""

    def _of_usual_gender(self, entity: Entity, name: Name) -> bool:
        """Whether a bare "Bell" may mean a person: not a woman where the article has "Mr. Bell" throughout."""
        usual = self._honorifics.get(name.last)
        if name.honorific or not usual or not entity.gender or usual.total() < 2:
            return True
        return usual[entity.gender] > 0


def _is_cut(mention: Mention, words: Sequence[Word]) -> bool:
    """Whether a sentence ends within a name ("… by Gen. Dana |") or is only the start of one: "Kim Jong |"."""
    if mention.name is None or mention.name_words[-1].index != len(words) - 1:
        return False
    alone = len(mention.words) == len(words)
    return (alone and is_given(words[0].text)) or (bool(mention.before) and not mention.name.given)
