"""An annotation of a parsed article in, the tag of each of its words out: what the tagger learns."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from typing import get_args

from quotes.attribution.tagger.probabilities import FIRST, Part
from quotes.document import Document
from quotes.evaluate import GoldAttribution


def tags(document: Document, annotation: Sequence[GoldAttribution]) -> list[int]:
    """The place in ``TAGS`` of each word's tag; where parts overlap, a source goes before a cue before a content."""
    words = [word for sentence in document.sentences for word in sentence.words]
    starts = [word.start for word in words]
    found = [0] * len(words)
    kept = outermost(annotation)
    parts: tuple[Part, ...] = get_args(Part)
    for part in reversed(parts):
        for one in kept:
            spans = [one.source] if part == "source" and one.source else getattr(one, part) if part != "source" else ()
            for span in spans:
                tag = FIRST[part]
                for number in range(bisect.bisect_left(starts, span.start), bisect.bisect_left(starts, span.end)):
                    if words[number].end <= span.end:
                        found[number] = tag
                        tag = FIRST[part] + 1
    return found


def outermost(annotation: Sequence[GoldAttribution]) -> list[GoldAttribution]:
    """Without attributions inside the content of a longer one: PolNeAR's scorers give a word one label."""
    kept: list[GoldAttribution] = []
    for one in sorted(annotation, key=lambda g: -sum(map(len, g.content))):
        anchors = one.cue or ((one.source,) if one.source else one.content)
        if not any(c.contains(a) for other in kept for c in other.content for a in anchors):
            kept.append(one)
    return kept
