"""Terms of the tables in (kinds, certainties, counts), the words that a reader meets out, in the report's language.

The terms of data files (roles, constructions, checks) are put into the catalogue by ``reports.catalogue``.
"""

from __future__ import annotations

from typing import Literal

from reports.language import Language

Noun = Literal["article", "statement", "source", "word"]


def certainty(language: Language, confidence: float) -> str:
    """A confidence from 0 to 1 in words."""
    if confidence >= 0.9:
        return language.gettext("almost certain")
    if confidence >= 0.75:
        return language.gettext("likely")
    if confidence >= DOUBTFUL:
        return language.gettext("more likely than not")
    return language.gettext("doubtful")


DOUBTFUL = 0.5
"""Confidence below which a decision is marked as doubtful."""


def term(language: Language, name: str) -> str:
    """A value of the columns ``kind``, ``act``, ``stance``, ``source_kind`` or ``named`` as a word."""
    words = {
        "direct": language.gettext("direct"),
        "indirect": language.gettext("indirect"),
        "mixed": language.gettext("mixed"),
        "no-comment": language.gettext("asked, but no answer"),
        "speech": language.gettext("speech"),
        "writing": language.gettext("writing"),
        "belief": language.gettext("belief"),
        "attitude": language.gettext("attitude"),
        "neutral": language.gettext("neutral"),
        "endorsing": language.gettext("endorsing"),
        "distancing": language.gettext("distancing"),
        "person": language.gettext("person"),
        "group": language.gettext("group"),
        "document": language.gettext("document"),
        "named": language.gettext("named"),
        "unnamed": language.gettext("not named"),
        "unknown": language.gettext("unknown"),
    }
    return words.get(name, name)


def count(language: Language, noun: Noun, number: int) -> str:
    """``number`` with its noun: "1 article", "1,204 articles"."""
    match noun:
        case "article":
            return language.ngettext("%(num)s article", "%(num)s articles", number)
        case "statement":
            return language.ngettext("%(num)s statement", "%(num)s statements", number)
        case "source":
            return language.ngettext("%(num)s source", "%(num)s sources", number)
        case "word":
            return language.ngettext("%(num)s word", "%(num)s words", number)
