"""A pronoun or description in, whom it most likely means out: options from memory, weighed by the ranker."""

import functools
import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from quotes.document import Sentence
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import (
    body_word,
    gender_of_noun,
    may_be_one_body,
    not_meant_by,
    person_word,
    pronoun_gender,
    tell_one_sort,
)
from quotes.model import SourceKind, Span
from quotes.read.heading import author_of
from quotes.sources.entities import Entity, is_named_body, noun_keys
from quotes.sources.mention_vectors import MentionVectors
from quotes.sources.mentions.mention import Mention
from quotes.sources.passes.ages import age_agreement, may_be_of_age
from quotes.sources.passes.memory import Heard
from quotes.sources.passes.pairs import Pairs
from quotes.sources.passes.resolution import Resolution
from quotes.sources.portrait import entity_of_noun, source_kind
from quotes.sources.ranking import Decide, Option, Question

REACH = 9
"""Sentences that a pronoun looks back."""
CALLED_THEY = LISTS.people.called_they
LINE = 90
"""Characters of the longest paragraph that may be a byline or caption."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Whom a mention means, and how likely that is."""

    entity: Entity
    chance: float


class Ranked:
    """Decides for the pronouns and descriptions of one article; ``contents`` are the statements of a source mention."""

    def __init__(
        self, resolution: Resolution, pairs: Pairs, decide: Decide, contents: Mapping[int, Sequence[Span]]
    ) -> None:
        self._resolution = resolution
        self._pairs = pairs
        self._decide = decide
        self._contents = contents
        self._times = Counter(m.head.text.lower() for m in resolution.mentions if m.type != "pronoun")
        self._most: dict[int, tuple[int, int]] = {}
        text, paragraphs = resolution.document.text, resolution.document.paragraphs
        self._bylines = {number for number, p in enumerate(paragraphs) if len(p) < LINE and author_of(p.of(text))}
        self._lines = {number for number, p in enumerate(paragraphs) if len(p) < LINE} - {
            s.paragraph for s in resolution.document.sentences if any(w.is_finite for w in s.words)
        }

    def pronoun(self, mention: Mention, is_source: bool) -> Choice | None:
        """Whom a pronoun of the third person means, ``None`` where nobody fits."""
        text = mention.head.text.lower()
        kind = "they" if text in LISTS.grammar.plural else "one" if pronoun_gender(text) else "it"
        sentence = self._resolution.document.sentences[mention.sentence]
        heard = [
            h
            for h in self._heard()
            if mention.sentence - h.mention.sentence <= REACH
            and fits(text, h.entity)
            and not _bound(sentence, mention, h.mention)
        ]
        heard = [h for h in heard if not any(m.quoted and titled(m) for m in self._inside(mention, h.entity))]
        called_they = self._called_they(heard) if kind == "they" else None
        if called_they is not None:
            return Choice(called_they, 1.0)
        options = self._options(mention, heard, kind, is_source)
        two = self._pairs.two(mention) if kind == "they" and is_source else None
        if two is not None and not any(set(map(id, o.known.members)) == set(map(id, two)) for o in options if o.known):
            made = functools.partial(self._pairs.joined, two)
            options.append(Option(dict.fromkeys(("they pair", f"they pair of {len(options)}"), 1.0), made, members=two))
        return self._choice(mention, options)

    def _called_they(self, heard: Sequence[Heard]) -> Entity | None:
        """The one person whom the article tells to be called "they", if no plural has been a subject since."""
        for one in reversed(heard):
            if one.entity.plural and one.mention.subject and one.mention.type != "pronoun":
                return None
            told = (span.of(self._resolution.document.text).lower() for span in one.entity.descriptions)
            if one.entity.kind == "person" and any(word in words for words in told for word in CALLED_THEY):
                return one.entity
        return None

    def description(self, mention: Mention, is_source: bool, may_be_new: bool = True) -> Choice:
        """Whom a definite phrase means: somebody spoken of, or somebody new, which not every phrase may be."""
        own_kind = self._kind(mention)
        kind = "several" if mention.plural else own_kind
        heard = [h for h in self._heard() if self._may_be(h.entity, mention, own_kind)]
        known = {id(h.entity) for h in heard}
        told = [
            Heard(e, e.last, False)
            for e in self._resolution.entities.described(noun_keys(mention.words))
            if id(e) not in known and e.mentions and self._may_be(e, mention, own_kind)
        ]
        options = self._options(mention, [*reversed(told), *heard], kind, is_source)
        agreeing = sum(o.features.get("noun told", 0.0) > 0 for o in options)
        new = {f"new {kind}": 1.0, f"new, told of {min(2, agreeing)}": 1.0, f"new, of {min(3, len(options))}": 1.0}
        new |= dict.fromkeys((f"new {name}" for name in self._of_noun(mention)), 1.0)
        if may_be_new or not options:
            options.append(Option(new, functools.partial(self._made, mention)))
        choice = self._choice(mention, options)
        if choice is None:
            raise AssertionError("somebody new is always an option")
        return choice

    def _heard(self) -> Iterator[Heard]:
        """Who was spoken of so far, but for who wrote the article."""
        paragraphs = self._resolution.paragraphs
        return (h for h in self._resolution.memory.heard() if paragraphs[h.mention.sentence] not in self._bylines)

    def _kind(self, mention: Mention) -> SourceKind:
        """What a description tells somebody to be; "the Italian" is a person."""
        return "person" if mention.type in ("body", "place") else source_kind(mention)

    def _made(self, mention: Mention) -> Entity:
        return self._resolution.entities.add(entity_of_noun(mention, self._resolution.document))

    def _choice(self, mention: Mention, options: Sequence[Option]) -> Choice | None:
        if not options:
            return None
        best, chance = self._decide(question(self._resolution.vectors, mention, options))
        return Choice(options[best].entity(), chance)

    def _may_be(self, entity: Entity, mention: Mention, kind: SourceKind) -> bool:
        """Whether number, gender and the ``kind`` that it tells let a description mean somebody."""
        if entity.members:
            return mention.plural and kind != "document"
        if entity.plural != mention.plural:
            return False
        if entity.kind != kind and not (_is_such_body(entity, mention) or (kind == "group" and may_be_body(entity))):
            return False
        if kind == "group" and not may_be_one_body(noun_keys(mention.words), entity.nouns, entity.capacity):
            return False
        gender = gender_of_noun(mention.head) if entity.kind == "person" else ""
        agrees = not gender or entity.gender in ("", gender)
        return agrees and may_be_of_age(mention, entity, self._resolution.document)

    def _options(self, mention: Mention, heard: Sequence[Heard], kind: str, is_source: bool) -> list[Option]:
        """An option for each entity of ``heard``, which is in text order, with the features of it."""
        latest: dict[int, list[Heard]] = {}
        for one in heard:
            latest.setdefault(id(one.entity), []).append(one)
        ranked = sorted(latest.values(), key=lambda several: several[-1].mention.head.start, reverse=True)
        spoke = [id(h.entity) for h in reversed(list(self._resolution.memory.heard())) if h.is_source]
        speakers = {entity: place for place, entity in enumerate(dict.fromkeys(spoke))}
        most = max((len(several[-1].entity.mentions) for several in ranked), default=0)
        nouns = self._of_noun(mention) if mention.type == "noun" else []
        prefixes = ("", f"{kind} ", *([f"source {kind} "] if is_source else []))
        options = []
        for place, several in enumerate(ranked):
            entity = several[-1].entity
            shared = self._shared(mention, several, place, is_source)
            speaker = f"speaker {min(3, speakers.get(id(entity), 3))}"
            apart = mention.sentence - several[-1].mention.sentence
            shared |= {
                speaker: 1.0,
                f"{speaker} sentences {min(apart, 3)}": 1.0,
                f"{speaker} place {min(place, 2)}": 1.0,
            }
            shared[f"most named {len(entity.mentions) == most}"] = 1.0
            own = self._agreement(mention, entity, nouns) if mention.type == "noun" else self._gender(mention, entity)
            options.append(Option(shared | own, functools.partial(same, entity), entity, prefixes=prefixes))
        return options

    def _shared(self, mention: Mention, several: Sequence[Heard], place: int, is_source: bool) -> dict[str, float]:
        """What distance, grammar, quotations and vectors tell, whatever the kind of mention."""
        last, entity = several[-1].mention, several[-1].entity
        paragraphs = self._resolution.paragraphs
        apart = mention.sentence - last.sentence
        before = self._words_before(mention)
        names = [
            f"sentences {min(apart, 6)}",
            f"paragraphs {min(3, paragraphs[mention.sentence] - paragraphs[last.sentence])}",
            f"place {min(place, 4)}",
            f"place {min(place, 2)} sentences {min(apart, 2)}",
            f"{last.type} subject {last.subject}",
            f"subject {last.subject} place {min(place, 2)}",
            f"parallel {mention.subject and last.subject} {min(apart, 2)}",
            f"quoted {last.quoted} {mention.quoted}",
            f"source {several[-1].is_source} {min(apart, 3)}",
            f"spoke {any(h.is_source for h in several)} now {is_source}",
            f"relation {last.head.base_relation if not last.subject else 'subject'}",
            f"named {entity.named} place {entity.is_place}",
            f"in lead {entity.mentions[0].sentence <= 1}",
            f"line {paragraphs[last.sentence] in self._lines}",
            f"opens paragraph {self._opens(mention)} sentences {min(apart, 2)}",
            f"tag {last.head.entity or last.head.xpos}",
            f"main subject {self._is_main(last)} sentences {min(apart, 3)}",
            f"main subject {self._is_main(last)} words before {before} place {min(place, 2)}",
            f"source {several[-1].is_source} words before {before} sentences {min(apart, 2)}",
        ]
        if any(h.mention.subject and mention.sentence - h.mention.sentence == 1 for h in several):
            names.append("subject of sentence before")
        if last.name is not None and last.name.given:
            names.append(f"in full {min(apart, 2)}")
        if last.head.xpos == "PRP$" or last.head.relation == "nmod:poss":
            names.append("possessor")
        names.append(f"governs {self._governs(last, mention)}")
        within = self._within(mention, entity)
        if within:
            names.append(within)
        found = dict.fromkeys(names, 1.0)
        found["times"] = math.log1p(len(entity.mentions))
        found["times in all"] = math.log1p(self._times_in_all(entity))
        return found

    def _times_in_all(self, entity: Entity) -> int:
        """How often the word that names somebody most often stands in the article; each mention is looked at once."""
        seen, most = self._most.get(id(entity), (0, 0))
        new = (self._times[m.head.text.lower()] for m in entity.mentions[seen:])
        most = max(most, max(new, default=0))
        self._most[id(entity)] = (len(entity.mentions), most)
        return most

    def _opens(self, mention: Mention) -> bool:
        sentence = self._resolution.document.sentences[mention.sentence]
        return self._resolution.document.paragraphs[sentence.paragraph].start == sentence.start

    def _is_main(self, mention: Mention) -> bool:
        """Whether a mention is the subject of its sentence's main clause."""
        sentence = self._resolution.document.sentences[mention.sentence]
        return mention.subject and sentence.head(mention.head) in (None, sentence.root)

    def _governs(self, first: Mention, mention: Mention) -> bool:
        """Whether one is the subject of a clause that the other stands in a clause of: "Bell left after she won"."""
        if first.sentence != mention.sentence or not first.subject:
            return False
        sentence = self._resolution.document.sentences[mention.sentence]
        clause = sentence.head(first.head)
        return clause is not None and any(w.index == clause.index for w in sentence.ancestors(mention.head))

    def _words_before(self, mention: Mention) -> bool:
        """Whether what a source says stands before it: “We won,” he said."""
        return any(s.start < mention.span.start for s in self._contents.get(id(mention), ()))

    def _within(self, mention: Mention, entity: Entity) -> str:
        """How the statement of a mention speaks of somebody, which nobody does of himself by name and title."""
        inside = self._inside(mention, entity)
        if not inside:
            return ""
        names = any(m.name is not None for m in inside)
        return f"in own words titled {any(map(titled, inside))} named {names}"

    def _inside(self, mention: Mention, entity: Entity) -> list[Mention]:
        """The latest mentions of somebody in the statement of a mention."""
        spans = self._contents.get(id(mention), ())
        return [m for m in entity.mentions[-6:] if any(s.contains(m.span) for s in spans)]

    def _gender(self, mention: Mention, entity: Entity) -> dict[str, float]:
        text = mention.head.text.lower()
        names = [
            f"gender {bool(entity.gender)} told {entity.gender_told}",
            f"body {may_be_body(entity)}",
            f"kind {entity.kind} plural {entity.plural}",
        ]
        roles = {role for noun in entity.nouns for role in roles_of(noun)}
        names += [f"told to be {role}" for role in sorted(roles)] or ["told to be nothing"]
        if text in LISTS.grammar.plural:
            names.append(f"several {bool(entity.members)} one {entity.kind == 'person' and not entity.plural}")
        return dict.fromkeys(names, 1.0)

    def _of_noun(self, mention: Mention) -> list[str]:
        """What the words of a description tell by themselves."""
        end = len(mention.words) - 1
        person, body = person_word(mention.words, end), body_word(mention.words, end)
        words = self._resolution.document.sentences[mention.sentence].words
        behind = words[mention.head.index + 1 : mention.head.index + 2]
        after = behind[0].text.lower() if behind else ""
        goes_on = after in LISTS.grammar.genitive | LISTS.grammar.of_a_body | LISTS.grammar.personal_relative
        epithet = person is not None and not LISTS.people.epithet.isdisjoint(
            {person.phrase, mention.head.lemma.lower()}
        )
        return [
            f"first {'the' if mention.words[0].text.lower() in LISTS.grammar.definite_article else 'other'}",
            f"person {person.value if person else 'none'}",
            f"body {body.value if body else 'none'}",
            f"words {min(4, len(mention.words))}",
            f"goes on {goes_on}",
            f"epithet {epithet}",
            f"general {mention.head.lemma.lower() in LISTS.bodies.general}",
            f"man or woman {mention.head.text.lower() in LISTS.people.man_or_woman}",
            f"quoted {mention.quoted}",
        ]

    def _agreement(self, mention: Mention, entity: Entity, nouns: Sequence[str]) -> dict[str, float]:
        """How a description fits what is told of somebody; ``nouns`` is what its words tell by themselves."""
        end = len(mention.words) - 1
        person, body = person_word(mention.words, end), body_word(mention.words, end)
        keys = noun_keys(mention.words)
        general = {p for key in keys for p in LISTS.people.same.get(key, frozenset())}
        of_a_kind = general & entity.nouns or _is_such_body(entity, mention)
        told = "same" if set(keys) & (entity.nouns | entity.shown) else "kind" if of_a_kind else "no"
        role = role_agreement(person.value if person is not None else body.value if body is not None else "", entity)
        proper = {w.text.lower() for w in mention.words[:-1] if w.is_proper_noun}
        own = {w.text.lower() for m in entity.mentions[:6] for w in m.words} | entity.told_with
        modified = "none" if not proper else "own" if proper <= own else "other"
        alone = "alone" if len(mention.words) == 2 else "modified"
        names = [
            f"told {told}",
            f"told {told} role {role}",
            f"told {told} named {entity.named}",
            f"modifiers {modified}",
            f"kind differs {entity.kind != self._kind(mention)}",
            f"told {told} role {role} titled {any(m.before for m in entity.mentions[:6])}",
            f"told {told} described {bool(entity.descriptions)}",
            f"age {age_agreement(mention, entity, self._resolution.document)}",
            f"another kind of body {not entity.nouns.isdisjoint(not_meant_by(mention.head.lemma.lower()))}",
            f"general {mention.head.lemma.lower() in LISTS.bodies.general} place {entity.is_place} role {role}",
            f"told {told} modifiers {modified} {alone}",
            *(f"told {told} {name}" for name in nouns),
            *(f"role {role} {name}" for name in nouns),
        ]
        return dict.fromkeys(names, 1.0) | ({"noun told": 1.0} if told == "same" else {})


