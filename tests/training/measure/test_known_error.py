"""What the toolkit gets wrong on gold annotation, counted on hand-made analyses."""

import tomllib
from dataclasses import replace

import pytest
from report_samples import road

from quotes.evaluate import GoldAttribution, marked
from quotes.lexicon.cues import load_cues
from quotes.model import Article, Span
from quotes.parse.parser import Parser
from training.measure.known_error import (
    Gold,
    Item,
    as_toml,
    counted,
    design_effect,
    reads_as_statement,
    sources,
    statements,
)

ROLES = ("official", "witness")


def said(role: str) -> dict[str, str]:
    return {"role": role, "naming": "named", "kind": "direct"}


def test_what_agrees_is_found_what_is_lacking_missed_and_what_is_more_spurious() -> None:
    analysis = road()
    gold = list(marked(analysis))
    # The annotator took the mayor for a witness, marked a statement more, and not the last one.
    gold[1] = replace(gold[1], role="witness")
    more = replace(gold[0], content=(Span(200, 230),), speaker="Tomas Vrba")
    found = list(statements([*gold[:5], more], analysis))
    taken = [(i.gold and i.gold["role"], i.found and i.found["role"], i.words) for i, _, _ in found]
    assert taken[1] == ("witness", "official", 19)
    assert (taken[5][1], taken[6][0]) == (None, None)
    # Who was asked and did not answer makes no statement.
    assert len(found) == 7


def test_an_attitude_counts_neither_as_found_nor_as_missed() -> None:
    analysis = road()
    gold = marked(analysis)
    wants = replace(analysis.attributions[0], act="attitude")
    analysis = replace(analysis, attributions=(wants, *analysis.attributions[1:]))
    assert len(list(statements(gold, analysis))) == 5
    assert all(item.gold is not None for item, _, _ in statements(gold[1:], analysis))


def test_a_source_is_found_if_any_of_its_statements_is() -> None:
    rows = [
        (Item("a", said("official"), said("official")), "Bell", "0"),
        (Item("a", said("official"), None), "Bell", ""),
        (Item("a", said("witness"), None), "Pike", ""),
        (Item("a", None, said("witness")), "", "1"),
        (Item("a", None, said("official")), "", "0"),
    ]
    found = [(i.gold and i.gold["role"], i.found and i.found["role"]) for i in sources(rows)]
    # The statement too many of Bell's does not make a source too many.
    assert found == [("official", "official"), ("witness", None), (None, "witness")]


def test_counts_by_hand_in_the_file_that_a_report_reads() -> None:
    items = [
        *[Item("a", said("official"), said("official"), 10)] * 3,
        Item("b", said("official"), said("witness"), 7),
        Item("b", said("witness"), None, 5),
        Item("b", None, said("witness"), 4),
        Item("b", said(""), said("witness"), 4),  # nobody told its role
    ]
    table = tomllib.loads("\n".join(counted(items, "role", ROLES)))
    assert table["gold"] == {"official": [3, 1, 0], "witness": [0, 0, 1]} and table["spurious"] == [0, 1]
    words = tomllib.loads("\n".join(counted(items, "role", ROLES, by_words=True)))
    assert words["gold"] == {"official": [30, 7, 0], "witness": [0, 0, 5]} and words["spurious"] == [0, 4]


def test_only_articles_with_labelled_roles_count_for_roles() -> None:
    both = [Item("a", said("official"), said("official")), Item("b", None, said("witness"))]
    items = {"statements": both, "sources": both}
    gold = Gold("a title", "a", (), {}, frozenset({"a"}))
    table = tomllib.loads("\n".join(as_toml("polnear", gold, items)))["polnear"]
    # Roles are known of article "a" only, kinds of both.
    assert sum(table["role"]["statements"]["spurious"]) == 0 and sum(table["kind"]["statements"]["spurious"]) == 1


def test_design_effect_is_one_for_independent_items_and_the_cluster_size_for_wholly_alike_ones() -> None:
    right, wrong = Item("", said("official"), said("official")), Item("", said("official"), None)
    alone = [replace(right if n % 2 else wrong, article=str(n)) for n in range(200)]
    assert design_effect(alone, "role") == pytest.approx(1, abs=0.01)
    alike = [replace(one, article=one.article) for one in alone for _ in range(8)]
    assert design_effect(alike, "role") == pytest.approx(8, rel=0.01)


@pytest.mark.parametrize(
    ("text", "cue", "kind", "stated"),
    [
        ("Bell said the road was closed.", "said", "indirect", True),
        ("Bell wants the road to stay closed.", "wants", "indirect", False),
        ("A law abolished the toll.", "abolished", "indirect", False),
        ("Bell wants a “safe road.”", "wants", "mixed", True),
        ("The road was closed, according to Bell.", "according to", "indirect", True),
    ],
)
def test_what_is_missed_counts_where_a_reader_would_call_it_a_statement(
    parser: Parser, text: str, cue: str, kind: str, stated: bool
) -> None:
    document = next(parser.parse([Article("example", text)]))
    start = text.index(cue)
    one = GoldAttribution(kind, (Span(0, 4),), (Span(start, start + len(cue)),), None)
    assert reads_as_statement(one, document, load_cues()) is stated
