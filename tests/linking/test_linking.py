"""Who is the same over the articles of a corpus: analysed articles, and what holds for any order and aliases."""

from pathlib import Path
from random import Random

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from speaking import analysed
from trees import Trees

from quotes.errors import AliasError
from quotes.linking.aliases import Alias, Aliases, Named, read_aliases
from quotes.linking.doubtful import MOST_DOUBTFUL
from quotes.linking.joining import Joined
from quotes.linking.profile import Profile
from quotes.linking.tables import CorpusSources, join_sources
from quotes.model import Analysis
from quotes.table.csv_files import write_csv
from quotes.table.rows import frame_of, records, sources_table

HARBOR = "Mayor Ann Moss of Harlan said the harbor would be dredged. “It is silting up,” Moss said."
BUDGET = "The budget passed on Monday. Harlan Mayor Ann Moss said the town could afford it."
FLOOD = "“The water came up to the sink,” said Ann Moss, a beekeeper from Tarn. A spokesman said help was near."
SALE = (
    "The bank was sold on Friday. Anne Moss, the mayor of Harlan, said she was sorry. A spokesman said jobs were safe."
)
COURT = "Bo Lund told the court that he was asleep. The Harlan Water Board said the valve was sound."
VALVE = "The Harlan Water Board said the valve had been tested. Bo Lund, 44, a plumber, said it had not."


def analyses(trees: Trees, texts: dict[str, str]) -> list[Analysis]:
    return [analysed(trees, text, article_id=name) for name, text in sorted(texts.items())]


def joined(trees: Trees, texts: dict[str, str], aliases: Aliases | None = None) -> CorpusSources:
    return join_sources([sources_table(analyses(trees, texts))], aliases)


def keys(found: CorpusSources, speaker: str) -> dict[str, str]:
    """For each article with a source so called its key."""
    so_called = [p for p in found.joined.profiles if speaker in p.speaker]
    return {p.article: found.by_source()[p.key] for p in so_called}


def test_a_full_name_with_one_description_is_one_person(trees: Trees) -> None:
    found = joined(trees, {"harbor": HARBOR, "budget": BUDGET, "flood": FLOOD})
    mosses = keys(found, "Moss")
    assert mosses["harbor"] == mosses["budget"] == "Ann Moss"
    assert mosses["flood"] != mosses["harbor"]
    row = frame_of(found.rows(), "corpus_sources").set_index("corpus_source").loc["Ann Moss"]
    assert (row["articles"], row["role"], row["statements"]) == (2, "official", 3)
    assert "Mayor" in row["speaker"]


def test_what_is_merely_likely_is_left_to_a_person(trees: Trees) -> None:
    found = joined(trees, {"harbor": HARBOR, "flood": FLOOD, "sale": SALE})
    assert len(set(keys(found, "Moss").values())) == 3
    doubts = frame_of(found.doubtful_rows(), "doubtful")
    pairs = {frozenset((r.first_article, r.second_article)) for r in doubts.itertuples()}
    assert frozenset(("harbor", "sale")) in pairs  # Ann and Anne, both mayor of Harlan
    assert frozenset(("harbor", "flood")) in pairs  # one name, a mayor and a beekeeper
    alike = next(r for r in doubts.itertuples() if {r.first_article, r.second_article} == {"harbor", "sale"})
    assert "harlan" in alike.why
    assert 90 < alike.likeness < 100


def test_bodies_are_one_by_name_and_unnamed_sources_are_of_their_article(trees: Trees) -> None:
    found = joined(trees, {"court": COURT, "valve": VALVE, "flood": FLOOD, "sale": SALE})
    boards = keys(found, "Water Board")
    assert len(boards) == 2
    assert len(set(boards.values())) == 1
    assert keys(found, "spokesman") == {"flood": "a spokesman (flood)", "sale": "a spokesman (sale)"}


def test_a_name_without_description_is_the_one_described_person_of_it(trees: Trees) -> None:
    lunds = keys(joined(trees, {"court": COURT, "valve": VALVE}), "Lund")
    assert lunds["court"] == lunds["valve"] == "Bo Lund"


def test_every_statement_with_a_source_gets_its_key(trees: Trees) -> None:
    found = analyses(trees, {"harbor": HARBOR, "court": COURT})
    joined = join_sources([sources_table(found)])
    credited = [row for one in found for row in records(one) if row["source_id"] is not None]
    keys = {(row["article"], joined.key_of(row["article"], row["source_id"])) for row in credited}
    assert all(key for _, key in keys) and {key for article, key in keys if article == "harbor"} == {"Ann Moss"}


