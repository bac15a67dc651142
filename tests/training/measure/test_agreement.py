"""How much of what one annotator marked another marked too, counted by hand."""

from pathlib import Path

from quotes.evaluate import GoldAttribution
from quotes.model import Span
from training.measure.agreement import contents_found, report, sources_found


def marked(content: tuple[int, int], source: tuple[int, int] | None = None) -> GoldAttribution:
    return GoldAttribution("indirect", (Span(*content),), (), Span(*source) if source else None)


ANNA = [marked((0, 20), (21, 25)), marked((40, 60)), marked((80, 100), (101, 105))]
BELA = [marked((0, 12), (24, 30)), marked((80, 84), (120, 125))]


def test_a_source_is_found_where_the_other_marked_a_word_of_it() -> None:
    # Anna's second attribution has no source; Bela's 24 to 30 shares a letter with her first.
    assert list(sources_found(ANNA, BELA)) == [True, False]
    assert list(sources_found(BELA, ANNA)) == [True, False]


def test_an_attribution_is_found_where_half_of_the_content_is_shared() -> None:
    # 12 of 20 characters, none, 4 of 20.
    assert list(contents_found(ANNA, BELA)) == [True, False, False]
    assert list(contents_found(BELA, ANNA)) == [True, False]


def test_the_shares_are_over_both_directions_of_articles_with_several_annotators(tmp_path: Path) -> None:
    for part in ("train", "dev"):
        (tmp_path / part / "text").mkdir(parents=True)
        (tmp_path / part / "attributions").mkdir()
    one = "T1\tSource 0 4\tBell\nT2\tContent 10 20\tit rained.\nE1\tAttribution:T1 Source:T1 Content:T2\n"
    more = "T3\tSource 30 34\tPike\nT4\tContent 40 60\tit had not, she said\nE2\tAttribution:T3 Source:T3 Content:T4\n"
    files = {"road_anna": one, "road_bela": one + more, "barn_anna": one}
    for part in ("train", "dev"):
        for name, annotation in files.items():
            (tmp_path / part / "attributions" / f"{name}.ann").write_text(annotation, encoding="utf-8")
    # Bela marked all of Anna's one, Anna one of Bela's two: 2 of 3 of either.
    for line in report(tmp_path):
        assert "1 articles with several" in line and line.count("0.667") == 2
