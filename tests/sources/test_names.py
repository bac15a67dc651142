"""Parts of personal names, and whether two may be one person's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.sources.entities import Entities, Entity
from quotes.sources.mentions.names import agree, gender_of, parse_name


@pytest.mark.parametrize(
    ("words", "given_name", "last", "suffix"),
    [
        ("Andy Bell", "andy", "bell", ""),
        ("Martin L. Bell Jr.", "martin", "bell", "jr"),
        ("Anke van der Berg", "anke", "van der berg", ""),
        ("Bell", "", "bell", ""),
        ("Mrs. Bell", "", "bell", ""),
        ("Ben Stone", "ben", "stone", ""),
        ("ben Ali", "", "ben ali", ""),
        ("Leo XIV", "", "leo", "xiv"),
        ("Wen Xi", "wen", "xi", ""),
        ("Ned Hall MP", "ned", "hall", ""),
        ("Dame Ida Moor DBE KC", "ida", "moor", ""),
        ("Jan Ma", "jan", "ma", ""),
    ],
)
def test_parts(words: str, given_name: str, last: str, suffix: str) -> None:
    name = parse_name(words.split())
    assert (name.given, name.last, name.suffix) == (given_name, last, suffix)


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [
        ("William Ames", "Bill Ames", True),
        ("J. Ames", "John Ames", True),
        ("Ames", "John Ames", True),
        ("Mary Ames", "John Ames", False),
        ("Mr. Ames", "Mary Ames", False),
        ("John Ames Sr.", "John Ames Jr.", False),
        ("Anna Maria Ames", "Maria Ames", True),
    ],
)
def test_agreement(one: str, other: str, may: bool) -> None:
    assert agree(parse_name(one.split()), parse_name(other.split())) is may
    assert agree(parse_name(other.split()), parse_name(one.split())) is may


def test_gender_only_where_told() -> None:
    assert gender_of(parse_name(["Ms.", "Bell"])) == "female"
    assert gender_of(parse_name(["Bell"])) == ""


@given(st.lists(st.text(min_size=1, max_size=8), max_size=6))
def test_any_words_give_a_name(words: list[str]) -> None:
    name = parse_name(words)
    assert agree(name, name)
    assert bool(name.last) == bool(words)


@given(st.lists(st.lists(st.text("Aa-'’. ", min_size=1, max_size=8), max_size=4), min_size=1, max_size=4))
def test_any_names_are_kept_and_looked_for(names: list[list[str]]) -> None:
    """A name cut at its hyphen ("Hye-") has no last part, and is found all the same."""
    kept = Entities()
    for words in names:
        name = parse_name(words)
        list(kept.named(name))
        kept.misspelt(name.last)
        person = kept.add(Entity("person", name, named=True))
        assert not name.last.strip() or person in list(kept.named(name))
