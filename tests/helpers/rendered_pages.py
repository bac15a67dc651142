"""The pages of a report on the sample articles, rendered and parsed, for the tests of pages."""

from dataclasses import replace
from functools import cache

from lxml import html
from report_samples import ROAD, at, corpus, silent

from quotes.messages import Skipped
from quotes.model import Analysis
from quotes.table.rows import articles_table, attributions_table
from reports.checks.checks import Finding
from reports.measures.balance import Balance, balance
from reports.measures.comparison import compare
from reports.pages.came_in import CameIn
from reports.pages.corpus import CorpusReport
from reports.pages.render import Pages
from reports.pages.statements import COLUMNS, statement_pages


def silence() -> Balance:
    return balance(attributions_table([silent()]), 1)


@cache
def sample_page() -> str:
    return corpus_page(
        corpus(), came_in=CameIn(skipped=[Skipped("in/blob.txt", "binary file")]), files={"attributions.csv": "rows"}
    )


@cache
def sample_measures() -> Balance:
    return balance(attributions_table(corpus()), len(corpus()))


def corpus_page(analyses: list[Analysis], pages: Pages | None = None, **options: object) -> str:
    measures = balance(attributions_table(analyses), len(analyses))
    return (pages or Pages()).corpus(CorpusReport(measures, articles_table(analyses), **options))


def render_article(analysis: Analysis, findings: tuple[Finding, ...] = (), **options: object) -> str:
    return Pages(**options).article(analysis, findings)


def statements_page(analyses: list[Analysis]) -> str:
    (page,) = statement_pages([attributions_table(analyses)[list(COLUMNS)]])
    return Pages().statements(page, [(page.first, page.last)])


def source_page(analyses: list[Analysis], speaker: str) -> str:
    rows = attributions_table(analyses)
    return Pages().source(speaker, rows[rows["speaker"] == speaker])


def comparison_page(analyses: list[Analysis], outlets: tuple[str, ...] = ("Courier", "Post"), fewest: int = 3) -> str:
    """The sample articles, dealt to the outlets in turn."""
    placed = [
        replace(one, article=replace(one.article, outlet=outlets[number % len(outlets)]))
        for number, one in enumerate(analyses)
    ]
    found = compare(attributions_table(placed), articles_table(placed), "outlet", fewest=fewest)
    return Pages().comparison(found)


def parsed(page: str) -> html.HtmlElement:
    return html.document_fromstring(page)


def words_of(element: html.HtmlElement) -> str:
    """The text of an element without the numbers that the page adds."""
    copy = html.fromstring(html.tostring(element, encoding="unicode", with_tail=False))
    for reference in copy.xpath(".//a[@class='ref']"):
        reference.drop_tree()
    return copy.text_content()


def asked(analysis: Analysis) -> Finding:
    return Finding("single-source", "Who else knows?", analysis.article.id, (at(ROAD, "Vrba"),), (3, 6), {})
