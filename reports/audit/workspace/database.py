"""What a store writes and reads in, transactions of its database out, be it a file or a server."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import Any, ClassVar

from sqlalchemy import Connection, Table

from reports.audit.folder import held_signals


class Database(ABC):
    """An open database with the tables of a workspace: its name, and in ``remark`` what had to be done to it."""

    insert: ClassVar[Callable[..., Any]]
    """The statement of SQL that knows what to do where a row is there already."""
    name: str
    remark: str = ""
    connection: Connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A block that reads."""
        # SQLAlchemy throws a connection away into which Ctrl-C comes.
        with held_signals(), self.told(), self.connection.begin():
            yield self.connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A block that is written as a whole, and is on the disk itself then, or not at all."""
        with held_signals(), self.told():
            self.prepare()
            with self.connection.begin():
                yield self.connection

    def replacing(self, table: Table, but: Sequence[str] = ()) -> Any:
        """The insertion of a row in place of the one with its key, of which columns ``but`` stay."""
        inserting = self.insert(table)
        new = {column.name: inserting.excluded[column.name] for column in table.c if column.name not in but}
        return inserting.on_conflict_do_update(index_elements=table.primary_key, set_=new)

    @abstractmethod
    def told(self) -> AbstractContextManager[None]:
        """A block whose errors of the database are told with its name and the remedy."""

    @abstractmethod
    def prepare(self) -> None:
        """Make ready for a change."""

    @abstractmethod
    def close(self) -> None:
        """Let the database go."""

    @abstractmethod
    def discard(self) -> None:
        """Take away what was made to hold nothing."""
