"""Women and men, whom a newsroom could choose, and how far shares are from a reference."""

import math
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from rendered_pages import parsed
from report_samples import corpus, road
from small_reports import LEAN, audited

from quotes.errors import ReadError
from quotes.table.csv_files import read_csv
from quotes.table.rows import articles_table, attributions_table, frame_of, rows_of
from reports.audit.finished import open_finished, write_again
from reports.audit.not_chosen import read_not_chosen
from reports.audit.wanted import Wanted
from reports.charts.people import FIRST_SHOWN, FOLDED, people_lines, reference_tables
from reports.language.language import load
from reports.measures.balance import balance
from reports.measures.people import TRIED, Heard, heard_once, people_shares
from reports.measures.reference import Reference, compared, read_reference
from reports.pages.corpus import CorpusReport
from reports.pages.render import Pages

ROLES = ("official", "witness", "expert", "unknown")


def heard(first_names: bool = False, not_chosen: Sequence[str] = ()) -> Heard:
    """Ten articles: in each a woman by a pronoun, twice; in half of them a man by his first name alone."""
    usual = next(row for row in rows_of(road())["sources"] if row["gender"])
    rows = []
    for number in range(10):
        own = {"article": f"a{number}", "statements": 2, "source_kind": "person"}
        woman = {"speaker": "Ann Bell", "gender": "female", "gender_from": "words", "role": "expert", "age": 44}
        man = {"speaker": f"Tom {number}", "gender": "male", "gender_from": "first name", "role": "official"}
        man |= {"age": None, "affiliation": "Kestrel" if number == 1 else None}
        rows += [usual | own | woman] + ([usual | own | man] if number % 2 else [])
    return heard_once([frame_of(rows[:7], "sources"), frame_of(rows[7:], "sources")], first_names, not_chosen)


def shares(frame: pd.DataFrame, by: str, of: str) -> dict[str, tuple[int, float]]:
    rows = frame[(frame["by"] == by) & (frame["of"] == of)]
    return {row.label: (row.count_, row.share) for row in rows.rename(columns={"count": "count_"}).itertuples()}


def test_a_person_counts_once_an_article_and_a_first_name_only_where_it_is_asked_for() -> None:
    by_words = people_shares(heard(), ROLES)
    assert shares(by_words, "gender", "persons") == {"women": (10, 1.0), "men": (0, 0.0)}
    assert shares(by_words, "gender_told", "persons") == {"told": (10, 10 / 15), "not told": (5, 5 / 15)}
    assert shares(by_words, "age_told", "persons") == {"told": (10, 10 / 15), "not told": (5, 5 / 15)}
    assert shares(by_words, "affiliation_told", "persons")["told"] == (1, 1 / 15)
    by_names = people_shares(heard(first_names=True), ROLES)
    assert shares(by_names, "gender", "persons") == {"women": (10, 10 / 15), "men": (5, 5 / 15)}


def test_whom_one_cannot_choose_is_left_out_by_a_list_or_a_mark(tmp_path: Path) -> None:
    listed = tmp_path / "not.txt"
    listed.write_text("# who made the news\nann  bell\n", encoding="utf-8")
    found = heard(first_names=True, not_chosen=[*read_not_chosen(listed), "Nobody"])
    assert found.nowhere == ["Nobody"]
    frame = people_shares(found, ROLES)
    assert shares(frame, "role", "chosen")["official"] == (5, 1.0)
    assert shares(frame, "gender", "chosen") == {"women": (0, 0.0), "men": (5, 1.0)}
    report = audited(tmp_path / "report", corpus(), LEAN)
    table = read_csv(report / "corpus_sources.csv", "corpus_sources")
    marked = table.assign(chosen=["no"] + [""] * (len(table) - 1))
    marked.to_csv(tmp_path / "marked.csv", index=False)
    assert read_not_chosen(tmp_path / "marked.csv") == (table["corpus_source"][0],)
    with pytest.raises(ReadError, match="names nobody"):
        read_not_chosen(report / "corpus_sources.csv")


def test_the_distance_from_a_census_has_the_interval_of_the_share(tmp_path: Path) -> None:
    census = tmp_path / "census.csv"
    census.write_text("division,label,share\ngender,women,51%\nrole,official,40\n", encoding="utf-8")
    measures = balance(attributions_table(corpus()))
    both = measures.with_people(people_shares(heard(True), ROLES), read_reference(census))
    official = both.share_of("role").set_index("label").loc["official"]
    row = both.reference.set_index("label").loc["official"]
    assert row["difference"] == pytest.approx(official["share"] - 0.4)
    assert row["difference_low"] == pytest.approx(official["low"] - 0.4)
    assert row["difference_high"] == pytest.approx(official["high"] - 0.4)
    assert row["clear"] == (not official["low"] <= 0.4 <= official["high"])
    assert both.reference.set_index("label").loc["women", "reference"] == pytest.approx(0.51)


def test_a_bound_that_is_not_nothing_is_not_written_as_nothing(tmp_path: Path) -> None:
    census = tmp_path / "census.csv"
    census.write_text("division,label,share\nrole,official,40\n", encoding="utf-8")
    measures = balance(attributions_table(corpus())).with_people(people_shares(heard(), ROLES), read_reference(census))
    close = measures.reference.assign(difference=-0.13, difference_low=-0.18, difference_high=-0.003, clear=True)
    (table,) = reference_tables(replace(measures, reference=close), {}, load())
    assert table.rows[0][3:] == ("−13 (−18 to −0.3)", "clear")


