"""Mentions in, entities out: who is meant by a name or a description, found through indexes, not by comparing all.

Each index keeps the entities of a key with the latest mention last, and looks at no more than ``LOOKED_AT`` of them, so
that an article of thousands of names costs no more than thousands of look-ups.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from quotes.document import Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, person_word, speaks_for_person
from quotes.lexicon.trie import forms, joined
from quotes.model import Gender, SourceKind, Span
from quotes.sources.mentions.mention import Mention
from quotes.sources.mentions.names import Name, agree, gender_of, same_last
from quotes.text.paragraphs import as_read

LOOKED_AT = 12
MOST_NAMES = 300


@dataclass(eq=False)
class Entity:
    """One person, group or document of an article while its mentions are being gathered.

    ``capacity`` is the role that a body's own name tells; ``nouns`` are those by which it may be taken up, ``shown``
    those that what it does shows to fit it.
    ``possessor`` is whose "his lawyer" is; ``told_with`` are the proper names in its descriptions.
    ``backing`` are the bodies and persons that it is said to speak for ("its president"), ``times_by_given`` how
    often it is called by the given name alone; ``signs`` tells that its name stands under a text of its own;
    ``cut_name`` is a name that a false sentence end cuts in two. ``gender_told`` is False
    where the gender is only that of a pronoun taken to stand for it. ``family`` is a last name, as written, that the
    article gives only with a relative's: "Jack and Louise Hall".
    """

    kind: SourceKind
    name: Name | None = None
    named: bool = False
    plural: bool = False
    gender: Gender = ""
    gender_told: bool = False
    label: str = ""
    capacity: str = ""
    is_place: bool = False
    mentions: list[Mention] = field(default_factory=list)
    descriptions: list[Span] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)
    shown: set[str] = field(default_factory=set)
    members: tuple[Entity, ...] = ()
    possessor: Entity | None = None
    told_with: set[str] = field(default_factory=set)
    backing: list[Entity] = field(default_factory=list)
    times_by_given: int = 0
    signs: bool = False
    cut_name: Span | None = None
    family: str = ""

    @property
    def last(self) -> Mention:
        """The latest mention so far."""
        return self.mentions[-1]


class Entities:
    """The entities of one article, and the ways to find one again."""

    def __init__(self) -> None:
        self.all: list[Entity] = []
        self._by_last_name: defaultdict[str, list[Entity]] = defaultdict(list)
        self._by_given_name: defaultdict[str, list[Entity]] = defaultdict(list)
        self._by_middle_name: defaultdict[str, list[Entity]] = defaultdict(list)
        self._by_body: defaultdict[str, list[Entity]] = defaultdict(list)
        self._by_noun: defaultdict[str, list[Entity]] = defaultdict(list)

    def add(self, entity: Entity) -> Entity:
        """Keep a new entity; its name and nouns are indexed."""
        self.all.append(entity)
        if entity.name is not None:
            for key in same_last(entity.name):
                self._by_last_name[key].append(entity)
            if entity.name.given:
                self._by_given_name[entity.name.given].append(entity)
            if entity.name.nickname:
                self._by_given_name[entity.name.nickname].append(entity)
            for middle in entity.name.middle:
                self._by_middle_name[middle].append(entity)
        for noun in sorted(entity.nouns):
            self._by_noun[noun].append(entity)
        return entity

    def rename(self, entity: Entity, name: Name) -> None:
        """Give a person a fuller name, under which it is found from now on."""
        entity.name = name
        for key in same_last(name):
            self._by_last_name[key].append(entity)
        if name.given and entity not in self._by_given_name[name.given]:
            self._by_given_name[name.given].append(entity)

    def forget(self, entity: Entity) -> None:
        """Let a person be found no more who turned out to be another."""
        self.all.remove(entity)
        for index in (self._by_last_name, self._by_given_name, self._by_middle_name):
            for found in index.values():
                if entity in found:
                    found.remove(entity)

    def nickname(self, entity: Entity, name: str) -> None:
        """Let a person be found under a nickname; nothing for an empty one."""
        if name and entity not in self._by_given_name[name][-LOOKED_AT:]:
            self._by_given_name[name].append(entity)

    def index_body(self, entity: Entity, keys: set[str]) -> None:
        """Let a body be found under further names: its acronym, its last word."""
        for key in sorted(keys):
            if entity not in self._by_body[key][-LOOKED_AT:]:
                self._by_body[key].append(entity)

    def describe(self, entity: Entity, nouns: set[str]) -> None:
        """Let an entity be found under nouns that describe it."""
        for noun in sorted(nouns - entity.nouns):
            self._by_noun[noun].append(entity)
        entity.nouns |= nouns

    def recall(self, entity: Entity) -> None:
        """Move an entity to the end of its indexes: the one heard last is meant first."""
        if entity.name is not None:
            for key in same_last(entity.name):
                _to_end(self._by_last_name[key], entity)
        for noun in entity.nouns:
            _to_end(self._by_noun[noun], entity)

    def named(self, name: Name) -> Iterator[Entity]:
        """Persons of this last name that may be meant, the latest first."""
        seen: list[Entity] = []
        for key in same_last(name):
            for entity in self._by_last_name.get(key, [])[: -LOOKED_AT - 1 : -1]:
                if (
                    entity not in seen
                    and entity.name is not None
                    and agree(entity.name, name)
                    and _may_be(entity, name)
                ):
                    seen.append(entity)
        yield from seen

    def called(self, given: str) -> list[Entity]:
        """Persons of this given name or nickname."""
        return self._by_given_name.get(given, [])[: -LOOKED_AT - 1 : -1]

    def called_by_middle(self, name: str) -> list[Entity]:
        """Persons of this middle name, which may be the first of two last names: "Ana García Lozano"."""
        return self._by_middle_name.get(name, [])[: -LOOKED_AT - 1 : -1]

    def misspelt(self, last: str) -> list[Entity]:
        """Persons whose last name differs by a slip of the keyboard; looked for among a few hundred names at most."""
        if len(last) < 6 or len(self._by_last_name) > MOST_NAMES:
            return []
        close = get_close_matches(last, [k for k in self._by_last_name if k[:1] == last[:1]], n=1, cutoff=0.87)
        return [e for e in self._by_last_name[close[0]][-LOOKED_AT:] if e.mentions] if close else []

    def body(self, key: str) -> Entity | None:
        """The latest body found under a name, an acronym or a last word."""
        found = self._by_body.get(key)
        return found[-1] if found else None

    def described(self, keys: list[str]) -> Iterator[Entity]:
        """Entities described by one of the nouns, best key first, the latest first."""
        for key in keys:
            yield from self._by_noun.get(key, [])[: -LOOKED_AT - 1 : -1]
        for key in keys:
            for particular in sorted(LISTS.people.same.get(key, frozenset())):
                yield from self._by_noun.get(particular, [])[: -LOOKED_AT - 1 : -1]


def _may_be(entity: Entity, name: Name) -> bool:
    gender = gender_of(name) if name.honorific else ""
    return not gender or not entity.gender_told or entity.gender == gender


def _to_end(found: list[Entity], entity: Entity) -> None:
    if found and found[-1] is entity:
        return
    for position in range(len(found) - 1, max(-1, len(found) - 1 - LOOKED_AT), -1):
        if found[position] is entity:
            found.append(found.pop(position))
            return


def is_named_body(entity: Entity) -> bool:
    """Whether an entity is one body with a proper name, that "the company" may mean."""
    return entity.kind == "group" and entity.named and not entity.label and not entity.plural and not entity.is_place


def speaks_for(owner: Entity, entity: Entity, words: Sequence[Word]) -> bool:
    """Whether somebody told as an owner's speaks for that owner: "its president", "her spokesman"; not "his wife"."""
    if owner.kind == "person":  # "his opponent's aides" are not his
        return speaks_for_person(words) and not any(w.xpos == "POS" for w in words)
    return entity.kind == "person" and owner.kind == "group"


