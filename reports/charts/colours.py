"""The colours of a codebook's roles in, colours that stay readable on white and on dark paper out.

Eleven colours are more than anybody tells apart at a glance, so a role's name or abbreviation always stands beside its
colour.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from quotes.roles.codebook import Codebook
from reports.language.language import Language, load

ABBREVIATIONS: Mapping[str, str] = {"legal-party": "LEG", "public-figure": "FIG", "unknown": "UNK"}

LIGHT_PAPER = "#ffffff"
DARK_PAPER = "#17181a"
LIGHT_INK = "#1d1d1b"
DARK_INK = "#e9e6e0"
GRAPHIC_CONTRAST = 3.0
"""What WCAG 2.2 asks of a graphic beside what it stands on (success criterion 1.4.11)."""

TINT = 0.20
FALLBACK = "#888888"


@dataclass(frozen=True, slots=True)
class RoleStyle:
    """How a role looks: its name, what readers call it and are told of it, abbreviation, CSS class, bar and tint for
    either paper."""

    name: str
    label: str
    definition: str
    abbreviation: str
    css: str
    bar: str
    tint: str
    dark_bar: str
    dark_tint: str


def role_styles(
    codebook: Codebook, others: Iterable[str] = (), language: Language | None = None
) -> dict[str, RoleStyle]:
    """A style for each role of the codebook, then for those of ``others`` that it lacks, in grey; in ``language``."""
    language = language or load()
    styles: dict[str, RoleStyle] = {}
    taken: set[str] = set()
    for number, name in enumerate(dict.fromkeys([*codebook.by_name, *others]), start=1):
        role = codebook.by_name.get(name)
        abbreviation = language.pgettext("abbreviation", _abbreviation(name, taken))
        if abbreviation in taken:  # a translator gave two roles the same one
            abbreviation = _abbreviation(name, taken)
        taken.add(abbreviation)
        colour = role.colour if role else FALLBACK
        bar, dark_bar = readable(colour, LIGHT_PAPER), readable(colour, DARK_PAPER)
        styles[name] = RoleStyle(
            name,
            language.pgettext("role", role.label if role else name),
            language.pgettext("role", role.definition) if role else "",
            abbreviation,
            f"role-{number}",
            bar,
            mixed(colour, LIGHT_PAPER, TINT),
            dark_bar,
            mixed(dark_bar, DARK_PAPER, TINT + 0.06),
        )
    return styles


def _abbreviation(name: str, taken: set[str]) -> str:
    letters = "".join(re.findall(r"\w", name)).upper() or "ROLE"
    candidates = [ABBREVIATIONS.get(name, letters[:3]), *(letters[:2] + letter for letter in letters[3:])]
    return next((c for c in candidates if c not in taken), f"{letters[:2]}{len(taken) + 1}")


def contrast(one: str, other: str) -> float:
    """WCAG 2's contrast ratio of two ``#rrggbb`` colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@lru_cache
def readable(colour: str, paper: str) -> str:
    """``colour``, made darker or lighter only as far as it takes to stand out from ``paper``."""
    pole = "#000000" if _luminance(paper) > 0.18 else "#ffffff"
    for step in range(51):
        candidate = mixed(pole, colour, step / 50)
        if contrast(candidate, paper) >= GRAPHIC_CONTRAST:
            return candidate
    return pole


@lru_cache
def mixed(one: str, other: str, share: float) -> str:
    """``share`` of colour ``one`` on ``other``."""
    channels = (round(share * a + (1 - share) * b) for a, b in zip(_rgb(one), _rgb(other), strict=True))
    return "#" + "".join(f"{channel:02x}" for channel in channels)


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    red, green, blue = (
        c / 12.92 if (c := value / 255) <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for value in _rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
