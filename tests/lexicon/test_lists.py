"""The word lists: in order, each entry once and in one role, none that can never match, no rule written out."""

import re
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import is_dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, NamedTuple, get_args, get_origin, get_type_hints

import pytest

from quotes.errors import CodebookError
from quotes.lexicon import lists
from quotes.lexicon.lists import FOLDER, LISTS, Lists
from quotes.lexicon.nouns import counted_parents, lexicon
from quotes.sources.mentions.names import is_given

ROOT = FOLDER.parent.parent
FILES = sorted({*ROOT.glob("quotes/**/*.toml"), *ROOT.glob("reports/**/*.toml")})
OF_A_FILE = [name for name, value in vars(Lists).items() if isinstance(value, cached_property)]
TEXT = r'"(?:[^"\\]|\\.)+"'
ENTRY = rf"{TEXT}|\[(?:{TEXT}(?:, )?)+\]"
IN_ORDER = re.compile(
    rf"\[{{1,2}}[\w.-]+\]{{1,2}} *(?:#.*)?"
    rf"|[^=]+ = (?:\[|\[(?:{TEXT}|[\d, ]+)?\]|[^\[].*)| {{2,4}}(?:{ENTRY}|\{{.*\}}),|\](?: \}})?|#.*|"
)
"""A line of a list file: a table, a key, one entry, the end of a list, a comment."""


class Listed(NamedTuple):
    """A list by its place, how it is looked up (``Words``, ``Phrases``, …) and its entries."""

    place: str
    kind: str
    entries: frozenset[str]


def listed(value: Any, kind: Any, place: str) -> Iterator[Listed]:
    """All lists of a value of ``LISTS``."""
    told = get_args(kind)[-1] if get_origin(kind) is Annotated else ""
    plain = get_args(kind)[0] if told else kind
    if is_dataclass(value):
        for name, inner in get_type_hints(type(value), include_extras=True).items():
            yield from listed(getattr(value, name), inner, f"{place}.{name}")
    elif isinstance(value, Mapping) and get_args(plain)[1] is not str:
        for key, entry in value.items():
            yield from listed(entry, get_args(plain)[1], f"{place}.{key}")
    elif isinstance(value, frozenset):
        yield Listed(place, told, value)


def maps_apart(value: Any, kind: Any, place: str) -> Iterator[tuple[str, Mapping[str, frozenset[str]]]]:
    """All tables of lists that may have no entry in common."""
    if get_args(kind)[-1:] == ("apart",):
        yield place, value
    if is_dataclass(value):
        for name, inner in get_type_hints(type(value), include_extras=True).items():
            yield from maps_apart(getattr(value, name), inner, f"{place}.{name}")


ALL = [one for name in OF_A_FILE for one in listed(getattr(LISTS, name), None, name)]
PHRASES = frozenset(entry.phrase for entry in lexicon().entries())


