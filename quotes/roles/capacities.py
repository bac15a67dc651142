"""The words of one description in, the capacity they give out: "a spokesman for the hospital", "who lives nearby".

A description is read from its leading noun: what the lexicons say of it, whether it is past ("former"), and the body or
client it is tied to by the words before it or by "of", "for", "with" and "at" after it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from quotes.document import Word, span_of
from quotes.lexicon.lists import LISTS
from quotes.lexicon.nouns import Match, body_word, document_word, longest, person_word
from quotes.lexicon.trie import forms, joined
from quotes.roles.events import event_in, outside, side_of_case, whose
from quotes.roles.rules import Rule, RuleKind
from quotes.roles.ties import body_phrase, following_body, modifying_body, tied_body
from quotes.roles.verdict import PersonRole, Verdict, no_person
from quotes.sources.mentions.noun_phrases import Phrase, leading_phrase
from quotes.text.dashes import HYPHENS

PRIVATE = frozenset({"business", "media", "expert", "public-figure"})
"""What a minister or commissioner may be in charge of and does not speak for: "Public Enterprises Minister"."""
LONGEST_MARK = 8
"""Words of a party and a seat in brackets, at most."""


@dataclass(frozen=True, slots=True)
class Capacities:
    """Reads descriptions: the phrases that are a codebook's ``own``, each with its role, go first.

    ``person_role`` gives the role of the person whom some words name.
    """

    own: Mapping[str, str]
    person_role: PersonRole

    def told(self, words: Sequence[Word]) -> list[Verdict]:
        """All that a description tells: its noun and what happened."""
        if not words:
            return []
        event = event_in(words)
        if words[0].xpos.startswith("W"):
            clause = self._of_clause(words)
            daily = event is not None and event.rule.kind is RuleKind.DAILY_LIFE
            return _kept(clause or event if daily else event or clause, whose(words), outside(words))
        side = side_of_case(words)
        if side is not None:
            return [side]
        if words[0].text.lower() in LISTS.grammar.of_a_body and len(words) > 1:
            return _kept(body_phrase(words[1:], RuleKind.WITH_BODY, no_person))
        words = _without_last_honorific(words)
        if _is_party_mark(words):
            return [Verdict("official", Rule(RuleKind.PARTY_AND_STATE), span_of(words))]
        phrase = _described(words)
        return _kept(*(self._posts(phrase) if phrase is not None else ()), event, outside(words))

    def of_words(self, words: Sequence[Word]) -> Verdict | None:
        """What the noun phrase tells that some words begin with."""
        phrase = leading_phrase(words)
        return self.of_phrase(phrase) if phrase is not None else None

    def of_phrase(self, phrase: Phrase) -> Verdict | None:
        """What a noun phrase with what follows it tells."""
        phrase = phrase.meant
        words, end = phrase.words, len(phrase.words) - 1
        told = _cause(phrase) or self._codebook_word(words)
        if told is not None:
            return told
        person, document, body = (look_up(words, end) for look_up in (person_word, document_word, body_word))
        if person is not None and body is not None and (person.value, body.value) == ("witness", "activist"):
            person = None
        noun = longest(person, document, body)
        if noun is None:
            near = bool(phrase.rest) and phrase.rest[0].text.lower() in LISTS.grammar.of_a_body
            return following_body(phrase, no_person) if near else None
        if noun is person:
            return self._of_person(phrase, noun)
        if noun is body:
            return body_phrase(words, RuleKind.BODY, self.person_role, phrase.rest)
        if noun.phrase in LISTS.documents.own and _is_possessed(words[: noun.first]):
            return None
        return Verdict("document", Rule(RuleKind.DOCUMENT), noun.span)

    def _posts(self, phrase: Phrase) -> tuple[Verdict | None, Verdict | None]:
        """The post that a description tells, or the one held now where it is over, and a second one."""
        found = self.of_phrase(phrase)
        second = self._second_post(phrase) if found is not None else None
        if found is None or found.rule.kind is RuleKind.FORMER_OFFICE or _is_past(phrase.words):
            relative = next((i for i, w in enumerate(phrase.rest) if w.xpos.startswith("W")), len(phrase.rest))
            found = self._of_clause(phrase.rest[relative:]) or found
        return found, second

    def _second_post(self, phrase: Phrase) -> Verdict | None:
        """What stands after "and" in a description: "a registered nurse and the local's vice president"."""
        joins = len(phrase.rest) > 1 and phrase.rest[0].text.lower() in LISTS.grammar.joining
        other = leading_phrase(phrase.rest[1:]) if joins and phrase.head.xpos == "NN" else None
        if other is None or other.head.xpos != "NN" or person_word(other.words, len(other.words) - 1) is None:
            return None
        found = self.of_phrase(other)
        return found if found is not None and found.capacity != "unknown" else None

    def _of_clause(self, words: Sequence[Word]) -> Verdict | None:
        """What a relative clause tells of a post: "who served as ambassador", "who is now a consultant"."""
        for position, word in enumerate(words[1:6], 1):
            lemma, rest = word.lemma.lower(), words[position + 1 :]
            if not word.xpos.startswith("VB") or not rest:
                continue
            now = lemma in LISTS.grammar.copula and rest[0].text.lower() in LISTS.grammar.present
            if now or (lemma in LISTS.events.serving and rest[0].text.lower() in LISTS.grammar.capacity):
                found = self.of_words(rest[1:])
                return found.over() if found is not None and not now and word.xpos in ("VBD", "VBN") else found
        return None

    def _codebook_word(self, words: Sequence[Word]) -> Verdict | None:
        text, last = joined(words), words[-1]
        for phrase, role in self.own.items():
            inflected = (text[: -len(last.text)] + form for form in forms(last))
            if text == phrase or text.endswith(" " + phrase) or phrase in inflected:
                evidence = span_of(words[max(0, len(words) - 1 - phrase.count(" ")) :])
                return Verdict(role, Rule(RuleKind.CODEBOOK_WORD), evidence)
        return None

    def _of_person(self, phrase: Phrase, noun: Match) -> Verdict | None:
        """A noun for a person: its own role, or that of the body, client or person it is tied to."""
        if noun.value not in OF_NOUN:
            return _by_word(noun)
        return OF_NOUN[noun.value](self, phrase, noun)

    def _spokesman(self, phrase: Phrase, noun: Match) -> Verdict | None:
        """Who speaks for a body has its role."""
        before = phrase.words[: noun.first]
        found = tied_body(phrase, before, self.person_role)
        if found is None and noun.default:
            found = Verdict(noun.default, Rule(RuleKind.OF_NO_BODY, noun.phrase), noun.span)
        return found.over() if found is not None and _is_past(before) else found

    def _official(self, phrase: Phrase, noun: Match) -> Verdict:
        """A post, which may be a company's ("chief research officer") or another body's."""
        before = phrase.words[: noun.first]
        if noun.phrase in LISTS.people.chief_officers and any(w.text.lower() in LISTS.people.chief for w in before):
            of_company = Verdict("business", Rule(RuleKind.OF_NO_BODY, "chief officer"), noun.span)
            found = tied_body(phrase, (), self.person_role) or of_company
        else:
            found = self._of_other_body(phrase, noun) or _by_word(noun)
        return found.over() if _is_past(before) else found

    def _of_other_body(self, phrase: Phrase, noun: Match) -> Verdict | None:
        """The body of a post that is not the state's alone: "the union's president", "chairman of the bank"."""
        before, independent = phrase.words[: noun.first], noun.phrase in LISTS.people.independent
        union = modifying_body(before, self.person_role) if not independent else None
        if union is not None and union.capacity in ("activist", "business", "media"):
            return union
        tied = tied_body(phrase, before, self.person_role) if noun.phrase in LISTS.events.tied_posts else None
        return None if tied is not None and independent and tied.capacity in PRIVATE else tied

    def _expert(self, phrase: Phrase, noun: Match) -> Verdict:
        """Who knows a field; a campaign's own is political: "a pollster for the Bell campaign"."""
        hired = phrase.rest[:1] and phrase.rest[0].text.lower() in LISTS.grammar.on_behalf_of
        personal = noun.phrase in LISTS.events.personal_experts
        bodies = (
            following_body(phrase, no_person) if hired else None,
            modifying_body(phrase.words[: noun.first], self.person_role) if not personal else None,
        )
        return next((body for body in bodies if body is not None and body.capacity == "political"), _by_word(noun))

    def _politician(self, phrase: Phrase, noun: Match) -> Verdict:
        """Party words: a legislature's members acting as such are officials."""
        found = _by_word(noun)
        if noun.phrase in LISTS.people.party_members:
            before = any(w.text.lower() in LISTS.bodies.of_a_legislature for w in phrase.words)
            link, *behind = [w.text.lower() for w in phrase.rest[:3]] or [""]
            chamber = next((word for word in behind if word not in LISTS.grammar.definite_article), "")
            if before or (link in LISTS.grammar.of_a_body and chamber in LISTS.bodies.legislatures):
                return replace(found, capacity="official", rule=Rule(RuleKind.LEGISLATOR))
        return found

    def _somebody(self, phrase: Phrase, noun: Match) -> Verdict:
        """ "A source", "critics": unknown, unless a body is named that they belong to."""
        tied = modifying_body(phrase.words[: noun.first], self.person_role)
        if tied is not None and phrase.head.lemma.lower() in LISTS.people.of_a_body:
            return tied
        event = event_in(phrase.rest)
        if event is not None:
            return event
        if phrase.head.text.lower() in LISTS.people.man_or_woman:
            return Verdict("witness", Rule(RuleKind.NO_POST), noun.span)
        return Verdict("unknown", Rule(RuleKind.NOBODY), noun.span)

    def _lawyer(self, phrase: Phrase, noun: Match) -> Verdict:
        """A lawyer takes the client's case; one without a client, or of a field of law, comments on a case."""
        before = phrase.words[: noun.first]
        follows = phrase.rest[0].text.lower() if phrase.rest else ""
        client = follows in LISTS.grammar.on_behalf_of
        side = side_of_case(phrase.rest) if client else None
        if side is not None:
            return replace(side, evidence=noun.span)
        if _is_possessed(before) or client or any(w.lemma in LISTS.events.legal_party.lawyer for w in phrase.rest):
            return Verdict("legal-party", Rule(RuleKind.LAWYER), noun.span)
        tied = following_body(phrase, no_person) if follows in LISTS.grammar.belonging else None
        if tied is not None:
            return replace(tied, evidence=noun.span)
        if before and before[-1].text.lower() in LISTS.events.legal_party.sides:
            return Verdict("legal-party", Rule(RuleKind.LAWYER), noun.span)
        return Verdict("expert", Rule(RuleKind.LAWYER_OF_NOBODY), noun.span)


