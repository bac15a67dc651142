"""The words of a clause about somebody in, what they did or what happened to them out: "who was shot", "whose shop"."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.document import Sentence, Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import person_word
from quotes.roles.rules import Rule, RuleKind
from quotes.roles.verdict import Verdict
from quotes.sources.mentions.noun_phrases import leading_phrase

TOLD_BY_DEEDS = ("legal-party", "official", "witness", "political", "activist", "expert", "business")
"""Capacities that what somebody did or underwent may tell, the surest first."""


def event_in(words: Sequence[Word]) -> Verdict | None:
    """What a clause tells that its subject did or underwent: "who was shot", "who lives nearby"."""
    subject_seen = False
    for position, word in enumerate(words):
        if (word.xpos.startswith("PRP") and word.xpos != "PRP$") or (
            word.is_proper_noun and position and words[position - 1].xpos.startswith("W")
        ):
            subject_seen = True
        relative = position == 1 and words[0].xpos == "WP" and word.base_relation == "acl"  # "who farms", tagged a noun
        if not (word.xpos.startswith("VB") or relative) or subject_seen:
            continue
        if (
            position and words[position - 1].text.lower() in LISTS.grammar.definite_article and word.xpos == "VBN"
        ):  # "who treated the wounded"
            continue
        passive = word.xpos == "VBN" and not any(
            w.lemma in LISTS.grammar.perfect for w in words[max(0, position - 2) : position]
        )
        if word.xpos == "VBN" and any(w.lemma in LISTS.grammar.copula for w in words[max(0, position - 3) : position]):
            passive = True
        verbs = LISTS.events.passive if passive else LISTS.events.active
        for role in TOLD_BY_DEEDS:
            if word.lemma.lower() in verbs.get(role, ()) and may_tell(words, position):
                return Verdict(role, Rule(RuleKind.WHAT_HAPPENED, word.lemma.lower()), span_of((word,)))
        if not position and word.xpos == "VBG" and _is_for_client(words):
            return Verdict("legal-party", Rule(RuleKind.LAWYER), span_of((word,)))
        if not passive and word.lemma.lower() in LISTS.events.witness.daily:
            return Verdict("witness", Rule(RuleKind.DAILY_LIFE, word.lemma.lower()), span_of((word,)))
    return None


def _is_for_client(words: Sequence[Word]) -> bool:
    """Whether somebody is told to act for a client: "Ann Moss, defending", "Bo Lund, representing the family"."""
    if words[0].lemma.lower() not in LISTS.events.legal_party.for_client:
        return False
    if len(words) == 1:
        return words[0].lemma.lower() in LISTS.events.legal_party.defending
    rest = words[2:] if words[1].text.lower() in LISTS.grammar.on_behalf_of else words[1:]
    phrase = leading_phrase(rest)
    if phrase is None:
        return False
    found = person_word(phrase.words, len(phrase.words) - 1)
    told = found is not None and (
        found.value == "legal-party"
        or found.phrase in LISTS.people.kin
        or found.phrase in LISTS.events.legal_party.clients
    )
    return told or phrase.head.xpos.startswith("PRP") or phrase.head.entity == "PER"


def may_tell(words: Sequence[Word], position: int) -> bool:
    """Whether a verb tells what it seems to: not so "pleaded anonymity", "attacked by critics"."""
    lemma = words[position].lemma.lower()
    if lemma in LISTS.events.witness.figurative:
        return not any(w.text.lower() in LISTS.events.witness.with_words for w in words[position + 1 : position + 9])
    if lemma not in LISTS.events.legal_party.pleading:
        return True
    return any(w.text.lower() in LISTS.events.legal_party.pleas for w in words[position + 1 : position + 4])


def files_suit(sentence: Sentence, verb: Word) -> bool:
    """Whether somebody goes to court: "filed suit", "brought a complaint"."""
    if verb.lemma.lower() not in LISTS.events.legal_party.goes_to_court:
        return False
    return any(w.lemma.lower() in LISTS.events.legal_party.suits for w in sentence.children(verb, "obj"))
