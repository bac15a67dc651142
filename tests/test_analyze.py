"""The Python entry: the analysis of a text, of many, a table of files or of a data frame, as in a notebook."""

import json
import logging
import pickle
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
import pytest
from fragile import Fragile

from quotes import ACTS, AnalysisError, Analyzer, Article, CodebookError, ModelError, ReadError
from quotes.document import Document
from quotes.messages import Skipped
from quotes.parse.parser import BATCH_CHARACTERS
from quotes.read import Columns

REPORT = "“We lost the barn,” said Orla Finch, who farms by the river. She wants the dam repaired.\n"


def test_an_analysis_tells_who_says_what_in_what_role(analyzer: Analyzer) -> None:
    analysis = analyzer(REPORT)
    (said,) = analysis.attributions
    assert said.content_text == "“We lost the barn,”" and said.cue_text == "said"
    assert said.source_text.startswith("Orla Finch")
    assert str(said.speaker) == "Orla Finch" and said.role is not None and said.evidence_text in REPORT
    assert said.kind == "direct" and said.tone is not None
    assert analysis.article.id == "text-1"


@pytest.mark.parametrize("text", ["", "\n \n", "No news today."])
def test_a_text_without_statements(analyzer: Analyzer, text: str) -> None:
    analysis = analyzer(text)
    assert analysis.attributions == () and analysis.to_frame().empty
    assert list(analysis.to_frame()) == list(analyzer(REPORT).to_frame())


def test_many_texts_and_articles_are_analysed_in_order(analyzer: Analyzer) -> None:
    mixed = [REPORT, Article("barn", REPORT, outlet="Courier"), "No news today."]
    found = list(analyzer.pipe(mixed))
    assert [analysis.article.id for analysis in found] == ["text-1", "barn", "text-3"]
    assert found[1].to_frame()["outlet"].tolist() == ["Courier"]
    assert analyzer(mixed[1]).article is mixed[1]


