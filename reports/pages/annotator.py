"""Articles with their statements in, the page on which a person confirms, changes, adds and takes out statements out.

Its code lies in ``annotator/``, plain JavaScript modules that are joined into one script, so that the page is one file.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reports.charts.colours import RoleStyle
from reports.language.language import Language
from reports.language.words import rule_kinds, term

MODULES = ("dom", "text", "decisions", "saving", "reading", "words", "list", "card", "app")
"""The modules in an order in which each stands behind those that it imports."""
IMPORT = re.compile(r"^import .*?;\n", re.MULTILINE)
EXPORT = re.compile(r"^export ", re.MULTILINE)
KINDS = ("direct", "indirect", "mixed", "no-comment")
FIELDS = ("content", "cue", "source", "speaker", "role", "named", "kind")


@functools.cache
def script() -> str:
    """The modules as one script that can stand in a page."""
    folder = Path(__file__).with_name("annotator")
    modules = ((folder / f"{name}.js").read_text(encoding="utf-8") for name in MODULES)
    joined = "\n".join(EXPORT.sub("", IMPORT.sub("", module)) for module in modules)
    return f'"use strict";\n(() => {{\n{joined}}})();\n'


@dataclass(frozen=True)
class ReviewTask:
    """What a person is to look at on a page, and what they are asked.

    ``queue`` is in the order of the text: ``article`` (a number), ``subject``, ``worth``, ``label``, ``done``, for a
    stretch of text that is to be looked through ``stretch``, and for a question on the whole article ``question``, its
    name. ``texts`` are the articles by their numbers (``quotes.review.task.article_data``); without them the page asks
    the program that serves it, which told ``seen`` decisions before. ``key`` names the work in the memory of a browser;
    ``blind`` hides the answers of the tool; ``name`` is written into every decision. ``asks`` are the fields besides
    the words that are asked, all where it is ``None``; where they are given, what is saved to a file is called the
    answers of who gives them.
    """

    queue: Sequence[Mapping[str, Any]]
    key: str
    texts: Sequence[Mapping[str, Any]] | None = None
    seen: int = 0
    blind: bool = False
    name: str = ""
    asks: Sequence[str] | None = None

    def page_data(self, roles: Iterable[RoleStyle], unknown: str, language: Language) -> dict[str, Any]:
        """What the page's script works with; ``unknown`` is the role where nothing tells."""
        return {
            "served": self.texts is None,
            "queue": self.queue,
            "texts": self.texts,
            "roles": [
                {"name": one.name, "label": one.label, "css": one.css, "meaning": one.definition} for one in roles
            ],
            "unknown": unknown,
            "words": script_words(language),
            "key": hashlib.sha256(self.key.encode("utf-8", "surrogatepass")).hexdigest()[:16],
            "seen": self.seen,
            "blind": self.blind,
            "task": self.name,
            "asks": FIELDS if self.asks is None else self.asks,
            "answers": self.asks is not None,
        }


