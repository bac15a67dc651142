"""Attributions in, with the quotations that no cue claimed out: whose they are, what stands around them tells."""

import bisect
from collections.abc import Sequence
from dataclasses import replace

from quotes.attribution.constructions import CONTINUED, TOLD
from quotes.attribution.quotation_tags import next_quotation, pointed_back, told_behind
from quotes.attribution.spans import merged, source_span
from quotes.document import Document, Sentence, Word
from quotes.lexicon.animacy import can_speak
from quotes.lexicon.cues import lemma
from quotes.model import Attribution, Quotation, Span, hull

CONTINUED_SHARE = 0.8
"""What is left of the confidence in the speaker in front for a quotation that names none itself."""
AFTER_SENTENCE_CONFIDENCE = 0.5
"""For a quotation behind a sentence about somebody: an even chance, gold data have too few to count."""
TOLD_CONFIDENCE = 0.6
"""For a quotation with a verb behind it that the lexicon does not know; gold data have too few to count."""
MOST_BEATS = 2
"""Sentences between two quotations of one who speaks and does something."""
SHORTEST_PULLED = 4
"""Words of the shortest quotation that may be pulled out of the text."""
LONGEST_SIGNATURE = 80
"""Characters of a line that names who said the quotation above."""
NEAR = 8
"""Attributions on each side of a quotation that are looked at."""


def complete(document: Document, found: list[Attribution]) -> list[Attribution]:
    """``found`` with the quotations that no cue claimed: the speaker in front goes on."""
    done = sorted((_from_its_start(document, a) for a in found), key=place)
    for quoted in document.outermost:
        at = bisect.bisect_right(done, quoted.span.start, key=place)
        near = done[max(0, at - NEAR) : at + NEAR]
        if any(s.overlaps(quoted.span) for a in near for s in (*a.content, *a.cue)):
            continue
        before = max((a for a in near if _ends(a) <= quoted.span.start), key=_ends, default=None)
        if before is not None and quoted.continues and _only_space(document, _ends(before), quoted):
            done[done.index(before)] = replace(before, content=merged([*before.content, quoted.span]))
            continue
        told = pointed_back(document, quoted) or told_behind(document, quoted)
        if told is not None:
            done.insert(at, _told(document, quoted, *told))
        elif document.is_statement_like(quoted):
            goes_on = _without_cue(document, before, quoted, near)
            if goes_on is not None and before is not None and goes_on.content != (quoted.span,):
                done[done.index(before)] = goes_on
            elif goes_on is not None:
                done.insert(at, goes_on)
    return _without_pull_quotes(document, done)


def _without_pull_quotes(document: Document, found: list[Attribution]) -> list[Attribution]:
    """``found`` without quotations that stand alone in a paragraph and are words of another: counted once."""
    said = [(one, words, _stands_alone(document, one, words)) for one in found for words in [_plain(document, one)]]
    return [one for one, words, alone in said if not (alone and _is_among(one, words, said))]


def _stands_alone(document: Document, one: Attribution, words: str) -> bool:
    """Whether a quotation of some length is all of a paragraph, but for who signs it."""
    place_of = [document.paragraphs[document.paragraph_at(s.start)] for s in one.content]
    behind = one.source if one.source and one.content and one.source.start >= one.content[-1].end else None
    in_words = any(c.isalnum() for s in one.cue for c in s.of(document.text))
    spans = one.content if behind is None or in_words else [*one.content, hull([*one.content, behind])]
    filled = any(_fills(paragraph, span) for paragraph in place_of for span in spans)
    return one.kind == "direct" and filled and len(words.split()) >= SHORTEST_PULLED


def _is_among(one: Attribution, words: str, said: Sequence[tuple[Attribution, str, bool]]) -> bool:
    """Whether another attribution has the words of one and more, or just these in the text or earlier."""
    others = ((other, theirs, alone) for other, theirs, alone in said if other is not one and words in theirs)
    return any(words != theirs or not alone or place(other) < place(one) for other, theirs, alone in others)


