"""What coders marked goes out in each format and comes back the same; what other programs write is understood."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from report_samples import road, short

from quotes.annotations.coding import Coding
from quotes.annotations.formats import WRITERS, read_codings, write_codings
from quotes.errors import ReadError
from quotes.model import Analysis
from quotes.review.corrections import Reading, reading_of

AFTER = {"brat": "", "inception": "", "jsonl": ".jsonl", "csv": ".csv", "label-studio": ".json", "w3c": ".json"}


def readings(analysis: Analysis, content_only: bool = False) -> tuple[Reading, ...]:
    found = [reading_of(one, analysis.article) for one in analysis.attributions]
    return tuple(replace(one, role=one.role if one.speaker else "") for one in found if one.content or not content_only)


def codings(content_only: bool = False) -> tuple[list[Coding], dict[str, str]]:
    """Two coders over two articles, one with an emoji before its statement."""
    bridge, emoji = road(), short("a/1 ä", "Ruth Adeyemi", "official", "\U0001f600\U0001f680 The money comes in March")
    texts = {one.article.id: one.article.text for one in (bridge, emoji)}
    anna = {one.article.id: readings(one, content_only) for one in (bridge, emoji)}
    ben = {bridge.article.id: tuple(replace(one, role="witness", named=None) for one in anna[bridge.article.id][:3])}
    return [Coding("anna", anna), Coding("ben", ben)], texts


@pytest.mark.parametrize("format", sorted(WRITERS))
def test_what_coders_marked_comes_back_the_same(format: str, tmp_path: Path) -> None:
    wanted, texts = codings(content_only=format == "csv")
    out = tmp_path / f"out{AFTER[format]}"
    write_codings(out, wanted, format, texts)
    paths = [out / "anna", out / "ben"] if not AFTER[format] else [out]
    found = [coding for path in paths for coding in read_codings(path, texts)]
    assert {coding.coder: dict(coding.statements) for coding in found} == {
        coding.coder: dict(coding.statements) for coding in wanted
    }


@pytest.mark.parametrize("format", ["brat", "inception", "label-studio"])
def test_formats_with_texts_need_no_others(format: str, tmp_path: Path) -> None:
    (anna, _), texts = codings()
    one = replace(anna, statements={"ellmoor-bridges": anna.statements["ellmoor-bridges"]})
    out = tmp_path / f"out{AFTER[format]}"
    write_codings(out, [one], format, texts)
    (found,) = read_codings(out, {})
    assert found.statements == one.statements and found.texts["ellmoor-bridges"] == texts["ellmoor-bridges"]


def test_annotators_mark_in_brat_and_label_studio_with_the_settings_beside(tmp_path: Path) -> None:
    wanted, texts = codings()
    write_codings(tmp_path / "brat", wanted[:1], "brat", texts)
    assert (
        "Role Arg:<EVENT>, Value:business|official|unknown|witness"
        in (tmp_path / "brat" / "annotation.conf").read_text()
    )
    write_codings(tmp_path / "tasks.json", wanted, "label-studio", texts)
    assert '<Choice value="official"/>' in (tmp_path / "label-studio.xml").read_text()


def test_offsets_of_javascript_are_understood(tmp_path: Path) -> None:
    """A browser counts an emoji as two characters."""
    text = "\U0001f600 “We will pay,” Ada Moor said."
    start = text.index("“") + 1
    value = {"start": start, "end": start + 14, "text": "“We will pay,”", "labels": ["Content"]}
    task = {
        "id": 7,
        "data": {"text": text},
        "annotations": [
            {
                "completed_by": 3,
                "result": [{"id": "x", "from_name": "l", "to_name": "t", "type": "labels", "value": value}],
            }
        ],
    }
    (tmp_path / "export.json").write_text(json.dumps([task]))
    (coding,) = read_codings(tmp_path / "export.json", {})
    (statement,) = coding.statements["7"]
    assert coding.coder == "3"
    assert statement.content[0].words == "“We will pay,”" and statement.kind == "direct"


def test_a_web_annotation_of_another_program_is_a_statement(tmp_path: Path) -> None:
    text = "The mill closes, Ada Moor said. Nobody asked the men."
    quote = {"type": "TextQuoteSelector", "exact": "The mill closes"}
    annotation = {
        "type": "Annotation",
        "creator": "acct:kim@example.org",
        "target": {"source": "mill", "selector": quote},
    }
    (tmp_path / "page.json").write_text(json.dumps([annotation]))
    (coding,) = read_codings(tmp_path / "page.json", {"mill": text})
    assert [one.content[0].words for one in coding.statements["mill"]] == ["The mill closes"]
    assert coding.statements["mill"][0].kind == "indirect"


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("a.csv", "article,text\n1,x\n", "no column content_text"),
        ("a.csv", "article,content_text\nmill,no such words\n", "row 2: “no such words” does not stand in the article"),
        ("a.csv", "article,content_text\nother,x\n", "the text of other is not known"),
        ("a.csv", "article,content_text,kind\nmill,closes,loud\n", "kind “loud”: use one of direct"),
        ("a.json", '[{"data": {}}]', "task 1: 'text'; export the project as JSON"),
        ("a.json", "{", "give JSON of Label Studio or of W3C"),
        ("a.json", '{"items": [{"target": 3}]}', "annotation 1:"),
        ("a.jsonl", '{"action": "add"}', "no annotation in it"),
    ],
)
def test_what_is_no_annotation_is_told_with_its_place(name: str, content: str, says: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(content)
    with pytest.raises(ReadError, match=says):
        read_codings(tmp_path / name, {"mill": "The mill closes, Ada Moor said."})
