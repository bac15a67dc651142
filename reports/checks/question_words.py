"""What a check puts into its question in, the words for it in a report's language out."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from reports.language.codes import ENGLISH
from reports.language.language import Language

SOMEBODY = "somebody"
A_SOURCE = "a source"
OURS = (SOMEBODY, A_SOURCE)
"""Words for those whom an article does not name; the catalogue has them in the context ``check``."""

MOST_NAMED = 3
"""Words that a question lists; of more it says how many."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list within a question: the words of an article as they are, the labels of roles, or words of ``OURS``.

    ``context`` is that of their translation; the article's own words have none. ``capital`` says that they begin a
    sentence.
    """

    words: tuple[str, ...]
    context: Literal["", "role", "check"] = ""
    link: Literal["and", "or"] = "and"
    capital: bool = False


Value = str | float | Listed
"""Words of the article, a share from 0 to 1, or a list."""


def asked(question: str, values: Mapping[str, Value], language: Language) -> str:
    """``question``, which has places such as ``%(speaker)s``, with ``values`` put in."""
    return question % {name: said(value, language) for name, value in values.items()}


def said(value: Value, language: Language) -> str:
    """``value`` as a question in this language says it."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return language.percent(value)
    words = [_word(word, value, language) for word in value.words]
    if len(words) > MOST_NAMED and value.context != "role":
        more = len(words) - MOST_NAMED
        words = [*words[:MOST_NAMED], language.ngettext("%(num)s more", "%(num)s more", more)]
    text = language.listed(words, value.link)
    return text[:1].upper() + text[1:] if value.capital else text


def _word(word: str, value: Listed, language: Language) -> str:
    match value.context:
        case "role":
            # Only English puts the name of a role into a sentence as it is.
            translated = language.pgettext("role", word)
            return translated.lower() if language.code == ENGLISH else language.quoted(translated)
        case "check":
            return language.pgettext("check", word)
        case _:
            # An article's name stands in a sentence of another language as it is, its other words do not.
            return word if language.code == ENGLISH or not word[:1].islower() else language.quoted(word)
