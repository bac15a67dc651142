"""Who gets to speak in the news, and in what role: attributions, sources and roles from news articles.

from quotes import Analyzer

table = Analyzer().table(["articles/"])
"""

from typing import TYPE_CHECKING

from quotes.errors import CodebookError, ModelError, QuotesError, ReadError
from quotes.model import Analysis, Article, Attribution, Role, Source, Span, Tone
from quotes.version import __version__

__all__ = [
    "Analysis",
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
    from quotes.analyze import Analyzer
else:

    def __getattr__(name):
        """``Analyzer``, imported when it is first asked for: it brings pandas, which is slow to load (PEP 562)."""
        if name != "Analyzer":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from quotes.analyze import Analyzer

        return Analyzer

    def __dir__():
        return sorted({*globals(), *__all__})
