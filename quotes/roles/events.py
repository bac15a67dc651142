"""The words of a clause about somebody in, what they did or what happened to them out: "who was shot", "whose shop"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from quotes.document import Sentence, Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import person_word
from quotes.roles.rules import Rule, RuleKind
from quotes.roles.verdict import Verdict
from quotes.sources.mentions.noun_phrases import leading_phrase

FARTHEST = 24
"""Words of a description in which is looked for what somebody had no part in."""
TOLD_BY_DEEDS = ("legal-party", "official", "witness", "political", "activist", "expert", "business")
"""Capacities that what somebody did or underwent may tell, the surest first."""


def event_in(words: Sequence[Word]) -> Verdict | None:
    """What a clause tells that its subject did or underwent: "who was shot", "who lives nearby"."""
    for position in _own_verbs(words):
        word, passive = words[position], _is_passive(words, position)
        deed, evidence = word.lemma.lower(), span_of((word,))
        verbs = LISTS.events.passive if passive else LISTS.events.active
        told = (role for role in TOLD_BY_DEEDS if deed in verbs.get(role, ()))
        role = next(told, "") if _may_tell(words, position) else ""
        if role:
            return Verdict(role, Rule(RuleKind.WHAT_HAPPENED, deed), evidence)
        if not position and word.xpos == "VBG":
            side = _acts_for(words)
            if side is not None:
                return side
        if not passive and _runs_for_office(words, position):
            return Verdict("political", Rule(RuleKind.WHAT_HAPPENED, deed), evidence)
        if not passive and deed in LISTS.events.witness.daily:
            return Verdict("witness", Rule(RuleKind.DAILY_LIFE, deed), evidence)
    return None


def _own_verbs(words: Sequence[Word]) -> Iterator[int]:
    """The places of the verbs of a clause up to where another subject begins: "who was shot when he …"."""
    for position, word in enumerate(words):
        before = words[position - 1] if position else None
        if word.xpos == "PRP" or (word.is_proper_noun and before is not None and before.xpos.startswith("W")):
            return
        relative = position == 1 and words[0].xpos == "WP" and word.base_relation == "acl"  # "who farms", tagged a noun
        # "who treated the wounded"
        noun = word.xpos == "VBN" and before is not None and before.text.lower() in LISTS.grammar.definite_article
        if (word.xpos.startswith("VB") or relative) and not noun:
            yield position


def _is_passive(words: Sequence[Word], position: int) -> bool:
    if words[position].xpos != "VBN":
        return False
    perfect = any(w.lemma in LISTS.grammar.perfect for w in words[max(0, position - 2) : position])
    return not perfect or any(w.lemma in LISTS.grammar.copula for w in words[max(0, position - 3) : position])


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


def _acts_for(words: Sequence[Word]) -> Verdict | None:
    """For whom somebody is told to act in court: "prosecuting for the Crown", "representing the family"."""
    side = next(filter(None, (side_of_case(words[place:]) for place in range(1, len(words)))), None)
    if side is None and _is_for_client(words):
        return Verdict("legal-party", Rule(RuleKind.LAWYER), span_of(words[:1]))
    return side


def side_of_case(words: Sequence[Word]) -> Verdict | None:
    """The side of a case that stands behind "for": "for the Crown" is a prosecutor's, "for the defence" a party's."""
    if not words or words[0].text.lower() not in LISTS.grammar.on_behalf_of:
        return None
    phrase = leading_phrase(words[1:])
    named = {phrase.head.lemma.lower(), phrase.head.text.lower()} if phrase is not None else set()  # "the accused"
    told = {"official": LISTS.events.legal_party.prosecution, "legal-party": LISTS.events.legal_party.parties}
    role = next((role for role, sides in told.items() if named & sides), "")
    return Verdict(role, Rule(RuleKind.LAWYER), span_of(words)) if role else None


def _runs_for_office(words: Sequence[Word], position: int) -> bool:
    """Whether a verb tells that somebody stands for election: "running for the council", "seeking re-election"."""
    candidacy = LISTS.events.candidacy
    if words[position].lemma.lower() not in candidacy.standing:
        return False
    phrase = leading_phrase([w for w in words[position + 1 :] if w.text.lower() not in candidacy.standing_for][:8])
    return phrase is not None and any(w.lemma.lower() in candidacy.contested for w in phrase.words)


def whose(words: Sequence[Word]) -> Verdict | None:
    """What a thing or person tells that somebody is said to have: "whose son was on the bus", "whose firm"."""
    noun = owned(words)
    if not noun:
        return None
    told = (role for role, nouns in LISTS.events.whose.items() if noun in nouns)
    role = next(told, "witness" if noun in LISTS.people.kin else "")
    return Verdict(role, Rule(RuleKind.WHOSE, noun), span_of(words[:2])) if role else None


def owned(words: Sequence[Word]) -> str:
    """The noun behind "whose", in its dictionary form; empty where the words do not begin so."""
    if not words or words[0].xpos != "WP$":
        return ""
    behind = takewhile(lambda word: word.xpos[:2] in ("NN", "JJ", "CD"), words[1:])
    nouns = [word for word in behind if word.xpos.startswith("NN")]
    return nouns[-1].lemma.lower() if nouns else ""


def outside(words: Sequence[Word]) -> Verdict | None:
    """That somebody judges the work of others: "who was not involved in the study", "who did not take part in it"."""
    lemmas = [word.lemma.lower() for word in words[:FARTHEST]]
    without = next((i for i, lemma in enumerate(lemmas) if lemma in LISTS.events.outside.negations), len(lemmas))
    behind = lemmas[without + 1 :]
    taking = any(lemma in LISTS.events.outside.taking_part for lemma in behind)
    if taking and any(lemma in LISTS.events.outside.works for lemma in behind):
        return Verdict("expert", Rule(RuleKind.OUTSIDE), span_of(words))
    return None


def _may_tell(words: Sequence[Word], position: int) -> bool:
    """Whether a verb tells what it seems to: not so "pleaded anonymity", "attacked by critics"."""
    lemma = words[position].lemma.lower()
    if lemma in LISTS.events.witness.figurative:
        return not any(w.text.lower() in LISTS.events.witness.with_words for w in words[position + 1 : position + 9])
    if lemma not in LISTS.events.legal_party.pleading:
        return True
    return any(w.text.lower() in LISTS.events.legal_party.pleas for w in words[position + 1 : position + 4])


def deeds(sentence: Sentence, words: Sequence[Word], is_person: bool) -> Iterator[Verdict]:
    """What a mention in a sentence did or underwent there: "Bell was charged", "Police arrested Bell"."""
    inside = {w.index for w in words}
    titles = [t for w in words if w.relation == "appos" and (t := sentence.head(w)) is not None]
    for word in (*words, *titles):  # "the warden, Ann Moss, was charged"
        verb = sentence.head(word)
        if verb is None or not verb.xpos.startswith("VB"):
            continue
        if word.base_relation == "obj" and verb.lemma.lower() in LISTS.events.legal_party.before_court:
            yield Verdict("legal-party", Rule(RuleKind.WHAT_HAPPENED, verb.lemma.lower()), span_of((verb,)))
        if word.base_relation == "nsubj" and word.head not in inside:
            yield from _of_subject(sentence, verb, word.relation == "nsubj:pass", is_person)
            yield from _meanwhile(sentence, verb, word)


def _meanwhile(sentence: Sentence, verb: Word, subject: Word) -> Iterator[Verdict]:
    """What a participle in front of its subject tells: "Prosecuting, Ann Moss said", "Fleeing the flood, …"."""
    for participle in sentence.children(verb, "advcl"):
        if participle.xpos == "VBG" and participle.index < subject.index:
            told = event_in(sentence.words[participle.index : subject.index])
            if told is not None and told.rule.kind is not RuleKind.DAILY_LIFE:
                yield told


def _of_subject(sentence: Sentence, verb: Word, passive: bool, is_person: bool) -> Iterator[Verdict]:
    """What the verb tells whose subject a source is."""
    deed, evidence = verb.lemma.lower(), span_of((verb,))
    verbs = LISTS.events.passive if passive else LISTS.events.active
    happened = Rule(RuleKind.WHAT_HAPPENED, deed)
    told = _may_tell(sentence.words, verb.index)
    if (told and deed in verbs["legal-party"]) or (not passive and _files_suit(sentence, verb)):
        yield Verdict("legal-party", happened, evidence)
    if passive and told and deed in verbs["witness"]:
        yield Verdict("witness", happened, evidence)
    if not passive and is_person and deed in LISTS.events.witness.livelihood:
        yield Verdict("witness", Rule(RuleKind.DAILY_LIFE, deed), evidence)


def _files_suit(sentence: Sentence, verb: Word) -> bool:
    """Whether somebody goes to court: "filed suit", "brought a complaint"."""
    if verb.lemma.lower() not in LISTS.events.legal_party.goes_to_court:
        return False
    return any(w.lemma.lower() in LISTS.events.legal_party.suits for w in sentence.children(verb, "obj"))