def _plain(document: Document, found: Attribution) -> str:
    """The words of a content without marks and capitals."""
    text = " ".join(s.of(document.text) for s in found.content)
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def place(attribution: Attribution) -> int:
    """Where an attribution begins, its source left aside: the order of the text."""
    return hull([*attribution.cue, *attribution.content]).start


def _from_its_start(document: Document, found: Attribution) -> Attribution:
    """``found`` with the paragraphs before it of the quotation that its cue ends."""
    if not found.content:
        return found
    quotes = document.outermost
    at = bisect.bisect_left(quotes, found.content[0].start, key=lambda q: q.span.start)
    while 0 < at < len(quotes) and quotes[at].span.start == found.content[0].start and quotes[at].continues:
        at -= 1
        if not _only_space(document, quotes[at].span.end, quotes[at + 1]):
            break
        found = replace(found, content=merged([quotes[at].span, *found.content]))
    return found


def _without_cue(
    document: Document, before: Attribution | None, quoted: Quotation, near: Sequence[Attribution]
) -> Attribution | None:
    """What a statement in quotation marks without cue belongs to, ``None`` where nothing tells."""
    here = document.paragraph_at(quoted.span.start)
    paragraph = document.paragraphs[here]
    signed = _signed_by(document, here, quoted)
    if signed is not None:
        return _of_quotation(quoted, signed, AFTER_SENTENCE_CONFIDENCE, "a name alone below or behind the quotation")
    between = [] if before is None else document.sentences_between(_reach(before), quoted.span.start)
    if before is not None and before.kind != "no-comment" and paragraph.contains(hull([*before.cue, *before.content])):
        if between:
            return _after_sentence(between[-1], quoted, several=False) or _continued(before, quoted)
        if before.source is None:
            return _after_sentence(_sentence_of(document, before), quoted)
        if before.kind == "indirect":
            return _continued(before, quoted)
        return replace(before, content=merged([*before.content, quoted.span]))
    ahead = document.sentences_between(paragraph.start, quoted.span.start)
    beats = _beats_behind(document, paragraph, quoted, near) if not ahead else ()
    told = [found for beat in beats if (found := _after_sentence(beat, quoted)) is not None]
    if told:
        return told[0]
    if ahead:
        return _after_sentence(ahead[-1], quoted)
    spoke_before = (
        before is not None and here > 0 and document.paragraphs[here - 1].overlaps(hull(before.content or before.cue))
    )
    if before is not None and spoke_before and before.kind != "no-comment" and _fills(paragraph, quoted.span):
        return _continued(before, quoted)
    in_front = _sentence_in_front(document, here) if _fills(paragraph, quoted.span) else None
    return _after_sentence(in_front, quoted) if in_front is not None else None


def _beats_behind(
    document: Document, paragraph: Span, quoted: Quotation, near: Sequence[Attribution]
) -> Sequence[Sentence]:
    """What somebody does between two quotations of theirs: “The bank said no.” Bell shrugs. “So did the next.”"""
    following = next_quotation(document, quoted)
    if following is None or not paragraph.contains(following.span):
        return ()
    between = document.sentences_between(quoted.span.end, following.span.start)
    told = Span(quoted.span.end, following.span.start)
    is_told = any(told.overlaps(s) for a in near for s in (*a.cue, *a.content))
    return between if len(between) <= MOST_BEATS and not is_told else ()


def _signed_by(document: Document, number: int, quoted: Quotation) -> Span | None:
    """Whose name is all that stands below a quotation that fills its paragraph, or behind it in the paragraph."""
    paragraph = document.paragraphs[number]
    if not _fills(paragraph, quoted.span):
        starts = paragraph.start == quoted.span.start
        return _signature(document, paragraph, Span(quoted.span.end, paragraph.end)) if starts else None
    below = document.paragraphs[number + 1 : number + 2]
    return _signature(document, below[0], below[0]) if below else None


