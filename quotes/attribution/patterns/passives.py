"""A cue whose subject does not speak in, candidates out: “was alleged by”, “was quoted as saying”, “seems to be”."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from quotes.attribution import clauses
from quotes.attribution import content_frames as frames
from quotes.attribution.candidates import Candidate, build, of_quotations
from quotes.attribution.clauses import SourcePath, Subject
from quotes.attribution.complements import Complement
from quotes.attribution.cue import Branding, Cue, cue_of
from quotes.attribution.spans import cue_spans, source_span
from quotes.document import Sentence, Word
from quotes.lexicon.cues import lemma
from quotes.lexicon.lists import LISTS
from quotes.model import Span


def passive_report(cue: Cue) -> Iterator[Candidate]:
    """ "was quoted as saying", "it was alleged by": the source is an agent, or the subject of the passive."""
    sentence, verb = cue.sentence, cue.word
    if not clauses.is_passive(sentence, verb):
        if lemma(verb) in cue.context.lexicon.blocks["quoting"]:
            yield from _quoted_as_saying(cue, cue.subject)
        return
    patient = sentence.child(verb, "nsubj:pass")
    if patient is not None and patient.text.lower() in LISTS.grammar.expletives:
        patient = None
    as_saying = list(_quoted_as_saying(cue, None if patient is None else Subject(patient, SourcePath.OWN)))
    if as_saying:
        yield from as_saying
        return
    clausal = [c for c in cue.complements if c.frame.is_clause or c.frame == frames.INFINITIVE]
    if cue.subject is not None and cue.subject.path == SourcePath.AGENT:
        raised = [] if patient is None else [_raised(sentence, patient, c) for c in clausal if not _has_subject(cue, c)]
        for complement in [*clausal, *raised] or _around_agent(cue, cue.subject.word, patient):
            yield from build(cue, complement, cue.subject)
    elif sentence.child(verb, "nsubj:pass") is not None:
        source = None if patient is None else Subject(patient, SourcePath.OWN)
        # "Bell was worried that …" is Bell's worry; "drivers were told that …" is nobody's statement, or not theirs.
        speaks = source is not None and not (cue.entry is not None and cue.entry.is_said)
        for complement in clausal:
            if speaks:
                yield from build(cue, complement, source)
            yield from build(cue, complement, None)


def branded_by(cue: Cue) -> Iterator[Candidate]:
    """ "branded “an eyesore” by parents": the words in marks are the agent's, wherever the parse hangs the "by"."""
    if cue.branding is not None:
        yield _branded(cue, cue.branding, cue_spans(cue.sentence, cue.group))
    for by, branding in cue.brandings_behind:
        yield replace(_branded(cue, branding, cue_spans(cue.sentence, [by])), head=by)


def _branded(cue: Cue, branding: Branding, marked: tuple[Span, ...]) -> Candidate:
    """The words in marks as the agent's, whose phrase ends before further words in marks."""
    agent = branding.agent
    further = cue.context.quotes_behind(agent.end)
    beyond = [w for w in cue.sentence.words if further and w.start >= further[0].span.start]
    said_by = source_span(cue.sentence, agent, barred=beyond)
    return of_quotations(cue, marked, Subject(agent, SourcePath.AGENT), said_by, [branding.quoted])


def _has_subject(cue: Cue, complement: Complement) -> bool:
    return complement.head is not None and bool(cue.sentence.children(complement.head, "nsubj"))


def _raised(sentence: Sentence, patient: Word, complement: Complement) -> Complement:
    """ "Bell was alleged by coaches to have laughed": it is Bell of whom that is said."""
    return Complement(complement.frame.with_patient(), [*sentence.subtree(patient), *complement.words], patient)


def nobody_in_particular(cue: Cue) -> Iterator[Candidate]:
    """ "The dam is believed to be safe", "the dam seems safe": whose view it is stays open, the rest is its content."""
    sentence, verb = cue.sentence, cue.word
    raised = sentence.child(verb, "nsubj:pass", "nsubj")
    behind = [w for w in sentence.children(verb, "xcomp", "obj", "obl", "advcl", "ccomp") if w.start > verb.end]
    passive = clauses.is_passive(sentence, verb) and (cue.subject is None or cue.subject.path != SourcePath.AGENT)
    if cue.entry is None or raised is None or raised.start > verb.start or not behind:
        return
    seems = passive or lemma(verb) in cue.context.lexicon.raising
    if raised.text.lower() in LISTS.grammar.empty_subjects or not seems:
        return
    before, first = sentence.subtree(raised), sentence.subtree(behind[0])
    rest = [w for d in behind for w in sentence.subtree(d)]
    yield from build(cue, Complement(frames.RAISED, [*before, *first], behind[0]), None)
    if len(rest) > len(first):
        yield from build(cue, Complement(frames.RAISED_AND_REST, [*before, *rest], behind[0]), None)


def _around_agent(cue: Cue, agent: Word, patient: Word | None) -> Iterator[Complement]:
    """Of "the claim was denied by police on Monday" the subject, what stands behind the agent, and both.

    Never the subject alone in "drivers were warned by police to turn back", and always both in "the man was described
    by police as a drifter".
    """
    sentence, verb = cue.sentence, cue.word
    apart = ("punct", "parataxis", "conj", "cc")
    beside = [d for d in sentence.children(verb) if d.base_relation not in apart and d.index != agent.index]
    behind = [d for d in beside if d.start > agent.start or (d.start > verb.start and _completes(cue, d))]
    behind = [d for d in behind + cue.behind_agent if lemma(d) not in cue.context.lexicon.times]
    rest = [w for d in behind for w in sentence.subtree(d)]
    before = [] if patient is None else sentence.subtree(patient)
    completed = bool(before) and any(_completes(cue, d) for d in behind)
    if before and not completed and not any(clauses.is_clause(sentence, d) for d in behind):
        yield Complement(frames.PATIENT, before, patient)
    if rest and not completed:
        yield Complement(frames.REST, rest, behind[0])
    if before and rest:
        yield Complement(frames.PATIENT_AND_REST, [*before, *rest], patient)


def _completes(cue: Cue, behind: Word) -> bool:
    """ "branded a failure by farmers", "described by farmers as a failure": what the patient is said to be."""
    return behind.base_relation in ("obj", "xcomp") or cue.is_completed_by(behind)


def _quoted_as_saying(cue: Cue, source: Subject | None) -> Iterator[Candidate]:
    inner = cue.as_saying
    if inner is not None:
        group = [w for w in cue.sentence.words if cue.group[0].index <= w.index <= inner.index]
        spoken = source.word.index if source is not None else -1
        kept = (cue.word.index, inner.index)
        group = [w for w in group if w.index in kept or not cue.word.index < w.index <= spoken]
        behind = cue_of(cue.context, inner).complements
        if source is not None and not any(c.frame.is_clause for c in behind):
            before = list(_said_before(cue, source, group))
            yield from before
            behind = () if before else behind  # "was quoted as saying in Monday's Lantern"
        for complement in behind:
            yield from build(cue, complement, source, group)


def _said_before(cue: Cue, source: Subject, group: Sequence[Word]) -> Iterator[Candidate]:
    """ "The bridge is safe, Bell was quoted as saying": the clause before the comma in front of the source."""
    start = cue.source_span(source).start
    before = [w for w in cue.sentence.words if w.end <= start]
    if len(before) > 1 and before[-1].text == "," and any(clauses.is_clause(cue.sentence, w) for w in before):
        yield from build(cue, Complement(frames.CLAUSE_BEFORE, before, None), source, group)
