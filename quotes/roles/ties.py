"""A noun for a person in a phrase in, the body that it is tied to out: "the museum's director"."""

from __future__ import annotations

from collections.abc import Sequence

from quotes.document import Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import Match, body_word, person_word
from quotes.lexicon.trie import joined
from quotes.roles.rules import Rule, RuleKind
from quotes.roles.verdict import PersonRole, Verdict
from quotes.sources.mentions.noun_phrases import Phrase, leading_phrase


def tied_body(phrase: Phrase, before: Sequence[Word], person_role: PersonRole) -> Verdict | None:
    """The body that a spokesman, director or member belongs to: after "of" and "for", else the words before."""
    following = following_body(phrase, person_role)
    modifying = modifying_body(before, person_role)
    if modifying is not None and (following is None or modifying.capacity in ("activist", "political")):
        return modifying
    return following


def modifying_body(before: Sequence[Word], person_role: PersonRole) -> Verdict | None:
    """The body or person in the words before a noun: "police", "the Bell campaign's", "Bell's"."""
    for end in range(len(before) - 1, -1, -1):
        if before[end].xpos.startswith(("NN", "JJ")):
            possessor = [w.xpos for w in before[end + 1 : end + 2]] == ["POS"]
            if possessor and before[end].lemma.lower() in LISTS.bodies.union_locals:
                return Verdict("activist", Rule(RuleKind.SPEAKS_FOR_BODY, "local"), span_of((before[end],)))
            found = body_word(before, end)
            if found is not None:
                return Verdict(_with_public(found, before), Rule(RuleKind.SPEAKS_FOR_BODY, found.phrase), found.span)
            person = person_role(before[end : end + 1]) if before[end].is_proper_noun else ""
            if person:
                return Verdict(person, Rule(RuleKind.SPEAKS_FOR_PERSON), span_of(before[end : end + 1]))
    return None


def following_body(phrase: Phrase, person_role: PersonRole) -> Verdict | None:
    """The body after a noun: "of the council", "for Amnesty", "at Ohio State University"."""
    rest = phrase.rest
    for position, word in enumerate(rest):
        if word.text.lower() in LISTS.grammar.of_a_body and word.xpos in ("IN", "TO"):
            after = rest[position + 1 :]
            inner, known = leading_phrase(after), _known_name(after)
            if inner is None:
                return None
            if known is not None:
                return Verdict(known.value, Rule(RuleKind.SPEAKS_FOR_BODY, known.phrase), span_of(inner.words))
            found = body_phrase(inner.words, RuleKind.SPEAKS_FOR_BODY, person_role, inner.rest)
            return found or following_body(inner, person_role)  # "chair of the trustees of the museum"
        if word.text in (",", ";") or word.xpos.startswith(("V", "W")):
            return None
    return None


def body_phrase(
    words: Sequence[Word], kind: RuleKind, person_role: PersonRole, behind: Sequence[Word] = ()
) -> Verdict | None:
    """What the head of a body's name or description tells, else the last word in it that tells something.

    ``behind`` is what follows ``words``: "of Texas" behind "University".
    """
    phrase = leading_phrase(words)
    if phrase is None:
        return None
    inner = phrase.words
    numbered = len(inner) > 1 and inner[-1].text.isdigit() and inner[-2].text[:1].isupper()
    if numbered and inner[-2].text.lower() in LISTS.bodies.union_locals:
        return Verdict("activist", Rule(kind, "union local"), span_of(inner[-2:]))
    known = _known_name(words)
    if known is not None:
        return Verdict(known.value, Rule(kind, known.phrase), span_of(words[: len(known.phrase.split())]))
    for end in range(len(inner) - 1, -1, -1):
        found = body_word(inner, end)
        if found is not None:
            value = "business" if _is_of_trade(found, behind) else _with_public(found, (*words, *behind))
            return Verdict(value, Rule(kind, found.phrase), found.span)
        role = person_role(inner) if end == len(inner) - 1 and inner[end].is_proper_noun else ""
        if role:
            return Verdict(role, Rule(RuleKind.SPEAKS_FOR_PERSON), span_of(inner))
    return None


def _is_of_trade(found: Match, behind: Sequence[Word]) -> bool:
    """Whether a body is one of people or firms in business: "the Association of Seafood Processors"."""
    if found.phrase not in LISTS.bodies.trade or not behind or behind[0].text.lower() not in LISTS.grammar.genitive:
        return False
    members = leading_phrase(behind[1:])
    if members is None:
        return False
    end = len(members.words) - 1
    told = (person_word(members.words, end), body_word(members.words, end))
    return any(one is not None and one.value == "business" for one in told)


def _known_name(words: Sequence[Word]) -> Match | None:
    """The body that any reader knows, where its name goes on behind a preposition: "Doctors Without Borders"."""
    if not words or not words[0].is_proper_noun:
        return None
    for end in range(1, min(5, len(words))):
        if words[end].xpos == "IN" and end + 1 < len(words):
            found = body_word(words[: end + 2], end + 1)
            if found is not None and found.known and found.first == 0:
                return found
    return None


def _with_public(found: Match, words: Sequence[Word]) -> str:
    """A university or college is official where its name shows it to be public, else as the lexicon has it."""
    if found.phrase in LISTS.bodies.public_or_private:
        text = joined(words)
        if any(sign in text for sign in LISTS.bodies.public) and not any(name in text for name in LISTS.bodies.private):
            return "official"
    return found.value