def test_settled_doubts_are_given_back_as_aliases(trees: Trees, tmp_path: Path) -> None:
    texts = {"harbor": HARBOR, "flood": FLOOD, "sale": SALE}
    sources = sources_table(analyses(trees, texts))
    found = join_sources([sources])
    doubts = frame_of(found.doubtful_rows(), "doubtful")
    likely = doubts["why"].str.contains("harlan")
    settled = doubts.assign(decision=likely.map({True: "join", False: "split"}).astype("string"))
    write_csv(settled, tmp_path / "doubtful.csv")
    again = join_sources([sources], read_aliases(tmp_path / "doubtful.csv"))
    mosses = keys(again, "Moss")
    assert mosses["harbor"] == mosses["sale"] != mosses["flood"]
    assert frame_of(again.doubtful_rows(), "doubtful").empty
    assert not again.remarks


def test_a_toml_file_joins_and_splits(trees: Trees, tmp_path: Path) -> None:
    path = tmp_path / "aliases.toml"
    path.write_text(
        '[[join]]\nsources = ["Ann Moss", "Anne Moss"]\n\n'
        '[[split]]\nsources = [{name = "Ann Moss", article = "flood"}, {name = "Ann Moss", articles = ["harbor"]}]\n\n'
        '[[join]]\nsources = ["Bo Lund", "Cy Lund"]\n',
        encoding="utf-8",
    )
    texts = {"harbor": HARBOR, "flood": FLOOD, "sale": SALE}
    found = joined(trees, texts, read_aliases(path))
    mosses = keys(found, "Moss")
    assert mosses["flood"] != mosses["harbor"]
    assert mosses["sale"] in (mosses["flood"], mosses["harbor"])
    assert any("line 1" in remark and "line 4" in remark for remark in found.remarks), found.remarks
    assert any("Bo Lund" in remark and "line 7" in remark for remark in found.remarks), found.remarks


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.toml", '[[join]]\nsources = ["Ann Moss"]\n', "line 1: [[join]] has one source; give two names"),
        ("a.toml", '\n[[joins]]\nsources = ["A", "B"]\n', "line 2: unknown “joins”"),
        ("a.toml", '[[join]]\nsources = ["A", 3]\n', "line 1: a source is"),
        ("a.toml", "[[join]\n", "line 1: not TOML"),
        ("a.csv", "decision,first\njoin,Ann Moss\n", "line 1: no column second"),
        ("a.csv", "decision,first,second\n,A,B\nmerge,A,B\n", "line 3: decision is “merge”; write join, split"),
        ("a.csv", "decision;first;second\njoin;A;\n", "line 2: the column second is empty"),
        ("a.txt", "Ann Moss\n", "neither .toml nor .csv"),
    ],
)
def test_a_faulty_alias_file_is_refused_by_line_and_remedy(
    tmp_path: Path, name: str, text: str, complaint: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(AliasError) as refused:
        read_aliases(tmp_path / name)
    assert str(tmp_path / name) in str(refused.value)
    assert complaint in str(refused.value)


def test_a_missing_alias_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(AliasError, match=r"none\.csv: cannot be read"):
        read_aliases(tmp_path / "none.csv")


@pytest.mark.parametrize(
    ("first", "second", "one"),
    [
        (("Sgt. Ann Moss", "Sgt. … with Harlan police"), ("Sgt. Ann Moss", "Sgt. … with Tarn police"), False),
        (("Ann Moss", "professor"), ("Ann Moss", "a professor at Harlan College"), True),
        (("Ann Moss", "neighbor"), ("Ann Moss", "neighbor"), False),
        (("Ann Moss", "26"), ("Ann Moss", "61"), False),
        (("Ann B. Moss", "mayor"), ("Ann C. Moss", "mayor"), False),
        (("Bo Lund Jr.", "mayor"), ("Bo Lund Sr.", "mayor"), False),
        (("William Ames", "a ferry pilot from Tarn"), ("Bill Ames", "pilot … of Tarn"), True),
        (("Moss", "mayor of Harlan"), ("Ann Moss", "mayor of Harlan"), False),
    ],
)
def test_who_may_be_one(first: tuple[str, str], second: tuple[str, str], one: bool) -> None:
    two = [
        Profile(f"a{i}", 1, name, name.removeprefix("Sgt. "), "person", told, role="official" if "Sgt." in name else "")
        for i, (name, told) in enumerate((first, second))
    ]
    groups = Joined(two).groups
    assert (groups.of(0) == groups.of(1)) is one


def test_a_name_that_any_town_has_is_joined_within_one_outlet_alone() -> None:
    named = [("a", "The Wick Sun"), ("b", "The Wick Sun"), ("c", "The Tarn Bee"), ("d", "")]
    councils = [Profile(i, 1, "City Council", "City Council", "group", outlet=outlet) for i, outlet in named]
    assert [len(group) for group in Joined(councils).groups.all()] == [2, 1, 1]


NAMES = (
    "Ann Moss",
    "Anne Moss",
    "Ann B. Moss",
    "Moss",
    "Bo Lund",
    "Bo Lund Jr.",
    "William Ames",
    "Bill Ames",
    "Ames Bank",
)
TOLD = ("", "mayor", "mayor of Harlan", "a plumber from Tarn", "26", "61", "neighbor", "Sgt.")


@st.composite
def corpora(draw: st.DrawFn) -> list[Profile]:
    several = draw(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(TOLD)), min_size=1, max_size=14))
    return [
        Profile(f"article-{i // 2}", i % 2 + 1, name, name, "group" if "Bank" in name else "person", told)
        for i, (name, told) in enumerate(several)
    ]


