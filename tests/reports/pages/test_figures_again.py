"""The figures of the first page, computed again from the exported CSV in plain Python: by another road, the same."""

import csv
from collections import Counter, defaultdict
from dataclasses import dataclass

import pytest
from checked_reports import checked_corpus
from lxml import html
from report_samples import corpus

from quotes.export.result import open_result
from quotes.export.write import export
from quotes.model import Analysis
from quotes.roles.codebook import load_codebook
from reports.audit.audit import Audit, run_audit

Row = dict[str, str]
COLUMNS = ("Statements", "Words", "Quoted words", "Sources", "First", "Last", "Direct", "Unnamed")


@dataclass(frozen=True)
class Report:
    """A report's first page, and its tables as they were exported."""

    page: html.HtmlElement
    tables: dict[str, list[Row]]

    @property
    def statements(self) -> list[Row]:
        """The statements, in the order of the articles and of the text."""
        said = [row for row in self.tables["attributions"] if row["kind"] != "no-comment"]
        return sorted(said, key=lambda row: (row["article"], float(row["position"] or 2), int(row["attribution"])))

    def figure(self, place: int) -> str:
        """One of the four figures at the top, as it is shown."""
        return str(self.page.xpath("//ul[@class='key-figures']//b")[place].text_content())

    def cells(self, column: str) -> dict[str, float]:
        """A column of the table of roles: the share of each role that is shown."""
        place = 2 + COLUMNS.index(column)
        rows = self.page.xpath("//section[@id='roles-heard']//tbody/tr")
        return {row[0].text_content().strip(): float(row.xpath(f"*[{place}]/@data-value")[0]) for row in rows}


@pytest.fixture(scope="module", params=[corpus, checked_corpus], ids=["ten articles", "a corpus"])
def report(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Report:
    analyses: list[Analysis] = request.param()
    folder = tmp_path_factory.mktemp("again")
    run_audit(analyses, Audit(folder / "report", load_codebook(None)))
    export(open_result(folder / "report"), folder / "out", ["csv"])
    tables = {}
    for path in (folder / "out").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            tables[path.stem] = list(csv.DictReader(file))
    return Report(html.parse(str(folder / "report" / "index.html")).getroot(), tables)


def shares(counts: dict[str, int]) -> dict[str, float]:
    """The share of each label that has any, by what readers call the role."""
    labels = {role.name: role.label for role in load_codebook(None).roles}
    whole = sum(counts.values())
    return {labels.get(role, role): number / whole for role, number in counts.items() if number}


def same(found: dict[str, float], expected: dict[str, float]) -> None:
    """Rows of the table are as computed again; a role with nothing in the column shows 0."""
    assert expected and set(expected) <= set(found)
    for role, share in found.items():
        assert share == pytest.approx(expected.get(role, 0.0), abs=5.1e-5), role


def test_statements_unnamed_asked_in_vain_and_questions(report: Report) -> None:
    said = report.statements
    assert report.figure(0) == str(len(said))
    unnamed = sum(row["named"] == "FALSE" for row in said) / len(said)
    assert float(report.figure(1).rstrip("%")) == pytest.approx(100 * unnamed, abs=0.5)
    assert report.figure(2) == str(len(report.tables["attributions"]) - len(said))
    assert report.figure(3) == str(len(report.tables["findings"]))


@pytest.mark.parametrize(("column", "unit"), [("Statements", ""), ("Words", "words"), ("Quoted words", "quoted_words")])
def test_shares_of_statements_words_and_quoted_words(report: Report, column: str, unit: str) -> None:
    counts: Counter[str] = Counter()
    for row in report.statements:
        counts[row["role"]] += int(row[unit]) if unit else 1
    if counts.total():
        same(report.cells(column), shares(counts))
    else:
        assert not any(report.cells(column).values())


def test_shares_of_sources_each_counted_once_in_its_commonest_role(report: Report) -> None:
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    for row in report.statements:
        roles[row["corpus_source"]][row["role"]] += 1
    same(report.cells("Sources"), shares(Counter(own.most_common(1)[0][0] for own in roles.values())))


@pytest.mark.parametrize(("column", "place"), [("First", 0), ("Last", -1)])
def test_who_is_heard_first_and_last(report: Report, column: str, place: int) -> None:
    articles: dict[str, list[str]] = defaultdict(list)
    for row in report.statements:
        articles[row["article"]].append(row["role"])
    same(report.cells(column), shares(Counter(roles[place] for roles in articles.values())))


@pytest.mark.parametrize(("column", "name", "cell"), [("Direct", "kind", "direct"), ("Unnamed", "named", "FALSE")])
def test_how_much_of_a_role_is_direct_and_unnamed(report: Report, column: str, name: str, cell: str) -> None:
    own: dict[str, list[bool]] = defaultdict(list)
    for row in report.statements:
        own[row["role"]].append(row[name] == cell)
    labels = {role.name: role.label for role in load_codebook(None).roles}
    found = report.cells(column)
    assert set(found) == {labels[role] for role in own}
    for role, told in own.items():
        assert found[labels[role]] == pytest.approx(sum(told) / len(told), abs=5.1e-5), role


def test_the_source_most_heard(report: Report) -> None:
    said = report.statements
    times = Counter(row["corpus_source"] for row in said if row["corpus_source"])
    cells = report.page.xpath("//section[@id='most-heard']//tbody/tr[1]/*")
    assert int(cells[2].get("data-value")) == max(times.values())
    assert float(cells[3].get("data-value")) == pytest.approx(max(times.values()) / len(said))
    articles = {row["article"] for row in said if times[row["corpus_source"]] == max(times.values())}
    assert 1 <= int(cells[7].get("data-value")) <= len(articles)
