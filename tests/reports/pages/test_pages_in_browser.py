"""Pages in Chromium: accessible by axe-core, within a phone's width, worked by keyboard, and never on the network."""

import math
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pandas as pd
import pytest
from browsers import violations
from playwright.sync_api import Browser, Page
from report_samples import ROAD, at, corpus, road

from quotes.messages import Skipped
from quotes.table.rows import articles_table, attributions_table, frame_of, rows_of
from reports.checks.checks import Finding, load_checks
from reports.measures.balance import balance
from reports.measures.comparison import compare
from reports.measures.people import heard_once, people_shares
from reports.measures.reference import Reference
from reports.pages.came_in import CameIn, ReadAs
from reports.pages.corpus import CorpusReport
from reports.pages.page_names import article_path, source_path
from reports.pages.render import Pages
from reports.pages.statements import COLUMNS, statement_pages

ROLES = ("official", "witness", "expert", "unknown")
KINDS = (
    "index.html",
    "comparison.html",
    "statements.html",
    "articles/index.html",
    article_path("ellmoor-bridges"),
    source_path("ruth"),
)
SPEAKER = "one of the three council members"
QUESTION = f"Der Artikel lässt „{SPEAKER}“ ohne Namen sprechen und sagt nicht, warum. Könnte er es sagen?"
pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of every kind of page."""
    folder = tmp_path_factory.mktemp("report")
    pages = Pages(checks=load_checks(), comparison_page=True, versions={"quotes": "0"})
    rows, articles = attributions_table(corpus()), articles_table(corpus())
    rows["corpus_source"] = rows["article"] + " " + rows["speaker"]
    sources = frame_of((row for one in corpus() for row in rows_of(one)["sources"]), "sources")
    people = people_shares(heard_once([sources], not_chosen=["Ruth Adeyemi"]), ROLES)
    goal = pd.DataFrame([{"by": "role", "label": "official", "of": "statements", "share": 0.3}])
    reference = Reference("goal", goal.assign(low=math.nan, high=math.nan))
    measures = balance(rows, len(articles)).with_people(people, reference)
    again = [replace(one, article=replace(one.article, id=f"{one.article.id}-again")) for one in corpus()]
    doubled = attributions_table([*corpus(), *again]), articles_table([*corpus(), *again])
    compared = compare(doubled[0], doubled[1].assign(outlet=["A", "B"] * 9 + ["C"] * 2), "outlet", fewest=4)
    finding = Finding("single-source", "Who else?", "ellmoor-bridges", (at(ROAD, "Vrba"),), (3,), {"speaker": "Vrba"})
    (listed,) = statement_pages([rows[list(COLUMNS)]])
    text = {
        "index.html": pages.corpus(
            CorpusReport(
                measures, articles, came_in=CameIn(skipped=[Skipped("a.bin", "binary")]), files={"a.csv": "rows"}
            )
        ),
        "comparison.html": pages.comparison(compared),
        "statements.html": pages.statements(listed, [(listed.first, listed.last)]),
        "articles/index.html": pages.article_list(articles, measures),
        article_path("ellmoor-bridges"): pages.article(road(), (finding,), {2: source_path("ruth")}),
        source_path("ruth"): pages.source("Ruth Adeyemi", rows[rows["speaker"] == "Ruth Adeyemi"]),
    }
    for name, page in text.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(page, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def longest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A German page of a corpus with all that makes one long: a dozen questions, a long reference, files left out."""
    rows, articles = attributions_table(corpus()), articles_table(corpus())
    sources = frame_of((row for one in corpus() for row in rows_of(one)["sources"]), "sources")
    measures = balance(rows, len(articles))
    last = measures.shares.assign(share=measures.shares["share"] / 2, low=math.nan, high=math.nan)
    reference = Reference("last year", last[["by", "label", "of", "share", "low", "high"]].dropna(subset=["share"]))
    people = people_shares(heard_once([sources], not_chosen=["Ruth Adeyemi"]), ROLES)
    measures = measures.with_people(people, reference)
    kinds = ("officials-only", "anonymous-without-reason", "hedge-without-source", "prepared-statements")
    findings = pd.DataFrame(
        {"article": name, "finding": 1, "check_name": kind, "question": QUESTION, "finding_text": SPEAKER}
        for kind in kinds
        for name in articles["article"]
    )
    left_out = [Skipped(f"{number}.bin", "binary") for number in range(40)]
    report = CorpusReport(measures, articles, findings, came_in=CameIn(skipped=left_out, doubles=left_out))
    path = tmp_path_factory.mktemp("long") / "index.html"
    path.write_text(Pages(language_code="de", checks=load_checks(), comparison_page=True).corpus(report))
    return path


