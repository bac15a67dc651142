"""A parsed article in, what it shows of people's standing out: who governs, who runs, what is told of near.

A surname often comes with no description at all; "the Bell campaign" and "President Bell" elsewhere tell.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from quotes.document import Document, Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, person_word
from quotes.lexicon.trie import forms
from quotes.model import Span
from quotes.sources.mentions.names import is_given

FIELDS = ("political", "public-figure", "activist")
FARTHEST = 600
"""Characters between a body and somebody who is taken to speak for it."""
FIELD = 3
FIELD_SHARE = 0.1
"""Sentences with words of a field, from which on it is the article's: number, share of all."""


@dataclass(frozen=True, slots=True)
class Sign:
    """One place that shows a capacity; ``given`` is the given name in it, where there is one.

    A title before a last name alone ("Judge Hall") tells nothing where several bear the name.
    """

    capacity: str
    evidence: Span
    given: str = ""
    is_title: bool = False


class Standing:
    """For each last name of an article the capacities it is shown in, with evidence; the bodies, and the field."""

    def __init__(self, document: Document) -> None:
        self._signs: defaultdict[str, list[Sign]] = defaultdict(list)
        self._bodies: dict[str, tuple[str, Span]] = {}
        self._placed_bodies: list[tuple[int, str, Span]] = []
        self._subjects: set[int] = set()
        self._bearers: defaultdict[str, set[str]] = defaultdict(set)
        told_of: Counter[str] = Counter()
        for sentence in document.sentences:
            self._note_bodies(sentence.words)
            names = [w for w in sentence.words if w.is_proper_noun]
            for word in names:
                given = sentence.words[word.index - 1].text if word.index else ""
                if is_given(given) and word.entity == "PER":
                    self._bearers[word.text.lower()].add(given.lower())
                self._signs[word.text.lower()].extend(_signs(sentence.words, word.index))
            for field in FIELDS:
                told = [w for w in sentence.words if w.text.lower() in LISTS.events.topic[field]]
                told_of[field] += bool(told)
        field, times = told_of.most_common(1)[0] if told_of else ("", 0)
        self.field = field if times >= max(FIELD, FIELD_SHARE * len(document.sentences)) else ""
        """The field of the article: ``political``, ``public-figure`` (sport, arts), ``activist`` (protest) or empty."""

    def capacity(self, last_name: str, given: Collection[str] = ()) -> tuple[str, Span] | None:
        """The capacity in which the article shows a person, and where; an office goes before a candidacy.

        A title before a full name counts for that person alone: "President George Hall" tells nothing of Laura Hall.
        """
        signs = [s for s in self._signs.get(last_name.lower(), ()) if not s.given or not given or s.given in given]
        if len(self._bearers[last_name.lower()]) > 1:
            signs = [s for s in signs if s.given or not s.is_title]
        office = [s for s in signs if s.capacity == "official"]
        running = [s for s in signs if s.capacity == "political"]
        if not signs:
            return None
        best = office if office and 4 * len(office) >= len(running) else running
        return best[0].capacity, best[0].evidence

    def _note_bodies(self, words: Sequence[Word]) -> None:
        """Keep what bodies' names tell ("Hartwell Paper Co."), for their short names and for "its spokesman"."""
        for position, word in enumerate(words):
            if word.xpos == "NN" and word.lemma.lower() in LISTS.events.works:
                self._placed_bodies.append((word.start, "public-figure", span_of((word,))))
                self._subjects.update({word.start} if word.base_relation in ("nsubj", "root") else ())
                continue
            ends = position + 1 == len(words) or not (
                words[position + 1].is_singular_noun or words[position + 1].is_plural_noun
            )
            if not ends or not word.xpos.startswith("NN"):
                continue
            body = body_word(words[max(0, position - 7) : position + 1], min(7, position))
            if body is None:
                continue
            first = position
            while (
                first > 0
                and (words[first - 1].is_proper_noun or words[first - 1].xpos == "HYPH")
                and position - first < 7
            ):
                first -= 1
            evidence = span_of(words[first : position + 1])
            if body.value != "witness" and not (word.xpos == "NNS" and person_word(words, position) is not None):
                self._placed_bodies.append((word.start, body.value, evidence))
                self._subjects.update({word.start} if _is_subject(words, position) else ())
            acronym = words[position + 1 : position + 4]
            if len(acronym) == 3 and acronym[0].text == "(" and acronym[2].text == ")" and acronym[1].text.isupper():
                self._bodies.setdefault(acronym[1].text.lower(), (body.value, evidence))
            if word.is_proper_noun:
                for part in words[first:position]:
                    if part.entity != "LOC" and part.is_singular_name and len(part.text) > 3:
                        self._bodies.setdefault(part.text.lower(), (body.value, evidence))

    def body(self, word: str) -> tuple[str, Span] | None:
        """What the full name of a body tells, for one of the words of its name."""
        return self._bodies.get(word.lower())

    def nearest_body(self, position: int) -> tuple[str, Span] | None:
        """The body named or described last before a position: whose "a spokesman" is."""
        index = bisect_left(self._placed_bodies, (position, "", Span(0, 0))) - 1
        if index < 0 or position - self._placed_bodies[index][0] > FARTHEST:
            return None
        return self._placed_bodies[index][1:]

    def owner(self, position: int) -> tuple[str, Span] | None:
        """The body that "its" most likely means: the last subject among the bodies in front of it, else the last."""
        index = bisect_left(self._placed_bodies, (position, "", Span(0, 0))) - 1
        for start, role, evidence in self._placed_bodies[index::-1] if index >= 0 else ():
            if position - start > FARTHEST:
                break
            if start in self._subjects:
                return role, evidence
        return self.nearest_body(position)