def test_where_nobody_comes_again_no_share_of_nobody_is_told() -> None:
    measures = balance(attributions_table(corpus())).with_people(people_shares(heard(), ROLES), Reference())
    last = list(people_lines(replace(measures, sources_again=0, statements_again=0), load()))[-1]
    assert last == "Nobody is heard in more than one article."
    assert (
        "they make 25%"
        in list(people_lines(replace(measures, statements=8, sources_again=2, statements_again=2), load()))[-1]
    )


def test_last_years_shares_bring_their_own_interval(tmp_path: Path) -> None:
    report = audited(tmp_path / "last", corpus(), LEAN)
    last = read_reference(report / "shares.csv")
    measures = balance(attributions_table(corpus()))
    row = compared(measures.shares, last).set_index(["by", "label", "of"]).loc[("role", "official", "statements")]
    assert row["difference"] == pytest.approx(0) and not row["clear"]
    reach = math.hypot(row["share"] - row["low"], row["high"] - row["share"])
    assert row["difference_low"] == pytest.approx(-reach)


def test_a_report_table_as_reference_shows_a_few_rows_clear_ones_first_and_folds_the_rest(tmp_path: Path) -> None:
    report = audited(tmp_path / "last", corpus(), LEAN)
    last = read_reference(report / "shares.csv")
    measures = balance(attributions_table(corpus())).with_people(people_shares(heard(), ROLES), last)
    smallest = measures.reference["difference"].abs().idxmin()
    clear = measures.reference.assign(clear=measures.reference.index == smallest)
    shown = replace(measures, reference=clear)
    page = parsed(Pages().corpus(CorpusReport(shown, articles_table(corpus()))))
    (section,) = page.xpath("//section[@id='reference']")
    at_once = section.xpath("./div//tbody/tr")
    assert len(at_once) == FIRST_SHOWN and "clear" in at_once[0].text_content()
    folded = section.xpath("./details//tbody/tr")
    assert len(folded) == FOLDED and len(clear) > 50
    labels = [row[0].text_content() for row in [*at_once, *folded]]
    assert "men, of persons quoted" in labels and len(labels) == len(set(labels))
    assert not page.xpath("//*[contains(@class, 'beside')]//*[@id='reference']")


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("label,share\nwomen,1\n", "no column division"),
        ("division,label,share\ngender,women,many\n", "line 2: “many” is no number"),
        ("division,label,share\ngender,women,130\n", "a share is from 0 to 1"),
        ("division,label,share\ngender,women,50\ngender,women,51\n", "line 3: gives gender women twice"),
    ],
)
def test_what_is_wrong_in_a_reference_is_told_with_its_line(tmp_path: Path, text: str, wrong: str) -> None:
    path = tmp_path / "census.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError, match=wrong):
        read_reference(path)


def test_a_report_shows_reference_people_and_whom_one_could_choose(tmp_path: Path) -> None:
    census = tmp_path / "goal.csv"
    census.write_text("division,label,share\nrole,official,0.1\n", encoding="utf-8")
    wanted = Wanted(reference=read_reference(census), not_chosen=("Ruth Adeyemi",))
    report = audited(tmp_path / "report", corpus(), wanted=wanted)
    page = (report / "index.html").read_text(encoding="utf-8")
    assert "Against the reference “goal”" in page and "Whom the newsroom could choose" in page
    assert "The articles also tell the age of" in page and "heard in more than one article" in page
    assert "no first name misled" not in page  # first names tell nothing here
    assert "Who is quoted" in page and "each counted once in each article" in page
    table = pd.read_csv(report / "reference.csv")
    assert "TRUE" in (report / "reference.csv").read_text() or "FALSE" in (report / "reference.csv").read_text()
    assert table[["division", "label", "counted"]].to_numpy().tolist() == [["role", "official", "statements"]]
    assert "Against the reference “goal”" in (report / "report.md").read_text(encoding="utf-8")


def test_the_error_of_first_names_is_the_one_that_the_docs_tell() -> None:
    told = (Path(__file__).parents[3] / "docs" / "measures.md").read_text(encoding="utf-8")
    assert f"where both told, in {TRIED}, they agreed in all" in told


def test_a_report_that_is_written_again_has_what_it_was_asked_for(tmp_path: Path) -> None:
    census, listed = tmp_path / "goal.csv", tmp_path / "not.txt"
    census.write_text("division,label,share\ngender,women,51%\n", encoding="utf-8")
    listed.write_text("Ruth Adeyemi\n", encoding="utf-8")
    asked = {"reference": str(census), "not_chosen": str(listed), "gender": "first-names"}
    report = audited(tmp_path / "report", corpus(), asked=asked)
    first = {name: (report / name).read_text(encoding="utf-8") for name in ("reference.csv", "shares.csv")}
    write_again(open_finished(report), lambda skipped: None, lambda remark: None)
    assert {name: (report / name).read_text(encoding="utf-8") for name in first} == first
    assert "no first name misled" in (report / "index.html").read_text(encoding="utf-8")
    census.unlink()
    with pytest.raises(ReadError, match=r"goal\.csv"):
        write_again(open_finished(report), lambda skipped: None, lambda remark: None)
