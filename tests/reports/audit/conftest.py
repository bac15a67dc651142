"""What tests of stores on a server share."""

from collections.abc import Iterator

import pytest
from postgresql import PostgresqlServer, running_server


@pytest.fixture(scope="module")
def postgresql() -> Iterator[PostgresqlServer]:
    with running_server() as server:
        yield server