def question(vectors: MentionVectors, mention: Mention, options: Sequence[Option]) -> Question:
    """A mention and its options with the vectors of both."""
    return Question(mention, options, vectors.of(mention), [vectors.seen(o.entities) for o in options])


@functools.cache
def roles_of(noun: str) -> frozenset[str]:
    """The roles in whose lists of persons a noun stands."""
    return frozenset(role for role, listed in LISTS.people.roles.items() if noun in listed)


def role_agreement(role: str, entity: Entity) -> str:
    """Whether a role is one in which somebody may speak by the nouns and the kind of body that are told of them."""
    told = {one for noun in entity.nouns for one in roles_of(noun)} | ({entity.capacity} - {""})
    return "untold" if not told else "agrees" if role in told else "differs"


def may_be_body(entity: Entity) -> bool:
    """Whether what is taken for a person may be a body: nothing of its name or of what is told of it is a person's."""
    name = entity.name
    if name is None or entity.gender or entity.nouns or name.honorific or entity.members:
        return False
    return not LISTS.names.is_given(name.given) and not any(m.before for m in entity.mentions)


def _is_such_body(entity: Entity, mention: Mention) -> bool:
    """Whether a noun for a person or a body fits the name of a body: "the publisher" for Halden Press."""
    noun = person_word(mention.words, len(mention.words) - 1)  # "newspaper", "retailer"
    role = noun.value if noun is not None and noun.value == entity.capacity else ""
    return is_named_body(entity) and tell_one_sort(noun_keys(mention.words), entity.nouns, role)


