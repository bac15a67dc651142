"""A page of documentation in, its examples run as they stand there: commands of ours and Python, in their order."""

import re
import shlex
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import click
import typer

from quotes.cli.app import app, run

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$(?:\n+```text\n(.*?)^```$)?", re.MULTILINE | re.DOTALL)
"""A block of code with its language, and what the page says that it prints."""


def commands(code: str) -> list[str]:
    """The lines of a block that call ``quotes``."""
    return [line for line in code.splitlines() if line.startswith("quotes ")]


def run_examples(page: Path) -> dict[str, object]:
    """Run the examples of ``page`` in the working folder; the names that its Python leaves behind.

    Raises what an example raises, and AssertionError for one that fails or prints other than the page says.
    """
    names: dict[str, object] = {}
    text = page.read_text(encoding="utf-8")
    for block in BLOCK.finditer(text):
        language, code, expected = block.groups()
        if language == "python":
            # As many lines in front as on the page, so that an error names the right one.
            lines = "\n" * (text.count("\n", 0, block.start()) + 1)
            with redirect_stdout(StringIO()) as printed:
                exec(compile(lines + code, page.name, "exec"), names)
            if expected is not None:
                assert printed.getvalue() == expected, f"{page.name}: an example prints {printed.getvalue()}"
        elif not language:
            for line in commands(code):
                assert _printed(line) == 0, f"{page.name}: {line}"
    return names


def _printed(line: str) -> int:
    """Run a command, its output in the file behind ``>``; the exit status."""
    command, _, target = line.partition(" > ")
    with redirect_stdout(StringIO()) as printed:
        status = run(shlex.split(command)[1:])
    if target:
        Path(target).write_text(printed.getvalue(), encoding="utf-8")
    return status


def check_command(line: str) -> None:
    """Raises click.UsageError unless ``line`` names a command and options that there are; runs nothing."""
    command: click.Command = typer.main.get_command(app)
    arguments = shlex.split(line.partition(" > ")[0])[1:]
    context = command.make_context("quotes", list(arguments), resilient_parsing=True)
    while isinstance(command, click.Group):
        name, found, arguments = command.resolve_command(context, arguments)
        assert found is not None and name is not None
        command, context = found, found.make_context(name, list(arguments), parent=context)
