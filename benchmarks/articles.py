"""A folder of articles in, any number of articles like them out: repeated, each time with other names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count, islice
from pathlib import Path

from quotes.errors import ReadError
from quotes.model import Article
from quotes.read import read_articles

NAME = re.compile(r"\b[A-Z][a-z]{3,}\b")
WORD = re.compile(r"\b[a-z]+\b")
ENDINGS = ("an", "berg", "dale", "er", "field", "ham", "ley", "man", "ow", "son", "ton", "well")


def articles_like(folder: Path, number: int) -> Iterator[Article]:
    """``number`` articles, made as they are taken; raises ReadError where the folder has none."""
    read = list(read_articles([folder]))
    if not read:
        raise ReadError(f"{folder}: no article here to time; name a folder of articles")
    return islice(_repeated(read), number)


def _repeated(articles: Sequence[Article]) -> Iterator[Article]:
    """The articles over and over: words that are nothing but names get another ending each time.

    So nothing that remembers words has an easier task than with as many different articles.
    """
    common = {word for article in articles for word in WORD.findall(article.text)}
    for turn in count():
        for article in articles:
            yield replace(article, id=f"{article.id}-{turn}", text=_with_other_names(article.text, turn, common))


def _with_other_names(text: str, turn: int, common: set[str]) -> str:
    place, more = turn, ""
    while place:
        place, ending = divmod(place, len(ENDINGS))
        more += ENDINGS[ending]
    return NAME.sub(lambda name: name[0] if name[0].lower() in common else name[0] + more, text)
