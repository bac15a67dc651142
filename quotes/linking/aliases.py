"""A file of aliases in (TOML or CSV), who is to be joined and who to be kept apart over articles out.

TOML: tables ``[[join]]`` and ``[[split]]``, each with ``sources``, a list of names. A name is text, which means
everybody of that name, or ``{name = "Ann Moss", article = "mill-fire"}`` (or ``articles = [...]``), which means those
of these articles. CSV: a row a pair, with the columns ``decision`` (join, split or, undecided, nothing), ``first``,
``first_article``, ``second`` and ``second_article``; others are passed over. It is the format of ``doubtful.csv``.
"""

import csv
import io
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, NoReturn

from quotes.errors import AliasError, ReadError
from quotes.read.decode import decode
from quotes.settings_files import bounded_bytes, toml_of
from quotes.table.csv_files import restored

Decision = Literal["join", "split"]
LARGEST = 20_000_000
"""Bytes of the largest file of aliases that is read."""
NEEDED = ("decision", "first", "second")
PARTS = ("first", "second")


@dataclass(frozen=True, slots=True)
class Named:
    """Whom an entry means: the sources of a name, in ``articles`` or, where that is empty, in all."""

    name: str
    articles: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"“{self.name}”" + (f" in {', '.join(self.articles)}" if self.articles else "")


@dataclass(frozen=True, slots=True)
class Alias:
    """One decision, in ``line`` of its file: that some sources are one (``join``), or that they are not (``split``)."""

    decision: Decision
    sources: tuple[Named, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class Aliases:
    """The decisions of one file, in its order; ``path`` is how messages call it."""

    entries: tuple[Alias, ...] = ()
    path: str = ""

    def where(self, alias: Alias) -> str:
        """The file and line of a decision, for messages."""
        return f"{self.path}, line {alias.line}"


def read_aliases(path: str | Path) -> Aliases:
    """The aliases of a file; raises AliasError with file, line, reason and remedy where it is not sound."""
    path = Path(path)
    try:
        text = decode(bounded_bytes(path, LARGEST))
    except OSError as error:
        raise AliasError(
            f"{path}: cannot be read ({error.strerror}); give the path of a TOML or CSV file of aliases"
        ) from error
    except ReadError as error:
        raise AliasError(f"{path}: {error}") from error
    if path.suffix.lower() == ".toml":
        return Aliases(tuple(_TomlFile(path, text).entries()), str(path))
    if path.suffix.lower() in (".csv", ".tsv"):
        return Aliases(tuple(_csv_entries(path, text)), str(path))
    raise AliasError(f"{path}: neither .toml nor .csv; save the aliases as one of these")


def _csv_entries(path: Path, text: str) -> Iterator[Alias]:
    head = text.splitlines()[0] if text.strip() else ""
    delimiter = max(",;\t", key=head.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        names = [cell.strip().lower() for cell in next(rows, [])]
        missing = [name for name in NEEDED if name not in names]
        if missing:
            raise AliasError(
                f"{path}, line 1: no column {', '.join(missing)}; the first row must name the columns decision, first, "
                "first_article, second, second_article (doubtful.csv of an audit has them)"
            )
        for row in rows:
            cells = {name: restored(cell.strip()) for name, cell in zip(names, row, strict=False)}
            alias = _csv_entry(path, rows.line_num, cells)
            if alias is not None:
                yield alias
    except csv.Error as error:
        raise AliasError(
            f"{path}, line {rows.line_num}: not CSV ({error}); save the table again as CSV (UTF-8)"
        ) from error


def _csv_entry(path: Path, line: int, cells: dict[str, str]) -> Alias | None:
    decision = cells.get("decision", "").lower()
    if not decision:
        return None
    if decision not in ("join", "split"):
        raise AliasError(
            f"{path}, line {line}: decision is “{decision}”; write join, split, or nothing for a pair to settle later"
        )
    for part in PARTS:
        if not cells.get(part):
            raise AliasError(f"{path}, line {line}: the column {part} is empty; write the source's name into it")
    sources = tuple(
        Named(cells[part], (article,) if (article := cells.get(f"{part}_article", "")) else ()) for part in PARTS
    )
    return Alias("join" if decision == "join" else "split", sources, line)


class _TomlFile:
    """The tables of one TOML file; every complaint names the line of its table."""

    def __init__(self, path: Path, text: str) -> None:
        self.path = path
        self.lines = text.splitlines()
        try:
            self.data = toml_of(text)
        except tomllib.TOMLDecodeError as error:
            line = re.search(r"line (\d+)", str(error))
            at = line[1] if line else len(self.lines)
            raise AliasError(f"{path}, line {at}: not TOML: {error}; correct that line") from error

    def entries(self) -> Iterator[Alias]:
        for key, value in self.data.items():
            if key not in ("join", "split"):
                self._refuse(self._key_line(key), f"unknown “{key}”; there are [[join]] and [[split]]")
            if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
                self._refuse(self._key_line(key), f"“{key}” must be tables: write [[{key}]] above sources = […]")
        found: list[Alias] = []
        for decision in ("join", "split"):
            starts = [i for i, line in enumerate(self.lines, 1) if re.match(rf"\s*\[\[\s*{decision}\s*\]\]", line)]
            for number, table in enumerate(self.data.get(decision, [])):
                line = starts[number] if number < len(starts) else self._key_line(decision)
                found.append(self._entry(decision, table, line))
        yield from sorted(found, key=lambda alias: alias.line)

    def _entry(self, decision: str, table: dict[str, Any], line: int) -> Alias:
        unknown = [key for key in table if key != "sources"]
        if unknown:
            self._refuse(line, f"unknown key “{unknown[0]}” in [[{decision}]]; known here: sources")
        listed = table.get("sources")
        if not isinstance(listed, list) or not listed:
            self._refuse(line, f'[[{decision}]] needs sources = ["name", …]')
        sources = tuple(self._named(entry, line) for entry in listed)
        if len(sources) < 2 and (decision == "join" or sources[0].articles):
            several = "two names at least" if decision == "join" else "two names, or one name without articles"
            self._refuse(line, f"[[{decision}]] has one source; give {several}")
        return Alias("join" if decision == "join" else "split", sources, line)

    def _named(self, entry: Any, line: int) -> Named:
        if isinstance(entry, str):
            entry = {"name": entry}
        if not isinstance(entry, dict) or not set(entry) <= {"name", "article", "articles"}:
            self._refuse(line, 'a source is "name" or {name = "…", article = "…"}')
        name, articles = entry.get("name", ""), entry.get("articles", entry.get("article", []))
        listed: Any = [articles] if isinstance(articles, str) else articles
        if not isinstance(name, str) or not name.strip():
            self._refuse(line, "a source has no name; write it as in the column speaker of sources.csv")
        if not isinstance(listed, list) or not all(isinstance(article, str) for article in listed):
            self._refuse(line, "articles must be a list of texts, as in the column article of sources.csv")
        return Named(name.strip(), tuple(listed))

    def _key_line(self, key: str) -> int:
        written = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[\].=]""")
        return next((i for i, line in enumerate(self.lines, 1) if written.match(line)), 1)

    def _refuse(self, line: int, reason: str) -> NoReturn:
        raise AliasError(f"{self.path}, line {line}: {reason}")
