"""Statements without quotation marks: posts set into a page, paragraphs that a sentence leads in, who signs."""

import pytest
from speaking import parsed
from trees import Trees

from quotes.attribution.attribute import attribute
from quotes.parse.parser import Parser

POSTS = [
    ("The keeper announced it on Facebook:\n\nI have played my last match.\n\n— Ama Sarpong, June 2", "Ama Sarpong"),
    ("Zed Malik✔ @zedmalik\nI have played my last match.\n4:12 PM · Aug 9, 2023", "Zed Malik"),
    ("Ann Bell posted on Instagram:\n\nI have played my last match.", "Ann Bell"),
]


@pytest.mark.parametrize(("text", "source"), POSTS)
def test_a_post_is_of_who_signs_it_or_stands_above(trees: Trees, text: str, source: str) -> None:
    found = [a for a in attribute(parsed(trees, text)) if "last match" in a.content[0].of(text)]
    assert [a.source.of(text) for a in found if a.source is not None] == [source]


def test_a_post_goes_on_in_its_paragraph_until_the_reporter_tells_on(trees: Trees) -> None:
    text = "The club posted on X: We are sorry. The gate will open at noon. Bell said she would wait."
    post, told = attribute(parsed(trees, text))
    assert [s.of(text) for s in post.content] == ["We are sorry. The gate will open at noon."]
    assert told.source is not None
    assert told.source.of(text) == "Bell"


@pytest.mark.parametrize("led_in", ["read out two demands", "recommended the following"])
def test_the_items_of_a_list_are_of_whom_the_sentence_before_names(trees: Trees, led_in: str) -> None:
    text = f"Ann Bell {led_in}:\n\n- “Lower the fees.”\n- “Open the hall.”"
    (found,) = attribute(parsed(trees, text))
    assert [s.of(text) for s in found.content] == ["“Lower the fees.”", "“Open the hall.”"]
    assert found.source is not None
    assert found.source.of(text) == "Ann Bell"


def test_items_that_name_who_speaks_are_theirs(parser: Parser) -> None:
    text = "What the inspectors found:\n\n• Staff said the door was locked.\n• A cook said the alarm was off."
    found = attribute(parsed(parser, text))
    assert [one.source.of(text) for one in found if one.source is not None] == ["Staff", "A cook"]
