"""Which licences an install brings: none that is not named in docs/dependencies.md, and GPL only where it says so."""

import configparser
import re
from importlib.metadata import PackageNotFoundError, distribution
from itertools import chain

from packaging.requirements import Requirement
from places import DOCS, ROOT

COPYLEFT = re.compile(r"\b(?:A?GPL|GNU (?:Affero )?General Public)", re.IGNORECASE)
LESSER = re.compile(r"\bLGPL|Lesser General Public", re.IGNORECASE)
CHOICE = re.compile(r"\bMPL|Mozilla")
"""What pyphen and tld may be had under instead."""
FAMILIES = {
    "Apache": r"Apache",
    "BSD": r"\bBSD\b|Redistribution and use in source and bin",
    "ISC": r"\bISC\b",
    "MIT": r"\bMIT\b",
    "MPL": r"\bMPL|Mozilla",
    "PSF": r"\bPSF|Python Software Foundation",
    "GPL": r"\bL?GPL",
    "NVIDIA": r"NVIDIA|Other/Proprietary",
}
"""How the licences that the page names are written where a package gives no identifier of SPDX."""
UNTOLD = {"cuda-toolkit", "text2qti"}
"""Packages whose metadata tell no licence: one without content, and one whose licence its row names."""


def installed_with(name: str) -> set[str]:
    """The package and all that it requires without an extra, as far as it is installed here."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = re.sub(r"[-_.]+", "-", waiting.pop()).lower()
        if one in found:
            continue
        try:
            requires = distribution(one).requires or []
        except PackageNotFoundError:
            continue
        found.add(one)
        needed = (Requirement(text) for text in requires)
        waiting += [one.name for one in needed if one.marker is None or one.marker.evaluate({"extra": ""})]
    return found


def licence_of(name: str) -> str:
    data = distribution(name).metadata
    classifiers = [line for line in data.get_all("Classifier", []) if line.startswith("License")]
    return " ".join([data.get("License-Expression") or "", (data.get("License") or "")[:200], *classifiers])


def requirements() -> set[str]:
    """What setup.cfg asks for, without the extras for tests, style and training."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    lines = config["options"]["install_requires"].split("\n")
    kinds = ("cluster", "formats", "inception", "pdf", "postgresql", "stats")
    extras = [config["options.extras_require"][name].split("\n") for name in kinds]
    return {Requirement(line).name for line in (*lines, *chain.from_iterable(extras)) if line.strip()}


def test_every_package_with_a_copyleft_licence_is_named_and_every_direct_one_has_its_line() -> None:
    page = (DOCS / "dependencies.md").read_text(encoding="utf-8").lower()
    assert [name for name in requirements() if f"| {name.lower()}" not in page] == []
    every = set().union(*(installed_with(name) for name in requirements()))
    assert len(every) > 40
    copyleft = {name for name in every if COPYLEFT.search(LESSER.sub("", licence_of(name)))}
    copyleft -= {name for name in copyleft if CHOICE.search(licence_of(name))}
    assert {name for name in copyleft if f"`{name}`" not in page} == set()
    assert copyleft == {"udapi", "udtools"}, "a new one: leave it out, or say why it has to be"


def test_every_licence_that_an_install_brings_is_named() -> None:
    page = (DOCS / "dependencies.md").read_text(encoding="utf-8")
    for name in set().union(*(installed_with(name) for name in requirements())) - UNTOLD:
        given = distribution(name).metadata.get("License-Expression")
        if given and "LicenseRef" not in given:
            for identifier in re.split(r" AND | OR | WITH |[()]", given):
                assert identifier.strip() in page, f"{name}: {given}"
        else:
            told = licence_of(name)
            assert [one for one, words in FAMILIES.items() if re.search(words, told)], f"{name}: {told[:80]}"
