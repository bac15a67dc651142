"""An audit that was stopped, or met a full disk or an odd article: what was done stays, and it goes on from there."""

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

import pytest
from audit_runs import MORE_ARTICLES
from places import QUOTES
from report_samples import corpus as samples
from small_reports import LEAN, an_audit, run_data

from quotes.cli.app import run
from quotes.errors import WriteError
from quotes.messages import Skipped
from quotes.model import Analysis
from quotes.parse.parser import BATCH_CHARACTERS
from quotes.read import read_articles
from quotes.roles.codebook import load_codebook
from quotes.table.csv_files import read_csv
from reports.audit.audit import Audit, run_audit
from reports.audit.corpus import NUMBERS
from reports.audit.folder import STORE, held_signals
from reports.pages.page_names import ARTICLE_LIST, INDEX, article_path

pytestmark = pytest.mark.models


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
    first_articles: Path, finished: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "report"
    sizes = accumulate(len(article.text) for article in read_articles(first_articles))
    first_batch = 1 + next(number for number, size in enumerate(sizes) if size >= BATCH_CHARACTERS)
    assert first_batch < MORE_ARTICLES
    process = Process(first_articles, out)
    deadline = time.monotonic() + 120
    while analyses_in(out) < first_batch and time.monotonic() < deadline:
        time.sleep(0.02)
    process.process.send_signal(signal.SIGINT)
    status, shown = process.end()
    assert status == 130
    assert "Traceback" not in shown
    last = shown.splitlines()[-1]
    assert "interrupted" in last and "goes on" in last
    assert f"/{MORE_ARTICLES}" in shown
    done = analyses_in(out)
    assert first_batch <= done < MORE_ARTICLES
    assert f"partial: stopped after {done} articles" in (out / INDEX).read_text(encoding="utf-8")
    data = run_data(out)
    assert data["complete"] is False and data["stopped"] and data["articles"] == done
    rows = read_csv(out / "articles.csv", "articles")
    assert rows["article"].tolist() == [path.stem for path in sorted(first_articles.iterdir())][:done]
    assert set(read_csv(out / "attributions.csv", "attributions")["article"]) <= set(rows["article"])
    assert all((out / article_path(name)).is_file() for name in rows["article"])

    assert run(["audit", str(first_articles), "--out", str(out)]) == 0
    assert f"going on after {done} articles" in capsys.readouterr().err
    assert run_data(out)["complete"] is True and run_data(out)["done_before"] == done
    for name in ("attributions.csv", "sources.csv", "articles.csv", "mentions.csv", "findings.csv", "report.json"):
        assert (out / name).read_bytes() == (finished / name).read_bytes(), name
    assert {path.name for path in out.iterdir()} == {path.name for path in finished.iterdir()}


def test_only_what_changed_is_done_anew(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
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