def titled(mention: Mention) -> bool:
    """Whether a mention names somebody with a title: "Coach Bell", "Mr. Bell"."""
    return bool(mention.before) or (mention.name is not None and bool(mention.name.honorific))


def same(entity: Entity) -> Entity:
    """Somebody spoken of already."""
    return entity


def fits(pronoun: str, entity: Entity) -> bool:
    """Whether number, kind and gender of an entity let a pronoun stand for it; "they" may be one person."""
    if pronoun in LISTS.grammar.plural:
        return entity.kind != "document" or entity.plural
    if pronoun_gender(pronoun):
        if (
            entity.kind != "person"
            or entity.plural
            or entity.members
            or entity.label.lower() in LISTS.grammar.quantifiers
        ):
            return False
        return entity.gender in ("", pronoun_gender(pronoun))
    if pronoun in LISTS.grammar.neuter:
        return (entity.kind != "person" or may_be_body(entity)) and not entity.plural
    return entity.kind == "person" and entity.named and not entity.plural and not entity.members


def _bound(sentence: Sentence, pronoun: Mention, mention: Mention) -> bool:
    """Whether both hang on one verb, so that the pronoun cannot stand for the other: "she told her"."""
    if (
        pronoun.sentence != mention.sentence
        or pronoun.head.xpos == "PRP$"
        or pronoun.head.text.endswith(tuple(LISTS.grammar.reflexive))
    ):
        return False
    return sentence.head(pronoun.head) is sentence.head(mention.head)
