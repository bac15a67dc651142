"""A date as files give it in, as ISO has it (2024-05-02) out; what does not tell a day beyond doubt stays as it is."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from quotes.own_data import toml_beside

MONTHS = {
    name: number
    for number, names in enumerate(toml_beside(__file__, "dates.toml")["months"], start=1)
    for name in names
}
NAME = rf"(?P<name>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
DAY, YEAR = r"(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.)?", r"(?P<y>(?:19|20)\d\d)"
FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{YEAR}[-/.](?P<m>\d{{1,2}})[-/.](?P<d>\d{{1,2}})(?!\d)",
        rf"{YEAR}(?P<m>\d\d)(?P<d>\d\d)(?:T?\d{{4,6}}Z?)?\Z",
        rf"(?:\w+,?\s+)?{NAME}\s+{DAY},?\s+{YEAR}\b",
        rf"(?:\w+,?\s+)?{DAY}\s+{NAME},?\s+{YEAR}\b",
        rf"{DAY}[-/ ]{NAME}[-/ ](?:{YEAR}|(?P<short>\d\d))\b",
    )
)
NUMBERS = re.compile(r"(\d{1,2})([/.])(\d{1,2})\2((?:19|20)\d\d)\b")
EPOCH = re.compile(r"(\d{9,10})(?:\.0|\d{3}(?:\.0)?)?\Z")
LONGEST = 100


def iso_date(text: str) -> str:
    """The day that ``text`` begins with as ISO; ``text`` itself where it tells none, or two ("03/04/2024").

    A number of seconds or milliseconds is counted from 1970, in UTC. A year of two digits is in this century up to ten
    years from now.
    """
    given = " ".join(text[:LONGEST].split())
    for form in FORMS:
        found = form.match(given)
        if found:
            parts = found.groupdict()
            month = MONTHS[parts["name"].lower()] if parts.get("name") else int(parts["m"])
            return _iso(_year(parts), month, int(parts["d"])) or text
    numbers = NUMBERS.match(given)
    if numbers:
        first, second, year = int(numbers[1]), int(numbers[3]), int(numbers[4])
        if numbers[2] == "." or first > 12:  # with points, the day goes first wherever it is written
            return _iso(year, second, first) or text
        return _iso(year, first, second) or text if second > 12 or first == second else text
    epoch = EPOCH.match(given)
    if epoch:
        return datetime.fromtimestamp(int(epoch[1]), UTC).date().isoformat()
    return text


def _year(parts: dict[str, str | None]) -> int:
    if parts.get("y"):
        return int(str(parts["y"]))
    year = 2000 + int(str(parts["short"]))
    return year if year <= datetime.now(UTC).year + 10 else year - 100


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
