"""Several processes give what one gives, in the same order, also where one of them dies."""

import gc
import pickle
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest
from working import plain

from quotes.cli.app import run
from quotes.errors import UsageError
from quotes.messages import Skipped
from quotes.model import Article
from quotes.workers import AHEAD, PARCEL, CarriedParses, Workers, analyzed, parcels


def by_workers(folder: Path, texts: dict[int, str], number: int = 40) -> tuple[list[str], list[Skipped]]:
    """The identifiers of what two processes made of ``number`` articles, of which some have these texts."""
    skipped: list[Skipped] = []
    articles = [Article(str(place), texts.get(place, "A text.")) for place in range(number)]
    with closing(Workers(2, {"folder": str(folder)}, work=plain)) as workers:
        made = list(workers.pipe(articles, skipped.append))
    assert all(one.article is articles[int(one.article.id)] for one in made)
    return [one.article.id for one in made], skipped


def without(*left_out: int, number: int = 40) -> list[str]:
    return [str(place) for place in range(number) if place not in left_out]


def test_order_is_kept_and_what_is_left_out_is_told(tmp_path: Path) -> None:
    made, skipped = by_workers(tmp_path, {3: "bad", 25: "bad"})
    assert made == without(3, 25)
    assert [one.path for one in skipped] == ["3", "25"]
    assert by_workers(tmp_path, {}, number=0) == ([], [])


def test_parcels_hold_every_article_once_and_become_small_towards_the_end() -> None:
    articles = [Article(str(place), "word " * 600 * (place % 3)) for place in range(100)]
    made = list(parcels(iter(articles), 2))
    assert [article for parcel in made for article in parcel] == articles
    sizes = [sum(len(article.text) for article in parcel) for parcel in made]
    assert max(sizes) < PARCEL + 6_000
    assert max(sizes[-2:]) <= 6_000


def test_no_more_is_read_ahead_than_keeps_the_processes_at_work() -> None:
    read: list[int] = []

    def articles() -> Iterator[Article]:
        for place in range(1_000):
            read.append(place)
            yield Article(str(place), "x" * PARCEL)

    stream = parcels(articles(), 2)
    for number in range(1, 2 * AHEAD):
        next(stream)
        assert len(read) < number + 2 * AHEAD


def test_what_a_process_was_at_when_it_died_is_done_again(tmp_path: Path) -> None:
    made, skipped = by_workers(tmp_path, {11: "once"})
    assert (made, skipped) == (without(), [])


def test_an_article_that_ends_two_processes_by_itself_is_left_out_and_told(tmp_path: Path) -> None:
    made, skipped = by_workers(tmp_path, {20: "fatal"})
    assert made == without(20)
    assert [one.path for one in skipped] == ["20"] and "no memory left" in skipped[0].reason
    assert (tmp_path / "20").read_text(encoding="utf-8").count("tried") == 3  # the first time with others
    assert (tmp_path / "21").read_text(encoding="utf-8").count("tried") <= 2


def test_a_cluster_that_does_not_answer_is_told_in_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("quotes.cluster.PATIENCE", 0.5)
    (tmp_path / "story.txt").write_text("It rained, the mayor said.", encoding="utf-8")
    command = ["audit", str(tmp_path / "story.txt"), "--out", str(tmp_path / "report")]
    for address in ("tcp://127.0.0.1:9", "nonsense"):
        assert run([*command, "--scheduler", address]) == 2
        (line,) = capsys.readouterr().err.splitlines()
        assert address in line and "dask scheduler" in line
    assert run([*command, "--scheduler", "tcp://127.0.0.1:9", "--workers", "2"]) == 2
    assert "one of the two" in capsys.readouterr().err
    assert not (tmp_path / "report").exists()


def test_the_parses_that_were_kept_travel_with_their_articles() -> None:
    kept = {"It rained.": b"parse"}
    keeper = SimpleNamespace(keeps=True, get=kept.get)
    carried = pickle.loads(pickle.dumps(CarriedParses([Article("a", "It rained."), Article("b", "It froze.")], keeper)))
    assert carried.get("It rained.") == b"parse" and carried.get("It froze.") is None and carried.keeps


def test_a_worker_with_another_version_makes_nothing() -> None:
    settings = pickle.dumps((gc.get_threshold(), {"quotes": "0.0.1"}, {}))
    with pytest.raises(UsageError, match=r"another version of .*quotes.*install the same"):
        analyzed([Article("a", "It rained, the mayor said.")], settings)


@pytest.mark.models
@pytest.mark.slow
def test_an_audit_by_two_processes_is_that_of_one(tmp_path: Path) -> None:
    articles = tmp_path / "articles"
    articles.mkdir()
    for number in range(11):
        text = f"“We lost {number} barns,” said Orla Finch.\n\nThe county said it would rain in week {number}.\n"
        (articles / f"{number}.txt").write_text(text, encoding="utf-8")
    for name, workers in (("one", "1"), ("two", "2")):
        out = ["--out", str(tmp_path / name), "--format", "json", "--workers", workers, "--keep-parses"]
        assert run(["audit", str(articles), *out]) == 0
    tables = sorted(path.name for path in (tmp_path / "one").glob("*.csv"))
    assert len(tables) > 8
    for table in tables:
        assert (tmp_path / "two" / table).read_bytes() == (tmp_path / "one" / table).read_bytes(), table
    parses = []
    for name in ("one", "two"):
        with closing(sqlite3.connect(tmp_path / name / "workspace.sqlite")) as database:
            parses.append(sorted(database.execute("SELECT key, data FROM parses")))
    assert parses[0] == parses[1] and len(parses[0]) == 11
