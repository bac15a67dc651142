"""Rows that wait on disk come back as they were, in their order, and take no memory."""

import pytest
from report_samples import corpus, road

from quotes.table.rows import rows_of
from quotes.table.temporary import WaitingRows


def test_rows_that_wait_come_back_in_order_as_they_were() -> None:
    waiting = WaitingRows("attributions")
    rows = [rows_of(analysis)["attributions"] for analysis in corpus()]
    for some in rows:
        waiting.add_rows(some)
    assert list(waiting) == [row for some in rows for row in some]


def test_rows_of_another_table_do_not_wait() -> None:
    with pytest.raises(KeyError):
        WaitingRows("attributions").add_rows(rows_of(road())["sources"])
