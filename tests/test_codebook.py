"""Codebooks: the default one is sound, the user's own decides, a bad one is refused with its line."""

from pathlib import Path

import pytest

from quotes.codebook import CAPACITIES, load_codebook
from quotes.errors import CodebookError

GOOD = """name = "two"
unknown = "other"

[[role]]
name = "power"
label = "Power"
colour = "#0072b2"
definition = "Office of any kind."
capacities = ["official", "political"]
words = ["water commissioner"]

[[role]]
name = "other"
label = "Other"
colour = "#7f7f7f"
definition = "Everybody else."
"""


def test_default_codebook_covers_every_word_list_with_a_role_and_a_colour_of_its_own() -> None:
    book = load_codebook()
    assert sorted(book.by_capacity) == sorted(CAPACITIES)
    assert len({role.colour for role in book.roles}) == len(book.roles) == 11
    assert book.unknown in book.by_name


def test_own_codebook(tmp_path: Path) -> None:
    path = tmp_path / "two.toml"
    path.write_text(GOOD, encoding="utf-8")
    book = load_codebook(path)
    assert book.role_of("political") == "power"
    assert book.role_of("witness") == "other"
    assert book.words == {"water commissioner": "power"}


@pytest.mark.parametrize(
    ("old", "new", "line", "reason"),
    [
        ('unknown = "other"', 'unknown = "nobody"', 2, "none of the roles"),
        ('colour = "#0072b2"', 'colour = "blue"', 7, "no colour"),
        ('label = "Power"', 'lable = "Power"', 6, "unknown key"),
        ('"political"]', '"politcal"]', 9, "no word list"),
        ('name = "other"', 'name = "power"', 13, "stands twice"),
        ('definition = "Everybody else."', "", 12, "has no “definition”"),
        ('words = ["water commissioner"]', "words = [3]", 10, "list of words"),
        ('label = "Other"', 'label = "Other', 14, "not TOML"),
    ],
)
def test_bad_codebook_is_refused_with_file_line_and_reason(
    tmp_path: Path, old: str, new: str, line: int, reason: str
) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(CodebookError) as refused:
        load_codebook(path)
    assert str(path) in str(refused.value)
    assert f"line {line}:" in str(refused.value)
    assert reason in str(refused.value)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"\x00" * 2_000_000])
def test_what_is_no_codebook_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(content)
    with pytest.raises(CodebookError, match=r"bad\.toml"):
        load_codebook(path)


def test_missing_codebook_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match="cannot be read"):
        load_codebook(tmp_path / "none.toml")
