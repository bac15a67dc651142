"""The code of a language in, the words and numbers of a report in that language out.

All words of the reports stand in one catalogue of messages (``locales/reports.pot``, made by ``reports.catalogue``);
a language is one file of translations beside it, ``locales/<code>/LC_MESSAGES/reports.po``. English needs none: the
messages are English. Numbers, dates and lists follow the Unicode CLDR, as Babel brings it.
"""

import io
from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.support import NullTranslations, Translations

from quotes.errors import UsageError
from reports.language.codes import DOMAIN, ENGLISH, LOCALES, languages


class LanguageError(UsageError):
    """A language in which there are no reports: the message lists those there are."""


class Language:
    """One language of the reports.

    In messages ``%(name)s`` stands for a value, and ``%%`` for the sign itself. ``code`` is what a page declares
    (``lang``), ``name`` the language's own name for itself.
    """

    def __init__(self, code: str, translations: NullTranslations) -> None:
        self.code = code
        self.locale = Locale.parse(code, sep="-")
        self.name = str(self.locale.get_display_name())
        self._translations = translations

    def message(self, message: str) -> str:
        """The translation of ``message``, no values put in."""
        return str(self._translations.gettext(message))

    def form(self, one: str, several: str, number: int) -> str:
        """The form of a message that goes with ``number``, no values put in."""
        return str(self._translations.ngettext(one, several, number))

    def gettext(self, message: str, **values: object) -> str:
        """The translation of ``message`` with its values put in."""
        return self.message(message) % values

    def ngettext(self, one: str, several: str, number: int, **values: object) -> str:
        """The form that goes with ``number``; ``%(num)s`` stands for the number as the language writes it."""
        return self.form(one, several, number) % ({"num": self.number(number)} | values)

    def pgettext(self, context: str, message: str) -> str:
        """The translation of a word that means something else in another ``context``; itself where there is none.

        For the words of data files (roles, checks, constructions), which a user may replace by words of their own.
        """
        # An empty message is the catalogue's own head.
        return str(self._translations.pgettext(context, message)) if message else ""

    def number(self, number: int) -> str:
        """A whole number, with its thousands set apart."""
        return _whole(self.code, number)

    def decimal(self, number: float, digits: int = 1) -> str:
        """A number with so many digits behind the point."""
        form = f"#,##0.{'0' * digits}" if digits else "#,##0"
        number = number if round(number, digits) else 0.0  # what rounds to nothing has no sign
        return str(format_decimal(number, format=form, locale=self.locale)).replace("-", "−")

    def percent(self, share: float) -> str:
        """A share as a reader says it: "43%", and "<1%" for what is little but not nothing."""
        rounded = round(share * 100)
        if rounded == 0 and share > 0:
            return "<" + _percent(self.code, 1)
        return ">" + _percent(self.code, 99) if rounded == 100 and share < 1 else _percent(self.code, rounded)

    def points(self, difference: float) -> str:
        """A difference between two shares in percentage points, with its sign: "+4", "−12"."""
        rounded = round(difference * 100)
        sign = "+" if rounded > 0 else "−" if rounded < 0 else "±"
        return sign + self.number(abs(rounded))

    def date(self, text: str) -> str:
        """A date written as YYYY-MM-DD in the language's way; any other text as it is."""
        try:
            return str(format_date(date.fromisoformat(text), "long", locale=self.locale))
        except ValueError:
            return text

    def month(self, text: str) -> str:
        """A month written as YYYY-MM in the language's way, short; any other text as it is."""
        try:
            return str(format_skeleton("yMMM", date.fromisoformat(f"{text}-01"), locale=self.locale))
        except ValueError:
            return text

    def quoted(self, words: str) -> str:
        """``words`` in the quotation marks of the language."""
        return self.gettext("“%(words)s”", words=words)

    def listed(self, words: Sequence[str], style: str = "and") -> str:
        """``words`` as a list in a sentence; ``style`` is ``and`` or ``or``."""
        return str(format_list(list(words), "standard" if style == "and" else "or", locale=self.locale))


# A report says a few numbers very often.
@lru_cache
def _percent(code: str, number: int) -> str:
    return str(format_percent(number / 100, locale=Locale.parse(code, sep="-")))


@lru_cache
def _whole(code: str, number: int) -> str:
    return str(format_decimal(number, locale=Locale.parse(code, sep="-")))


@lru_cache
def load(code: str = ENGLISH) -> Language:
    """The language with this code; raises LanguageError where there is none."""
    if code not in languages():
        raise LanguageError(f"--lang {code}: there are {', '.join(languages())}; docs/report.md says how to add one")
    if code == ENGLISH:
        return Language(code, NullTranslations())
    with (LOCALES / code / "LC_MESSAGES" / f"{DOMAIN}.po").open("rb") as file:
        catalogue = read_po(file, locale=code.replace("-", "_"), domain=DOMAIN)
    # What a computer reads is made of what a translator writes, in memory: so the two never differ.
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    return Language(code, Translations(compiled, domain=DOMAIN))
