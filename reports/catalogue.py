"""The package's own templates, code and data in, the catalogue of all words of the reports out, for translators.

``python -m reports.catalogue`` writes ``locales/reports.pot`` anew and brings every translation beside it up to date:
new messages come in empty, old ones go. docs/report.md says how to add a language.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from quotes.attribution.constructions import TIES
from quotes.read.kinds import FileKind
from quotes.roles.codebook import load_codebook, ready_codebooks
from quotes.roles.rules import RuleKind
from reports.audit.audit import FILES, MADE
from reports.charts.colours import role_styles
from reports.checks.checks import all_words, load_checks
from reports.language.codes import DOMAIN, ENGLISH, LOCALES, languages
from reports.language.reasons import CONTEXT, PATTERNS, PLACES
from reports.measures.treatment import TONE_WARNING

REPORTS = Path(__file__).resolve().parent
METHODS = [("**.py", "python"), ("pages/templates/**.j2", "jinja2.ext:babel_extract")]
KEYWORDS = {
    "gettext": None,
    "text": None,  # what modules with many words call it
    "_": None,
    "ngettext": (1, 2),
    "pgettext": ((1, "c"), 2),
}
OPTIONS = {"pages/templates/**.j2": {"trim_blocks": "true", "lstrip_blocks": "true", "newstyle_gettext": "true"}}


def catalogue() -> Catalog:
    """All messages of the reports: those of templates and code with their places, then the words of data files."""
    found = Catalog(project="quotes-toolkit", charset="utf-8", fuzzy=False)
    found.header_comment = "# Every word of the reports. Made by `python -m reports.catalogue`; do not edit."
    messages = extract_from_dir(str(REPORTS), METHODS, OPTIONS, KEYWORDS)
    for file, _, message, comments, context in messages:
        found.add(message, locations=[(file, 0)], auto_comments=comments, context=context)
    for context, words in data_words():
        found.add(words, context=context)
    return found


def data_words() -> Iterator[tuple[str, str]]:
    """Context and text of everything that reports show of the package's data files."""
    for name in ready_codebooks():
        book = load_codebook(name)
        styles = role_styles(book)
        for role in book.roles:
            yield "role", role.label
            yield "role", role.definition
            yield "abbreviation", styles[role.name].abbreviation
    for tie in TIES:
        yield "construction", tie.name
    for words in all_words(load_checks()):
        yield "check", words
    for kind in FileKind:
        yield "kind", str(kind)
    for meaning in (*FILES.values(), *MADE.values()):
        yield "file", meaning
    for rule in RuleKind:
        yield "rule", str(rule)
    for reason in (*PATTERNS, *PLACES):
        yield CONTEXT, reason
    yield "measure", TONE_WARNING


def renewed(translation: Path, template: Catalog) -> Catalog:
    """A translation with the messages of ``template``: those it has stay, new ones are empty."""
    with translation.open("rb") as file:
        old = read_po(file, domain=DOMAIN)
    old.update(template, no_fuzzy_matching=True)
    old.obsolete.clear()
    return old


def main() -> int:
    """Write the catalogue and renew the translations; the exit status is 1 where a message lacks one."""
    template = catalogue()
    _write(LOCALES / f"{DOMAIN}.pot", template)
    missing = 0
    for code in languages():
        if code != ENGLISH:
            path = LOCALES / code / "LC_MESSAGES" / f"{DOMAIN}.po"
            translation = renewed(path, template)
            _write(path, translation)
            lacking = [message for message in translation if message.id and not _translated(message.string)]
            print(f"{path.relative_to(REPORTS.parent)}: {len(translation)} messages, {len(lacking)} to translate")
            missing += len(lacking)
    return 1 if missing else 0


def _translated(words: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(words) if words is None or isinstance(words, str) else all(words)


def _write(path: Path, messages: Catalog) -> None:
    with path.open("wb") as file:
        write_po(file, messages, width=110, sort_output=False, include_lineno=False)


if __name__ == "__main__":
    sys.exit(main())
