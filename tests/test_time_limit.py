"""An article that takes too long is left out, and the others are not."""

import time

import pytest
from fragile import Fragile

from quotes.messages import Skipped
from quotes.model import Article
from quotes.time_limit import TooSlow, time_limit


class Slow(Fragile):
    """Stands for an article of which nobody knows why it takes for ever."""

    def _annotate(self, texts: list[str]):
        if any("endless" in text for text in texts):
            time.sleep(60)
        return super()._annotate(texts)


def test_a_block_ends_with_its_time_and_never_without_one() -> None:
    with pytest.raises(TooSlow, match=r"0\.05 seconds"), time_limit(0.05):
        time.sleep(5)
    with time_limit(0), time_limit(60):
        time.sleep(0.01)


@pytest.mark.models
def test_an_article_that_takes_too_long_costs_only_itself() -> None:
    skipped: list[Skipped] = []
    articles = [Article("a", "It rained."), Article("b", "It was endless."), Article("c", "It snowed.")]
    parsed = list(Slow(article_timeout=5).pairs(articles, skipped.append))
    assert [article.id for article, _ in parsed] == ["a", "c"]
    assert [one.path for one in skipped] == ["b"] and "--article-timeout" in skipped[0].reason
