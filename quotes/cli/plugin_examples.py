"""What plugins register in, whether the example of each comes out as it says out.

Examples go the whole way that articles go: what is found must also stand against our own rules and models.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from quotes.analyze import Analyzer
from quotes.attribution.plugin_constructions import PluginConstruction, plugin_constructions
from quotes.document import Document
from quotes.export.plugin_exports import PluginExport, plugin_exports
from quotes.export.schema import EXPORTED
from quotes.messages import reason_of
from quotes.model import ACTS, Analysis, Article
from quotes.plugins import Plugin, Registered, registered
from quotes.read.files import plugin_readers
from quotes.read.plugin_readers import PluginReader
from quotes.roles.assign import assign_roles
from quotes.roles.codebook import load_codebook, plugin_codebooks
from quotes.roles.plugin_codebooks import PluginCodebook, RoleExample
from quotes.roles.plugin_rules import PluginRoleRule
from quotes.table.rows import frame_of
from reports.checks.checks import load_checks
from reports.checks.plugin_checks import PluginCheck, plugin_checks


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one thing's example: ``problem`` is empty where it passes."""

    plugin: Plugin
    kind: str
    name: str
    problem: str


def tried() -> list[Outcome]:
    """The outcome of every example, in the order in which an article meets the kinds of things."""
    trial = _Trial()
    kinds: Mapping[str, tuple[Iterable[Registered[Any]], Callable[[Any], str]]] = {
        "reader": (plugin_readers().values(), trial.reader),
        "construction": (plugin_constructions(), trial.construction),
        "role rule": (registered("add_role_rules", PluginRoleRule), trial.role_rule),
        "codebook": (plugin_codebooks().values(), trial.codebook),
        "export": (plugin_exports().values(), trial.export),
        "check": (plugin_checks().values(), trial.check),
    }
    return [
        Outcome(one.plugin, kind, one.thing.name, _problem(attempt, one.thing))
        for kind, (things, attempt) in kinds.items()
        for one in things
    ]


def _problem(attempt: Callable[[Any], str], thing: Any) -> str:
    try:
        return attempt(thing)
    except Exception as error:
        return f"it raises {reason_of(error)}"


class _Trial:
    """Tries one thing after the other with the same pipeline, which is loaded when the first needs it."""

    @cached_property
    def _analyzer(self) -> Analyzer:
        return Analyzer(acts=ACTS)

    def _analysed(self, text: str) -> tuple[Document, Analysis]:
        return next(self._analyzer.pairs([Article("example", text)]))

    def reader(self, reader: PluginReader) -> str:
        """What is wrong with the texts that come out of a reader's example."""
        return _unlike(reader.example.texts, tuple(article.text for article in reader.read(reader.example.data)))

    def construction(self, construction: PluginConstruction) -> str:
        """What is wrong with the attribution that a construction's example gives."""
        example = construction.example
        text = example.sentence
        found = []
        for one in self._analysed(text)[1].attributions:
            cue, content = " ".join(span.of(text) for span in one.cue), tuple(span.of(text) for span in one.content)
            found.append((one.construction, one.source.of(text) if one.source else None, cue, content))
        wanted = (construction.name, example.source, example.cue, example.content)
        return "" if wanted in found else _unlike([wanted], found)

    def role_rule(self, rule: PluginRoleRule) -> str:
        """What is wrong with the role that a rule's example gives."""
        document, analysis = self._analysed(rule.example.text)
        role, by = self._role(document, analysis, rule.example)
        return _unlike((rule.example.role, rule.name), (role, by))

    def codebook(self, codebook: PluginCodebook) -> str:
        """What is wrong with the role that a codebook's example gives."""
        document, analysis = self._analysed(codebook.example.text)
        return _unlike(codebook.example.role, self._role(document, analysis, codebook.example, codebook.name)[0])

    def _role(
        self, document: Document, analysis: Analysis, example: RoleExample, codebook: str | None = None
    ) -> tuple[str, str]:
        """The role of an example's speaker by a codebook, and the rule that told it; both empty for no such speaker."""
        book = load_codebook(codebook)
        sources, _ = assign_roles(document, analysis.attributions, analysis.sources, book)
        roles = [source.role for source in sources if source.speaker == example.speaker and source.role is not None]
        return (roles[0].name, roles[0].rule) if roles else ("", "")

    def export(self, export: PluginExport) -> str:
        """What is wrong with the file that an export's example gives."""
        example = export.example
        table = EXPORTED[example.table]
        empty = dict.fromkeys(column.name for column in table.own)
        with TemporaryDirectory() as folder:
            files = export.files(Path(folder))
            files.begin(table)
            files.add(table.with_keys(frame_of([{**empty, **row} for row in example.rows], example.table)))
            files.close()
            return _unlike(example.text, (Path(folder) / example.file).read_text(encoding="utf-8"))

    def check(self, check: PluginCheck) -> str:
        """What is wrong with the questions that a check's example gives."""
        findings = load_checks().findings(self._analysed(check.example.text)[1], self._analyzer.codebook)
        asked = [finding.question for finding in findings if finding.check == check.name]
        return _unlike([check.example.question], asked)


def _unlike(wanted: object, found: object) -> str:
    """How what was found is unlike what was wanted; empty where it is not."""
    return "" if wanted == found else f"it should give {wanted!r} and gives {found!r}"
