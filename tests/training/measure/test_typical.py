"""The passages noted as read wrong stand in the corpus as they are noted."""

import tomllib
from pathlib import Path

import pytest

from quotes.errors import ReadError
from quotes.read import read_articles
from training.measure.typical import FILE, LEFT_OUT, Passage

PASSAGES = [Passage(**row) for row in tomllib.loads(FILE.read_text(encoding="utf-8"))["error"]]


@pytest.mark.parametrize("passage", PASSAGES, ids=lambda one: one.passage)
def test_a_passage_and_what_was_found_there_are_in_its_article(passage: Passage, corpus: Path) -> None:
    (article,) = read_articles([corpus / "articles" / f"{passage.article}.txt"])
    assert passage.span(article.text).end <= len(article.text)
    parts = [part for found in passage.found for part in found.split(f" {LEFT_OUT} ")]
    assert [part for part in parts if part not in article.text] == []
    assert ": " not in passage.cause  # a line tells article, passage and cause, with these marks between them


def test_a_passage_that_is_not_there_is_named() -> None:
    with pytest.raises(ReadError, match=r"typical\.toml: river-flood has no “It rained”"):
        Passage("river-flood", "It rained", [], "").span("It snowed.")
    assert Passage("river-flood", "It … again", [], "").span("It\nsnowed, again.").end == len("It\nsnowed, again")
