"""Who gets to speak in the news, and in what role: attributions, sources and roles from news articles.

from quotes import Analyzer

analysis = Analyzer()("“We lost the barn,” said Orla Finch.")
table = Analyzer().table(["articles/"])
"""

from quotes.analyze import AnalyzedArticle, Analyzer
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
