"""The words of one description in, the capacity they give out: "a spokesman for the hospital", "who lives nearby".

A description is read from its leading noun: what the lexicons say of it, whether it is past ("former"), and the body or
client it is tied to by the words before it or by "of", "for", "with" and "at" after it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from quotes.document import Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import Match, body_word, document_word, person_word
from quotes.lexicon.trie import forms, joined
from quotes.model import Span
from quotes.roles.events import event_in
from quotes.roles.rules import Rule, RuleKind
from quotes.roles.ties import body_phrase, following_body, modifying_body, tied_body
from quotes.roles.verdict import PersonRole, Verdict
from quotes.sources.mentions.noun_phrases import Phrase, leading_phrase

PRIVATE = frozenset({"business", "media", "expert", "public-figure"})
"""What a minister or commissioner may be in charge of and does not speak for: "Public Enterprises Minister"."""


def verdicts_of(words: Sequence[Word], own: dict[str, str], person_role: PersonRole) -> list[Verdict]:
    """All that a description tells: its noun and what happened; ``own`` phrases of a codebook go first."""
    if not words:
        return []
    event = event_in(words)
    if words[0].xpos.startswith("W"):
        clause = _clause(words, own, person_role)
        daily = event is not None and event.rule.kind is RuleKind.DAILY_LIFE
        return _kept(clause or event if daily else event or clause)
    if words[0].text.lower() in LISTS.grammar.of_a_body and len(words) > 1:
        found = body_phrase(words[1:], RuleKind.WITH_BODY)
        return _kept(found)
    if _party_mark(words):
        return [Verdict("official", Rule(RuleKind.PARTY_AND_STATE), span_of(words))]
    post = person_word(words, len(words) - 1)
    # "Shop steward" is one phrase, whatever its words are tagged as.
    titled = post is not None and ((post.first == 0 and " " in post.phrase) or _is_of_long_name(words, post))
    phrase = Phrase(tuple(words), ()) if titled else leading_phrase(words)
    if phrase is None:
        return _kept(event)
    found = verdict_of_phrase(phrase, own, person_role)
    second = _second_post(phrase, own, person_role) if found is not None else None
    if found is None or found.rule.kind is RuleKind.FORMER_OFFICE or _is_past(phrase.words):
        relative = next((i for i, w in enumerate(phrase.rest) if w.xpos.startswith("W")), len(phrase.rest))
        now = _clause(phrase.rest[relative:], own, person_role) if relative < len(phrase.rest) else None
        found = now or found
    return _kept(found, second, event)


def _is_of_long_name(words: Sequence[Word], post: Match) -> bool:
    """Whether a post stands behind a body's name with "of" in it: "University of Texas spokeswoman"."""
    before = words[: post.first]
    of = next((i for i, w in enumerate(before[1:-1], 1) if w.text.lower() in LISTS.grammar.genitive), 0)
    capital = bool(of) and before[of - 1].text[:1].isupper() and before[of + 1].text[:1].isupper()
    return capital and body_word(before[:of], of - 1) is not None


def _second_post(phrase: Phrase, own: dict[str, str], person_role: PersonRole) -> Verdict | None:
    """What stands after "and" in a description: "a registered nurse and the local's vice president"."""
    if phrase.head.xpos != "NN" or len(phrase.rest) < 2 or phrase.rest[0].text.lower() not in LISTS.grammar.joining:
        return None
    other = leading_phrase(phrase.rest[1:])
    if other is None or other.head.xpos != "NN" or person_word(other.words, len(other.words) - 1) is None:
        return None
    found = verdict_of_phrase(other, own, person_role)
    return found if found is not None and found.capacity != "unknown" else None


def _kept(*verdicts: Verdict | None) -> list[Verdict]:
    return [verdict for verdict in verdicts if verdict is not None]


def _clause(words: Sequence[Word], own: dict[str, str], person_role: PersonRole) -> Verdict | None:
    """What a relative clause tells of a post: "who served as ambassador", "who is now a consultant"."""
    for position, word in enumerate(words[1:6], 1):
        lemma, rest = word.lemma.lower(), words[position + 1 :]
        if not word.xpos.startswith("VB") or not rest:
            continue
        if lemma in LISTS.grammar.copula and rest[0].text.lower() in LISTS.grammar.present:
            phrase = leading_phrase(rest[1:])
            return verdict_of_phrase(phrase, own, person_role) if phrase is not None else None
        if lemma in LISTS.events.serving and rest[0].text.lower() in LISTS.grammar.capacity:
            phrase = leading_phrase(rest[1:])
            found = verdict_of_phrase(phrase, own, person_role) if phrase is not None else None
            return _past(found, word.xpos in ("VBD", "VBN")) if found is not None else None
    return None


