"""An analysis and the decisions on it in, plain data for the page on which people decide out.

The page gets the text in pieces, words and what stands between them, and counts its characters as Python does. Pieces
end where a statement's part ends, so that every part is a run of whole pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from itertools import pairwise
from typing import Any

from quotes.messages import shortened
from quotes.model import LONGEST_SHOWN, Analysis, Attribution, Span
from quotes.review.apply import Placed, placed
from quotes.review.corrections import Decision, Reading, as_record, digest_of, main_places, reading_of, subject_of
from quotes.review.doubts import Doubt, doubts
from quotes.table.rows import publication, writable

PIECE = re.compile(r"\s+|\w+(?:(?:\.-|[-'’.,])\w+)*|[^\w\s]")
"""A stretch of white space, a word as ``quotes.table.rows.WORD`` counts it, or a single other character."""

Data = dict[str, Any]


def article_data(analysis: Analysis, decisions: Sequence[Decision] = (), *, blind: bool = False) -> Data:
    """One article for the page: its text, its statements as the tool found them, the decisions as they stand in it.

    ``decisions`` are the standing ones on this article. A decision that no longer fits stands under ``unfit``. For a
    person who is to judge ``blind`` a statement is no more than the words that are said: nothing else is in the page.
    """
    article, digest = analysis.article, digest_of(analysis.article.text)
    fit, unfit = placed(analysis, decisions)
    return {
        "id": article.id,
        "digest": digest,
        "title": writable(article.title or article.id),
        "meta": [value for name, value in publication(article).items() if value and name != "title"],
        "paragraphs": list(_paragraphs(analysis, fit)),
        "quoted": [[one.span.start, one.span.end] for one in analysis.layout.outermost],
        "statements": [
            _statement(subject, reading_of(attribution, article), attribution, doubt, blind)
            for subject, attribution, doubt in _subjects(analysis, fit)
        ],
        "decisions": [_record(one) for one in fit],
        "unfit": [as_record(one.decision) | {"reason": one.reason} for one in unfit],
    }


def queue(number: int, analysis: Analysis, decisions: Sequence[Decision] = (), *, blind: bool = False) -> list[Data]:
    """What to look at in the article with this number: each statement's subject, what a look is worth, a short name.

    ``blind`` as for ``article_data``.
    """
    fit, _ = placed(analysis, decisions)
    done = {one.position for one in fit}
    return [
        item(number, subject, _label(attribution, blind), 0.0 if blind else doubt.worth, position in done)
        for position, (subject, attribution, doubt) in enumerate(_subjects(analysis, fit))
    ]


def item(number: int, subject: str, label: str, worth: float = 0.0, done: bool = False, **more: object) -> Data:
    """One thing to look at in the article with this number; ``more`` is what tells it from a statement."""
    return {"article": number, "subject": subject, "worth": worth, "done": done, "label": label, **more}


def _subjects(analysis: Analysis, fit: Sequence[Placed]) -> Iterator[tuple[str, Attribution, Doubt]]:
    """Each statement with its subject, that of a decision on it where there is one, and what is doubtful in it."""
    article, digest = analysis.article, digest_of(analysis.article.text)
    decided = {one.position: one.decision.subject for one in fit}
    for position, (attribution, doubt) in enumerate(zip(analysis.attributions, doubts(analysis), strict=True)):
        subject = decided.get(position) or subject_of(digest, main_places(reading_of(attribution, article)))
        yield subject, attribution, doubt


def _statement(subject: str, reading: Reading, attribution: Attribution, doubt: Doubt, blind: bool) -> Data:
    role = attribution.role
    if blind:
        said = Reading(content=reading.content or main_places(reading))
        return {"subject": subject, "found": asdict(said), "reasons": []}
    return {
        "subject": subject,
        "found": asdict(reading),
        "confidence": attribution.confidence,
        "role_confidence": role.confidence if role else None,
        "role_rule": role.rule if role else "",
        "role_rule_kind": role.rule_kind if role else "",
        "role_evidence": attribution.evidence_text,
        "runner_up": role.runner_up if role else "",
        "worth": doubt.worth,
        "reasons": list(doubt.reasons),
    }


def _label(attribution: Attribution, blind: bool) -> str:
    words = " ".join((attribution.content_text or attribution.cue_text).split())
    shown = shortened(words, LONGEST_SHOWN)
    who = attribution.speaker.speaker if attribution.speaker else attribution.source_text
    return writable(f"{who}: {shown}" if who and not blind else shown)


def _record(one: Placed) -> Data:
    """A decision as its line has it, with its readings where they are in the text now."""
    record = as_record(one.decision)
    for name, reading in (("found", one.found), ("decided", one.decided)):
        if reading is not None:
            record[name] = asdict(reading)
    return record


def _paragraphs(analysis: Analysis, fit: Iterable[Placed]) -> Iterator[Data]:
    text = analysis.article.text
    ends = {end for span in _spans(analysis, fit) for end in (span.start, span.end)}
    for paragraph in analysis.layout.paragraphs:
        cuts = {paragraph.start, paragraph.end} | {end for end in ends if paragraph.start < end < paragraph.end}
        cuts |= {match.start() for match in PIECE.finditer(text, paragraph.start, paragraph.end)}
        pieces = [writable(text[start:end]) for start, end in pairwise(sorted(cuts))]
        yield {"start": paragraph.start, "pieces": pieces}


def _spans(analysis: Analysis, fit: Iterable[Placed]) -> Iterator[Span]:
    for attribution in analysis.attributions:
        yield from (*attribution.content, *attribution.cue)
        if attribution.source is not None:
            yield attribution.source
    for one in fit:
        for reading in (one.found, one.decided):
            if reading is not None:
                yield from (place.span for place in (*reading.content, *reading.cue, *reading.source))
