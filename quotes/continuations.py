"""Attributions in, with the quotations that no cue claimed out: whose they are, what stands around them tells."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import replace

from quotes.marks import Quoted
from quotes.model import Attribution, Span, hull
from quotes.somebody import is_somebody
from quotes.spans import merged, source_span
from quotes.tree import Parse, Sentence

CONTINUED = "continued quotation"
CONTINUED_SHARE = 0.8
"""What is left of the confidence in the speaker in front for a quotation that names none itself."""
AFTER_SENTENCE_CONFIDENCE = 0.5
"""For a quotation behind a sentence about somebody: an even chance, gold data have too few to count."""
NEAR = 8
"""Attributions on each side of a quotation that are looked at."""


def complete(
    parse: Parse, found: list[Attribution], quotes: Sequence[Quoted], statements: Sequence[Quoted]
) -> list[Attribution]:
    """``found`` with the quotations that no cue claimed: the speaker in front goes on."""
    done = sorted((_from_its_start(parse, a, quotes) for a in found), key=place)
    stated = frozenset(statements)
    for quoted in quotes:
        at = bisect.bisect_right(done, quoted.span.start, key=place)
        near = done[max(0, at - NEAR) : at + NEAR]
        if any(s.overlaps(quoted.span) for a in near for s in (*a.content, *a.cue)):
            continue
        before = max((a for a in near if _ends(a) <= quoted.span.start), key=_ends, default=None)
        if before is not None and quoted.continues and _only_space(parse, _ends(before), quoted):
            done[done.index(before)] = replace(before, content=merged([*before.content, quoted.span]))
        elif quoted in stated:
            goes_on = _without_cue(parse, before, quoted)
            if goes_on is not None and before is not None and goes_on.cue:
                done[done.index(before)] = goes_on
            elif goes_on is not None:
                done.insert(at, goes_on)
    return done


def place(attribution: Attribution) -> int:
    """Where an attribution begins, its source left aside: the order of the text."""
    return hull([*attribution.cue, *attribution.content]).start


def _from_its_start(parse: Parse, found: Attribution, quotes: Sequence[Quoted]) -> Attribution:
    """``found`` with the paragraphs before it of the quotation that its cue ends."""
    if not found.content:
        return found
    at = bisect.bisect_left(quotes, found.content[0].start, key=lambda q: q.span.start)
    while 0 < at < len(quotes) and quotes[at].span.start == found.content[0].start and quotes[at].continues:
        at -= 1
        if not _only_space(parse, quotes[at].span.end, quotes[at + 1]):
            break
        found = replace(found, content=merged([quotes[at].span, *found.content]))
    return found


def _without_cue(parse: Parse, before: Attribution | None, quoted: Quoted) -> Attribution | None:
    """What a statement in quotation marks without cue belongs to, ``None`` where nothing tells."""
    here = parse.paragraph_at(quoted.span.start)
    paragraph = parse.paragraphs[here]
    between = [] if before is None else parse.sentences_between(_reach(before), quoted.span.start)
    if before is not None and before.kind != "no-comment" and paragraph.contains(hull([*before.cue, *before.content])):
        if between:
            return _after_sentence(parse, between[-1], quoted)
        if before.source is None:
            return _after_sentence(parse, _sentence_of(parse, before), quoted)
        if before.kind == "indirect":
            return continued(before, quoted)
        return replace(before, content=merged([*before.content, quoted.span]))
    ahead = parse.sentences_between(paragraph.start, quoted.span.start)
    if ahead:
        return _after_sentence(parse, ahead[-1], quoted)
    spoke_before = (
        before is not None and here > 0 and parse.paragraphs[here - 1].overlaps(hull(before.content or before.cue))
    )
    if before is not None and spoke_before and before.kind != "no-comment" and _fills(paragraph, quoted):
        return continued(before, quoted)
    in_front = _sentence_in_front(parse, here) if _fills(paragraph, quoted) else None
    return _after_sentence(parse, in_front, quoted) if in_front is not None else None


def _sentence_in_front(parse: Parse, number: int) -> Sentence | None:
    """The sentence before a paragraph, where it is a paragraph of its own: "Pike agreed.¶ “They were better.”"."""
    if number == 0:
        return None
    paragraph = parse.paragraphs[number - 1]
    found = parse.sentences_between(paragraph.start, paragraph.end)
    return found[0] if len(found) == 1 else None


def _sentence_of(parse: Parse, attribution: Attribution) -> Sentence:
    """The sentence in which an attribution begins."""
    at = bisect.bisect_right(parse.sentences, place(attribution), key=lambda s: s.start) - 1
    return parse.sentences[max(0, at)]


def continued(before: Attribution, quoted: Quoted) -> Attribution:
    """A quotation that names no speaker: the one in front goes on."""
    return Attribution(
        kind="direct",
        content=(quoted.span,),
        cue=(),
        source=before.source,
        construction=CONTINUED,
        confidence=round(before.confidence * CONTINUED_SHARE, 3),
        reasons=("quotation without cue behind a statement",),
    )


def _after_sentence(parse: Parse, ahead: Sentence, quoted: Quoted) -> Attribution | None:
    """“No.” after "Bell was blunt.": the quotation belongs to the subject of the sentence in front."""
    root = ahead.root
    subject = ahead.child(root, "nsubj")
    if subject is None or not is_somebody(ahead, subject):
        return None
    return Attribution(
        kind="direct",
        content=(quoted.span,),
        cue=(),
        source=source_span(ahead, subject),
        construction=CONTINUED,
        confidence=AFTER_SENTENCE_CONFIDENCE,
        reasons=("quotation behind a sentence about somebody",),
    )


def _ends(attribution: Attribution) -> int:
    return hull([*attribution.cue, *attribution.content]).end


def _reach(attribution: Attribution) -> int:
    """Where cue, source and content of an attribution end."""
    return hull([*attribution.cue, *attribution.content, *([attribution.source] if attribution.source else [])]).end


def _only_space(parse: Parse, start: int, quoted: Quoted) -> bool:
    return not parse.text[start : quoted.span.start].strip()


def _fills(paragraph: Span, quoted: Quoted) -> bool:
    return paragraph.start == quoted.span.start and len(quoted.span) >= 0.9 * len(paragraph)
