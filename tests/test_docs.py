"""The pages that people read first: links lead somewhere, no figure is left out, the examples run."""

import re
import shutil
from pathlib import Path

import pytest
from examples import BLOCK, check_command, commands, run_examples
from places import DOCS, ROOT

PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")), ROOT / "corpus" / "README.md"]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_to_files(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8"))
    assert [t for t in targets if "://" not in t and not (page.parent / t).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_paths_of_the_project_are_there(page: Path) -> None:
    named = re.findall(r"`((?:quotes|reports|tests|training|corpus)/[\w./-]*)`", page.read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_place_for_a_figure_is_empty(page: Path) -> None:
    assert re.findall(r"@[A-Z]+@", page.read_text(encoding="utf-8")) == []


COMMANDS = [
    pytest.param(line, id=f"{page.name}: {line}")
    for page in PAGES
    for language, code, _ in BLOCK.findall(page.read_text(encoding="utf-8"))
    if not language
    for line in commands(code)
]


@pytest.mark.parametrize("line", COMMANDS)
def test_a_command_has_the_options_that_a_page_gives_it(line: str) -> None:
    check_command(line)


@pytest.fixture
def desk(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder as the pages have it, with two of the corpus' articles."""
    for name in ("apartment-fire", "transit-strike"):
        for part, ending in (("articles", "txt"), ("gold", "json")):
            (tmp_path / "corpus" / part).mkdir(parents=True, exist_ok=True)
            shutil.copy(corpus / part / f"{name}.{ending}", tmp_path / "corpus" / part)
    shutil.copytree(tmp_path / "corpus" / "articles", tmp_path / "my-articles")
    for part, ending in (("articles", "txt"), ("gold", "json")):
        (tmp_path / "corpus" / "lessons" / part).mkdir(parents=True)
        shutil.copy(corpus / "lessons" / part / f"dorm-mould.{ending}", tmp_path / "corpus" / "lessons" / part)
    (tmp_path / "handed-in").mkdir()
    answers = "article,words,speaker,role\ndorm-mould,My wall is growing a beard,Bello,witness\n"
    (tmp_path / "handed-in" / "kim.csv").write_text(answers, encoding="utf-8")
    (tmp_path / "articles.csv").write_text("body\nPolice said the fire was out.\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", DOCS / "python.md", DOCS / "stanza.md"], ids=lambda page: page.name
)
def test_the_examples_of_a_page_run_and_print_what_it_says(desk: Path, page: Path) -> None:
    names = run_examples(page)
    assert page.name == "stanza.md" or names["table"]["speaker"].notna().any()
