"""Articles of PolNeAR are parsed once; parses that would not be made so now are refused."""

import json
import os
from pathlib import Path

import pytest

from quotes.errors import ReadError
from training.attribution.polnear import read_part

ANNOTATION = "T1\tSource 0 4\tBell\nT2\tContent 10 20\tit rained.\nE1\tAttribution:T1 Source:T1 Content:T2\n"

OF_A_CLASS_THAT_IS_GONE = b"cquotes.parse.parser\nParse\n."


@pytest.fixture
def polnear(tmp_path: Path) -> Path:
    """A folder with two articles to train on."""
    folder = tmp_path / "polnear"
    (folder / "train" / "text").mkdir(parents=True)
    (folder / "train" / "attributions").mkdir()
    for name in ("gazette_road", "post_barn"):
        (folder / "train" / "text" / f"{name}.txt").write_text("Bell said it rained.", encoding="utf-8")
        (folder / "train" / "attributions" / f"{name}_anna.ann").write_text(ANNOTATION, encoding="utf-8")
    return folder


def test_an_article_is_parsed_once_and_only_if_it_is_wanted(polnear: Path, tmp_path: Path) -> None:
    work = tmp_path / "work"
    (first,) = read_part(polnear, "train", work, ["post_barn"])
    assert (first.publisher, first.document.sentences[0].root.text) == ("post", "said")
    assert first.document.vectors is None  # each encoder has its own view of a kept parse
    parse = work / "train" / "post_barn.pickle"
    os.utime(parse, (0, 0))
    both = read_part(polnear, "train", work)
    assert [one.article for one in both] == ["gazette_road", "post_barn"]
    assert both[1] == first and parse.stat().st_mtime == 0


@pytest.mark.parametrize("older", ["no note", "other fields", "other models"])
def test_parses_of_another_version_are_refused_and_stay(older: str, polnear: Path, tmp_path: Path) -> None:
    read_part(polnear, "train", tmp_path / "work", ["post_barn"])
    kept = tmp_path / "work" / "train"
    note = kept / "made_by.json"
    made_by = json.loads(note.read_text(encoding="utf-8"))
    made_by["classes"]["Word"] += ["tense"] if older == "other fields" else []
    made_by["models"] |= {"pos/news.pt": "another"} if older == "other models" else {}
    note.write_text(json.dumps(made_by), encoding="utf-8")
    if older == "no note":
        note.unlink()
        (kept / "post_barn.pickle").write_bytes(OF_A_CLASS_THAT_IS_GONE)
    before = (kept / "post_barn.pickle").read_bytes()
    with pytest.raises(ReadError, match=r"train: the parses kept here were made by .* name another folder with --work"):
        read_part(polnear, "train", tmp_path / "work")
    assert (kept / "post_barn.pickle").read_bytes() == before
