"""A command that takes ``columns`` in, the same command with an option for each column of a table out."""

import functools
import inspect
from collections.abc import Callable
from dataclasses import fields
from typing import Annotated, Any

import typer

from quotes.read import Columns

HELP = {
    "text": "Column of the text, where the input is a table.",
    "id": "Column of the article's identifier.",
    "title": "Column of the headline.",
    "date": "Column of the date.",
    "outlet": "Column of the outlet.",
    "author": "Column of the author.",
    "section": "Column of the section.",
    "url": "Column of the web address.",
}


def with_column_options(command: Callable[..., None]) -> Callable[..., None]:
    """``command`` with ``--text-column``, ``--id-column`` … in place of its parameter ``columns``."""

    @functools.wraps(command)
    def filled(**arguments: Any) -> None:
        named = {field.name: arguments.pop(f"{field.name}_column") for field in fields(Columns)}
        command(columns=Columns(**named), **arguments)

    signature = inspect.signature(command, eval_str=True)
    own = [parameter for parameter in signature.parameters.values() if parameter.name != "columns"]
    options = [
        inspect.Parameter(
            f"{field.name}_column",
            inspect.Parameter.KEYWORD_ONLY,
            default=None,
            annotation=Annotated[str | None, typer.Option(help=HELP[field.name], rich_help_panel="Columns of a table")],
        )
        for field in fields(Columns)
    ]
    given = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in own]
    changed = signature.replace(parameters=[*given, *options])
    vars(filled)["__signature__"] = changed
    filled.__annotations__ = {parameter.name: parameter.annotation for parameter in (*given, *options)}
    return filled
