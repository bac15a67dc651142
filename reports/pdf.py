"""A page of HTML in, a PDF file or a PNG of it out, by WeasyPrint (extra ``pdf``), which asks nothing of a network."""

import importlib
import importlib.util
from pathlib import Path
from typing import Any

from quotes.errors import UsageError
from quotes.whole_file import in_place_of

DOTS_PER_POINT = 2.0
"""144 dots an inch: sharp on a screen, small enough for a message."""
HOW = "pip install 'quotes-toolkit[pdf]', and Pango (Debian, Ubuntu: apt-get install libpango-1.0-0 libpangoft2-1.0-0)"


class PdfError(UsageError):
    """WeasyPrint is missing, or cannot start; the message says how to install it."""


def need_weasyprint() -> None:
    """Raise PdfError where no PDF can be written, so that it is told before the work."""
    _weasyprint()


def write_pdf(page: str, path: Path) -> None:
    """Write ``page``, with the style for print that it carries, as PDF to ``path``; raises PdfError and OSError."""
    weasyprint = _weasyprint()
    fetcher = weasyprint.urls.URLFetcher(allowed_protocols=("data",))
    with in_place_of(path) as part:
        weasyprint.HTML(string=page, url_fetcher=fetcher).write_pdf(part, pdf_tags=True, finisher=_ungrouped)


def write_picture(pdf: Path, path: Path) -> None:
    """Write the first page of a PDF file as PNG to ``path``."""
    import pypdfium2  # only here: not every command that may write PDF has to load it

    document = pypdfium2.PdfDocument(pdf)
    try:
        document[0].render(scale=DOTS_PER_POINT).to_pil().save(path, format="PNG")
    finally:
        document.close()


def _ungrouped(_document: Any, pdf: Any) -> None:
    """Draw each piece of a picture on the page itself, and not as a group that is blended in.

    WeasyPrint makes such a group of all words that end at a place, and PDFium (Chrome) cuts the first letter at its
    edge. Nothing of ours is half transparent, for which alone a group is needed.
    """
    for one in pdf.objects:
        getattr(one, "extra", {}).pop("Group", None)


def _weasyprint() -> Any:
    if importlib.util.find_spec("weasyprint") is None:
        raise PdfError(f"PDF needs WeasyPrint: {HOW}")
    try:
        return importlib.import_module("weasyprint")
    except OSError as error:  # a library of the system is missing
        raise PdfError(f"WeasyPrint does not start ({str(error).splitlines()[0]}): {HOW}") from error
