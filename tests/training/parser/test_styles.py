"""Copies of treebank sentences as newspapers print them: only the words as written change."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_treebank import SENTENCES, conllu

from training.parser import data
from training.parser.recipe import TrainingError
from training.parser.styles import (
    STYLES,
    as_headline,
    check_styles,
    copies,
    in_capitals,
    with_curly_marks,
    write_copies,
)

TREES = conllu(SENTENCES)
words = st.lists(st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=8), min_size=1, max_size=9)


def sentences(tmp_path: Path) -> list[str]:
    path = tmp_path / "trees.conllu"
    path.write_text(TREES, encoding="utf-8")
    return list(data.sentence_blocks(path))


def test_styles_write_as_newspapers_do() -> None:
    assert in_capitals(["Mayor", "quits"]) == ["MAYOR", "QUITS"]
    assert as_headline(["the", "mayor", "of", "Harlan", "quits"]) == ["The", "Mayor", "of", "Harlan", "Quits"]
    assert with_curly_marks(['"', "I", "do", "n't", '"', "``", "No", "''"]) == [
        "“",
        "I",
        "do",
        "n’t",
        "”",
        "“",
        "No",
        "”",
    ]


@given(words)
def test_every_style_keeps_each_word_in_its_place(sentence: list[str]) -> None:
    for style in STYLES.values():
        written = style(sentence)
        assert len(written) == len(sentence)
        assert [w.upper().replace("’", "'") for w in written if w not in "“”"] == [
            w.upper().replace("’", "'") for w, new in zip(sentence, written, strict=True) if new not in "“”"
        ]


def test_a_copy_has_the_tags_and_the_tree_of_its_sentence(tmp_path: Path) -> None:
    original = sentences(tmp_path)
    changed = list(copies(original, {"capitals": 1.0}, seed=1))
    assert len(changed) == len(original)
    for before, after in zip(original, changed, strict=True):
        rows = [line.split("\t") for line in before.splitlines() if not line.startswith("#")]
        new = [line.split("\t") for line in after.splitlines()]
        assert [row[2:] for row in new] == [row[2:] for row in rows]
        assert [row[1] for row in new] == [row[1].upper() for row in rows]


def test_only_sentences_that_a_style_changes_are_copied(tmp_path: Path) -> None:
    kept = list(copies(sentences(tmp_path), {"curly": 1.0}, seed=1))
    assert len(kept) == 1
    assert "n’t" in kept[0]
    assert list(copies(sentences(tmp_path), {"curly": 0.0}, seed=1)) == []


@pytest.mark.parametrize("share", [0.3, 0.7])
def test_about_the_share_is_copied_and_the_seed_decides_which(tmp_path: Path, share: float) -> None:
    many = sentences(tmp_path) * 200
    found = list(copies(many, {"capitals": share}, seed=5))
    assert share - 0.1 < len(found) / len(many) < share + 0.1
    assert list(copies(many, {"capitals": share}, seed=5)) == found


def test_a_style_that_there_is_not_is_refused_before_hours_of_training() -> None:
    with pytest.raises(TrainingError, match="the style bold; there are capitals"):
        check_styles({"capitals": 0.1, "bold": 0.1})


def test_copies_are_written_as_a_treebank(tmp_path: Path) -> None:
    (tmp_path / "trees.conllu").write_text(TREES, encoding="utf-8")
    written = write_copies(tmp_path / "trees.conllu", tmp_path / "new" / "copies.conllu", {"capitals": 1.0}, 1)
    assert next(data.sentence_words(written)) == ["THE", "MAYOR", "SPOKE", "."]
