"""Words of a phrase in, what the lexicons say of them out: persons, bodies, documents, genders.

The lists are in ``lexicon/people.toml``, ``bodies.toml``, ``documents.toml`` and ``events.toml``.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from quotes.document import Word
from quotes.lexicon.lists import forms, load, longest, pairs, phrases
from quotes.model import Gender

SCIENCE = re.compile(r"(?:ologist|onomist|icist|iatrist|(?<!ot)ographer)s?$")
NO_KINDS = ("employers", "public", "private", "general", "trade", "apart", "same", "members")
"""Tables of ``bodies.toml`` that are no roles."""
SPECIAL = (
    "independent",
    "body",
    "client",
    "abbreviations",
    "gender",
    "same",
    "epithet",
    "attribute",
    "kin",
    "family",
    "headline",
    "demonym",
    "collective",
)
"""Tables of ``people.toml`` that are no roles."""


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase of a lexicon found in a text: what it tells and the position of its first word.

    ``value`` is a role, or for persons ``body`` and ``client``; ``default`` the role where no body is named;
    ``known`` whether it is a name that any reader knows.
    """

    phrase: str
    value: str
    first: int
    default: str = ""
    known: bool = False


@functools.cache
def _people() -> Mapping[str, tuple[str, str, str]]:
    table: dict[str, tuple[str, str, str]] = {}
    data = load("people")
    for role, entry in data.items():
        if role not in SPECIAL:
            for phrase in phrases(entry["words"]):
                table[phrase] = (phrase, role, role)
    for special in ("body", "client"):
        for phrase, default in pairs(data[special]["words"]).items():
            table[phrase] = (phrase, special, default)
    for short, phrase in data["abbreviations"].items():
        table[short] = table[phrase]
    return table


@functools.cache
def _kinds() -> Mapping[str, tuple[str, str, bool]]:
    table: dict[str, tuple[str, str, bool]] = {}
    for role, entry in load("bodies").items():
        if role not in NO_KINDS:
            for phrase in phrases(entry["words"]):
                table.setdefault(phrase, (phrase, role, False))
    return table


@functools.cache
def _bodies() -> Mapping[str, tuple[str, str, bool]]:
    table = dict(_kinds())
    for role, entry in load("bodies").items():
        if role in NO_KINDS and role != "public":
            continue
        for phrase in phrases(entry.get("names", "")):
            table[phrase] = (phrase, role, True)
    return table


@functools.cache
def _title_words() -> Mapping[str, tuple[str, str, bool]]:
    return {
        phrase: (phrase, role, False)
        for role, entry in load("bodies").items()
        for phrase in phrases(entry.get("title_words", ""))
    }


@functools.cache
def _documents() -> Mapping[str, str]:
    return {phrase: phrase for phrase in phrases(load("documents")["words"])}


def person_word(words: Sequence[Word], end: int) -> Match | None:
    """What the longest phrase for a person that ends at ``words[end]`` tells."""
    found = longest(words, end, _people())
    if found is None:
        return _science(words, end)
    (phrase, value, default), first = found
    return Match(phrase, value, first, default)


def _science(words: Sequence[Word], end: int) -> Match | None:
    """Names of sciences end alike: a glaciologist is an expert though no list has the word."""
    text = words[end].text.lower()
    if words[end].xpos.startswith("NN") and SCIENCE.search(text):
        return Match(text, "expert", end, "expert")
    return None


def body_word(words: Sequence[Word], end: int) -> Match | None:
    """What the longest phrase for a body that ends at ``words[end]`` tells."""
    found = longest(words, end, _bodies())
    if found is not None and found[0][2] and not any(w.text[:1].isupper() for w in words[found[1] : end + 1]):
        found = longest(words, end, _kinds())  # "the economist" is no newspaper
    is_name = words[end].xpos in ("NNP", "NNPS") or words[end].entity == "ORG"
    if words[end].text[:1].isupper() and is_name and end:
        titled = longest(words, end, _title_words())
        if found is None or (titled is not None and titled[1] <= found[1] and not found[0][2]):
            found = titled or _of_workers(words, end)
    if found is None:
        return None
    (phrase, role, known), first = found
    if not known and phrase in phrases(load("bodies")["trade"]["words"]) and _of_business(words[:first]):
        role = "business"
    return Match(phrase, role, first, role, known)


def _of_workers(words: Sequence[Word], end: int) -> tuple[tuple[str, str, bool], int] | None:
    """A body named after those at work in it is their union: "Allied Metalworkers", "Associated Nurses"."""
    text = words[end].text.lower()
    person = longest(words, end, _people())
    if not end or not words[end - 1].text[:1].isupper() or not text.endswith("s"):
        return None
    at_work = person is not None and person[0][1] == "witness" and person[1] == end
    return ((text, "activist", False), end) if at_work or text.endswith("workers") else None


def _of_business(words: Sequence[Word]) -> bool:
    """Whether the words before "association" name people in business: growers, merchants, realtors."""
    for position, word in enumerate(words):
        found = longest(words, position, _people()) if word.xpos.startswith("NN") else None
        if found is not None and found[0][1] == "business":
            return True
    return False


def document_word(words: Sequence[Word], end: int) -> Match | None:
    """The longest phrase for a document that ends at ``words[end]``."""
    found = longest(words, end, _documents())
    return Match(found[0], "document", found[1], "document") if found else None


@functools.cache
def taken_up_documents() -> frozenset[str]:
    """Documents that an article introduces and takes up again: "a report by the council", "the report"."""
    return phrases(load("documents")["taken_up"])


@functools.cache
def own_documents() -> frozenset[str]:
    """Documents that are their author's own voice when somebody possesses them: "her tweet"."""
    return phrases(load("documents")["own"])


