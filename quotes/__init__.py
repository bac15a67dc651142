"""Who gets to speak in the news, and in what role: attributions, sources and roles from news articles.

from quotes import Analyzer

table = Analyzer().table(["articles/"])
"""

from quotes.analyze import Analyzer
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
