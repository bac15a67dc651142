"""A command with a parameter that several options make in, the same command with these options out."""

import functools
import inspect
from collections.abc import Callable
from typing import Annotated, Any

import typer

from quotes.read import Columns

column = functools.partial(typer.Option, rich_help_panel="Columns of a table")


def columns_of(
    text_column: Annotated[str | None, column(help="Column of the text, where the input is a table.")] = None,
    id_column: Annotated[str | None, column(help="Column of the article's identifier.")] = None,
    title_column: Annotated[str | None, column(help="Column of the headline.")] = None,
    date_column: Annotated[str | None, column(help="Column of the date.")] = None,
    outlet_column: Annotated[str | None, column(help="Column of the outlet.")] = None,
    author_column: Annotated[str | None, column(help="Column of the author.")] = None,
    section_column: Annotated[str | None, column(help="Column of the section.")] = None,
    url_column: Annotated[str | None, column(help="Column of the web address.")] = None,
) -> Columns:
    """Which column of a table holds what."""
    return Columns(
        text_column, id_column, title_column, date_column, outlet_column, author_column, section_column, url_column
    )


def with_options(**groups: Callable[..., Any]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command with, in place of each parameter that a group is named after, those of the group, which makes it."""

    def with_groups(command: Callable[..., None]) -> Callable[..., None]:
        options = {name: inspect.signature(group, eval_str=True).parameters for name, group in groups.items()}

        @functools.wraps(command)
        def filled(**given: Any) -> None:
            made = {name: groups[name](**{one: given.pop(one) for one in own}) for name, own in options.items()}
            command(**given, **made)

        signature = inspect.signature(command, eval_str=True)
        parameters = [
            one.replace(kind=inspect.Parameter.KEYWORD_ONLY)
            for name, parameter in signature.parameters.items()
            for one in (options[name].values() if name in options else [parameter])
        ]
        vars(filled)["__signature__"] = signature.replace(parameters=parameters)
        filled.__annotations__ = {one.name: one.annotation for one in parameters}
        return filled

    return with_groups
