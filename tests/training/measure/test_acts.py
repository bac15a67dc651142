"""Which act the lexicon gives to the cue that an annotator marked."""

import pytest

from quotes.lexicon.cues import load_cues
from quotes.model import Article, Span
from quotes.parse.parser import Parser
from training.attribution.polnear import words_of
from training.measure.acts import UNKNOWN, act_of


@pytest.mark.parametrize(
    ("text", "cue", "act"),
    [
        ("Bell did not say that it rained.", "did not say", "speech"),
        ("Bell wrote that it rained.", "wrote", "writing"),
        ("Bell thinks that it rained.", "thinks", "belief"),
        ("Bell wants a road.", "wants", "attitude"),
        ("It rained, according to Bell.", "according to", "speech"),
        ("Bell: “It rained.”", ":", "speech"),
        ("Bell repaired the road.", "repaired", UNKNOWN),
    ],
)
def test_the_act_of_a_cue(parser: Parser, text: str, cue: str, act: str) -> None:
    document = next(parser.parse([Article("example", text)]))
    start = text.index(cue)
    assert act_of(words_of(document.sentences, [Span(start, start + len(cue))]), load_cues()) == act
