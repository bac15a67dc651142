"""News articles in, who gets to speak in them, and in what role, out: what people who write Python import.

from quotes import Analyzer

analysis = Analyzer()("“We lost the barn,” said Orla Finch.")
table = Analyzer().table(["articles/"])
"""

from typing import TYPE_CHECKING

from quotes.errors import AnalysisError, CodebookError, ModelError, QuotesError, ReadError
from quotes.model import ACTS, STATEMENTS, Analysis, Article, Attribution, Role, Source, Span, Tone
from quotes.version import __version__

__all__ = [
    "ACTS",
    "STATEMENTS",
    "Analysis",
    "AnalysisError",
    "AnalyzedArticle",
    "Analyzer",
    "Article",
    "Attribution",
    "CodebookError",
    "ModelError",
    "QuotesError",
    "ReadError",
    "Role",
    "Source",
    "Span",
    "Tone",
    "__version__",
]

if TYPE_CHECKING:
    from quotes.analyze import AnalyzedArticle, Analyzer
else:

    def __getattr__(name):
        """What brings pandas, which is slow to load, imported when it is first asked for (PEP 562)."""
        if name not in ("AnalyzedArticle", "Analyzer"):
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from quotes import analyze

        return getattr(analyze, name)

    def __dir__():
        return sorted({*globals(), *__all__})
