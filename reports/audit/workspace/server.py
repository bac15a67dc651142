"""The address of a PostgreSQL database in, a connection with the tables of a workspace out."""

from __future__ import annotations

import logging
import ssl
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from sqlalchemy import URL, create_engine, func, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool
from sqlalchemy.schema import CreateSchema

from quotes.errors import UsageError, WriteError
from quotes.messages import one_line
from reports.audit.workspace.address import ROOT, read_address
from reports.audit.workspace.database import Database
from reports.audit.workspace.tables import VERSION, make, migrate, version_of

SCHEMA = "quotes"
"""Where in the database our tables lie, apart from those of others."""
PATIENCE = 30
"""Seconds to wait for an answer."""
EXTRA = "--store needs more than is installed: pip install 'quotes-toolkit[postgresql]'"
REMEDIES = {
    "28": "check the user, and the password in PGPASSWORD",
    "3D": "make it with `createdb`, or name another one",
    "42501": f"let the user make the schema “{SCHEMA}” there, or make it for them",
    "53": "make room on the server and run the same command again",
}
"""By how a state of SQL begins."""
CERTIFICATE = (
    "see that the address names the server as its certificate does, and give the certificate that this one is signed "
    f"with as ?sslmode=verify-full&{ROOT}=FILE"
)
REMEDY = "see that the server runs and can be reached, then run the same command again: it goes on from there"

logging.getLogger("sqlalchemy.pool").setLevel(logging.CRITICAL)
"""That a lost connection cannot be ended well is nothing to tell beside that it was lost."""


class Server(Database):
    """The database at an address, for the report of this name, which nobody else may write unless ``read_only``.

    Raises UsageError where the address is wrong or a library is missing, WriteError where the server cannot be used.
    """

    insert = staticmethod(insert)

    def __init__(self, given: str, report: str, read_only: bool) -> None:
        self._address = read_address(given)
        self.name = str(self._address)
        try:
            engine = create_engine(URL.create("postgresql+pg8000"), creator=self._connected, poolclass=NullPool)
        except ImportError as error:
            raise UsageError(EXTRA) from error
        with self.told():
            self.connection = engine.connect()
            with self.connection.begin():
                self._need_tables()
            if not read_only:
                with self.connection.begin():
                    free = self.connection.scalar(select(func.pg_try_advisory_lock(_number(report))))
        if not read_only and not free:
            self.close()
            raise WriteError(f"--store {self.name}: another audit is writing this report; wait until it has ended")

    @contextmanager
    def told(self) -> Iterator[None]:
        """A block whose errors of the server and the network are told with its address and the remedy."""
        try:
            yield
        except (SQLAlchemyError, OSError, ValueError) as error:
            reason, remedy = _said(error)
            raise WriteError(f"--store {self.name}: {reason}; {remedy}") from None

    def prepare(self) -> None:
        """Nothing: a server is ready."""

    def close(self) -> None:
        """End the connection."""
        with suppress(SQLAlchemyError, OSError):
            self.connection.close()

    def discard(self) -> None:
        """Leave it: others may use the tables."""

    def _connected(self) -> Any:
        import pg8000.dbapi

        where = self._address
        secure = {"prefer": None, "disable": False, "require": True}
        checked = where.secure not in secure
        try:
            connection = pg8000.dbapi.connect(
                where.user,
                host=where.host,
                port=where.port,
                database=where.database,
                password=where.password,
                ssl_context=_trusting(where.root) if checked else secure[where.secure],
                timeout=PATIENCE,
                application_name="quotes audit",
            )
        except AttributeError as error:  # pg8000 takes it that there is a password
            if where.password is not None:
                raise
            raise WriteError(f"--store {where}: the server asks for a password; give it as PGPASSWORD") from error
        connection.cursor().execute(f"SET search_path TO {SCHEMA}")
        connection.commit()
        return connection

    def _need_tables(self) -> None:
        """Have the tables of today there; two who come at once do it one after the other."""
        self.connection.execute(select(func.pg_advisory_xact_lock(_number("tables"))))
        version = version_of(self.connection)
        if not version:
            self.connection.execute(CreateSchema(SCHEMA, if_not_exists=True))
            make(self.connection)
        elif version != VERSION:
            from alembic.util import CommandError

            try:
                migrate(self.connection, version)
            except CommandError as error:
                raise WriteError(
                    f"--store {self.name}: its tables are of another version ({version}, here {VERSION}); "
                    "update the program, or name another database"
                ) from error


def _trusting(root: str) -> ssl.SSLContext:
    """What checks the certificate of a server: against that in a file, or those that the system trusts."""
    return ssl.create_default_context(cafile=root or None)


def _number(name: str) -> int:
    """The number of a lock."""
    return zlib.crc32(f"{SCHEMA} {name}".encode())


def _said(error: Exception) -> tuple[str, str]:
    """What the server or the network said, as one line, and what to do."""
    cause = getattr(error, "orig", None) or error
    if isinstance(cause, ssl.SSLError):
        return one_line(getattr(cause, "verify_message", "") or str(cause.reason or cause)), CERTIFICATE
    told = cause.args[0] if cause.args else ""
    if not isinstance(told, dict):
        below = cause.__cause__.strerror if isinstance(cause.__cause__, OSError) else None
        return one_line(below or str(cause)) or type(cause).__name__, REMEDY
    state = str(told.get("C", ""))
    remedy = next((remedy for begin, remedy in REMEDIES.items() if state.startswith(begin)), REMEDY)
    return one_line(str(told.get("M", state))), remedy
