"""A hedge that stands in place of a source is a row, and no statement."""

from dataclasses import replace

from report_samples import at, short

from quotes.roles.codebook import Codebook
from quotes.table.rows import frame_of
from quotes.text.layout import layout_of
from reports.checks.checks import load_checks
from reports.checks.hedges import hedge_rows


def test_a_hedge_without_a_source_is_a_row_and_no_statement(codebook: Codebook) -> None:
    text = "The mill burned on Monday. It allegedly stood empty.\n\nReportedly, two men fled. “We ran,” said Ann Bell."
    analysis = replace(short("s", "Ann Bell", "expert", "We ran"), layout=layout_of(text))
    content, cue = (at(text, words) for words in ("“We ran,”", "said"))
    own = replace(analysis.attributions[0], content=(content,), cue=(cue,), source=at(text, "Ann Bell"))
    analysis = replace(analysis, article=replace(analysis.article, text=text), attributions=(own,))
    rows = frame_of(hedge_rows(analysis, load_checks(), codebook), "hedges")
    assert rows["hedge_text"].tolist() == ["allegedly", "Reportedly"] and set(rows["speaker"]) == {"nobody"}
    assert rows["claim_text"].tolist() == ["It allegedly stood empty.", "Reportedly, two men fled."]
    assert rows["paragraph"].tolist() == [1, 2]
