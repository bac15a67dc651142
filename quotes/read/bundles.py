"""The lines of an export with several articles in (Nexis, Factiva, ProQuest), its articles out.

How each database lays them out stands in ``bundles.toml``. Nothing that is no article's text gets into one: header
lines, index terms, the list of contents and the search that was made are left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from quotes.errors import ReadError
from quotes.messages import folded
from quotes.model import Article
from quotes.own_data import toml_beside
from quotes.read.dates import iso_date
from quotes.read.heading import BY, without_by

LAYOUTS: Mapping[str, Mapping[str, Any]] = toml_beside(__file__, "bundles.toml")

NEXIS_PART = re.compile(r"^[^\S\n]*\d+ of \d+ DOCUMENTS?[^\S\n]*$", re.MULTILINE)
NEXIS_END = re.compile(r"^[^\S\n]*End of Document[^\S\n]*$", re.MULTILINE)
LOAD_DATE = re.compile(r"^[^\S\n]*LOAD-DATE:", re.MULTILINE | re.IGNORECASE)
FACTIVA_END = re.compile(r"^[^\S\n]*Document[^\S\n]+(?P<id>[A-Z]\w{3,}0(?:19|20)\d{6}\w+)[^\S\n]*$", re.MULTILINE)
FACTIVA_WORDS = re.compile(r"[\d,.]+ words\Z", re.IGNORECASE)
PROQUEST_ID = re.compile(r"^[^\S\n]*ProQuest document ID:", re.MULTILINE)
PROQUEST_LINK = re.compile(r"^[^\S\n]*(?:ProQuest document link|Full text available)", re.MULTILINE)
RULE = re.compile(r"^[^\S\n]*_{20,}[^\S\n]*$", re.MULTILINE)
PAGE = re.compile(r"^[^\S\n]*Page \d+(?: of \d+)?[^\S\n]*(?:\n|\Z)", re.MULTILINE)
FIELD = re.compile(r"\s*([A-Za-z][A-Za-z /-]{1,30}?)\s*:(?:\s+(.*)|\Z)", re.DOTALL)
COPYRIGHT = re.compile(r"\s*(?:\(c\)|©|copyright\b)", re.IGNORECASE)
ISO = re.compile(r"\d{4}-\d\d-\d\d\Z")
FARTHEST = 40
"""Lines that may stand above an article's text."""
MOST_TITLE = 4
"""Lines that a title may be broken into."""
REMEDY = (
    "export it again from the database as single files (a folder or .zip of them), or with full text and all "
    "bibliographic fields"
)

Lines = Sequence[str]


def split_bundle(text: str) -> list[Article] | None:
    """The articles of an export with several, ``None`` where ``text`` is none.

    Raises ReadError where it is one and cannot be split.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ").replace("\f", "\n")
    name, split = _layout_of(text)
    if split is None:
        return None
    articles = [article for article in split(text) if article]
    if not articles or any(not article.text.strip() for article in articles):
        raise ReadError(f"an export of {name} with several articles, laid out in a way that is not known; {REMEDY}")
    return articles


def _layout_of(text: str) -> tuple[str, Callable[[str], Iterator[Article | None]] | None]:
    """Which database's export a text is, and what splits it."""
    if NEXIS_PART.search(text) and LOAD_DATE.search(text):
        return "Nexis", _nexis
    if NEXIS_END.search(text) or len(LOAD_DATE.findall(text)) > 1:
        return "Nexis", _nexis_uni
    if FACTIVA_END.search(text):
        return "Factiva", _factiva
    if PROQUEST_ID.search(text) or len(PROQUEST_LINK.findall(text)) > 1:
        return "ProQuest", _proquest
    return "", None


def _nexis(text: str) -> Iterator[Article | None]:
    """What stands behind each "1 of 2 DOCUMENTS"; above the first is the search."""
    for part in NEXIS_PART.split(PAGE.sub("", text))[1:]:
        lines = part.split("\n")
        yield _nexis_article(lines, _filled(lines)[:FARTHEST])


def _nexis_uni(text: str) -> Iterator[Article | None]:
    """What stands before each "End of Document"; above the first there may be a list of all."""
    for part in NEXIS_END.split(PAGE.sub("", text))[:-1]:
        lines = part.split("\n")
        begins = next((n for n, line in enumerate(lines) if folded(line) in LAYOUTS["nexis"]["begins"]), len(lines))
        yield _nexis_article(lines, [n for n in _filled(lines) if n < begins][-FARTHEST:])


def _nexis_article(lines: Lines, above: Sequence[int]) -> Article:
    """The article in ``lines``; ``above`` are the numbers of filled lines in which its header stands."""
    layout = LAYOUTS["nexis"]
    found: dict[str, Any] = {}
    seen: set[str] = set()
    printed: Lines = ()
    date = next((n for n in above if ISO.match(iso_date(lines[n].strip()))), None)
    begin = above[0] if above else 0
    for n in above:
        name, value = _field(lines[n])
        begins = folded(lines[n]) in layout["begins"]
        if name in layout["above"]:
            found.setdefault(layout["above"][name], value or _following(lines, n))
            begin = _paragraph_end(lines, n) if name in layout["several_lines"] else n + 1
        elif name in layout["below"] or ("length" in seen and n >= begin and not begins):
            break
        elif begins:
            begin = n + 1
            break
        seen.add(name)
    starts = next((n + 1 for n, line in enumerate(lines) if folded(line) in layout["begins"]), begin)
    if date is not None:
        found["date"] = iso_date(lines[date].strip())
        place = above.index(date)
        before = [n for n in above[:place] if not _field(lines[n])[0] and not COPYRIGHT.match(lines[n])]
        behind = next((n for n in above[place + 1 :] if n < starts and not _field(lines[n])[0]), None)
        if starts in range(len(lines) + 1) and _is_uni(lines, starts):
            found.setdefault("outlet", lines[before[-1]].strip() if before else "")
            printed = _printed_title([lines[n].strip() for n in before[:-1]])
            found.setdefault("title", " ".join(printed))
        else:
            found.setdefault("outlet", lines[before[0]].strip() if before else "")
            if behind is not None and not COPYRIGHT.match(lines[behind]):
                found.setdefault("title", _paragraph(lines, behind))
    ends = next(
        (n for n in range(starts, len(lines)) if _field(lines[n])[0] in layout["below"] or _ends(lines[n], layout)),
        len(lines),
    )
    found.pop("", None)
    body = _body(_without(lines[starts:ends], printed))
    return replace(Article(id="", text=body), **{name: value for name, value in found.items() if value})


