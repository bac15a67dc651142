"""What a report tells of a corpus in, the values that its first page, its sheet and its Markdown show out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from typing import Any

import pandas as pd

from quotes.review.apply import Checked
from quotes.review.table import unfit_line
from reports.charts.bars import interval
from reports.charts.colours import RoleStyle
from reports.charts.corpus import corpus_pictures
from reports.charts.people import chosen_table, people_lines, reference_tables
from reports.checks.checks import Checks
from reports.language.language import Language
from reports.language.words import count
from reports.measures.balance import Balance
from reports.pages.article_list import article_rows
from reports.pages.came_in import NOTHING, CameIn
from reports.pages.findings import question_groups
from reports.pages.first_screen import checked_name, corpus_name, doubts, key_figures, parts, period, sentence
from reports.pages.frame_rows import rows_of
from reports.pages.role_table import columns, role_rows, silent_roles

MOST_HEARD = 20
UNANSWERED = 100
ARTICLES_SHOWN = 50
"""Rows of a list on the corpus page; the list of articles and the tables beside it hold all."""


@dataclass(frozen=True)
class CorpusReport:
    """What a report tells of a corpus.

    ``articles`` and ``findings`` are the tables of those names, ``questions`` the ones to the editor in the language of
    the report (``findings.Questions``). ``came_in`` tells what became of the files of the articles, ``partial`` that
    the audit was stopped before its end. ``files`` are names beside the page with what they hold, ``source_pages``
    keys of ``measures.most_heard`` with paths; ``checked`` counts what people put right.
    """

    measures: Balance
    articles: pd.DataFrame
    findings: pd.DataFrame = field(default_factory=pd.DataFrame)
    questions: Mapping[tuple[str, int], str] = field(default_factory=dict)
    came_in: CameIn = NOTHING
    partial: bool = False
    title: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    source_pages: Mapping[str, str] = field(default_factory=dict)
    checked: Checked | None = None

    @cached_property
    def most_heard(self) -> list[dict[str, Any]]:
        """The sources most heard."""
        return rows_of(self.measures.most_heard.head(MOST_HEARD))

    @cached_property
    def unanswered(self) -> list[dict[str, Any]]:
        """Who was asked and gave no answer, with the titles of the articles."""
        titles = dict(zip(self.articles["article"], self.articles["title"].fillna(""), strict=True))
        rows = rows_of(self.measures.unanswered.head(UNANSWERED))
        return [row | {"title": titles.get(row["article"], "")} for row in rows]

    @property
    def roles(self) -> list[str]:
        """The roles that it names, again and again."""
        return [*self.measures.share_of("role")["label"], *(row["role"] for row in self.most_heard + self.unanswered)]


def about_corpus(report: CorpusReport, language: Language) -> str:
    """Of which articles a chart is that stands alone: the name of the corpus, how many articles, and when."""
    name = report.title or corpus_name(report.articles, language)
    number = count(language, "article", report.measures.articles)
    return " · ".join(filter(None, (name, number, period(report.articles, language))))


def corpus_values(
    report: CorpusReport, styles: Mapping[str, RoleStyle], checks: Checks | None, language: Language
) -> dict[str, Any]:
    """What the templates of a corpus show."""
    measures, articles, findings = report.measures, report.articles, report.findings
    return {
        "title": report_title(report, language),
        "styles": styles,
        "measures": measures,
        "period": period(articles, language),
        "sample": checked_name(measures, language),
        "sentence": sentence(measures, styles, language),
        "doubts": list(doubts(measures, styles, language)),
        "parts": parts(measures, styles) if measures.statements else [],
        "key_figures": key_figures(measures, len(findings), language),
        "role_columns": columns(language),
        "role_rows": list(role_rows(measures, styles)),
        "silent": silent_roles(measures, styles),
        "people": list(people_lines(measures, language)),
        "chosen": chosen_table(measures, styles, language),
        "reference": reference_tables(measures, styles, language),
        "questions": list(question_groups(articles, findings, checks, language, report.questions)),
        "articles": article_rows(articles.head(ARTICLES_SHOWN), measures),
        "most_heard": report.most_heard,
        "unanswered": report.unanswered,
        "source_pages": report.source_pages,
        "interval": partial(interval, language),
        "came_in": report.came_in,
        "checked": report.checked,
        "unfit_line": unfit_line,
        "files": report.files,
        **(corpus_pictures(measures, styles, language) if measures.statements else {}),
    }


def report_title(report: CorpusReport, language: Language) -> str:
    """What the report is called, its outlets if nothing else; and after how many articles it stopped."""
    title = report.title or corpus_name(report.articles, language)
    if not report.partial:
        return title
    number = count(language, "article", report.measures.articles)
    return language.gettext("%(title)s (partial: stopped after %(articles)s)", title=title, articles=number)