OF_NOUN: Mapping[str, Callable[[Capacities, Phrase, Match], Verdict | None]] = {
    "body": Capacities._spokesman,
    "client": Capacities._lawyer,
    "expert": Capacities._expert,
    "official": Capacities._official,
    "political": Capacities._politician,
    "unknown": Capacities._somebody,
}
"""How a noun for a person is read by what the lexicon says of it; any other has the role that stands there."""


def _by_word(noun: Match) -> Verdict:
    return Verdict(noun.value, Rule(RuleKind.WORD_FOR_PERSON, noun.phrase), noun.span)


def _kept(*verdicts: Verdict | None) -> list[Verdict]:
    return [verdict for verdict in verdicts if verdict is not None]


def _described(words: Sequence[Word]) -> Phrase | None:
    """The noun phrase of a description; a post of the lexicon is one, whatever its tags: "Shop steward"."""
    post = person_word(words, len(words) - 1)
    titled = post is not None and ((post.first == 0 and " " in post.phrase) or _is_of_long_name(words, post))
    return Phrase(tuple(words), ()) if titled else leading_phrase(words)


def _is_of_long_name(words: Sequence[Word], post: Match) -> bool:
    """Whether a post stands behind a body's name with "of" in it: "University of Texas spokeswoman"."""
    before = words[: post.first]
    of = next((i for i, w in enumerate(before[1:-1], 1) if w.text.lower() in LISTS.grammar.genitive), 0)
    capital = bool(of) and before[of - 1].text[:1].isupper() and before[of + 1].text[:1].isupper()
    return capital and body_word(before[:of], of - 1) is not None


