"""Doubles are found, whatever was changed at them, and what only tells of the same event is none."""

from pathlib import Path

import pytest
from places import CORPUS

from quotes.model import Article
from quotes.read import read_articles
from quotes.read.doubles import Doubles


@pytest.fixture(scope="module")
def corpus_articles() -> list[Article]:
    return list(read_articles([CORPUS / "articles"]))


def marks(articles: list[Article]) -> dict[str, str]:
    return {article.id: article.duplicate_of for article in Doubles().marked(articles) if article.duplicate_of}


def test_no_two_articles_of_the_corpus_are_doubles(corpus_articles: list[Article]) -> None:
    assert marks(corpus_articles) == {}


@pytest.mark.parametrize("change", ["same", "case and marks", "headline", "last paragraph", "some words"])
def test_a_story_that_comes_again_is_found(corpus_articles: list[Article], change: str) -> None:
    changed = {
        "same": lambda text: text,
        "case and marks": lambda text: text.replace("“", '"').replace("”", '"').upper(),
        "headline": lambda text: f"Updated: what is known so far\n\n{text}",
        "last paragraph": lambda text: text.rsplit("\n\n", 1)[0],
        "some words": lambda text: " ".join("XX" if n % 60 == 30 else word for n, word in enumerate(text.split())),
    }[change]
    long = [article for article in corpus_articles if len(article.text.split()) > 250]
    again = [Article(f"{article.id} again", changed(article.text)) for article in long]
    assert len(long) > 5
    assert marks([*long, *again]) == {f"{article.id} again": article.id for article in long}


def test_in_two_outlets_a_story_is_two_articles(corpus_articles: list[Article]) -> None:
    text = corpus_articles[0].text
    doubles = Doubles()
    marked = list(
        doubles.marked(
            [
                Article("a", text, outlet="Post"),
                Article("b", text, outlet="post"),
                Article("x", text),
                Article("c", text, outlet="Sun"),
                Article("d", text, outlet="Sun"),
                Article("e", text),
            ]
        )
    )
    assert [doubles.is_counted(article) for article in marked] == [True, False, False, True, False, False]
    assert [one.article for one in doubles.found] == ["b", "x", "c", "d", "e"]


def test_a_line_that_stands_in_two_places_is_no_double(tmp_path: Path) -> None:
    assert marks([Article("a", "“No,” Ann Bell said."), Article("b", "“No,” Ann Bell said.")]) == {}
