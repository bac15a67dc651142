"""A paragraph in, the places where a sentence ends behind "May.", "U.S." or "plan B.", which tokenizers pass over, out.

The point of an abbreviation ends a sentence too where what follows begins one: a word that only begins sentences, "Dr.
Voss", a plural noun with a capital ("Police said"), or a name that the article has elsewhere without the abbreviation.
"""

import re
from collections.abc import Iterator

from quotes.capitals import CAPITAL
from quotes.lexicon.lists import LISTS
from quotes.model import Span

POINT = re.compile(rf"(?P<before>\S+)\s(?P<word>[\w.’'-]*\w)\.[”’\"')]*\s+(?=(?P<next>[“‘\"']?{CAPITAL}[\w’'-]*))")
INITIALS = re.compile(r"[a-z](?:\.[a-z]){2,}")
"""Letters of three words or more, which no person's initials are: "U.S.S.R."."""
PRIVATE = ("activist", "business", "public-figure", "witness")
"""Roles of people whose occupations have a capital only where a sentence starts: "the U.S. Secretary" is one name."""
NAME_AND_VERB = re.compile(rf"(?P<first>{CAPITAL}[\w’'-]*)(?: {CAPITAL}[\w.’'-]*){{0,2}} (?P<verb>[a-z]+)\b")


def ends_behind_abbreviations(text: str, paragraph: Span) -> Iterator[int]:
    """The offsets at which the sentences behind begin."""
    for found in POINT.finditer(text, paragraph.start, paragraph.end):
        if _ends(text, found):
            yield found.end()


def _ends(text: str, found: re.Match[str]) -> bool:
    word, before, following = found["word"].lower(), found["before"].lower(), found["next"].lstrip("“‘\"'").lower()
    letters = LISTS.grammar
    if word in letters.months_in_full or (len(word) == 1 and before in letters.lettered):
        return True
    if word not in letters.abbreviations_at_end and INITIALS.fullmatch(word) is None:
        return False
    return following in letters.sentence_openers | LISTS.names.titles_before_names or _begins_with_name(text, found)


def _begins_with_name(text: str, found: re.Match[str]) -> bool:
    """Whether "Police said" follows, or a name and a verb; the name is given in full or stands elsewhere as well."""
    name = NAME_AND_VERB.match(text, found.end())
    if name is None or not (name["verb"].endswith("ed") or name["verb"] in LISTS.grammar.verbs_in_past):
        return False
    first, words = name["first"], name[0].split()
    private = any(first.lower() in LISTS.people.roles[role] for role in PRIVATE)
    if private or found["word"].lower() in LISTS.grammar.months_shortened:
        return True
    if len(words) > 2:
        return LISTS.names.is_given(first.lower())
    if first.lower() in LISTS.people.plural or _is_plural_of_people(first.lower()):
        return True
    elsewhere = re.finditer(rf"(\S+)\s+{re.escape(first)}\b", text)
    return any(one.end() < name.start() and not one[1].endswith(".") for one in elsewhere)


def _is_plural_of_people(word: str) -> bool:
    """Whether a word is the plural of an occupation or the like, which has a capital only where a sentence starts."""
    single = word.removesuffix("s")
    return single != word and any(single in listed for listed in LISTS.people.roles.values())