@functools.cache
def _gendered() -> Mapping[str, Gender]:
    table: dict[str, Gender] = dict.fromkeys(phrases(load("people")["gender"]["female"]), "female")
    table.update(dict.fromkeys(phrases(load("people")["gender"]["male"]), "male"))
    return table


def gender_of_noun(word: Word) -> Gender:
    """The gender that a noun for a person tells, else empty."""
    return next((_gendered()[form] for form in forms(word) if form in _gendered()), "")


@functools.cache
def same_kind() -> Mapping[str, frozenset[str]]:
    """For a general word the particular ones that it may stand for: "the lawmaker" for a senator."""
    return {general: phrases(particular) for general, particular in load("people")["same"].items()}


def headline_words(word: Word) -> frozenset[str]:
    """The posts for which a headline has a shorter word: "chief" for a president or superintendent."""
    table = load("people")["headline"]
    return next((phrases(table[form]) for form in forms(word) if form in table), frozenset())


@functools.cache
def attributes() -> frozenset[str]:
    """Nouns that tell what somebody is besides the capacity they speak in: "billionaire", "veteran"."""
    return phrases(load("people")["attribute"]["words"])


@functools.cache
def general_bodies() -> frozenset[str]:
    """Nouns by which any body of their kind is taken up: "the company", "the union"."""
    return phrases(load("bodies")["general"]["words"])


@functools.cache
def apart(general: str) -> frozenset[str]:
    """Nouns for bodies that a general noun does not take up: a college is no "company"."""
    table = load("bodies")["apart"]
    return phrases(table.get(general, table["other"] if general in phrases(table["general"]) else ""))


@functools.cache
def same_bodies(general: str) -> frozenset[str]:
    """Nouns in the names of bodies that a lead may call by another: "panel" for a committee."""
    return phrases(load("bodies")["same"].get(general, ""))


@functools.cache
def members_of(noun: str) -> frozenset[str]:
    """The bodies that a noun for persons belongs to by itself: "officer" to "police"."""
    return frozenset(body for body, members in load("bodies")["members"].items() if noun in phrases(members))


@functools.cache
def voices() -> frozenset[str]:
    """Nouns for somebody's words, which are that person speaking: "her advice"."""
    return phrases(load("documents")["voice"])


@functools.cache
def issued() -> frozenset[str]:
    """Verbs for what its issuer does with a text: "filed by", "released by"."""
    return phrases(load("documents")["issued"])


@functools.cache
def kin() -> frozenset[str]:
    """Nouns for relatives: who is introduced by one is rarely meant by a bare last name."""
    return phrases(load("people")["kin"]["words"])


@functools.cache
def _families() -> Mapping[str, str]:
    table: Mapping[str, Mapping[str, str]] = load("people")["family"]
    return {noun: tie for tie, entry in table.items() for noun in phrases(entry["words"])}


def family_tie(noun: Word | str) -> str:
    """How a noun for a relative ties two people: ``spouse``, ``parent``, …; empty for any other noun."""
    found = (noun,) if isinstance(noun, str) else forms(noun)
    return next((_families()[form] for form in found if form in _families()), "")


def family_inverse(tie: str) -> str:
    """What the other one is to a relative: ``parent`` for ``child``; empty for no tie."""
    return str(load("people")["family"][tie]["inverse"]) if tie else ""


def is_elder_tie(tie: str) -> bool:
    """Whether a tie makes a relative of the elder generation."""
    return bool(tie) and bool(load("people")["family"][tie]["elder"])


@functools.cache
def collectives() -> frozenset[str]:
    """Nouns in the singular that stand for several people: "the family", "the crowd"."""
    return phrases(load("people")["collective"]["words"])


@functools.cache
def epithets() -> frozenset[str]:
    """Nouns that take up the person spoken of where nobody was introduced by them."""
    return phrases(load("people")["epithet"]["words"])


@functools.cache
def demonyms() -> frozenset[str]:
    """Nouns for where one person is from: "the Italian"."""
    return phrases(load("people")["demonym"]["words"])


@functools.cache
def events(role: str, key: str) -> frozenset[str]:
    """A list of ``events.toml``; empty where there is none."""
    return phrases(load("events").get(role, {}).get(key, ""))


def speaks_for_person(words: Sequence[Word]) -> bool:
    """Whether a phrase ends in a noun for who speaks for somebody: "her spokesman", "his senior aides"."""
    listed = events("spoken_for", "words")
    last = [w.text.lower() for w in words[-3:]]
    return bool(set(forms(words[-1])) & listed) or any(" ".join(last[i:]) in listed for i in range(len(last) - 1))


def is_doer(noun: Word) -> bool:
    """Whether a noun is built like one for who does something: "projectionist", "keeper"."""
    text = noun.lemma.lower()
    return text.endswith(tuple(events("agent", "endings"))) and text not in events("agent", "except")


@functools.cache
def topic_words(role: str) -> frozenset[str]:
    """Words that tell that an article's field is a role's."""
    return phrases(load("events")["topic"].get(role, ""))


@functools.cache
def independent() -> frozenset[str]:
    """Posts of the state whatever stands before them: "the charity regulator"."""
    return phrases(load("people")["independent"]["words"])


@functools.cache
def public_employers() -> frozenset[str]:
    """Words before an expert's profession that make it a public post: "county engineer"."""
    return phrases(load("bodies")["employers"]["words"])


@functools.cache
def public_signs() -> tuple[str, ...]:
    """Phrases that show a school, university or hospital to be public."""
    return tuple(sorted(phrases(load("bodies")["public"]["words"])))


@functools.cache
def private_universities() -> frozenset[str]:
    """Private universities with a name like that of a public one: "University of Chicago"."""
    return phrases(load("bodies")["private"]["words"])
