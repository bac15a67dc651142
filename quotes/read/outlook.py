"""A mail of Outlook (.msg) in, its article out; it takes the extra ``formats``."""

from __future__ import annotations

import importlib
import io

from quotes.errors import ReadError
from quotes.model import Article
from quotes.read.blocks import html_text

HOW = "get what reads it with: pip install 'quotes-toolkit[formats]', or save the mail as .eml or .txt"


def read_outlook(data: bytes) -> Article:
    """The article of a mail of Outlook; raises ReadError where it is damaged, or the extra is not there."""
    try:
        oxmsg = importlib.import_module("oxmsg")
    except ImportError as error:
        raise ReadError(f"a mail of Outlook: {HOW}") from error
    message = oxmsg.Message.load(io.BytesIO(data))
    text = message.body or html_text(message.html_body or "")
    sent = message.sent_date
    return Article(
        id="",
        text=text or "",
        title=message.subject or "",
        date=sent.date().isoformat() if sent else "",
        outlet=(message.sender or "").partition("<")[0].strip(' "'),
    )
