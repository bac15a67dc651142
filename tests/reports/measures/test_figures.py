"""A corpus counted from a file on disk: the numbers are those of the whole table, and memory stays where it is."""

import tracemalloc
from collections.abc import Iterator

import pandas as pd
from report_samples import corpus
from tables import attributions

from quotes.roles.codebook import load_codebook
from quotes.table.rows import attributions_table
from reports.measures.balance import balance
from reports.measures.figures import ARTICLES_AT_A_TIME, Figures

ROLES = ("official", "witness", "activist", "other")
KILOBYTES_AN_ARTICLE = 3
"""What counting may keep of an article with twelve statements; all that their rows hold is several times that."""


def pieces(number: int, size: int = 50) -> Iterator[pd.DataFrame]:
    """Attributions of so many articles, most of whose sources are heard in no other."""
    said = {f"a{n}": [{"role": ROLES[k % 4], "speaker": f"Ann {n} {k}"} for k in range(12)] for n in range(size)}
    table = attributions(said)
    for piece in range(number // size):
        article = table["article"] + f"-{piece}"
        yield table.assign(article=article, corpus_source=table["speaker"] + f" {piece}", title=f"Title {piece}")


def peak(number: int) -> int:
    """The most memory, in bytes, that the measures of so many articles take at a time."""
    tracemalloc.start()
    try:
        assert balance(Figures(pieces(number)), codebook=load_codebook("three-way")).articles == number
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def test_memory_hardly_grows_with_the_corpus() -> None:
    few, many = 2 * ARTICLES_AT_A_TIME, 4 * ARTICLES_AT_A_TIME  # fewer do not fill what is kept at a time
    peak(50)  # what is made once and kept is no matter of the corpus
    assert peak(many) - peak(few) < KILOBYTES_AN_ARTICLE * 1_000 * (many - few)


def test_pieces_in_any_order_give_the_numbers_of_the_whole_table() -> None:
    several = list(pieces(2 * ARTICLES_AT_A_TIME + 50))
    whole, parts = balance(pd.concat(several)), balance(Figures(reversed(several)))
    for name in ("shares", "summary", "treatment", "tone", "cues", "most_heard", "lorenz", "by_article", "floor"):
        pd.testing.assert_frame_equal(getattr(whole, name), getattr(parts, name))
    assert parts.corpus_sources == len(parts.by_article) * 12 and len(parts.most_heard) == 5_000


def test_a_statement_may_stand_in_any_piece() -> None:
    table = attributions_table(corpus())
    whole, parts = balance(table), balance(Figures([table.iloc[::2], table.iloc[1::2]]))
    pd.testing.assert_frame_equal(whole.summary, parts.summary)
    pd.testing.assert_frame_equal(whole.unanswered, parts.unanswered)
