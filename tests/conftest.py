"""What all tests share: the bundled Stanza pipeline, loaded once, and the folder of the corpus."""

from pathlib import Path

import pytest
from places import CORPUS

from quotes.parse.parser import Parser


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="session")
def corpus() -> Path:
    return CORPUS
