"""The commands ``quotes codebook list | crosswalk | check | new``: a name or a file in, lines for a terminal out."""

from pathlib import Path
from typing import Annotated

import typer

from quotes.errors import CodebookError
from quotes.roles.codebook import (
    CAPACITIES,
    check_codebook,
    load_codebook,
    new_codebook,
    plugin_codebooks,
    ready_codebooks,
)

codebook_app = typer.Typer(
    no_args_is_help=True, help="The roles of sources: which codebooks there are, making your own."
)


@codebook_app.command("list")
def list_codebooks() -> None:
    """List the codebooks that are ready, with their roles.

    Example: quotes codebook list
    """
    for name in ready_codebooks():
        typer.echo(f"{name}: {_roles(name)}")
    for name, added in plugin_codebooks().items():
        try:
            typer.echo(f"{name}: {_roles(name)} (of the plugin {added.plugin.name})")
        except CodebookError as error:
            added.plugin.tell(f"“{name}”", f"is not sound ({error})")
    typer.echo("Use one with --codebook NAME; make your own with: quotes codebook new FILE")


def _roles(name: str) -> str:
    return ", ".join(role.name for role in load_codebook(name).roles)


@codebook_app.command("crosswalk")
def print_crosswalk() -> None:
    """Show which role of one codebook is which of another, as a Markdown table.

    Example: quotes codebook crosswalk
    """
    typer.echo(_crosswalk())


def _crosswalk() -> str:
    """Which role of each ready codebook takes each word list, as a Markdown table; codebooks of types take none."""
    books = [book for book in map(load_codebook, ready_codebooks()) if not book.by_type]
    rows = [[book.name for book in books], ["---"] * len(books)]
    rows += [[book.role_of(capacity) for book in books] for capacity in CAPACITIES]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


@codebook_app.command("check")
def check(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A codebook file, or the name of a ready one.")],
) -> None:
    """Say whether a codebook is sound, and what to look at in it.

    Example: quotes codebook check my-codebook.toml
    """
    remarks = check_codebook(file)
    book = load_codebook(file)
    typer.echo(f"{file}: sound; codebook “{book.name}” with {len(book.roles)} roles")
    for remark in remarks:
        typer.echo(f"  note: {remark}")


@codebook_app.command("new")
def new(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The file to write; it must not be there yet.")],
) -> None:
    """Write a copy of the default codebook, with explanations, for you to change.

    Example: quotes codebook new my-codebook.toml
    """
    typer.echo(f"{new_codebook(file)} is written; change it, then: quotes codebook check {file}")
