"""What tests of stores on a server, and of runs that are disturbed, share."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from audit_runs import Audit, Undisturbed, few_articles, wait_for_report
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
    """Its store is a file."""
    out = tmp_path_factory.mktemp("undisturbed") / "report"
    process = Audit(articles, out)
    began = time.time()
    wait_for_report(process, out, began)
    reporting = time.time()
    assert process.wait() == 0
    return Undisturbed(out, reporting - began, time.time() - reporting)