def verdict_of_phrase(phrase: Phrase, own: dict[str, str], person_role: PersonRole) -> Verdict | None:
    """What a noun phrase with what follows it tells."""
    phrase = phrase.meant
    cause = _cause(phrase)
    if cause is not None:
        return cause
    words, end = phrase.words, len(phrase.words) - 1
    told = _own(words, end, own)
    if told is not None:
        return told
    person = person_word(words, end)
    document = document_word(words, end)
    body = body_word(words, end)
    if person is not None and body is not None and (person.value, body.value) == ("witness", "activist"):
        person = None
    best = (
        min((m.first, rank) for rank, m in enumerate((person, document, body)) if m is not None)
        if (person or document or body)
        else None
    )
    if best is None:
        near = bool(phrase.rest) and phrase.rest[0].text.lower() in LISTS.grammar.of_a_body
        return following_body(phrase) if near else None
    if best[1] == 0 and person is not None:
        return _person(phrase, person, person_role)
    if best[1] == 1 and document is not None:
        if document.phrase in LISTS.documents.own and _possessed_by_person(words[: document.first]):
            return None
        return Verdict("document", Rule(RuleKind.DOCUMENT), document.span)
    return body_phrase(words, RuleKind.BODY, person_role, phrase.rest)


def _cause(phrase: Phrase) -> Verdict | None:
    """Names of causes: "Parents for Safe Streets", "Friends of the Ellesmere"."""
    words, rest = phrase.words, phrase.rest
    plural = words[-1].text[:1].isupper() and words[-1].text.endswith("s")
    person = person_word(words, len(words) - 1)
    speaks_for_others = person is not None and person.value in ("client", "body")  # "Lawyers for Bell"
    if (
        plural
        and not speaks_for_others
        and len(rest) > 1
        and rest[0].text.lower() in LISTS.grammar.for_a_cause
        and rest[1].text[:1].isupper()
    ):
        return Verdict("activist", Rule(RuleKind.CAUSE), span_of((words[-1], *rest[:2])))
    if (
        plural
        and words[-1].text.lower() in LISTS.bodies.friends
        and rest[:1]
        and rest[0].text in LISTS.grammar.genitive
        and any(w.text[:1].isupper() for w in rest[1:3])
    ):
        return Verdict("activist", Rule(RuleKind.CAUSE), span_of((words[-1], *rest[:3])))
    return None


def _own(words: Sequence[Word], end: int, own: dict[str, str]) -> Verdict | None:
    if not own:
        return None
    text = joined(words)
    for phrase, role in own.items():
        if (
            text == phrase
            or text.endswith(" " + phrase)
            or any(phrase == text[: -len(words[end].text)] + f for f in forms(words[end]))
        ):
            return Verdict(role, Rule(RuleKind.CODEBOOK_WORD), span_of(words[max(0, end - phrase.count(" ")) :]))
    return None


def _person(phrase: Phrase, match: Match, person_role: PersonRole) -> Verdict | None:
    """A noun for a person: its own role, or that of the body, client or person it is tied to."""
    words = phrase.words
    before, evidence = words[: match.first], match.span
    past = _is_past(before)
    if match.value == "client":
        return _lawyer(phrase, before, evidence)
    if match.value == "body":
        tied = tied_body(phrase, before, person_role)
        if tied is not None:
            return _past(tied, past)
        if match.default:
            return _past(Verdict(match.default, Rule(RuleKind.OF_NO_BODY, match.phrase), evidence), past)
        return None
    if match.value == "unknown":
        return _unknown_person(phrase, before, evidence, person_role)
    if match.value == "expert" and phrase.rest[:1] and phrase.rest[0].text.lower() in LISTS.grammar.on_behalf_of:
        hired = following_body(phrase)
        if hired is not None and hired.capacity == "political":  # "a pollster for the Bell campaign"
            return _past(hired, past)
    found = Verdict(match.value, Rule(RuleKind.WORD_FOR_PERSON, match.phrase), evidence)
    chief = any(w.text.lower() in LISTS.people.chief for w in before)  # "chief research officer"
    if chief and match.phrase in LISTS.people.chief_officers:
        tied = tied_body(phrase, (), person_role)
        return _past(tied or Verdict("business", Rule(RuleKind.OF_NO_BODY, "chief officer"), evidence), past)
    if match.value == "official":
        return _past(_of_other_body(phrase, match, person_role) or found, past)
    if match.value == "political":
        return _political(phrase, match, found)
    if match.value == "expert":
        tied = modifying_body(before, person_role) if match.phrase not in LISTS.events.personal_experts else None
        return tied if tied is not None and tied.capacity == "political" else found
    return found


