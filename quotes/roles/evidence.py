"""The sources of an article in, what its words and its setting tell of each out: verdicts, none the last word.

What the article says of a source is read phrase by phrase (``capacities``), what it does and undergoes from the trees,
and what only the article around tells from its setting (``setting``).
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes.document import Document, Sentence, Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word
from quotes.model import Attribution, Source, Span
from quotes.roles.capacities import Capacities
from quotes.roles.codebook import Codebook
from quotes.roles.events import deeds
from quotes.roles.named_bodies import NamedBodies
from quotes.roles.rules import Rule, RuleKind
from quotes.roles.setting import Setting, field_of
from quotes.roles.shown_people import ShownPeople
from quotes.roles.verdict import Verdict
from quotes.sources.mentions.noun_phrases import leading_phrase

POSTS = frozenset({"official", "political", "activist", "business", "legal-party"})
"""Capacities that come with a post or a case: who has two speaks in the one by which the article takes them up."""
MOST_MENTIONS = 60
"""Mentions of one source that are looked at."""


class Evidence:
    """What the words of one article tell of its sources.

    ``spoken`` has the source mentions of each, by its place among the ``sources``; ``field`` is the article's.
    """

    def __init__(
        self, document: Document, attributions: Sequence[Attribution], sources: Sequence[Source], codebook: Codebook
    ) -> None:
        self.document = document
        self.attributions = attributions
        self.field = field_of(document)
        self.spoken: defaultdict[int, list[Span]] = defaultdict(list)
        for attribution in attributions:
            if attribution.source_index is not None and attribution.source is not None:
                self.spoken[attribution.source_index].append(attribution.source)
        self.sources = [self._described(source, self.spoken[position]) for position, source in enumerate(sources)]
        self._people, self._bodies = ShownPeople(document), NamedBodies(document)
        self._capacities = Capacities(codebook.words, self._person_role)
        self._setting = Setting(document, self._bodies, self.field, self._capacities)

    def of(self, position: int) -> list[Verdict]:
        """All that is told of one source, the words about it before its setting."""
        source = self.sources[position]
        found = [*self._of_words(position), *self._setting.told_of(source, self.spoken[position])]
        told = (span.of(self.document.text).lower().strip(".") for span in source.descriptions)
        is_former = any(words in LISTS.grammar.former_behind_name for words in told)
        return [verdict.over() for verdict in found] if is_former else found

    def _described(self, source: Source, spoken: Sequence[Span]) -> Source:
        """The source with what its mentions say of it behind its name, where no description has these words."""
        if not (source.named and source.kind == "person"):
            return source
        behind = filter(None, (self._behind_name(source, span) for span in spoken[:MOST_MENTIONS]))
        added = {span for span in behind if not any(span.overlaps(one) for one in source.descriptions)}
        return replace(source, descriptions=tuple(sorted({*source.descriptions, *added})))

    def _behind_name(self, source: Source, span: Span) -> Span | None:
        """What stands behind a name and its comma: "Ann Moss, a roofer running for the seat"."""
        words = self.document.words(span)
        phrase = leading_phrase(words) if words else None
        if phrase is None or phrase.head.text not in source.speaker or [w.text for w in phrase.rest[:1]] != [","]:
            return None
        told = phrase.rest[1:-1] if phrase.rest[-1].text == "," else phrase.rest[1:]
        # A clause with "who" may hold the statement itself; what it tells of somebody is a description already.
        return span_of(told) if told and not told[0].xpos.startswith("W") else None

    def here(self, attribution: Attribution) -> Verdict | None:
        """What a statement's own words tell of the capacity of its source, where it is a person."""
        source = attribution.source
        if source is None or attribution.source_index is None:
            return None
        is_person = self.sources[attribution.source_index].kind == "person"
        return self._in_capacity(attribution, source) or self._by_post(source) if is_person else None

    def _in_capacity(self, attribution: Attribution, source: Span) -> Verdict | None:
        """What "speaking as a father of two" or "in her role as union president" tells beside a cue."""
        sentence = self.document.sentences[self.document.sentence_at(source.start)]
        inside = [c for c in attribution.content if c.overlaps(sentence.span)]
        for word in sentence.once(_introducing_capacity):
            if any(c.start <= word.start < c.end for c in inside):
                continue
            before = sentence.words[word.index - 1].text.lower()
            if before not in LISTS.events.in_capacity and word.index > 1:
                continue
            found = self._capacities.of_words(sentence.words[word.index + 1 :])
            if found is not None and found.is_of_somebody:
                return replace(found, rule=Rule(RuleKind.IN_CAPACITY))
        return None

    def _by_post(self, source: Span) -> Verdict | None:
        """What a description tells by which somebody is taken up: "the union president said" of a councilman."""
        words = self.document.words(source)
        if any(w.entity == "PER" for w in words):
            return None
        phrase = leading_phrase(words) if words and words[0].text.lower() in LISTS.grammar.pointing else None
        if phrase is None or phrase.head.xpos != "NN":
            return None
        found = self._capacities.of_phrase(phrase)
        return found if found is not None and found.capacity in POSTS else None

    def _of_words(self, position: int) -> Iterator[Verdict]:
        source = self.sources[position]
        for span in source.descriptions:
            for verdict in self._capacities.told(self.document.words(span)):
                if not _is_of_other_kind(verdict, source):
                    yield verdict
        yield from self._of_case(source)
        named = source.named and source.kind == "person"
        for span in sorted({*self.spoken[position][:MOST_MENTIONS], *source.mentions[:MOST_MENTIONS]}):
            sentence = self.document.sentences[self.document.sentence_at(span.start)]
            words = sentence.touched(span)
            if words and not named:
                yield from self._of_phrase(sentence, words, source)
            elif words and span in self.spoken[position]:
                yield from self._of_leading_description(words, source)
            if words and (source.kind == "person" or not source.named):
                yield from deeds(sentence, words, source.kind == "person")
        parts = source.speaker.partition(" and ")[0].split() if named else ()
        shown = self._people.told_of(parts[-1], {p.lower() for p in parts[:-1]}) if parts else None
        if shown is not None:  # "the Bell campaign", "President Bell" elsewhere
            yield shown

    def _of_case(self, source: Source) -> Iterator[Verdict]:
        """What a clause tells of a lawyer's client: "Attorney Dana Hall, who filed the suit", "who represents them"."""
        told = [self.document.words(span) for span in source.descriptions]
        if not any(w.lemma.lower() in LISTS.events.legal_party.lawyers for words in told for w in words):
            return
        for words in told:
            verbs = [w for w in words[1:4] if w.lemma.lower() in LISTS.events.legal_party.case and w.xpos[:2] == "VB"]
            if words and words[0].xpos.startswith("W") and verbs:
                yield Verdict("legal-party", Rule(RuleKind.LAWYER), span_of(verbs[:1]))

    def _of_leading_description(self, words: Sequence[Word], source: Source) -> Iterator[Verdict]:
        """What a source phrase tells that leads up to a name: "the union's president, Dana Hall"."""
        phrase = leading_phrase(words)
        if phrase is None or phrase.head.lemma.lower() in LISTS.documents.voice:
            return
        head = phrase.head
        if head.text in source.speaker or head.is_proper_noun or head.xpos.startswith(("PRP", "W")):
            return
        verdict = self._capacities.of_phrase(phrase)
        if verdict is not None and verdict.is_of_somebody:
            yield verdict

    def _of_phrase(self, sentence: Sentence, words: Sequence[Word], source: Source) -> Iterator[Verdict]:
        """What the words of a group, a document or an unnamed person tell themselves."""
        phrase = leading_phrase(words)
        if phrase is not None and not phrase.rest and phrase.words[-1] is words[-1]:
            phrase = phrase.followed_by(sentence.words[words[-1].index + 1 : words[-1].index + 12])
        if phrase is None or (len(phrase.words) == 1 and phrase.head.xpos.startswith(("PRP", "W"))):
            return
        if source.kind == "group" and source.named:
            yield from _of_full_name(words)
        verdict = self._capacities.of_phrase(phrase)
        if verdict is not None:
            yield verdict
        head, meant = phrase.meant.head, phrase.meant.words
        is_address = "." in head.text.rstrip(".")  # "Rentals.ca" is no place
        behind = any(w.text.lower() in LISTS.grammar.behind_place for w in meant)
        if head.entity == "LOC" and verdict is None and not (head.is_plural_name or is_address or behind):
            yield Verdict("official", Rule(RuleKind.PLACE), span_of(meant))

    def _person_role(self, words: Sequence[Word]) -> str:
        """The role of the person whose last name some words end in, as the setting shows it."""
        shown = self._people.told_of(words[-1].text) or self._bodies.told_by_full_name(words[-1].text)
        return shown.capacity if shown is not None else ""


def _is_of_other_kind(verdict: Verdict, source: Source) -> bool:
    """Whether words tell what such a source cannot be: a person no text, a body nobody who "brought the case"."""
    if source.kind == "person":
        return verdict.capacity == "document"
    return verdict.rule.kind is RuleKind.DAILY_LIFE


def _introducing_capacity(sentence: Sentence) -> list[Word]:
    """The "as" and "in" that may lead in what somebody speaks as."""
    return [word for word in sentence.words[1:-1] if word.text.lower() in LISTS.grammar.capacity]


def _of_full_name(words: Sequence[Word]) -> Iterator[Verdict]:
    """What a body's name tells that goes on after "of": "Chamber of Commerce"."""
    end = next((i for i in range(len(words) - 1, -1, -1) if words[i].is_proper_noun), 0)
    found = body_word(words[: end + 1], end) if end else None
    if found is not None and any(
        w.text.lower() in LISTS.grammar.goes_on_in_name | LISTS.grammar.joining for w in words[found.first : end]
    ):
        yield Verdict(found.value, Rule(RuleKind.BODY, found.phrase), found.span)
