"""Why a file was left out, in the report's language."""

import ast
import importlib
import pkgutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import quotes.read
from quotes.messages import Skipped
from quotes.read import read_articles
from reports.language.language import load
from reports.language.reasons import told_reason, translated
from reports.pages.templating import templates


def reason_of(path: Path, content: bytes) -> str:
    """Why a file with this content is not read."""
    path.write_bytes(content)
    found: list[Skipped] = []
    list(read_articles([path], on_skip=found.append))
    return found[0].reason


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.txt", b"", "leer: "),
        ("a.pdf", b"%PDF-1.4 broken", "nicht geöffnet ("),
        ("a.docx", b"no document", "beschädigt, "),
    ],
)
def test_why_a_file_was_not_read_is_told_in_german(tmp_path: Path, name: str, content: bytes, told: str) -> None:
    assert told_reason(load("de"), reason_of(tmp_path / name, content)).startswith(told)


def reasons_that_readers_give() -> Iterator[str]:
    """Why the readers of files skip one, or a row of one, in the words of the code, with "7" for what is put in."""
    for found in pkgutil.iter_modules(quotes.read.__path__):
        module = importlib.import_module(f"quotes.read.{found.name}")
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("ReadError", "MissingColumn", "skip"):
                yield from (words for one in node.args if (words := told_by(one, vars(module))))


def told_by(node: ast.expr, names: dict[str, Any]) -> str:
    """A text in the code as it is told; empty where it is one that a caller gives."""
    match node:
        case ast.Constant():
            return str(node.value)
        case ast.Name():
            return str(names.get(node.id, ""))
        case ast.JoinedStr():
            parts = (one.value if isinstance(one, ast.FormattedValue) else one for one in node.values)
            return "".join(told_by(one, names) or "7" for one in parts)
    return ""


# What stands in a table of its own, or is told of options and not of a file.
IN_TABLES = {
    "this is 7",
    "this is 7, not text; save the article as plain text (UTF-8) or .docx",
    "7 files are not read; 7",
    "7; check the spelling and the folder that you are in",
    "7; columns there: 7",
    "reading it is 7; give it more time with --article-timeout, or save it as plain text",
}
OF_OPTIONS = {
    "this is 7, not a table; save it as CSV or .xlsx",
    "7: cannot be fetched (7); check the address and the network",
    "7: more than 7 MB; give the address of a feed",
}


def test_every_reason_that_a_reader_gives_is_told_in_german() -> None:
    told = [one for one in reasons_that_readers_give() if one not in IN_TABLES | OF_OPTIONS and one.strip("7: ")]
    german = load("de")
    assert len(told) > 40
    assert [one for one in told if translated(german, one) is None] == []


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.rar", b"Rar!\x1a\x07\x00", "das ist ein RAR-Archiv; "),
        ("a.doc", b"\0" * 600, "Dateien mit .doc werden nicht gelesen; "),
        ("a.csv", b"id,text\na,It rained\nb,\n", "Zeile 2: leer: "),
        ("a.csv", b"id,text\na,It rained\nb,It snowed,x\n", "Zeile 2: 3 Felder, wo die Kopfzeile 2 hat; "),
        ("a.jsonl", b'{"text": "It rained"}\n[7]\n', "Zeile 2: kein JSON-Objekt; "),
    ],
)
def test_what_stands_in_a_table_of_reasons_or_is_told_of_a_row_is_german_too(
    tmp_path: Path, name: str, content: bytes, told: str
) -> None:
    assert told_reason(load("de"), reason_of(tmp_path / name, content)).startswith(told)


def test_what_no_translation_has_is_marked_as_english() -> None:
    page = templates("de").environment.from_string("{{ reason(told) }}")
    assert page.render(told="a <plugin> says no") == '<bdi lang="en">a &lt;plugin&gt; says no</bdi>'
    double = "b: the same story as a, counted once; --doubles all counts every one"
    assert page.render(told=double).startswith("<bdi>b</bdi>: dieselbe Geschichte wie <bdi>a</bdi>")
