"""A cue in, a candidate for an answer not given out: “declined to comment”, “did not return calls”."""

from __future__ import annotations

from collections.abc import Iterator

from quotes.candidates import Candidate, Cue
from quotes.clauses import Subject
from quotes.cues import lemma
from quotes.spans import content_spans
from quotes.tree import span_of

NO_COMMENT = "no comment"


def no_comment(cue: Cue) -> Iterator[Candidate]:
    """ "declined to comment", "did not return calls": asked, but no answer."""
    sentence, verb = cue.sentence, cue.word
    needed = _no_comment_words(cue)
    answers = [w for w in sentence.subtree(verb) if w.index > verb.index and lemma(w) in (needed or ())]
    # "did not return phone calls": the last of the nouns that stand side by side.
    ends = {w.index for w in answers}
    answer = next((w for w in answers if w.index + 1 not in ends), None)
    patient = sentence.child(verb, "nsubj:pass")
    source = cue.subject or (Subject(patient, "own") if patient else None)
    if needed is None or source is None or (needed and answer is None):
        return
    last = answer.index if answer is not None else cue.group[-1].index
    marked = span_of(w for w in sentence.words if cue.group[0].index <= w.index <= last)
    said_by = cue.source_span(source)
    matters = sentence.children(answer or verb, "obl", "obj", "ccomp", "advcl")
    words = [w for matter in matters for w in sentence.subtree(matter) if w.index > last]
    yield Candidate(
        construction=NO_COMMENT,
        frame="no comment",
        path=source.path,
        sentence=sentence,
        head=verb,
        cue=(marked,),
        source=said_by,
        source_head=source.word,
        content=content_spans(sentence, words, [said_by], cue.scene.quotes),
        content_head=answer,
    )


def _no_comment_words(cue: Cue) -> tuple[str, ...] | None:
    """The lemmas of which one must follow for an answer not given; ``None`` where the verb is no such cue."""
    lexicon, verb = cue.scene.lexicon, lemma(cue.word)
    if verb in lexicon.no_comment:
        return lexicon.no_comment[verb]
    for noun in cue.sentence.children(cue.word, "obj"):
        if lexicon.negated(cue.sentence, noun) and lemma(noun) in lexicon.no_comment_objects.get(verb, ()):
            return lexicon.no_comment_objects[verb]
    if lexicon.negated(cue.sentence, cue.word):
        if lexicon.modal(cue.sentence, cue.word) in ("would", "will"):
            return lexicon.no_comment_would_not.get(verb, lexicon.no_comment_negated.get(verb))
        return lexicon.no_comment_negated.get(verb)
    return None
