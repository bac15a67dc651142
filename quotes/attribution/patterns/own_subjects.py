"""A cue with a subject of its own in, candidates with what it reports out: “Bell said that …”, “…, Bell said.”"""

from collections.abc import Callable, Iterator

from quotes.attribution import clauses
from quotes.attribution import content_frames as frames
from quotes.attribution.candidates import Candidate, build
from quotes.attribution.clauses import SourcePath, Subject
from quotes.attribution.complements import Complement
from quotes.attribution.content_frames import Frame
from quotes.attribution.cue import Cue
from quotes.attribution.spans import cue_spans
from quotes.lexicon.animacy import can_speak
from quotes.lexicon.lists import LISTS
from quotes.model import hull

HANGING = ("parataxis", "ccomp", "advcl", "conj", "appos")
"""Relations by which a cue clause may hang on what it reports."""
PHRASES = (frames.OBJECT, frames.OBJECT_AND_REST, frames.PREPOSITION, frames.ADVERBIAL)
"""What a verb reports that is no clause: "criticized the plan"."""


def said_that(cue: Cue) -> Iterator[Candidate]:
    if not cue.addressees:
        yield from _framed(cue, lambda frame: frame.is_clause)


def told_addressee(cue: Cue) -> Iterator[Candidate]:
    if cue.addressees:
        yield from _framed(cue, lambda frame: frame.is_clause or frame == frames.INFINITIVE)


def _framed(cue: Cue, fits: Callable[[Frame], bool]) -> Iterator[Candidate]:
    """Complements with a frame that ``fits``, of a verb with a subject of its own."""
    if cue.own_subject is not None:
        for complement in cue.complements:
            if fits(complement.frame):
                yield from build(cue, complement, cue.own_subject)


def trailing_cue(cue: Cue) -> Iterator[Candidate]:
    if cue.word.base_relation != "advcl" and not clauses.has_clause_mark(cue.sentence, cue.word, "as"):
        yield from _hanging(cue)


def as_clause(cue: Cue) -> Iterator[Candidate]:
    if clauses.has_clause_mark(cue.sentence, cue.word, "as"):
        yield from _hanging(cue)


def _hanging(cue: Cue) -> Iterator[Candidate]:
    """The cue clause stands inside or behind what is reported and hangs on it."""
    sentence, verb = cue.sentence, cue.word
    host = sentence.head(verb)
    hangs = host is not None and verb.base_relation in HANGING and not sentence.children(verb, "ccomp")
    if host is not None and hangs and cue.own_subject is not None:
        yield from build(cue, Complement(frames.HOST, sentence.subtree(host, without=[verb]), host), cue.own_subject)


def set_off_cue(cue: Cue) -> Iterator[Candidate]:
    """The cue clause is set off by commas at the end or in the middle: all around it is content, whatever the parse."""
    sentence, source = cue.sentence, cue.own_subject or _inverted_subject(cue)
    if source is None or cue.entry is None:
        return
    clause = hull([cue.source_span(source), *cue_spans(sentence, cue.group)])
    before = [w for w in sentence.words if w.end <= clause.start]
    after = [w for w in sentence.words if w.start >= clause.end]
    if not before or before[-1].upos != "PUNCT" or not any(clauses.is_clause(sentence, w) for w in [*before, *after]):
        return
    if any(clauses.is_clause(sentence, w) for w in before):
        yield from build(cue, Complement(frames.ALL_BEFORE, before, None), source)
    if len(after) > 1 and after[0].text == ",":
        yield from build(cue, Complement(frames.ALL_AROUND, [*before, *after], None), source)


def or_so(cue: Cue) -> Iterator[Candidate]:
    """ "The road was closed, or so says Bell": all before the "or" is content."""
    sentence, joint = cue.sentence, cue.or_so
    subject = sentence.child(cue.word, "nsubj") or sentence.child(cue.word, "obj")
    if joint is None or subject is None or cue.entry is None:
        return
    before = sentence.words[: joint.index]
    yield from build(cue, Complement(frames.CLAUSE_BEFORE, before, None), Subject(subject, SourcePath.OWN))


def _inverted_subject(cue: Cue) -> Subject | None:
    """Who speaks in ", reported the Times." though the parse takes it for what is reported."""
    sentence, at = cue.sentence, cue.group[0].index
    noun = sentence.child(cue.word, "obj")
    if noun is None or not at or sentence.words[at - 1].text != "," or sentence.children(cue.word, "nsubj", "ccomp"):
        return None
    phrase = sentence.subtree(noun)
    behind = sentence.words[phrase[-1].index + 1 : phrase[-1].index + 2]
    said = cue.entry is not None and cue.entry.is_said and cue.word.xpos in ("VBD", "VBZ")
    last = not behind or behind[0].upos == "PUNCT"
    right_behind = phrase[0].index == cue.group[-1].index + 1
    return Subject(noun, SourcePath.OWN) if said and last and right_behind and can_speak(sentence, noun) else None


def infinitive(cue: Cue) -> Iterator[Candidate]:
    yield from _framed(cue, lambda frame: frame in (frames.INFINITIVE, frames.OBJECT_AND_INFINITIVE))


def cue_and_object(cue: Cue) -> Iterator[Candidate]:
    if cue.entry is not None and not _is_free_relative(cue):
        yield from _framed(cue, lambda frame: frame in PHRASES or frame.is_stretch)


def what_they_called(cue: Cue) -> Iterator[Candidate]:
    """A free relative: the content is what the cue names ("what she called a mistake", "the reason he gave")."""
    sentence, verb = cue.sentence, cue.word
    host = sentence.head(verb)
    if cue.own_subject is None or not (verb.relation.startswith("acl") or _is_free_relative(cue)):
        return
    rest = [w for d in sentence.children(verb) if d.start > verb.end for w in sentence.subtree(d)]
    yield from build(cue, Complement(frames.REST, rest, host), cue.own_subject)
    if host is not None and verb.relation.startswith("acl"):
        named = sentence.subtree(host, without=[verb])
        yield from build(cue, Complement(frames.ANTECEDENT, named, host), cue.own_subject)


def _is_free_relative(cue: Cue) -> bool:
    """Whether "what" stands in front of the subject, also where the parse takes it for its determiner."""
    if cue.own_subject is None:
        return False
    phrase = cue.sentence.subtree(cue.own_subject.word)
    before = cue.sentence.words[max(0, phrase[0].index - 1) : cue.own_subject.word.index]
    return any(w.text.lower() in LISTS.grammar.free_relative for w in before)
