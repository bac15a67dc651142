"""An analysis as plain data comes back as it was; other data are refused."""

import json

import pytest
from report_samples import corpus

from quotes.model import Article
from quotes.serialize import as_analysis, as_data


def test_an_analysis_comes_back_from_json() -> None:
    for analysis in corpus():
        assert as_analysis(json.loads(json.dumps(as_data(analysis))), analysis.article) == analysis


def test_a_span_is_its_two_ends_and_the_article_stays_out() -> None:
    analysis = next(one for one in corpus() if one.attributions and one.attributions[0].cue)
    data = as_data(analysis)
    cue = analysis.attributions[0].cue[0]
    assert data["attributions"][0]["cue"][0] == [cue.start, cue.end]
    assert set(data) == {"attributions", "sources", "layout", "sentences"}


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"attributions": None, "sources": [], "layout": {"paragraphs": [], "quotations": []}},
        {"attributions": [], "sources": [], "layout": {"paragraphs": [[5, 1]], "quotations": []}},
        {"attributions": [], "sources": [{"speaker": "A", "mentions": [], "named": True, "kind": "planet"}],
         "layout": {"paragraphs": [], "quotations": []}},
    ],
)  # fmt: skip
def test_other_data_are_refused(data: dict[str, object]) -> None:
    with pytest.raises((LookupError, TypeError, ValueError)):
        as_analysis(data, Article("a", "text"))
