"""Words that tell of somebody in, the ages in years that they tell out: "52", "aged 52", "the 34-year-old"."""

import re
from collections.abc import Iterator, Sequence

from quotes.document import Word
from quotes.lexicon.trie import joined
from quotes.own_data import toml_beside

WORDS = toml_beside(__file__, "ages.toml")
OLDEST = 119
BEFORE, TELLING, BEHIND = ("|".join(map(re.escape, WORDS[name])) for name in ("before", "telling", "behind"))
NUMBER = re.compile(r"\b\d{1,3}\b")
NOUN = re.compile(r"(\d+)\W?year\W?olds?$")
TOLD = re.compile(
    rf"^(\d{{1,3}})$|\b(?:{BEFORE}|{TELLING}) (\d{{1,3}})(?=$|,| (?:and|but|who)\b)|\b(\d{{1,3}})(?:{BEHIND})\b"
)
BESIDE = re.compile(rf"(?<![\w$£€.,])(\d{{1,3}})(?:(?:{BEHIND})\b|(?=\s*(?:…|,|\)|$)))|\b(?:{BEFORE}) (\d{{1,3}})\b")


def age_of_noun(words: Sequence[Word]) -> int | None:
    """The age that a noun tells: "the 34-year-old"."""
    found = NOUN.search(joined(words))
    return int(found[1]) if found else None


def numbers_in(description: str) -> list[int]:
    """All numbers in a description, of which any may be an age."""
    return [int(found) for found in NUMBER.findall(description)]


def age_alone(description: str) -> int | None:
    """The age that a description is, with no other words: "52", "aged 52", "52-year-old"."""
    found = TOLD.fullmatch(description)
    return _years(found) if found else None


def ages_told(description: str) -> Iterator[int]:
    """What a description tells as an age: "52", "who is 52", "a 52-year-old nurse"."""
    return map(_years, TOLD.finditer(description))


def ages_beside(descriptions: str) -> Iterator[int]:
    """The same of descriptions that are joined by " … ", with what stands behind other words: "a nurse, 52"."""
    return map(_years, BESIDE.finditer(descriptions))


def is_age(years: int) -> bool:
    """Whether a person can be of that age."""
    return 0 < years <= OLDEST


def _years(found: re.Match[str]) -> int:
    return int("".join(found.groups("")))
