"""The tables of an audit: they read back to the values of the analyses, in whatever pieces they are written."""

import json
from pathlib import Path

import pandas as pd
import pytest
from report_samples import corpus as samples
from small_reports import LEAN, an_audit

from quotes.analyze import Analyzer
from quotes.linking.aliases import Alias, Aliases, Named
from quotes.read import read_articles
from quotes.table.columns import TABLES
from quotes.table.csv_files import read_csv
from quotes.table.rows import articles_table, attributions_table, mentions_table, sources_table
from reports.audit.audit import run_audit
from reports.audit.wanted import Wanted

pytestmark = pytest.mark.models


def test_tables_read_back_to_the_values_of_the_analyses(finished: Path, first_articles: Path) -> None:
    table = Analyzer().table(first_articles / "apartment-fire.txt")
    stored = read_csv(finished / "attributions.csv", "attributions")
    mine = stored[stored["article"] == "apartment-fire"].reset_index(drop=True)
    assert mine["corpus_source"].notna().sum() == table["source_id"].notna().sum()
    later = ["corpus_source", "page"]
    pd.testing.assert_frame_equal(mine.drop(columns=later), table.drop(columns=later))
    plain = pd.read_csv(finished / "attributions.csv")
    assert list(plain.columns) == [column.name for column in TABLES["attributions"]]
    (article,) = read_articles([first_articles / "apartment-fire.txt"])
    for row in plain[plain["article"] == "apartment-fire"].itertuples():
        spans = json.loads(row.content)
        assert " … ".join(article.text[start:end] for start, end in spans) == row.content_text
    assert set(pd.read_csv(finished / "codebook.csv")["name"]) >= set(plain.columns)


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
