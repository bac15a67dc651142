"""What all tests of checks share."""

import pytest
from checked_articles import ARTICLES

from quotes.analyze import Analyzer
from quotes.model import Analysis, Article
from quotes.roles.codebook import Codebook, load_codebook


class Analysed(dict[str, Analysis]):
    """The articles of the tests by their names, each analysed when a test wants it."""

    def __init__(self, analyzer: Analyzer) -> None:
        super().__init__()
        self._analyzer = analyzer

    def __missing__(self, name: str) -> Analysis:
        (self[name],) = self._analyzer.pipe([Article(name, ARTICLES[name])])
        return self[name]


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook(None)


@pytest.fixture(scope="session")
def analyses(analyzer: Analyzer) -> Analysed:
    return Analysed(analyzer)
