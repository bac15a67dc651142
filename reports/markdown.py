"""The measures of a corpus in, its report as Markdown out: words of articles are escaped, so that they stay words."""

import re
from collections.abc import Mapping
from typing import Any

import pandas as pd

from reports.charts.bars import interval
from reports.charts.colours import role_styles
from reports.charts.corpus import corpus_pictures
from reports.charts.people import chosen_table, people_lines, reference_table
from reports.language.language import Language
from reports.measures.balance import Balance
from reports.measures.comparison import Comparison
from reports.pages.came_in import CameIn
from reports.pages.comparison import comparison_title, group_rows
from reports.pages.comparison import headlines as comparison_headlines
from reports.pages.comparison import pictures as comparison_pictures
from reports.pages.corpus import gold_name, headlines, report_title
from reports.pages.findings import question_groups
from reports.pages.first_screen import checked_name, corpus_name
from reports.pages.render import MOST_HEARD, UNANSWERED, Pages
from reports.pages.templating import templates

SPECIAL = re.compile(r"[\\`*_\[\]<>|~#@$]|&(?=#?\w+;)|(?<=[hHpPsS]):(?=//)|(?<=[wW]{3})\.")
"""What means something within a line: also web addresses, which some readers make links of."""
DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of what follows: unseen, they can make a whole row of a table read backwards."""
AT_START = re.compile(r"^(\d+(?=[.)](?:\s|$))|[-+=](?=\s|=|-|$)|:)")


def escaped(text: object) -> str:
    """``text`` as one line of Markdown that shows it as it is, without characters that turn its direction."""
    line = SPECIAL.sub(r"\\\g<0>", " ".join(DIRECTION.sub("", str(text)).split()))
    return AT_START.sub(lambda match: match[0] + "\\" if match[0].isdigit() else "\\" + match[0], line)


def markdown_report(
    pages: Pages,
    measures: Balance,
    articles: pd.DataFrame,
    findings: pd.DataFrame,
    comparison: Comparison | None,
    *,
    came_in: CameIn,
    partial: bool,
    title: str,
    article_pages: bool,
    questions: Mapping[tuple[str, int], str],
) -> str:
    """The text of ``report.md``, in the language and by the templates of ``pages``; it ends with a line end.

    ``article_pages`` tells that the pages of articles lie beside it, so that it can lead there; ``questions`` are those
    to the editor in this language (``reports.pages.findings``).
    """
    words = pages.language
    roles = list(measures.share_of("role")["label"])
    seen = [*roles, *measures.most_heard["role"].head(MOST_HEARD), *measures.unanswered["role"].head(UNANSWERED)]
    styles = role_styles(pages.codebook, seen, words)
    filled = templates(pages.language_code, pages.template_dir).fill(
        "report.md.j2",
        md=escaped,
        measures=measures,
        title=report_title(words, measures.articles, partial, title or corpus_name(articles, words)),
        headlines=list(headlines(measures, styles, words)),
        gold=gold_name(measures),
        sample=checked_name(measures, words),
        people=list(people_lines(measures, words)),
        chosen=chosen_table(measures, styles, words),
        reference=reference_table(measures, styles, words),
        **(corpus_pictures(measures, styles, words) if measures.statements else {}),
        most_heard=[_heard(row, styles, words) for row in measures.most_heard.head(MOST_HEARD).to_dict("records")],
        unanswered=[
            {"speaker": _text(row["speaker"]), "role": styles[row["role"]].label, "words": _text(row["cue_text"])}
            | {"article": row["article"], "number": int(row["attribution"])}
            for row in measures.unanswered.head(UNANSWERED).to_dict("records")
        ],
        questions=list(question_groups(articles, findings, pages.checks, words, questions)),
        comparison=None if comparison is None else _comparison(pages, comparison),
        article_pages=article_pages,
        came_in=came_in,
        versions=pages.versions,
    )
    return filled.rstrip() + "\n"


def _comparison(pages: Pages, comparison: Comparison) -> dict[str, Any]:
    roles = comparison.shares.loc[comparison.shares["by"] == "role", "label"].unique()
    words, styles = pages.language, role_styles(pages.codebook, roles, pages.language)
    return {
        "title": comparison_title(comparison, words),
        "headlines": list(comparison_headlines(comparison, styles, words)),
        "groups": group_rows(comparison, words),
        "pictures": list(comparison_pictures(comparison, styles, words)),
    }


def _heard(row: Mapping[Any, Any], styles: Mapping[str, Any], words: Language) -> dict[str, str]:
    return {
        "speaker": _text(row["speaker"]),
        "role": styles[row["role"]].label,
        "statements": words.number(int(row["statements"])),
        "share": words.percent(row["statement_share"]),
        "interval": interval(words, row["low"], row["high"]) or "–",
        "articles": words.number(int(row["articles"])),
    }


def _text(cell: Any) -> str:
    return "" if pd.isna(cell) else str(cell)