def _is_subject(words: Sequence[Word], position: int) -> bool:
    """Whether a word is a subject, or stands in apposition to one."""
    word = words[position]
    if word.relation == "appos" and word.head >= 0:
        word = words[word.head]
    return word.base_relation in ("nsubj", "root")


def _signs(words: Sequence[Word], position: int) -> Iterator[Sign]:
    after = position + 1
    if after < len(words) and words[after].xpos == "POS":
        after += 1
    if after < len(words):
        listed = set(forms(words[after]))
        pair = f"{words[after].text} {words[after + 1].text}".lower() if after + 1 < len(words) else ""
        for signs, capacity in ((LISTS.events.candidacy.after, "political"), (LISTS.events.office.after, "official")):
            if listed & signs or pair in signs:
                yield Sign(capacity, span_of(words[position : after + 1]))
    if position and words[position - 1].lemma.lower() in LISTS.events.candidacy.before:
        yield Sign("political", span_of(words[position - 1 : position + 1]))
    if position and words[position - 1].text.lower() in LISTS.events.place.before:
        yield Sign("official", span_of(words[position - 1 : position + 1]))
    yield from _title(words, position)


def _title(words: Sequence[Word], position: int) -> Iterator[Sign]:
    """A title in front of the name, be it full or not: "President Bell", "nominee Dana Bell"."""
    first = position
    while first > 0 and position - first < 3 and words[first - 1].is_singular_name:
        if person_word(words[max(0, first - 4) : first], min(4, first) - 1) is not None:
            break
        first -= 1
    if not first:
        return
    start = max(0, first - 5)
    title = person_word(words[start:first], first - start - 1)
    contest = title is not None and title.phrase in LISTS.events.contest
    if title is None or contest or title.value not in ("official", "political"):
        return
    begin = start + title.first
    if any(w.text.lower() in LISTS.grammar.former for w in words[max(0, begin - 4) : first]):
        return
    yield Sign(
        title.value, span_of(words[begin : position + 1]), words[first].text.lower() if first < position else "", True
    )
