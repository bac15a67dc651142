"""A connection in, the tables and views of a workspace in its database out (docs/store.md)."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import (
    Column,
    Connection,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    insert,
    inspect,
    select,
)

VERSION = "3"
"""Of the tables; another one needs a change in ``migrations/versions``."""
VIEWS = Path(__file__).with_name("views")
MIGRATIONS = Path(__file__).with_name("migrations")

TABLES = MetaData()

ANALYSES = Table(
    "analyses",
    TABLES,
    Column("key", Text, primary_key=True),  # hash of the article and of all settings that its analysis depends on
    Column("sum", Text, nullable=False),  # checksum of key and data
    Column("data", Text, nullable=False),  # JSON: attributions, sources, layout
)
RUNS = Table(
    "runs",
    TABLES,
    Column("run", Integer, primary_key=True),
    Column("report", Text, nullable=False, server_default=""),  # empty in a file, which has one
    Column("folder", Text, nullable=False, server_default=""),  # of the report
    Column("began", Text, nullable=False),  # UTC, as are all times here
    Column("ended", Text),  # empty while it works, and where it was ended by force
    Column("stopped", Text),  # why it is not complete
    Column("articles", Integer),
    Column("done_before", Integer),
)
ARTICLES = Table(
    "articles",
    TABLES,
    Column("run", Integer, ForeignKey("runs.run"), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("place", Integer, nullable=False),  # in the order of the report, from 1
    Column("key", Text, nullable=False),  # of its analysis
    Column("data", Text, nullable=False),  # JSON: the article as it was read
)
PARSES = Table(
    "parses",
    TABLES,
    Column("key", Text, primary_key=True),  # hash of a text and of all that its parse depends on
    Column("sum", Text, nullable=False),  # checksum of key and data
    Column("data", LargeBinary, nullable=False),  # its sentences, JSON compressed by zlib
)
WORKING = Table(
    "working",
    TABLES,
    Column("path", Text, nullable=False),  # of an article that is being analysed
    Column("report", Text, nullable=False, server_default=""),
)
ALEMBIC = Table("alembic_version", TABLES, Column("version_num", String(32), primary_key=True))


def make(connection: Connection) -> None:
    """Make the tables and views in a database that has none of them."""
    TABLES.create_all(connection, checkfirst=False)
    connection.execute(insert(ALEMBIC).values(version_num=VERSION))
    _make_views(connection)


def version_of(connection: Connection) -> str:
    """The version of the tables that are there: empty where there are none."""
    there = inspect(connection)
    if there.has_table(ALEMBIC.name):
        return str(connection.scalar(select(ALEMBIC.c.version_num)))
    return "1" if there.has_table(ANALYSES.name) else ""


def migrate(connection: Connection, version: str) -> None:
    """Make tables of an earlier ``version`` those of today; raises alembic.util.CommandError for another one."""
    # A tenth of a second, which only who has an older workspace should wait.
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    if version == "1":
        command.stamp(config, version)
    command.upgrade(config, "head")
    _make_views(connection)


def _make_views(connection: Connection) -> None:
    for statement in (VIEWS / f"{connection.dialect.name}.sql").read_text(encoding="utf-8").split(";\n\n"):
        connection.exec_driver_sql(statement)
