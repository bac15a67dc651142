"""A file of checks in, its tables out, with the lists to which several checks refer put in.

The format is explained at the head of ``checks.toml``.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quotes.errors import UsageError
from quotes.settings_files import bounded_text, toml_of

TABLES = ("check", "lists")
REFERENCE = ("list", "also")
"""The keys of a setting that refers to a list: its name, and words that the check adds."""


class ChecksError(UsageError):
    """A file of checks that is not well formed: the message says which, where, and what to do."""


@dataclass(frozen=True, slots=True)
class CheckFile:
    """The tables of a file: ``checks`` by the checks' names, and the lists that they may refer to."""

    path: Path
    checks: Mapping[str, dict[str, Any]]
    lists: Mapping[str, Any]

    def spelled_out(self, lists: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
        """The checks with the words of ``lists`` where they refer to one.

        Raises ChecksError where there is no such list.
        """
        return {
            name: {key: self._words(value, lists, f"[check.{name}], {key}") for key, value in table.items()}
            for name, table in self.checks.items()
        }

    def _words(self, value: Any, lists: Mapping[str, Any], where: str) -> Any:
        """The words to which a setting refers; what is no reference stays as it is."""
        name, also = (value.get(key) for key in REFERENCE) if isinstance(value, dict) else (None, None)
        if name is None:
            return value
        if not isinstance(name, str) or name not in lists:
            raise ChecksError(f"{self.path}: {where}: there is no list {name!r:.40}; there are {', '.join(lists)}")
        if set(value) - set(REFERENCE) or not is_word_list(also or []):
            raise ChecksError(f'{self.path}: {where} should be like {{ list = "{name}", also = ["word"] }}')
        return [*_array(lists[name]), *_array(also or [])]


def is_word_list(value: Any) -> bool:
    """Whether a setting is a list of words, or a text that is split into one."""
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(word, str) for word in value))


def _array(words: str | list[str]) -> list[str]:
    return [words] if isinstance(words, str) else words


def read_checks(path: Path) -> CheckFile:
    """What a file of checks says; raises ChecksError where it is none."""
    try:
        data = toml_of(bounded_text(path))
    except tomllib.TOMLDecodeError as error:
        raise ChecksError(f"{path}: not TOML: {error}") from error
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "not UTF-8"
        raise ChecksError(f"{path}: cannot be read ({reason}); give a TOML file with --checks") from error
    checks, lists = (data.get(table, {}) for table in TABLES)
    tables = [checks, lists, *(checks.values() if isinstance(checks, dict) else ())]
    if set(data) - set(TABLES) or not data or not all(isinstance(table, dict) for table in tables):
        raise ChecksError(f"{path}: a file of checks has only tables such as [check.single-source], and [lists]")
    return CheckFile(path, checks, lists)
