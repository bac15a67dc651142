"""A file of checks in, the checks out; an analysis in, the questions that they ask of the article out.

The format is explained at the head of ``checks.toml``. What each check looks for stands in ``rules``, or comes with a
plugin.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from quotes.model import Analysis, Span
from quotes.roles.codebook import Codebook
from quotes.table.rows import publication, writable
from reports.checks.check_files import CheckFile, ChecksError, is_word_list, read_checks
from reports.checks.plugin_checks import plugin_checks
from reports.checks.question_words import OURS, Value, asked
from reports.checks.reading import Reading, Rule, Settings
from reports.checks.rules import RULES
from reports.language.language import load

DEFAULT = Path(__file__).parent / "checks.toml"
ABOUT = {"on": bool, "title": str, "question": str, "reason": str, "codes": list}
CLAUSE = ("code", "clause", "says", "url")
OPTIONAL: Mapping[str, type] = {"roles": list}
"""A setting that a check may leave out."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a journalistic code speaks of what a check asks; ``says`` is our wording of it."""

    code: str
    clause: str
    says: str
    url: str


@dataclass(frozen=True, slots=True)
class Check:
    """One check: ``question`` has places such as ``%(speaker)s``; ``settings`` are its thresholds and word lists."""

    name: str
    title: str
    question: str
    reason: str
    codes: tuple[Clause, ...]
    settings: Mapping[str, Any]
    on: bool = True


@dataclass(frozen=True, slots=True)
class Finding:
    """One question that a check asks of an article.

    ``question`` is ready to print, in English; it is the check's with ``values`` put in. ``spans`` are the words in the
    article's text that it is about, ``attributions`` the numbers of the attributions, from 1.
    """

    check: str
    question: str
    article: str
    spans: tuple[Span, ...]
    attributions: tuple[int, ...]
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True)
class Checks:
    """The checks of a report, those switched off included."""

    checks: tuple[Check, ...]

    @cached_property
    def by_name(self) -> Mapping[str, Check]:
        """The checks by their names."""
        return {check.name: check for check in self.checks}

    def findings(self, analysis: Analysis, codebook: Codebook) -> tuple[Finding, ...]:
        """The questions that the checks ask of one article, in the order of the file; none twice."""
        reading = Reading(analysis, codebook)
        return tuple(finding for check in self.checks if check.on for finding in _findings(check, reading))


def _findings(check: Check, reading: Reading) -> Iterable[Finding]:
    """What one check asks of an article; nothing where it is a plugin's that fails."""
    added = plugin_checks().get(check.name)
    if added is None:
        return _found_by(RULES[check.name], check, reading)
    return added.all_of(lambda: _found_by(added.thing.rule, check, reading))


def _found_by(rule: Rule, check: Check, reading: Reading) -> Iterator[Finding]:
    for found in rule(reading, Settings(check.settings)):
        question, spans = asked(check.question, found.values, load()), tuple(sorted(set(found.spans)))
        article = reading.analysis.article.id
        yield Finding(check.name, question, article, spans, found.attributions, found.values)


def load_checks(path: Path | None = None) -> Checks:
    """The checks of the package and of plugins, changed by the file ``path``.

    Raises ChecksError where the file is not well formed.
    """
    ours = read_checks(DEFAULT)
    own = read_checks(path) if path else CheckFile(DEFAULT, {}, {})
    lists = _lists(ours, own)
    tables = ours.spelled_out(lists) | _of_plugins()
    for name, changes in own.spelled_out(lists).items():
        if name not in tables:
            raise ChecksError(f"{path}: there is no check “{name}”; there are {', '.join(tables)}")
        for key, value in changes.items():
            _check_value(path, name, key, value, tables[name])
        tables[name] = tables[name] | changes
    return Checks(tuple(_check(own.path, name, table) for name, table in tables.items()))


