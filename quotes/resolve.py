"""Attributions of a parsed article in, the same with their speaker, and the article's sources out.

All mentions of the article are read in text order, not those of sources alone, since a name often stands in full where
its bearer says nothing. Names are told apart by their parts, descriptions by their nouns, pronouns by ``pronouns``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import replace

from quotes.describe import descriptions
from quotes.entities import Entities, Entity, body_key, body_keys, label_of, noun_keys, nouns_of
from quotes.lexicons import joined
from quotes.mention import Mention
from quotes.mentions import THIRD_PERSON, Quotations, find_mentions
from quotes.model import Article, Attribution, Gender, Source, Span
from quotes.names import Name, gender_of
from quotes.phrases import leading_phrase
from quotes.portrait import UNKNOWN, entity_of_noun, kind_of, portrait
from quotes.pronouns import GENDERED, Memory
from quotes.source_mentions import SourceMentions
from quotes.tree import Parse, Word
from quotes.vocabulary import body_word, epithets, gender_of_noun, general_bodies, kin, person_word

SPEAKING = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
DEFINITE = frozenset({"the", "this", "that", "these", "those", "his", "her", "their", "its", "our", "my"})
PAIR = frozenset(
    {"couple", "pair", "duo", "two", "men", "women", "brothers", "sisters", "siblings", "twins", "newlyweds"}
)
POSSESSIVE = frozenset({"his", "her", "their", "its"})
SAME_PERSON = frozenset({"man", "woman", "boy", "girl", "gentleman", "lady", "guy"})


def resolve(
    article: Article, parse: Parse, attributions: Sequence[Attribution]
) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
    """The attributions with ``speaker`` set to the position of their source, and the sources in order of first mention.

    Attributions without a source span get ``None``.
    """
    return _Reading(parse, attributions).result()


class _Reading:
    """The state of reading one article."""

    def __init__(self, parse: Parse, attributions: Sequence[Attribution]) -> None:
        self.parse = parse
        self.attributions = attributions
        self.entities = Entities()
        self.memory = Memory()
        self.paragraphs = tuple(s.paragraph for s in parse.sentences)
        self.mentions = find_mentions(parse, Quotations(parse))
        self.entity_of: dict[int, Entity] = {}
        self.at_word: dict[int, Entity] = {}
        self.times_named: Counter[int] = Counter()
        self.honorifics: defaultdict[str, Counter[Gender]] = defaultdict(Counter)
        self.spans = sorted({a.source for a in attributions if a.source is not None})
        self.by_word = {w.start: m for m in self.mentions for w in (m.head, *m.name_words)}
        finder = SourceMentions(parse, self.by_word)
        self.at_source = {span: finder.mention(span) for span in self.spans}

    def result(self) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
        if not self.spans:
            return tuple(self.attributions), ()
        self._introduce_full_names()
        self._read_in_order()
        owners = self._owners()
        for span, entity in owners.items():
            owners[span] = self._introduced_below(entity)
        entities = list(dict.fromkeys(owners[span] for span in self.spans))
        number = {id(entity): position for position, entity in enumerate(entities)}
        said = tuple(
            replace(a, speaker=None if a.source is None else number[id(owners[a.source])]) for a in self.attributions
        )
        spans: dict[int, list[Span]] = {}
        for span in self.spans:
            spans.setdefault(id(owners[span]), []).append(span)
        return said, tuple(portrait(entity, spans[id(entity)], self.parse) for entity in entities)

    def _introduce_full_names(self) -> None:
        """Persons named in full come first, so that a headline's last name finds who is introduced below it."""
        for mention in self.mentions:
            if mention.name is not None and mention.name.given and not mention.plural:
                self.times_named[id(self._person(mention))] += 1
            elif mention.name is not None and mention.name.honorific and gender_of(mention.name):
                self.honorifics[mention.name.last][gender_of(mention.name)] += 1

    def _person(self, mention: Mention) -> Entity:
        name = mention.name
        if name is None:
            raise ValueError("a person is introduced by a name")
        for entity in self.entities.named(name):
            if entity.name is not None and name.size > entity.name.size:
                entity.name = name
            return entity
        gender = gender_of(name) or (gender_of_noun(mention.before[-1]) if mention.before else "")
        return self.entities.add(Entity("person", name, named=True, gender=gender, gender_told=bool(gender)))

    def _read_in_order(self) -> None:
        """Resolve all mentions in text order, keep them in mind and learn from what stands around them."""
        sources = {id(m) for m in self.at_source.values() if m is not None}
        known = {id(m) for m in self.mentions}
        made = {id(m): m for m in self.at_source.values() if m is not None and id(m) not in known}
        for mention in sorted([*self.mentions, *made.values()], key=lambda m: m.head.start):
            entity = self._entity(mention, id(mention) in sources)
            if entity is None:
                continue
            self.entity_of[id(mention)] = entity
            self.at_word[mention.head.start] = entity
            entity.mentions.append(mention)
            self.entities.recall(entity)
            self.memory.add(entity, mention, id(mention) in sources)
            self._learn(entity, mention)

    def _entity(self, mention: Mention, is_source: bool) -> Entity | None:
        if mention.type == "person" and not mention.plural:
            return self._by_name(mention)
        if mention.type in ("person", "body", "place"):
            return self._by_body(mention)
        if mention.type == "pronoun":
            if mention.head.text.lower() not in THIRD_PERSON:
                return None
            ahead = self._subject_ahead(mention)
            if ahead is not None:
                return ahead
            return self.memory.antecedent(mention, self.parse.sentences[mention.sentence], self.paragraphs, is_source)
        if mention.members:
            return self._pair(mention)
        return self._by_noun(mention)

    def _subject_ahead(self, pronoun: Mention) -> Entity | None:
        """The subject of the main clause that a pronoun in a clause before it means: "When she arrived, Hall said"."""
        gender = GENDERED.get(pronoun.head.text.lower())
        if gender is None or pronoun.quoted:
            return None
        sentence = self.parse.sentences[pronoun.sentence]
        line = [pronoun.head, *sentence.ancestors(pronoun.head)]
        aside = next((i for i, w in enumerate(line) if w.base_relation in ("advcl", "obl")), len(line))
        above = {w.index for w in line[aside + 1 :]}
        own = pronoun.head.head
        for word in sentence.words[pronoun.head.index + 1 :]:
            mention = self.by_word.get(word.start)
            if mention is None or mention.type != "person" or mention.plural or word.base_relation != "nsubj":
                continue
            if word.head in above and word.head != own and not mention.quoted:
                entity = self._by_name(mention)
                return entity if entity.gender in ("", gender) else None
        return None

    def _by_name(self, mention: Mention) -> Entity:
        """The person of a name; a last name alone means who was named last, a first name alone who bears it."""
        name = mention.name
        if name is not None and not name.given:
            found = [e for e in self.entities.named(name) if mention.before or self._of_usual_gender(e, name)]
            before = [e for e in found if e.mentions]
            if found:
                return self._principal(before or found[::-1], mention)
            called = self.entities.called(name.last) or self.entities.misspelt(name.last)
            if called and not name.honorific:
                return max(called, key=lambda e: e.mentions[-1].head.start if e.mentions else -1)
        return self._person(mention)

    def _principal(self, found: Sequence[Entity], mention: Mention) -> Entity:
        """Of persons with one last name the one of the mention's title, else the most named."""
        if len(found) == 1:
            return found[0]
        nouns = nouns_of(mention.before)
        titled = [e for e in found if nouns & e.nouns]
        return max(
            titled or found, key=lambda e: len(e.mentions) + 0.5 * self.times_named[id(e)] - 4.0 * bool(e.nouns & kin())
        )

    def _of_usual_gender(self, entity: Entity, name: Name) -> bool:
        """Whether a bare "Bell" may mean a person: not a woman where the article has "Mr. Bell" throughout."""
        usual = self.honorifics.get(name.last)
        if name.honorific or not usual or not entity.gender or usual.total() < 2:
            return True
        return usual[entity.gender] > 0

    def _by_body(self, mention: Mention) -> Entity:
        """The body or place of a name: the same name, its acronym, or its last word."""
        called = self.entities.called(body_key(mention.name_words))
        if called and len(mention.name_words) == 1 and called[0].mentions:
            return called[0]
        found = self.entities.body(body_key(mention.name_words))
        if found is None:
            found = self.entities.add(Entity("group", named=True, plural=mention.plural))
            self.entities.describe(found, nouns_of(mention.name_words))
            match = body_word(mention.name_words, len(mention.name_words) - 1)
            found.capacity = match.value if match else ""
            found.is_place = mention.type == "place"
        self.entities.index_body(found, body_keys(mention.name_words))
        self._acronym(found, mention)
        return found

    def _acronym(self, entity: Entity, mention: Mention) -> None:
        """An acronym in brackets right after a body's name is its name too."""
        words = self.parse.sentences[mention.sentence].words
        at = mention.name_words[-1].index + 1
        if at + 2 < len(words) and words[at].text == "(" and words[at + 2].text == ")" and words[at + 1].text.isupper():
            self.entities.index_body(entity, {words[at + 1].text.lower().replace(".", "")})

    def _pair(self, mention: Mention) -> Entity:
        members = tuple(
            e for m in mention.members if (e := self.entity_of.get(id(m)) or self._entity(m, True)) is not None
        )
        for entity in self.entities.all[-40:]:
            if entity.members and {id(m) for m in entity.members} == {id(m) for m in members}:
                return entity
        kind = members[0].kind if members else "group"
        return self.entities.add(Entity(kind, named=True, plural=True, members=members))

    def _by_noun(self, mention: Mention) -> Entity:
        """Who a description takes up: somebody so described, a body of that kind, the man or woman just named."""
        first = mention.words[0].text.lower()
        definite = first in DEFINITE and not mention.quoted
        label = label_of(mention.words, self.parse.text).lower()
        for entity in self.entities.described(noun_keys(mention.words)):
            if not entity.mentions or entity.plural != mention.plural or entity.members:
                continue
            if kind_of(mention) != entity.kind and entity.named:
                continue
            if (label == entity.label.lower() and first not in POSSESSIVE) or (
                definite and self._takes_up(entity, mention)
            ):
                if entity.kind == "document" and definite:
                    entity.named = True
                is_body = entity.kind == "group" and not entity.named and definite and not mention.plural
                return (self._by_kind(mention) if is_body else None) or entity
        if definite and not mention.plural and first in ("the", "this", "that") and self._is_epithet(mention):
            spoken_of = self.memory.antecedent(mention, self.parse.sentences[mention.sentence], self.paragraphs, True)
            if spoken_of is not None:
                return spoken_of
        if definite and not mention.plural and first in ("the", "this", "that"):
            of_kind = self._by_kind(mention)
            if of_kind is not None:
                return of_kind
        if first == "the" and (mention.plural or mention.head.text.lower() in PAIR):
            for entity in self.entities.all[:-40:-1]:
                if entity.members and entity.mentions and self._may_be_both(entity, mention):
                    return entity
        entity = self.entities.add(entity_of_noun(mention, self.parse))
        if mention.words[0].xpos == "PRP$":
            entity.possessor = self.at_word.get(mention.words[0].start)
        return entity

    def _may_be_both(self, pair: Entity, mention: Mention) -> bool:
        """Whether "the senators" or "the couple" may mean a pair named before."""
        if mention.head.text.lower() in PAIR:
            return all(m.kind == "person" for m in pair.members)
        keys = set(noun_keys(mention.words))
        return all(keys & m.nouns for m in pair.members)

    def _takes_up(self, entity: Entity, mention: Mention) -> bool:
        """Whether a definite phrase may mean an entity: possessors and names in it must be the entity's own."""
        modifiers = [w for w in mention.words[:-1] if w.xpos in ("NNP", "NNPS")]
        own = {w.text.lower() for m in entity.mentions[:6] for w in m.words} | entity.nouns | entity.told_with
        if mention.words[0].xpos == "PRP$":
            whose = self.at_word.get(mention.words[0].start)
            if whose is None or whose is entity:
                return False
            return entity.possessor is whose or bool(whose.name and whose.name.last in own)
        return all(w.text.lower() in own for w in modifiers)

    def _is_epithet(self, mention: Mention) -> bool:
        """Whether a phrase may take up the person spoken of without having introduced that person: "the Republican"."""
        match = person_word(mention.words, len(mention.words) - 1)
        if re.fullmatch(r"\d+-year-old", joined(mention.words[1:])):
            return True
        return match is not None and (match.phrase in epithets() or joined(mention.words[1:]) in epithets())

    def _by_kind(self, mention: Mention) -> Entity | None:
        """The body named last of the kind that "the company" tells, or the person whom "the man" means."""
        if mention.head.text.lower() in SAME_PERSON and len(mention.words) == 2:
            gender = gender_of_noun(mention.head)
            return self.memory.latest(lambda e: e.kind == "person" and e.gender == gender and not e.members)
        if len(mention.words) != 2 or mention.head.lemma.lower() not in general_bodies():
            return None
        match = body_word(mention.words, len(mention.words) - 1)
        kind = match.value if match is not None else ""
        exact = self.memory.latest(lambda e: is_named_body(e) and (not kind or e.capacity == kind))
        if exact is not None or mention.head.lemma.lower() not in ("company", "firm", "group", "organization"):
            return exact
        return self.memory.latest(lambda e: is_named_body(e) and not e.capacity and e.mentions[-1].subject)

    def _learn(self, entity: Entity, mention: Mention) -> None:
        """Keep what a mention's surroundings tell of its entity: descriptions, nouns to take it up, gender."""
        if mention.type == "pronoun":
            gender = GENDERED.get(mention.head.text.lower())
            if gender and not entity.gender and entity.kind == "person":
                entity.gender = gender
        if mention.name is not None and mention.name.honorific and gender_of(mention.name):
            entity.gender, entity.gender_told = gender_of(mention.name), True
        if mention.type == "noun" and not mention.members:
            self.entities.describe(entity, nouns_of(mention.words))
            entity.gender = entity.gender or (gender_of_noun(mention.head) if entity.kind == "person" else "")
        sentence = self.parse.sentences[mention.sentence]
        for span in descriptions(sentence, mention):
            if span in entity.descriptions:
                continue
            entity.descriptions.append(span)
            entity.told_with.update(
                w.text.lower() for w in sentence.words if w.xpos == "NNP" and span.start <= w.start < span.end
            )
            words = tuple(w for w in sentence.words if w.start >= span.start and w.end <= span.end)
            phrase = leading_phrase(words) if words and not words[0].xpos.startswith(("W", "IN", "CD")) else None
            if phrase is not None and person_or_body(phrase.words):
                self.entities.describe(entity, nouns_of(phrase.words))
                if entity.kind == "person" and not entity.gender:
                    entity.gender = gender_of_noun(phrase.head)

    def _introduced_below(self, entity: Entity) -> Entity:
        """The person named below whom a headline only describes ("Retired General Says …"), else the entity itself."""
        if entity.named or entity.kind != "person" or entity.plural or len(entity.mentions) != 1:
            return entity
        mention = entity.mentions[0]
        possessed = any(w.xpos in ("PRP$", "POS") for w in mention.words)
        if possessed:
            whose = (
                entity.possessor.name.last if entity.possessor is not None and entity.possessor.name is not None else ""
            )
            names = {w.text.lower() for w in mention.words if w.xpos == "NNP"} or {whose}
            told = (e for e in self.entities.described(noun_keys(mention.words)) if e.named and names & e.told_with)
            return next(told, entity)
        if self.paragraphs[mention.sentence] > 1 or (
            mention.words[0].xpos == "DT" and mention.words[0].text.lower() != "the"
        ):
            return entity
        below = (
            e
            for e in self.entities.described(noun_keys(mention.words))
            if e.named and e.kind == "person" and e.mentions
        )
        return min(below, key=lambda e: e.mentions[0].head.start, default=entity)

    def _owners(self) -> dict[Span, Entity]:
        """The entity of each source span; inside a quotation "I" is its speaker."""
        owners: dict[Span, Entity] = {}
        strangers: dict[str, Entity] = {}
        speaking: list[Span] = []
        for span in self.spans:
            mention = self.at_source[span]
            entity = None if mention is None else self.entity_of.get(id(mention))
            if mention is None or entity is None:
                words = span.of(self.parse.text).lower()
                if words in SPEAKING:
                    speaking.append(span)
                entity = strangers.setdefault(
                    words, Entity("group" if words in ("we", "they", "us") else "person", label=UNKNOWN)
                )
            owners[span] = entity
        contents = sorted((c, a.source) for a in self.attributions if a.source is not None for c in a.content)
        starts = [c.start for c, _ in contents]
        for span in speaking:
            around = [
                source
                for content, source in contents[
                    max(0, bisect_right(starts, span.start) - 8) : bisect_right(starts, span.start)
                ]
                if content.contains(span) and source != span and source not in speaking
            ]
            if around:
                owners[span] = owners[around[-1]]
        return owners


def is_named_body(entity: Entity) -> bool:
    """Whether an entity is one body with a proper name, that "the company" may mean."""
    return entity.kind == "group" and entity.named and not entity.label and not entity.plural and not entity.is_place


def person_or_body(words: tuple[Word, ...]) -> bool:
    """Whether a phrase's head is in the lists of persons or bodies."""
    return person_word(words, len(words) - 1) is not None or body_word(words, len(words) - 1) is not None
