"""A parsed article in, the bodies that it names and describes out: which one a short name, "its" or nothing means."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quotes.document import Document, Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import Match, body_word, person_word
from quotes.roles.rules import Rule, RuleKind
from quotes.roles.verdict import Verdict

FARTHEST = 600
"""Characters between a body and somebody who is taken to speak for it."""
LONGEST = 7
"""Words before the last one of a body's name or description."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body, or work of art, at a place: what speaks for it speaks as, and whether it is a subject there."""

    start: int
    told: Verdict
    is_subject: bool


class NamedBodies:
    """What the bodies of an article tell of their short names, and of who speaks for them."""

    def __init__(self, document: Document) -> None:
        self._by_word: dict[str, Verdict] = {}
        self._placed: list[Body] = []
        for sentence in document.sentences:
            for word in sentence.words:
                self._note(sentence.words, word)

    def _note(self, words: Sequence[Word], word: Word) -> None:
        if word.xpos == "NN" and word.lemma.lower() in LISTS.events.works:
            told = Verdict("public-figure", Rule(RuleKind.SPEAKS_FOR_SPOKEN_OF), span_of((word,)))
            self._placed.append(Body(word.start, told, _is_subject(word)))
            return
        body = _body_behind(words, word.index)
        if body is None:
            return
        first = _begin(words, word.index)
        evidence = span_of(words[first : word.index + 1])
        if body.value != "witness" and not (word.xpos == "NNS" and person_word(words, word.index) is not None):
            told = Verdict(body.value, Rule(RuleKind.SPEAKS_FOR_SPOKEN_OF), evidence)
            apposed = word.relation == "appos" and word.head >= 0
            self._placed.append(Body(word.start, told, _is_subject(words[word.head] if apposed else word)))
        for name in _short_names(words, first, word.index):
            self._by_word.setdefault(name.lower(), Verdict(body.value, Rule(RuleKind.FULL_NAME), evidence))

    def told_by_full_name(self, word: str) -> Verdict | None:
        """What the full name of a body tells, for one of the words of its name: "Hartwell" of "Hartwell Paper Co."."""
        return self._by_word.get(word.lower())

    def nearest(self, position: int) -> Verdict | None:
        """The body named or described last before a position: whose "a spokesman" is."""
        return next((body.told for body in self._before(position)), None)

    def owner(self, position: int) -> Verdict | None:
        """The body that "its" most likely means: the last subject among the bodies in front of it, else the last."""
        subjects = (body.told for body in self._before(position) if body.is_subject)
        return next(subjects, None) or self.nearest(position)

    def _before(self, position: int) -> Iterator[Body]:
        """The bodies not too far before a position, the nearest first."""
        for place in range(bisect_left(self._placed, position, key=lambda body: body.start) - 1, -1, -1):
            if position - self._placed[place].start > FARTHEST:
                return
            yield self._placed[place]


def is_last_name(word: Word) -> bool:
    """Whether a word is of a person's name, behind another: no "power" is meant by "Bernadette Power"."""
    before = word.sentence.words[word.index - 1] if word.sentence is not None and word.index else None
    return before is not None and word.is_proper_noun and word.entity == before.entity == "PER"


def _is_subject(word: Word) -> bool:
    return word.base_relation in ("nsubj", "root")


def _body_behind(words: Sequence[Word], end: int) -> Match | None:
    """The word for a body that a noun phrase ends with."""
    goes_on = any(w.is_singular_noun or w.is_plural_noun for w in words[end + 1 : end + 2])
    if goes_on or not words[end].xpos.startswith("NN") or is_last_name(words[end]):
        return None
    return body_word(words[max(0, end - LONGEST) : end + 1], min(LONGEST, end))


def _begin(words: Sequence[Word], end: int) -> int:
    """Where the name begins that ends here."""
    first = end
    while 0 < first > end - LONGEST and (words[first - 1].is_proper_noun or words[first - 1].xpos == "HYPH"):
        first -= 1
    return first


def _short_names(words: Sequence[Word], first: int, end: int) -> Iterator[str]:
    """What a body is called by after its full name: what stands in brackets behind it, and the names in it."""
    behind = words[end + 1 : end + 4]
    if len(behind) == 3 and behind[0].text == "(" and behind[2].text == ")" and behind[1].text.isupper():
        yield behind[1].text
    for part in words[first:end] if words[end].is_proper_noun else ():
        if part.entity != "LOC" and part.is_singular_name and len(part.text) > 3:
            yield part.text
