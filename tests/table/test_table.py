"""The three tables: what each row says of the article, and the same names and values as JSON."""

import json
from dataclasses import replace

import pandas as pd
import pytest
from report_samples import analysis_of, corpus, road, short, silent

from quotes.model import Analysis, Article, Attribution, Role, Source, Span
from quotes.table.columns import TABLES, codebook
from quotes.table.csv_files import LONGEST_CELL
from quotes.table.rows import (
    articles_table,
    attributions_table,
    mentions_table,
    records,
    sources_table,
    word_count,
    writable,
)
from reports.measures.grouping import group_of

ISSUE_KEYS = (
    "article",
    "kind",
    "content",
    "cue",
    "source",
    "speaker",
    "role",
    "named",
    "construction",
    "confidence",
)


def test_records_are_json_with_spans_that_are_the_words_beside_them() -> None:
    analysis = road()
    text = analysis.article.text
    for row in records(analysis):
        assert json.loads(json.dumps(row)) == row
        assert set(ISSUE_KEYS) <= set(row)
        assert " … ".join(text[start:end] for start, end in row["content"]) == (row["content_text"] or "")
        assert " … ".join(text[start:end] for start, end in row["cue"]) == row["cue_text"]
        assert text[slice(*row["source"])] == row["source_text"]
        if row["role_evidence"] is not None:
            assert text[slice(*row["role_evidence_span"])] == row["role_evidence"]


def test_a_row_tells_who_said_what() -> None:
    rows = list(records(road()))
    assert [row["kind"] for row in rows] == [
        "indirect",
        "direct",
        "mixed",
        "direct",
        "indirect",
        "indirect",
        "no-comment",
    ]
    assert [row["speaker"] for row in rows][1:3] == ["Ruth Adeyemi", "Tomas Vrba"]
    assert [row["role"] for row in rows][3:] == ["witness", "unknown", "official", "business"]
    assert rows[4]["named"] is False
    assert rows[6]["content"] == []
    assert rows[6]["content_text"] is None


def test_words_are_counted_and_those_in_marks_apart() -> None:
    rows = list(records(road()))
    assert [(row["words"], row["quoted_words"]) for row in rows] == [
        (9, 0),  # Two bridges over the Tarn stay shut until spring
        (19, 19),  # “Nobody is going to drive over that steel,” … “Not on my watch, and not for a month of Sundays.”
        (12, 5),  # the older bridge could carry “a car at a time” by Easter
        (11, 11),
        (7, 0),
        (4, 0),
        (0, 0),
    ]
    assert word_count("It cost 1,200.50, the U.S.-based firm hasn’t paid—yet") == 9


def test_an_attribution_without_source_is_unknown_and_missing_but_there() -> None:
    article = Article("x", "“Run!”")
    analysis = analysis_of(article, (Attribution("direct", (Span(0, 6),), (), None, "bare", 0.5),), ())
    row = next(records(analysis))
    assert (row["source"], row["speaker"], row["role"], row["named"]) == (None, None, "unknown", False)
    frame = attributions_table([analysis])
    assert bool(frame["source_id"].isna().all()) and bool(frame["source"].isna().all())
    assert frame["cue"].tolist() == ["[]"]


@pytest.mark.parametrize("analyses", [[], [silent()], [road()], corpus()], ids=["none", "silent", "one", "many"])
def test_columns_and_dtypes_are_those_declared_whatever_the_rows(analyses: list[Analysis]) -> None:
    frames = {
        "attributions": attributions_table(analyses),
        "sources": sources_table(analyses),
        "articles": articles_table(analyses),
        "mentions": mentions_table(analyses),
    }
    for name, frame in frames.items():
        columns = TABLES[name]
        assert list(frame.columns) == [column.name for column in columns]
        assert [str(dtype) for dtype in frame.dtypes] == [column.dtype for column in columns]
    assert len(frames["articles"]) == len(analyses)


def test_every_mention_is_a_row_with_its_words_and_its_source() -> None:
    analysis = road()
    mentions = mentions_table([analysis])
    sources = sources_table([analysis]).set_index("source_id")
    text = analysis.article.text
    for row in mentions.itertuples():
        assert text[row.mention_start : row.mention_end] == row.mention_text
        assert sources.loc[row.source_id, "speaker"] == row.speaker
    vrba = mentions[mentions["speaker"] == "Tomas Vrba"]
    assert vrba["mention_text"].tolist() == ["Tomas Vrba", "Vrba", "Vrba"]
    assert vrba["attributions"].tolist() == [0, 1, 1]
    assert mentions["mention"].tolist() == list(range(1, len(mentions) + 1))
    assert mentions["mention_start"].is_monotonic_increasing


