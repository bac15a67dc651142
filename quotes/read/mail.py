"""An e-mail or a page saved as MHTML in, its article out: the text with subject, date and sender."""

from __future__ import annotations

import email
import re
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from quotes.errors import ReadError
from quotes.model import Article
from quotes.read.blocks import html_text

FEWEST_WORDS = 20
"""Words of a mail's plain text below which it only says that there is a page."""
QUOTED_PRINTABLE_LINES = re.compile(r"\r\n?")


def read_mail(data: bytes) -> Article | bytes:
    """The article of an e-mail; of a page saved as MHTML the page itself, to be read as any other.

    Raises ReadError where no text is in it.
    """
    message = email.message_from_bytes(data, policy=default)
    assert isinstance(message, EmailMessage)
    page = message.get_body(("html",))
    if message.get_content_subtype() == "related" or message.get("Snapshot-Content-Location"):
        saved = page.get_payload(decode=True) if page is not None else None
        if isinstance(saved, bytes) and saved.strip():
            return saved  # its own declaration tells its encoding
    plain = QUOTED_PRINTABLE_LINES.sub("\n", _payload(message.get_body(("plain",)))).strip()
    text = plain if len(plain.split()) >= FEWEST_WORDS or page is None else html_text(_payload(page))
    if not text.strip():
        raise ReadError("a mail without text: save what is attached to it, and give that")
    name, address = parseaddr(str(message.get("From", "")))
    return Article(
        id="",
        text=text,
        title=str(message.get("Subject", "")),
        date=str(message.get("Date", "")),
        outlet=name or address,
    )


def _payload(part: object) -> str:
    if not isinstance(part, EmailMessage):
        return ""
    if part.get_content_charset() is None:
        data = part.get_payload(decode=True)
        return data.decode("utf-8", "replace") if isinstance(data, bytes) else ""
    try:
        content = part.get_content()
    except (LookupError, ValueError, AssertionError):  # a charset that nobody knows
        content = part.get_payload(decode=True)
    return content if isinstance(content, str) else bytes(content or b"").decode("utf-8", "replace")
