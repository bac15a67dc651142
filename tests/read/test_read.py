"""Which files a job reads: folders, globs, standard input, names that clash, and everything that cannot be read."""

import io
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from reading import read

from quotes.read import count_articles, read_articles

SAID = "“No,” Ann Bell said.\n"


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(*paths: str, text: str = SAID) -> None:
    for path in map(Path, paths):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def paths_read(*paths: str | Path) -> list[str]:
    articles, skipped = read(*paths)
    assert not skipped
    return [article.path.replace(os.sep, "/") for article in articles]


def test_folder_is_searched_in_order_without_hidden_and_unknown_files(here: Path) -> None:
    write("news/b.txt", "news/a.md", "news/2024/z.html.txt", "news/C.TXT", "news/gold.json", "news/logo.png")
    write("news/.hidden.txt", "news/.git/x.txt", "news/~$a.docx", "news/page_files/ad.html")
    write("news/page.html", text=f"<html><body><article><p>{SAID * 9}</p></article></body></html>")
    found = ["news/C.TXT", "news/a.md", "news/b.txt", "news/page.html", "news/2024/z.html.txt"]
    articles, (gold,) = read("news")
    assert [article.path for article in articles] == found
    assert "gold.json" in gold.path and "broken JSON" in gold.reason
    assert count_articles(["news"]) == 5


def test_globs_are_expanded(here: Path) -> None:
    write("news/a.txt", "news/b.txt", "news/deep/c.txt", "news/d.md", "news/.e.txt")
    assert paths_read("news/*.txt") == ["news/a.txt", "news/b.txt"]
    assert paths_read("news/**/*.txt") == ["news/a.txt", "news/b.txt", "news/deep/c.txt"]
    assert paths_read("new?") == ["news/a.txt", "news/b.txt", "news/d.md", "news/deep/c.txt"]
    assert paths_read(here / "news" / "[ab].txt") == [f"{here.as_posix()}/news/{name}.txt" for name in "ab"]


def test_file_whose_name_looks_like_a_glob(here: Path) -> None:
    write("story [1].txt", "story 1.txt")
    assert paths_read("story [1].txt") == ["story [1].txt"]


def test_each_file_is_read_once(here: Path) -> None:
    write("news/a.txt", "news/b.txt")
    assert paths_read("news/b.txt", "news", "news/*.txt", "./news/a.txt") == ["news/b.txt", "news/a.txt"]


def test_one_path_need_not_be_in_a_list(here: Path) -> None:
    write("a.txt")
    assert [article.id for article in read_articles("a.txt")] == ["a"]
    assert [article.id for article in read_articles(Path("a.txt"))] == ["a"]


def test_ids_are_unique(here: Path) -> None:
    write("a/x.txt", "a/x-2.txt", "b/x.txt", "c/x.md", "Dr. Bell speaks", "LICENSE")
    write("t.csv", text="id,text\nx,Ann said.\n../../x,Bob said.\nx-2,Cole said.\n,Dee said.\nt-4,Eve said.\n")
    articles, skipped = read("a/x.txt", "b", "a", "c", "t.csv", "Dr. Bell speaks", "LICENSE")
    assert not skipped
    ids = [article.id for article in articles]
    assert len(set(ids)) == len(ids)
    assert ids[:4] == ["x", "x-2", "x-2-2", "x-3"]
    assert ids[5] == "../../x"
    assert ids[7:] == ["t-4", "t-4-2", "Dr. Bell speaks", "LICENSE"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (SAID.replace("\n", "\r\n").encode(), [("standard-input", SAID.replace("\n", "\r\n"))]),
        (
            b'{"id": "a", "text": "One said."}\n{"text": "Two said."}\n',
            [("a", "One said."), ("standard-input-2", "Two said.")],
        ),
        (b'{"text": "' + b"long " * 40_000 + b'"}\n', [("standard-input-1", "long " * 40_000)]),
        (b"{No JSON}, she said.", [("standard-input", "{No JSON}, she said.")]),
        ('{"text": "One said."}\r\n'.encode("utf-16"), [("standard-input-1", "One said.")]),
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[tuple[str, str]]) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    articles, skipped = read("-", "-")
    assert not skipped
    assert [(article.id, article.text) for article in articles] == expected
    assert count_articles(["-"]) is None


def test_page_through_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<!doctype html><html><head><title>T</title></head><body><article><p>{SAID * 9}</p></article></body></html>"
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(page.encode())))
    (article,), _ = read("-")
    assert article.text.startswith("“No,” Ann Bell said.")
    assert article.title == "T"


