"""The attributions of an article in, candidates for those inside them out: “He told me, ‘Leave,’” Bell said.

Only quotations inside quotations are looked at, with a verb of speech beside them: in the bare words of a
statement ("Bell said that the sheriff told him to leave") it is the source who speaks, whatever others are told to say.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from quotes.attribution.candidates import Candidate
from quotes.attribution.constructions import NESTED
from quotes.attribution.cue import SentenceContext, cue_of
from quotes.attribution.patterns.quotations import quotation_with_cue
from quotes.model import Attribution, Quotation, Span, hull


def nested(
    contexts: Iterable[SentenceContext], quotes: Sequence[Quotation], attributions: Sequence[Attribution]
) -> Iterator[Candidate]:
    """One candidate for each quotation inside the content of an attribution; ``quotes`` are all of the article."""
    inner = [q for q in quotes if q.depth > 0]
    for context in contexts:
        near = [q for q in inner if q.span.overlaps(context.sentence.span) and context.document.is_statement_like(q)]
        for quoted in near:
            within = [a for a in attributions if any(s.contains(quoted.span) for s in a.content)]
            best = _nearest(_candidates(replace(context, quotes=near), quoted, quotes), quoted) if within else None
            if best is not None:
                yield replace(best, construction=NESTED, content=(quoted.span,))


def _candidates(context: SentenceContext, quoted: Quotation, quotes: Sequence[Quotation]) -> Iterator[Candidate]:
    """Verbs of speech in the same outer quotation, with their sources."""
    outer = [q for q in quotes if q.depth == quoted.depth - 1 and q.span.contains(quoted.span)]
    for word in context.sentence.words:
        place, cue = Span(word.start, word.end), cue_of(context, word)
        beside = any(q.span.contains(place) for q in outer) and not quoted.span.overlaps(place)
        if beside and cue.entry is not None and cue.entry.is_said:
            for candidate in quotation_with_cue(cue):
                if quoted.span in candidate.content:
                    yield candidate


def _nearest(candidates: Iterable[Candidate], quoted: Quotation) -> Candidate | None:
    def distance(candidate: Candidate) -> int:
        clause = hull(candidate.cue)
        return max(quoted.span.start - clause.end, clause.start - quoted.span.end)

    return min(candidates, key=distance, default=None)
