"""The tables of an audit's folder in, everything that needs all articles at once out: keys of sources, pages, figures.

Measures are computed from the columns of figures; texts are read piece by piece, where a page needs them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial as partial_function
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd

from quotes.errors import ReadError
from quotes.linking.aliases import Aliases
from quotes.linking.tables import COLUMNS as SOURCE_COLUMNS
from quotes.linking.tables import CorpusSources, join_sources
from quotes.review.apply import Checked
from quotes.roles.codebook import Codebook
from quotes.table.article_shares import FILE as SHARES
from quotes.table.columns import TableName
from quotes.table.csv_files import PIECE, CsvFile, read_csv, read_csv_pieces, write_csv
from quotes.table.reference import FILE as REFERENCE_TABLE
from quotes.table.reference import NAMES, SHARES_FILE
from quotes.table.temporary import WaitingRows
from reports.audit.formats import ReportFormat
from reports.audit.own_files import OwnFiles
from reports.audit.proof import read_proof
from reports.audit.source_statements import SourceStatements
from reports.audit.wanted import Wanted
from reports.markdown import markdown_report
from reports.measures.article_shares import article_shares
from reports.measures.balance import Balance, balance
from reports.measures.comparison import Comparison, compare, compare_audits
from reports.measures.counting import CHECKED, COLUMNS
from reports.measures.figures import SOURCE_KEY, Figures
from reports.measures.grouping import ComparisonError
from reports.measures.people import SOURCE_COLUMNS as PEOPLE_COLUMNS
from reports.measures.people import Heard, heard_once, people_shares
from reports.measures.reference import unmatched
from reports.numbers import numbers_json
from reports.pages.article_list import list_pages
from reports.pages.came_in import CameIn
from reports.pages.corpus import MOST_HEARD, CorpusReport, report_title
from reports.pages.page_names import COMPARISON, INDEX, SUMMARY, chart_path, list_path, source_path, statements_path
from reports.pages.render import Pages
from reports.pages.statements import COLUMNS as STATEMENT_COLUMNS
from reports.pages.statements import StatementPage, statement_pages
from reports.pdf import write_pdf, write_picture

MARKDOWN, NUMBERS, PDF = "report.md", "report.json", "report.pdf"
SUMMARY_PDF = "summary.pdf"
CHART, SUMMARY_PNG = chart_path("roles", "svg"), "summary.png"
CORRECTIONS_TABLE = "corrections.csv"
FILES: Mapping[str, str] = {
    "attributions.csv": "every statement found, one a row",
    "sources.csv": "every source of each article, with its role and the words that decided it",
    "corpus_sources.csv": "every source of the whole corpus, over all articles",
    "doubtful.csv": "pairs of sources that may be one: write join or split, and give it back with --aliases",
    "mentions.csv": "every place at which an article names a source",
    "articles.csv": "every article, with what is known of it and its counts",
    SHARES: "every article with who is heard in it, as counts and shares",
    "findings.csv": "every question that a check asks of an article",
    "hedges.csv": "every hedge in place of a source, such as “reportedly”; no statements",
    CORRECTIONS_TABLE: "every correction by a person, in words, and whether it still fits",
    "codebook.csv": "what each column of these tables means",
    MARKDOWN: "the report as Markdown",
    NUMBERS: "all numbers of the report",
    PDF: "the report to print",
    SUMMARY_PDF: "the report on one page",
    SHARES_FILE: "the shares behind the charts, with their intervals",
    REFERENCE_TABLE: "how far the shares are from those of the reference",
    SUMMARY_PNG: "the same as a picture",
    CHART: "the chart of statements by role, to put on a page of your own; beside it all charts as SVG, PNG and CSV",
}
"""What lies beside the pages; the corrections where there are any, the last three where they are wanted."""

ARTICLE_COLUMNS = ("article", "title", "outlet", "date", "author", "section", "no_comments")
FINDING_COLUMNS = ("article", "finding", "check_name", "question", "finding_text")
"""What pages show of all articles and findings."""

MOST_SOURCE_PAGES = 2_000
"""Sources heard in several articles that get a page of their own, the most heard first."""


def write_report(
    own: OwnFiles,
    waiting: Mapping[TableName, WaitingRows],
    pages: Pages,
    wanted: Wanted,
    *,
    came_in: CameIn,
    partial: bool,
    also: Mapping[str, str],
    questions: Mapping[tuple[str, int], str],
    checked: Checked | None,
    on_remark: Callable[[str], None],
    on_links: Callable[[Pages, Mapping[str, Mapping[int, str]]], None],
) -> Path:
    """Write the pages and files of the whole corpus beside its tables; returns the path of the first of them.

    ``waiting`` are the rows of sources and attributions, which want the keys of the corpus' sources.
    ``also`` are further files of the folder, with what is in them, for the list on the page. ``partial`` says that the
    audit was stopped, ``came_in`` what became of the files. ``questions`` are those to the editor in the report's
    language (``reports.pages.findings``). ``checked`` counts what people corrected.
    ``on_links`` gets the pages as they are in the end, and for each article the numbers of those of
    its sources that have a page, with the path. Raises ComparisonError, once all else is written, where the wanted
    comparison cannot be made; it names the report.
    """
    folder, codebook = own.folder, pages.codebook
    for remark in join_corpus(own, waiting, wanted.aliases):
        on_remark(remark)
    articles = read_csv(folder / "articles.csv", "articles", ARTICLE_COLUMNS)
    figures = Figures(figure_pieces(folder, CHECKED))
    proof = read_proof(folder, set(articles["article"]), on_remark)
    sources = read_csv_pieces(folder / "sources.csv", "sources", PEOPLE_COLUMNS)
    heard = heard_once(sources, wanted.first_names, wanted.not_chosen)
    measures = _with_people(balance(figures, len(articles), codebook=codebook, proof=proof), heard, wanted, on_remark)
    comparison, late = _comparison(folder, figures, codebook, wanted)
    findings = read_csv(folder / "findings.csv", "findings", FINDING_COLUMNS)
    report = CorpusReport(measures, articles, findings, questions, came_in, partial, wanted.title, checked=checked)
    title = report_title(report, pages.language)
    pages = replace(pages, comparison_page=comparison is not None, corpus_title=title)
    corpus = _Corpus(own, pages, wanted, report, comparison)
    corpus.write_tables(heard, [role.name for role in codebook.roles])
    charts = corpus.write_charts()
    if corpus.has(ReportFormat.md):
        corpus.write_markdown()
    if corpus.has(ReportFormat.json):
        own.write(NUMBERS, numbers_json(measures, comparison, codebook=codebook, partial=partial))
    links = _source_pages(own, corpus.pages, figures) if corpus.has(ReportFormat.html) else {}
    page = corpus.page(links, also)
    if corpus.has(ReportFormat.pdf):
        corpus.write_pdf(page)
    if corpus.has(ReportFormat.html):
        on_links(corpus.pages, _links_of_articles(folder, links))
        corpus.write_pages(page, charts)
    first = {ReportFormat.html: INDEX, ReportFormat.md: MARKDOWN, ReportFormat.json: NUMBERS, ReportFormat.pdf: PDF}
    path = folder / next((name for format, name in first.items() if corpus.has(format)), "attributions.csv")
    if late is not None:
        raise ComparisonError(f"{late}; the report without a comparison: {path}") from late
    return path


def _with_people(measures: Balance, heard: Heard, wanted: Wanted, on_remark: Callable[[str], None]) -> Balance:
    """The measures with those of the people ``heard``; ``on_remark`` hears what of ``wanted`` is nowhere in them."""
    people = people_shares(heard, list(measures.share_of("role")["label"]))
    measures = measures.with_people(people, wanted.reference, wanted.first_names)
    for name in heard.nowhere:
        on_remark(f"--not-chosen: nobody in the articles is called “{name}”")
    for name in unmatched(measures.shares, wanted.reference):
        on_remark(f"--reference: the report has no share of {name}")
    return measures


@dataclass(frozen=True)
class _Corpus:
    """All articles as files and pages of a report show them."""

    own: OwnFiles
    pages: Pages
    wanted: Wanted
    report: CorpusReport
    comparison: Comparison | None

    def has(self, wanted: ReportFormat) -> bool:
        """Whether the report is wanted in this format, too."""
        return wanted in self.wanted.formats

    def write_tables(self, heard: Heard, roles: Sequence[str]) -> None:
        report, measures = self.report, self.report.measures
        write_csv(article_shares(measures, report.articles, heard, report.findings, roles), self.own.claim(SHARES))
        write_csv(_as_table(measures.shares), self.own.claim(SHARES_FILE))
        if not measures.reference.empty:
            write_csv(_as_table(measures.reference), self.own.claim(REFERENCE_TABLE))

    def write_charts(self) -> list[str]:
        """The names of the charts that lie beside the pages."""
        if not self.has(ReportFormat.html):
            return []
        charts = self.pages.charts(self.report, self.comparison)
        for chart in charts:
            self.own.write(chart_path(chart.name, "svg"), chart.svg)
            self.own.claim(chart_path(chart.name, "png")).write_bytes(chart.png)
            write_csv(_as_table(chart.figures), self.own.claim(chart_path(chart.name, "csv")))
        return [chart.name for chart in charts]

    def write_markdown(self) -> None:
        text = markdown_report(self.pages, self.report, self.comparison, self.has(ReportFormat.html))
        self.own.write(MARKDOWN, text)

    def page(self, links: Mapping[str, str], also: Mapping[str, str]) -> Callable[..., str]:
        """What makes the page of the whole corpus, on paper or a screen; it lists the files that are there by now."""
        listed = {name: what for name, what in FILES.items() if name in self.own.written}
        if self.has(ReportFormat.pdf):
            listed |= {name: FILES[name] for name in (PDF, SUMMARY_PDF, SUMMARY_PNG)}
        report = replace(self.report, files={**listed, **also}, source_pages=links)
        return partial_function(self.pages.corpus, report)

    def write_pdf(self, page: Callable[..., str]) -> None:
        write_pdf(page(whole=True), self.own.claim(PDF))
        write_pdf(page(summary=True), self.own.claim(SUMMARY_PDF))
        write_picture(self.own.folder / SUMMARY_PDF, self.own.claim(SUMMARY_PNG))

    def write_pages(self, page: Callable[..., str], charts: Sequence[str]) -> None:
        """Those of the whole corpus and its lists; the first comes last, when all that it leads to is there."""
        report = self.report
        for number in range(1, list_pages(len(report.articles)) + 1):
            listed = self.pages.article_list(report.articles, report.measures, number, report.findings)
            self.own.write(list_path(number), listed)
        if self.comparison is not None:
            self.own.write(COMPARISON, self.pages.comparison(self.comparison, charts))
        _statement_pages(self.own, self.pages)
        self.own.write(SUMMARY, page(summary=True))
        self.own.write(INDEX, page(charts=charts))


def _as_table(shares: pd.DataFrame) -> pd.DataFrame:
    """A frame of measures as its file has it: no column bears a word of SQL."""
    texts = [name for name in ("by", "label", "of", "role", "measure", "group", "other") if name in shares]
    types = dict.fromkeys(texts, "string") | dict.fromkeys(shares.select_dtypes(bool).columns, "boolean")
    return shares.astype(types).rename(columns=dict(NAMES))


def figure_pieces(folder: Path, *more: str) -> Iterator[pd.DataFrame]:
    """The attributions of an audit's folder without their contents, the columns that measures need, piece by piece.

    ``more`` are columns that only audits of this version are sure to have.
    """
    return read_csv_pieces(folder / "attributions.csv", "attributions", [*COLUMNS, SOURCE_KEY, *more])


def join_corpus(own: OwnFiles, waiting: Mapping[TableName, WaitingRows], aliases: Aliases) -> tuple[str, ...]:
    """Write the tables of the corpus' sources, and those that wait for the keys of these.

    Returns what of the aliases could not be done, as sentences.
    """
    joined = join_sources(_frames(waiting["sources"]), aliases)
    CsvFile(own.claim("corpus_sources.csv"), "corpus_sources").add_rows(joined.rows())
    CsvFile(own.claim("doubtful.csv"), "doubtful").add_rows(joined.doubtful_rows())
    for name, rows in waiting.items():
        keyed = (row | {SOURCE_KEY: _key(joined, row)} for row in rows)
        CsvFile(own.claim(f"{name}.csv"), name).add_rows(keyed)
    return joined.remarks


def _frames(rows: Iterable[Mapping[str, Any]]) -> Iterator[pd.DataFrame]:
    """Sources as their joining takes them, some thousands at a time."""
    left = iter(rows)
    while some := list(islice(left, PIECE)):
        yield pd.DataFrame({name: [row[name] for row in some] for name in SOURCE_COLUMNS}, dtype=object)


def _key(joined: CorpusSources, row: Mapping[str, Any]) -> str | None:
    """The key of the source of a row; ``None`` where nobody is named."""
    return None if row["source_id"] is None else joined.key_of(row["article"], row["source_id"])


def _comparison(
    folder: Path, figures: Figures, codebook: Codebook, wanted: Wanted
) -> tuple[Comparison | None, ComparisonError | ReadError | None]:
    """The comparison that is wanted, or why it cannot be made."""
    if not wanted.compares:
        return None, None
    try:
        articles = read_csv(folder / "articles.csv", "articles")
        if wanted.compare_with is None:
            return compare(figures, articles, wanted.compare_by, codebook=codebook), None
        other = wanted.compare_with
        before = (figure_pieces(other), read_csv(other / "articles.csv", "articles"))
        return compare_audits({"before": before, "after": (figure_pieces(folder), articles)}, codebook=codebook), None
    except (ComparisonError, ReadError) as error:
        return None, error


def _source_pages(own: OwnFiles, pages: Pages, figures: Figures) -> dict[str, str]:
    """Write a page for each source that several articles quote, and for those most heard; their paths by the key."""
    several = figures.most_heard(MOST_SOURCE_PAGES, articles=2)
    told = pd.concat([several, figures.most_heard(MOST_HEARD)]).drop_duplicates(SOURCE_KEY)
    links = {str(key): source_path(str(key)) for key in told[SOURCE_KEY]}
    speakers = dict(zip(links, told["speaker"].astype(str), strict=True))
    pieces = read_csv_pieces(own.folder / "attributions.csv", "attributions", SourceStatements.NEEDED)
    said = SourceStatements(pieces, list(links))
    for key, path in links.items():
        own.write(path, pages.source(speakers[key], said.of(key)))
    return links


def _statement_pages(own: OwnFiles, pages: Pages) -> None:
    """Write the list of all statements; it is read twice, so that each page knows how many there are."""

    def listed() -> Iterator[StatementPage]:
        return statement_pages(read_csv_pieces(own.folder / "attributions.csv", "attributions", STATEMENT_COLUMNS))

    every = [(page.first, page.last) for page in listed()]
    for number, page in enumerate(listed(), start=1):
        own.write(statements_path(number), pages.statements(page, every))


def _links_of_articles(folder: Path, links: Mapping[str, str]) -> dict[str, dict[int, str]]:
    """For each article, the numbers of those of its sources with a page that others quote too, with their paths."""
    articles = read_csv(folder / "corpus_sources.csv", "corpus_sources", ["corpus_source", "articles"])
    several = articles.loc[(articles["articles"] > 1).fillna(False), "corpus_source"]
    elsewhere = [key for key in several if key in links]
    found: dict[str, dict[int, str]] = {}
    for piece in read_csv_pieces(folder / "sources.csv", "sources", ["article", "source_id", "corpus_source"]):
        own = piece[piece["corpus_source"].isin(elsewhere)]
        for article, number, key in zip(own["article"], own["source_id"], own["corpus_source"], strict=True):
            found.setdefault(str(article), {})[int(number)] = links[str(key)]
    return found
