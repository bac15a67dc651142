"""The folder of translations in, the codes of the languages of the reports out; nothing of a language is loaded."""

from pathlib import Path

LOCALES = Path(__file__).resolve().parent / "locales"
DOMAIN = "reports"
ENGLISH = "en"


def languages() -> list[str]:
    """The codes of the languages that there are, English first."""
    found = sorted(path.parent.parent.name for path in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return [ENGLISH, *found]