def _is_uni(lines: Lines, starts: int) -> bool:
    return starts > 0 and folded(lines[starts - 1]) in LAYOUTS["nexis"]["begins"]


def _printed_title(above: Lines) -> Lines:
    """The lines of the title at the end of ``above``: several where they stand twice, on a printed page above it."""
    for length in range(min(MOST_TITLE, len(above) // 2), 0, -1):
        if list(map(folded, above[-length:])) == list(map(folded, above[-2 * length : -length])):
            return above[-length:]
    return above[-1:]


def _without(lines: Lines, title: Lines) -> Lines:
    """``lines`` without the title that stands above each printed page."""
    wanted = list(map(folded, title))
    kept: list[str] = []
    place = 0
    while place < len(lines):
        if wanted and list(map(folded, lines[place : place + len(wanted)])) == wanted:
            place += len(wanted)
        else:
            kept.append(lines[place])
            place += 1
    return kept


def _ends(line: str, layout: Mapping[str, Any]) -> bool:
    return folded(line) in layout["below"] or bool(re.match(r"\s*Copyright (?:\d{4}|©)", line))


def _factiva(text: str) -> Iterator[Article | None]:
    """What stands before each "Document ABC0020240502…"; the header ends with the line of the copyright."""
    start = 0
    for end in FACTIVA_END.finditer(text):
        lines = text[start : end.start()].split("\n")
        start = end.end()
        filled = _filled(lines)[:FARTHEST]
        words = next((n for n in filled if FACTIVA_WORDS.match(lines[n].strip())), None)
        rights = next((n for n in filled if COPYRIGHT.match(lines[n]) and (words is None or n > words)), None)
        if words is None or rights is None:
            yield Article(id="", text="")
            continue
        byline = next((n for n in filled if n < words and BY.match(lines[n].strip())), None)
        title = [lines[n].strip() for n in filled if n < (words if byline is None else byline)]
        behind = [lines[n].strip() for n in filled if words < n < rights]
        dated = next((place for place, line in enumerate(behind) if ISO.match(iso_date(line))), None)
        outlet = "" if dated is None else next((one for one in behind[dated + 1 :] if not one[:1].isdigit()), "")
        yield Article(
            id=end["id"],
            text=_body(lines[rights + 1 :]),
            title=" ".join(title),
            date="" if dated is None else iso_date(behind[dated]),
            outlet=outlet,
            author="" if byline is None else without_by(lines[byline].strip()),
        )


def _proquest(text: str) -> Iterator[Article | None]:
    """What stands between two rules, its fields each on a line of its own; the abstract only where there is no text."""
    layout = LAYOUTS["proquest"]
    for part in RULE.split(text):
        fields = _fields(part.split("\n"), [*layout["text"], *layout["instead"], *layout["fields"], *layout["below"]])
        if "proquest document id" not in fields and "proquest document link" not in folded(part):
            continue
        body = next((fields[name] for name in (*layout["text"], *layout["instead"]) if fields.get(name)), "")
        known = {goal: fields[name] for name, goal in layout["fields"].items() if fields.get(name)}
        known["outlet"] = known.get("outlet", "").partition(";")[0].strip()
        known["date"] = iso_date(known.get("date", ""))
        yield Article(**{"id": "", "text": body} | known)


def _fields(lines: Lines, names: Sequence[str]) -> dict[str, str]:
    """The fields of a record by name, with all lines that follow up to the next field; the first of a name counts."""
    found: dict[str, list[str]] = {}
    open_field: list[str] = []
    for line in lines:
        name, value = _field(line)
        if name in names:
            open_field = found.setdefault(name, []) if name not in found else []
            open_field.append(value)
        else:
            open_field.append(line)
    return {name: _body(several) for name, several in found.items()}


def _field(line: str) -> tuple[str, str]:
    found = FIELD.match(line)
    return (found[1].casefold(), (found[2] or "").strip()) if found else ("", "")


def _following(lines: Lines, number: int) -> str:
    return lines[number + 1].strip() if number + 1 < len(lines) else ""


def _paragraph(lines: Lines, number: int) -> str:
    """The line and those that follow it without a blank line or a field between."""
    several = lines[number : _paragraph_end(lines, number)]
    end = next((n for n, line in enumerate(several) if _field(line)[0] in LAYOUTS["nexis"]["above"]), len(several))
    return " ".join(line.strip() for line in several[:end])


def _paragraph_end(lines: Lines, number: int) -> int:
    return next((n for n in range(number, len(lines)) if not lines[n].strip()), len(lines))


def _filled(lines: Lines) -> list[int]:
    return [n for n, line in enumerate(lines) if line.strip()]


def _body(lines: Lines) -> str:
    return "\n".join(line.rstrip() for line in lines).strip("\n").strip()
