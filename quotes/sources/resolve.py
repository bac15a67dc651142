"""Attributions of a parsed article in, the same with their speaker, and the article's sources out.

All mentions of the article are read in text order, not those of sources alone, since a name often stands in full where
its bearer says nothing. ``sieve`` has the passes by which each is resolved.
"""

from __future__ import annotations

import functools
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from quotes.document import Document, Sentence, Word
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, family_tie, gender_of_noun, person_word, pronoun_gender
from quotes.model import Article, Attribution, Source, Span
from quotes.parse.names_in_capitals import settle_loud_names
from quotes.sources.describe import descriptions
from quotes.sources.elements import with_elements
from quotes.sources.entities import Entity, is_named_body, nouns_of, speaks_for
from quotes.sources.membership import memberships
from quotes.sources.mentions.find import find_mentions
from quotes.sources.mentions.mention import Mention
from quotes.sources.mentions.names import gender_of
from quotes.sources.mentions.noun_phrases import leading_phrase
from quotes.sources.mentions.source_mentions import SourceMentions
from quotes.sources.owners import Owners
from quotes.sources.passes.interviews import Interviews
from quotes.sources.passes.named_below import NamedBelow
from quotes.sources.passes.resolution import Resolution
from quotes.sources.portrait import portrait, source_kind
from quotes.sources.ranking import Judge, load_ranker
from quotes.sources.shown import nouns_shown
from quotes.sources.sieve import Meant, Sieve


def resolve(
    article: Article, document: Document, attributions: Sequence[Attribution], judge: Judge | None = None
) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
    """The attributions with ``speaker`` set to the position of their source, and the sources in order of first mention.

    Attributions without a source span get ``None``. ``judge`` chooses where a mention may mean several, and says how
    sure a speaker is; by default the trained ranker does.
    """
    if not any(a.source for a in attributions):
        return tuple(attributions), ()
    return _Resolver(settle_loud_names(document), attributions, judge or load_ranker()).result()


