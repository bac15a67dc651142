"""Tables and analyses in, HTML pages out: one method a page, every template escaped.

A page is one file: style and pictures are inside it, it needs no JavaScript, and its content security
policy forbids it to ask anything of a network.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from quotes.model import Analysis
from quotes.roles.codebook import Codebook, load_codebook
from quotes.table.rows import UNKNOWN
from reports.charts.colours import RoleStyle, role_styles
from reports.charts.exported import Chart, exported_charts
from reports.checks.checks import Checks, Finding
from reports.language.codes import ENGLISH
from reports.language.language import Language
from reports.measures.balance import Balance
from reports.measures.comparison import Comparison
from reports.pages.annotator import ReviewTask, script
from reports.pages.article import article_values, cleaned, roles_in
from reports.pages.article_list import list_values
from reports.pages.comparison import comparison_charts, comparison_values
from reports.pages.corpus import CorpusReport, about_corpus, corpus_values
from reports.pages.page_names import ARTICLE_LIST, COMPARISON, INDEX, STATEMENTS, SUMMARY, list_path
from reports.pages.source import source_values
from reports.pages.statements import StatementPage, statements_values
from reports.pages.templating import Templates, templates

SELECTION = {"light": "#dbe9f7", "strong": "#b5d3ef", "dark": "#1f3a54", "dark_strong": "#2d557b"}
"""Behind words that a person marks, and while they are choosing them, on light and on dark paper."""
EXPLORER = "explorer.js.j2"
"""The script of the list of statements."""


@dataclass(frozen=True)
class Pages:
    """All pages of a report, in one language and one dress.

    ``versions`` is what made the pages (name → version). ``template_dir`` holds templates that take the place of ours.
    ``checks`` explains the questions to the editor. ``comparison_page`` tells that the report has one, so that the
    other pages lead there; ``corpus_title`` is what the report is called, for the pages of its parts. Raises
    LanguageError and BrokenTemplate.
    """

    codebook: Codebook = field(default_factory=load_codebook)
    versions: Mapping[str, str] = field(default_factory=dict)
    language_code: str = ENGLISH
    template_dir: Path | None = None
    checks: Checks | None = None
    comparison_page: bool = False
    corpus_title: str = ""

    def __post_init__(self) -> None:
        # What is wrong with a template or a language is told before the work.
        self.templates.environment.get_template("base.html.j2")

    @cached_property
    def templates(self) -> Templates:
        """The templates, in the language of the pages."""
        return templates(self.language_code, self.template_dir)

    @property
    def language(self) -> Language:
        """The language of the pages."""
        return self.templates.language

    def _styles(self, roles: Iterable[str] = ()) -> dict[str, RoleStyle]:
        """How roles look: those of the codebook, and those of ``roles`` that it lacks."""
        return role_styles(self.codebook, roles, self.language)

    def article(
        self,
        analysis: Analysis,
        findings: Sequence[Finding] = (),
        source_pages: Mapping[int, str] | None = None,
        correct: Mapping[int, str] | None = None,
    ) -> str:
        """The page of one article: its text with every attribution marked and explained in the margin.

        ``findings`` are the questions that checks ask about this article, ``source_pages`` the pages of those of its
        sources that other articles quote too (number of the source, from 1 → path from the report folder). ``correct``
        leads from the number of a statement to where a person can put it right, where there is such a place.
        """
        analysis = cleaned(analysis)
        styles = self._styles([*roles_in(analysis), UNKNOWN])
        return self.templates.fill(
            "article.html.j2",
            **self._frame(up="../"),
            **article_values(analysis, findings, styles, self.checks, self.language),
            source_pages=source_pages or {},
            correct=correct or {},
        )

    def corpus_values(self, report: CorpusReport) -> dict[str, Any]:
        """What the page of the whole corpus and its Markdown both show."""
        return corpus_values(report, self._styles(report.roles), self.checks, self.language)

    def corpus(
        self, report: CorpusReport, charts: Collection[str] = (), *, whole: bool = False, summary: bool = False
    ) -> str:
        """The page of the whole corpus: what an editor should know first, then what leads to the other pages.

        ``charts`` names those that lie beside the page as files. ``whole`` says that nothing is to be folded away,
        ``summary`` that what fits on one sheet is wanted alone.
        """
        return self.templates.fill(
            "summary.html.j2" if summary else "corpus.html.j2",
            **self._frame(SUMMARY if summary else INDEX),
            **self.corpus_values(report),
            charts=charts,
            whole=whole,
            summary=summary,
        )

    def charts(self, report: CorpusReport, comparison: Comparison | None = None) -> list[Chart]:
        """The charts of the corpus and of a comparison, for pages of somebody's own; none without statements."""
        measures, found = report.measures, list[Chart]()
        about = about_corpus(report, self.language)
        if measures.statements:
            styles = self._styles(measures.share_of("role")["label"])
            found = list(exported_charts(measures, styles, self.language, about))
        if comparison is not None:
            found += comparison_charts(comparison, self._styles(comparison.roles), self.language, about)
        return found

    def article_list(
        self, articles: pd.DataFrame, measures: Balance, number: int = 1, findings: pd.DataFrame | None = None
    ) -> str:
        """A page of the list of all articles, from 1 to ``list_pages``, with search and sorting where JavaScript runs.

        The first page can search all of them: it holds the names of those that stand on others.
        """
        values = list_values(articles, measures, number, findings)
        return self.templates.fill(
            "articles.html.j2",
            **self._frame(list_path(number), up="../"),
            title=self.language.gettext("All articles"),
            styles=self._styles(values["heard"]),
            **values,
        )

    def source(self, speaker: str, statements: pd.DataFrame) -> str:
        """The page of one source: everything that it says, article by article.

        ``statements`` are its rows of the attributions table; the role that is missing there counts as unknown.
        """
        rows = statements.assign(role=statements["role"].fillna(UNKNOWN))
        values = source_values(speaker, rows, self._styles(rows["role"]), self.language)
        return self.templates.fill("source.html.j2", **self._frame(up="../"), **values)

    def statements(self, page: StatementPage, every: Sequence[tuple[int, int]]) -> str:
        """A page of the list of all statements; ``every`` are the first and last statement of each page."""
        styles = self._styles(row["role"] for row in page.rows)
        return self.templates.fill(
            "statements.html.j2",
            script=self.templates.fill(EXPLORER),
            **self._frame(STATEMENTS),
            title=self.language.gettext("All statements"),
            **statements_values(page, every, styles, self.language),
        )

    def annotator(
        self, task: ReviewTask, title: str = "", report: str = "", unanswered: int = 0, *, in_report: bool = False
    ) -> str:
        """The page on which a person decides on statements.

        ``report`` is where the report lies, if the page can lead there. In ``unanswered`` of the statements somebody
        was asked and gave no answer. ``in_report`` says that what is decided counts in a report.
        """
        text, styles = self.language.gettext, self._styles()
        return self.templates.fill(
            "annotator.html.j2",
            script=script(),
            **self._frame() | {"links": [{"path": report, "words": text("The report")}] if report else []},
            title=title or text("Put the report right"),
            styles=styles,
            data=task.page_data(styles.values(), self.codebook.unknown, self.language),
            unanswered=unanswered,
            in_report=in_report,
            selection=SELECTION,
        )

    def comparison_values(self, comparison: Comparison) -> dict[str, Any]:
        """What the page of a comparison and its Markdown both show."""
        return comparison_values(comparison, self._styles(comparison.roles), self.language)

    def comparison(self, comparison: Comparison, charts: Collection[str] = ()) -> str:
        """The page that compares groups of articles, or two audits; ``charts`` are those that lie there as files."""
        values = self.comparison_values(comparison)
        return self.templates.fill("comparison.html.j2", **self._frame(COMPARISON), charts=charts, **values)

    def _frame(self, here: str = "", *, up: str = "") -> dict[str, object]:
        """What every page needs: the way ``up`` to the report's folder, where it leads besides ``here``."""
        text = self.language.gettext
        links = {
            INDEX: text("The report"),
            ARTICLE_LIST: text("All articles"),
            STATEMENTS: text("All statements"),
            SUMMARY: text("On one page"),
        }
        if self.comparison_page:
            links[COMPARISON] = text("Comparison")
        other = [{"path": path, "words": words} for path, words in links.items() if path != here]
        of = "" if here in (INDEX, SUMMARY) else self.corpus_title
        return {"up": up, "links": other, "versions": self.versions, "corpus_title": of}
