"""A Rich Text file in, its text out."""

from __future__ import annotations

import importlib

from quotes.errors import ReadError


def rtf_text(data: bytes) -> str:
    """The text of a Rich Text file; raises ReadError where it is damaged."""
    plain = importlib.import_module("striprtf.striprtf").rtf_to_text
    try:
        return str(plain(data.decode("cp1252", "replace"), encoding="cp1252", errors="replace"))
    except (ValueError, LookupError, TypeError, RecursionError) as error:
        raise ReadError(f"damaged Rich Text ({error}); open it in Word and save it again as .docx") from error
