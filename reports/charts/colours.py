"""A colour for each role in, colours that stay readable on white and on dark paper out.

The default palette joins Okabe & Ito's (2008) with Paul Tol's "muted", both made for colour-blind
readers. Eleven colours are more than anybody tells apart at a glance, so a role's name or
abbreviation always stands beside its colour.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from reports.language.language import Language, load

PALETTE: Mapping[str, str] = {
    "official": "#0072B2",
    "political": "#882255",
    "witness": "#E69F00",
    "activist": "#CC79A7",
    "expert": "#009E73",
    "business": "#56B4E9",
    "media": "#332288",
    "legal-party": "#D55E00",
    "public-figure": "#999933",
    "document": "#8C6D4F",
    "unknown": "#888888",
}
ABBREVIATIONS: Mapping[str, str] = {"legal-party": "LEG", "public-figure": "FIG", "unknown": "UNK"}

LIGHT_PAPER = "#ffffff"
DARK_PAPER = "#17181a"
LIGHT_INK = "#1d1d1b"
DARK_INK = "#e9e6e0"
GRAPHIC_CONTRAST = 3.0
"""What WCAG 2.2 asks of a graphic beside what it stands on (success criterion 1.4.11)."""

TINT = 0.20
FALLBACK = "#888888"
HEX = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class RoleStyle:
    """How a role looks: its name, what a reader calls it, abbreviation, CSS class, bar and tint for either paper."""

    name: str
    label: str
    abbreviation: str
    css: str
    bar: str
    tint: str
    dark_bar: str
    dark_tint: str


def role_styles(
    palette: Mapping[str, str],
    roles: Iterable[str] = (),
    language: Language | None = None,
    labels: Mapping[str, str] | None = None,
) -> dict[str, RoleStyle]:
    """A style for each role of ``palette`` (role → ``#rrggbb``), then for those of ``roles`` that it lacks, in grey.

    ``labels`` are what readers call the roles, in place of their names, and are put into ``language``. Raises
    ValueError where a colour is not of that form.
    """
    for role, colour in palette.items():
        if not HEX.fullmatch(colour):
            raise ValueError(f"the colour of role {role!r} should look like #0072B2, not {colour!r}")
    language = language or load()
    names = list(dict.fromkeys([*palette, *roles]))
    styles: dict[str, RoleStyle] = {}
    taken: set[str] = set()
    for number, name in enumerate(names, start=1):
        colour = palette.get(name, FALLBACK)
        abbreviation = language.pgettext("abbreviation", _abbreviation(name, taken))
        if abbreviation in taken:  # a translator gave two roles the same one
            abbreviation = _abbreviation(name, taken)
        taken.add(abbreviation)
        bar, dark_bar = readable(colour, LIGHT_PAPER), readable(colour, DARK_PAPER)
        styles[name] = RoleStyle(
            name,
            language.pgettext("role", (labels or {}).get(name, name)),
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
