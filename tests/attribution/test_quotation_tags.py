"""Words right behind a quotation that no cue claimed: who says it, by a verb that no list knows."""

import pytest
from speaking import parsed
from trees import Trees

from quotes.attribution.attribute import attribute


def told(trees: Trees, text: str) -> list[tuple[str, str]]:
    """Cue and source of each statement of a text that counts."""
    found = [one for one in attribute(parsed(trees, text)) if one.act in ("speech", "writing")]
    return [(one.cue[0].of(text), one.source.of(text)) for one in found if one.source is not None]


@pytest.mark.parametrize(
    ("text", "cue", "source"),
    [
        ("“They let themselves in,” deadpanned Isla Munro.", "deadpanned", "Isla Munro"),
        ("“Not in my river!” spat angler Meg Toomey.", "spat", "angler Meg Toomey"),
    ],
)
def test_a_verb_that_no_list_knows_says_who_spoke(trees: Trees, text: str, cue: str, source: str) -> None:
    assert told(trees, text) == [(cue, source)]


@pytest.mark.parametrize(
    "text",
    [
        "Her new film, “Low Tide,” charmed Dana Bell at once.",
        "“Anybody but Bell,” was another.",
    ],
)
def test_a_title_amid_a_clause_is_nobodys_statement(trees: Trees, text: str) -> None:
    assert told(trees, text) == []
