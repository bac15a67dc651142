"""A table with the words of statements and no offsets in (CSV, Excel), codings out; and back."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from quotes.annotations.coding import PARTS, TOLD, Coding, Texts, article_text, in_order, labels_of, reading_from
from quotes.errors import ReadError
from quotes.model import Span
from quotes.review.corrections import Quoted, Reading, quoted_at
from quotes.review.places import places_of
from quotes.review.spreadsheets import spreadsheet_rows
from quotes.review.table import one_text
from quotes.review.words import words_in
from quotes.table.csv_files import LINE_END, cut, defused

COLUMNS = ("coder", "article", *(f"{part}_text" for part in PARTS), *TOLD)


def read(path: Path, texts: Texts) -> list[Coding]:
    """One coding a name in the column ``coder``, or one of the file's name; raises ReadError with the row."""
    rows = spreadsheet_rows(path)
    missing = [name for name in ("article", "content_text") if rows and name not in rows[0]]
    if missing:
        raise ReadError(f"{path}: no column {', '.join(missing)}; a table of statements has {', '.join(COLUMNS)}")
    found: dict[str, dict[str, list[Reading]]] = defaultdict(lambda: defaultdict(list))
    for number, row in enumerate(rows, start=2):
        if not any(row.values()):
            continue
        try:
            marked = found[row.get("coder") or path.stem][row["article"]]
            marked.append(_reading(row, article_text(row["article"], texts, path), marked))
        except ValueError as error:
            raise ReadError(f"{path}, row {number}: {error}") from error
    return [
        Coding(coder, {article: in_order(marked) for article, marked in theirs.items()}, texts=texts)
        for coder, theirs in found.items()
    ]


def _reading(row: Mapping[str, str], text: str, before: Sequence[Reading]) -> Reading:
    # Rows come in the order of the text, mostly: words that stand several times are meant behind the last row's.
    start = max((one.content[0].end for one in before if one.content), default=0)
    content = words_in(row["content_text"], text, Span(start, len(text)))
    near = Span(content[0].start, content[-1].end)
    cue, source = (_beside(row.get(f"{name}_text", ""), text, near) for name in ("cue", "source"))
    parts = {"content": content, "cue": cue, "source": source}
    return reading_from(parts, {name: row.get(name, "").strip() for name in TOLD}, text)


def _beside(words: str, text: str, content: Span) -> tuple[Quoted, ...]:
    """The nearest place of words that stand before or behind a content, within it only where there is no other."""
    outside = [place for place in places_of(words, text) if not place.overlaps(content)]
    if outside:
        near = min(outside, key=lambda place: max(place.start - content.end, content.start - place.end))
        return (quoted_at(text, near),)
    return words_in(words, text, content) if words.strip() else ()


def write(path: Path, codings: Sequence[Coding], texts: Texts) -> None:
    """One row a statement; raises OSError where that cannot be done."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator=LINE_END)
        writer.writerow(COLUMNS)
        writer.writerows([cut(defused(cell)) for cell in row] for coding in codings for row in _rows(coding))


def _rows(coding: Coding) -> Iterator[tuple[str, ...]]:
    for article, marked in coding.statements.items():
        for one in marked:
            told = labels_of(one)
            words = (one_text(getattr(one, part)) for part in PARTS)
            yield (coding.coder, article, *words, *(told.get(name, "") for name in TOLD))
