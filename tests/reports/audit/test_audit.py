"""An audit's folder: its files, what they say of a run that was stopped, and going on where it stopped."""

import json
import os
import pty
import resource
import signal
import sqlite3
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import replace
from itertools import accumulate
from pathlib import Path

import pandas as pd
import pytest
from places import QUOTES
from report_samples import corpus as samples
from small_reports import LEAN

from quotes.analyze import Analyzer
from quotes.cli.app import run
from quotes.errors import WriteError
from quotes.linking.aliases import Alias, Aliases, Named
from quotes.messages import Skipped
from quotes.model import STATEMENTS, Analysis
from quotes.parse.parser import BATCH_CHARACTERS
from quotes.read import read_articles
from quotes.roles.codebook import load_codebook
from quotes.table.columns import TABLES
from quotes.table.csv_files import read_csv
from quotes.table.rows import articles_table, attributions_table, mentions_table, sources_table
from reports.audit.audit import MADE, Audit, run_audit
from reports.audit.corpus import CORRECTIONS_TABLE, FILES, MARKDOWN, NUMBERS, PDF
from reports.audit.folder import LOCK, STORE, check_folder, held_signals
from reports.audit.formats import ReportFormat
from reports.audit.own_files import LIST
from reports.audit.wanted import Wanted
from reports.language.language import load
from reports.measures.grouping import ComparisonError
from reports.pages.page_names import ARTICLE_LIST, INDEX, article_path, statements_path

pytestmark = pytest.mark.models
ARTICLES = 14
"""A few more than Stanza gets at once, so that an audit of them can be stopped after the first batch."""


