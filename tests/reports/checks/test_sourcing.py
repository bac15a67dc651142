"""What is told without a source, late or from a release is asked about."""

from dataclasses import replace
from pathlib import Path

import pytest
from asking import asked, assert_asks_and_shows_the_place, assert_is_silent
from checked_articles import UNNAMED

from quotes.model import Analysis
from quotes.roles.codebook import Codebook
from reports.checks.checks import load_checks

pytestmark = pytest.mark.models


@pytest.mark.parametrize(
    ("check", "article", "words"),
    [
        ("late-attribution", "late", "Mayor Ruth Adeyemi, comes only after"),
        ("prepared-statements", "posted", "83% of the statements"),
    ],
)
def test_a_check_asks_and_shows_the_place(
    analyses: dict[str, Analysis], codebook: Codebook, check: str, article: str, words: str
) -> None:
    assert_asks_and_shows_the_place(analyses[article], codebook, check, words)


@pytest.mark.parametrize(
    ("check", "article"),
    [
        ("hedge-without-source", "single"),
        ("late-attribution", "single"),
        ("late-attribution", "going_on"),
        ("late-attribution", "announced"),
        ("late-attribution", "in_brackets"),
        ("prepared-statements", "officials"),
        ("hedge-without-source", "told_behind"),
        ("hedge-without-source", "personal"),
        ("hedge-without-source", "on_trial"),
        ("hedge-without-source", "told_above"),
        ("late-attribution", "after_another"),
        ("prepared-statements", "retired"),
    ],
)
def test_a_check_is_silent_where_an_answer_is_there(
    analyses: dict[str, Analysis], codebook: Codebook, check: str, article: str
) -> None:
    assert_is_silent(analyses[article], codebook, check)


def test_a_hedge_is_asked_about_where_nobody_is_credited(analyses: dict[str, Analysis], codebook: Codebook) -> None:
    (finding,) = asked(analyses["unnamed"], codebook, "hedge-without-source")
    assert finding.question.startswith("The article hedges with “reportedly” and names nobody.")
    assert [span.of(UNNAMED) for span in finding.spans] == ["reportedly"] and finding.attributions == ()


def test_a_hedge_right_before_a_report_is_not_asked_about(analyses: dict[str, Analysis], codebook: Codebook) -> None:
    (finding,) = asked(analyses["reported"], codebook, "hedge-without-source")
    assert [span.start for span in finding.spans] == [UNNAMED.index("reportedly")]


def test_what_would_cry_wolf_is_off_until_somebody_wants_it(
    analyses: dict[str, Analysis], codebook: Codebook, tmp_path: Path
) -> None:
    path = tmp_path / "checks.toml"
    path.write_text("[check.headline-without-source]\non = true\n", encoding="utf-8")
    assert not any(load_checks().by_name[name].on for name in ("affected-not-heard", "affiliation-not-told"))
    analysis = analyses["single"]
    claim = replace(analysis, article=replace(analysis.article, title="Lower road will stay shut until April"))
    said = replace(claim, article=replace(claim.article, title="Lower road will stay shut until April, mayor says"))
    assert asked(claim, codebook, "headline-without-source") == []
    assert len(asked(claim, codebook, "headline-without-source", path)) == 1
    assert asked(said, codebook, "headline-without-source", path) == []
