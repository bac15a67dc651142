"""A Stanza document in, the same with ``quotes`` out: Stanza's processor ``quote``, registered by importing this.

Of all modules in ``quotes.parse`` this one alone stands above ``quotes.analyze``, on which it relies.
"""

from __future__ import annotations

from typing import Any, ClassVar

from stanza.pipeline.processor import Processor, register_processor

from quotes.analyze import Analyzer
from quotes.parse.stanza_models import NEEDED

OPTIONS = {
    "codebook": "codebook",
    "acts": "acts",
    "min_confidence": "min_confidence",
    "nested": "with_nested",
}
"""Option of the pipeline without its ``quote_`` → the option of :class:`quotes.Analyzer` that it sets."""


@register_processor("quote")
class QuoteProcessor(Processor):  # type: ignore[misc]  # Stanza ships no types
    """Finds who says what in an English document, and in what role.

    It sets ``document.quotes``, the attributions in text order, and ``document.quote_analysis``, the
    :class:`quotes.Analysis` that knows their sources and roles as well; all offsets are those of ``document.text``.
    ``stanza.Pipeline`` takes ``quote_codebook``, ``quote_acts``, ``quote_min_confidence`` and ``quote_nested``, with
    the meaning and the defaults that :class:`quotes.Analyzer` gives them. No model is downloaded or loaded for it
    beside the pipeline's own.
    """

    PROVIDES_DEFAULT: ClassVar = {"quote"}
    REQUIRES_DEFAULT: ClassVar = set(NEEDED)

    def __init__(self, config: dict[str, Any], pipeline: Any, device: str) -> None:
        super().__init__(config, pipeline, device)
        self._analyzer = Analyzer(**{ours: config[name] for name, ours in OPTIONS.items() if name in config})

    def mark_inactive(self) -> None:
        """Nothing to drop: Stanza calls this where a processor that is needed before this one is missing."""

    def __str__(self) -> str:
        return type(self).__name__

    def process(self, document: Any) -> Any:
        """The document, with its ``quotes`` and ``quote_analysis``."""
        document.quote_analysis = self._analyzer.from_stanza(document)
        document.quotes = document.quote_analysis.attributions
        return document