def _of_other_body(phrase: Phrase, match: Match, person_role: PersonRole) -> Verdict | None:
    """The body of a post that is not the state's alone: "the union's president", "chairman of the bank"."""
    before, independent = phrase.words[: match.first], match.phrase in LISTS.people.independent
    union = modifying_body(before, person_role) if not independent else None
    if union is not None and union.capacity in ("activist", "business", "media"):
        return union
    tied = tied_body(phrase, before, person_role) if match.phrase in LISTS.events.tied_posts else None
    return None if tied is not None and independent and tied.capacity in PRIVATE else tied


def _is_past(words: Sequence[Word]) -> bool:
    """Whether words tell that what they describe is over: "a former mayor"."""
    return any(w.text.lower().rstrip("-") in LISTS.grammar.former for w in words)


def _political(phrase: Phrase, match: Match, found: Verdict) -> Verdict:
    """Party words: a legislature's members acting as such are officials."""
    if match.phrase in LISTS.people.party_members:
        before = any(w.text.lower() in LISTS.bodies.of_a_legislature for w in phrase.words)
        link, *behind = [w.text.lower() for w in phrase.rest[:3]] or [""]
        chamber = next((word for word in behind if word not in LISTS.grammar.definite_article), "")
        if before or (link in LISTS.grammar.of_a_body and chamber in LISTS.bodies.legislatures):
            return replace(found, capacity="official", rule=Rule(RuleKind.LEGISLATOR))
    return found


def _unknown_person(phrase: Phrase, before: Sequence[Word], evidence: Span, person_role: PersonRole) -> Verdict | None:
    """ "A source", "critics": unknown, unless a body is named that they belong to."""
    tied = modifying_body(before, person_role)
    if tied is not None and phrase.head.lemma.lower() in LISTS.people.of_a_body:
        return tied
    event = event_in(phrase.rest)
    if event is not None:
        return event
    if phrase.head.text.lower() in LISTS.people.man_or_woman:
        return Verdict("witness", Rule(RuleKind.NO_POST), evidence)
    return Verdict("unknown", Rule(RuleKind.NOBODY), evidence)


def _past(found: Verdict, past: bool) -> Verdict:
    """A former office speaks from experience; a former politician is a politician still."""
    if past and found.capacity == "official":
        return Verdict("expert", Rule(RuleKind.FORMER_OFFICE, over=found.rule), found.evidence)
    return found


def _lawyer(phrase: Phrase, before: Sequence[Word], evidence: Span) -> Verdict:
    """A lawyer takes the client's case; one without a client, or of a field of law, comments on a case."""
    possessed = any(w.xpos in ("POS", "PRP$") for w in before)
    follows = phrase.rest[0].text.lower() if phrase.rest else ""
    if (
        possessed
        or follows in LISTS.grammar.on_behalf_of
        or any(w.lemma in LISTS.events.legal_party.lawyer for w in phrase.rest)
    ):
        return Verdict("legal-party", Rule(RuleKind.LAWYER), evidence)
    if follows in LISTS.grammar.belonging:
        tied = following_body(phrase)
        if tied is not None:
            return replace(tied, evidence=evidence)
    modifier = before[-1].text.lower() if before else ""
    if modifier in LISTS.events.legal_party.sides:
        return Verdict("legal-party", Rule(RuleKind.LAWYER), evidence)
    return Verdict("expert", Rule(RuleKind.LAWYER_OF_NOBODY), evidence)


def _possessed_by_person(before: Sequence[Word]) -> bool:
    return any(w.xpos in ("PRP$", "POS") for w in before)


def _party_mark(words: Sequence[Word]) -> bool:
    """Whether the words are a legislator's party and state in brackets: "R-Ga."."""
    text = joined(words).replace(" ", "")
    return bool(re.fullmatch(r"[rdi]-[a-z.]{2,8}", text))
