"""The address of a PostgreSQL database in, its parts out; no message ever has the password."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, quote, unquote, urlsplit

from quotes.errors import UsageError
from quotes.messages import one_line, shown

FORM = "write it as postgresql://user@host/database, with the password in the environment as PGPASSWORD"
PORT = 5432
SECURE = ("prefer", "disable", "require", "verify-full")
ROOT = "sslrootcert"
OPTIONS = f"only sslmode={'|'.join(SECURE)} is known, and behind verify-full &{ROOT}=FILE"


@dataclass(frozen=True)
class Address:
    """Where a database is, and who asks. ``secure`` is one of ``SECURE``, as libpq understands them.

    ``root`` is the file of the certificate with which that of the server has to be signed; empty for those that the
    system trusts.
    """

    user: str
    host: str
    port: int
    database: str
    secure: str = SECURE[0]
    root: str = ""
    password: str | None = None

    def __str__(self) -> str:
        """The address without its password."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        more = "" if self.secure == SECURE[0] else f"?sslmode={self.secure}"
        more += f"&{ROOT}={quote(self.root)}" if self.root else ""
        return f"postgresql://{quote(self.user)}@{host}:{self.port}/{quote(self.database)}{more}"


def read_address(given: str) -> Address:
    """The parts of an address; the password is that of PGPASSWORD where it has none.

    Raises UsageError, which shows nothing of it that could be a password, where something is wrong.
    """
    try:
        parts = urlsplit(given)
    except ValueError:
        raise UsageError(f"--store: this is not an address; {FORM}") from None
    if parts.scheme not in ("postgresql", "postgres"):
        raise UsageError(f"--store: only addresses of PostgreSQL are known; {FORM}")
    if _is_cut(given, parts):
        raise UsageError("--store: in an address, / ? # @ : of a name or password are written %2F %3F %23 %40 %3A")
    try:
        port = parts.port
    except ValueError:
        raise UsageError(f"--store: the port is no number up to 65535; {FORM}") from None
    database = unquote(parts.path.removeprefix("/"))
    if not parts.hostname or not parts.username or not database or "\0" in unquote(given):
        raise UsageError(f"--store: user, host or database is missing; {FORM}")
    secure, root = _encryption(parts.query)
    password = os.environ.get("PGPASSWORD") if parts.password is None else unquote(parts.password)
    user = unquote(parts.username)
    return Address(one_line(user), one_line(parts.hostname), port or PORT, one_line(database), secure, root, password)


def _encryption(query: str) -> tuple[str, str]:
    """What an address says behind its question mark: one of ``SECURE``, and the path of a certificate."""
    options = dict(parse_qsl(query, keep_blank_values=True))
    secure, root = options.pop("sslmode", SECURE[0]), options.pop(ROOT, None)
    if options or secure not in SECURE or (root is not None and secure != "verify-full"):
        raise UsageError(f"--store: after ? {OPTIONS}; {FORM}")
    if root is None:
        return secure, ""
    if not Path(root).is_file():
        raise UsageError(f"--store: {ROOT}: there is no file {shown(root)}; name that of the server's certificate")
    return secure, str(Path(root).absolute())


def _is_cut(given: str, parts: SplitResult) -> bool:
    """Whether a sign of a password may have been taken for one of the address."""
    return given.count("@") > 1 or "#" in given or ("@" in given and "@" not in parts.netloc)
