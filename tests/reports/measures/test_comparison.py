"""Comparison of groups of articles and of two audits: shares, differences, chance, and groups too small to tell."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats
from tables import articles, attributions

from reports.measures.comparison import FEWEST, REST, Comparison, compare, compare_audits
from reports.measures.grouping import ComparisonError, group_of, groupings, month_of
from reports.measures.permutation import permutation_test


def corpus(outlets: dict[str, tuple[int, list[str]]]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """For each outlet so many articles of these roles; the roles turn from article to article, so that they vary."""
    said, rows = {}, []
    for outlet, (number, roles) in outlets.items():
        for n in range(number):
            name = f"{outlet}-{n}"
            said[name] = roles[: 1 + n % len(roles)] + roles[: n % 2]
            rows.append({"article": name, "outlet": outlet, "date": f"2024-{1 + n % 12:02}-05"})
    return attributions(said), articles(rows)


UNLIKE = corpus(
    {
        "Post": (20, ["official", "official", "witness"]),
        "Echo": (20, ["witness", "activist", "witness"]),
        "Leaf": (FEWEST - 1, ["expert"]),
        "": (3, ["media"]),
    }
)


def row(found: Comparison, group: str, label: str) -> pd.Series:
    rows = found.differences.set_index(["group", "label"])
    return rows.loc[(group, label)]


def test_groups_with_few_articles_are_shown_but_neither_ranked_nor_tested() -> None:
    found = compare(*UNLIKE, "outlet")
    groups = found.groups.set_index("group")
    assert groups["articles"].to_dict() == {"Post": 20, "Echo": 20, "Leaf": FEWEST - 1, "": 3}
    assert groups["enough"].to_dict() == {"Post": True, "Echo": True, "Leaf": False, "": False}
    assert groups["rank"].tolist()[:2] == [1, 2] and groups["rank"].isna().tolist() == [False, False, True, True]
    assert found.groups["group"].tolist()[:2] == ["Post", "Echo"]
    small = found.shares[found.shares["group"] == "Leaf"]
    assert small["share"].sum() == pytest.approx(3)  # one for roles, one for naming, one for kinds
    assert small[["low", "high", "band_low", "band_high"]].isna().all(axis=None)
    assert set(found.differences["group"]) | set(found.differences["other"]) == {"Echo", "Post"}


def test_shares_and_differences_by_hand() -> None:
    found = compare(*UNLIKE, "outlet")
    # Of the Post, articles of 1, 3, 3, 2, 2, 4, … statements: counted out, 40 + 10 official ones and 6 of witnesses.
    table = UNLIKE[0].assign(outlet=UNLIKE[0]["article"].str.partition("-")[0])
    by_hand = pd.crosstab(table["outlet"], table["role"], normalize="index")
    shares = found.shares[found.shares["by"] == "role"].set_index(["group", "label"])["share"]
    for outlet in ("Post", "Echo", "Leaf"):
        for role in ("official", "witness", "activist", "expert"):
            assert shares[outlet, role] == pytest.approx(by_hand.loc[outlet, role])
    first, second = by_hand.loc["Echo"], by_hand.loc["Post"]
    one = row(found, "Echo", "official")
    assert one["other"] == "Post"
    assert one["difference"] == pytest.approx(first["official"] - second["official"])
    assert one["low"] <= one["difference"] <= one["high"]
    assert bool(one["clear"]) and one["p_adjusted"] < 0.01


def test_many_groups_are_each_compared_with_all_others() -> None:
    outlets = {name: (12, ["official", "witness", "expert"]) for name in "ABC"} | {"D": (12, ["activist", "official"])}
    found = compare(*corpus(outlets), "outlet")
    assert set(found.differences["other"]) == {REST}
    assert found.family == len(found.differences)
    clear = found.differences[found.differences["clear"]]
    assert set(clear["group"]) == {"D"} and "activist" in set(clear["label"])
    assert (found.differences["p_adjusted"] >= found.differences["p_value"]).all()


def test_groups_that_do_not_differ_are_not_told_apart() -> None:
    generator = np.random.default_rng(11)
    false_alarms = 0
    for _ in range(30):
        counts = np.stack([generator.multinomial(6, generator.dirichlet((2, 1, 1, 1))) for _ in range(60)])
        whole = np.broadcast_to(counts.sum(axis=1, keepdims=True), counts.shape)
        _, adjusted = permutation_test(counts, whole, np.repeat(np.arange(4), 15), 4, permutations=99)
        false_alarms += bool((adjusted <= 0.05).any())
    # At most one in twenty on average: 6 or more of 30 has a chance of less than 1 in 200.
    assert false_alarms < 6


def test_p_values_agree_with_scipys_permutation_test() -> None:
    generator = np.random.default_rng(3)
    part = generator.binomial(10, np.repeat([0.3, 0.45], [25, 15]))[:, None]
    whole = np.full_like(part, 10)
    group = np.repeat([0, 1], [25, 15])
    ours, adjusted = permutation_test(part, whole, group, 2, permutations=1_999)
    expected = stats.permutation_test(
        (part[:25, 0], part[25:, 0]),
        lambda a, b, axis: np.abs(a.mean(axis=axis) - b.mean(axis=axis)),
        alternative="greater",
        vectorized=True,
        n_resamples=1_999,
        rng=np.random.default_rng(1),
    )
    assert ours[:, 0] == pytest.approx(expected.pvalue, abs=0.015)
    # Two groups that mirror each other are one test: nothing to correct.
    assert adjusted[:, 0] == pytest.approx(ours[:, 0])


def test_whole_articles_change_groups() -> None:
    """Ten articles with one voice each are ten observations, however much each voice says."""
    counts = np.repeat([[1, 0], [0, 1]], [6, 6], axis=0)
    group = np.array([0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 0, 0])
    short, long = (
        permutation_test(k * counts, np.full_like(counts, k), group, 2, permutations=999)[0] for k in (1, 50)
    )
    assert short == pytest.approx(long)


def test_the_same_comparison_gives_the_same_numbers_whatever_the_order() -> None:
    first = compare(*UNLIKE, "outlet")
    table, rows = UNLIKE
    second = compare(table.sample(frac=1, random_state=1), rows.sample(frac=1, random_state=2), "outlet")
    pd.testing.assert_frame_equal(first.differences, second.differences)
    pd.testing.assert_frame_equal(first.groups, second.groups)


def test_before_and_after() -> None:
    before = corpus({"Post": (15, ["official", "official", "witness"])})
    after = corpus({"Post": (15, ["official", "witness", "activist"])})
    found = compare_audits({"before": before, "after": after})
    assert found.by == "audit"
    # The same articles stand in both audits, and count in each.
    assert found.groups.set_index("group")["articles"].to_dict() == {"before": 15, "after": 15}
    one = row(found, "before", "official")
    assert one["other"] == "after" and one["difference"] > 0
    with pytest.raises(ComparisonError, match="give two"):
        compare_audits({"before": before})


def test_months_stand_in_time_order() -> None:
    table, rows = UNLIKE
    found = compare(table, rows[rows["outlet"] == "Post"], "month", fewest=2)
    months = found.groups["group"].tolist()
    assert months == sorted(months) and months[0] == "2024-01"


@pytest.mark.parametrize(
    ("date", "month"),
    [
        ("2024-11-04", "2024-11"),
        ("2024-11", "2024-11"),
        ("2024-11-04T08:30:00+01:00", "2024-11"),
        ("4 November 2024", "2024-11"),
        ("Nov. 4, 2024", "2024-11"),
        ("Mon, 04 Nov 2024 10:00:00 GMT", "2024-11"),
        ("03/04/2024", ""),
        ("2024", ""),
        ("2024-13-01", ""),
        ("some day in 2024", ""),
        ("", ""),
    ],
)
def test_a_month_is_told_only_where_the_date_is_beyond_doubt(date: str, month: str) -> None:
    assert month_of(date) == month


def test_articles_can_be_compared_by_what_their_files_tell() -> None:
    rows = articles(
        [
            {"article": "a", "outlet": "Post", "author": "Lind", "metadata": {"page": "1", "desk": "city"}},
            {"article": "b", "outlet": "Post", "author": "Okri", "metadata": {"page": "3", "desk": "city"}},
            {"article": "c", "outlet": "Post", "date": "2024-11-04"},
        ]
    )
    assert groupings(rows) == ("author", "page")
    assert group_of(rows, "page").to_dict() == {"a": "1", "b": "3", "c": ""}
    table = attributions({name: ["official"] for name in "abc"})
    with pytest.raises(ComparisonError, match=r"“outlet”.*only “Post”.*author, page"):
        compare(table, rows, "outlet")
    with pytest.raises(ComparisonError, match=r"“colour”.*could be compared by: author, page"):
        compare(table, rows, "colour")


def test_a_column_is_found_by_the_name_that_its_table_gave_it() -> None:
    rows = articles([{"article": "a", "section": "city"}, {"article": "b", "section": "sport"}])
    assert group_of(rows, "desk").to_dict() == group_of(rows, "News desk").to_dict() == {"a": "city", "b": "sport"}
    own = articles(
        [{"article": "a", "section": "city", "metadata": {"desk": "3"}}, {"article": "b", "section": "city"}]
    )
    assert group_of(own, "desk").to_dict() == {"a": "3", "b": ""}
