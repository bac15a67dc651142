"""Words without closing mark in, the same without what tells at their end who says them out: "…, said Ann Bell."."""

import re

from quotes.capitals import CAPITAL
from quotes.model import Span
from quotes.own_data import toml_beside

TAGS = toml_beside(__file__, "tags.toml")
LONGEST = 80
"""Characters of the one who speaks, with what is told of him."""
REACH = 2 * LONGEST
"""Characters at the end of what is said in which such words are looked for."""
_VERB = rf"(?:{'|'.join(TAGS['verbs'])})"
_WHERE = rf"(?:{'|'.join(TAGS['before_places'])})"
_TITLE = rf"\b{CAPITAL}[a-z]{{0,3}}\.\s"
_SPEAKER = rf"(?:(?:{'|'.join(TAGS['subjects'])})\b|(?=[^.?!]*\b{CAPITAL}))(?:{_TITLE}|[^.?!\n]){{0,{LONGEST}}}"
_TAG = re.compile(rf"[,?!](?=\s(?:{_VERB}\s{_SPEAKER}|{_SPEAKER}\s{_VERB}(?:\s{_WHERE}\s[^.?!\n]{{2,40}})?)\.?$)")
"""The mark before the words that end a sentence and tell who says it."""


def before_tag(text: str, said: Span) -> Span:
    """What is said without the words that tell by whom; the same span where none do."""
    tag = _TAG.search(text, max(said.start, said.end - REACH), said.end)
    return Span(said.start, tag.end()) if tag is not None else said
