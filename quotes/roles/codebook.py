"""A codebook file in, its roles out: names, labels, definitions, colours and the word lists that decide for them.

The format is explained at the head of ``codebooks/newsroom.toml``, the default codebook. The ready ones lie
beside it and are known by their names: ``load_codebook("three-way")``; so are those that plugins bring.
"""

from __future__ import annotations

import functools
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NoReturn, get_args

from quotes.errors import CodebookError, WriteError
from quotes.model import SourceType
from quotes.plugins import Registered, by_name, registered
from quotes.roles.plugin_codebooks import PluginCodebook
from quotes.settings_files import bounded_text, toml_of

READY = Path(__file__).with_name("codebooks")
DEFAULT = READY / "newsroom.toml"

CAPACITIES = (
    "official", "political", "witness", "activist", "expert", "business", "media", "legal-party", "public-figure",
    "document", "unknown",
)  # fmt: skip
"""The built-in word lists: ``lexicon/people.toml``, ``bodies.toml``, ``documents.toml``."""

TYPES: tuple[SourceType, ...] = get_args(SourceType)
"""What a source may be whatever it says, for codebooks that ask for that and not for roles."""

LARGEST = 1_000_000
"""Bytes of the largest codebook that is read."""

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_TOP = {"name": str, "unknown": str, "official": list, "citizens": list, "role": list}
_NEEDED, _LISTS = ("name", "label", "colour", "definition"), ("capacities", "words", "types")
_ROLE = dict.fromkeys(_NEEDED, str) | dict.fromkeys(_LISTS, list)


@dataclass(frozen=True, slots=True)
class CodebookRole:
    """One role: ``capacities`` are the built-in lists it takes, ``words`` phrases that decide before these.

    ``types`` are the types of sources that it takes whatever they are called.
    """

    name: str
    label: str
    definition: str
    colour: str
    capacities: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    types: tuple[str, ...] = ()


@dataclass(frozen=True)
class Codebook:
    """The roles of a codebook in its order; ``unknown`` is the name of the role where nothing tells.

    ``official`` are the roles that count as official voices in measures of balance, ``citizens`` those that they are
    weighed against.
    """

    name: str
    roles: tuple[CodebookRole, ...]
    unknown: str
    official: tuple[str, ...] = ()
    citizens: tuple[str, ...] = ()

    @cached_property
    def by_name(self) -> Mapping[str, CodebookRole]:
        """The roles by their names."""
        return {role.name: role for role in self.roles}

    @cached_property
    def by_capacity(self) -> Mapping[str, str]:
        """For each built-in list the role that takes it."""
        return {capacity: role.name for role in self.roles for capacity in role.capacities}

    @cached_property
    def by_type(self) -> Mapping[str, str]:
        """For each type of source the role that takes it; empty in most codebooks."""
        return {one: role.name for role in self.roles for one in role.types}

    @cached_property
    def words(self) -> Mapping[str, str]:
        """For each phrase of the codebook's own its role."""
        return {" ".join(word.lower().split()): role.name for role in self.roles for word in role.words}

    def role_of(self, capacity: str) -> str:
        """The role for a built-in list; ``unknown`` where the codebook takes no such list."""
        return self.by_capacity.get(capacity, self.unknown)


def ready_codebooks() -> tuple[str, ...]:
    """The names of the codebooks that come with the package, the default one first."""
    return tuple(sorted((path.stem for path in READY.glob("*.toml")), key=lambda name: (name != DEFAULT.stem, name)))


@functools.cache
def plugin_codebooks() -> Mapping[str, Registered[PluginCodebook]]:
    """The codebooks of plugins by their names; of a name that one of ours has, ours counts."""
    return by_name(registered("add_codebooks", PluginCodebook), ready_codebooks())


def load_codebook(which: str | Path | None = None) -> Codebook:
    """The codebook of that name, ready or of a plugin, the one in that file, or the default one.

    Raises CodebookError with file, line and reason. A file goes before a ready codebook of the same name.
    """
    where = DEFAULT if which is None else Path(which)
    if not where.exists():
        if str(where) in ready_codebooks():
            where = READY / f"{where}.toml"
        elif (added := plugin_codebooks().get(str(where))) is not None:
            where = added.thing.path
    text = _text(where)
    try:
        data = toml_of(text)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        at_end = text.count("\n") + 1
        raise CodebookError(f"{where}, line {line[1] if line else at_end}: not TOML: {error}") from error
    return _Checked(where, text, data).codebook()


def check_codebook(path: str | Path) -> tuple[str, ...]:
    """What a user should know of a sound codebook, as sentences: lists that no role takes, colours that look alike.

    Raises CodebookError where it is not sound.
    """
    book = load_codebook(path)
    by_type = set(book.by_type) == set(TYPES)
    left = [name for name in CAPACITIES if name not in book.by_capacity and not by_type]
    remarks = [f"the word list “{name}” goes to no role: its sources become “{book.unknown}”" for name in left]
    seen: dict[str, str] = {}
    for role in book.roles:
        if role.colour in seen:
            remarks.append(f"“{role.name}” has the colour of “{seen[role.colour]}”, {role.colour}")
        seen.setdefault(role.colour, role.name)
        if not (role.capacities or role.words or role.types or role.name == book.unknown):
            remarks.append(f"“{role.name}” has neither word lists nor words of its own: no source can get it")
    return tuple(remarks)


def new_codebook(path: str | Path) -> Path:
    """Write a copy of the default codebook, with its explanations, to change; raises WriteError if it is there."""
    target = Path(path)
    try:
        with target.open("x", encoding="utf-8", newline="\n") as file:
            file.write(DEFAULT.read_text(encoding="utf-8"))
    except FileExistsError as error:
        raise WriteError(f"{target}: is already there; give another name, or delete it first") from error
    except OSError as error:
        raise WriteError(
            f"{target}: cannot be written ({error.strerror}); give a path in a folder that exists"
        ) from error
    return target


