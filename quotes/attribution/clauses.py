"""A cue word in, its clause out: subject, auxiliaries, complements — over a dependency tree.

Everything here is about grammar alone; which words are cues and how long a span is, others decide.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum

from quotes.document import Sentence, Word
from quotes.lexicon.cues import is_verbal, lemma, load_cues
from quotes.lexicon.lists import LISTS
from quotes.model import Span


class SourcePath(StrEnum):
    """How a cue reaches its source; the values are part of the names of the choice model's features."""

    OWN = "own"
    """The subject of the cue's own clause."""
    SHARED = "shared"
    """That of a cue coordinated with it: "denied it and said"."""
    RELATIVE = "relative"
    """The pronoun or noun of a relative clause: "who said"."""
    PARTICIPLE = "participle"
    """The subject of the clause in which ", saying" stands."""
    AGENT = "agent"
    """The "by" of a passive."""
    POSSESSIVE = "possessive"
    """Whose claim it is."""
    ORIGIN = "origin"
    """Behind a preposition or dash: "according to police"."""
    TAGGED = "tagged"
    """Where the sequence tagger sees it."""
    NONE = "none"


CLIMB: dict[str, SourcePath] = {
    "conj": SourcePath.SHARED,
    "xcomp": SourcePath.OWN,
    "advcl": SourcePath.PARTICIPLE,
    "parataxis": SourcePath.OWN,
    "ccomp": SourcePath.OWN,
}
"""By what relation a cue hangs on the clause whose subject is its source."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The head word of the source phrase and the path that led to it."""

    word: Word
    path: SourcePath


def subject(sentence: Sentence, cue: Word, times: Collection[str] = ()) -> Subject | None:
    """The word that the clause of ``cue`` names as its speaker, ``None`` where it names none.

    ``times`` are lemmas of nouns that say when and are never taken for a subject.
    """
    agent = _agent(sentence, cue)
    if agent is not None:
        return Subject(agent, SourcePath.AGENT)
    own = _own_subject(sentence, cue, times)
    if own is not None and own.relation != "nsubj:pass":
        return _antecedent(sentence, cue, own) or Subject(own, SourcePath.OWN)
    if own is not None:
        return None
    return _inherited(sentence, cue, depth=0)


def _own_subject(sentence: Sentence, cue: Word, times: Collection[str] = ()) -> Word | None:
    """The subject on the cue itself; where a wrong parse gives two, that right behind the cue, else the nearest."""
    found = [w for w in sentence.children(cue, "nsubj") if lemma(w) not in times]
    if len(found) < 2:
        return found[0] if found else None
    behind = next((w for w in found if w.index > cue.index and sentence.subtree(w)[0].index == cue.index + 1), None)
    return behind or next((w for w in reversed(found) if w.index < cue.index), found[0])


def _agent(sentence: Sentence, cue: Word) -> Word | None:
    """The "by" phrase of a passive; "by phone" is none."""
    if not is_passive(sentence, cue):
        return None
    phrases = [o for o in sentence.children(cue, "obl") if not _is_means(sentence, o)]
    explicit = next((o for o in phrases if o.relation == "obl:agent"), None)
    return explicit or next((o for o in phrases if case_of(sentence, o) in LISTS.grammar.agent), None)


def _is_means(sentence: Sentence, noun: Word) -> bool:
    """Whether a bare noun tells how somebody spoke rather than who: "confirmed by phone"."""
    return lemma(noun) in load_cues().means and sentence.child(noun, "det", "nmod:poss") is None


def agents_below(sentence: Sentence, cue: Word) -> Iterator[Word]:
    """Nouns with "by" that the parse hangs on a phrase behind a passive: "was dismissed as a stunt by farmers"."""
    if not is_passive(sentence, cue):
        return
    for noun in sentence.subtree(cue):
        behind = noun.index > cue.index and noun.upos in ("NOUN", "PROPN", "PRON")
        between = (w for w in sentence.ancestors(noun) if w.index > cue.index)
        if behind and case_of(sentence, noun) in LISTS.grammar.agent and not any(map(is_verbal, between)):
            yield noun


def _antecedent(sentence: Sentence, cue: Word, own: Word) -> Subject | None:
    """The relative pronoun as the source mention of a relative clause; ``resolve`` finds the noun it stands for."""
    attached = cue.relation.startswith("acl") and own.text.lower() in LISTS.grammar.relative
    return Subject(own, SourcePath.RELATIVE) if attached or is_set_off_who(sentence, own) else None


def _inherited(sentence: Sentence, cue: Word, depth: int) -> Subject | None:
    """The subject of the clause that governs ``cue``: coordination, infinitives, participles, reduced relatives."""
    head = sentence.head(cue)
    if head is None or depth > 3:
        return None
    if cue.base_relation == "acl" and not is_set_off_participle(sentence, cue):
        is_antecedent = head.upos in ("NOUN", "PROPN", "PRON") and not is_past(cue)
        return Subject(head, SourcePath.RELATIVE) if is_antecedent else None
    if cue.base_relation == "acl" or (cue.base_relation == "ccomp" and is_set_off_participle(sentence, cue)):
        return main_subject(sentence, cue)
    if cue.base_relation not in CLIMB or (cue.base_relation == "ccomp" and cue.start > head.start):
        return None
    path = CLIMB[cue.base_relation]
    if path == SourcePath.SHARED and is_set_off_participle(sentence, cue) and sentence.child(cue, "cc") is None:
        path = SourcePath.PARTICIPLE
    above = sentence.child(head, "nsubj")
    if above is not None and above.index != cue.index:
        found = _antecedent(sentence, head, above) or Subject(above, path)
        return Subject(found.word, path if path != SourcePath.OWN else found.path)
    higher = _inherited(sentence, head, depth + 1)
    return None if higher is None else Subject(higher.word, path if path != SourcePath.OWN else higher.path)


