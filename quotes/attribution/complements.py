"""The verb of a possible cue in, what it may take as content out: clauses, objects, adverbials, stretches of words."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from quotes.attribution import clauses
from quotes.attribution import content_frames as frames
from quotes.attribution.content_frames import Frame
from quotes.document import Sentence, Word
from quotes.lexicon.cues import is_verbal, lemma
from quotes.lexicon.lists import LISTS
from quotes.text.dashes import DASHES

MOST_ENDS = 6
"""Places behind a cue at which a content is tried to end, besides the end of the sentence."""


@dataclass(frozen=True, slots=True)
class Complement:
    """What a cue may take as content: ``frame`` names how, ``joined`` are words that go with the cue instead."""

    frame: Frame
    words: Sequence[Word]
    head: Word | None
    joined: Sequence[Word] = ()


def complements(
    sentence: Sentence, verb: Word, behind: int, cues_in: Callable[[Sequence[Word]], list[Word]]
) -> Iterator[Complement]:
    """What the tree puts below a verb; ``behind`` is the place behind the words that go with it.

    ``cues_in`` chooses those of some words that are cues themselves.
    """
    clause = clauses.complement_clause(sentence, verb)
    yield from _clauses(sentence, verb, clause, cues_in)
    infinitive = next((x for x in sentence.children(verb, "xcomp") if x.start > verb.start), None)
    if infinitive is not None:
        yield Complement(frames.INFINITIVE, sentence.subtree(infinitive), infinitive)
    objects = [o for o in sentence.children(verb, "obj") if o.start > verb.start]
    if objects:
        yield from _objects(sentence, verb, objects[0], infinitive)
    elif clause is None:
        yield from _adverbials(sentence, verb, behind)


def _clauses(
    sentence: Sentence, verb: Word, clause: Word | None, cues_in: Callable[[Sequence[Word]], list[Word]]
) -> Iterator[Complement]:
    if clause is not None:
        others = _coordinated_cues(sentence, clause)
        coordinated = cues_in(others)
        if coordinated and clause.start > verb.start:
            # "denied that … and said …": the second verb reports for the same source, not inside the first content.
            yield Complement(frames.CLAUSE, sentence.subtree(clause, without=coordinated), clause)
            return
        words = sentence.subtree(clause)
        yield Complement(frames.CLAUSE if clause.start > verb.start else frames.CLAUSE_BEFORE, words, clause)
        participle = next((w for w in words if clauses.is_set_off_participle(sentence, w)), None)
        if participle is not None and participle.index > clause.index > verb.index:
            yield Complement(frames.CLAUSE_TO_PARTICIPLE, [w for w in words if w.index < participle.index], clause)
        if others:
            yield Complement(frames.CLAUSE_ALONE, sentence.subtree(clause, without=others), clause)
        to_the_end = [w for w in sentence.words if w.start >= words[0].start]
        if clause.start > verb.start and len(to_the_end) > len(words) + 1:
            yield Complement(frames.CLAUSE_TO_THE_END, to_the_end, clause)
        return
    for beside in sentence.children(verb, "parataxis"):
        if clauses.is_clause(sentence, beside):
            yield Complement(frames.CLAUSE_BESIDE, sentence.subtree(beside), beside)


def _coordinated_cues(sentence: Sentence, clause: Word) -> list[Word]:
    """Verbs that the parse coordinates with a reported clause though they may share the subject of its cue."""
    return [w for w in sentence.children(clause, "conj") if is_verbal(w) and not sentence.children(w, "nsubj")]


def _objects(sentence: Sentence, verb: Word, noun: Word, infinitive: Word | None) -> Iterator[Complement]:
    phrase = sentence.subtree(noun)
    yield Complement(frames.OBJECT, phrase, noun)
    rest = [
        w
        for d in sentence.children(verb)
        if d.start >= noun.start and d.base_relation not in ("parataxis", "conj", "cc", "punct")
        for w in sentence.subtree(d)
    ]
    if len(rest) > len(phrase):
        yield Complement(frames.OBJECT_AND_REST, rest, noun)
    if infinitive is not None and infinitive.start > noun.start:
        yield Complement(frames.OBJECT_AND_INFINITIVE, [*phrase, *sentence.subtree(infinitive)], infinitive)


def _adverbials(sentence: Sentence, verb: Word, behind: int) -> Iterator[Complement]:
    """Prepositional and adverbial complements; a preposition or conjunction right behind the verb joins the cue."""
    for noun in sentence.children(verb, "obl"):
        case = sentence.child(noun, "case")
        if noun.start > verb.start and case is not None:
            joined = [case] if case.index == behind else []
            yield Complement(frames.PREPOSITION, sentence.subtree(noun, without=[case]), noun, joined)
    for adverbial in sentence.children(verb, "advcl"):
        if adverbial.start > verb.start:
            mark = next((m for m in sentence.children(adverbial, "mark") if m.index == behind), None)
            joined = [mark] if mark is not None and mark.text.lower() not in LISTS.grammar.plain_opener else []
            yield Complement(frames.ADVERBIAL, sentence.subtree(adverbial, without=joined), adverbial, joined)


def stretches(sentence: Sentence, start: int, times: frozenset[str]) -> Iterator[Complement]:
    """The words behind a cue up to each place where a content may end, for where the parse goes astray.

    A preposition right behind the cue may belong to it or to the content.
    """
    words = sentence.words
    head = words[start] if start < len(words) else None
    if head is None or head.upos == "PUNCT" or head.base_relation == "nsubj":
        return
    joined = [head] if head.upos in ("ADP", "SCONJ") and head.text.lower() not in LISTS.grammar.content_openers else []
    ends = list(islice(_ends(words, start + 1, times), MOST_ENDS))
    for index, kind in [*ends, (len(words), "end")]:
        for taken in [joined, []] if joined else [[]]:
            stretch = words[start + len(taken) : index]
            if stretch:
                yield Complement(frames.stretch(kind, after_preposition=bool(taken)), stretch, None, taken)


def _ends(words: Sequence[Word], start: int, times: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Positions before which a content may end, each with the kind of word that stands there."""
    for word in islice(words, start, None):
        before, behind = words[word.index - 1], words[word.index + 1 : word.index + 2]
        if word.text in (",", ";", ":", "(") or word.text in DASHES:
            yield word.index, "comma" if word.text == "," else "mark"
        elif word.upos == "CCONJ" and any(w.upos in ("VERB", "AUX", "ADV") for w in behind):
            yield word.index, "conjunction"
        elif word.upos == "SCONJ" and before.upos != "PUNCT" and word.text.lower() not in LISTS.grammar.content_openers:
            yield word.index, "subordinate"
        elif lemma(word) in times:
            leads = before.upos in ("ADP", "ADJ", "DET") and word.index - 1 > start
            yield (before.index if leads else word.index), "time"
