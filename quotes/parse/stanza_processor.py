"""A Stanza document in, the same with ``quotes`` out: Stanza's processor ``quote``, registered by importing this.

What it does to a document is not its own: the package declares it under the entry point ``quote`` of the group
``quotes.stanza`` (setup.cfg), so that nothing here points to what stands later.
"""

from importlib.metadata import entry_points
from typing import Any, ClassVar

from stanza.pipeline.processor import Processor, register_processor

from quotes.errors import QuotesError
from quotes.parse.stanza_models import NEEDED

NAME = "quote"
OPTIONS = {"codebook": "codebook", "acts": "acts", "min_confidence": "min_confidence", "nested": "with_nested"}
"""Option of the pipeline without its ``quote_`` → the option of :class:`quotes.Analyzer` that it sets."""


def declared() -> Any:
    """What the package declares as the maker of analyses; raises QuotesError where its declarations are missing."""
    for entry in entry_points(group="quotes.stanza", name=NAME):
        return entry.load()
    raise QuotesError("quotes-toolkit is here but not installed, or an older one is: install it with pip")


@register_processor(NAME)
class QuoteProcessor(Processor):  # type: ignore[misc]  # Stanza ships no types
    """Finds who says what in an English document, and in what role.

    It sets ``document.quotes``, the attributions in text order, and ``document.quote_analysis``, the
    :class:`quotes.Analysis` that knows their sources and roles as well; all offsets are those of ``document.text``.
    ``stanza.Pipeline`` takes ``quote_codebook``, ``quote_acts``, ``quote_min_confidence`` and ``quote_nested``, with
    the meaning and the defaults that :class:`quotes.Analyzer` gives them. No model is downloaded or loaded for it
    beside the pipeline's own.
    """

    PROVIDES_DEFAULT: ClassVar = {NAME}
    REQUIRES_DEFAULT: ClassVar = set(NEEDED)

    def __init__(self, config: dict[str, Any], pipeline: Any, device: str) -> None:
        super().__init__(config, pipeline, device)
        self._analyzer = declared()(**{ours: config[name] for name, ours in OPTIONS.items() if name in config})

    def mark_inactive(self) -> None:
        """Nothing to drop: Stanza calls this where a processor that is needed before this one is missing."""

    def __str__(self) -> str:
        return type(self).__name__

    def process(self, document: Any) -> Any:
        """The document, with its ``quotes`` and ``quote_analysis``."""
        document.quote_analysis = self._analyzer.from_stanza(document)
        document.quotes = document.quote_analysis.attributions
        return document
