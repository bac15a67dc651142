"""Terms of the tables in (kinds, certainties, counts), the words that a reader meets out, in the report's language.

The terms of data files (roles, constructions, checks) are put into the catalogue by ``reports.catalogue``.
"""

import math
from typing import Literal

from quotes.model import Role
from quotes.roles.rules import RuleKind
from reports.language.language import Language

Noun = Literal["article", "statement", "source", "word"]


CERTAIN = 0.9
LIKELY = 0.75
DOUBTFUL = 0.5
"""Confidence below which a decision is marked as doubtful; from the others on it is called what they say."""


def certainty(language: Language, confidence: float) -> str:
    """A confidence from 0 to 1 in words and, in brackets, in per cent."""
    if confidence >= CERTAIN:
        words = language.gettext("almost certain")
    elif confidence >= LIKELY:
        words = language.gettext("likely")
    elif confidence >= DOUBTFUL:
        words = language.gettext("more likely than not")
    else:
        words = language.gettext("doubtful")
    return f"{words} ({in_percent(language, confidence)})"


def in_percent(language: Language, confidence: float) -> str:
    """A confidence in whole per cent, rounded down: so no figure stands on the other side of a cut-off."""
    return language.percent(math.floor(confidence * 100 + 1e-9) / 100)


def certainties(language: Language) -> str:
    """What the words for a confidence mean: the cut-offs."""
    return language.gettext(
        "How sure a note is: almost certain from %(certain)s on, likely from %(likely)s, more likely than not from "
        "%(doubtful)s, doubtful below. The figure in brackets is how often such decisions were right on articles that "
        "people had marked.",
        certain=language.percent(CERTAIN),
        likely=language.percent(LIKELY),
        doubtful=language.percent(DOUBTFUL),
    )


def term(language: Language, name: str) -> str:
    """A value of the columns ``kind``, ``act``, ``stance``, ``source_kind`` or ``named``, or a part, as a word."""
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
        "women": language.gettext("women"),
        "men": language.gettext("men"),
        "told": language.gettext("gender told"),
        "not told": language.gettext("gender not told"),
        "content": language.gettext("content"),
        "cue": language.gettext("cue"),
        "source": language.gettext("source"),
        "speaker": language.gettext("speaker"),
        "role": language.gettext("role"),
        "kind": language.gettext("kind"),
    }
    return words.get(name, name)


def rule_kinds(language: Language) -> dict[str, str]:
    """What each rule of a role concludes from, as readers are told."""
    return {str(kind): language.pgettext("rule", str(kind)) for kind in RuleKind}


def rule_told(language: Language, role: Role) -> tuple[str, str]:
    """What a role was concluded from, and the English word that its rule names; a plugin's rule names itself."""
    told = rule_kinds(language).get(role.rule_kind)
    if told is None:
        return "", role.rule
    kind, _, word = role.rule.partition(": ")
    return told, word if kind == role.rule_kind else ""


def count(language: Language, noun: Noun, number: int) -> str:
    """``number`` with its noun: "1 article", "1,204 articles"."""
    return {
        "article": language.ngettext("%(num)s article", "%(num)s articles", number),
        "statement": language.ngettext("%(num)s statement", "%(num)s statements", number),
        "source": language.ngettext("%(num)s source", "%(num)s sources", number),
        "word": language.ngettext("%(num)s word", "%(num)s words", number),
    }[noun]
