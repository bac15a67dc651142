"""Sources without a name are asked about where the article does not say why, or who they are."""

from dataclasses import replace

import pytest
from asking import asked, assert_asks_and_shows_the_place, assert_is_silent
from checked_articles import ANONYMOUS
from report_samples import short

from quotes.model import Analysis
from quotes.roles.codebook import Codebook

pytestmark = pytest.mark.models


@pytest.mark.parametrize(
    ("check", "article", "words"),
    [
        ("anonymous-without-reason", "anonymous", "lets a person familiar with the talks speak"),
        ("unnamed-attack", "unnamed", "lets a person familiar with the talks attack"),
        ("bare-label", "unnamed", "“critics” and nothing more"),
        ("anonymous-without-reason", "twice", "lets a source speak"),
        ("bare-label", "several", "“sources” and nothing more"),
        ("anonymous-without-reason", "familiar", "lets a city official and people close to the council speak"),
        ("bare-label", "judged_by_nobody", "“experts” and nothing more"),
    ],
)
def test_a_check_asks_and_shows_the_place(
    analyses: dict[str, Analysis], codebook: Codebook, check: str, article: str, words: str
) -> None:
    assert_asks_and_shows_the_place(analyses[article], codebook, check, words)


@pytest.mark.parametrize(
    ("check", "article"),
    [
        ("anonymous-without-reason", "with_reason"),
        ("anonymous-without-reason", "spokesman"),
        ("anonymous-without-reason", "apposition"),
        ("anonymous-without-reason", "mostly"),
        ("anonymous-without-reason", "named_next"),
        ("bare-label", "named_next"),
        ("unnamed-attack", "lied"),
        ("bare-label", "anonymous"),
        ("bare-label", "described"),
        ("bare-label", "labelled"),
        ("anonymous-without-reason", "told_behind"),
        ("bare-label", "summed_up"),
        ("bare-label", "leading"),
        ("bare-label", "concerns"),
        ("bare-label", "twice"),
        ("bare-label", "personal"),
        ("anonymous-without-reason", "in_story"),
        ("anonymous-without-reason", "several"),
        ("bare-label", "judged"),
        ("bare-label", "judged_later"),
        ("anonymous-without-reason", "to_media"),
        ("anonymous-without-reason", "questioning"),
        ("anonymous-without-reason", "bare_name"),
        ("anonymous-without-reason", "signed"),
        ("anonymous-without-reason", "memo"),
    ],
)
def test_a_check_is_silent_where_an_answer_is_there(
    analyses: dict[str, Analysis], codebook: Codebook, check: str, article: str
) -> None:
    assert_is_silent(analyses[article], codebook, check)


def test_the_question_names_the_words_of_the_anonymous_source(
    analyses: dict[str, Analysis], codebook: Codebook
) -> None:
    (finding,) = asked(analyses["anonymous"], codebook, "anonymous-without-reason")
    assert "A person familiar with the talks" in [span.of(ANONYMOUS) for span in finding.spans]


def test_only_a_medium_can_name_the_source_that_told_it_something(
    analyses: dict[str, Analysis], codebook: Codebook
) -> None:
    analysis = analyses["retold"]
    for outlet, speakers in (("", ["a source"]), ("BBC News", ["a source"]), ("Ellmoor Courier", [])):
        own = replace(analysis, article=replace(analysis.article, outlet=outlet))
        found = asked(own, codebook, "anonymous-without-reason")
        assert [finding.values["speaker"].words[0][:8] for finding in found] == speakers


@pytest.mark.parametrize(
    ("before", "source", "asks"),
    [
        ("The mill is shut. Ana dos Campos", "a senior engineer,", 0),
        ("The mill is shut. In East Tarn", "a senior engineer", 1),
    ],
)
def test_words_beside_a_name_are_no_unnamed_source(codebook: Codebook, before: str, source: str, asks: int) -> None:
    analysis = short("s", source, "business", before, named=False)
    assert len(asked(analysis, codebook, "anonymous-without-reason")) == asks


@pytest.mark.parametrize(
    ("title", "section", "asks"),
    [
        ("Mill sold", "Region", 1),
        ("Opinion: Keep the mill", "", 0),
        ("Keep the mill", "Comment", 0),
        ("Opinions on it", "", 1),
    ],
)
def test_what_is_called_a_comment_is_not_asked_about(
    analyses: dict[str, Analysis], codebook: Codebook, title: str, section: str, asks: int
) -> None:
    analysis = analyses["anonymous"]
    called = replace(analysis, article=replace(analysis.article, title=title, section=section))
    assert len(asked(called, codebook, "anonymous-without-reason")) == asks