def arrays(value: object) -> Iterator[list[str]]:
    """The arrays of text in a TOML file, those inside an array too."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from arrays(inner) if name != "citizens" else ()  # roles, in the order of the legends
    elif isinstance(value, list) and all(isinstance(entry, dict) for entry in value):
        for table in value:
            yield from arrays(table)
    elif isinstance(value, list) and not any(isinstance(entry, int) for entry in value):
        yield [" ".join(entry) if isinstance(entry, list) else entry for entry in value]
        yield from (entry for entry in value if isinstance(entry, list))


RANKED = ("columns", "dates")
"""Files of ``quotes/read`` whose lists have an order of their own: the surest name first, the months."""


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_list_has_one_entry_a_line_in_order_and_each_once(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    if path.parent.name not in ("codebooks", "patterns"):
        assert not [line for line in text.splitlines() if not IN_ORDER.fullmatch(line)]
    for entries in arrays(tomllib.loads(text)) if path.stem not in RANKED else ():
        assert entries == sorted(set(entries), key=lambda entry: (entry.casefold(), entry))


def test_cues_are_single_words_save_labels_and_prepositions() -> None:
    tables = tomllib.loads((FOLDER / "cues.toml").read_text(encoding="utf-8"))
    several = {name for name in tables for entries in arrays(tables[name]) for entry in entries if " " in entry}
    assert several == {"labels", "prepositions"}


CAPITAL_TELLS = {"group", "paper", "salon"}
"""Bodies that a capital makes others: "the group", "Harlow Group"; "the paper", "Hartwell Paper"; "salon", "Salon"."""


def test_no_body_stands_in_two_roles() -> None:
    """Kinds of bodies, the last words of their names and bodies known by name are looked up together."""
    bodies = LISTS.bodies
    roles = defaultdict(set)
    for table in (bodies.kinds, bodies.title_words, bodies.names):
        for role, entries in table.items():
            for entry in entries:
                roles[entry].add(role)
    assert {entry for entry, several in roles.items() if len(several) > 1} == CAPITAL_TELLS


def test_no_phrase_stands_in_two_roles() -> None:
    apart = [found for name in OF_A_FILE for found in maps_apart(getattr(LISTS, name), None, name)]
    speaking = LISTS.people.speaking_for
    told = {
        "body": speaking.body,
        "client": speaking.client,
        "body of a role": frozenset().union(*speaking.default.values()),
    }
    apart.append(("people", {**LISTS.people.roles, **told}))
    assert len(apart) > 8
    for place, table in apart:
        times = Counter(entry for entries in table.values() for entry in entries)
        assert not [entry for entry, number in times.items() if number > 1], place


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.place)
def test_no_phrase_that_can_never_match(one: Listed) -> None:
    """Words are looked up in lower case with straight apostrophes, phrases by their last word, which is a noun."""
    assert one.kind and not [e for e in one.entries if e != " ".join(e.lower().split())]
    if one.kind == "words":
        assert not [e for e in one.entries if " " in e]
    if one.kind == "phrases":
        grammar = LISTS.grammar
        never = grammar.inside_description | grammar.about | grammar.relative | grammar.pointing | grammar.possessive
        assert not [e for e in one.entries if " " in e and e.split()[-1] in never]
        assert not [e for e in one.entries if not re.fullmatch(r"[\w&$].*[\w.']|\w|[\w&$].*\(\w+\)", e) or "’" in e]
    if one.kind == "nouns":
        assert not [e for e in one.entries if " " in e and e not in PHRASES]
    if one.kind == "chosen":
        assert one.entries <= PHRASES


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.place)
def test_no_rule_is_written_out(one: Listed) -> None:
    """No two phrases that differ in a number alone ("mother of two", "mother of three"), none that a pattern gives."""
    numbers = LISTS.grammar.numbers
    number = re.compile(rf"\b(?:{'|'.join(numbers)})\b")
    alike = Counter(number.sub("#", entry) for entry in one.entries - numbers)
    assert not [entry for entry, times in alike.items() if times > 1]
    assert one.entries.isdisjoint(counted_parents())


def test_an_abbreviation_stands_for_a_phrase() -> None:
    assert set(LISTS.people.abbreviations.values()) <= PHRASES
    assert PHRASES.isdisjoint(LISTS.people.abbreviations)


def test_a_list_that_no_module_knows_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "FOLDER", tmp_path)
    (tmp_path / "linking.toml").write_text('weak = ["man"]\npassed = ["a"]\nstrong = ["b"]\n', encoding="utf-8")
    with pytest.raises(CodebookError, match=r"linking\.toml: must have .*, and has weak, passed, strong"):
        _ = Lists().linking
    (tmp_path / "linking.toml").write_text("weak = [", encoding="utf-8")
    with pytest.raises(CodebookError, match=r"linking\.toml: .*correct that line"):
        _ = Lists().linking


WORDS_TOO = frozenset({"al", "art", "christian", "clinton", "dawn", "dean", "georgia", "lance", "marie", "virginia"})
"""Given names with which bodies and posts start too: "Al Jazeera", "lance corporal", "Clinton administration"."""


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.toml")), ids=lambda path: path.stem)
def test_no_personal_names_in_the_lists(path: Path) -> None:
    """No phrase starts with a given name, save bodies and posts that do; the list of given names has no full ones."""
    entries = [entry for found in arrays(tomllib.loads(path.read_text(encoding="utf-8"))) for entry in found]
    if path.stem == "names":
        assert not [e for one in ALL if one.place.startswith("names") for e in one.entries if " " in e]
        return
    firsts = [entry.split()[0] for entry in entries if " " in entry]
    assert not [first for first in firsts if is_given(first) and first not in WORDS_TOO]