def script_words(language: Language) -> dict[str, Any]:
    """Every sentence that the script shows."""
    text = language.message  # the script puts the values in
    return {
        "fields": {name: term(language, name) for name in FIELDS},
        "kinds": {name: term(language, name) for name in KINDS},
        "parts": {
            "content": text("What is said"),
            "cue": text("The words that credit it (said, according to)"),
            "source": text("The words that name who says it"),
        },
        "reasons": {
            "statement": text("it may be no statement (%(confidence)s sure that it is one)"),
            "role": text("the role is in doubt (%(role)s sure of it)"),
            "close": text("“%(other)s” came close"),
            "nobody": text("nobody is named as its speaker"),
            "long": text("it is long"),
            "first": text("it is the first voice of the article"),
        },
        "statement_number": text("Statement %(number)s"),
        "new_statement": text("A statement that is missing"),
        "paragraph": text("Paragraph %(number)s"),
        "looked_at": text("looked at"),
        "progress": text("%(done)s of %(all)s looked at"),
        "where": text("%(number)s of %(all)s"),
        "nothing_said": text("nothing is credited"),
        "look_because": text("Look, because"),
        "role_from": text("Role from “%(words)s” (%(rule)s)."),
        "rules": rule_kinds(language),
        "cited": text("“%(words)s”"),
        "role_from_nothing": text("No words decide the role."),
        "speaker": text("Who says it"),
        "choose_speaker": text("Choose who says it"),
        "role": text("In which role"),
        "choose_role": text("Choose a role"),
        "kind": text("Kind"),
        "named": text("Named in the article"),
        "nobody": text("Nobody is named"),
        "somebody_else": text("Somebody else …"),
        "type_name": text("Type the name"),
        "everywhere": text("Also for the %(number)s other statements of this speaker here"),
        "everywhere_one": text("Also for the one other statement of this speaker here"),
        "part_cue": text("Credited by"),
        "part_source": text("Named as"),
        "change_words": text("Change the words"),
        "note": text("Note"),
        "right": text("Right"),
        "save": text("Save"),
        "save_new": text("Add it"),
        "discard": text("Discard it"),
        "no_statement": text("No statement"),
        "cannot_tell": text("Cannot tell"),
        "add": text("Add a missing statement"),
        "did_confirm": text("Confirmed by %(who)s."),
        "did_change": text("Put right by %(who)s: %(fields)s."),
        "did_delete": text("%(who)s says that this is no statement."),
        "did_add": text("Added by %(who)s."),
        "did_cannot_tell": text("%(who)s could not tell."),
        "take_back": text("Take back"),
        "conflict": text("%(who)s decided this while you were looking: %(what)s. Yours is not saved yet."),
        "keep_theirs": text("Keep theirs"),
        "use_mine": text("Use mine"),
        "nothing_left": text("Everything has been looked at"),
        "nothing_left_hint": text("Any statement can still be chosen in the text or in the list and changed."),
        "nothing_left_save": text(
            "Save it to a file now, and hand in that file: until then it is in this browser only."
        ),
        "stretch_question": text("Is anything said here that is not marked?"),
        "stretch_hint": text(
            "Read the paragraph with the line beside it. Add every statement that is missing, then go on."
        ),
        "stretch_done": text("Nothing is missing"),
        "mark_title": text("Mark the words"),
        "mark_which": text("Which words are you marking?"),
        "mark_by": {
            "mouse": text("Drag over the words."),
            "touch": text("Tap the first word, then the last."),
            "keys": text("Keys: arrows move, Shift and arrows choose, Enter marks, Delete clears, Escape leaves."),
        },
        "words_label": text("The words of the article"),
        "nudges": text("Move the ends"),
        "start_earlier": text("Begin a word earlier"),
        "start_later": text("Begin a word later"),
        "end_earlier": text("End a word earlier"),
        "end_later": text("End a word later"),
        "further_piece": text("Mark a further piece and keep the one before"),
        "words_done": text("Done"),
        "clear": text("Clear"),
        "cancel": text("Cancel"),
        "mark_first": text("Mark some words first."),
        "who_first": text("Please say who you are first: a name, initials or a number."),
        "answer_first": text("Please say first who says it, in which role, and of what kind it is."),
        "your_answer": text("Your answer"),
        "write_first": text("Please write an answer first."),
        "undone": text("Taken back."),
        "saved": text("Saved at %(time)s."),
        "kept_here": text("Kept in this browser; decisions not in a file yet: %(number)s."),
        "kept_nowhere": text(
            "This browser keeps nothing: save to a file before you close the page. Not in a file yet: %(number)s."
        ),
        "no_program": text(
            "The program does not answer: start “quotes review” again. Nothing is lost: decisions that wait in this "
            "browser: %(number)s."
        ),
        "other_address": text(
            "The program was started anew: open the address that it shows now, in this browser. Decisions that wait "
            "here: %(number)s."
        ),
        "refused": text("Not saved: %(error)s"),
        "no_article": text("The article cannot be shown: the program does not answer."),
        "writing": text("The report is being written …"),
        "written": text("The report is up to date."),
        "not_written": text("The report was not written: %(error)s"),
        "downloaded": text("Saved to the file %(file)s."),
        "loaded": text("New decisions from the file: %(number)s."),
        "loaded_strange": text(
            "New decisions from the file: %(number)s. Lines that are no decisions, or on other articles: %(strange)s."
        ),
        "more": text("and %(number)s more: type a word to find one"),
    }
