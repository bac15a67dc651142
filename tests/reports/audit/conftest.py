"""What tests of audits share: one that is finished, stores on a server, and runs that are disturbed."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from audit_runs import MORE_ARTICLES, Undisturbed, few_articles, undisturbed_run
from postgresql import PostgresqlServer, running_server

from quotes.cli.app import run


@pytest.fixture(scope="module")
def postgresql() -> Iterator[PostgresqlServer]:
    with running_server() as server:
        yield server


@pytest.fixture(scope="session")
def articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Those of the runs that are disturbed."""
    return few_articles(tmp_path_factory.mktemp("articles"))


@pytest.fixture(scope="session")
def undisturbed(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Undisturbed:
    return undisturbed_run(articles, tmp_path_factory.mktemp("undisturbed") / "report")


@pytest.fixture(scope="session")
def first_articles(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """More of them: ``MORE_ARTICLES``."""
    return few_articles(tmp_path_factory.mktemp("first"), MORE_ARTICLES)


@pytest.fixture(scope="session")
def finished(first_articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished audit of these."""
    out = tmp_path_factory.mktemp("finished") / "report"
    assert run(["audit", str(first_articles), "--out", str(out)]) == 0
    return out
