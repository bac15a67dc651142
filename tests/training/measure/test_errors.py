"""Why annotated attributions are not found: each counts once, with what was seen instead."""

import pytest

from quotes.evaluate import GoldAttribution
from quotes.model import Article, Span
from quotes.parse.parser import Parser
from training.attribution.polnear import Annotated
from training.measure.errors import explain

RAIN = "Mayor Lena Holt said that the bridge was unsafe in heavy rain."


def annotated(parser: Parser, text: str, cue: str, content: str) -> Annotated:
    """An article in which one attribution is marked; without ``cue`` it has none."""

    def span(part: str) -> Span:
        return Span(text.index(part), text.index(part) + len(part))

    gold = GoldAttribution("indirect", (span(content),), (span(cue),) if cue else (), None)
    return Annotated("paper_1", next(parser.parse([Article("paper_1", text)])), [[gold]])


@pytest.mark.parametrize(
    ("text", "cue", "content", "reason"),
    [
        (RAIN, "said", "that the bridge was unsafe in heavy rain", "exact"),
        (RAIN, "said", "that the bridge was unsafe in", "span boundary"),
        ("The river froze on Monday.", "froze", "on Monday", "no cue"),
        ("The bridge was unsafe. Nobody went there.", "", "The bridge was unsafe.", "quotation without cue"),
    ],
)
def test_each_attribution_has_one_reason(parser: Parser, text: str, cue: str, content: str, reason: str) -> None:
    ((found, example),) = explain(annotated(parser, text, cue, content))
    assert found == reason
    assert f"{cue} | {content}" in example


def test_an_example_shows_what_was_seen_instead(parser: Parser) -> None:
    ((_, example),) = explain(annotated(parser, RAIN, "said", "that the bridge was unsafe in"))
    marked, seen = example.splitlines()
    assert marked.endswith("that the bridge was unsafe in")
    assert seen.endswith("that the bridge was unsafe in heavy rain")
