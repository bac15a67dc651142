"""Why a file was left out, in the report's language."""

from pathlib import Path

import pytest

from quotes.messages import Skipped
from quotes.read import read_articles
from reports.language.language import load
from reports.language.reasons import told_reason
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


def test_what_no_translation_has_is_marked_as_english() -> None:
    page = templates("de").environment.from_string("{{ reason(told) }}")
    assert page.render(told="a <plugin> says no") == '<bdi lang="en">a &lt;plugin&gt; says no</bdi>'
    double = "b: the same story as a, counted once; --doubles all counts every one"
    assert page.render(told=double).startswith("<bdi>b</bdi>: dieselbe Geschichte wie <bdi>a</bdi>")
