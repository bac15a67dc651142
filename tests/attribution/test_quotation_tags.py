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
    ("text", "cue", "source"),
    [
        ("Half of the wells were dry, Bell found.", "found", "Bell"),
        ("The bridge will be longer, reports the Evening Lantern.", "reports", "the Evening Lantern"),
        ("The dam is cracked, claims the Carrow Times.", "claims", "the Carrow Times"),
        ("It took ten years, estimates Greenwatch.", "estimates", "Greenwatch"),
    ],
)
def test_a_clause_and_behind_a_comma_who_says_it(trees: Trees, text: str, cue: str, source: str) -> None:
    assert told(trees, text) == [(cue, source)]


def test_a_name_behind_a_comma_and_a_verb_may_be_an_object(trees: Trees) -> None:
    assert told(trees, "Holm quits the party, thanks Ann Brandt.") == []


def test_who_denies_what_was_quoted_before_did_not_say_it(trees: Trees) -> None:
    text = "Ann Bell sold the lock. “The lock is new.” Karl Weil denied that it was."
    said = {one.content[0].of(text): one.source.of(text) for one in attribute(parsed(trees, text)) if one.source}
    assert said["“The lock is new.”"] == "Ann Bell"


@pytest.mark.parametrize(
    "text",
    [
        "Her new film, “Low Tide,” charmed Dana Bell at once.",
        "“Anybody but Bell,” was another.",
    ],
)
def test_a_title_amid_a_clause_is_nobodys_statement(trees: Trees, text: str) -> None:
    assert told(trees, text) == []


def test_a_quotation_that_goes_on_behind_a_beat_is_counted_once(trees: Trees) -> None:
    text = "“It's a lovely old thing.” So says auctioneer Miles Trent of the clock. “It has never told the right time.”"
    (found,) = attribute(parsed(trees, text))
    assert len(found.content) == 2


@pytest.mark.parametrize("verb", ["burst out", "piped up"])
def test_a_tag_behind_a_mark_takes_its_quotation_from_the_speaker_before(trees: Trees, verb: str) -> None:
    text = f"“I never saw it,” said Ann Bell. “Prove it!” {verb} her sister."
    assert [source for _, source in told(trees, text)] == ["Ann Bell", "her sister"]


def test_a_tag_may_begin_with_who_speaks(trees: Trees) -> None:
    text = "“I sold shoes,” Ann Bell went on. “We have no heels left,” a man called from the gallery."
    assert [source for _, source in told(trees, text)] == ["Ann Bell", "a man"]


def test_what_one_does_behind_a_question_is_no_tag(trees: Trees) -> None:
    text = "Ann Bell leaned back. “Then who opened it?” She looked at the floor."
    (found,) = attribute(parsed(trees, text))
    assert found.cue == ()


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The deal, said a banker, is dead.", "a banker", ["The deal", "is dead"]),
        (
            "The river, said Pia Lund, who runs the mill, is low.",
            "Pia Lund, who runs the mill,",
            ["The river", "is low"],
        ),
        ("The new mayor, warned Pia Lund, will need friends.", "Pia Lund", ["The new mayor", "will need friends"]),
    ],
)
def test_who_says_it_may_interrupt_a_clause(trees: Trees, text: str, source: str, content: list[str]) -> None:
    (found,) = attribute(parsed(trees, text))
    assert found.source is not None
    assert found.source.of(text) == source
    assert [s.of(text) for s in found.content] == content


def test_a_participle_behind_a_comma_does_not(trees: Trees) -> None:
    assert told(trees, "The minister, asked the question, said no.") == [("said", "The minister")]
