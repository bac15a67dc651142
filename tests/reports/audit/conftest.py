"""What tests of stores on a server, and of runs that are disturbed, share."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from audit_runs import Undisturbed, few_articles, undisturbed_run
from postgresql import PostgresqlServer, running_server


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
