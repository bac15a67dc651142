"""A plugin in, what it adds out: one function a kind of thing that it may register.

``docs/plugins.md`` shows one of each. The types say what to give; each carries an example that ``quotes plugins`` runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from pluggy import HookspecMarker

if TYPE_CHECKING:
    from quotes.attribution.plugin_constructions import PluginConstruction
    from quotes.export.plugin_exports import PluginExport
    from quotes.read.plugin_readers import PluginReader
    from quotes.roles.plugin_codebooks import PluginCodebook
    from quotes.roles.plugin_rules import PluginRoleRule
    from reports.checks.plugin_checks import PluginCheck

hookspec = HookspecMarker("quotes")


@hookspec
def add_readers() -> Iterable[PluginReader]:  # type: ignore[empty-body]
    """Kinds of files, known by their ending, to read articles from."""


@hookspec
def add_constructions() -> Iterable[PluginConstruction]:  # type: ignore[empty-body]
    """Grammatical patterns that tie cue, source and content together."""


@hookspec
def add_role_rules() -> Iterable[PluginRoleRule]:  # type: ignore[empty-body]
    """Rules that tell in what role a source speaks."""


@hookspec
def add_codebooks() -> Iterable[PluginCodebook]:  # type: ignore[empty-body]
    """Codebooks to choose with ``--codebook NAME``."""


@hookspec
def add_exports() -> Iterable[PluginExport]:  # type: ignore[empty-body]
    """Formats for ``quotes export --format NAME``."""


@hookspec
def add_checks() -> Iterable[PluginCheck]:  # type: ignore[empty-body]
    """Questions that a report asks about an article."""
