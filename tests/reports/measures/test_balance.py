"""Measures of balance, against counts made by hand, and what must hold of any corpus."""

import math
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_samples import corpus, road, short, silent
from tables import attributions

from quotes.roles.codebook import load_codebook
from quotes.table.rows import attributions_table
from reports.measures.balance import Balance, balance
from reports.measures.counting import COLUMNS
from reports.measures.intervals import FEWEST_ARTICLES

ROLES = ("official", "witness", "media", "unknown")


def by(frame: pd.DataFrame, key: str) -> pd.DataFrame:
    return frame.set_index(key)


def counts(measures: Balance, division: str, of: str) -> dict[str, int]:
    frame = measures.share_of(division, of)
    return {label: count for label, count in zip(frame["label"], frame["count"], strict=True) if count}


def test_shares_of_statements_words_and_sources_by_role() -> None:
    measures = balance(attributions_table([road()]), articles=1)
    roles = by(measures.share_of("role"), "label")
    assert counts(measures, "role", "statements") == {"official": 4, "witness": 1, "unknown": 1}
    assert roles.loc["official", "share"] == pytest.approx(4 / 6)
    # 9 + 19 + 12 + 4 words of officials, 11 of the witness, 7 of the one unknown.
    assert counts(measures, "role", "words") == {"official": 44, "witness": 11, "unknown": 7}
    # Of those in marks: 19 of the mayor, 5 of the engineer, 11 of the witness.
    assert counts(measures, "role", "quoted_words") == {"official": 24, "witness": 11}
    assert counts(measures, "role", "sources") == {"official": 3, "witness": 1, "unknown": 1}
    assert (measures.statements, measures.words, measures.quoted_words, measures.sources) == (6, 62, 35, 5)


def test_shares_by_naming_and_kinds() -> None:
    measures = balance(attributions_table([road()]))
    assert counts(measures, "naming", "statements") == {"named": 5, "unnamed": 1}
    assert counts(measures, "naming", "sources") == {"named": 4, "unnamed": 1}
    assert counts(measures, "kind", "statements") == {"direct": 2, "indirect": 3, "mixed": 1}
    assert counts(measures, "kind", "words") == {"direct": 30, "indirect": 20, "mixed": 12}
    assert counts(measures, "source_kind", "sources") == {"person": 4, "group": 1}


def test_a_source_that_speaks_in_two_roles_counts_once_as_what_it_mostly_is() -> None:
    table = attributions(
        {"a": [{"role": role, "speaker": "Ann Bell"} for role in ("witness", "activist", "activist")] + ["official"]}
    )
    assert counts(balance(table), "role", "sources") == {"activist": 1, "official": 1}


def test_who_did_not_answer_is_listed_and_counted_nowhere_else() -> None:
    measures = balance(attributions_table([road()]))
    assert measures.unanswered.to_dict("records") == [
        {
            "article": "ellmoor-bridges",
            "attribution": 7,
            "speaker": "Kestrel Bridges",
            "role": "business",
            "cue_text": "did not return three calls",
        }
    ]
    assert "business" not in counts(measures, "role", "statements")
    assert "Kestrel Bridges" not in set(measures.most_heard["speaker"])
    assert measures.share_of("kind")["count"].sum() == measures.share_of("naming")["count"].sum() == 6
    assert measures.value("unanswered_share").value == 1


def test_roles_of_the_codebook_are_there_though_nobody_speaks_in_them() -> None:
    measures = balance(attributions_table([road()]), roles=ROLES)
    assert measures.share_of("role")["label"].tolist() == ["official", "witness", "unknown", "media"]
    for of in ("statements", "words", "sources", "first"):
        assert by(measures.share_of("role", of), "label").loc["media", "count"] == 0


