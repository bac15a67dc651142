"""Scores: what counts as found, what is right about it, and anybody's attributions scored from JSON Lines."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_samples import road

from quotes.cli.app import run
from quotes.errors import ReadError
from quotes.evaluate import (
    GoldAttribution,
    evaluate,
    marked,
    matched,
    overlap,
    read_brat_gold,
    read_corpus_gold,
    read_predictions,
    report,
    same_speaker,
    score,
)
from quotes.model import Span


def said(
    content: tuple[int, int], source: tuple[int, int] | None = (0, 5), kind: str = "direct", **more: object
) -> GoldAttribution:
    parts = {"speaker": "Lena Holt", "role": "official", "named": True} | more
    return GoldAttribution(kind, (Span(*content),), (Span(90, 94),), Span(*source) if source else None, **parts)


def silent(cue: tuple[int, int]) -> GoldAttribution:
    return GoldAttribution("no-comment", (), (Span(*cue),), Span(0, 5), "Lena Holt", "official", True)


def test_what_is_the_same_is_found_and_right() -> None:
    gold = {"a": [said((10, 30)), silent((40, 59))], "b": [said((0, 9))]}
    scores = score(gold, gold)
    assert scores.precision == scores.recall == scores.f1 == 1.0
    everything = scores.tallies["all"]
    assert everything.gold == everything.found == everything.source == everything.speaker == 3
    assert everything.role == everything.named == 3
    assert not scores.confusion and not scores.silent


def test_each_part_is_judged_for_itself() -> None:
    gold = {"a": [said((10, 30))]}
    found = said((12, 30), source=(60, 65), role="witness", speaker="Tom Reed", named=False)
    tally = score(gold, {"a": [found]}).tallies["direct"]
    assert (tally.found, tally.source, tally.speaker, tally.role, tally.named) == (1, 0, 0, 0, 0)
    scores = score(gold, {"a": [said((12, 30), source=(4, 9), role="witness")]})
    tally = scores.tallies["direct"]
    assert (tally.found, tally.source, tally.speaker, tally.role, tally.named) == (1, 1, 1, 0, 1)
    assert scores.confusion == {("official", "witness"): 1}


def test_less_than_half_of_the_content_is_not_found() -> None:
    gold = {"a": [said((0, 20))]}
    assert score(gold, {"a": [said((0, 10))]}).recall == 1.0
    assert score(gold, {"a": [said((0, 9))]}).recall == 0.0


def test_who_did_not_answer_pairs_by_the_cue_and_only_with_its_like() -> None:
    gold = {"a": [silent((40, 59))]}
    assert score(gold, {"a": [silent((40, 48))]}).recall == 1.0
    assert score(gold, {"a": [silent((60, 64))]}).recall == 0.0
    assert score(gold, {"a": [said((40, 59), kind="indirect")]}).recall == 0.0


def test_articles_without_prediction_are_missed_and_those_without_gold_left_out() -> None:
    scores = score({"a": [said((0, 9))], "b": [said((0, 9))]}, {"a": [said((0, 9))], "c": [said((0, 9))]})
    assert (scores.predicted, scores.precision, scores.recall) == (1, 1.0, 0.5)
    assert scores.silent == ("b",)
    assert "b" in "\n".join(report(scores))


def test_one_that_is_predicted_twice_is_found_once() -> None:
    scores = score({"a": [said((0, 20))]}, {"a": [said((0, 20)), said((0, 19))]})
    assert (scores.recall, scores.precision) == (1.0, 0.5)


def test_the_toolkits_analyses_are_scored_by_the_same_measure() -> None:
    analysis = road()
    scores = evaluate({analysis.article.id: marked(analysis)}, [analysis])
    assert scores.f1 == 1.0 and scores.predicted == len(analysis.attributions)


spans = st.tuples(st.integers(0, 50), st.integers(1, 20)).map(lambda pair: Span(pair[0], sum(pair)))


@given(st.lists(st.lists(spans, max_size=2), max_size=6), st.lists(st.lists(spans, max_size=2), max_size=6))
def test_pairs_are_one_to_one_and_overlap(gold: list[list[Span]], predicted: list[list[Span]]) -> None:
    pairs = matched(gold, predicted)
    assert len(set(pairs.values())) == len(pairs)
    assert all(overlap(gold[g], predicted[p]) >= 0.5 for g, p in pairs.items())


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Sgt. Andy Bell", "Bell", True),
        ("the Harbor Police Department", "Harbor Police", True),
        ("Lena Holt", "Tom Reed", False),
        ("", "Tom Reed", False),
        ("O’Neil", "O'Neil", True),
    ],
)
def test_same_speaker(first: str, second: str, same: bool) -> None:
    assert same_speaker(first, second) is same


def gold_as_lines(corpus: Path) -> list[dict]:
    files = sorted((corpus / "gold").glob("*.json"))
    return [row for file in files for row in json.loads(file.read_text(encoding="utf-8"))["attributions"]]


def test_somebodys_attributions_are_scored_from_the_command_line(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = gold_as_lines(corpus)
    work = tmp_path / "work.jsonl"
    work.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert run(["evaluate", str(corpus), "--predictions", str(work)]) == 0
    printed = capsys.readouterr().out
    assert "precision 1.000   recall 1.000   F1 1.000" in printed
    half = rows[::2]
    work.write_text("\n".join(json.dumps(row) for row in half) + "\n", encoding="utf-8")
    assert run(["evaluate", str(corpus), "--predictions", str(work)]) == 0
    printed = capsys.readouterr().out
    assert f"precision 1.000   recall {len(half) / len(rows):.3f}" in printed


def test_predictions_need_no_more_than_place_and_kind(tmp_path: Path) -> None:
    work = tmp_path / "work.jsonl"
    work.write_text('\ufeff{"article": 7, "kind": "direct", "content": [[0, 4]]}\r\n\r\n', encoding="utf-8")
    assert read_predictions(work) == {"7": (GoldAttribution("direct", (Span(0, 4),), (), None),)}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('{"article": "a", "kind": "direct", "content": [[0, 4]]}\n{"article": "a"}', "line 2"),
        ('{"article": "a", "kind": "direct", "content": [[4, 0]]}', "line 1"),
        ('{"article": "a", "kind": "direct", "content": [["x", "y"]]}', "line 1"),
        ('{"article": "a", "kind": "direct", "content": [0, 4]}', "line 1"),
        ("[1]", "line 1"),
        ("article,kind", "line 1"),
        ("", "no attribution in it"),
    ],
)
def test_what_is_no_prediction_is_refused_with_its_line(tmp_path: Path, content: str, words: str) -> None:
    work = tmp_path / "work.jsonl"
    work.write_text(content, encoding="utf-8")
    with pytest.raises(ReadError, match=words) as caught:
        read_predictions(work)
    assert str(work) in str(caught.value) and "quotes attribute --format jsonl" in str(caught.value)


def test_a_folder_without_gold_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ReadError, match="articles/ and gold/"):
        read_corpus_gold(tmp_path)
    (tmp_path / "bad.json").write_text('{"doc": "a", "attributions": [3]}', encoding="utf-8")
    with pytest.raises(ReadError, match=r"bad\.json: not a gold annotation"):
        read_corpus_gold(tmp_path)
    assert run(["evaluate", str(tmp_path / "nothing")]) == 1
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_brat_files_are_read(tmp_path: Path) -> None:
    (tmp_path / "story_anna.ann").write_text(
        "T1\tContent 0 12;20 25\t“We left it, all”\nT2\tCue 13 17\tsaid\nT3\tSource 18 19\tX\n"
        "E1\tAttribution:T2 Source1:T3 Cue1:T2 Content1:T1\n",
        encoding="utf-8",
    )
    assert read_brat_gold(tmp_path) == {
        "story": (GoldAttribution("direct", (Span(0, 12), Span(20, 25)), (Span(13, 17),), Span(18, 19)),)
    }


@pytest.mark.models
def test_the_toolkit_itself_is_scored(corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for part, ending in (("articles", "txt"), ("gold", "json")):
        (tmp_path / part).mkdir()
        source = corpus / part / f"zoning-dispute.{ending}"
        (tmp_path / part / source.name).write_bytes(source.read_bytes())
    assert run(["evaluate", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith("1 articles,")
    recall = float(printed.partition("recall ")[2].split()[0])
    assert recall > 0.5


def test_attitudes_count_only_where_they_are_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [{"article": "a", "kind": "indirect", "content": [[0, 9]], "act": "speech"}]
    rows.append({"article": "a", "kind": "indirect", "content": [[20, 29]], "act": "attitude"})
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "a.json").write_text(json.dumps({"doc": "a", "attributions": rows}), encoding="utf-8")
    work = tmp_path / "work.jsonl"
    work.write_text(json.dumps(rows[0]), encoding="utf-8")
    scored = ["evaluate", str(tmp_path), "--predictions", str(work)]
    assert run(scored) == 0
    assert "precision 1.000   recall 1.000" in capsys.readouterr().out
    assert run([*scored, "--acts", "speech,attitude"]) == 0
    assert "precision 1.000   recall 0.500" in capsys.readouterr().out


def test_a_part_that_is_handed_in_is_scored_for_itself_and_a_misspelt_name_is_told(
    corpus: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    rows = json.loads((corpus / "gold" / "police-chase.json").read_text(encoding="utf-8"))["attributions"]
    rows.append(rows[0] | {"article": "plice-chase"})
    work = tmp_path / "work.jsonl"
    work.write_text("\n".join(json.dumps(row) for row in rows), encoding="utf-8")
    assert run(["evaluate", str(corpus), "--predictions", str(work)]) == 0
    told = capsys.readouterr().err
    assert "“plice-chase” (“police-chase”?)" in told
    assert "23 articles not handed in; over the 1 article handed in: precision 1.000, recall 1.000, F1 1.000" in told


def test_what_lacks_a_key_is_told_in_words(tmp_path: Path) -> None:
    work = tmp_path / "work.jsonl"
    work.write_text('{"article": "a", "content": [[0, 4]]}', encoding="utf-8")
    with pytest.raises(ReadError, match="it has no “kind”"):
        read_predictions(work)


def test_every_difference_is_written_in_the_words_of_the_text(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "“We left,” Ann Bell said. The road is shut, police said."
    for folder in ("articles", "gold"):
        (tmp_path / folder).mkdir()
    (tmp_path / "articles" / "a.txt").write_text(text, encoding="utf-8")
    bell = {"article": "a", "kind": "direct", "content": [[0, 10]], "cue": [[20, 24]], "source": [11, 19]}
    bell |= {"speaker": "Ann Bell", "role": "witness", "named": True}
    road = {"article": "a", "kind": "indirect", "content": [[26, 42]], "cue": [[51, 55]], "source": [44, 50]}
    road |= {"speaker": "police", "role": "official", "named": False}
    (tmp_path / "gold" / "a.json").write_text(json.dumps({"doc": "a", "attributions": [bell, road]}), encoding="utf-8")
    theirs = [bell | {"content": [[1, 8]], "role": "expert"}, road | {"content": [[0, 3], [44, 55]]}]
    work = tmp_path / "work.jsonl"
    work.write_text("\n".join(map(json.dumps, theirs)), encoding="utf-8")
    for name in ("differences.csv", "differences.html"):
        scored = ["evaluate", str(tmp_path), "--predictions", str(work), "--differences", str(tmp_path / name)]
        assert run(scored) == 0
        assert "4 differences in" in capsys.readouterr().err
        written = (tmp_path / name).read_text(encoding="utf-8-sig")
        for words in ("“We left,”", "The road is shut", "too much", "missing", "expert"):
            assert words in written
    assert run([*scored[:-1], "differences.pdf"]) == 2
    assert "ends in .html or .csv" in capsys.readouterr().err


def test_predictions_that_cannot_be_read_are_told_without_codes(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match=r"No such file or directory\); name a file") as missing:
        read_predictions(tmp_path / "none.jsonl")
    assert "Errno" not in str(missing.value)
    (tmp_path / "latin.jsonl").write_bytes("é".encode("latin-1"))
    with pytest.raises(ReadError, match="not UTF-8; save it as UTF-8"):
        read_predictions(tmp_path / "latin.jsonl")