@pytest.fixture(scope="module")
def articles(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("articles")
    for path in sorted((corpus / "articles").glob("*.txt"))[:ARTICLES]:
        (folder / path.name).write_bytes(path.read_bytes())
    return folder


@pytest.fixture(scope="module")
def audited(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished audit."""
    out = tmp_path_factory.mktemp("audited") / "report"
    assert run(["audit", str(articles), "--out", str(out)]) == 0
    return out


def run_data(out: Path) -> dict:
    return json.loads((out / "run.json").read_text(encoding="utf-8"))


def test_the_folder_holds_what_it_should(audited: Path, articles: Path) -> None:
    pages = {article_path(path.stem) for path in articles.iterdir()}
    files = (set(FILES) | set(MADE)) - {PDF, "summary.pdf", "summary.png", "reference.csv", CORRECTIONS_TABLE}
    found = {path.relative_to(audited).as_posix() for path in audited.rglob("*") if path.is_file()}
    charts = {name for name in found if name.startswith("charts/")}
    sources = {name for name in found if name.startswith("sources/")}
    assert charts and sources
    own = {INDEX, ARTICLE_LIST, statements_path(), "summary.html", LOCK, LIST}
    assert found - (charts - files) - sources == pages | own | files
    index = (audited / INDEX).read_text(encoding="utf-8")
    assert all(f'href="{name}"' in index for name in pages | files)
    assert "partial" not in index


def test_run_json_tells_how_it_was_made(audited: Path, articles: Path) -> None:
    data = run_data(audited)
    assert data["complete"] is True and data["skipped"] == []
    assert data["articles"] == ARTICLES and data["done_before"] == 0
    plain = {"kind": "plain text", "articles": 1, "doubles": 0}
    assert data["read"] == {str(path): plain for path in articles.iterdir()}
    assert {"quotes", "python", "stanza", "torch", "textblob", "pandas"} <= set(data["versions"])
    assert data["model"]["name"] == "news" and "depparse/news.pt" in data["model"]["files"]
    assert data["options"]["acts"] == sorted(STATEMENTS) and data["options"]["paths"] == [str(articles)]
    assert data["began"] <= data["ended"] and data["seconds"] > 0


def test_tables_read_back_to_the_values_of_the_analyses(audited: Path, articles: Path) -> None:
    table = Analyzer().table(articles / "apartment-fire.txt")
    stored = read_csv(audited / "attributions.csv", "attributions")
    mine = stored[stored["article"] == "apartment-fire"].reset_index(drop=True)
    assert mine["corpus_source"].notna().sum() == table["source_id"].notna().sum()
    later = ["corpus_source", "page"]
    pd.testing.assert_frame_equal(mine.drop(columns=later), table.drop(columns=later))
    plain = pd.read_csv(audited / "attributions.csv")
    assert list(plain.columns) == [column.name for column in TABLES["attributions"]]
    (article,) = read_articles([articles / "apartment-fire.txt"])
    for row in plain[plain["article"] == "apartment-fire"].itertuples():
        spans = json.loads(row.content)
        assert " … ".join(article.text[start:end] for start, end in spans) == row.content_text
    assert set(pd.read_csv(audited / "codebook.csv")["name"]) >= set(plain.columns)


class Process:
    """A real audit whose messages go to a terminal."""

    def __init__(self, articles: Path, out: Path) -> None:
        main, side = pty.openpty()
        command = [*QUOTES, "audit", str(articles), "--out", str(out)]
        environment = os.environ | {"TERM": "xterm", "OMP_NUM_THREADS": "1"}
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=side, env=environment)
        os.close(side)
        self._said: list[bytes] = []
        self._reader = threading.Thread(target=self._read, args=(main,))
        self._reader.start()

    def _read(self, main: int) -> None:
        with os.fdopen(main, "rb", buffering=0) as terminal:
            try:
                while data := terminal.read(4096):
                    self._said.append(data)
            except OSError:  # what Linux says when the process has ended
                pass

    def end(self) -> tuple[int, str]:
        """Exit status, and what was shown on the terminal."""
        status = self.process.wait(60)
        assert self.process.stdout is not None
        assert self.process.stdout.read() == b""
        self.process.stdout.close()
        self._reader.join(10)
        return status, b"".join(self._said).decode()


def analyses_in(out: Path) -> int:
    with suppress(sqlite3.OperationalError), closing(sqlite3.connect(f"file:{out / STORE}?mode=ro", uri=True)) as store:
        return int(store.execute("SELECT count(*) FROM analyses").fetchone()[0])
    return 0


@pytest.mark.slow
def test_stopped_by_ctrl_c_it_is_readable_and_goes_on_without_loss(
    articles: Path, audited: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report"
    sizes = accumulate(len(article.text) for article in read_articles(articles))
    first_batch = 1 + next(number for number, size in enumerate(sizes) if size >= BATCH_CHARACTERS)
    assert first_batch < ARTICLES
    process = Process(articles, out)
    deadline = time.monotonic() + 120
    while analyses_in(out) < first_batch and time.monotonic() < deadline:
        time.sleep(0.02)
    process.process.send_signal(signal.SIGINT)
    status, shown = process.end()
    assert status == 130
    assert "Traceback" not in shown
    last = shown.splitlines()[-1]
    assert "interrupted" in last and "goes on" in last
    assert f"/{ARTICLES}" in shown
    done = analyses_in(out)
    assert first_batch <= done < ARTICLES
    assert f"partial: stopped after {done} articles" in (out / INDEX).read_text(encoding="utf-8")
    data = run_data(out)
    assert data["complete"] is False and data["stopped"] and data["articles"] == done
    finished = read_csv(out / "articles.csv", "articles")
    assert finished["article"].tolist() == [path.stem for path in sorted(articles.iterdir())][:done]
    assert set(read_csv(out / "attributions.csv", "attributions")["article"]) <= set(finished["article"])
    assert all((out / article_path(name)).is_file() for name in finished["article"])

    assert run(["audit", str(articles), "--out", str(out)]) == 0
    assert f"going on after {done} articles" in capsys.readouterr().err
    assert run_data(out)["complete"] is True and run_data(out)["done_before"] == done
    for name in ("attributions.csv", "sources.csv", "articles.csv", "mentions.csv", "findings.csv", "report.json"):
        assert (out / name).read_bytes() == (audited / name).read_bytes(), name
    assert {path.name for path in out.iterdir()} == {path.name for path in audited.iterdir()}


def test_only_what_changed_is_done_anew(articles: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = tmp_path / "own"
    own.mkdir()
    for number in range(3):
        (own / f"{number}.txt").write_text(f"“We lost {number} barns,” said Orla Finch.\n", encoding="utf-8")
    out = tmp_path / "report"
    command = ["audit", str(own), "--out", str(out), "--format", "json"]
    assert run(command) == 0
    assert "before" not in capsys.readouterr().err
    (own / "1.txt").write_text("“We lost no barn,” said Tom Reed.\n", encoding="utf-8")
    (own / "3.txt").write_text("It rained all day.\n", encoding="utf-8")
    assert run(command) == 0
    assert "4 articles (2 of them done before)" in capsys.readouterr().err
    speakers = read_csv(out / "attributions.csv", "attributions")["speaker"].tolist()
    assert speakers == ["Orla Finch", "Tom Reed", "Orla Finch"]
    assert run([*command, "--min-confidence", "1"]) == 0
    assert "before" not in capsys.readouterr().err
    assert run(command) == 0
    assert "4 articles (4 of them done before)" in capsys.readouterr().err


def test_its_own_report_is_never_read_as_articles(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "story.txt").write_text("“We lost the barn,” said Orla Finch.\n", encoding="utf-8")
    for _ in range(2):
        assert run(["audit", str(tmp_path), "--out", str(tmp_path / "report")]) == 0
        assert "1 article" in capsys.readouterr().err


def test_an_earlier_report_stays_where_nothing_can_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "story.txt").write_text("“We lost the barn,” said Orla Finch.\n", encoding="utf-8")
    (tmp_path / "empty.txt").touch()
    out = tmp_path / "report"
    assert run(["audit", str(tmp_path / "story.txt"), "--out", str(out)]) == 0
    before = {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()}
    assert run(["audit", str(tmp_path / "empty.txt"), "--out", str(out), "--replace"]) == 1
    assert "no report was written" in capsys.readouterr().err
    assert {path.name: path.read_bytes() for path in out.rglob("*") if path.is_file()} == before
    assert run(["audit", str(tmp_path / "empty.txt"), "--out", str(tmp_path / "new")]) == 1
    assert not (tmp_path / "new").exists()


def an_audit(folder: Path, **more: object) -> Audit:
    return Audit(folder, load_codebook(None), **more)


def test_tables_are_those_of_the_analyses_whatever_the_pieces_in_which_they_are_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    analyses = samples()
    for name, waiting in (("few", 1), ("many", 50)):
        monkeypatch.setattr("reports.audit.audit.MOST_ROWS_WAITING", waiting)
        run_audit(analyses, an_audit(tmp_path / name, wanted=LEAN))
        for table, made in (
            ("attributions", attributions_table),
            ("sources", sources_table),
            ("mentions", mentions_table),
            ("articles", articles_table),
        ):
            stored = read_csv(tmp_path / name / f"{table}.csv", table)
            # Only an audit has the key over all articles and the pages.
            own = {column: stored[column] for column in ("corpus_source", "page") if column in stored}
            pd.testing.assert_frame_equal(stored, made(analyses).assign(**own))


def test_what_was_added_is_kept_when_the_disk_is_full(tmp_path: Path) -> None:
    out = tmp_path / "report"
    audit = an_audit(out, wanted=LEAN)
    analyses = samples()

    def then_full() -> Iterator[Analysis]:
        yield from analyses[:2]
        # No file may grow beyond this: what a system says then is like what it says on a full disk.
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, unlimited[1]))
        yield from analyses[2:]

    unlimited = resource.getrlimit(resource.RLIMIT_FSIZE)
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        with pytest.raises(WriteError, match="make room") as caught:
            run_audit(then_full(), audit)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, unlimited)
        signal.signal(signal.SIGXFSZ, before)
    assert "\n" not in str(caught.value)
    assert run_data(out)["complete"] is False
    again = an_audit(out, wanted=LEAN)
    assert [again.store.get(analysis.article) for analysis in analyses[:2]] == analyses[:2]
    assert run_audit(analyses, again) == out / NUMBERS
    assert run_data(out)["complete"] is True


@pytest.mark.models
def test_a_link_that_leads_to_itself_does_not_end_an_audit(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("“We lost the barn,” said Orla Finch.\n", encoding="utf-8")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    assert run(["audit", str(tmp_path), "--out", str(tmp_path / "report"), "--format", "json"]) == 3
    assert "loop.txt" in capsys.readouterr().err and run_data(tmp_path / "report")["articles"] == 1


@pytest.mark.parametrize("place", [0, 1])
def test_an_article_that_cannot_be_shown_costs_only_itself(place: int, tmp_path: Path) -> None:
    skipped: list[Skipped] = []
    broken, second = samples()[:2]
    analyses = [second]
    analyses.insert(place, replace(broken, layout=None))  # stands for what nobody foresaw
    audit = an_audit(tmp_path / "report", on_skip=skipped.append)
    assert run_audit(analyses, audit) == tmp_path / "report" / INDEX
    assert [one.path for one in skipped] == [broken.article.path or broken.article.id]
    pages = {path.name for path in (tmp_path / "report" / "articles").iterdir()} - {Path(ARTICLE_LIST).name}
    assert pages == {Path(article_path(second.article.id)).name}


def test_a_folder_with_other_files_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "story.html").write_text("mine", encoding="utf-8")
    with pytest.raises(WriteError, match="other files"):
        an_audit(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["story.html"]


def test_which_folders_will_do(tmp_path: Path) -> None:
    check_folder(tmp_path)
    check_folder(tmp_path / "a" / "b")
    (tmp_path / ".gitkeep").touch()
    check_folder(tmp_path)
    file = tmp_path / "file"
    file.touch()
    for path in (file, file / "below", file / "far" / "below"):
        with pytest.raises(WriteError, match="is a file"):
            check_folder(path)


def test_tables_then_run_json_then_their_names_are_on_the_disk_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[int] = []
    really = os.fsync

    def watched(file: int) -> None:
        really(file)
        kept.append(os.fstat(file).st_ino)

    monkeypatch.setattr(os, "fsync", watched)
    run_audit(samples()[:2], Audit(tmp_path, load_codebook(None)))
    ends = [(tmp_path / name).stat().st_ino for name in ("run.json", ".")]
    assert kept[-2:] == ends
    tables = ["articles", "sources", "attributions", "mentions", "findings", "hedges"]
    names = [INDEX, *(f"{name}.csv" for name in tables)]
    assert {(tmp_path / name).stat().st_ino for name in names} <= set(kept[:-2])


def test_ctrl_c_takes_effect_after_what_must_not_be_cut() -> None:
    done = False
    with pytest.raises(KeyboardInterrupt), held_signals():
        signal.raise_signal(signal.SIGINT)
        done = True
    assert done
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


@pytest.mark.slow
def test_two_audits_do_not_write_into_one_folder(tmp_path: Path) -> None:
    first = an_audit(tmp_path / "report", wanted=LEAN)
    with pytest.raises(WriteError, match="another audit is writing there"):
        an_audit(tmp_path / "report")
    assert run_audit(samples(), first) is not None
    assert run_audit(samples(), an_audit(tmp_path / "report", wanted=LEAN)) is not None


def test_a_source_of_several_articles_has_one_key_and_a_page_with_all_it_says(tmp_path: Path) -> None:
    aliases = Aliases((Alias("join", (Named("Ruth Adeyemi"),)),))
    run_audit(samples(), an_audit(tmp_path, wanted=Wanted(aliases=aliases)))
    said = read_csv(tmp_path / "attributions.csv", "attributions")
    ruth = said[said["speaker"].str.contains("Ruth Adeyemi").fillna(False)]
    assert ruth["article"].nunique() == 3 and ruth["corpus_source"].nunique() == 1
    corpus_sources = read_csv(tmp_path / "corpus_sources.csv", "corpus_sources").set_index("corpus_source")
    assert corpus_sources.loc[ruth["corpus_source"].iloc[0], "articles"] == 3
    (page,) = (tmp_path / "sources").glob("*ruth-adeyemi*.html")
    text = page.read_text(encoding="utf-8")
    assert "The money will come in March" in text and "The council has nothing to hide" in text


def test_the_page_of_an_article_leads_to_what_its_sources_say_in_others(tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "a.txt").write_text("“We lost the barn,” said Orla Finch.\n\n“I saw it,” said Tom Reed.\n", encoding="utf-8")
    (own / "b.txt").write_text("“The cows are safe,” said Orla Finch.\n", encoding="utf-8")
    (own / "c.txt").write_text("“It was dark,” said Ann Moss.\n", encoding="utf-8")
    out = tmp_path / "report"
    for _ in range(2):  # anew, and from what was done before
        assert run(["audit", str(own), "--out", str(out)]) == 0
        (source,) = (out / "sources").glob("*orla-finch*.html")
        for name in "ab":
            page = (out / "articles" / f"{name}.html").read_text(encoding="utf-8")
            (row,) = [line for line in page.splitlines() if "in other articles" in line]
            assert "Orla Finch" in row and f'href="../sources/{source.name}"' in row
        assert "in other articles" not in (out / "articles" / "c.html").read_text(encoding="utf-8")


def test_what_is_wanted_is_written_and_nothing_else_stays(tmp_path: Path) -> None:
    run_audit(samples(), an_audit(tmp_path))
    assert (tmp_path / MARKDOWN).exists() and (tmp_path / NUMBERS).exists()
    path = run_audit(samples(), an_audit(tmp_path, wanted=Wanted([ReportFormat.md])))
    assert path == tmp_path / MARKDOWN
    assert not (tmp_path / NUMBERS).exists() and not list(tmp_path.rglob("*.html"))
    assert not (tmp_path / "articles").exists() and not (tmp_path / "sources").exists()


def test_report_md_asks_in_its_language_and_bounds_every_share(tmp_path: Path) -> None:
    run_audit(samples(), an_audit(tmp_path, wanted=Wanted([ReportFormat.md], language="de")))
    text = (tmp_path / MARKDOWN).read_text(encoding="utf-8")
    english = set(read_csv(tmp_path / "findings.csv", "findings")["question"])
    questions = [line for line in text.splitlines() if line.startswith("  - ") and line.endswith("?")]
    assert english and questions and not [one for one in english if one in text]
    heads = [line for line in text.splitlines() if line.startswith("## ")]
    assert heads[0] == f"## {load('de').gettext('Questions to the editor')}"
    heard = text.partition(f"## {load('de').gettext('Who is heard, and how')}\n")[2].partition("###")[0]
    rows = [line for line in heard.splitlines() if line.startswith("| ")][1:]
    assert rows and all("(" in row for row in rows)


def test_the_pages_beside_bear_the_title_of_the_report(tmp_path: Path) -> None:
    run_audit(samples(), an_audit(tmp_path, wanted=Wanted([ReportFormat.html], title="Bridges & tolls")))
    for name in ("statements.html", "articles/index.html"):
        page = (tmp_path / name).read_text(encoding="utf-8")
        assert " – Bridges &amp; tolls</title>" in page and '<p class="kicker">Bridges &amp; tolls</p>' in page
    assert "<title>Bridges &amp; tolls</title>" in (tmp_path / INDEX).read_text(encoding="utf-8")


def test_an_audit_compared_with_an_earlier_one(tmp_path: Path) -> None:
    run_audit(samples(), an_audit(tmp_path / "before", wanted=LEAN))
    run_audit(samples()[2:], an_audit(tmp_path / "after", wanted=Wanted(compare_with=tmp_path / "before")))
    groups = json.loads((tmp_path / "after" / NUMBERS).read_text(encoding="utf-8"))["comparison"]["groups"]
    assert {group["group"]: group["articles"] for group in groups} == {"before": 10, "after": 8}
    pages = [tmp_path / "after" / INDEX, *(tmp_path / "after" / "articles").glob("*.html")]
    assert len(pages) > 8 and all("comparison.html" in page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize("by", ["desk", "outlet"])
def test_a_comparison_is_made_where_another_column_holds_more_than_a_cell_can(tmp_path: Path, by: str) -> None:
    long = "x" * 40_000
    desks = {article.article.id: "AB"[number % 2] for number, article in enumerate(samples())}
    analyses = [
        replace(one, article=replace(one.article, outlet=desk, metadata={"html": long, "desk": desk, "raw": long}))
        for one, desk in zip(samples(), desks.values(), strict=True)
    ]
    run_audit(analyses, an_audit(tmp_path, wanted=replace(LEAN, compare_by=by)))
    groups = json.loads((tmp_path / NUMBERS).read_text(encoding="utf-8"))["comparison"]["groups"]
    assert {group["group"]: group["articles"] for group in groups} == {"A": 5, "B": 5}


def test_a_comparison_that_cannot_be_made_costs_only_itself(tmp_path: Path) -> None:
    with pytest.raises(ComparisonError, match=r"ward.*; the report without a comparison: .*index\.html"):
        run_audit(samples(), an_audit(tmp_path, wanted=Wanted(compare_by="ward")))
    assert not [page for page in tmp_path.rglob("*.html") if "comparison.html" in page.read_text(encoding="utf-8")]
    assert run_data(tmp_path)["complete"] is True


def test_what_cannot_be_compared_is_told_before_the_work(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a.txt").write_text("“We lost the barn,” said Orla Finch.\n", encoding="utf-8")
    (tmp_path / "b.txt").write_text("“I saw it,” said Tom Reed.\n", encoding="utf-8")
    command = ["audit", str(tmp_path), "--out", str(tmp_path / "r"), "--compare-by"]
    for by, words in (("outlet", "the articles have no value"), ("ward", "no article has it")):
        assert run([*command, by]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert f"by “{by}”" in line and words in line and not (tmp_path / "r").exists()
