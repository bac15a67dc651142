"""A paragraph in, where its dateline ends out: the place and the agency with which news begins name no source."""

import re

from quotes.model import Span
from quotes.text.dashes import DASH_CHARACTERS

DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]{2,}(?: [A-Z][A-Z.'’-]+)*(?:, [A-Z][\w. ]{1,20})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?"
    rf"(?: \([^)\n]{{2,20}}\))? ?[{re.escape(DASH_CHARACTERS)}]{{1,2}}\s"
)


def dateline_end(text: str, paragraph: Span) -> int:
    """Where the place and agency end with which a paragraph starts: "MILLRACE, Ohio (AP) —"; its start without one."""
    found = DATELINE.match(text, paragraph.start, paragraph.end)
    return found.end() if found else paragraph.start
