"""Tables and analyses in, HTML pages out: one method a page, every template escaped.

A page is one file: style and pictures are inside it, it needs no JavaScript, and its content security
policy forbids it to ask anything of a network.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from functools import partial as partial_function
from pathlib import Path

import pandas as pd

from quotes.model import Analysis
from quotes.review.apply import Checked
from quotes.review.table import unfit_line
from quotes.roles.codebook import Codebook, load_codebook
from quotes.table.rows import word_count, writable
from reports.charts.bars import interval
from reports.charts.colours import RoleStyle, role_styles
from reports.charts.corpus import corpus_pictures
from reports.charts.exported import Chart, exported_charts
from reports.charts.people import chosen_table, people_lines, reference_table
from reports.checks.checks import Checks, Finding
from reports.language.codes import ENGLISH
from reports.language.language import Language
from reports.measures.balance import Balance
from reports.measures.comparison import Comparison
from reports.measures.counting import UNKNOWN
from reports.pages.annotator import ReviewTask
from reports.pages.annotator import script as annotator_script
from reports.pages.article import cleaned, evidence_id, first_of_source, heard, roles_in, statement_of, text_paragraphs
from reports.pages.came_in import NOTHING, CameIn
from reports.pages.comparison import comparison_charts, comparison_title, difference_table, group_rows, small_shares
from reports.pages.comparison import headlines as comparison_headlines
from reports.pages.comparison import pictures as comparison_pictures
from reports.pages.corpus import article_rows, report_title, rows_of
from reports.pages.findings import places, question_groups, questions_of, shown
from reports.pages.first_screen import checked_name, corpus_name, doubts, key_figures, parts, period, sentence
from reports.pages.page_names import (
    ARTICLE_LIST,
    COMPARISON,
    INDEX,
    STATEMENTS,
    SUMMARY,
    list_path,
    page_name,
    statements_path,
)
from reports.pages.role_table import columns, role_rows, silent_roles
from reports.pages.source import SHOWN, by_article, names, role_table
from reports.pages.statements import Piece, explorer_words
from reports.pages.strip import strip
from reports.pages.templating import Templates, templates

MOST_HEARD = 20
UNANSWERED = 100
ARTICLES_SHOWN = 50
"""Rows of a list on the corpus page; the list of articles and the tables beside it hold all."""


SELECTION = {"light": "#dbe9f7", "strong": "#b5d3ef", "dark": "#1f3a54", "dark_strong": "#2d557b"}
"""Behind words that a person marks, and while they are choosing them, on light and on dark paper."""
EXPLORER = "explorer.js.j2"
"""The script of the list of statements."""
LISTED = 500
"""Articles on a page of the list of all."""


def list_pages(articles: int) -> int:
    """How many pages the list of so many articles has; one at least."""
    return max(1, -(-articles // LISTED))


@dataclass(frozen=True)
class Pages:
    """All pages of a report, in one language and one dress.

    ``versions`` is what made the pages (name → version). ``template_dir`` holds templates that take the place of ours.
    ``checks`` explains the questions to the editor. ``comparison_page`` tells that the report has one, so that the
    other pages lead there. Raises LanguageError and BrokenTemplate.
    """

    codebook: Codebook = field(default_factory=load_codebook)
    versions: Mapping[str, str] = field(default_factory=dict)
    language_code: str = ENGLISH
    template_dir: Path | None = None
    checks: Checks | None = None
    comparison_page: bool = False

    def __post_init__(self) -> None:
        # What is wrong with a template or a language is told before the work.
        self._templates.environment.get_template("base.html.j2")

    @cached_property
    def _templates(self) -> Templates:
        return templates(self.language_code, self.template_dir)

    @property
    def language(self) -> Language:
        """The language of the pages."""
        return self._templates.language

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
        statements = [statement_of(analysis, number, styles) for number in range(1, len(analysis.attributions) + 1)]
        paragraphs = list(text_paragraphs(analysis, statements, list(places(findings))))
        used = {statement.style.name for statement in statements}
        noted = {statement.number for paragraph in paragraphs for statement in paragraph.notes}
        return self._templates.fill(
            "article.html.j2",
            **self._frame(up="../", title=analysis.article.title or analysis.article.id),
            article=analysis.article,
            words=word_count(analysis.article.text),
            styles=styles,
            used=[style for style in styles.values() if style.name in used],
            statements=statements,
            unanswered=sum(statement.unanswered for statement in statements),
            doubtful=sum(statement.doubtful for statement in statements),
            elsewhere=[statement for statement in statements if statement.number not in noted],
            sources=list(heard(analysis, statements)),
            first_of_source=first_of_source(statements),
            source_pages=source_pages or {},
            correct=correct or {},
            paragraphs=paragraphs,
            findings=[shown(finding, self.checks, self.language) for finding in findings],
            questions=questions_of(findings),
            strip=strip(analysis, statements, self.language),
            # What a link may lead to: nothing is marked where a span holds white space only.
            goals={fragment.id for paragraph in paragraphs for fragment in paragraph.fragments if fragment.id},
            evidence_id=evidence_id,
        )

    def corpus(
        self,
        measures: Balance,
        articles: pd.DataFrame,
        findings: pd.DataFrame | None = None,
        *,
        came_in: CameIn = NOTHING,
        files: Mapping[str, str] | None = None,
        source_pages: Mapping[str, str] | None = None,
        checked: Checked | None = None,
        questions: Mapping[tuple[str, int], str] | None = None,
        partial: bool = False,
        title: str = "",
        charts: Collection[str] = (),
        whole: bool = False,
        summary: bool = False,
    ) -> str:
        """The page of the whole corpus: what an editor should know first, then what leads to the other pages.

        ``articles`` and ``findings`` are the tables of those names, ``source_pages`` maps keys of
        ``measures.most_heard`` to paths, ``files`` names beside the page to what they hold. ``came_in`` tells
        what became of the files of the articles, ``checked`` counts what people put right, ``questions`` are those to
        the editor in this language (``findings.Questions``).
        ``charts`` names those that lie beside the page as files.
        ``partial`` says that the audit was stopped before its end, ``whole`` that nothing is to be folded away,
        ``summary`` that what fits on one sheet is wanted alone.
        """
        words, styles = self.language, self._styles(list(measures.share_of("role")["label"]))
        groups = list(question_groups(articles, findings, self.checks, words, questions))
        title = title or corpus_name(articles, words)
        heard_most = rows_of(measures.most_heard.head(MOST_HEARD))
        titles = dict(zip(articles["article"], articles["title"].fillna(""), strict=True))
        silent = rows_of(measures.unanswered.head(UNANSWERED))
        styles = styles | self._styles([*styles, *(row["role"] for row in [*heard_most, *silent])])
        return self._templates.fill(
            "summary.html.j2" if summary else "corpus.html.j2",
            **self._frame(
                up="", title=report_title(words, measures.articles, partial, title), here=SUMMARY if summary else INDEX
            ),
            styles=styles,
            measures=measures,
            period=period(articles, words),
            sample=checked_name(measures, words),
            sentence=sentence(measures, styles, words),
            doubts=list(doubts(measures, styles, words)),
            parts=parts(measures, styles) if measures.statements else [],
            key_figures=key_figures(measures, 0 if findings is None else len(findings), words),
            role_columns=columns(words),
            role_rows=list(role_rows(measures, styles)),
            silent=silent_roles(measures, styles),
            people=list(people_lines(measures, words)),
            chosen=chosen_table(measures, styles, words),
            reference=reference_table(measures, styles, words),
            **(corpus_pictures(measures, styles, words) if measures.statements else {}),
            questions=groups,
            whole=whole,
            charts=charts,
            summary=summary,
            articles=article_rows(articles.head(ARTICLES_SHOWN), measures),
            most_heard=heard_most,
            source_pages=source_pages or {},
            unanswered=[row | {"title": titles.get(row["article"], "")} for row in silent],
            interval=partial_function(interval, words),
            came_in=came_in,
            checked=checked,
            unfit_line=unfit_line,
            files=files or {},
        )

    def charts(self, measures: Balance) -> list[Chart]:
        """The charts of the corpus, for pages of somebody's own; none without statements."""
        if not measures.statements:
            return []
        return list(exported_charts(measures, self._styles(list(measures.share_of("role")["label"])), self.language))

    def article_list(
        self, articles: pd.DataFrame, measures: Balance, number: int = 1, findings: pd.DataFrame | None = None
    ) -> str:
        """A page of the list of all articles, from 1 to ``list_pages``, with search and sorting where JavaScript runs.

        The first page can search all of them: it holds the names of those that stand on others.
        """
        every = [slice(page * LISTED, (page + 1) * LISTED) for page in range(list_pages(len(articles)))]
        rows = article_rows(articles.iloc[every[number - 1]], measures, findings)
        others = articles.iloc[LISTED:] if number == 1 else articles.iloc[:0]
        return self._templates.fill(
            "articles.html.j2",
            **self._frame(up="../", title=self.language.gettext("All articles"), here=list_path(number)),
            styles=self._styles(list(dict.fromkeys(role for row in rows for role, _ in row["roles"]))),
            rows=[row | {"page": page_name(row["article"])} for row in rows],
            heard={role for row in rows for role, _ in row["roles"]},
            told={name for name in ("outlet", "date", "no_comments") if any(row[name] for row in rows)},
            total=len(articles),
            number=number,
            pages=[
                {"number": page, "path": list_path(page).rpartition("/")[2]}
                | {"first": part.start + 1, "last": min(part.stop, len(articles))}
                for page, part in enumerate(every, start=1)
            ],
            others=[
                [page_name(row["article"]), row["title"] or row["article"], row["outlet"], row["date"]]
                for row in rows_of(others[["article", "title", "outlet", "date"]])
            ],
        )

    def source(self, speaker: str, statements: pd.DataFrame) -> str:
        """The page of one source: everything that it says, article by article.

        ``statements`` are its rows of the attributions table; the role that is missing there counts as unknown.
        """
        rows = statements.assign(role=statements["role"].fillna(UNKNOWN))
        styles = self._styles(list(dict.fromkeys(rows["role"])))
        spoken = rows["kind"] != "no-comment"
        return self._templates.fill(
            "source.html.j2",
            **self._frame(up="../", title=writable(speaker)),
            styles=styles,
            names=names(rows, speaker),
            spoken=int(spoken.sum()),
            unanswered=int((~spoken).sum()),
            article_number=int(rows["article"].nunique()),
            roles=role_table(rows, styles, self.language),
            articles=list(by_article(rows, styles)),
            shown=min(SHOWN, len(rows)),
            all_statements=len(rows),
        )

    def statements(self, piece: Piece, every: Sequence[tuple[int, int]], number: int = 1) -> str:
        """A page of the list of all statements, from 1; ``every`` are the first and last statement of each page."""
        words = self.language
        rows = [row for article in piece.articles for row in article["statements"]]
        styles = self._styles(list(dict.fromkeys(row["role"] for row in rows)))
        unanswered = sum(row["kind"] == "no-comment" for row in rows)
        return self._templates.fill(
            "statements.html.j2",
            script=self._templates.fill(EXPLORER),
            **self._frame(up="", title=words.gettext("All statements"), here=STATEMENTS),
            styles=styles,
            articles=piece.articles,
            spoken=len(rows) - unanswered,
            unanswered=unanswered,
            first=every[number - 1][0],
            last=every[number - 1][1],
            total=every[-1][1],
            here=statements_path(number),
            pages=[
                {"path": statements_path(page), "first": first, "last": last}
                for page, (first, last) in enumerate(every, start=1)
            ],
            explorer_words=explorer_words(words, len(every)),
            role_words={style.name: style.label for style in styles.values()},
        )

    def annotator(self, task: ReviewTask, title: str = "", report: str = "", unanswered: int = 0) -> str:
        """The page on which a person decides on statements.

        ``report`` is where the report lies, if the page can lead there. In ``unanswered`` of the statements somebody
        was asked and gave no answer.
        """
        text, styles = self.language.gettext, self._styles()
        return self._templates.fill(
            "annotator.html.j2",
            script=annotator_script(),
            **self._frame(up="", title=title or text("Put the report right"))
            | {"links": [{"path": report, "words": text("The report")}] if report else []},
            styles=styles,
            data=task.page_data(styles.values(), self.codebook.unknown, self.language),
            unanswered=unanswered,
            selection=SELECTION,
        )

    def comparison_charts(self, comparison: Comparison) -> list[Chart]:
        """The chart of the comparison, for pages of somebody's own; none where nothing can be compared."""
        return list(comparison_charts(comparison, self._compared_styles(comparison), self.language))

    def _compared_styles(self, comparison: Comparison) -> Mapping[str, RoleStyle]:
        return self._styles(list(comparison.shares.loc[comparison.shares["by"] == "role", "label"].unique()))

    def comparison(self, comparison: Comparison, charts: Collection[str] = ()) -> str:
        """The page that compares groups of articles, or two audits; ``charts`` are those that lie there as files."""
        words = self.language
        styles = self._compared_styles(comparison)
        return self._templates.fill(
            "comparison.html.j2",
            charts=charts,
            **self._frame(up="", title=comparison_title(comparison, words), here=COMPARISON),
            styles=styles,
            comparison=comparison,
            headlines=list(comparison_headlines(comparison, styles, words)),
            groups=group_rows(comparison, words),
            pictures=list(comparison_pictures(comparison, styles, words)),
            small=small_shares(comparison, styles, words),
            differences=difference_table(comparison, styles, words),
            all_differences=len(comparison.differences),
        )

    def _frame(self, *, up: str, title: str, here: str = "") -> dict[str, object]:
        """What every page needs: where it lies, where it leads, what it is called."""
        words = self.language
        links = [(INDEX, words.gettext("The report")), (ARTICLE_LIST, words.gettext("All articles"))]
        links.append((STATEMENTS, words.gettext("All statements")))
        links.append((SUMMARY, words.gettext("On one page")))
        if self.comparison_page:
            links.append((COMPARISON, words.gettext("Comparison")))
        other = [{"path": path, "words": text} for path, text in links if path != here]
        return {"up": up, "title": title, "links": other, "versions": self.versions}
