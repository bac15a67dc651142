"""The Python entry: attributions of a text, a table of files, as in a notebook."""

import json
import logging
from pathlib import Path

import pytest
from fragile import Fragile

from quotes import Analyzer, Article, CodebookError, ModelError, QuotesError
from quotes.document import Document
from quotes.read import Columns, Skipped

REPORT = "“We lost the barn,” said Orla Finch, who farms by the river. She wants the dam repaired.\n"


@pytest.fixture(scope="module")
def analyzer() -> Analyzer:
    return Analyzer()


def test_attributions_of_a_text(analyzer: Analyzer) -> None:
    (first, *_) = analyzer.attributions(REPORT)
    assert [span.of(REPORT) for span in first.content] == ["“We lost the barn,”"]
    assert first.source is not None and "Orla Finch" in first.source.of(REPORT)
    assert first.kind == "direct" and first.tone is not None


def test_an_analysis_has_the_sources_too(analyzer: Analyzer) -> None:
    analysis = analyzer.analysis(REPORT)
    source = analysis.source_of(analysis.attributions[0])
    assert source is not None and source.speaker == "Orla Finch" and source.role is not None


@pytest.mark.parametrize("text", ["", "\n \n", "No news today."])
def test_a_text_without_statements(analyzer: Analyzer, text: str) -> None:
    assert analyzer.attributions(text) == ()


def test_a_table_of_a_file_as_text_or_path_and_of_a_table(analyzer: Analyzer, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(REPORT, encoding="utf-8")
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"key": "r1", "body": REPORT}) + "\n", encoding="utf-8")
    table = analyzer.table(str(story))
    assert table.equals(analyzer.table([story]))
    assert table["speaker"][0] == "Orla Finch" and table["article"][0] == "story"
    own = analyzer.table([rows], Columns(text="body", id="key"))
    assert own["content"].tolist() == table["content"].tolist() and set(own["article"]) == {"r1"}


def test_what_cannot_be_read_is_left_out_of_a_table_with_a_warning(
    analyzer: Analyzer, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "story.txt").write_text(REPORT, encoding="utf-8")
    with caplog.at_level(logging.WARNING):
        table = analyzer.table(tmp_path)
    assert set(table["article"]) == {"story"}
    assert "empty.txt" in caplog.text


def test_acts_and_confidence_choose_what_is_kept() -> None:
    everything = Analyzer().attributions(REPORT)
    assert {a.act for a in everything} >= {"speech", "attitude"}
    assert {a.act for a in Analyzer(acts=["speech"]).attributions(REPORT)} == {"speech"}
    weakest = min(a.confidence for a in everything)
    assert len(Analyzer(min_confidence=weakest + 0.001).attributions(REPORT)) < len(everything)


@pytest.mark.parametrize(
    ("options", "error", "words"),
    [
        ({"acts": ["spech"]}, ValueError, "spech"),
        ({"min_confidence": 70}, ValueError, "from 0 to 1"),
        ({"codebook": "/not/there.toml"}, CodebookError, "/not/there.toml"),
        ({"model": "default", "model_dir": "/not/there"}, ModelError, "quotes models download default"),
    ],
)
def test_what_cannot_be_used_is_refused(options: dict, error: type[Exception], words: str) -> None:
    with pytest.raises(error, match=words):
        Analyzer(**options)


def test_one_article_that_cannot_be_analysed_costs_only_itself(analyzer: Analyzer) -> None:
    class Tripping(Analyzer):
        """Stands for a rule that trips over a text."""

        def _analysis(self, article: Article, document: Document):
            if "stumble" in article.text:
                raise IndexError("list index out of range")
            return super()._analysis(article, document)

    tripping = Tripping()
    tripping._parser = Fragile()
    texts = [REPORT, "They stumble here.", "This is unparsable.", REPORT]
    articles = [Article(str(number), text) for number, text in enumerate(texts)]
    skipped: list[Skipped] = []
    found = list(tripping.analyses(articles, skipped.append))
    assert [analysis.article.id for analysis in found] == ["0", "3"]
    assert {one.path: one.reason.partition(" (")[0] for one in skipped} == {
        "1": "cannot be analysed",
        "2": "the model cannot parse it",
    }
    with pytest.raises(QuotesError, match="1: cannot be analysed"):
        list(tripping.analyses(articles[1:2]))
