"""A sentence in the sequence tagger's view in, candidate attributions out: spans that no construction sees.

What the tagger takes for a cue ("was critical of", "took a shot at") is joined with the sources and contents
that it sees next to it; where a construction looks at the same cue, its readings and these are rivals.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from quotes.attribution import content_frames as frames
from quotes.attribution.candidates import Candidate
from quotes.attribution.clauses import SourcePath, by_of_agent
from quotes.attribution.constructions import SEQUENCE_TAGGER
from quotes.attribution.content_frames import Frame
from quotes.attribution.cue import SentenceContext, cue_of
from quotes.attribution.spans import content_spans
from quotes.attribution.tagger.probabilities import Part
from quotes.document import Word, span_of
from quotes.model import Span

LIKELY_END = 0.2
"""The tagger's chance for an end of the content from which another place than its first choice is tried."""
MOST_ENDS = 2
"""Earlier ends that are tried."""
FAINT = 0.15
"""The tagger's chance for a content below which a word is not taken in."""

Run = list[Word]
Place = Literal["none", "before", "behind", "around", "of its clause"]
"""Where a content or source stands to the cue; a source may also be that of the clause, wherever it stands."""

TOGETHER: frozenset[tuple[Place, Place]] = frozenset({
    ("before", "before"), ("before", "behind"), ("behind", "before"), ("around", "before"), ("behind", "of its clause"),
    ("behind", "none"),
})  # fmt: skip
"""Where content and source stand to a cue: of the other pairs one in a thousand was ever taken, on dev and on train."""
UNCERTAIN: tuple[Place, Place] = ("behind", "before")
"""The only one of them for which other ends of the content were ever taken."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """A cue of the tagger with a source or none, for which a content is wanted; ``place`` says where that is."""

    head: Word
    cue: Span
    source: Span | None
    source_head: Word | None
    path: SourcePath
    place: Place


def tagged(context: SentenceContext, proposed: Sequence[Candidate]) -> Iterator[Candidate]:
    """The candidates of the tagger; ``proposed`` are those of the constructions."""
    seen = {(c.head.index, c.content, c.source) for c in proposed}
    patients = _patients(proposed)
    for anchor in _anchors(context, {c.head.index for c in proposed}):
        for place, runs in _beside(context, anchor.cue, "content"):
            if (place, anchor.place) not in TOGETHER:
                continue
            for kind, content in _variants(context, runs, (place, anchor.place) == UNCERTAIN):
                candidate = _candidate(context, anchor, frames.tagged(place, kind, anchor.place), content)
                if candidate is None or (key := (anchor.head.index, candidate.content, candidate.source)) in seen:
                    continue
                patient = patients.get(anchor.head.index)
                if patient is not None and not any(patient.overlaps(span) for span in candidate.content):
                    continue
                seen.add(key)
                yield candidate


def _patients(proposed: Sequence[Candidate]) -> dict[int, Span]:
    """By cue, of whom something is said that is no content without: "the plan was dismissed as a stunt by farmers"."""
    found = {(c.head.index, c.frame) for c in proposed}
    return {
        c.head.index: c.content[0]
        for c in proposed
        if c.frame == frames.PATIENT_AND_REST and (c.head.index, frames.REST) not in found
    }


def _anchors(context: SentenceContext, heads: Collection[int]) -> Iterator[Anchor]:
    """The tagger's cues, each with the sources beside it, with that of its clause, and with none."""
    for cue in context.probabilities.spans["cue"]:
        head, marked = _head(context, cue, heads), span_of(cue)
        beside = set()
        for place, runs in _beside(context, marked, "source"):
            if not runs:
                yield Anchor(head, marked, None, None, SourcePath.NONE, "none")
            elif len(runs) == 1 and not _is_told(context, head, top := context.sentence.tops(runs[0])[0]):
                span = span_of(runs[0])
                beside.add(span)
                yield Anchor(head, marked, span, top, SourcePath.TAGGED, place)
        clause = cue_of(context, head)
        if clause.subject is not None:
            span, subject = clause.source_span(clause.subject), clause.subject
            if not span.overlaps(marked) and not any(span.overlaps(other) for other in beside):
                yield Anchor(head, marked, span, subject.word, subject.path, "of its clause")


