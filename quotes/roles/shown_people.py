"""A parsed article in, the capacities that it shows each last name in out.

A surname often comes with no description at all; "the Bell campaign" and "President Bell" elsewhere tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from quotes.document import Document, Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import person_word
from quotes.lexicon.trie import forms
from quotes.model import Span
from quotes.roles.rules import Rule, RuleKind
from quotes.roles.verdict import Verdict
from quotes.sources.mentions.names import is_given


@dataclass(frozen=True, slots=True)
class Sign:
    """One place that shows a capacity; ``given`` is the given name in it, where there is one.

    A title before a last name alone ("Judge Hall") tells nothing where several bear the name.
    """

    capacity: str
    evidence: Span
    given: str = ""
    is_title: bool = False


class ShownPeople:
    """For each last name of an article the capacities it is shown in, with evidence."""

    def __init__(self, document: Document) -> None:
        self._signs: defaultdict[str, list[Sign]] = defaultdict(list)
        self._bearers: defaultdict[str, set[str]] = defaultdict(set)
        for sentence in document.sentences:
            for word in sentence.words:
                if word.is_proper_noun:
                    given = sentence.words[word.index - 1].text if word.index else ""
                    if is_given(given) and word.entity == "PER":
                        self._bearers[word.text.lower()].add(given.lower())
                    self._signs[word.text.lower()].extend(_signs(sentence.words, word.index))

    def told_of(self, last_name: str, given: Collection[str] = ()) -> Verdict | None:
        """The capacity in which the article shows a person; an office goes before a candidacy.

        A title before a full name counts for that person alone: "President George Hall" tells nothing of Laura Hall.
        """
        signs = [s for s in self._signs.get(last_name.lower(), ()) if not s.given or not given or s.given in given]
        if len(self._bearers[last_name.lower()]) > 1:
            signs = [s for s in signs if s.given or not s.is_title]
        office = [s for s in signs if s.capacity == "official"]
        running = [s for s in signs if s.capacity == "political"]
        if not signs:
            return None
        best = (office if office and 4 * len(office) >= len(running) else running)[0]
        return Verdict(best.capacity, Rule(RuleKind.STANDING), best.evidence)


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
    given = words[first].text.lower() if first < position else ""
    yield Sign(title.value, span_of(words[begin : position + 1]), given, is_title=True)
