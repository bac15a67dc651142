"""An article in, the hedges that stand in place of a source out: "reportedly", "it is understood", "allegedly"."""

from collections.abc import Iterator
from typing import Any

from quotes.model import Analysis, Span
from quotes.roles.codebook import Codebook
from quotes.table.rows import publication, writable
from reports.checks.checks import Checks
from reports.checks.reading import Reading, Settings
from reports.checks.sourcing import uncredited

CHECK = "hedge-without-source"
"""The check in whose settings the hedges stand; they are recorded also where it is off."""
NOBODY = "nobody"


def hedge_rows(analysis: Analysis, checks: Checks, codebook: Codebook) -> Iterator[dict[str, Any]]:
    """One row a hedge in a sentence that credits nobody, with a value for each of ``columns.HEDGES``.

    They are those of the check and those of its list ``recorded``, of which it does not ask.
    """
    settings, article = Settings(checks.by_name[CHECK].settings), analysis.article
    reading = Reading(analysis, codebook)
    found = sorted({*uncredited(reading, settings, "hedges"), *uncredited(reading, settings, "recorded")})
    for number, span in enumerate(found, start=1):
        claim = _trimmed(reading.sentence(span), article.text)
        yield {
            "article": writable(article.id),
            "hedge": number,
            "speaker": NOBODY,
            "hedge_text": writable(span.of(article.text)),
            "claim_text": writable(claim.of(article.text)),
            "hedge_span": [span.start, span.end],
            "claim_span": [claim.start, claim.end],
            "paragraph": analysis.layout.paragraph_at(span.start) + 1,
            **publication(article),
        }


def _trimmed(span: Span, text: str) -> Span:
    words = span.of(text)
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
