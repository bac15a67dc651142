"""Decisions hold for the statements whose words they name: after a new run, another model, a changed file."""

from dataclasses import replace

import pytest
from decisions import change, decision
from report_samples import ROAD, at, road

from quotes.model import Analysis, Article, Attribution, Span
from quotes.review.apply import CorrectedAnalysis, corrected
from quotes.review.corrections import Decision, Reading, digest_of, quoted_at
from quotes.text.layout import layout_of

COUNTY, MAYOR, VRBA, PIKE, BRIEFED, MONEY, KESTREL = range(7)


def words(result: CorrectedAnalysis) -> list[str]:
    return [attribution.content_text for attribution in result.analysis.attributions]


def of(result: CorrectedAnalysis, text: str) -> Attribution:
    return next(one for one in result.analysis.attributions if text in one.content_text)


def elsewhere(text: str, attributions: tuple[int, ...] = tuple(range(7))) -> Analysis:
    """The sample in another state of its text: what the tool finds there, at its places there."""
    before = road()

    def moved(span: Span) -> Span:
        return at(text, span.of(ROAD)) if span.of(ROAD) in text else Span(0, 0)

    kept = tuple(
        replace(
            before.attributions[i],
            content=tuple(map(moved, before.attributions[i].content)),
            cue=tuple(map(moved, before.attributions[i].cue)),
            source=moved(before.attributions[i].source or Span(0, 0)),
        )
        for i in attributions
    )
    article = Article("ellmoor-bridges", text)
    return Analysis(article, kept, before.sources, layout_of(text))


def test_what_a_person_confirms_stays_as_it_is_and_is_marked() -> None:
    result = corrected(road(), [decision(road(), MAYOR, "confirm", why="heard her say so")])
    (mayor,) = [one for one in result.analysis.attributions if one.check]
    assert (mayor.check.action, mayor.check.who, mayor.check.why) == ("confirm", "Kim", "heard her say so")
    assert replace(mayor, check=None) == road().attributions[MAYOR]
    assert result.analysis.sources == road().sources and not result.unfit


def test_a_role_is_set_for_one_statement_or_for_all_of_its_speaker() -> None:
    one = corrected(road(), [change(road(), VRBA, role="expert")])
    assert of(one, "older bridge").role.name == "expert"
    assert of(one, "money was gone").role.name == "unknown"
    assert [str(a.role) for a in one.analysis.attributions if a.source_text == "Vrba"] == ["expert", "official"]
    both = corrected(road(), [change(road(), VRBA, reach="speaker", role="expert")])
    assert [str(a.role) for a in both.analysis.attributions if a.source_text == "Vrba"] == ["expert", "expert"]
    assert next(s for s in both.analysis.sources if s.speaker == "Tomas Vrba").role.name == "expert"
    assert [a.check is not None for a in both.analysis.attributions].count(True) == 1


def test_a_word_on_one_statement_goes_before_one_on_all_of_the_speaker() -> None:
    result = corrected(
        road(), [change(road(), MONEY, role="witness"), change(road(), VRBA, reach="speaker", role="expert")]
    )
    assert [str(a.role) for a in result.analysis.attributions if a.source_text == "Vrba"] == ["expert", "witness"]


def test_a_statement_goes_to_another_source_of_the_article_or_to_a_new_one() -> None:
    known = corrected(road(), [change(road(), MONEY, speaker="Ruth Adeyemi")])
    assert of(known, "the money was gone").speaker.speaker in ("A person briefed on the repairs", "Ruth Adeyemi")
    money = next(a for a in known.analysis.attributions if a.content_text == "the money was gone")
    assert money.speaker.speaker == "Ruth Adeyemi" and len(known.analysis.sources) == 6
    new = corrected(road(), [change(road(), PIKE, speaker="her sister", named=False, role="witness")])
    assert of(new, "hour to get").speaker.speaker == "her sister"
    assert "Joan Pike" not in [source.speaker for source in new.analysis.sources]


def test_where_a_person_says_that_nobody_is_credited_nobody_is() -> None:
    result = corrected(road(), [change(road(), PIKE, "speaker", speaker="", named=None)])
    one = of(result, "hour to get")
    assert (one.source_index, one.source, one.role) == (None, None, None)
    assert "Joan Pike" not in [source.speaker for source in result.analysis.sources]
    assert len(result.analysis.sources) == len(road().sources) - 1


