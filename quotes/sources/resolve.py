"""Attributions of a parsed article in, the same with their speaker, and the article's sources out.

All mentions of the article are read in text order, not those of sources alone, since a name often stands in full where
its bearer says nothing. Names are told apart by their parts, descriptions by their nouns, pronouns by ``pronouns``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from quotes.document import Document, Sentence, Word
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, family_tie, gender_of_noun, person_word, pronoun_gender
from quotes.model import Article, Attribution, Source, Span
from quotes.parse.names_in_capitals import settle_loud_names
from quotes.sources.describe import descriptions
from quotes.sources.entities import Entity, body_key, is_named_body, nouns_of, speaks_for
from quotes.sources.membership import memberships
from quotes.sources.mentions.find import find_mentions
from quotes.sources.mentions.mention import Mention
from quotes.sources.mentions.names import gender_of
from quotes.sources.mentions.noun_phrases import leading_phrase
from quotes.sources.mentions.signatures import Signatures
from quotes.sources.mentions.source_mentions import SourceMentions
from quotes.sources.passes.bodies import Bodies
from quotes.sources.passes.descriptions import TakingUp
from quotes.sources.passes.families import Families
from quotes.sources.passes.interviews import Interviews
from quotes.sources.passes.named_below import NamedBelow
from quotes.sources.passes.pairs import Pairs
from quotes.sources.passes.persons import Persons
from quotes.sources.passes.resolution import Resolution
from quotes.sources.portrait import UNKNOWN, portrait

SOON = 3
"""Sentences that a pronoun in front of its name looks ahead."""
CALLED = re.compile(
    r"(?:go(?:es)? by|known(?: [a-z ]{1,30})? as|nicknamed|dubbed|call(?:ed|s (?:him|her)self)|answers to)"
    r"(?: the name)? [“\"‘'](\w+)"
)
GIVES_NAME = re.compile(
    r"(?:\b(?:gave|gives|giving) (?:his|her|their|only his|only her) (?:first |last |full |only )?name (?:only )?as|"
    r"\b(?:identified|identifies|introduced|introduces) (?:him|her)self (?:only )?as|"
    r"\b(?:his|her) (?:first |full )?name (?:is|was))\s$"
)
"""What stands before a name with which somebody just described or meant by a pronoun names himself."""


def resolve(
    article: Article, document: Document, attributions: Sequence[Attribution]
) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
    """The attributions with ``speaker`` set to the position of their source, and the sources in order of first mention.

    Attributions without a source span get ``None``.
    """
    if not any(a.source for a in attributions):
        return tuple(attributions), ()
    return _Resolver(settle_loud_names(document), attributions).result()


class _Resolver:
    """Reads one article from its first mention to its last."""

    def __init__(self, document: Document, attributions: Sequence[Attribution]) -> None:
        self.attributions = attributions
        mentions = find_mentions(document)
        by_word = {w.start: m for m in mentions for w in (m.head, *m.name_words)}
        self.resolution = Resolution(document, mentions, by_word, tuple(s.paragraph for s in document.sentences))
        self.persons = Persons(self.resolution)
        self.bodies = Bodies(self.resolution, self.persons)
        self.taking_up = TakingUp(self.resolution)
        self.pairs = Pairs(self.resolution)
        self.families = Families(self.resolution)
        self.named_below = NamedBelow(self.resolution)
        self.entity_of: dict[int, Entity] = {}
        self.handles: dict[Span, Entity] = {}
        self.spans = sorted({a.source for a in attributions if a.source is not None})
        finder = SourceMentions(document, by_word)
        self.at_source = {span: finder.mention(span) for span in self.spans}
        self.signatures = Signatures(document)
        self.interviews = Interviews(document, mentions)

    def result(self) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
        self._read_in_order()
        owners = self._owners()
        for span, entity in owners.items():
            owners[span] = self.named_below.entity(entity)
        entities = list(dict.fromkeys(owners[span] for span in self.spans))
        number = {id(entity): position for position, entity in enumerate(entities)}
        said = tuple(
            replace(a, source_index=None if a.source is None else number[id(owners[a.source])])
            for a in self.attributions
        )
        spans: dict[int, list[Span]] = {}
        for span in self.spans:
            spans.setdefault(id(owners[span]), []).append(span)
        portraits = (portrait(entity, spans[id(entity)], self.resolution.document) for entity in entities)
        member_of = memberships(entities, self.resolution.document)
        return said, tuple(replace(p, member_of=member_of.get(i, ())) for i, p in enumerate(portraits))

    def _read_in_order(self) -> None:
        """Resolve all mentions in text order, keep them in mind and learn from what stands around them."""
        sources = {id(m) for m in self.at_source.values() if m is not None}
        known = {id(m) for m in self.resolution.mentions}
        made = {id(m): m for m in self.at_source.values() if m is not None and id(m) not in known}
        for mention in sorted([*self.resolution.mentions, *made.values()], key=lambda m: m.head.start):
            entity = self._self_named(mention) or self._entity(mention, id(mention) in sources)
            if entity is None:
                continue
            self.entity_of[id(mention)] = entity
            self.resolution.at_word[mention.head.start] = entity
            entity.mentions.append(mention)
            self.resolution.entities.recall(entity)
            self.resolution.memory.add(entity, mention, id(mention) in sources)
            self._learn(entity, mention)

    def _entity(self, mention: Mention, is_source: bool) -> Entity | None:
        if mention.type == "person" and not mention.plural:
            return self.families.of_one_name(mention) or self.persons.named(mention)
        family = self.families.together(mention) if mention.type in ("person", "body", "place") else ()
        if family:
            return self._together(family)
        if is_source and mention.type in ("body", "place") and self.taking_up.is_demonym(mention):
            return self.taking_up.described(mention)
        if mention.type in ("person", "body", "place"):
            return self.bodies.named(mention)
        if mention.type == "pronoun":
            if mention.head.text.lower() not in LISTS.grammar.third_person:
                return None
            ahead = self._subject_ahead(mention)
            if ahead is not None:
                return ahead
            sentence = self.resolution.document.sentences[mention.sentence]
            meant = self.resolution.memory.antecedent(mention, sentence, self.resolution.paragraphs, is_source)
            return meant or (self.pairs.meant(mention) if is_source else None)
        if mention.members:
            return self._pair(mention)
        pair = self.pairs.meant(mention) if is_source else None
        return pair or self.families.meant(mention) or self.taking_up.described(mention)

    def _self_named(self, mention: Mention) -> Entity | None:
        """Who gives a name as the own: "a man in a yellow coat … He gave his name as Pete Lowry"."""
        if mention.type != "person" or mention.name is None or mention.quoted:
            return None
        begin = self.resolution.document.sentences[mention.sentence].start
        if not GIVES_NAME.search(self.resolution.document.text, begin, mention.span.start):
            return None
        before = [w for w in self.resolution.document.sentences[mention.sentence].words if w.end <= mention.span.start]
        stranger = next((e for w in reversed(before) if (e := self.resolution.at_word.get(w.start)) is not None), None)
        if stranger is None or stranger.kind != "person" or stranger.named or stranger.plural:
            return None
        known = self.persons.introduced(mention)
        if known.mentions or {stranger.gender, known.gender} == {"female", "male"}:
            return None
        self.resolution.entities.forget(known)
        stranger.named = True
        self.resolution.entities.rename(stranger, mention.name)
        return stranger

    def _subject_ahead(self, pronoun: Mention) -> Entity | None:
        """The subject of the main clause that a pronoun in a clause before it means: "When she arrived, Hall said"."""
        gender = pronoun_gender(pronoun.head.text)
        if not gender or pronoun.quoted:
            return None
        sentence = self.resolution.document.sentences[pronoun.sentence]
        line = [pronoun.head, *sentence.ancestors(pronoun.head)]
        aside = next((i for i, w in enumerate(line) if w.base_relation in ("advcl", "obl")), len(line))
        above = {w.index for w in line[aside + 1 :]}
        own = pronoun.head.head
        for word in sentence.words[pronoun.head.index + 1 :]:
            mention = self.resolution.by_word.get(word.start)
            if mention is None or mention.type != "person" or mention.plural or word.base_relation != "nsubj":
                continue
            if word.head in above and word.head != own and not mention.quoted:
                entity = self.persons.named(mention)
                return entity if entity.gender in ("", gender) else None
        return None

    def _pair(self, mention: Mention) -> Entity:
        members = tuple(
            e for m in mention.members if (e := self.entity_of.get(id(m)) or self._entity(m, True)) is not None
        )
        body = self.resolution.entities.body(body_key(mention.words))
        if body is not None and mention.members[0].type != "person":
            return body
        return self._together(members)

    def _together(self, members: tuple[Entity, ...]) -> Entity:
        """Several as one source, the same each time."""
        for entity in self.resolution.entities.all[-40:]:
            if entity.members and {id(m) for m in entity.members} == {id(m) for m in members}:
                return entity
        kind = members[0].kind if members else "group"
        return self.resolution.entities.add(Entity(kind, named=True, plural=True, members=members))

    def _learn(self, entity: Entity, mention: Mention) -> None:
        """Keep what a mention's surroundings tell of its entity: descriptions, nouns to take it up, gender."""
        if mention.type == "pronoun":
            gender = pronoun_gender(mention.head.text)
            if gender and not entity.gender and entity.kind == "person":
                entity.gender = gender
        if mention.name is not None and mention.name.honorific and gender_of(mention.name):
            entity.gender, entity.gender_told = gender_of(mention.name), True
        if mention.type == "noun" and not mention.members:
            self.resolution.entities.describe(entity, nouns_of(mention.words))
            entity.gender = entity.gender or (gender_of_noun(mention.head) if entity.kind == "person" else "")
        sentence = self.resolution.document.sentences[mention.sentence]
        if mention.type == "person" and not mention.quoted:
            called = CALLED.search(
                self.resolution.document.text, mention.span.end, min(sentence.end, mention.span.end + 60)
            )
            self.resolution.entities.nickname(entity, called[1].lower() if called else "")
        for span in descriptions(sentence, mention):
            if span in entity.descriptions:
                continue
            entity.descriptions.append(span)
            possessed = re.match(r"(?i)(its|their|his|her)\b", span.of(self.resolution.document.text))
            owner = self.resolution.at_word.get(span.start) if possessed else self._possessor(sentence, span)
            if owner is not None and owner.kind == "document":
                owner = self.resolution.memory.latest(is_named_body)
            kin = any(family_tie(w) for w in sentence.words if span.start <= w.start < span.end and w.xpos == "NN")
            words = tuple(w for w in sentence.words if w.start >= span.start and w.end <= span.end)
            if owner is not None and not kin and speaks_for(owner, entity, _noun_phrase(words)):
                entity.backing.append(owner)
            entity.told_with.update(
                w.text.lower() for w in sentence.words if w.is_singular_name and span.start <= w.start < span.end
            )
            self.families.learn(entity, mention, words)
            if owner is None and _heads_it(words):
                owner = self.resolution.memory.latest(is_named_body)
                entity.backing.extend([owner] if owner is not None and entity.kind == "person" else [])
            phrase = leading_phrase(words) if words and not words[0].xpos.startswith(("W", "IN", "CD")) else None
            if phrase is not None and person_or_body(phrase.words):
                self.resolution.entities.describe(entity, nouns_of(phrase.words))
                if entity.kind == "person" and not entity.gender:
                    entity.gender = gender_of_noun(phrase.head)

    def _possessor(self, sentence: Sentence, span: Span) -> Entity | None:
        """The body that "the union's" means in front of a description: "the union's president"."""
        words = [w for w in sentence.words if span.start <= w.start < span.end]
        mark = next((i for i, w in enumerate(words) if w.xpos == "POS"), 0)
        if not mark or words[0].text.lower() not in LISTS.grammar.definite_article or words[mark - 1].xpos != "NN":
            return None
        owner = self.resolution.at_word.get(words[mark - 1].start)
        return owner if owner is not None and is_named_body(owner) else None

    def _named_soon(self, mention: Mention | None) -> Entity | None:
        """The person whom "she" means that nobody before can be: the first named in the sentences after."""
        gender = pronoun_gender(mention.head.text) if mention is not None else ""
        if mention is None or not gender:
            return None
        for later in self.resolution.mentions:
            if not 0 <= later.sentence - mention.sentence <= SOON or later.head.start < mention.head.start:
                continue
            entity = self.entity_of.get(id(later)) if later.type == "person" and not later.quoted else None
            if entity is not None and entity.kind == "person" and entity.gender in ("", gender):
                return entity
        return None

    def _signer(self, span: Span) -> Entity | None:
        """Who signs below a text in which "I" stands outside of quotation marks."""
        signature = self.signatures.below(span.start)
        if signature is None:
            return None
        mention = self.resolution.by_word.get(signature.start)
        entity = self.entity_of.get(id(mention)) if mention is not None else None
        if entity is None:
            entity = self.handles.setdefault(
                signature, Entity("person", named=True, label=signature.of(self.resolution.document.text))
            )
        entity.signs = True
        return entity

    def _paragraph(self, span: Span) -> int:
        return self.resolution.document.paragraph_at(span.start)

    def _in_interview(self, label: str, strangers: dict[str, Entity]) -> Entity:
        """Who speaks in a line that begins with "Q:" or "A:": somebody unnamed, the one who is interviewed."""
        answering = self.interviews.answering
        known = self.entity_of.get(id(answering)) if answering is not None and label == "A" else None
        return known or strangers.setdefault(label, Entity("person", label=label))

    def _owners(self) -> dict[Span, Entity]:
        """The entity of each source span; inside a quotation "I" is its speaker."""
        owners: dict[Span, Entity] = {}
        strangers: dict[str, Entity] = {}
        speaking: list[Span] = []
        turns: dict[int, Span] = {}
        for span in self.spans:
            mention = self.at_source[span]
            label = self.interviews.label(span)
            if label:
                owners[span] = self._in_interview(label, strangers)
                turns[self._paragraph(span)] = span
                continue
            if self.resolution.document.text[span.end : span.end + 1] == ":":
                turns[self._paragraph(span)] = span
            entity = None if mention is None else self.entity_of.get(id(mention))
            if mention is None or entity is None:
                words = span.of(self.resolution.document.text).lower()
                turn = turns.get(self._paragraph(span)) if words in LISTS.grammar.first_person else None
                if turn is not None and not self.resolution.document.spoken_at(span.start):
                    owners[span] = owners[turn]  # "BELL: I said that I would go."
                    continue
                line = self.interviews.line(self.resolution.document.paragraphs[self._paragraph(span)].start)
                if line and words in LISTS.grammar.first_person and not self.resolution.document.spoken_at(span.start):
                    owners[span] = self._in_interview(line, strangers)
                    continue
                signer = self._signer(span) if words in LISTS.grammar.first_person else self._named_soon(mention)
                if signer is not None:
                    owners[span] = signer
                    continue
                if words in LISTS.grammar.first_person:
                    speaking.append(span)
                entity = strangers.setdefault(
                    words,
                    Entity(
                        "group" if words in LISTS.grammar.first_person_plural | LISTS.grammar.plural else "person",
                        label=UNKNOWN,
                    ),
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


def _noun_phrase(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """The noun phrase of a description: "her spokesman" of "her spokesman, who was with her"."""
    phrase = leading_phrase(words)
    return phrase.words if phrase is not None else words


def _heads_it(words: Sequence[Word]) -> bool:
    """Whether a clause tells that somebody heads or founded a body spoken of before: "who founded it"."""
    if len(words) < 3 or not words[0].xpos.startswith("W"):
        return False
    verb, what = words[-2], words[-1]
    return (
        what.text.lower() in LISTS.grammar.neuter | LISTS.grammar.plural and verb.lemma.lower() in LISTS.events.heading
    )


def person_or_body(words: tuple[Word, ...]) -> bool:
    """Whether a phrase's head is in the lists of persons or bodies."""
    return person_word(words, len(words) - 1) is not None or body_word(words, len(words) - 1) is not None