def test_frame_cells_hold_what_the_records_hold() -> None:
    frame = attributions_table([road()])
    for (_, cells), row in zip(frame.iterrows(), records(road()), strict=True):
        for name, value in row.items():
            if value is None:
                assert cells[name] is pd.NA
            elif isinstance(value, list):
                assert json.loads(cells[name]) == value
            else:
                assert cells[name] == value


def test_sources_count_statements_and_silence_apart() -> None:
    frame = sources_table([road()]).set_index("speaker")
    assert frame["statements"].to_dict() == {
        "the county of Ellmoor": 1,
        "Ruth Adeyemi": 1,
        "Tomas Vrba": 2,
        "Joan Pike": 1,
        "A person briefed on the repairs": 1,
        "Kestrel Bridges": 0,
    }
    assert frame.loc["Kestrel Bridges", "no_comments"] == 1
    assert frame.loc["Tomas Vrba", "words"] == 16
    assert frame.loc["Tomas Vrba", "mentions"] == 2
    assert pd.isna(frame.loc["A person briefed on the repairs", "role_evidence"])


def test_articles_count_what_they_carry() -> None:
    row = articles_table([road()]).iloc[0]
    assert (row["statements"], row["direct"], row["indirect"], row["mixed"], row["no_comments"]) == (6, 2, 3, 1, 1)
    assert (row["sources"], row["named_sources"]) == (5, 4)
    assert json.loads(row["metadata"]) == {"page": "3"}


def test_source_numbers_join_the_tables() -> None:
    joined = attributions_table(corpus()).merge(sources_table(corpus()), on=["article", "source_id"])
    assert len(joined) == len(attributions_table(corpus()))
    assert (joined["speaker_x"] == joined["speaker_y"]).all()


def test_text_that_no_file_can_hold_keeps_its_length() -> None:
    assert writable("a\x00b\ud800c") == "a\ufffdb\ufffdc"
    analysis = short("x\ud800", "Ann \ud83d Bell", "witness", "It was \x00 dark")
    assert json.dumps(list(records(analysis)), ensure_ascii=False).encode("utf-8")
    assert sources_table([analysis])["speaker"].tolist() == ["Ann \ufffd Bell"]


def test_a_source_without_role_is_unknown() -> None:
    analysis = short("x", "Ann Bell", "witness", "It was dark")
    bare = replace(analysis, sources=(Source("Ann Bell", analysis.sources[0].mentions, True, "person"),))
    assert next(records(bare))["role"] == "unknown"


def test_codebook_documents_every_column_of_every_table() -> None:
    book = codebook()
    assert list(book.columns) == ["table", "name", "type", "unit", "meaning"]
    for table, columns in TABLES.items():
        assert book.loc[book["table"] == table, "name"].tolist() == [column.name for column in columns]
    assert book["meaning"].str.len().min() > 10
    assert not book.duplicated(["table", "name"]).any()
    # One name means one thing in all tables.
    assert book.groupby("name")["type"].nunique().max() == 1


def test_a_row_has_the_role_in_which_somebody_speaks_there() -> None:
    analysis = road()
    first = analysis.attributions[0]
    own = Role("activist", None, "in this capacity", 0.8, "official", 0.2)
    rows = list(records(replace(analysis, attributions=(replace(first, own_role=own), *analysis.attributions[1:]))))
    assert (rows[0]["role"], rows[0]["role_runner_up"], rows[0]["role_margin"]) == ("activist", "official", 0.2)
    source = first.speaker
    assert source is not None and source.role is not None
    assert source.role.name != "activist"
    assert [row["role"] for row in rows if row["source_id"] == rows[0]["source_id"]][1:] == [source.role.name] * (
        sum(row["source_id"] == rows[0]["source_id"] for row in rows) - 1
    )


def test_long_metadata_is_shortened_value_by_value_and_stays_json() -> None:
    for metadata in (
        {"html": "x" * 50_000, "desk": "city"},
        {"a": '"' * 20_000, "b": "😀" * 20_000, "desk": "city"},
        {f"column {number}": "x" * 40 for number in range(2_000)},
    ):
        analysis = replace(road(), article=replace(road().article, metadata=metadata))
        cell = articles_table([analysis])["metadata"][0]
        assert len(cell.encode("utf-16-le")) <= 2 * LONGEST_CELL
        kept = json.loads(cell)
        assert kept and set(kept) <= set(metadata) and kept.get("desk") == metadata.get("desk")
        assert group_of(articles_table([analysis]), "month").tolist() == ["2024-11"]


def test_what_steers_a_terminal_or_turns_a_text_around_is_shown_in_tables() -> None:
    assert writable("a\x1b[31mb\u202ec\x9b\n\t") == "a␛[31mb\ufffdc\ufffd\n\t"
    assert sources_table([short("a", "Ann \x1b]0;owned\x07", "witness", "It rained")])["speaker"].tolist() == [
        "Ann ␛]0;owned␇"
    ]
