"""A paragraph in, where its dateline ends out: the place and the agency with which news begins name no source."""

import re

from quotes.capitals import CAPITAL, CAPITALS
from quotes.model import Span
from quotes.text.dashes import DASH_CHARACTERS

_LOUD = rf"[{CAPITALS}.'’-]"
_QUIET = rf"{CAPITAL}[^\W\d_{CAPITALS}][^\W\d_{CAPITALS}'’]*"
_REGION = rf"(?:, {CAPITAL}[\w. ]{{1,20}})?"
DATELINE = re.compile(
    rf"(?:{CAPITAL}{_LOUD}{{2,}}(?: {CAPITAL}{_LOUD}+)*{_REGION}(?:, [A-Z][a-z]{{2,8}}\.? \d{{1,2}})?"
    r"(?: \([^)\n]{2,20}\))?"
    rf"|{_QUIET}(?: {_QUIET}){{0,2}}{_REGION} \({CAPITAL}[^)\n]{{1,20}}\))"  # "Millrace, Ohio (AP) —"
    rf" ?[{re.escape(DASH_CHARACTERS)}]{{1,2}}\s"
)


def dateline_end(text: str, paragraph: Span) -> int:
    """Where the place and agency end with which a paragraph starts: "MILLRACE, Ohio (AP) —"; its start without one."""
    found = DATELINE.match(text, paragraph.start, paragraph.end)
    return found.end() if found else paragraph.start
