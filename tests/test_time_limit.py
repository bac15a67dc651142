"""An article that takes too long is left out, and the others are not."""

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from fragile import Fragile

from quotes.messages import Skipped
from quotes.model import Article
from quotes.parse.parser import Parser
from quotes.read import count_articles, read_articles
from quotes.time_limit import TooSlow, each_in_time, time_limit


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


def swallowed() -> str:
    """A block whose library takes every error for one of its own, the end of its time too."""
    try:
        with time_limit(0.05):
            try:
                for _ in range(200):
                    time.sleep(0.01)
            except:  # noqa: E722
                pass
    except TooSlow as error:
        return str(error)
    return "went on"


def test_a_library_that_swallows_every_error_does_not_hide_the_end() -> None:
    assert "0.05 seconds" in swallowed()
    with ThreadPoolExecutor(1) as thread:
        assert "0.05 seconds" in thread.submit(swallowed).result(timeout=10)


def test_an_error_of_the_block_is_its_own_and_an_interruption_stays_one() -> None:
    for error in (ValueError, KeyboardInterrupt):
        with pytest.raises(error), time_limit(5):
            raise error


def test_a_block_in_another_thread_ends_with_its_time_too() -> None:
    def endless() -> str:
        try:
            with time_limit(0.05):
                while True:
                    time.sleep(0.001)
        except TooSlow as error:
            return str(error)

    with ThreadPoolExecutor(1) as thread:
        assert "0.05 seconds" in thread.submit(endless).result(timeout=10)
        assert thread.submit(lambda: 1).result(timeout=10) == 1


def test_a_loop_has_the_time_anew_for_each_step_and_none_is_taken_by_who_waits() -> None:
    def steps():
        for number in range(2):
            time.sleep(0.05)
            yield number

    for _ in each_in_time(steps(), 1):
        time.sleep(1.1)
    with pytest.raises(TooSlow):
        list(each_in_time(steps(), 0.02))


def test_a_file_that_takes_too_long_to_read_costs_only_itself(tmp_path: Path) -> None:
    paragraphs = "<p>The council shut it.<b>x</b></p>" * 100_000
    (tmp_path / "endless.html").write_text(f"<html><body>{paragraphs}</body></html>", encoding="utf-8")
    (tmp_path / "short.txt").write_text("It rained, the mayor said.", encoding="utf-8")
    skipped: list[Skipped] = []
    list(read_articles(tmp_path / "short.txt"))  # what a busy machine takes to load is none of the file's time
    assert count_articles(tmp_path, article_timeout=1) == 2
    read = list(read_articles(tmp_path, on_skip=skipped.append, article_timeout=1))
    assert [article.id for article in read] == ["short"]
    assert [Path(one.path).name for one in skipped] == ["endless.html"] and "--article-timeout" in skipped[0].reason


def test_an_article_that_takes_too_long_costs_only_itself(parser: Parser) -> None:
    skipped: list[Skipped] = []
    articles = [Article("a", "It rained."), Article("b", "It was endless."), Article("c", "It snowed.")]
    list(parser.pairs(articles[:1]))  # the encoder is loaded, which a busy machine may take seconds for
    parsed = list(Slow(article_timeout=2).pairs(articles, skipped.append))
    assert [article.id for article, _ in parsed] == ["a", "c"]
    assert [one.path for one in skipped] == ["b"] and "--article-timeout" in skipped[0].reason
