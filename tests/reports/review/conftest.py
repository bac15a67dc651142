"""A small report that is put right in a browser, served to it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from report_samples import road, short
from review_page import EVIL, FAULTS, served
from small_reports import audited


@pytest.fixture(scope="package")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small report, with an article whose words would like to be run."""
    evil = short("evil", "Ngozi Bell", "expert", f"{EVIL} it is", title=EVIL)
    return audited(tmp_path_factory.mktemp("small") / "report", [road(), evil])


@pytest.fixture
def report(written: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(written, tmp_path / "report"))


@pytest.fixture
def address(report: Path) -> Iterator[str]:
    with served(report) as address:
        yield address


@pytest.fixture(autouse=True)
def faults() -> Iterator[None]:
    """No script fails, and nothing leaves this machine."""
    FAULTS.clear()
    yield
    assert FAULTS == []
