"""Statements without quotation marks: posts set into a page, paragraphs that a sentence leads in, who signs."""

import pytest
from speaking import parsed
from trees import Trees

from quotes.attribution.attribute import attribute

POSTS = [
    ("The keeper announced it on Facebook:\n\nI have played my last match.\n\n— Ama Sarpong, June 2", "Ama Sarpong"),
    ("Zed Malik✔ @zedmalik\nI have played my last match.\n4:12 PM · Aug 9, 2023", "Zed Malik"),
    ("Ann Bell posted on Instagram:\n\nI have played my last match.", "Ann Bell"),
]


@pytest.mark.parametrize(("text", "source"), POSTS)
def test_a_post_is_of_who_signs_it_or_stands_above(trees: Trees, text: str, source: str) -> None:
    found = [a for a in attribute(parsed(trees, text)) if "last match" in a.content[0].of(text)]
    assert [a.source.of(text) for a in found if a.source is not None] == [source]
