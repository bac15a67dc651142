"""A table in, its rows as templates read them out."""

from typing import Any

import pandas as pd


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of ``frame``; a missing text is empty."""
    rows = frame.to_dict("records")
    # Which of the two stands for a missing text depends on the release of pandas.
    return [{str(name): "" if cell is pd.NA or cell is None else cell for name, cell in row.items()} for row in rows]
