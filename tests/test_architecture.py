"""The page that says where things live: every path exists, every package has its line, the picture is its text's."""

import re
from pathlib import Path

from places import DOCS, ROOT

PAGE = (DOCS / "architecture.md").read_text(encoding="utf-8")
CHANGES = PAGE.partition("## Where do I change")[2].splitlines()
ROWS = [line for line in PAGE.splitlines() if line.startswith("| ") and "/" in line]


def test_every_path_exists() -> None:
    missing = []
    for row in ROWS:
        first = None
        for name in re.findall(r"`([\w./-]+(?:/|\.\w+))`", row):
            # Behind the first path of a row, names are those of its neighbours, or of the folders above.
            near = [ROOT] if first is None else [ROOT, first, *first.parents]
            found = next((place / name for place in near if (place / name).exists()), None)
            missing += [name] if found is None else []
            first = first or found
    assert len(ROWS) > 30 and missing == []


def test_a_change_is_told_with_the_folder() -> None:
    named = [name for line in CHANGES for name in re.findall(r"`([\w./-]+\.\w+)`", line)]
    assert len(named) > 80 and [name for name in named if not (ROOT / name).exists()] == []


def test_every_package_has_its_line() -> None:
    packages = [path.parent for root in ("quotes", "reports") for path in (ROOT / root).glob("*/__init__.py")]
    modules = [path for path in (ROOT / "quotes").glob("*.py") if not path.name.startswith("__")]
    named = "\n".join(row for row in ROWS)
    unnamed = [path for path in packages if f"{path.relative_to(ROOT)}/`" not in named]
    quiet = {"errors.py", "messages.py", "version.py"}  # what their names say
    unnamed += [path for path in modules if path.name not in quiet and path.name not in named]
    assert unnamed == []


def test_the_picture_is_drawn_from_its_text() -> None:
    drawn = (DOCS / "images" / "flow.svg").read_text(encoding="utf-8")
    text = (DOCS / "images" / "flow.dot").read_text(encoding="utf-8")
    labels = [part.strip() for label in re.findall(r'label="([^"]+)"', text) for part in label.split("\\n")]
    assert len(labels) > 20 and [label for label in labels if label not in drawn] == []


def test_the_picture_names_packages_that_are_there() -> None:
    text = (DOCS / "images" / "flow.dot").read_text(encoding="utf-8")
    names = re.findall(r"\b((?:quotes|reports)\.\w+)", text)
    assert len(names) > 5
    for name in names:
        place = ROOT / Path(*name.split("."))
        assert place.is_dir() or place.with_suffix(".py").is_file(), name
