"""What a table of the user's and the names of folders tell of the articles."""

from pathlib import Path

import pytest

from quotes.errors import UsageError
from quotes.model import Article
from quotes.read import read_articles
from quotes.read.metadata import known_before


def articles(folder: Path, table: Path | None, folders: str = "") -> tuple[list[Article], list[str]]:
    known = known_before(table, folders)
    return list(read_articles([folder], known=known)), known.remarks()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("Herald/2024-05-02/a.txt", "Herald/2024-05-03/b.txt", "Post/5 May 2024/c.txt"):
        path = tmp_path / "news" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("It rained.", encoding="utf-8")
    return tmp_path / "news"


@pytest.mark.parametrize("key", ["file", "Filename", "id", "article"])
@pytest.mark.parametrize("ending", ["", ".txt"])
def test_a_table_tells_by_file_name_or_id(tmp_path: Path, folder: Path, key: str, ending: str) -> None:
    table = tmp_path / "known.csv"
    table.write_text(
        f"{key};Outlet;PubDate;leaning\na{ending};Herald;2.5.2024;left\nz{ending};Sun;;\n", encoding="utf-8"
    )
    read, remarks = articles(folder, table)
    by_id = {article.id: article for article in read}
    assert (by_id["a"].outlet, by_id["a"].date) == ("Herald", "2024-05-02")
    assert by_id["a"].metadata["leaning"] == "left" and by_id["b"].outlet == ""
    assert len(remarks) == 2 and "no row for 2" in remarks[0] and "1 of its rows" in remarks[1]


def test_folders_tell_by_their_place(folder: Path) -> None:
    read, remarks = articles(folder, None, "outlet/date")
    assert [(article.outlet, article.date) for article in read] == [
        ("Herald", "2024-05-02"),
        ("Herald", "2024-05-03"),
        ("Post", "2024-05-05"),
    ]
    assert remarks == []
    read, _ = articles(folder, None, "country/outlet/date")
    assert read[0].metadata == {"country": "news"} and read[0].outlet == "Herald"


@pytest.mark.parametrize("content", ["title,outlet\nx,y\n", "", "%PDF-1.4"])
def test_a_table_that_cannot_be_joined_is_told(tmp_path: Path, content: str) -> None:
    table = tmp_path / "known.csv"
    table.write_text(content, encoding="utf-8")
    with pytest.raises(UsageError, match=r"--metadata .*known\.csv: "):
        known_before(table, "")
    with pytest.raises(UsageError, match="cannot be read"):
        known_before(tmp_path / "none.csv", "")
