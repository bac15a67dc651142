"""The words of a clause about somebody in, what they did or what happened to them out: "who was shot", "whose shop"."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.document import Sentence, Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import body_word, person_word
from quotes.roles.rules import Rule, RuleKind
from quotes.roles.verdict import Verdict
from quotes.sources.mentions.noun_phrases import leading_phrase


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
        for role, weight in (
            ("legal-party", 0.9),
            ("official", 0.88),
            ("witness", 0.9),
            ("political", 0.7),
            ("activist", 0.75),
            ("expert", 0.6),
            ("business", 0.7),
        ):
            if word.lemma.lower() in verbs.get(role, ()) and may_tell(words, position):
                return Verdict(role, weight, Rule(RuleKind.WHAT_HAPPENED, word.lemma.lower()), span_of((word,)))
        if not position and word.xpos == "VBG" and _is_for_client(words):
            return Verdict("legal-party", 0.88, Rule(RuleKind.LAWYER), span_of((word,)))
        if not passive and word.lemma.lower() in LISTS.events.witness.daily:
            return Verdict("witness", 0.5, Rule(RuleKind.DAILY_LIFE, word.lemma.lower()), span_of((word,)))
        behind = words[position + 1].text.lower() if position + 1 < len(words) else ""
        if word.lemma.lower() in LISTS.events.runs and behind in LISTS.grammar.on_behalf_of:
            return Verdict("political", 0.75, Rule(RuleKind.RUNS_FOR_OFFICE), span_of(words[position : position + 2]))
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


def owner_in(words: Sequence[Word]) -> Verdict | None:
    """What "whose …" tells: whose shop it is owns it; whose son was shot is a relative."""
    phrase = leading_phrase(words)
    if phrase is None:
        return None
    body = body_word(phrase.words, len(phrase.words) - 1)
    if body is not None and body.value == "business":
        return Verdict("business", 0.7, Rule(RuleKind.WHOSE, body.phrase), span_of(phrase.words))
    nouns = [i for i, w in enumerate(phrase.words) if w.xpos in ("NN", "NNS")]  # "whose daughter Ann"
    people = (person_word(phrase.words, i) for i in nouns or [len(phrase.words) - 1])
    person = next((p for p in people if p is not None), None)
    if person is not None and (person.value == "witness" or person.phrase in LISTS.people.kin):
        return Verdict("witness", 0.7, Rule(RuleKind.WHOSE, person.phrase), span_of(phrase.words))
    return None


def is_livelihood(sentence: Sentence, verb: Word) -> bool:
    """Whether somebody is told to have long done a thing: "has farmed", "lives", "had taught for 20 years"."""
    if verb.lemma.lower() not in LISTS.events.witness.livelihood:
        return False
    return verb.xpos in ("VBZ", "VBD") or any(w.lemma in LISTS.grammar.perfect for w in sentence.children(verb, "aux"))


def is_tried(sentence: Sentence, verb: Word) -> bool:
    """Whether somebody is before a court: "denies four counts of fraud", "faces charges", "is on trial"."""
    lemma = verb.lemma.lower()
    if lemma in LISTS.events.legal_party.faces:
        objects = {w.lemma.lower() for w in sentence.children(verb, "obj")}
        charged = lemma in LISTS.events.legal_party.charged and not objects.isdisjoint(LISTS.events.legal_party.charges)
        return charged or not objects.isdisjoint(LISTS.events.legal_party.counts)
    if lemma in LISTS.events.legal_party.before_trial:
        after = " ".join(w.text.lower() for w in sentence.words[max(0, verb.index - 1) : verb.index + 3])
        return any(phrase in after for phrase in LISTS.events.legal_party.on_trial)
    return False


def files_suit(sentence: Sentence, verb: Word) -> bool:
    """Whether somebody goes to court: "filed suit", "brought a complaint"."""
    if verb.lemma.lower() not in LISTS.events.legal_party.goes_to_court:
        return False
    return any(w.lemma.lower() in LISTS.events.legal_party.suits for w in sentence.children(verb, "obj"))


def in_suit(sentence: Sentence, verb: Word) -> bool:
    """Whether something is said in a case: "allege in a suit"."""
    return any(
        w.lemma.lower() in LISTS.events.legal_party.lawsuits
        and any(c.text.lower() in LISTS.grammar.in_a_case for c in sentence.children(w, "case"))
        for w in sentence.children(verb, "obl")
    )
