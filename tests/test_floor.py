"""How right the toolkit is at least, with the bundled models: on the corpus, and on the cases that it has mastered."""

from pathlib import Path

import pytest
from cases import holding, told

from quotes.document import Document
from quotes.evaluate import evaluate, of_acts, read_corpus_gold
from quotes.model import STATEMENTS, Analysis

pytestmark = [pytest.mark.models, pytest.mark.slow]


def test_the_corpus_is_scored_above_the_floor(corpus: Path, parsed_corpus: list[tuple[Document, Analysis]]) -> None:
    scores = evaluate(
        of_acts(read_corpus_gold(corpus / "gold"), STATEMENTS), [analysis for _, analysis in parsed_corpus]
    )
    found = scores.tallies["all"]
    assert scores.f1 >= 0.90
    assert found.role / found.found >= 0.90


def test_what_held_of_the_cases_still_holds() -> None:
    """``python tests/helpers/cases.py --show`` tells of all cases, by kind."""
    lacking = told()
    assert {part: lacking[part] for part in holding() if lacking[part]} == {}
