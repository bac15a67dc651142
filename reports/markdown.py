"""The measures of a corpus in, its report as Markdown out: words of articles are escaped, so that they stay words."""

import re

from reports.measures.comparison import Comparison
from reports.pages.corpus import CorpusReport
from reports.pages.render import Pages

SPECIAL = re.compile(r"[\\`*_\[\]<>|~#@$]|&(?=#?\w+;)|(?<=[hHpPsS]):(?=//)|(?<=[wW]{3})\.")
"""What means something within a line: also web addresses, which some readers make links of."""
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of what follows: unseen, they can make a whole row of a table read backwards."""
AT_START = re.compile(r"^(\d+(?=[.)](?:\s|$))|[-+=](?=\s|=|-|$)|:)")


def escaped(text: object) -> str:
    """``text`` as one line of Markdown that shows it as it is, without characters that turn its direction."""
    line = SPECIAL.sub(r"\\\g<0>", " ".join(DIRECTION.sub("", str(text)).split()))
    return AT_START.sub(lambda match: match[0] + "\\" if match[0].isdigit() else "\\" + match[0], line)


def markdown_report(pages: Pages, report: CorpusReport, comparison: Comparison | None, article_pages: bool) -> str:
    """The text of ``report.md``, in the language and by the templates of ``pages``; it ends with a line end.

    ``article_pages`` tells that the pages of articles lie beside it, so that it can lead there.
    """
    filled = pages.templates.fill(
        "report.md.j2",
        md=escaped,
        **pages.corpus_values(report),
        comparison=None if comparison is None else pages.comparison_values(comparison),
        article_pages=article_pages,
        versions=pages.versions,
    )
    return filled.rstrip() + "\n"
