"""The examples of docs/analysts.md run as they stand there, on an export of the corpus' own articles."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from examples import run_examples
from places import DOCS

pytestmark = pytest.mark.models
PAGE = DOCS / "analysts.md"
R = shutil.which("Rscript")
PACKAGES = re.compile(r"^library\((\w+)\)", re.MULTILINE)


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def desk(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """A folder in which all examples of the page have been run, and the names that they left."""
    folder = tmp_path_factory.mktemp("analyst")
    (folder / "corpus" / "articles").mkdir(parents=True)
    for name in ("apartment-fire", "police-chase"):
        shutil.copy(corpus / "articles" / f"{name}.txt", folder / "corpus" / "articles")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        return folder, run_examples(PAGE)


@pytest.fixture(scope="module")
def here(desk: tuple[Path, dict[str, Any]]) -> Path:
    """A folder with ``exported`` in it."""
    return desk[0]


def test_the_python_examples_give_what_they_promise(desk: tuple[Path, dict[str, Any]]) -> None:
    _, names = desk
    assert round(float(names["by_role"]["share"].sum()), 6) == 1
    assert names["pivot"]["attribution_key"].sum() == len(names["statements"])
    assert names["plain"]["content_text"].dropna().tolist() == names["attributions"]["content_text"].dropna().tolist()


def test_the_formula_for_excel_names_the_columns_that_it_says(here: Path) -> None:
    value, table, keys, shown = re.findall(r"=XLOOKUP\((\w)2, (\w+)!(\w):\w, \w+!(\w):\w\)", PAGE.read_text("utf-8"))[0]
    book = pd.read_excel(here / "exported" / "quotes.xlsx", sheet_name=None)

    def name(sheet: str, letter: str) -> str:
        return str(book[sheet].columns[ord(letter) - ord("A")])

    assert (name("attributions", value), name(table, keys), name(table, shown)) == ("source_key",) * 2 + ("speaker",)


@pytest.mark.skipif(R is None, reason="no Rscript on this machine; on Debian and Ubuntu: apt-get install r-base-core")
@pytest.mark.parametrize("block", blocks("r"), ids=lambda block: "-".join(PACKAGES.findall(block)) or "base")
def test_the_r_examples_run_and_see_the_rows_that_are_there(here: Path, block: str) -> None:
    assert R is not None
    for package in PACKAGES.findall(block):
        if subprocess.run([R, "-e", f"library({package})"], capture_output=True, timeout=60).returncode:
            pytest.skip(f"no R package {package}; on Debian and Ubuntu: apt-get install r-cran-{package.lower()}")
    rows = {"jsonlite": "nrow(attributions)", "readxl": "nrow(book)"}
    counted = next((code for package, code in rows.items() if package in block), "0")
    done = subprocess.run(
        [R, "-e", f"{block}\ncat('rows:', {counted})"], cwd=here, capture_output=True, text=True, timeout=60
    )
    assert done.returncode == 0, done.stderr
    there = len(pd.read_parquet(here / "exported" / "attributions.parquet"))
    assert done.stdout.endswith(f"rows: {0 if counted == '0' else there}")
    assert "official" in done.stdout
