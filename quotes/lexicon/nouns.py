"""Words of a phrase in, what the lists say of them out: persons, bodies, documents, genders, relatives."""

import functools
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Literal

from quotes.document import Sentence, Word, span_of
from quotes.lexicon.lists import LISTS, ByRole
from quotes.lexicon.trie import Entry, Found, Lexicon, forms
from quotes.model import Gender, Span

ListName = Literal["people", "bodies", "kinds", "title words", "documents"]
"""The lists that are looked through together; ``kinds`` are the bodies without those known by name."""


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase of a list found in a text: its span, what the list says of it, and the position of its first word.

    ``value``, ``default`` and ``known`` are those of the entry (``trie.Entry``).
    """

    span: Span
    list: ListName
    phrase: str
    value: str
    first: int
    default: str = ""
    known: bool = False


LookUp = Callable[[Sequence[Word], int], Match | None]
"""Looks up what ends at a place of a stretch of words."""


def person_word(words: Sequence[Word], end: int) -> Match | None:
    """What the longest phrase for a person that ends at ``words[end]`` tells."""
    return _looked_up_once(_person_word, words, end)


def body_word(words: Sequence[Word], end: int) -> Match | None:
    """What the longest phrase for a body that ends at ``words[end]`` tells."""
    return _looked_up_once(_body_word, words, end)


def _looked_up_once(look_up: LookUp, words: Sequence[Word], end: int) -> Match | None:
    """What is found at a place of a stretch of a sentence; many ask for the same."""
    sentence = _sentence_of(words, end) if end >= 0 else None
    if sentence is None:
        return look_up(words, end)
    kept, key = sentence.once(_looked_up), (look_up, words[0].index, end)
    if key not in kept:
        kept[key] = look_up(words, end)
    return kept[key]


def _looked_up(_: Sentence) -> dict[tuple[LookUp, int, int], Match | None]:
    """Those asked for so far, by what was looked up, where the stretch begins, and the place in it."""
    return {}


def _sentence_of(words: Sequence[Word], end: int) -> Sentence | None:
    """The sentence of which the words up to ``words[end]`` are a stretch, if they are one."""
    first, last = words[0], words[end]
    sentence = last.sentence
    return sentence if first.sentence is sentence and last.index - first.index == end else None


def _person_word(words: Sequence[Word], end: int) -> Match | None:
    return _longest(words, end, "people") or _science(words, end)


def _body_word(words: Sequence[Word], end: int) -> Match | None:
    found = _longest(words, end, "bodies")
    if found is not None and found.known and not any(w.text[:1].isupper() for w in words[found.first : end + 1]):
        found = _longest(words, end, "kinds")  # "the economist" is no newspaper
    is_name = words[end].is_proper_noun or words[end].entity == "ORG"
    if words[end].text[:1].isupper() and is_name and end:
        titled = _longest(words, end, "title words")
        if found is None or (titled is not None and titled.first <= found.first and not found.known):
            found = titled or _of_workers(words, end)
    if found is not None and not found.known and found.phrase in LISTS.bodies.trade:
        return replace(found, value="business") if _of_business(words[: found.first]) else found
    return found


def document_word(words: Sequence[Word], end: int) -> Match | None:
    """The longest phrase for a document that ends at ``words[end]``."""
    return _longest(words, end, "documents")


def longest(*found: Match | None) -> Match | None:
    """The longest of what ends at one place, the first of those that are as long."""
    return min((match for match in found if match is not None), key=lambda match: match.first, default=None)


def gender_of_noun(word: Word) -> Gender:
    """The gender that a noun for a person tells, else empty."""
    return next((_genders()[form] for form in forms(word) if form in _genders()), "")


def pronoun_gender(pronoun: str) -> Gender:
    """The gender that a pronoun tells, else empty."""
    text, words = pronoun.lower(), LISTS.grammar
    return "male" if text in words.male else "female" if text in words.female else ""


def headline_words(word: Word) -> frozenset[str]:
    """The posts for which a headline has a shorter word: "chief" for a president or superintendent."""
    listed = LISTS.people.headline
    return next((listed[form] for form in forms(word) if form in listed), frozenset())


def not_meant_by(general: str) -> frozenset[str]:
    """Nouns for bodies that a general noun does not take up: a college is no "company"."""
    return LISTS.bodies.not_commercial if general in LISTS.bodies.commercial else frozenset()


def may_be_one_body(first: Collection[str], second: Collection[str], role: str) -> bool:
    """Whether nouns may tell of a body that the ``second`` ones, or its ``role``, tell: a union is no bank."""
    called, told = _sorts(first), _sorts(second) or {n for n, s in LISTS.bodies.sorts.items() if role in s.roles}
    near = {other for name in told for other in (name, *LISTS.bodies.sorts[name].also)}
    return not called or not told or not called.isdisjoint(near)


def tell_one_sort(first: Collection[str], second: Collection[str], role: str = "") -> bool:
    """Whether nouns tell of a body of one sort: "the airline" for Skyline Air, "the newspaper" for one of the media."""
    told = _sorts(second) | {name for name, sort in LISTS.bodies.sorts.items() if role in sort.roles}
    return not _sorts(first).isdisjoint(told)


def _sorts(nouns: Collection[str]) -> set[str]:
    """The sorts of body that one of some nouns tells."""
    return {name for name, sort in LISTS.bodies.sorts.items() if not sort.words.isdisjoint(nouns)}


def members_of(noun: str) -> frozenset[str]:
    """The bodies that a noun for persons belongs to by itself: "officer" to "police"."""
    return frozenset(body for body, members in LISTS.bodies.members.items() if noun in members)


def family_tie(noun: Word | str) -> str:
    """How a noun for a relative ties two people: ``spouse``, ``parent``, …; empty for any other noun."""
    found = (noun,) if isinstance(noun, str) else forms(noun)
    return next((_ties()[form] for form in found if form in _ties()), "")


def family_inverse(tie: str) -> str:
    """What the other one is to a relative: ``parent`` for ``child``; empty for no tie."""
    return LISTS.people.family[tie].inverse if tie else ""


def is_elder_tie(tie: str) -> bool:
    """Whether a tie makes a relative of the elder generation."""
    return bool(tie) and LISTS.people.family[tie].elder


def speaks_for_person(words: Sequence[Word]) -> bool:
    """Whether a phrase ends in a noun for who speaks for somebody: "her spokesman", "his senior aides"."""
    listed = LISTS.events.spoken_for
    last = [w.text.lower() for w in words[-3:]]
    return any(form in listed for form in forms(words[-1])) or any(
        " ".join(last[i:]) in listed for i in range(len(last) - 1)
    )


def is_doer(noun: Word) -> bool:
    """Whether a noun is built like one for who does something: "gardener", "keeper"."""
    return LISTS.events.agent.ends(noun.lemma.lower())


@functools.cache
def lexicon() -> Lexicon:
    """All lists of persons, bodies and documents."""
    kinds = dict(_by_role(LISTS.bodies.kinds))
    documents = {phrase: Entry(phrase, "document") for phrase in LISTS.documents.words}
    return Lexicon(
        {
            "people": _people(),
            "bodies": {**kinds, **dict(_by_role(LISTS.bodies.names, known=True))},
            "kinds": kinds,
            "title words": dict(_by_role(LISTS.bodies.title_words)),
            "documents": documents,
        }
    )


@functools.cache
def counted_parents() -> Mapping[str, str]:
    """Parents told with the number of their children, each with its noun: "mother of two", "dad-of-three"."""
    family, numbers = LISTS.people.family, LISTS.grammar.numbers
    nouns = family["parent"].words | family["grandparent"].words
    written = product(LISTS.people.with_children, nouns, numbers)
    return {pattern.format(noun=noun, number=number): noun for pattern, noun, number in written}


def _people() -> dict[str, Entry]:
    speaking = LISTS.people.speaking_for
    table = dict(_by_role(LISTS.people.roles))
    table |= {phrase: Entry(phrase, "body") for phrase in speaking.body}
    table |= {phrase: Entry(phrase, "body", role) for role, phrases in speaking.default.items() for phrase in phrases}
    table |= {phrase: Entry(phrase, "client") for phrase in speaking.client}
    table |= {phrase: table[noun] for phrase, noun in counted_parents().items() if noun in table}
    return table | {short: table[phrase] for short, phrase in LISTS.people.abbreviations.items()}


def _by_role(lists: ByRole, known: bool = False) -> Iterator[tuple[str, Entry]]:
    """The phrases of lists by role, each with its entry."""
    for role, phrases in lists.items():
        for phrase in phrases:
            yield phrase, Entry(phrase, role, role, known)


def _matches(sentence: Sentence) -> Found:
    return lexicon().find(sentence.words)


def _longest(words: Sequence[Word], end: int, name: ListName) -> Match | None:
    """The longest phrase of a list that ends at ``words[end]`` and begins among ``words``.

    It is read from what was found in the sentence once, where ``words`` are a stretch of one.
    """
    if end < 0:
        return None
    sentence, offset = _sentence_of(words, end), words[0].index
    if sentence is not None:
        found = sentence.once(_matches)
    else:
        found, offset = lexicon().find(words[: end + 1]), 0
    for first, entry in found.get((name, offset + end), ()):
        if first >= offset:
            span = Span(words[first - offset].start, words[end].end)
            return Match(span, name, entry.phrase, entry.value, first - offset, entry.default, entry.known)
    return None


def _science(words: Sequence[Word], end: int) -> Match | None:
    """Names of sciences end alike: a glaciologist is an expert though no list has the word."""
    text, scientist = words[end].text.lower(), LISTS.people.scientist
    if words[end].xpos.startswith("NN") and scientist.ends(text.removesuffix("s")):
        return Match(span_of(words[end : end + 1]), "people", text, "expert", end, "expert")
    return None


def _of_workers(words: Sequence[Word], end: int) -> Match | None:
    """A body named after those at work in it is their union: "Allied Metalworkers", "Associated Nurses"."""
    text = words[end].text.lower()
    if not end or not words[end - 1].text[:1].isupper() or not text.endswith("s"):
        return None
    person = _longest(words, end, "people")
    at_work = person is not None and person.value == "witness" and person.first == end
    is_union = at_work or text.endswith("workers")
    return Match(span_of(words[end : end + 1]), "bodies", text, "activist", end, "activist") if is_union else None


def _of_business(words: Sequence[Word]) -> bool:
    """Whether the words before "association" name people in business: growers, merchants, realtors."""
    found = (_longest(words, position, "people") for position, w in enumerate(words) if w.xpos.startswith("NN"))
    return any(person is not None and person.value == "business" for person in found)


@functools.cache
def _genders() -> Mapping[str, Gender]:
    female: Mapping[str, Gender] = dict.fromkeys(LISTS.people.gender["female"], "female")
    male: Mapping[str, Gender] = dict.fromkeys(LISTS.people.gender["male"], "male")
    return {**female, **male}


@functools.cache
def _ties() -> Mapping[str, str]:
    return {noun: tie for tie, entry in LISTS.people.family.items() for noun in entry.words}