@st.composite
def aliased(draw: st.DrawFn) -> tuple[list[Profile], Aliases]:
    profiles = draw(corpora())
    one = st.builds(lambda p: Named(p.speaker, (p.article,)), st.sampled_from(profiles))
    entry = st.builds(Alias, st.sampled_from(["join", "split"]), st.tuples(one, one), st.integers(1, 99))
    return profiles, Aliases(tuple(draw(st.lists(entry, max_size=6))), "aliases.csv")


def partition(profiles: list[Profile], aliases: Aliases | None = None) -> set[frozenset[tuple[str, int]]]:
    found = Joined(profiles, aliases)
    return {frozenset(found.profiles[i].key for i in members) for members in found.groups.all()}


@given(aliased(), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_order_of_articles_changes_nothing(both: tuple[list[Profile], Aliases], random: Random) -> None:
    profiles, aliases = both
    shuffled = list(profiles)
    random.shuffle(shuffled)
    assert partition(profiles, aliases) == partition(shuffled, aliases)


@given(aliased())
@settings(max_examples=150, deadline=None)
def test_a_split_wins_over_everything_and_joins_are_transitive(both: tuple[list[Profile], Aliases]) -> None:
    profiles, aliases = both
    groups = partition(profiles, aliases)

    def meant(named: Named) -> set[tuple[str, int]]:
        return {p.key for p in profiles if p.speaker == named.name and p.article in named.articles}

    splits = [a for a in aliases.entries if a.decision == "split"]
    for split in splits:
        first, second = map(meant, split.sources)
        for group in groups:
            assert not (group & (first - second) and group & (second - first))
    if not splits:
        for join in (a for a in aliases.entries if a.decision == "join"):
            all_of_them = set().union(*map(meant, join.sources))
            assert any(all_of_them <= group for group in groups)


@given(corpora())
@settings(max_examples=100, deadline=None)
def test_joining_never_goes_beyond_one_last_name(profiles: list[Profile]) -> None:
    by_key = {p.key: p for p in profiles}
    for group in partition(profiles):
        assert len({by_key[key].parts.last for key in group}) == 1


@pytest.mark.slow
def test_thousands_of_sources_are_joined_in_seconds() -> None:
    """The work grows with the number of sources: 12,000 of them, a third of one surname."""
    rows = [
        {
            "article": f"a{i // 3}", "source_id": i % 3 + 1, "speaker": name, "name": name, "source_kind": "person",
            "descriptions": TOLD[i % len(TOLD)], "date": "", "role": "witness", "gender": "", "outlet": "",
            "named": True, "statements": 1, "words": 9, "quoted_words": 4, "no_comments": 0,
        }
        for i in range(12_000)
        for name in [f"Ann{'bcdefgh'[i % 7]} Moss" if i % 3 == 0 else f"Bo{i % 11} Lund{i % 5_000}"]
    ]  # fmt: skip
    found = join_sources([pd.DataFrame(rows)])
    assert frame_of(found.rows(), "corpus_sources")["articles"].sum() >= 4_000
    assert 0 < len(frame_of(found.doubtful_rows(), "doubtful")) <= MOST_DOUBTFUL
