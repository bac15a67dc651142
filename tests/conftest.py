"""What all tests share: stored trees, the bundled Stanza pipeline, loaded once, and the folder of the corpus."""

from pathlib import Path

import pytest
from places import CORPUS
from trees import FOLDER, Trees

from quotes.parse.parser import Parser


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--record-trees", action="store_true", help="parse and store texts that have no tree in tests/trees"
    )


@pytest.fixture(scope="session")
def parser() -> Parser:
    """The bundled models: for tests of the parse itself and of the whole way from a text to its rows."""
    return Parser()


@pytest.fixture
def trees(request: pytest.FixtureRequest) -> Trees:
    """Stored trees in place of a parser: for tests of rules. What a module lacks is recorded in a file of its name."""
    recorder = request.getfixturevalue("parser") if request.config.getoption("--record-trees") else None
    return Trees(FOLDER / f"{request.path.stem.removeprefix('test_')}.conllu", recorder)


@pytest.fixture(scope="session")
def corpus() -> Path:
    return CORPUS
