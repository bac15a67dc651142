"""The options of an audit in, what its report is to be made of out: what they name is read."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from quotes.linking.aliases import Aliases, read_aliases
from reports.audit.formats import ReportFormat
from reports.audit.not_chosen import read_not_chosen
from reports.measures.reference import Reference, read_reference

FIRST_NAMES = "first-names"


@dataclass(frozen=True)
class Wanted:
    """What a report is to be made of.

    ``compare_by`` is a column of the articles, or month or year; ``compare_with`` the folder of an audit that came
    before this one. ``aliases`` settle which sources are one, ``title`` is what the report is called. ``reference`` are
    shares to compare with, ``not_chosen`` the sources whom the newsroom could not choose. ``first_names`` lets a first
    name alone tell a gender.
    """

    formats: Collection[ReportFormat] = (ReportFormat.html, ReportFormat.md, ReportFormat.json)
    language: str = "en"
    template_dir: Path | None = None
    compare_by: str = ""
    compare_with: Path | None = None
    aliases: Aliases = field(default_factory=Aliases)
    title: str = ""
    reference: Reference = field(default_factory=Reference)
    not_chosen: Sequence[str] = ()
    first_names: bool = False

    @property
    def compares(self) -> bool:
        """Whether there is to be a comparison."""
        return bool(self.compare_by or self.compare_with)


def wanted_of(options: Mapping[str, Any]) -> Wanted:
    """What ``options`` ask for, as ``quotes audit`` was given them or as run.json has them; raises ReadError."""
    aliases, reference, not_chosen = (path_of(options, name) for name in ("aliases", "reference", "not_chosen"))
    return Wanted(
        formats=frozenset(map(ReportFormat, options["formats"])),
        language=options["language"],
        template_dir=path_of(options, "template_dir"),
        compare_by=options["compare_by"],
        compare_with=path_of(options, "compare_with"),
        aliases=read_aliases(aliases) if aliases else Aliases(),
        title=options.get("title", ""),
        reference=read_reference(reference) if reference else Reference(),
        not_chosen=read_not_chosen(not_chosen) if not_chosen else (),
        first_names=options.get("gender") == FIRST_NAMES,
    )


def path_of(options: Mapping[str, Any], name: str) -> Path | None:
    """The file or folder that an option names, if any."""
    return Path(options[name]) if options.get(name) else None
