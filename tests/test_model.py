"""The plain data: attributions and sources of an analysis know their words and each other, and stay plain."""

import pickle
from dataclasses import replace

import pytest
from report_samples import ROAD, road

from quotes.model import Role, Span


def test_an_attribution_reads_as_who_in_what_role_said_what() -> None:
    told = next(a for a in road().attributions if a.cue_text == "told")
    assert f"{told.speaker}, {told.role}: {told.content_text}" == (
        "Ruth Adeyemi, official: “Nobody is going to drive over that steel,” … "
        "“Not on my watch, and not for a month of Sundays.”"
    )
    assert (told.source_text, told.evidence_text) == ("Mayor Ruth Adeyemi", "Mayor")


def test_a_source_knows_the_words_that_name_it_and_those_that_told_its_role() -> None:
    analysis = road()
    vrba = replace(analysis.sources[2], descriptions=(Span(ROAD.index("engineer"), ROAD.index("engineer") + 8),))
    source = replace(analysis, sources=(*analysis.sources[:2], vrba, *analysis.sources[3:])).sources[2]
    assert source.mention_texts == ("Tomas Vrba", "Vrba")
    assert source.description_texts == ("engineer",)
    assert source.evidence_text == "engineer"
    assert analysis.sources[4].evidence_text == ""


def test_the_role_is_that_of_the_source_unless_it_speaks_here_in_another() -> None:
    analysis = road()
    first = analysis.attributions[0]
    assert first.role == analysis.sources[0].role
    own = Role("activist", Span(0, 3), "in this capacity", 0.8)
    here = replace(first, own_role=own)
    assert (here.role, here.evidence_text) == (own, "Two")


def test_nobody_s_statement_has_neither_speaker_nor_role() -> None:
    analysis = road()
    nobody = replace(analysis.attributions[0], source=None, source_index=None)
    (found,) = replace(analysis, attributions=(nobody,)).attributions
    assert (found.speaker, found.role, found.source_text, found.evidence_text) == (None, None, "", "")
    assert repr(found).startswith("nobody named: Two bridges")


def test_what_an_analysis_is_changed_to_is_what_its_attributions_tell() -> None:
    analysis = road()
    changed = replace(analysis, article=replace(analysis.article, text=ROAD.upper()))
    assert changed.attributions[0].content_text == analysis.attributions[0].content_text.upper()
    assert analysis.attributions[0].content_text in ROAD
    renamed = tuple(replace(source, speaker=source.speaker.upper()) for source in analysis.sources)
    assert str(replace(analysis, sources=renamed).attributions[1].speaker) == "RUTH ADEYEMI"


def test_outside_of_an_analysis_there_are_places_but_no_words() -> None:
    said = replace(road().attributions[0], article=None)
    assert said == road().attributions[0] and hash(said) == hash(road().attributions[0])
    with pytest.raises(ValueError, match="Analysis"):
        _ = said.content_text
    assert "indirect" in repr(said)


def test_words_and_speakers_survive_pickling() -> None:
    analysis = pickle.loads(pickle.dumps(road()))
    assert analysis == road()
    assert repr(analysis.attributions) == repr(road().attributions)
    (alone,) = pickle.loads(pickle.dumps(road().attributions[:1]))
    assert (str(alone.speaker), alone.cue_text) == ("the county of Ellmoor", "said")


def test_all_of_it_is_shown_in_short_lines() -> None:
    analysis = road()
    assert repr(analysis).startswith("ellmoor-bridges: 7 attributions (3 indirect, 2 direct, ")
    assert repr(analysis).endswith(", 6 sources")
    assert repr(analysis.sources[3]) == "Joan Pike (witness)"
    assert repr(analysis.attributions[3]) == (
        "Joan Pike (witness): “It takes me an hour to get to my own mother,” [said]"
    )
    assert repr(analysis.attributions[-1]) == "Kestrel Bridges (business): no-comment [did not return three calls]"
    whole = Span(0, len(ROAD))
    long = replace(analysis.attributions[0], content=(whole,))
    assert "…" in repr(long) and len(repr(long)) < 140 and "\n" not in repr(long)
    assert ROAD not in repr(analysis.article)
