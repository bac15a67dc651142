"""The roles of a codebook in, the columns of the table of shares by article out, which depend on them."""

import re
from collections.abc import Iterator, Sequence

from quotes.table.columns import ARTICLE, AUTHOR, DATE, OUTLET, SECTION, STATEMENTS, TITLE, Column

FILE = "article_shares.csv"
KNOWN: tuple[Column, ...] = (
    ARTICLE,
    TITLE,
    DATE,
    OUTLET,
    AUTHOR,
    SECTION,
    STATEMENTS,
    Column("sources", "integer", "Sources that make at least one statement.", "sources"),
    Column("first_role", "text", "The role of the first statement in the text."),
    Column("last_role", "text", "The role of the last statement in the text."),
    Column("unnamed", "integer", "Statements of sources that the article does not name.", "statements"),
    Column("unnamed_share", "number", "Their share of the article's statements.", "0 to 1"),
    Column(
        "women",
        "integer",
        "Persons quoted who are female by the article's own words, or by a first name, if asked for; each once.",
        "persons",
    ),
    Column(
        "men",
        "integer",
        "Persons quoted who are male by them, each once; of whom they tell nothing counts in neither column.",
        "persons",
    ),
    Column("questions", "integer", "Questions that checks ask of the article.", "questions"),
)
COUNT, SHARE = "statements_", "share_"


def role_columns(roles: Sequence[str]) -> Iterator[tuple[Column, Column]]:
    """The two columns of each role: its statements, and their share of the article's."""
    for role in roles:
        name = re.sub(r"\W", "_", role)
        yield (
            Column(f"{COUNT}{name}", "integer", f"Statements in the role {role}.", "statements"),
            Column(f"{SHARE}{name}", "number", f"Their share of the article's statements ({role}).", "0 to 1"),
        )


def columns_of(names: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a file with these heads, in their order; others are left out."""
    roles = [name.removeprefix(COUNT) for name in names if name.startswith(COUNT)]
    known = {column.name: column for column in (*KNOWN, *(one for pair in role_columns(roles) for one in pair))}
    return tuple(known[name] for name in names if name in known)