def _lists(ours: CheckFile, own: CheckFile) -> Mapping[str, Any]:
    """Our lists that checks refer to, with a user's in their place; raises ChecksError for any other."""
    for name, words in own.lists.items():
        if name not in ours.lists:
            raise ChecksError(f"{own.path}: there is no list “{name}”; there are {', '.join(ours.lists)}")
        if not is_word_list(words):
            raise ChecksError(f"{own.path}: [lists], {name} should be a list of words, not {words!r:.40}")
    return {**ours.lists, **own.lists}


def _of_plugins() -> dict[str, dict[str, Any]]:
    """The checks of plugins as tables; one that is not well formed is told and left out."""
    tables = {}
    for name, added in plugin_checks().items():
        try:
            _check(Path(added.plugin.module), name, added.thing.table)
        except ChecksError as error:
            added.plugin.tell(f"“{name}”", f"is no sound check ({error})")
        else:
            tables[name] = added.thing.table
    return tables


def findings_rows(analysis: Analysis, findings: Sequence[Finding]) -> Iterator[dict[str, Any]]:
    """One row a finding of one article, with a value for each of ``columns.FINDINGS``."""
    article = analysis.article
    return (
        {
            "article": writable(finding.article),
            "finding": number,
            "check_name": finding.check,
            "question": writable(finding.question),
            "finding_text": writable(" … ".join(span.of(article.text) for span in finding.spans)),
            "spans": [[span.start, span.end] for span in finding.spans],
            "about": str(list(finding.attributions)),
            **publication(article),
        }
        for number, finding in enumerate(findings, start=1)
    )


def _check_value(path: Path | None, name: str, key: str, value: Any, known: Mapping[str, Any]) -> None:
    """Raise ChecksError where a user's file gives a key that the check has not, or a value of another kind."""
    where = f"{path}, [check.{name}]"
    if key not in known and key not in OPTIONAL:
        raise ChecksError(f"{where}: no key “{key}”; there are {', '.join([*known, *OPTIONAL])}")
    before = known.get(key, OPTIONAL[key]() if key in OPTIONAL else None)
    numbers = (int, float)
    alike = isinstance(value, type(before)) or (isinstance(value, numbers) and isinstance(before, numbers))
    if key not in ABOUT and key not in OPTIONAL and is_word_list(before):
        alike = is_word_list(value)
    if not alike or isinstance(value, bool) != isinstance(before, bool):
        raise ChecksError(f"{where}: {key} should be like {before!r:.40}, not {value!r:.40}")


def _check(path: Path, name: str, table: Mapping[str, Any]) -> Check:
    where = f"{path}, [check.{name}]"
    missing = [key for key in ABOUT if key not in table]
    if missing:
        raise ChecksError(f"{where}: no {', '.join(missing)}")
    if any(not isinstance(code, dict) or set(code) != set(CLAUSE) for code in table["codes"]):
        raise ChecksError(f"{where}: each of codes is {{ {', '.join(f'{key} = …' for key in CLAUSE)} }}")
    places = _AnyValue()
    try:
        _ = table["question"] % places
    except (ValueError, TypeError, KeyError) as error:
        raise ChecksError(f"{where}: the question's places are like %(speaker)s, and %% is a percent sign") from error
    values = (RULES[name] if name in RULES else plugin_checks()[name].thing.rule).values
    unknown = sorted(places.keys() - set(values))
    if unknown:
        raise ChecksError(f"{where}: the question can hold {', '.join(values)}, not {', '.join(unknown)}")
    about = {key: table[key] for key in ("title", "question", "reason", "on")}
    settings = {key: value for key, value in table.items() if key not in ABOUT}
    return Check(name, **about, codes=tuple(Clause(**code) for code in table["codes"]), settings=settings)


class _AnyValue(dict[str, str]):
    """A mapping that has every key, and notes which were asked for."""

    def __missing__(self, key: str) -> str:
        self[key] = ""
        return ""


def all_words(checks: Checks) -> Iterator[str]:
    """Every text of the checks that a report shows, for a translation."""
    for check in checks.checks:
        yield from (check.title, check.question, check.reason)
        for clause in check.codes:
            yield from (clause.code, clause.clause, clause.says)
    yield from OURS