def test_summary_by_hand() -> None:
    # 8 statements: official 4 (two sources), witness 2, activist 2; Ann Official is heard three times.
    table = attributions(
        {
            "a": ["official", "official", "witness", {"role": "activist", "stance": "distancing", "named": False}],
            "b": ["official", {"role": "official", "speaker": "Bo Chief"}, "activist", "witness"],
            "c": [],
        }
    )
    measures = balance(table, 3)

    def value(name: str) -> float:
        return measures.value(name).value

    assert value("official_share") == 0.5
    assert value("official_to_citizens") == 1.0
    # Shares 1/2, 1/4, 1/4: entropy 1.5 bits, concentration 3/8.
    assert value("effective_roles") == pytest.approx(2**1.5)
    assert value("effective_roles_2") == pytest.approx(8 / 3)
    # Ann Official 3, Ann Witness 2, Bo Chief 1, Ann Activist 1, and the unnamed one of "a" 1.
    assert value("top_source_share") == 3 / 8
    assert value("effective_sources_2") == pytest.approx(64 / (9 + 4 + 1 + 1 + 1))
    assert value("gini_sources") == pytest.approx((4 * 3 + 2 * 2 - 2 * 1 - 4 * 1 + 0) / (5 * 8))
    # "a": 2, 1, 1 statements; "b": four sources, one statement each.
    assert value("sources_per_article") == pytest.approx((2**1.5 + 4) / 2)
    assert value("official_first_share") == 1 and value("official_last_share") == 0
    assert value("unnamed_share") == value("distancing_share") == 1 / 8
    assert value("single_source_share") == 0 and value("no_other_share") == 0
    # The third of four statements begins in the middle of 400 words.
    assert value("words_before_other") == 200
    assert math.isnan(measures.value("official_share").low)


@pytest.mark.parametrize("analyses", [[], [silent()]], ids=["no article", "no statement"])
def test_nothing_said_gives_zeros_and_no_failure(analyses: list) -> None:
    measures = balance(attributions_table(analyses), articles=len(analyses), roles=ROLES)
    assert (measures.articles, measures.statements, measures.words, measures.sources) == (len(analyses), 0, 0, 0)
    assert (measures.shares["share"] == 0).all()
    assert measures.shares[["low", "high", "band_low", "band_high"]].isna().all(axis=None)
    assert measures.summary["value"].isna().all()
    for frame in (measures.most_heard, measures.unanswered, measures.by_article, measures.lorenz, measures.timeline):
        assert frame.empty


def test_one_full_name_in_several_articles_is_one_source() -> None:
    heard = balance(attributions_table(corpus())).most_heard
    top = heard.iloc[0]
    assert (top["speaker"], top["statements"], top["articles"], top["words"]) == ("Ruth Adeyemi", 3, 3, 31)
    assert heard["statements"].sum() == 14
    assert top["low"] < top["statement_share"] < top["high"]


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


def test_sources_known_to_be_one_over_the_corpus_are_one() -> None:
    table = attributions({"a": ["official"], "b": [{"role": "official", "speaker": "the mayor"}]})
    assert len(balance(table).most_heard) == 2
    heard = balance(table.assign(corpus_source="mayor of Ellmoor")).most_heard
    assert heard[["key", "articles", "statements"]].values.tolist() == [["mayor of Ellmoor", 2, 2]]


def test_by_article_tells_who_is_heard_in_it() -> None:
    row = by(balance(attributions_table(corpus())).by_article, "article").loc["ellmoor-bridges"]
    assert (row["statements"], row["sources"], row["role"]) == (6, 5, "official")
    assert row["role_share"] == row["official_share"] == pytest.approx(4 / 6)
    assert row["top_source_share"] == pytest.approx(2 / 6)
    assert (row["first_role"], row["last_role"]) == ("official", "official")


def test_the_codebook_tells_who_is_official() -> None:
    table = attributions({"a": ["elite", "elite", "ordinary", "civil-society"]})
    measures = balance(table, codebook=load_codebook("elite-ordinary"))
    assert (measures.official, measures.citizens) == (("elite",), ("ordinary", "civil-society"))
    assert measures.value("official_share").value == 0.5
    assert measures.value("official_to_citizens").value == 1.0


def test_balance_needs_the_columns_that_it_names_and_no_other() -> None:
    whole = attributions_table(corpus())
    pd.testing.assert_frame_equal(balance(whole[list(COLUMNS)]).summary, balance(whole).summary)