@pytest.mark.parametrize("path", ["missing.txt", "missing/*.txt", "", "a\0b.txt", "x" * 5000, "~nobody/a.txt", "**x/["])
def test_what_is_not_there_is_reported(here: Path, path: str) -> None:
    write("a.txt")
    articles, (skipped,) = read(path, "a.txt")
    assert [article.id for article in articles] == ["a"]
    assert skipped.path == path
    assert "check the spelling" in skipped.reason


def test_folder_without_articles(here: Path) -> None:
    write("empty/picture.png", "empty/.hidden.txt")
    articles, (skipped,) = read("empty")
    assert not articles
    assert skipped.path == "empty"
    assert ".docx" in skipped.reason


@pytest.mark.parametrize(
    "ending", [".doc", ".pages", ".wpd", ".rar", ".7z", ".mobi", ".dta", ".docx", ".xlsx", ".json"]
)
def test_formats_that_are_not_read(here: Path, ending: str) -> None:
    write("a.txt")
    Path(f"story{ending}").write_bytes(b"\x00\x01\x02\x03" * 9)
    articles, (skipped,) = read(f"story{ending}", "a.txt")
    assert [article.id for article in articles] == ["a"]
    assert "save" in skipped.reason or "unpack" in skipped.reason


def test_document_in_a_folder_that_cannot_be_read_is_not_lost_silently(here: Path) -> None:
    write("news/a.txt")
    for name in ("b.pdf", "c.doc"):
        Path("news", name).write_bytes(b"%PDF-\x00\x01\x02" if name == "b.pdf" else b"\xd0\xcf\x11\xe0\x00")
    articles, skipped = read("news")
    assert [article.id for article in articles] == ["a"]
    assert [Path(s.path).name for s in skipped] == ["b.pdf", "c.doc"]


def test_links(here: Path) -> None:
    write("news/a.txt", "else/b.txt")
    Path("news/broken.txt").symlink_to("nowhere.txt")
    Path("news/circle.txt").symlink_to("circle.txt")
    Path("news/up").symlink_to(here / "news")
    Path("news/else").symlink_to(here / "else")
    articles, skipped = read("news")
    assert [article.id for article in articles] == ["a", "b"]
    assert [Path(s.path).name for s in skipped] == ["broken.txt", "circle.txt"]


@pytest.fixture
def unprivileged() -> Iterator[Path]:
    """A folder of a user who is not root, who may read anything."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    if not hasattr(os, "geteuid"):
        pytest.skip("no permissions of this kind on this system")
    before = os.geteuid()
    try:
        (folder / "a.txt").write_text(SAID)
        (folder / "b.txt").write_text(SAID)
        (folder / "b.txt").chmod(0)
        (folder / "closed").mkdir(mode=0)
        if before == 0:
            os.seteuid(65534)
        yield folder
    finally:
        if before == 0:
            os.seteuid(0)
        (folder / "closed").chmod(0o700)
        shutil.rmtree(folder)


def test_no_permission(unprivileged: Path) -> None:
    articles, skipped = read(unprivileged)
    assert [article.id for article in articles] == ["a"]
    assert [Path(s.path).name for s in skipped] == ["b.txt", "closed"]
    assert all("permission" in s.reason for s in skipped)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no such device on this system")
def test_device_is_not_read() -> None:
    articles, (skipped,) = read("/dev/zero")
    assert not articles
    assert "neither a file nor a folder" in skipped.reason


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_pipe(here: Path) -> None:
    os.mkfifo("pipe")
    assert count_articles(["pipe"]) is None
    writer = Thread(target=Path("pipe").write_text, args=(SAID,))
    writer.start()
    (article,), _ = read("pipe")
    writer.join()
    assert article.text == SAID


@pytest.mark.skipif(sys.platform != "linux", reason="file names there are always Unicode")
def test_hostile_file_names_stay_printable(here: Path) -> None:
    names = [b"two\nlines.txt", b"\x1b[2Jclear.txt", b"latin\xe9.txt"]
    for name in names:
        Path(os.fsdecode(name)).write_text(SAID)
    Path("bad\n.txt").write_text("")
    articles, (skipped,) = read(here)
    assert len(articles) == 3
    for article in articles:
        article.id.encode("utf-8")
        article.path.encode("utf-8")
    assert str(skipped).isprintable()


def test_without_on_skip_a_warning_is_logged(here: Path, caplog: pytest.LogCaptureFixture) -> None:
    assert list(read_articles(["missing.txt"])) == []
    assert "skipped missing.txt: no such file" in caplog.text