def _without_last_honorific(words: Sequence[Word]) -> Sequence[Word]:
    """The post without the "Dr" behind it: "Transport Secretary Dr"."""
    titles = LISTS.names.titles_before_names
    return words[:-1] if len(words) > 1 and words[-1].text.lower() in titles else words


def _cause(phrase: Phrase) -> Verdict | None:
    """Names of causes: "Parents for Safe Streets", "Friends of the Ellesmere"."""
    words, rest, name = phrase.words, phrase.rest, phrase.head.text
    if not (rest and name[:1].isupper() and name.endswith("s")):
        return None
    person = person_word(words, len(words) - 1)
    speaks_for_others = person is not None and person.value in ("client", "body")  # "Lawyers for Bell"
    capitals = [w.text[:1].isupper() for w in rest[1:3]]
    if not speaks_for_others and rest[0].text.lower() in LISTS.grammar.for_a_cause and any(capitals[:1]):
        return Verdict("activist", Rule(RuleKind.CAUSE), span_of((words[-1], *rest[:2])))
    if name.lower() in LISTS.bodies.friends and rest[0].text in LISTS.grammar.genitive and any(capitals):
        return Verdict("activist", Rule(RuleKind.CAUSE), span_of((words[-1], *rest[:3])))
    return None


def _is_past(words: Sequence[Word]) -> bool:
    """Whether words tell that what they describe is over: "a former mayor"."""
    return any(w.text.lower().rstrip("-") in LISTS.grammar.former for w in words)


def _is_possessed(before: Sequence[Word]) -> bool:
    return any(w.xpos in ("PRP$", "POS") for w in before)


def _is_party_mark(words: Sequence[Word]) -> bool:
    """Whether the words are a legislator's party and seat as in brackets: "R-Ga.", "Lac-Vert, BQ"."""
    text = joined(words).replace(" ", "")
    return bool(re.fullmatch(r"[rdi]-[a-z.]{2,8}", text)) or _is_party_and_seat(words)


def _is_party_and_seat(words: Sequence[Word]) -> bool:
    """Whether a party and a place stand side by side with a comma between: "Lab, Bath", "Lac-Vert, BQ"."""
    comma = next((i for i, w in enumerate(words) if w.text == ","), 0)
    parts = (words[:comma], words[comma + 1 :])
    if not comma or not all(parts) or len(words) > LONGEST_MARK:
        return False
    if not all(w.text[:1].isupper() or w.text in HYPHENS for part in parts for w in part):
        return False
    return sum(_is_party(part) for part in parts) == 1


def _is_party(words: Sequence[Word]) -> bool:
    """Whether the words are a party's name, or the short form that stands in brackets."""
    found = body_word(words, len(words) - 1)
    return joined(words) in LISTS.bodies.party_marks or (found is not None and found.value == "political")
