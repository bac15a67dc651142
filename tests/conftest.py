"""What all tests share: the bundled Stanza pipeline, loaded once, and the folder of the corpus."""

from pathlib import Path

import pytest

from quotes.parse import Parser

CORPUS = Path(__file__).resolve().parent.parent / "corpus"


@pytest.fixture(scope="session")
def parser() -> Parser:
    return Parser()


@pytest.fixture(scope="session")
def corpus() -> Path:
    return CORPUS
