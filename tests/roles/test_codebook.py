"""Codebooks: the default one is sound, the user's own decides, a bad one is refused with its line."""

from pathlib import Path

import pytest
from places import ROOT
from typer.testing import CliRunner

from quotes.cli.codebook import codebook_app
from quotes.errors import CodebookError, WriteError
from quotes.roles.codebook import CAPACITIES, TYPES, check_codebook, load_codebook, new_codebook, ready_codebooks

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


def test_ready_codebooks_are_known_by_name_and_place_every_word_list() -> None:
    assert ready_codebooks() == ("newsroom", "elite-ordinary", "gmmp", "source-type", "three-way")
    for name in ready_codebooks():
        book = load_codebook(name)
        assert book.name == name
        assert sorted(book.by_capacity) == sorted(CAPACITIES) or sorted(book.by_type) == sorted(TYPES)
        assert check_codebook(name) == ()
    assert load_codebook(Path("three-way")).role_of("political") == "other"
    assert load_codebook("elite-ordinary").role_of("political") == "elite"


def test_the_crosswalk_in_the_docs_is_that_of_the_codebooks() -> None:
    table = CliRunner().invoke(codebook_app, ["crosswalk"]).output.strip()
    assert "| activist | civil-society | spokesperson | activist |" in table
    assert table in (ROOT / "docs" / "roles.md").read_text(encoding="utf-8")


def test_a_type_of_source_that_there_is_not_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.toml"
    path.write_text(GOOD + 'types = ["nobody"]\n', encoding="utf-8")
    with pytest.raises(CodebookError, match=r"line 17: no type of source “nobody”; there are: named person"):
        load_codebook(path)


def test_own_file_goes_before_a_ready_codebook_of_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "three-way").write_text(GOOD, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert load_codebook("three-way").name == "two"


def test_unknown_name_is_refused_with_the_names_that_there_are() -> None:
    with pytest.raises(CodebookError, match="three-way"):
        load_codebook("four-way")


def test_check_tells_what_no_role_takes_and_colours_that_look_alike(tmp_path: Path) -> None:
    path = tmp_path / "two.toml"
    path.write_text(GOOD.replace("#7f7f7f", "#0072B2"), encoding="utf-8")
    remarks = check_codebook(path)
    assert any("witness" in remark and "other" in remark for remark in remarks)
    assert any("colour" in remark for remark in remarks)
    assert not any("official" in remark for remark in remarks)


def test_new_codebook_is_sound_and_never_written_over_another(tmp_path: Path) -> None:
    path = new_codebook(tmp_path / "mine.toml")
    assert load_codebook(path) == load_codebook()
    path.write_text(GOOD, encoding="utf-8")
    with pytest.raises(WriteError, match="already there"):
        new_codebook(path)
    assert path.read_text(encoding="utf-8") == GOOD
    with pytest.raises(WriteError, match="cannot be written"):
        new_codebook(tmp_path / "no folder" / "mine.toml")


def test_commands(tmp_path: Path) -> None:
    run = CliRunner().invoke
    listed = run(codebook_app, ["list"])
    assert listed.exit_code == 0
    assert "three-way: official, witness, activist, other" in listed.output
    assert run(codebook_app, ["new", str(tmp_path / "own.toml")]).exit_code == 0
    checked = run(codebook_app, ["check", str(tmp_path / "own.toml")])
    assert checked.exit_code == 0
    assert "sound" in checked.output
    (tmp_path / "bad.toml").write_text("name = 3", encoding="utf-8")
    assert isinstance(run(codebook_app, ["check", str(tmp_path / "bad.toml")]).exception, CodebookError)
