"""By which nouns a body may be taken up, by the nouns or the role that its name tells."""

import pytest

from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import may_be_one_body


@pytest.mark.parametrize(
    ("noun", "told", "role", "one"),
    [
        ("union", {"bank"}, "business", False),
        ("company", {"bank"}, "business", True),
        ("union", {"union"}, "public-figure", True),
        ("charity", set(), "business", False),
        ("charity", set(), "", True),
        ("group", {"university"}, "", True),
        ("club", {"town"}, "official", True),
    ],
)
def test_a_noun_takes_up_bodies_of_its_sort(noun: str, told: set[str], role: str, one: bool) -> None:
    assert may_be_one_body([noun], told, role) is one


def test_sorts_stand_beside_sorts_that_there_are() -> None:
    sorts = LISTS.bodies.sorts
    assert all(other in sorts for sort in sorts.values() for other in sort.also)
