"""A lesson in, its key as a sheet out (CSV, Excel); the sheet as a teacher edited it in, the lesson with it out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, cast, get_args

from quotes.errors import UsageError
from quotes.lesson.key import why
from quotes.lesson.lesson import LESSON, KeyArticle, KeyStatement, Lesson, numbered, read_lesson
from quotes.messages import folded
from quotes.model import Kind, Span, hull, shared
from quotes.review.apply import corrected
from quotes.review.corrections import CORRECTIONS, Quoted, Reading, main_places, read_decisions, reading_of, standing
from quotes.review.filled_in import FALSE, TRUE
from quotes.review.spreadsheets import spreadsheet_rows
from quotes.review.table import one_text
from quotes.review.words import words_in
from quotes.review.workbook import write_workbook
from quotes.table.csv_files import write_rows

KEY_CSV, KEY_EXCEL = "key.csv", "key.xlsx"
NAMES_APART = "; "
COLUMNS = {
    "article": "The article's name.",
    "number": "The statement's number on the sheets. Leave it empty in a row that you add.",
    "content_text": "The words that are said, copied from the article; pieces apart by “…”.",
    "cue_text": "The words that credit them (said, according to).",
    "source_text": "The words that name the source here.",
    "speaker": "Who says it, by the fullest name.",
    "other_names": "Other names that count as right, apart by semicolons.",
    "role": "In which role.",
    "second_role": "A second role that can be defended and counts as right, too.",
    "named": "Whether the article names the source anywhere: yes or no.",
    "kind": "direct, indirect, mixed, or no-comment (asked, but did not answer).",
    "evidence": "The words that decide the role.",
    "why": "The reason, as students read it.",
    "discuss": "What is worth a discussion; empty where nothing is.",
}
WEIGHED = "Yes or no, where you want it marked: whether the source is"
WIDE = ("content_text", "source_text", "other_names", "why", "discuss")
YES_OR_NO = {True: "yes", False: "no", None: ""}
PARTS = {"content": "content_text", "cue": "cue_text", "source": "source_text"}

Row = Mapping[str, str]


def write_key(folder: Path, lesson: Lesson) -> None:
    """Write the key as CSV and as Excel into ``folder``; raises OSError."""
    rows = list(key_rows(lesson))
    roles = [role.name for role in lesson.codebook.roles]
    columns = _columns(lesson)
    write_rows(folder / KEY_CSV, list(columns), rows)
    write_workbook(
        folder / KEY_EXCEL,
        "key",
        columns,
        rows,
        wide=WIDE,
        filled_in=list(columns)[2:],
        choices={
            "role": roles,
            "second_role": roles,
            "kind": get_args(Kind),
            **{column: ["yes", "no"] for column in ("named", *lesson.letters)},
        },
        frozen=3,
    )


def _columns(lesson: Lesson) -> dict[str, str]:
    """The columns of the key of ``lesson``, each with what stands in it."""
    return COLUMNS | {letter: f"{WEIGHED} {letter}." for letter in lesson.letters}


def key_rows(lesson: Lesson) -> Iterator[dict[str, str]]:
    """One row for each statement of the key."""
    for one in lesson.articles:
        for statement in one.statements:
            yield _row(lesson, one, statement)


def _row(lesson: Lesson, one: KeyArticle, statement: KeyStatement) -> dict[str, str]:
    reading = statement.reading
    weighed = dict(statement.weighed)
    values: dict[str, Any] = {
        "article": one.article.id,
        "number": statement.number,
        **{column: one_text(getattr(reading, part)) for part, column in PARTS.items()},
        "speaker": reading.speaker,
        "other_names": NAMES_APART.join(statement.names),
        "role": reading.role,
        "second_role": statement.second_role,
        "named": YES_OR_NO[reading.named],
        "kind": reading.kind,
        "evidence": statement.evidence,
        "why": statement.why,
        "discuss": statement.discuss,
        **{letter: YES_OR_NO[weighed.get(letter)] for letter in lesson.letters},
    }
    return {name: str(value) for name, value in values.items()}


def read_key(path: Path) -> Lesson:
    """The lesson with the key that ``path`` names: the sheet, the folder in which both are, or decisions of the page.

    Of a folder the sheet counts that somebody edited, and what the page saved since the lesson was made. Raises
    UsageError, with file, row and remedy, for a key that cannot be used, and where both sheets of a folder were edited
    differently.
    """
    if path.is_dir():
        inside = path / "teacher"
        return _of_folder(inside if (inside / LESSON).is_file() else path)
    if not path.is_file():
        raise UsageError(f"{path}: no such key; name the folder that `quotes lesson make` wrote, or the key in it")
    if path.name == LESSON:
        return _of_folder(path.parent)
    if path.suffix.lower() == ".jsonl":
        return _decided(_of_sheets(path.parent), path)
    return _edited(read_lesson(path.with_name(LESSON)), path)


def _of_folder(folder: Path) -> Lesson:
    decided = folder / CORRECTIONS
    # Older than the lesson, they are in it already.
    if decided.is_file() and decided.stat().st_mtime_ns > (folder / LESSON).stat().st_mtime_ns:
        return _decided(_of_sheets(folder), decided)
    return _of_sheets(folder)


def _of_sheets(folder: Path) -> Lesson:
    made = read_lesson(folder / LESSON)
    sheets = [folder / name for name in (KEY_CSV, KEY_EXCEL) if (folder / name).is_file()]
    edited = [lesson for lesson in (_edited(made, sheet) for sheet in sheets) if lesson.articles != made.articles]
    if len(edited) == 2 and edited[0].articles != edited[1].articles:
        raise UsageError(f"{folder}: {KEY_CSV} and {KEY_EXCEL} were both edited, and differ; name the one that counts")
    return edited[0] if edited else made


def _edited(lesson: Lesson, path: Path) -> Lesson:
    """``lesson`` with the statements that the sheet has."""
    rows = [row for row in spreadsheet_rows(path) if any(row.values())]
    missing = [name for name in _columns(lesson) if rows and name not in rows[0]]
    if missing or not rows:
        what = f"no column {', '.join(missing)}" if missing else "no row"
        raise UsageError(f"{path}: {what}; `quotes lesson make` writes such a key")
    statements: dict[str, list[KeyStatement]] = {one.article.id: [] for one in lesson.articles}
    for number, row in enumerate(rows, start=2):
        one = lesson.by_id.get(row["article"])
        if one is None:
            known = ", ".join(lesson.by_id)
            raise UsageError(f"{path}, row {number}: no article “{row['article']}” in this lesson; there are {known}")
        try:
            statements[one.article.id].append(_statement(lesson, one, row))
        except ValueError as error:
            raise UsageError(f"{path}, row {number}: {error}") from error
    articles = (_with(one, statements[one.article.id]) for one in lesson.articles)
    return replace(lesson, articles=tuple(articles))


def _with(one: KeyArticle, statements: list[KeyStatement]) -> KeyArticle:
    new = numbered(statements, one.last)
    return one if new == one.statements else replace(one, statements=new, origin="teacher")


def _statement(lesson: Lesson, one: KeyArticle, row: Row) -> KeyStatement:
    """The statement of a row; what it does not change stays as it was made. Raises ValueError with the remedy."""
    before = next((s for s in one.statements if str(s.number) == row["number"].strip()), KeyStatement(0, Reading()))
    was = _row(lesson, one, before)
    changed = {name for name in was if row[name].strip() != was[name].strip()}
    if changed <= {"article", "number"}:
        return before
    text = one.article.text
    near = (
        hull(place.span for place in main_places(before.reading)) if main_places(before.reading) else Span(0, len(text))
    )
    places: dict[str, tuple[Quoted, ...]] = {}
    for part, column in PARTS.items():
        if column in changed:
            places[part] = words_in(row[column].strip(), text, near) if row[column].strip() else ()
        if not before.number and places.get(part):
            near = hull(place.span for place in places[part])
    kind = row["kind"].strip() or "direct"
    if kind not in get_args(Kind):
        raise ValueError(f"no kind “{kind}”; use one of {', '.join(get_args(Kind))}")
    reading = replace(
        before.reading,
        **places,
        speaker=row["speaker"].strip(),
        role=role_called(lesson, row["role"]),
        named=_truth(row, "named"),
        kind=cast(Kind, kind),
    )
    if not main_places(reading):
        raise ValueError("no words; copy those that are said into content_text")
    statement = KeyStatement(
        before.number,
        reading,
        tuple(name.strip() for name in row["other_names"].split(NAMES_APART.strip()) if name.strip()),
        role_called(lesson, row["second_role"]),
        row["evidence"].strip(),
        discuss=row["discuss"].strip(),
        rule=before.rule if reading.role == before.reading.role else "",
        weighed=tuple((letter, said) for letter in lesson.letters if (said := _truth(row, letter)) is not None),
    )
    return replace(statement, why=row["why"].strip() if "why" in changed else why(statement, lesson.codebook))


def _truth(row: Row, column: str) -> bool | None:
    word = row[column].strip().lower()
    if word and word not in TRUE | FALSE:
        raise ValueError(f"{column} “{row[column]}”: write yes or no")
    return word in TRUE if word else None


def role_called(lesson: Lesson, words: str) -> str:
    """The role that somebody means by its name or label, empty for no words; raises ValueError for another word."""
    wanted = folded(words)
    if not wanted:
        return ""
    for role in lesson.codebook.roles:
        if wanted in (role.name.casefold(), role.label.casefold(), role.name.replace("-", " ")):
            return role.name
    raise ValueError(f"no role “{words.strip()}”; use one of {', '.join(role.name for role in lesson.codebook.roles)}")


def _places(statement: KeyStatement) -> list[Span]:
    return [place.span for place in main_places(statement.reading)]


def _decided(lesson: Lesson, path: Path) -> Lesson:
    """``lesson`` with a teacher's decisions carried out that the page saved."""
    problems: list[str] = []
    decisions = standing(read_decisions(path, lambda skipped: problems.append(str(skipped)))).values()
    articles = []
    for one in lesson.articles:
        result = corrected(one.analysis(), [decision for decision in decisions if decision.digest == one.digest])
        problems += [f"{path}: {unfit.reason}" for unfit in result.unfit]
        statements = []
        for attribution in result.analysis.attributions:
            reading = reading_of(attribution, one.article)
            places = [place.span for place in main_places(reading)]
            before = max(one.statements, key=lambda s: shared(_places(s), places), default=KeyStatement(0, reading))
            if not shared(_places(before), places):
                before = KeyStatement(0, reading)
            if reading == before.reading:
                statements.append(before)
            else:
                same = reading.role == before.reading.role
                evidence, rule = (before.evidence, before.rule) if same else ("", "")
                names = before.names if reading.speaker == before.reading.speaker else ()
                new = replace(before, reading=reading, evidence=evidence, rule=rule, names=names)
                statements.append(replace(new, why=why(new, lesson.codebook)))
        articles.append(_with(one, statements))
    if problems:
        raise UsageError(problems[0])
    return replace(lesson, articles=tuple(articles))