def nouns_of(words: tuple[Word, ...]) -> set[str]:
    """Under which nouns a phrase that ends in its head may be taken up again: its longest entry, and its head."""
    if not words:
        return set()
    end = len(words) - 1
    found = {words[end].lemma.lower(), words[end].text.lower()}
    for match in (person_word(words, end), body_word(words, end)):
        if match is not None:
            found.add(match.phrase)
            found.add(match.phrase.rsplit(" ", 1)[-1])
    return found


def noun_keys(words: tuple[Word, ...]) -> list[str]:
    """The keys under which to look for what a definite phrase takes up, the most telling first."""
    end = len(words) - 1
    keys: list[str] = []
    for match in (person_word(words, end), body_word(words, end)):
        if match is not None:
            keys.append(match.phrase)
    keys.extend(forms(words[end]))
    return list(dict.fromkeys(keys))


def label_of(words: tuple[Word, ...], text: str) -> str:
    """The words as they stand in the text, a leading article or other function word in lower case."""
    if not words:
        return ""
    label = as_read(text, span_of(words))
    first = words[0]
    lowered = first.xpos in ("DT", "PDT", "IN", "PRP$", "CD", "RB") or first.text.lower() in LISTS.grammar.quantifiers
    if not lowered and first.xpos in ("NN", "NNS") and first.text[1:].islower():
        match = person_word(words, 0) if len(words) == 1 else None
        lowered = match is None or match.value != "political"
    if lowered and label.isupper():
        label = label.lower()  # "THE WITNESS" of a transcript
    elif lowered:
        label = label[0].lower() + label[1:]
    return label


def body_key(words: tuple[Word, ...]) -> str:
    """A body's name as its key: without article, lower case."""
    kept = [w for w in words if w.text.lower() not in LISTS.grammar.definite_article] or list(words)
    return joined(kept).replace(".", "")


def acronym(words: Sequence[Word]) -> str:
    """The first letters of the words of a name that have a capital, as a key: "hwb" for the Harlan Water Board."""
    return "".join(w.text[0] for w in words if w.text[0].isupper()).lower()


def body_keys(words: tuple[Word, ...]) -> set[str]:
    """All keys of a body's name: whole, its acronym, its last words."""
    kept = [w for w in words if w.text.lower() not in LISTS.grammar.definite_article] or list(words)
    keys = {joined(kept), joined(kept[-1:]), acronym(kept)}
    first = kept[0]
    if len(kept) > 1 and len(first.text) > 3 and first.entity != "LOC" and first.is_singular_name:
        keys.add(first.text.lower())
    return {key.replace(".", "") for key in keys if len(key) > 1}