def _signature(document: Document, paragraph: Span, line: Span) -> Span | None:
    """The words of a line where it does nothing but name somebody: "Bea Tarrant, rail campaigner"."""
    sentences = document.sentences_between(paragraph.start, paragraph.end)
    words = [w for s in sentences for w in s.words if line.start <= w.start and w.text[0].isalnum()]
    verb = any(w.is_finite for w in words)
    named = any(w.entity == "PER" for w in words[:2]) and words[0].is_proper_noun if words else False
    if not named or verb or len(line) > LONGEST_SIGNATURE:
        return None
    return None if document.text[line.end - 1] in ".:?!" else Span(words[0].start, words[-1].end)


def _sentence_in_front(document: Document, number: int) -> Sentence | None:
    """The sentence before a paragraph, where it is a paragraph of its own: "Pike agreed.¶ “They were better.”"."""
    if number == 0:
        return None
    paragraph = document.paragraphs[number - 1]
    found = document.sentences_between(paragraph.start, paragraph.end)
    return found[0] if len(found) == 1 else None


def _sentence_of(document: Document, attribution: Attribution) -> Sentence:
    """The sentence in which an attribution begins."""
    return document.sentences[document.sentence_at(place(attribution))]


def _continued(before: Attribution, quoted: Quotation) -> Attribution:
    """A quotation that names no speaker: the one in front goes on."""
    confidence = round(before.confidence * CONTINUED_SHARE, 3)
    return _of_quotation(quoted, before.source, confidence, "quotation without cue behind a statement")


def _after_sentence(ahead: Sentence, quoted: Quotation, several: bool = True) -> Attribution | None:
    """“No.” after "Bell was blunt.": the quotation belongs to the subject of the sentence in front.

    Without ``several`` it is not that of a plural noun: "Two walkers came in." stands beside one who speaks on.
    """
    beside = (ahead.root, *ahead.children(ahead.root, "parataxis"))
    subject = next((s for verb in beside for s in ahead.children(verb, "nsubj")), None) or _name_at_start(ahead)
    if subject is None or not can_speak(ahead, subject) or (subject.is_plural_noun and not several):
        return None
    reason = "quotation behind a sentence about somebody"
    return _of_quotation(quoted, source_span(ahead, subject), AFTER_SENTENCE_CONFIDENCE, reason)


def _name_at_start(ahead: Sentence) -> Word | None:
    """The person of a sentence of a few words whose verb is taken for a noun: "Moor snorts."."""
    first = ahead.words[0]
    short = len(ahead.words) <= SHORTEST_PULLED and ahead.root.index > 0
    return first if short and first.entity == "PER" and ahead.words[-1].text == "." else None


def _of_quotation(quoted: Quotation, source: Span | None, confidence: float, reason: str) -> Attribution:
    """The attribution of a quotation without cue."""
    return Attribution("direct", (quoted.span,), (), source, CONTINUED.name, confidence, reasons=(reason,))


def _told(document: Document, quoted: Quotation, cue: tuple[Span, ...], source: Span) -> Attribution:
    """The attribution of a quotation with the words behind it that tell who says it."""
    reasons = ("words right behind a quotation",)
    told = Attribution("direct", (quoted.span,), cue, source, TOLD.name, TOLD_CONFIDENCE, reasons=reasons)
    return replace(told, cue_lemma=lemma(document.words(cue[0])[0]))


def _ends(attribution: Attribution) -> int:
    return hull([*attribution.cue, *attribution.content]).end


def _reach(attribution: Attribution) -> int:
    """Where cue, source and content of an attribution end."""
    return hull([*attribution.cue, *attribution.content, *([attribution.source] if attribution.source else [])]).end


def _only_space(document: Document, start: int, quoted: Quotation) -> bool:
    return not document.text[start : quoted.span.start].strip()


def _fills(paragraph: Span, quoted: Span) -> bool:
    return paragraph.start == quoted.start and len(quoted) >= 0.9 * len(paragraph)
