"""A cue without a subject of its own in, candidates with another's out: “…, and said”, “who said”, “saying”."""

from collections.abc import Iterator
from dataclasses import replace

from quotes.attribution import clauses
from quotes.attribution.candidates import Candidate, build
from quotes.attribution.clauses import SourcePath, Subject
from quotes.attribution.cue import Cue, cue_of
from quotes.attribution.patterns.quotations import between_quotation_and_cue, topmost_noun


def shared_subject(cue: Cue) -> Iterator[Candidate]:
    outer = _subject_of_outer_cue(cue)
    if outer is not None and cue.reports_clause:
        for complement in cue.complements:
            yield from build(cue, complement, outer)
        return
    yield from _reached_by(cue, SourcePath.SHARED)
    if outer is not None:
        for complement in cue.complements:
            yield from build(cue, replace(complement, frame=complement.frame.outer()), outer)


def _subject_of_outer_cue(cue: Cue) -> Subject | None:
    """In "Bell said it was late and denied …" the parse may coordinate "denied" with what Bell said."""
    above = cue.sentence.head(cue.word)
    while above is not None and above.base_relation == "conj":
        above = cue.sentence.head(above)
    if cue.word.base_relation != "conj" or above is None or above.base_relation != "ccomp" or cue.entry is None:
        return None
    outer = cue.sentence.head(above)
    found = clauses.subject(cue.sentence, outer) if outer is not None and outer.start < above.start else None
    return Subject(found.word, SourcePath.SHARED) if found is not None else None


def relative_clause(cue: Cue) -> Iterator[Candidate]:
    yield from _reached_by(cue, SourcePath.RELATIVE)


def participle(cue: Cue) -> Iterator[Candidate]:
    if clauses.has_clause_mark(cue.sentence, cue.word, "as"):
        return
    yield from _reached_by(cue, SourcePath.PARTICIPLE)
    if cue.entry is None or not clauses.is_set_off_participle(cue.sentence, cue.word):
        return
    outer = clauses.main_subject(cue.sentence, cue.word, outermost=True) or _speaker_in_front(cue)
    if outer is None or cue.is_quoted_apart(outer.word):
        return
    if cue.subject is None or outer.word.index != cue.subject.word.index:
        for complement in cue.complements:
            yield from build(cue, replace(complement, frame=complement.frame.outer()), outer)


def _speaker_in_front(cue: Cue) -> Subject | None:
    """Of “…,” Bell said, adding …" the speaker where the parse hangs "Bell" on the quotation."""
    above = cue.sentence.head(cue.word)
    between = between_quotation_and_cue(cue_of(cue.context, above)) if above is not None else []
    return Subject(topmost_noun(cue.sentence, between), SourcePath.PARTICIPLE) if between else None


def _reached_by(cue: Cue, path: SourcePath) -> Iterator[Candidate]:
    """Every complement of a verb whose source is reached by ``path``."""
    if cue.subject is not None and cue.subject.path == path:
        governors = {w.index for w in cue.sentence.ancestors(cue.word) if w.index > cue.word.index}
        for complement in cue.complements:
            # The clause around a relative clause goes on behind it and is nobody's content.
            if path != SourcePath.RELATIVE or governors.isdisjoint(w.index for w in complement.words):
                yield from build(cue, complement, cue.subject)