class _Resolver:
    """Reads one article from its first mention to its last."""

    def __init__(self, document: Document, attributions: Sequence[Attribution], judge: Judge) -> None:
        self.attributions = attributions
        self.judge = judge
        mentions = find_mentions(document)
        by_word = {w.start: m for m in mentions for w in m.leading}
        by_word |= {w.start: m for m in mentions for w in (m.head, *m.name_words)}
        self.resolution = Resolution(document, mentions, by_word, tuple(s.paragraph for s in document.sentences))
        self.spans = sorted({a.source for a in attributions if a.source is not None})
        finder = SourceMentions(document, by_word)
        self.at_source = {span: finder.mention(span) for span in self.spans}
        contents: dict[int, list[Span]] = defaultdict(list)
        for attribution in attributions:
            mention = self.at_source.get(attribution.source) if attribution.source is not None else None
            contents[id(mention)].extend(attribution.content if mention is not None else ())
        self.sieve = Sieve(self.resolution, judge.decide, contents)
        self.families = self.sieve.families
        self.sources = {id(m): m for m in self.at_source.values() if m is not None}
        self.named_below = NamedBelow(self.resolution, judge, self.sources)
        self.found: dict[int, Meant] = {}
        self.interviews = Interviews(document, mentions)

    def result(self) -> tuple[tuple[Attribution, ...], tuple[Source, ...]]:
        self._read_in_order()
        owners = Owners(self.resolution, self.interviews, self._entity_of).owners(self.at_source, self.attributions)
        for span, entity in owners.items():
            mention = self.at_source[span]
            below = self.named_below.meant(entity, mention) if mention is not None else None
            if below is not None and mention is not None:
                owners[span] = below.entity
                self.found[id(mention)] = Meant(below.entity, "named below", below.chance)
        entities = list(dict.fromkeys(owners[span] for span in self.spans))
        number = {id(entity): position for position, entity in enumerate(entities)}
        sure = {span: self._confidence(span, owners[span]) for span in self.spans}
        said = tuple(
            a
            if a.source is None
            else replace(a, source_index=number[id(owners[a.source])], speaker_confidence=sure[a.source])
            for a in self.attributions
        )
        spans: dict[int, list[Span]] = {}
        for span in self.spans:
            spans.setdefault(id(owners[span]), []).append(span)
        portraits = (portrait(entity, spans[id(entity)], self.resolution.document) for entity in entities)
        member_of = memberships(entities, self.resolution.document)
        sources = [replace(p, member_of=member_of.get(i, ())) for i, p in enumerate(portraits)]
        return said, with_elements(self.resolution.document, sources)

    def _read_in_order(self) -> None:
        """Resolve all mentions in text order, keep them in mind and learn from what stands around them."""
        every = {id(m): m for m in self.resolution.mentions} | self.sources
        for mention in sorted(every.values(), key=lambda m: m.head.start):
            found = self.sieve.found(mention, id(mention) in self.sources)
            if found is None:
                continue
            self.found[id(mention)] = found
            entity = found.entity
            if entity.kind == "person" and found.by == "description" and source_kind(mention) == "group":
                entity.kind = "group"  # "Marrow & Lyle … The company"
            self.resolution.at_word[mention.head.start] = entity
            entity.mentions.append(mention)
            self.resolution.entities.recall(entity)
            self.resolution.memory.add(entity, mention, id(mention) in self.sources)
            self._learn(entity, mention)

    def _confidence(self, span: Span, owner: Entity) -> float:
        """How sure it is that a source span means its owner."""
        mention = self.at_source[span]
        found = self.found.get(id(mention)) if mention is not None else None
        if found is None or found.entity is not owner:
            return self.judge.confidence("", 1.0)
        return self.judge.confidence(found.by, found.chance)

    def _entity_of(self, mention: Mention | None) -> Entity | None:
        found = self.found.get(id(mention)) if mention is not None else None
        return found.entity if found is not None else None

    def _learn(self, entity: Entity, mention: Mention) -> None:
        """Keep what a mention's surroundings tell of its entity: descriptions, nouns to take it up, gender."""
        if mention.type == "pronoun":
            gender = pronoun_gender(mention.head.text)
            quoted = self.resolution.document.quotation_at(mention.head.start) is not None  # of anybody: “She is ill”
            if gender and not entity.gender and entity.kind == "person" and not quoted:
                entity.gender = gender
        if mention.name is not None and mention.name.honorific and gender_of(mention.name):
            entity.gender, entity.gender_told = gender_of(mention.name), True
        if mention.type == "noun" and not mention.members:
            self.resolution.entities.describe(entity, nouns_of(mention.words))
            group = self._told_apart(entity, mention) if id(mention) in self.sources else None
            entity.backing.extend([group] if group is not None else [])
            entity.gender = entity.gender or (gender_of_noun(mention.head) if entity.kind == "person" else "")
        sentence = self.resolution.document.sentences[mention.sentence]
        if entity.kind == "person" and not mention.quoted:
            entity.shown |= nouns_shown(sentence, mention, entity.gender)
        if mention.type == "person" and not mention.quoted:
            called = _called().search(
                self.resolution.document.text, mention.span.end, min(sentence.end, mention.span.end + 60)
            )
            self.resolution.entities.nickname(entity, called[1].lower() if called else "")
        for span in descriptions(sentence, mention):
            if span in entity.descriptions:
                continue
            entity.descriptions.append(span)
            words = tuple(sentence.between(span.start, span.end))
            possessed = bool(words) and words[0].text.lower() in LISTS.grammar.possessive
            owner = self.resolution.at_word.get(span.start) if possessed else self._possessor(sentence, span)
            if owner is not None and owner.kind == "document":
                owner = self.resolution.memory.latest(is_named_body)
            kin = any(family_tie(w) for w in sentence.beginning_in(span) if w.xpos == "NN")
            if mention.type == "person":
                self.resolution.told.update((w.start, entity) for w in words if w.xpos.startswith("NN"))
            if owner is not None and not kin and speaks_for(owner, entity, _noun_phrase(words)):
                entity.backing.append(owner)
            entity.told_with.update(w.text.lower() for w in sentence.beginning_in(span) if w.is_singular_name)
            self.families.learn(entity, mention, words)
            if owner is None and _heads_it(words):
                owner = self.resolution.memory.latest(is_named_body)
                entity.backing.extend([owner] if owner is not None and entity.kind == "person" else [])
            phrase = leading_phrase(words) if words and not words[0].xpos.startswith(("W", "IN", "CD")) else None
            if phrase is not None and person_or_body(phrase.words):
                self.resolution.entities.describe(entity, nouns_of(phrase.words))
                if entity.kind == "person" and not entity.gender:
                    entity.gender = gender_of_noun(phrase.head)

    def _told_apart(self, entity: Entity, mention: Mention) -> Entity | None:
        """The group spoken of last where a mention tells no more than how many of it: "others", "one", "a third"."""
        numbers = LISTS.grammar.quantifiers | LISTS.grammar.one_of_several
        behind = self.resolution.document.sentences[mention.sentence].words[mention.head.index + 1 :]
        if any(w.text.lower() not in numbers for w in mention.words) or (behind and behind[0].xpos == "IN"):
            return None
        return self.resolution.memory.latest(
            lambda heard: heard.kind == "group" and not heard.named and heard is not entity
        )

    def _possessor(self, sentence: Sentence, span: Span) -> Entity | None:
        """The body that "the union's" means in front of a description: "the union's president"."""
        words = sentence.beginning_in(span)
        mark = next((i for i, w in enumerate(words) if w.xpos == "POS"), 0)
        if not mark or words[0].text.lower() not in LISTS.grammar.definite_article or words[mark - 1].xpos != "NN":
            return None
        owner = self.resolution.at_word.get(words[mark - 1].start)
        return owner if owner is not None and is_named_body(owner) else None


@functools.cache
def _called() -> re.Pattern[str]:
    """A nickname in marks behind words that tell that it is one."""
    before = "|".join(re.escape(words).replace("…", "[a-z ]{1,30}") for words in LISTS.grammar.before_nickname)
    return re.compile(rf"(?:{before}) [“\"‘'](\w+)")


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