def _text(path: Path) -> str:
    try:
        return bounded_text(path, LARGEST)
    except OSError as error:
        raise CodebookError(
            f"{path}: cannot be read ({error.strerror}); give the path of a codebook file "
            f"or a ready one: {', '.join((*ready_codebooks(), *plugin_codebooks()))}"
        ) from error
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path}: not UTF-8 text; save the codebook as UTF-8") from error


class _Checked:
    """Checks the data of one codebook file; every complaint names the line of its key."""

    def __init__(self, path: Path, text: str, data: Mapping[str, Any]) -> None:
        self.path = path
        self.lines = text.splitlines()
        self.data = data
        self.tables = [i for i, line in enumerate(self.lines) if re.match(r"\s*\[\[\s*role\s*\]\]", line)]

    def codebook(self) -> Codebook:
        """The codebook, all of it checked."""
        for key, value in self.data.items():
            self._type(key, value, _TOP, None)
        for key in ("name", "unknown"):
            if key not in self.data:
                self._refuse(0, f"“{key}” is missing at the top of the file")
        tables = self.data.get("role", [])
        if not tables:
            self._refuse(0, "no role; give at least one [[role]] table")
        roles = tuple(self._role(number, table) for number, table in enumerate(tables))
        self._refuse_repeated(roles)
        if self.data["unknown"] not in {role.name for role in roles}:
            self._refuse(self._line("unknown", None), f"unknown = “{self.data['unknown']}” is none of the roles")
        official = self._side("official", ("official",), roles)
        citizens = self._side("citizens", ("witness", "activist"), roles)
        for name in set(official) & set(citizens):
            self._refuse(self._line("citizens", None), f"“{name}” cannot be on both sides, official and citizens")
        return Codebook(self.data["name"], roles, self.data["unknown"], official, citizens)

    def _side(self, key: str, capacities: tuple[str, ...], roles: tuple[CodebookRole, ...]) -> tuple[str, ...]:
        """The roles listed at the top of the file under ``key``, else those that take these word lists."""
        if key not in self.data:
            return tuple(role.name for role in roles if set(role.capacities) & set(capacities))
        for name in self.data[key]:
            if name not in [role.name for role in roles]:
                self._refuse(self._line(key, None), f"{key}: “{name}” is none of the roles")
        return tuple(self.data[key])

    def _role(self, number: int, table: Any) -> CodebookRole:
        if not isinstance(table, dict):
            self._refuse(self._line("role", None), "“role” must be [[role]] tables")
        for key, value in table.items():
            self._type(key, value, _ROLE, number)
        for key in _NEEDED:
            if not str(table.get(key, "")).strip():
                self._refuse(self._start(number), f"role {number + 1} has no “{key}”")
        if not _NAME.fullmatch(table["name"]):
            self._refuse(
                self._line("name", number), f"“{table['name']}” is no role name: lower-case letters, digits, hyphens"
            )
        if not _COLOUR.fullmatch(table["colour"]):
            self._refuse(self._line("colour", number), f"“{table['colour']}” is no colour: write #rrggbb")
        for key in _LISTS:
            for entry in table.get(key, []):
                if not isinstance(entry, str) or not entry.strip():
                    self._refuse(self._line(key, number), f"“{key}” must be a list of words in quotation marks")
        for key, known, called in (("capacities", CAPACITIES, "word list"), ("types", TYPES, "type of source")):
            for entry in table.get(key, []):
                if entry not in known:
                    self._refuse(self._line(key, number), f"no {called} “{entry}”; there are: {', '.join(known)}")
        definition = " ".join(table["definition"].split())
        lists = {key: tuple(table.get(key, ())) for key in _LISTS}
        return CodebookRole(table["name"], table["label"].strip(), definition, table["colour"].lower(), **lists)

    def _refuse_repeated(self, roles: tuple[CodebookRole, ...]) -> None:
        """Names, word lists and words may each stand once: else the role would depend on the order of the file."""
        for key in ("name", *_LISTS):
            seen: dict[str, str] = {}
            for number, role in enumerate(roles):
                for entry in (role.name,) if key == "name" else getattr(role, key):
                    if entry.lower() in seen:
                        self._refuse(
                            self._line(key, number),
                            f"“{entry}” stands twice; it is already in role “{seen[entry.lower()]}”",
                        )
                    seen[entry.lower()] = role.name

    def _type(self, key: str, value: Any, known: Mapping[str, type], number: int | None) -> None:
        if key not in known:
            self._refuse(self._line(key, number), f"unknown key “{key}”; known here: {', '.join(known)}")
        if not isinstance(value, known[key]):
            kind = "a list" if known[key] is list else "text in quotation marks"
            self._refuse(self._line(key, number), f"“{key}” must be {kind}")

    def _start(self, number: int) -> int:
        return self.tables[number] if number < len(self.tables) else 0

    def _line(self, key: str, number: int | None) -> int:
        """The line (from 0) where a key stands, in the table of a role or at the top of the file."""
        first = self._start(number) if number is not None else 0
        following = [t for t in self.tables if t > first]
        last = following[0] if following else len(self.lines)
        written = re.compile(rf"""\s*\[*\s*["']?{re.escape(key)}["']?\s*[\].=]""")
        return next((i for i in range(first, last) if written.match(self.lines[i])), first)

    def _refuse(self, line: int, reason: str) -> NoReturn:
        raise CodebookError(f"{self.path}, line {line + 1}: {reason}")
