"""A parse in, the same with the subject behind a verb of saying that ends what it says: "…, reports the Lusaka Mail".

Parsers take that subject for an object, the verb for a noun ("reports"), and what stands before for part of its clause.
Only verbs that no person is the object of are looked at: "quits the party, thanks Holm" reports nothing. Where such
words interrupt what is said ("The deal, said Bell, is dead") they take the subject of one verb for that of the other.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from quotes.document import Document, Sentence, Word
from quotes.lexicon.animacy import can_speak
from quotes.lexicon.cues import lemma, load_cues

OBJECTS = ("obj", "nsubj", "appos", "flat", "obl", "obl:unmarked", "dep")
"""What a parser makes of such a subject."""
PRESENT = ("VBZ", "NNS")
BESIDE = ("punct", "cc")


def settle_inverted_subjects(document: Document) -> Document:
    """The parse with such nouns as subjects of their verbs."""
    return document.with_each(_settled)


def _settled(sentence: Sentence) -> Sentence:
    words = list(sentence.words)
    for comma, verb in pairwise(sentence.words):
        interrupted = _interrupted(sentence, verb) if comma.text == "," else None
        if interrupted is not None:
            _take_apart(words, verb, *interrupted)
            continue
        subject = _subject_behind(sentence, verb) if comma.text == "," and _may_say(verb) else None
        if subject is not None:
            _invert(words, verb, subject)
    return sentence if words == list(sentence.words) else replace(sentence, words=tuple(words))


def _interrupted(sentence: Sentence, verb: Word) -> tuple[Word, Word, Word] | None:
    """Of "The deal, said Bell, is dead" what is told of, who says it, and the verb of what is said."""
    entry = load_cues().entry(verb)
    said = entry is not None and entry.is_said and verb.xpos in ("VBD", "VBZ")
    clause = _said_around(sentence, verb) if said and not _is_addressing(verb) else None
    if clause is None:
        return None
    subjects = [*sentence.children(verb, "nsubj"), *sentence.children(clause, "nsubj")]
    topic = next((w for w in subjects if w.index < verb.index), None)
    nouns = [w for w in (*sentence.children(verb, "obj", "iobj"), *subjects) if w.index > verb.index]
    who = next((w for w in nouns if sentence.subtree(w)[0].index == verb.index + 1), None)
    if topic is None or who is None or not can_speak(sentence, who) or who.index > clause.index:
        return None
    if any(w.text == "," for w in sentence.words[topic.index : verb.index - 1]):
        return None  # "Bell, a baker, calls Moss …": the comma closes what is told of the subject
    predicate = min(w.index for w in (clause, *sentence.children(clause, "aux", "cop")))
    comma = any(w.text == "," for w in sentence.words[who.index : predicate])
    return (topic, who, clause) if comma else None


def _is_addressing(verb: Word) -> bool:
    """Whether the noun behind a verb is likely whom one speaks to: "Bell, told residents were angry, resigned"."""
    return lemma(verb) in load_cues().blocks["addressing"] | load_cues().questions


def _said_around(sentence: Sentence, verb: Word) -> Word | None:
    """The verb of what is said, behind a verb of saying that the parse puts above it, or below it for a participle."""
    if verb.base_relation in ("root", "ccomp", "conj"):
        return next((w for w in sentence.children(verb, "ccomp", "parataxis") if w.index > verb.index), None)
    above = sentence.head(verb) if verb.base_relation in ("advcl", "acl") else None
    if above is not None and above.base_relation == "nsubj":
        above = sentence.head(above)
    return above if above is not None and above.index > verb.index else None


def _take_apart(words: list[Word], verb: Word, topic: Word, who: Word, clause: Word) -> None:
    """Make what is told of the subject of what is said, and who says it that of the verb of saying."""
    if clause.head == verb.index:
        words[clause.index] = replace(clause, head=verb.head, relation=verb.relation)
    words[verb.index] = replace(verb, head=clause.index, relation="parataxis")
    words[topic.index] = replace(topic, head=clause.index)
    words[who.index] = replace(who, head=verb.index, relation="nsubj")


def _may_say(verb: Word) -> bool:
    return verb.xpos in PRESENT and verb.text.islower() and lemma(verb) in load_cues().blocks["inverted"]


def _subject_behind(sentence: Sentence, verb: Word) -> Word | None:
    """The noun of the phrase between a verb and the next comma or the end, if it can speak and has no verb."""
    behind = sentence.words[verb.index + 1 :]
    end = next((i for i, w in enumerate(behind) if w.upos == "PUNCT"), len(behind))
    phrase = behind[:end]
    tops = sentence.tops(phrase)
    if len(tops) != 1 or tops[0].head != verb.index or tops[0].relation not in OBJECTS:
        return None
    has_verb = any(w.upos in ("VERB", "AUX") for w in phrase)
    return tops[0] if not has_verb and can_speak(sentence, tops[0]) else None


def _invert(words: list[Word], verb: Word, subject: Word) -> None:
    """Make ``subject`` the verb's, and what stands before the verb what it says."""
    words[subject.index] = replace(subject, relation="nsubj")
    said = [w for w in words[: verb.index] if w.head == verb.index and w.relation not in BESIDE]
    if not said and verb.head < 0:
        return
    told = replace(verb, upos="VERB", xpos="VBZ")
    if said:
        top = _clause(said)
        for word in said:
            words[word.index] = replace(word, head=top.index)
        words[top.index] = replace(top, head=verb.index, relation="ccomp")
        words[verb.index] = told
    else:
        main = next(w for w in words if w.head < 0)
        words[verb.index] = replace(told, head=main.index, relation="parataxis")


def _clause(said: Sequence[Word]) -> Word:
    """The word that tells what is said, among those that hang on the verb: a clause, else the last that is no help."""
    clauses = [w for w in said if w.relation in ("ccomp", "advcl", "parataxis")]
    told = [w for w in said if w.base_relation not in ("nsubj", "aux", "cop", "mark", "case")]
    return (clauses or told or said)[-1]
