"""A source in, what its article tells of the person besides post and body out: the age, and the place.

Only what is said of the source itself counts: a description of it ("52", "a school bus driver from Delby"). Where two
ages stand there, one is somebody else's ("the father of Ali, 13"), and none is given.
"""

import re

from quotes.capitals import CAPITAL
from quotes.model import Source
from quotes.own_data import toml_beside
from quotes.sources.ages import ages_told, is_age

WORDS = toml_beside(__file__, "told.toml")


def _either(name: str) -> str:
    return "|".join(re.escape(word) for word in sorted(WORDS[name], key=len, reverse=True))


NAME = rf"{CAPITAL}[\w’'-]*(?:(?: (?:of|the|upon|on))? {CAPITAL}[\w’'-]*)*"
PLACE = re.compile(rf"^(?:[\w’'-]+ ){{0,8}}?(?:{_either('place_before')}) ({NAME})\b(?! \d)|^of ({NAME})$")
BEFORE_NOUN = re.compile(
    rf"^(?:(?:{_either('determiners')}) )?+(?:[a-z][\w’'-]* ){{0,3}}?({NAME}) (?:{_either('place_behind')})\b"
)
CLAUSE = re.compile(rf",? (?:{_either('clause_openers')})\b")
BODY = re.compile(rf"\b(?:{_either('bodies')})\b", re.IGNORECASE)


def age_of(source: Source) -> int | None:
    """The age of a person in years, where the article tells one of them."""
    if source.kind != "person":
        return None
    found = {age for told in _told(source) for age in ages_told(told)}
    return next(filter(is_age, found), None) if len(found) == 1 else None


def place_of(source: Source) -> str | None:
    """Where a person is from or lives, in the article's words, where it tells."""
    if source.kind != "person" or source.article is None:
        return None
    text = source.article.text
    body = source.elements.affiliation.of(text) if source.elements.affiliation else ""
    for told in _told(source):
        match = BEFORE_NOUN.match(told)
        if match is not None and match[1] not in body and not BODY.search(match[1]):
            return str(match[1])
        match = PLACE.match(CLAUSE.split(told)[0])
        if match is None:
            continue
        place = match[1] or match[2]
        # With a post, "of Karvenia" may be what somebody heads: a place is what something else happens in.
        told_apart = match[1] or source.elements.title is None
        if not BODY.search(place) and ((told_apart and place not in body) or (match[2] and _is_place(place, text))):
            return str(place)
    return None


def _is_place(name: str, text: str) -> bool:
    return re.search(rf"\b(?:{_either('place_around')})\s+{re.escape(name)}\b(?![’']s)", text) is not None


def _told(source: Source) -> list[str]:
    return [" ".join(text.split()) for text in source.description_texts]
