"""A colon or dash in, candidates with the name that stands before or behind it out: “Bell: …”, “…” — Bell."""

from collections.abc import Iterator, Sequence

from quotes.attribution.candidates import Candidate, build, of_quotations
from quotes.attribution.clauses import SourcePath, Subject
from quotes.attribution.complements import Complement
from quotes.attribution.content_frames import BEHIND_COLON
from quotes.attribution.cue import Cue
from quotes.attribution.spans import cue_spans, source_span
from quotes.document import Word, span_of
from quotes.lexicon.cues import is_verbal, lemma
from quotes.model import Span
from quotes.text.dashes import DASHES

OPENING = frozenset("“\"'‘")
"""Marks with which a line of a quoted transcript may begin."""
LONGEST_NAME = 12
"""Words before a colon that can still be a name with its description; behind a dash twice as many."""


def colon(cue: Cue) -> Iterator[Candidate]:
    """ "Bell: “…”": a name, a colon, and what it says."""
    sentence, at = cue.sentence, cue.word.index
    before, after = sentence.words[:at], sentence.words[at + 1 :]
    if before and before[0].text in OPENING:
        before = before[1:]
    if cue.word.text != ":" or not 0 < len(before) <= LONGEST_NAME:
        return
    if not after:
        yield from _led_in(cue, before)
        return
    if before[0].upos in ("PUNCT", "NUM") or any(is_verbal(w) for w in before):
        return
    head = next((w for w in before if w.head < 0 or w.head >= at), before[-1])
    yield from build(cue, Complement(BEHIND_COLON, after, None), Subject(head, SourcePath.OWN), [cue.word])


def _led_in(cue: Cue, before: Sequence[Word]) -> Iterator[Candidate]:
    """ "The Courier reports:" before a quotation of its own paragraph, though the tagger takes the verb for a noun."""
    sentence = cue.sentence
    quoted = next(iter(cue.context.quotes_behind(sentence.end + 1)), None)
    verb = cue.context.lexicon.verbs.get(lemma(before[-1]))
    if quoted is None or any(is_verbal(w) or w.upos == "PUNCT" for w in before):
        return
    is_verb = verb is not None and verb.is_said and len(before) > 1
    named = before[:-1] if is_verb else before
    marked = cue_spans(sentence, [before[-1] if is_verb else cue.word])
    yield of_quotations(cue, marked, Subject(named[-1], SourcePath.OWN), span_of(named), [quoted])


def dash(cue: Cue) -> Iterator[Candidate]:
    """ "“We are tired.” — Anna Bell, a nurse": the name behind a dash after a quotation."""
    sentence, mark = cue.sentence, cue.word
    behind = sentence.words[mark.index + 1 :]
    before = cue.context.quotes_before(mark.start)
    if mark.text not in DASHES or not before or not 0 < len(behind) <= 2 * LONGEST_NAME:
        return
    gap = cue.context.text[before[-1].span.end : mark.start]
    if gap.strip() or behind[0].upos not in ("PROPN", "NOUN", "DET", "ADJ"):
        return
    if any(w.upos == "VERB" and w.head < 0 for w in behind):
        return
    head = next((w for w in behind if w.head < behind[0].index), behind[0])
    source, said_by = Subject(head, SourcePath.ORIGIN), source_span(sentence, head, barred=[mark])
    yield of_quotations(cue, (Span(mark.start, mark.end),), source, said_by, before[-1:])
