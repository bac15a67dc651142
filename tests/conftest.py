"""What all tests share: trees, models, the corpus read once, and one loud line on what could not be run."""

import os
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import settings
from places import CORPUS
from trees import FOLDER, Trees

from quotes.analyze import Analyzer
from quotes.document import Document
from quotes.model import Analysis
from quotes.parse.parser import Parser
from quotes.read import read_articles

os.environ.setdefault("OMP_NUM_THREADS", "1")
"""Two processes of tests have two processors: with more threads than these, PyTorch's wait for each other."""

MODELS = frozenset({"parser", "analyzer", "parsed_corpus"})
"""Fixtures with the bundled models: a test that asks for one of them is marked with ``models``."""

# A busy machine is no failure; with --hypothesis-profile=ci each run tries the same examples.
settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("here")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--record-trees", action="store_true", help="store the trees that tests/trees lacks")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if MODELS.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("models")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One loud line on what was skipped and why: nothing is passed over in silence."""
    skipped = (report.longrepr[2] for report in terminalreporter.stats.get("skipped", ()))
    told = [f"{count} ({reason.removeprefix('Skipped: ')})" for reason, count in Counter(skipped).items()]
    if told:
        terminalreporter.write_line(f"NOT RUN, number of tests: {'; '.join(told)}", red=True, bold=True)


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The bundled models: for tests of the parse itself and of the whole way from a text to its rows."""
    return Parser()


@pytest.fixture(scope="session")
def analyzer() -> Analyzer:
    return Analyzer()


@pytest.fixture
def trees(request: pytest.FixtureRequest) -> Trees:
    """Stored trees in place of a parser: for tests of rules. What a module lacks is recorded in a file of its name."""
    recorder = Parser() if request.config.getoption("--record-trees") else None
    return Trees(FOLDER / f"{request.path.stem.removeprefix('test_')}.conllu", recorder)


@pytest.fixture(scope="session")
def corpus() -> Path:
    return CORPUS


@pytest.fixture(scope="session")
def parsed_corpus(analyzer: Analyzer) -> list[tuple[Document, Analysis]]:
    """The articles of the corpus in order, parsed and analysed once for all tests."""
    return list(analyzer.pairs(read_articles([CORPUS / "articles"])))
