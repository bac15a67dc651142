"""A data set in parts holds each article once, in order, also where a run is cut off and the next one goes on."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest
from report_samples import corpus

from quotes.cli.app import run
from quotes.errors import WriteError
from quotes.export.dataset import TABLES, DataSet
from quotes.export.schema import EXPORTED
from quotes.messages import Skipped
from quotes.model import Analysis, Article
from quotes.table.rows import attributions_table

GIVEN = {article.id: analysis for analysis in corpus() if (article := analysis.article)}
ARTICLES = [analysis.article for analysis in GIVEN.values()]


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quotes.export.dataset.PART", 2)


def written(
    folder: Path,
    articles: Sequence[Article] = ARTICLES,
    settings: str = "a",
    bad: Sequence[str] = (),
    most: int | None = None,
) -> tuple[list[str], list[Skipped]]:
    """The articles that were analysed, and those left out, in a run that ends after ``most`` that came out."""
    analysed: list[str] = []
    skipped: list[Skipped] = []

    def analyze(some: Iterable[Article]) -> Iterator[Analysis]:
        for article in some:
            if article.id in bad:
                skipped.append(Skipped(article.path or article.id, "odd"))
            else:
                analysed.append(article.id)
                yield replace(GIVEN[article.id], article=article)

    list(islice(DataSet(folder, {"s": settings}, skipped, skipped.append).resumed(articles, analyze), most))
    return analysed, skipped


def read(folder: Path, table: str) -> pd.DataFrame:
    return pd.read_parquet(folder / table)


def test_the_parts_together_are_the_tables(tmp_path: Path) -> None:
    assert len(ARTICLES) > 4
    written(tmp_path)
    assert len(list((tmp_path / "articles").iterdir())) > 2
    assert read(tmp_path, "articles")["article"].tolist() == list(GIVEN)
    expected = attributions_table(GIVEN.values())
    found = read(tmp_path, "attributions")["content_text"]
    assert found.dropna().tolist() == expected["content_text"].dropna().tolist() and len(found) == len(expected)
    for table in TABLES:
        part = pq.read_schema(next((tmp_path / table).iterdir()))
        assert part.names == [column.name for column in EXPORTED[table].columns]
    sources = set(read(tmp_path, "sources")["source_key"])
    assert set(read(tmp_path, "attributions")["source_key"].dropna()) <= sources


def test_a_run_that_was_cut_off_is_gone_on_with(tmp_path: Path) -> None:
    whole, cut = tmp_path / "whole", tmp_path / "cut"
    written(whole)
    first, _ = written(cut, most=3)
    again, _ = written(cut)
    assert again == list(GIVEN)[len(again) * -1 :] and 0 < len(again) < len(GIVEN)
    assert set(first) | set(again) == set(GIVEN)
    for table in TABLES:
        pd.testing.assert_frame_equal(read(cut, table), read(whole, table))
    assert written(cut) == ([], [])


def test_what_changed_is_done_anew_and_what_is_gone_is_removed(tmp_path: Path) -> None:
    written(tmp_path)
    changed = [replace(ARTICLES[0], title="Another"), *ARTICLES[1:]]
    assert written(tmp_path, changed)[0] == list(GIVEN)[:2]
    assert written(tmp_path, settings="b")[0] == list(GIVEN)
    written(tmp_path, ARTICLES[:1])
    assert read(tmp_path, "articles")["article"].tolist() == list(GIVEN)[:1]
    assert set(read(tmp_path, "mentions")["article"]) <= {ARTICLES[0].id}


def test_what_was_left_out_before_is_told_again(tmp_path: Path) -> None:
    bad = ARTICLES[1].id
    first, told = written(tmp_path, bad=[bad])
    again, told_again = written(tmp_path, bad=[bad])
    assert (len(first), again) == (len(ARTICLES) - 1, [])
    assert told == told_again == [Skipped(ARTICLES[1].path or bad, "odd")]


def test_nothing_of_others_is_overwritten(tmp_path: Path) -> None:
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "mine.parquet").write_bytes(b"")
    with pytest.raises(WriteError, match="holds other files"):
        DataSet(tmp_path, {})


def test_the_command_wants_both_format_and_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story = tmp_path / "story.txt"
    story.write_text("It rained, the mayor said.", encoding="utf-8")
    for options in (["--format", "parquet"], ["--out", str(tmp_path / "found")]):
        assert run(["attribute", str(story), *options]) == 2
        assert "give both, or neither" in capsys.readouterr().err
    assert not (tmp_path / "found").exists()


@pytest.mark.models
@pytest.mark.slow
def test_the_command_goes_on_where_it_was(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    story, found = tmp_path / "story.txt", tmp_path / "found"
    story.write_text("It rained, the mayor said.", encoding="utf-8")
    command = ["attribute", str(tmp_path), "--format", "parquet", "--out", str(found)]
    assert run(command) == 0
    assert read(found, "attributions")["cue_text"].tolist() == ["said"]
    (tmp_path / "second.txt").write_text("It snowed, the mayor said.", encoding="utf-8")
    capsys.readouterr()
    assert run(command) == run(command) == 0
    assert "2 articles (2 of them done before)" in capsys.readouterr().err
    assert len(read(found, "attributions")) == 2