def is_set_off_who(sentence: Sentence, word: Word) -> bool:
    """Whether a word is the pronoun of ", who …", wherever the parse hangs its clause."""
    is_who = word.text in LISTS.grammar.personal_relative
    return is_who and word.index > 1 and sentence.words[word.index - 1].text == ","


def is_set_off_participle(sentence: Sentence, word: Word) -> bool:
    """Whether a word is the participle of ", saying …"."""
    return word.xpos == "VBG" and any(w.text == "," for w in sentence.words[max(0, word.index - 2) : word.index])


def main_subject(sentence: Sentence, participle: Word, outermost: bool = False) -> Subject | None:
    """The subject of the clause in which ", saying …" stands, though the parse hangs it on a nearer word.

    With ``outermost`` that of the highest clause instead of the nearest.
    """
    found = None
    for above in sentence.ancestors(participle):
        own = _own_subject(sentence, above)
        if own is not None and is_verbal(above) and own.index < participle.index:
            found = Subject(own, SourcePath.PARTICIPLE)
            if not outermost:
                break
    return found


def is_past(word: Word) -> bool:
    """Whether a verb is a past participle by its tag."""
    return word.xpos == "VBN"


def is_passive(sentence: Sentence, verb: Word) -> bool:
    """Whether the verb stands in the passive."""
    if sentence.children(verb, "aux:pass", "nsubj:pass"):
        return True
    return is_past(verb) and verb.base_relation == "acl"


def case_of(sentence: Sentence, noun: Word) -> str:
    """The preposition of a noun, lower case, with its fixed parts ("because of"); empty if none."""
    case = sentence.child(noun, "case")
    if case is None:
        return ""
    return " ".join(w.text.lower() for w in [case, *sentence.children(case, "fixed")])


def by_of_agent(sentence: Sentence, source: Word, path: SourcePath) -> list[Span]:
    """The "by" of an agent, which is neither source nor content; nothing for sources of another ``path``."""
    return [Span(w.start, w.end) for w in sentence.children(source, "case")] if path == SourcePath.AGENT else []


def led_in_by(sentence: Sentence, word: Word) -> str:
    """The preposition, conjunction or particle in front of a phrase or clause, lower case; empty if none."""
    first = sentence.child(word, "case", "mark", "advmod")
    return first.text.lower() if first is not None and first.index < word.index else ""


def has_clause_mark(sentence: Sentence, verb: Word, *marks: str) -> bool:
    """Whether one of ``marks`` ("that", "as", "to") introduces the verb's clause, by its relation or by its tag."""
    return any(w.text.lower() in marks for w in sentence.children(verb) if w.relation == "mark" or w.xpos == "IN")


def verb_group(sentence: Sentence, verb: Word) -> list[Word]:
    """The verb with the auxiliaries, negation, adverbs and particles that stand next to it, in text order.

    The group is contiguous but for what the subject of an inverted clause puts in between.
    """
    near = sentence.children(verb, "aux", "advmod", "compound:prt", "mark")
    keep = [w for w in near if w.relation != "mark" or w.text.lower() in LISTS.grammar.infinitive_mark]
    group = {verb.index}
    for step in (-1, 1):
        at = verb.index + step
        while any(w.index == at for w in keep) and not sentence.children(sentence.words[at], "ccomp", "obl"):
            if step == 1 and sentence.words[at].relation != "compound:prt":
                break
            group.add(at)
            at += step
    found = [sentence.words[i] for i in sorted(group)]
    while found[0] != verb and found[0].relation == "advmod" and _starts_clause(sentence, found[0].index):
        del found[0]
    return found


def _starts_clause(sentence: Sentence, index: int) -> bool:
    """Whether an adverb stands before the subject or a comma rather than with its verb."""
    return index == 0 or sentence.words[index - 1].upos == "PUNCT"


def complement_clause(sentence: Sentence, verb: Word) -> Word | None:
    """The head of the clause that the verb takes as complement, before or after it.

    In "told reporters that …", "wrote in a letter that …", "alleged by neighbors that …", "warned by police to …" the
    clause may hang on the noun in between as if it were a relative clause.
    """
    own = sentence.child(verb, "ccomp")
    if own is not None:
        subject = sentence.child(own, "nsubj")
        return None if subject is not None and is_set_off_who(sentence, subject) else own
    for noun in sentence.children(verb, "obj", "iobj", "obl"):
        for clause in sentence.children(noun, "acl"):
            if noun.start > verb.start and has_clause_mark(sentence, clause, "that", "whether", "if"):
                return clause
    agent = _agent(sentence, verb)
    below = sentence.children(agent, "acl") if agent is not None else []
    return next((clause for clause in below if has_clause_mark(sentence, clause, "to")), None)


def is_clause(sentence: Sentence, word: Word) -> bool:
    """Whether a word heads a clause: a verb, or a predicate with a subject of its own."""
    return is_verbal(word) or bool(sentence.children(word, "nsubj", "cop"))