def test_texts_are_taken_only_as_far_as_they_are_needed(analyzer: Analyzer) -> None:
    taken = 0

    def texts() -> Iterator[str]:
        nonlocal taken
        while True:
            taken += 1
            yield "No news today. " * (BATCH_CHARACTERS // 15 + 1)

    assert next(analyzer.pipe(texts())).article.id == "text-1"
    assert taken == 1


@pytest.mark.parametrize(("texts", "words"), [(REPORT, r"analyzer\(text\)"), ([REPORT, None], "number 2 is no text")])
def test_what_are_no_texts_is_refused(analyzer: Analyzer, texts: object, words: str) -> None:
    with pytest.raises(TypeError, match=words):
        list(analyzer.pipe(texts))


def test_an_analysis_goes_into_pandas_and_json_with_the_same_names(analyzer: Analyzer) -> None:
    analysis = analyzer(Article("barn", REPORT, outlet="Courier"))
    frame, plain = analysis.to_frame(), analysis.to_dict()
    assert json.loads(json.dumps(plain)) == plain
    assert set(plain) == {"article", "attributions", "sources", "mentions"}
    (said,) = plain["attributions"]
    assert set(said) == set(frame) and said["content_text"] == frame["content_text"][0]
    assert REPORT[slice(*said["content"][0])] == said["content_text"]
    assert (plain["article"]["article"], plain["article"]["outlet"], plain["article"]["statements"]) == (
        "barn",
        "Courier",
        1,
    )
    assert plain["sources"][0]["source_id"] == said["source_id"]


def test_a_notebook_shows_the_words_and_runs_none_of_them(analyzer: Analyzer) -> None:
    shown = analyzer("“<script>alert(1)</script> is what we saw,” said Orla Finch.")._repr_html_()
    assert "Orla Finch" in shown and "&lt;script&gt;" in shown and "<script>" not in shown


def test_an_analysis_can_be_sent_to_another_process(analyzer: Analyzer) -> None:
    analysis = analyzer(REPORT)
    sent = pickle.loads(pickle.dumps(analysis))
    assert sent == analysis and sent.to_dict() == analysis.to_dict()


def test_a_table_of_a_file_as_text_or_path_and_of_a_table(analyzer: Analyzer, tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text(REPORT, encoding="utf-8")
    rows = tmp_path / "rows.jsonl"
    rows.write_text(json.dumps({"key": "r1", "words": REPORT}) + "\n", encoding="utf-8")
    table = analyzer.table(str(story))
    assert table.equals(analyzer.table([story]))
    assert table["speaker"][0] == "Orla Finch" and table["article"][0] == "story"
    own = analyzer.table([rows], "words", Columns(id="key"))
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


def test_acts_and_confidence_choose_what_is_kept(analyzer: Analyzer) -> None:
    everything = Analyzer(acts=ACTS)(REPORT).attributions
    assert {a.act for a in everything} == {"speech", "attitude"}
    assert {a.act for a in analyzer(REPORT).attributions} == {"speech"}
    weakest = min(a.confidence for a in everything)
    assert len(Analyzer(acts=ACTS, min_confidence=weakest + 0.001)(REPORT).attributions) < len(everything)


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
    skipped: list[Skipped] = []
    found = list(tripping.pipe(texts, skipped.append))
    assert [analysis.article.id for analysis in found] == ["text-1", "text-4"]
    assert {one.path: one.reason.partition(" (")[0] for one in skipped} == {
        "text-2": "cannot be analysed",
        "text-3": "the model cannot parse it",
    }
    with pytest.raises(AnalysisError, match="text-1: cannot be analysed"):
        tripping(texts[1])


def test_a_data_frame_of_articles_gives_a_table_with_its_ids(analyzer: Analyzer) -> None:
    frame = pd.DataFrame({"article_id": [7, 9], "body": [REPORT, "No news today."], "newspaper": ["Courier", "Post"]})
    table = analyzer.table(frame)
    assert table[["article", "outlet", "speaker"]].values.tolist() == [["7", "Courier", "Orla Finch"]]
    indexed = pd.DataFrame({"words": [REPORT, REPORT]}, index=["north", "south"])
    assert analyzer.table(indexed, text_column="words")["article"].tolist() == ["north", "south"]


def test_a_row_without_text_is_left_out_with_a_warning(analyzer: Analyzer, caplog: pytest.LogCaptureFixture) -> None:
    frame = pd.DataFrame({"text": [None, REPORT, float("nan"), 7]}, index=["a", "b", "c", "d"])
    with caplog.at_level(logging.WARNING):
        assert analyzer.table(frame)["article"].tolist() == ["b"]
    assert all(f"row {label}" in caplog.text for label in "acd")


@pytest.mark.parametrize("text_column", [None, "bodi"])
def test_a_data_frame_without_the_column_is_refused_with_those_it_has(
    analyzer: Analyzer, text_column: str | None
) -> None:
    with pytest.raises(ReadError, match=r"text.column.*columns there: words, 2024"):
        analyzer.table(pd.DataFrame({"words": [REPORT], 2024: [1]}), text_column=text_column)


def test_one_act_may_be_given_as_a_word(analyzer: Analyzer) -> None:
    assert Analyzer(acts="writing").acts == {"writing"}


@pytest.mark.parametrize(
    ("use", "words"),
    [
        (lambda analyzer: analyzer(3), "a text or an article is expected, not int"),
        (lambda analyzer: analyzer.table(pd.Series(["Police said so."])), "give the frame"),
        (lambda analyzer: analyzer.from_stanza("Police said so."), "not str"),
    ],
)
def test_what_is_mistaken_for_something_else_is_told(
    analyzer: Analyzer, use: Callable[[Analyzer], object], words: str
) -> None:
    with pytest.raises(TypeError, match=words):
        use(analyzer)