def test_who_names_another_speaker_has_said_nothing_of_the_role() -> None:
    new = of(corrected(road(), [change(road(), PIKE, speaker="her sister")]), "hour to get")
    assert new.speaker.speaker == "her sister"
    assert new.role == road().sources[PIKE].role


def test_two_sources_that_are_one_are_joined() -> None:
    result = corrected(road(), [change(road(), KESTREL, reach="speaker", speaker="the county of Ellmoor")])
    speakers = [source.speaker for source in result.analysis.sources]
    assert "Kestrel Bridges" not in speakers and len(speakers) == 5


def test_what_is_no_statement_goes_and_its_speaker_with_it() -> None:
    result = corrected(road(), [decision(road(), PIKE, "delete")])
    assert not any("hour to get" in text for text in words(result))
    assert "Joan Pike" not in [source.speaker for source in result.analysis.sources]
    assert [gone.content_text for _, gone in result.removed] == ["“It takes me an hour to get to my own mother,”"]


def test_a_missed_statement_comes_in_at_its_place_with_tone_and_kind() -> None:
    said = quoted_at(ROAD, at(ROAD, "Residents of Mill Lane were angry"))
    who = quoted_at(ROAD, at(ROAD, "Residents of Mill Lane"))
    reading = Reading((said,), (), (who,), "Residents of Mill Lane", "witness", False, "indirect")
    added = Decision("a", "a", "add", "Kim", "2026", "ellmoor-bridges", digest_of(ROAD), decided=reading)
    result = corrected(road(), [added])
    position = words(result).index("Residents of Mill Lane were angry")
    assert "hour to get" in words(result)[position + 1]
    one = result.analysis.attributions[position]
    assert (str(one.role), one.speaker.speaker, one.confidence) == ("witness", "Residents of Mill Lane", 1.0)
    assert one.tone is not None and one.check.action == "add"


def test_other_words_are_taken_over_and_the_rest_stays() -> None:
    shorter = (quoted_at(ROAD, at(ROAD, "the older bridge could carry")),)
    result = corrected(road(), [change(road(), VRBA, content=shorter, kind="indirect")])
    one = of(result, "older bridge")
    assert (one.content_text, one.kind, one.construction) == (
        "the older bridge could carry",
        "indirect",
        "according to",
    )


@pytest.mark.parametrize(
    "text",
    [
        "A correction was made on Tuesday.\n\n" + ROAD,
        ROAD.replace(" on Monday", " on Monday, after a long night"),
        ROAD.replace("Not on my watch, and", "Not on my watch,\nand"),
    ],
    ids=["a paragraph in front", "words in between", "wrapped anew"],
)
def test_decisions_move_with_the_text(text: str) -> None:
    made = [decision(road(), MAYOR, "confirm"), change(road(), VRBA, role="expert"), decision(road(), PIKE, "delete")]
    result = corrected(elsewhere(text, (COUNTY, VRBA, PIKE)), made)
    assert not result.unfit
    assert any(one.source_text == "Mayor Ruth Adeyemi" for one in result.analysis.attributions)
    assert of(result, "older bridge").role.name == "expert"
    assert not any("hour to get" in text for text in words(result))


def test_what_the_tool_no_longer_finds_is_there_by_a_persons_word() -> None:
    result = corrected(
        elsewhere(ROAD, (COUNTY,)), [decision(road(), MAYOR, "confirm"), decision(road(), PIKE, "delete")]
    )
    assert len(result.analysis.attributions) == 2
    assert of(result, "Nobody is going").speaker.speaker == "Ruth Adeyemi" and not result.unfit


def test_another_cut_of_the_same_words_is_the_same_statement() -> None:
    base = road()
    shorter = replace(
        base.attributions[VRBA], content=(at(ROAD, "older bridge could carry “a car at a time” by Easter"),)
    )
    attributions = (*base.attributions[:VRBA], shorter, *base.attributions[VRBA + 1 :])
    result = corrected(replace(base, attributions=attributions), [decision(road(), VRBA, "confirm")])
    assert len(result.analysis.attributions) == 7
    assert of(result, "older bridge").content_text.startswith("the older bridge")


def test_what_no_longer_fits_is_told() -> None:
    text = ROAD.replace("“It takes me an hour to get to my own mother,” said", "It was a nuisance, said")
    result = corrected(
        elsewhere(text, (COUNTY, MAYOR)), [decision(road(), PIKE, "delete"), decision(road(), MAYOR, "confirm")]
    )
    assert [one.decision.action for one in result.unfit] == ["delete"]
    assert "not in the article any more" in result.unfit[0].reason
