"""The page of a ready lesson in, its sheets and keys out, as its own command makes them: from the gold standard alone.

``python tests/helpers/ready_lessons.py``, or ``make lessons``, writes those of ``corpus/lessons/ready`` anew.
"""

import shlex
import shutil
import sys
import tempfile
from pathlib import Path

from examples import BLOCK, commands
from places import CORPUS

from quotes.cli.app import run
from reports.lesson.make import STUDENTS, TEACHER

LESSONS = CORPUS / "lessons"
PAGES = sorted(LESSONS.glob("[1-8]-*.md"))
READY = LESSONS / "ready"


def make_command(page: Path) -> list[str]:
    """The arguments of ``quotes`` by which the page of a lesson makes it."""
    lines = [line for _, code, _ in BLOCK.findall(page.read_text(encoding="utf-8")) for line in commands(code)]
    return shlex.split(next(line for line in lines if line.startswith("quotes lesson make")))[1:]


def sheets_and_keys(page: Path, folder: Path) -> dict[str, str]:
    """The sheets and keys of a lesson by the names of their files, made in ``folder``."""
    assert run([*make_command(page), "--out", str(folder), "--no-tool", "--format", "html"]) == 0
    files = [*(folder / STUDENTS).glob("*-sheet.html"), *(folder / TEACHER).glob("*-key.html")]
    return {path.name: path.read_text(encoding="utf-8") for path in files}


def main() -> int:
    shutil.rmtree(READY, ignore_errors=True)
    for page in PAGES:
        target = READY / page.stem
        target.mkdir(parents=True)
        with tempfile.TemporaryDirectory() as folder:
            for name, text in sheets_and_keys(page, Path(folder)).items():
                (target / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
