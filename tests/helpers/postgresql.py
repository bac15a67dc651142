"""A real PostgreSQL server on a free port, with its data in a folder of its own, which goes when the tests end."""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pg8000.dbapi

USER = "newsroom"
PASSWORD = "p@ss/w:rd"
QUOTED = "p%40ss%2Fw%3Ard"
UNPRIVILEGED = ("postgres", "nobody")
"""Who runs the server where the tests run as root, which PostgreSQL refuses."""


@dataclass
class PostgresqlServer:
    """A server that can be stopped and started."""

    folder: Path
    port: int
    _made: int = 0

    def address(self, database: str, password: str = QUOTED) -> str:
        return f"postgresql://{USER}:{password}@127.0.0.1:{self.port}/{database}"

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
        _run("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-o", options, "-w", "start")

    def stop(self, how: str = "immediate") -> None:
        """Stop it at once, as if it were killed, or as ``how`` says."""
        _run("pg_ctl", "-D", self.folder / "data", "-m", how, "-w", "stop")

    def new_database(self) -> str:
        """The address of an empty database."""
        self._made += 1
        name = f"audits{self._made}"
        self.ask("postgres", f"CREATE DATABASE {name}")
        return self.address(name)

    def ask(self, database: str, statement: str) -> list[Any]:
        """The rows that a statement of SQL gives."""
        with closing(
            pg8000.dbapi.connect(USER, "127.0.0.1", database.rsplit("/")[-1], self.port, PASSWORD)
        ) as connection:
            connection.autocommit = True
            cursor = connection.cursor()
            cursor.execute(statement)
            return [tuple(row) for row in cursor.fetchall()] if cursor.description else []

    @contextmanager
    def encrypted(self) -> Iterator[Path]:
        """A block in which connections may be encrypted; the path of the server's certificate, which it signed."""
        root, key, data = self.folder / "root.pem", self.folder / "data" / "server.key", self.folder / "data"
        self_signed(root, key)
        shutil.copy(root, data / "server.crt")
        if _user() is not None:
            for path in (key, data / "server.crt"):
                shutil.chown(path, _user())
        self._set_ssl("on")
        try:
            yield root
        finally:
            self._set_ssl("off")

    def _set_ssl(self, state: str) -> None:
        self.ask("postgres", f"ALTER SYSTEM SET ssl = {state}")
        self.ask("postgres", "SELECT pg_reload_conf()")
        while self.ask("postgres", "SHOW ssl") != [(state,)]:
            time.sleep(0.02)


def self_signed(certificate: Path, key: Path) -> None:
    """Make a certificate of a server at 127.0.0.1, signed by itself."""
    kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    named = ["-subj", "/CN=newsroom", "-addext", "subjectAltName=IP:127.0.0.1"]
    command = ["openssl", "req", *kind, *named, "-out", certificate, "-keyout", key]
    subprocess.run(command, check=True, capture_output=True)


@contextmanager
def running_server() -> Iterator[PostgresqlServer]:
    """A block with a server of its own."""
    # Not in pytest's folder, into which no other user can look.
    with tempfile.TemporaryDirectory(prefix="postgresql") as name:
        folder = Path(name)
        password = folder / "password"
        password.write_text(PASSWORD, encoding="utf-8")
        if _user() is not None:
            for path in (folder, password):
                shutil.chown(path, _user())
        _run(
            "initdb",
            "-D",
            folder / "data",
            "-U",
            USER,
            "-A",
            "scram-sha-256",
            f"--pwfile={password}",
            "-E",
            "UTF8",
            "-N",
        )
        with closing(socket.socket()) as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        server = PostgresqlServer(folder, port)
        server.start()
        try:
            yield server
        finally:
            with suppress(subprocess.CalledProcessError):
                server.stop()


def _run(name: str, *arguments: str | Path) -> None:
    command = [str(_programs() / name), *map(str, arguments)]
    # What the server inherits it keeps open: no pipe, else waiting for its end never ends.
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stdin=subprocess.DEVNULL, user=_user(), cwd="/")


def _user() -> str | None:
    if os.geteuid() != 0:
        return None
    there = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in there)


def _programs() -> Path:
    """The folder with ``initdb`` and ``pg_ctl``: Debian puts them beside the path, one folder a version."""
    found = shutil.which("initdb")
    return Path(found).parent if found else max(Path("/usr/lib/postgresql").glob("*/bin/initdb")).parent