def opened(browser: Browser, path: Path, width: int, **options: object) -> Page:
    """The page; any request that leaves it fails the test."""
    page = browser.new_context(viewport={"width": width, "height": 800}, **options).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(path.as_uri())
    assert asked == [path.as_uri()]
    return page


def test_the_page_of_a_corpus_is_at_most_four_screens_long(browser: Browser, longest: Path) -> None:
    page = opened(browser, longest, 1280)
    assert page.locator(".question li:visible").count() == 12
    assert page.locator("#reference tbody tr:visible").count() == 6
    assert page.evaluate("document.documentElement.scrollHeight") <= 4 * 800
    page.context.close()


def computed(page: Page) -> list[dict[str, Any]]:
    """What the browser hands to a screen reader."""
    nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    return [one for one in nodes if not one["ignored"]]


def test_no_script_of_an_article_runs(browser: Browser, tmp_path: Path) -> None:
    charge = (
        "</title><script>window.ran = 1</script>\"><img src=x onerror='window.ran = 1'><svg onload='window.ran = 1'>"
    )
    named = [
        replace(
            one,
            article=replace(
                one.article, title=charge, outlet=charge, author=charge, text=charge + one.article.text[len(charge) :]
            ),
        )
        for one in corpus()
    ]
    pages = Pages(checks=load_checks())
    rows, articles = attributions_table(named).assign(speaker=charge), articles_table(named)
    measures = balance(rows, len(articles))
    came_in = CameIn({charge: ReadAs(charge, 1)}, [Skipped(charge, charge)], [Skipped(charge, charge)])
    (listed,) = statement_pages([rows[list(COLUMNS)]])
    for number, text in enumerate(
        (
            pages.corpus(CorpusReport(measures, articles, came_in=came_in, title=charge, files={charge: charge})),
            pages.article_list(articles, measures),
            pages.article(named[0]),
            pages.source(charge, rows),
            pages.statements(listed, [(listed.first, listed.last)]),
        )
    ):
        (tmp_path / f"{number}.html").write_text(text, encoding="utf-8")
        page = opened(browser, tmp_path / f"{number}.html", 1280)
        assert page.evaluate("window.ran") is None and "window.ran = 1" in page.content()
    (tmp_path / "control.html").write_text(f"<title>{charge}", encoding="utf-8")
    control = browser.new_page()
    control.goto((tmp_path / "control.html").as_uri())
    assert control.evaluate("window.ran") == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_no_violation(browser: Browser, folder: Path, kind: str, scheme: str) -> None:
    width = 1280 if scheme == "light" else 360
    page = opened(browser, folder / kind, width, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert violations(page) == []
    page.context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_is_no_wider_than_a_phone_and_reads_without_javascript(
    browser: Browser, folder: Path, kind: str
) -> None:
    page = opened(browser, folder / kind, 360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.context.close()
    plain = opened(browser, folder / kind, 360, java_script_enabled=False)
    assert plain.locator("button, input").count() == 0
    assert plain.locator("main").inner_text().strip()
    plain.context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_a_print_is_no_wider_than_the_paper_with_all_opened(browser: Browser, folder: Path, kind: str) -> None:
    width = 794 - 121  # A4 without its margins
    page = opened(browser, folder / kind, width)
    page.emulate_media(media="print")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.context.close()


def test_on_a_phone_the_bar_of_an_article_is_a_line_of_its_own_under_the_title(browser: Browser, folder: Path) -> None:
    page = opened(browser, folder / "articles/index.html", 390)
    row = page.locator("tr[data-row]", has_text="bridges")
    title, bar, figure = (row.locator(one).bounding_box() for one in ("th", ".mini", "td.number:not(.wide) >> nth=0"))
    assert title and bar and figure
    assert title["y"] + title["height"] <= bar["y"] and bar["y"] + bar["height"] <= figure["y"]
    assert bar["width"] > 300
    roles = [one["role"]["value"] for one in computed(page)]
    assert roles.count("columnheader") == 6 and roles.count("rowheader") == page.locator("tr[data-row]").count()
    page.get_by_role("button", name="Who is heard").click()
    shares = page.locator("tr[data-row] .who-heard").evaluate_all("all => all.map(one => +one.dataset.value)")
    assert shares == sorted(shares, reverse=True) and len(set(shares)) > 2
    page.context.close()


@pytest.mark.parametrize("media", ["screen", "print"])
@pytest.mark.parametrize("width", [390, 673, 1280])
def test_all_bars_of_the_table_of_roles_are_on_one_scale(
    browser: Browser, folder: Path, width: int, media: Literal["screen", "print"]
) -> None:
    page = opened(browser, folder / "index.html", width)
    page.emulate_media(media=media)
    scales = page.locator(".bars td").evaluate_all("""cells => cells.filter(cell => +cell.dataset.value > 0.05).map(
        cell => cell.querySelector('.bar').getBoundingClientRect().width / cell.dataset.value
    )""")
    assert len(scales) > 10 and max(scales) - min(scales) < 0.05 * max(scales)
    page.context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_the_words_of_charts_are_large_enough_to_read_on_a_phone(browser: Browser, folder: Path, kind: str) -> None:
    page = opened(browser, folder / kind, 390)
    smallest = page.evaluate("""() => Math.min(...[...document.querySelectorAll('svg.chart text')].map(words => {
        const picture = words.ownerSVGElement;
        const scale = picture.getBoundingClientRect().width / picture.viewBox.baseVal.width;
        return parseFloat(getComputedStyle(words).fontSize) * scale;
    }), 99)""")
    assert smallest >= 10
    page.context.close()


@pytest.mark.parametrize("kind", KINDS)
def test_the_keyboard_reaches_everything_in_order(browser: Browser, folder: Path, kind: str) -> None:
    page = opened(browser, folder / kind, 1280)
    # The bars of a strip and small parts of the first one are for a pointer alone: the list beside leads there, too.
    wanted = page.evaluate("""() => {
        const kinds = 'a[href]:not([tabindex="-1"]), summary, button, input, select, [tabindex="0"]';
        const all = [...document.querySelectorAll(kinds)];
        const seen = all.filter(one => one.checkVisibility());
        seen.forEach((one, i) => one.dataset.stop = i);
        return seen.length;
    }""")
    reached = []
    for _ in range(wanted):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("document.activeElement.dataset.stop"))
    assert reached == [str(stop) for stop in range(wanted)]
    page.context.close()


def test_a_note_is_one_line_until_somebody_asks_how_it_was_found(browser: Browser, folder: Path) -> None:
    page = opened(browser, folder / article_path("ellmoor-bridges"), 1280)
    note = page.locator("#statement-2")
    closed = note.bounding_box()
    assert closed and closed["height"] < 30
    how = note.get_by_text("almost certain")
    assert not how.is_visible()
    note.locator("summary").click()
    assert how.is_visible() and "told" in note.inner_text()
    page.context.close()


@pytest.mark.parametrize("width", [360, 1280])
def test_the_strip_fits_its_screen_and_leads_to_the_words(browser: Browser, folder: Path, width: int) -> None:
    page = opened(browser, folder / article_path("ellmoor-bridges"), width)
    bars = page.locator(".lane a")
    places = [bar.bounding_box() for bar in bars.all()]
    assert places and all(place and place["x"] >= 0 and place["x"] + place["width"] <= width for place in places)
    bars.last.click()
    assert page.evaluate("location.hash") == bars.last.get_attribute("href")
    assert page.locator(":target").is_visible()
    page.context.close()


def test_where_javascript_runs_lists_can_be_searched_and_sorted(browser: Browser, folder: Path) -> None:
    page = opened(browser, folder / "articles/index.html", 1280)
    shown = (
        "[...document.querySelectorAll('tr[data-row]')].filter(row => !row.hidden).map(row => row.cells[0].innerText)"
    )
    page.get_by_label("Find in this list").fill("bridges SPRING")
    assert page.evaluate(shown) == ["Ellmoor’s bridges stay shut until spring"]
    assert page.locator("output").inner_text() == "1 found"
    page.get_by_label("Find in this list").fill("")
    page.get_by_label("Heard most").select_option("Witness or citizen")
    assert page.evaluate(shown) == ["A loud night"]
    page.get_by_label("Heard most").select_option("all")
    page.get_by_role("button", name="Statements").click()
    assert page.evaluate(shown)[0] == "Ellmoor’s bridges stay shut until spring"
    assert page.locator("th[aria-sort='descending']").inner_text().startswith("Statements")
    page.get_by_role("button", name="Statements").click()
    assert page.evaluate(shown)[0] == "weather"
    page.get_by_role("button", name="Article", exact=True).click()
    assert page.evaluate(shown) == sorted(page.evaluate(shown), key=str.casefold)
    page.context.close()


@pytest.mark.parametrize("width", [390, 780, 1024, 1280])
def test_every_part_of_the_bar_leads_to_its_statements_and_no_label_leaves_its_part(
    browser: Browser, folder: Path, width: int
) -> None:
    page = opened(browser, folder / "index.html", width)
    parts = page.locator(".stack > li > a")
    assert parts.count() > 3
    roles = [link.rpartition("role=")[2] for link in parts.evaluate_all("all => all.map(one => one.href)")]
    assert len(set(roles)) == parts.count() and all(roles)
    wider = """all => all.filter(one => one.clientWidth > 1 && [...one.getClientRects()].some(
        line => line.right > one.closest('li').getBoundingClientRect().right + 1)).map(one => one.innerText)"""
    assert page.locator(".stack .of-part").evaluate_all(wider) == []
    told = "all => all.filter(one => one.offsetWidth > 1).map(one => one.innerText.split(/ [<>]?\\d/)[0].trim())"
    labels = page.locator(".stack .of-part, .rest li").evaluate_all(told)
    assert len(labels) == len(set(labels)) == parts.count()
    page.context.close()


def test_the_strip_of_a_phone_can_be_hit_with_a_finger(browser: Browser, folder: Path) -> None:
    page = opened(browser, folder / article_path("ellmoor-bridges"), 390)
    heights = page.locator(".lane .line a").evaluate_all("all => all.map(one => one.getBoundingClientRect().height)")
    assert heights and min(heights) >= 24
    page.context.close()


def test_a_link_with_a_filter_shows_those_statements_and_each_state_has_a_link(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    shown = "[...document.querySelectorAll('#statements li')].filter(one => one.checkVisibility()).length"
    page.goto((folder / "statements.html").as_uri() + "#role=official&named=yes")
    named = page.evaluate(shown)
    page.goto((folder / "index.html").as_uri())
    figure = page.locator("table.bars tbody tr", has_text="official").locator("td a").first
    told = figure.inner_text()
    figure.click()
    assert page.url.endswith("statements.html#role=official&kind=said")
    officials = page.evaluate(shown)
    page.goto((folder / "statements.html").as_uri() + "#kind=said")
    assert f"{officials / page.evaluate(shown):.0%}" == told
    page.go_back()
    assert (named, officials) == (6, 7)
    assert page.locator("output").inner_text() == "7 found, in 4 articles"
    page.get_by_label("Named", exact=True).select_option("yes")
    assert page.evaluate(shown) == 6 and page.url.endswith("#role=official&kind=said&named=yes")
    page.get_by_label("Words", exact=True).fill("nobody STEEL")
    assert page.evaluate(shown) == 1 and page.url.endswith("text=nobody+STEEL")
    page.get_by_role("button", name="Show all").click()
    page.wait_for_function(f"{shown} === 15")  # the page hears of its new address a moment later
    page.close()


def test_the_share_of_first_voices_leads_to_as_many_articles_as_it_counts(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "statements.html").as_uri() + "#place=first")
    told = page.locator("output").inner_text()
    every = int(told.split(" found, in ")[0])
    assert told == f"{every} found, in {every} articles"
    page.goto((folder / "index.html").as_uri())
    figure = page.locator("table.bars tbody tr", has_text="official").locator("td a").nth(4)
    share = figure.inner_text()
    figure.click()
    first = int(page.locator("output").inner_text().split(" found")[0])
    assert f"{first / every:.0%}" == share
    page.close()


def test_the_share_of_sources_leads_to_a_list_of_as_many(browser: Browser, folder: Path) -> None:
    page = browser.new_page()
    page.goto((folder / "statements.html").as_uri() + "#kind=said&list=sources")
    every = page.locator("#explorer li").count()
    page.goto((folder / "index.html").as_uri())
    rows = page.locator("table.bars tbody tr")
    listed = 0
    for number in range(rows.count()):
        figure = rows.nth(number).locator("td a").nth(3)
        share = figure.inner_text()
        figure.click()
        sources = page.locator("#explorer li")
        assert f"{sources.count() / every:.0%}" == share
        listed += sources.count()
        page.go_back()
    assert listed == every
    rows.first.locator("td a").nth(3).click()
    statements = int((page.locator("#explorer li").first.text_content() or "").split("(")[-1].strip(")"))
    page.locator("#explorer li a").first.click()
    page.wait_for_function(f"document.querySelector('output').textContent.startsWith('{statements} found')")
    page.close()


def test_what_is_folded_away_on_a_screen_is_on_paper(browser: Browser, folder: Path) -> None:
    page = opened(browser, folder / "index.html", 673)
    folded = page.locator("dl.explain dd", has_text="share of all statements")
    assert not folded.is_visible()
    page.emulate_media(media="print")
    assert folded.is_visible()
    assert not page.locator("figure > details table").first.is_visible()
    page.context.close()


def test_the_search_of_a_long_list_finds_what_stands_on_its_other_pages(browser: Browser, tmp_path: Path) -> None:
    rows, several = attributions_table(corpus()), articles_table(corpus())
    many = pd.concat([several.assign(article=f"story-{i}-" + several["article"]) for i in range(60)])
    text = Pages().article_list(many, balance(rows, len(several)))
    (tmp_path / "list.html").write_text(text, encoding="utf-8")
    page = opened(browser, tmp_path / "list.html", 360, bypass_csp=True)
    page.get_by_label("Find in this list").fill("bridges SPRING")
    assert page.locator("output").inner_text() == "60 found"
    assert page.locator("tr[data-row]:visible").count() == 50
    assert page.locator("ul.elsewhere a").count() == 10
    assert str(page.locator("ul.elsewhere a").first.get_attribute("href")).startswith("story-50-")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert violations(page) == []
    page.context.close()


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_print_has_every_note_whole_within_the_paper(browser: Browser, folder: Path, paper: str) -> None:
    width = {"A4": 794 - 121, "Letter": 816 - 121}[paper]
    page = opened(browser, folder / article_path("ellmoor-bridges"), width)
    page.emulate_media(media="print")
    widest = page.evaluate(
        "Math.max(...[...document.querySelectorAll('body *')].map(e => e.getBoundingClientRect().right))"
    )
    assert widest <= width
    assert page.locator(".notes li").count() == 7
    assert page.pdf(format=paper).startswith(b"%PDF")
    page.context.close()
