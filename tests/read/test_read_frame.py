"""A data frame as pandas gives it: cells of any type, missing ones, identifiers or an index."""

from typing import Any

import numpy as np
import pandas as pd

from quotes.messages import Skipped
from quotes.model import Article
from quotes.read import Columns
from quotes.read.frame import read_frame


def articles_of(frame: pd.DataFrame, **columns: str) -> list[Article]:
    skipped: list[Skipped] = []
    found = list(read_frame(frame, Columns(**columns), skipped.append))
    assert not skipped
    return found


def test_cells_of_any_type_become_text_and_other_columns_metadata() -> None:
    cells: dict[str, Any] = {
        "text": ["One.", "Two."],
        "published": pd.to_datetime(["2024-11-04", None]),
        "authors": [np.array(["A. Moor", "B. Lind"], dtype=object), None],
        "page": [3, 5],
        "front": [True, False],
        "edition": pd.array(["late", pd.NA], dtype="string"),
    }
    first, second = articles_of(pd.DataFrame(cells))
    assert (first.date, first.author, second.date, second.author) == ("2024-11-04", "A. Moor, B. Lind", "", "")
    assert first.metadata == {"page": "3", "front": "true", "edition": "late"}
    assert second.metadata["edition"] == ""


def test_an_article_is_known_by_its_id_or_its_label_in_the_index() -> None:
    frame = pd.DataFrame({"text": ["One.", "Two.", "Three."], "key": ["a", "", "a"]}, index=[10, 20, 30])
    assert [one.id for one in articles_of(frame)] == ["10", "20", "30"]
    assert [one.id for one in articles_of(frame, id="key")] == ["a", "20", "a-2"]
