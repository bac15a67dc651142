"""A language and perhaps a folder of somebody's own templates in, the templates of the reports out, ready to be filled.

A template of that folder takes the place of ours with the same name, and reaches ours as ``ours/<name>``. Everything
put into an HTML template is escaped, in theirs as in ours; a template in which something is wrong is named with its
line.
"""

import base64
import hashlib
import re
import traceback
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import jinja2
from jinja2.nodes import EvalContext
from markupsafe import Markup

from quotes.errors import UsageError
from reports.charts.colours import DARK_INK, DARK_PAPER, LIGHT_INK, LIGHT_PAPER
from reports.language.language import Language, load
from reports.language.reasons import told_reason, translated
from reports.language.words import certainties, certainty, count, in_percent, rule_told, term
from reports.pages.page_names import ARTICLE_LIST, COMPARISON, INDEX, article_path, chart_path, statements_link

SCRIPT = "script.js.j2"
OURS = "ours"
"""The folder under which a user's template reaches the one of ours whose place it takes."""
WEB_ADDRESS = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)
LETTER = re.compile(r"[^\W\d_]")
WITHIN_MARKS = str.maketrans('“”"„', "‘’'‚")
"""What quotation marks are within quotation marks."""
FILTERS = ("percent", "number", "decimal", "points", "date")
"""Methods of ``Language`` by which templates write numbers."""
PLAIN = (".md.j2", ".txt.j2", ".js.j2")
"""Endings of templates whose output is no HTML."""

MISTAKES = (
    jinja2.TemplateError,
    TypeError,
    ValueError,
    LookupError,
    ArithmeticError,
    AttributeError,
    OSError,
    RecursionError,
)
"""What a mistake in a template raises when it is read or filled."""


class BrokenTemplate(UsageError):
    """A template of the user's that cannot be read or filled: the message names file, line and reason."""


class Templates:
    """The templates of the reports in one language; those of ``folder`` go before ours.

    Raises BrokenTemplate where one of ``folder`` is no template, or where it holds none that takes the place of ours.
    """

    def __init__(self, language: Language, folder: Path | None = None) -> None:
        self.language = language
        self.folder = folder
        ours = jinja2.PackageLoader("reports.pages")
        theirs = [] if folder is None else [jinja2.FileSystemLoader(folder)]
        self.environment = jinja2.Environment(
            loader=jinja2.ChoiceLoader([*theirs, ours, jinja2.PrefixLoader({OURS: ours})]),
            autoescape=_is_html,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            extensions=["jinja2.ext.i18n"],
        )
        self.environment.policies["ext.i18n.trimmed"] = True
        # The values of `{% trans %}` are put in, and escaped, by the functions of `_words`.
        vars(self.environment)["newstyle_gettext"] = True
        self.environment.globals |= _words(language) | {
            "language": language,
            "article_path": article_path,
            "chart_path": chart_path,
            "statements_link": statements_link,
            "index": INDEX,
            "article_list": ARTICLE_LIST,
            "comparison_page": COMPARISON,
            "web_address": WEB_ADDRESS.fullmatch,
            "has_letters": LETTER.search,
            "paper": {"light": LIGHT_PAPER, "dark": DARK_PAPER},
            "ink": {"light": LIGHT_INK, "dark": DARK_INK},
        }
        self.environment.filters |= {name: getattr(language, name) for name in FILTERS}
        if folder is not None:
            self._check(folder, set(ours.list_templates()))

    def fill(self, name: str, **values: Any) -> str:
        """The template ``name`` filled with ``values``; raises BrokenTemplate for a mistake in a user's template.

        A value ``script`` takes the place of the script that all pages have.
        """
        try:
            if name.endswith(PLAIN):
                return self.environment.get_template(name).render(values)
            script = values.get("script") or self.environment.get_template(SCRIPT).render(values)
            digest = base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode("ascii")
            page = {"script": Markup(script), "script_digest": digest}
            return self.environment.get_template(name).render(values | page)
        except MISTAKES as error:
            broken = self._broken(error)
            if broken is None:
                raise
            raise broken from error

    def _check(self, folder: Path, ours: set[str]) -> None:
        """Read all templates of ``folder`` once, so that a mistake is told before the work and not after it."""
        if not folder.is_dir():
            raise BrokenTemplate(f"--template-dir {folder} is no folder; name one that holds templates")
        own = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.j2") if path.is_file())
        if not ours & set(own):
            raise BrokenTemplate(
                f"--template-dir {folder} holds no template of a report; name yours after one of these: "
                + ", ".join(sorted(ours))
            )
        for name in own:
            try:
                self.environment.get_template(name)
            except MISTAKES as error:
                raise self._broken(error) or BrokenTemplate(f"{folder / name}: {error}") from error

    def _broken(self, error: Exception) -> BrokenTemplate | None:
        """The error as one of the user's own template; ``None`` where it comes from elsewhere."""
        if self.folder is None:
            return None
        if isinstance(error, jinja2.TemplateSyntaxError):
            place, line = Path(error.filename or error.name or ""), error.lineno
        else:
            frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.endswith(".j2")]
            if not frames:
                return None
            place, line = Path(frames[-1].filename), frames[-1].lineno or 0
        if not place.is_relative_to(self.folder):
            return None
        return BrokenTemplate(
            f"{place}, line {line}: {error}; mend the template, or take it out of the folder to use the one of the "
            "package"
        )


@lru_cache
def templates(language: str = "en", folder: Path | None = None) -> Templates:
    """The templates in the language with this code, made once."""
    return Templates(load(language), folder)


def _is_html(name: str | None) -> bool:
    return name is None or not name.endswith(PLAIN)


def _words(language: Language) -> dict[str, Any]:
    """The functions that templates translate with: in HTML, what they put in is escaped, the translation is not."""

    @jinja2.pass_eval_context
    def gettext(context: EvalContext, message: str, **values: object) -> str:
        return _text(context, language.message(message)) % values

    @jinja2.pass_eval_context
    def ngettext(context: EvalContext, one: str, several: str, number: int, **values: object) -> str:
        return _text(context, language.form(one, several, number)) % ({"num": language.number(number)} | values)

    return {
        "gettext": gettext,
        "_": gettext,
        "ngettext": ngettext,
        "pgettext": language.pgettext,
        "term": partial(term, language),
        "certainty": partial(certainty, language),
        "certainties": partial(certainties, language),
        "in_percent": partial(in_percent, language),
        "count": partial(count, language),
        "reason": partial(_reason, language),
        "plain_reason": partial(told_reason, language),
        "rule_told": partial(rule_told, language),
        "cited": partial(_cited, language),
    }


def _reason(language: Language, reason: str) -> Markup:
    """Why a file was left out, in the language as far as it is known there; the rest is marked as English."""
    english = Markup('<bdi lang="en">{}</bdi>')
    known = translated(language, reason)
    if known is None:
        return english.format(reason)
    message, values = known
    return Markup.escape(message) % {
        name: english.format(value) if name == "error" else Markup("<bdi>{}</bdi>").format(value)
        for name, value in values.items()
    }


def _cited(language: Language, words: str) -> Markup:
    """An article's words in the language's quotation marks, within which their own double ones are single."""
    inner = Markup('<bdi lang="en">{}</bdi>').format(words.translate(WITHIN_MARKS))
    return Markup(language.message("“%(words)s”")) % {"words": inner}


def _text(context: EvalContext, words: str) -> str:
    return Markup(words) if context.autoescape else words
