"""Measures of balance, against counts made by hand over the sample articles."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_samples import corpus, road, short, silent

from quotes.table import attributions_table
from reports.balance import FEWEST_ARTICLES, balance, share_interval

ROLES = ("official", "witness", "media", "unknown")


def by(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    return frame.set_index(key)


def test_shares_of_statements_words_and_sources_by_role() -> None:
    measures = balance(attributions_table([road()]), articles=1)
    roles = by(measures.roles, "role")
    assert roles["statements"].to_dict() == {"official": 4, "witness": 1, "unknown": 1}
    assert roles.loc["official", "statement_share"] == pytest.approx(4 / 6)
    # 9 + 19 + 12 + 4 words of officials, 11 of the witness, 7 of the one unknown.
    assert roles["words"].to_dict() == {"official": 44, "witness": 11, "unknown": 7}
    assert roles.loc["witness", "word_share"] == pytest.approx(11 / 62)
    assert roles["sources"].to_dict() == {"official": 3, "witness": 1, "unknown": 1}
    assert (measures.statements, measures.words, measures.sources) == (6, 62, 5)


def test_who_did_not_answer_is_listed_and_counted_nowhere_else() -> None:
    measures = balance(attributions_table([road()]))
    assert measures.unanswered.to_dict("records") == [
        {
            "article": "ellmoor-bridges",
            "speaker": "Kestrel Bridges",
            "role": "business",
            "cue_text": "did not return three calls",
        }
    ]
    assert "business" not in set(measures.roles["role"])
    assert "Kestrel Bridges" not in set(measures.most_heard["speaker"])
    assert measures.kinds["statements"].sum() == measures.naming["statements"].sum() == 6


def test_named_against_unnamed_and_direct_against_indirect() -> None:
    measures = balance(attributions_table([road()]))
    assert by(measures.naming, "label")["statements"].to_dict() == {"named": 5, "unnamed": 1}
    assert by(measures.kinds, "label")["statements"].to_dict() == {"direct": 2, "indirect": 3, "mixed": 1}


def test_first_heard_is_the_first_in_the_text_whatever_the_rows_order() -> None:
    rows = attributions_table(corpus())
    for table in (rows, rows.iloc[::-1]):
        first = by(balance(table).roles, "role")["first"]
        assert first.sum() == 9
        assert first["official"] == 4
        assert first["unknown"] == 0


def test_roles_of_the_codebook_are_there_though_nobody_speaks_in_them() -> None:
    roles = balance(attributions_table([road()]), roles=ROLES).roles
    assert roles["role"].tolist() == ["official", "witness", "unknown", "media"]
    assert by(roles, "role").loc["media", ["statements", "words", "sources", "first"]].tolist() == [0, 0, 0, 0]


@pytest.mark.parametrize("analyses", [[], [silent()]], ids=["no article", "no statement"])
def test_nothing_said_gives_zeros_and_no_failure(analyses: list) -> None:
    measures = balance(attributions_table(analyses), articles=len(analyses), roles=ROLES)
    assert (measures.articles, measures.statements, measures.words, measures.sources) == (len(analyses), 0, 0, 0)
    assert measures.roles["statement_share"].tolist() == [0, 0, 0, 0]
    assert measures.roles["low"].isna().all()
    assert measures.most_heard.empty and measures.unanswered.empty and measures.by_article.empty


def test_one_full_name_in_several_articles_is_one_source() -> None:
    heard = balance(attributions_table(corpus())).most_heard
    top = heard.iloc[0]
    assert (top["speaker"], top["statements"], top["articles"], top["words"]) == ("Ruth Adeyemi", 3, 3, 31)
    assert heard["statements"].sum() == 14


def test_a_bare_last_name_or_an_unnamed_source_is_of_its_article_alone() -> None:
    analyses = [
        short("x1", "Bell", "official", "It is open"),
        short("x2", "Bell", "expert", "It is shut"),
        short("x3", "a neighbour", "witness", "It is loud", named=False),
        short("x4", "a neighbour", "witness", "It is quiet", named=False),
        short("x5", "Ann  Bell", "witness", "It is late"),
        short("x6", "ANN BELL", "witness", "It is early"),
    ]
    heard = balance(attributions_table(analyses)).most_heard
    assert sorted(heard["statements"]) == [1, 1, 1, 1, 2]
    assert heard.iloc[0]["speaker"] == "Ann  Bell"


def test_by_article_tells_the_role_most_heard() -> None:
    row = by(balance(attributions_table(corpus())).by_article, "article").loc["ellmoor-bridges"]
    assert (row["statements"], row["sources"], row["role"]) == (6, 5, "official")
    assert row["role_share"] == pytest.approx(4 / 6)


@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from([*ROLES, "expert"]), min_size=1, max_size=12), st.integers(0, 3))
def test_shares_sum_to_one_and_lie_in_their_interval(said: list[str], quiet: int) -> None:
    analyses = [short(f"x{n}", f"Ann B{n}", role, "It is dark") for n, role in enumerate(said)]
    measures = balance(attributions_table([*analyses, *map(silent, map(str, range(quiet)))]), roles=ROLES)
    for share in ("statement_share", "word_share", "source_share", "first_share"):
        assert measures.roles[share].sum() == pytest.approx(1)
    assert measures.naming["statement_share"].sum() == pytest.approx(1)
    assert measures.kinds["statement_share"].sum() == pytest.approx(1)
    known = measures.roles.dropna(subset=["low"])
    assert known["low"].between(0, known["statement_share"]).all()
    assert known["high"].between(known["statement_share"], 1).all()
    assert bool(known.empty) == (len(said) < FEWEST_ARTICLES)


def test_interval_agrees_with_the_binomial_where_articles_hold_one_statement_each() -> None:
    counts = np.repeat([[1, 0], [0, 1]], [60, 140], axis=0)
    low, high = share_interval(counts)
    half = 1.96 * (0.3 * 0.7 / 200) ** 0.5
    assert (low[0], high[0]) == pytest.approx((0.3 - half, 0.3 + half), abs=0.012)
    assert low[1] == pytest.approx(1 - high[0])


def test_interval_is_wider_where_articles_speak_with_one_voice() -> None:
    alone = np.repeat([[1, 0], [0, 1]], 100, axis=0)
    together = np.repeat([[10, 0], [0, 10]], 10, axis=0)
    widths = [high[0] - low[0] for low, high in map(share_interval, (alone, together))]
    assert widths[1] > 2 * widths[0]


def test_interval_is_the_same_each_time_and_ignores_articles_without_statements() -> None:
    counts = np.array([[1, 2], [3, 0], [0, 4], [2, 2], [1, 1], [5, 0]])
    padded = np.vstack([counts, np.zeros((50, 2), dtype=int)])
    assert np.array_equal(share_interval(counts), share_interval(counts))
    assert np.array_equal(share_interval(counts), share_interval(padded))