def test_an_unknown_division_or_measure_is_an_error() -> None:
    measures = balance(attributions_table(corpus()))
    with pytest.raises(KeyError, match="no shares of letters by role"):
        measures.share_of("role", "letters")
    with pytest.raises(KeyError, match="no measure fairness"):
        measures.value("fairness")


SAID = st.lists(st.lists(st.sampled_from([*ROLES, "expert"]), max_size=5), min_size=1, max_size=12)


def table_of(said: list[list[str]]) -> pd.DataFrame:
    return attributions({f"x{n:02}": roles for n, roles in enumerate(said)})


@settings(max_examples=8, deadline=None)
@given(SAID)
def test_shares_sum_to_one_and_every_interval_holds_its_estimate(said: list[list[str]]) -> None:
    measures = balance(table_of(said))
    heard = sum(map(bool, said))
    for (_, _), frame in measures.shares.groupby(["by", "of"]):
        assert frame["share"].sum() == (pytest.approx(1) if frame["count"].sum() else 0)
        known = frame.dropna(subset=["low"])
        assert known["low"].between(0, known["share"] + 1e-9).all()
        assert known["high"].between(known["share"] - 1e-9, 1).all()
        bands = frame.dropna(subset=["band_low"])
        assert ((bands["band_low"] >= 0) & (bands["band_low"] <= bands["band_high"]) & (bands["band_high"] <= 1)).all()
    statements = measures.share_of("role")
    assert bool(statements["low"].isna().all()) == (heard < FEWEST_ARTICLES)
    for row in measures.summary.dropna(subset=["low"]).itertuples():
        assert row.low - 1e-9 <= row.value <= row.high + 1e-9, row.measure


@settings(max_examples=8, deadline=None)
@given(SAID, st.randoms(use_true_random=False))
def test_the_order_of_articles_and_of_rows_changes_nothing(said: list[list[str]], random: Random) -> None:
    table = table_of(said)
    order = list(range(len(table)))
    random.shuffle(order)
    first, second = balance(table), balance(table.iloc[order])
    for name in ("shares", "summary", "treatment", "tone", "cues", "lorenz", "by_article", "first_other", "floor"):
        pd.testing.assert_frame_equal(getattr(first, name), getattr(second, name))


def test_the_same_table_gives_the_same_numbers_and_silent_articles_none() -> None:
    table = attributions_table(corpus())
    padded = attributions_table([*corpus(), *map(silent, map(str, range(30)))])
    pd.testing.assert_frame_equal(balance(table).shares, balance(table).shares)
    pd.testing.assert_frame_equal(balance(table).shares, balance(padded).shares)


def test_floor_and_timeline_by_hand() -> None:
    said = {"a": [{"role": "official", "date": "2024-11-04", "words": 30}, {"role": "witness", "date": "2024-11-04"}]}
    said["b"] = [{"role": "witness", "date": "3 December 2024"}]
    said["c"] = [{"role": "witness", "date": "03/04/2024"}]
    measures = balance(attributions(said))
    first = measures.floor[measures.floor["tenth"] == 1].set_index("role")
    # The first tenth has the first statement of each article: 30 words, and twice 10 of witnesses.
    assert first.loc["official", "share"] == pytest.approx(0.6)
    assert measures.floor.groupby("tenth")["words"].sum().to_dict() == {1: 50, 6: 10} | dict.fromkeys(
        (2, 3, 4, 5, 7, 8, 9, 10), 0
    )
    shown = measures.timeline[["month", "articles_with_statements", "statements", "share", "enough"]]
    assert shown.values.tolist() == [["2024-11", 1, 2, 0.5, False], ["2024-12", 1, 1, 0.0, False]]


def test_who_comes_again_is_counted_over_all_sources_not_those_listed_alone() -> None:
    voices = [{"role": "witness", "speaker": f"Ann Bell{number}"} for number in range(5_010)]
    many = {f"a{number}": voices[number : number + 501] for number in range(0, 5_010, 501)}
    twice = {f"b{number}": [{"role": "official", "speaker": "Ruth Adeyemi"}] * 2 for number in range(3)}
    measures = balance(attributions(many | twice))
    assert (measures.sources_again, measures.statements_again) == (1, 6)
    assert measures.corpus_sources == 5_011 > len(measures.most_heard)