def _is_told(context: SentenceContext, cue: Word, source: Word) -> bool:
    """Whether "drivers" are those who "were told", not who tells."""
    entry = context.entry(cue)
    return source.relation == "nsubj:pass" and source.head == cue.index and entry is not None and entry.is_said


def _variants(context: SentenceContext, runs: Sequence[Run], uncertain: bool) -> Iterator[tuple[str, Run]]:
    """The words of ``runs``; if ``uncertain`` also with the last run cut or drawn out to where it may well end."""
    goes_on, inside = context.probabilities.goes_on["content"], context.probabilities.inside["content"]
    *firsts, last = runs
    before = [word for run in firsts for word in run]
    yield "", [*before, *last]
    if not uncertain:
        return
    shorter = [word.index for word in last[1:] if 1 - goes_on[word.index] >= LIKELY_END]
    for end in sorted(shorter, key=lambda i: goes_on[i])[:MOST_ENDS]:
        yield ", cut", [*before, *(word for word in last if word.index < end)]
    words = context.sentence.words
    end = last[-1].index + 1
    while end < len(words) and inside[end] >= FAINT:
        end += 1
        if 1 - goes_on[end] >= LIKELY_END:
            yield ", drawn out", [*before, *last, *words[last[-1].index + 1 : end]]
            break


def _head(context: SentenceContext, cue: Run, heads: Collection[int]) -> Word:
    """The word of ``cue`` that constructions look at too, else the topmost of its tree."""
    shared = [word for word in cue if word.index in heads]
    return context.sentence.tops(shared or cue)[0]


def _beside(context: SentenceContext, cue: Span, part: Part) -> Iterator[tuple[Place, list[Run]]]:
    """The tagger's nearest run before ``cue``, the nearest behind, both, and none, none of them past another cue."""
    runs, cues = context.probabilities.spans[part], context.probabilities.spans["cue"]
    ends_before = bisect_right(runs, cue.start, key=lambda run: run[-1].end)
    starts_behind = bisect_left(runs, cue.end, key=lambda run: run[0].start)
    before = list(islice(filter(_has_letters, reversed(runs[:ends_before])), 1))
    behind = list(islice(filter(_has_letters, runs[starts_behind:]), 1))
    before = [run for run in before if not _any_between(cues, run[-1].end, cue.start)]
    behind = [run for run in behind if not _any_between(cues, cue.end, run[0].start)]
    yield "none", []
    if before:
        yield "before", before
    if behind:
        yield "behind", behind
    if before and behind:
        yield "around", before + behind


def _has_letters(run: Run) -> bool:
    return any(word.text[0].isalnum() for word in run)


def _any_between(runs: Sequence[Run], start: int, end: int) -> bool:
    """Whether one of ``runs``, which are in text order, stands between two positions."""
    first = bisect_left(runs, start, key=lambda run: run[0].start)
    return first < len(runs) and runs[first][-1].end <= end


def _candidate(context: SentenceContext, anchor: Anchor, frame: Frame, words: Run) -> Candidate | None:
    apart = [anchor.cue, anchor.source] if anchor.source else [anchor.cue]
    if anchor.source_head is not None:
        apart += by_of_agent(context.sentence, anchor.source_head, anchor.path)
    content = content_spans(words, apart, context.quotes)
    if not content:
        return None
    return Candidate(
        construction=SEQUENCE_TAGGER,
        frame=frame,
        path=anchor.path,
        sentence=context.sentence,
        head=anchor.head,
        cue=(anchor.cue,),
        source=anchor.source,
        source_head=anchor.source_head,
        content=content,
        content_head=None,
        quoted=bool(context.quotes_in(content)),
    )
