"""Reports written without any model, of analyses that a test has at hand."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from quotes.model import Analysis
from quotes.roles.codebook import load_codebook
from reports.audit.audit import Audit, Wanted, run_audit
from reports.audit.formats import ReportFormat

LEAN = Wanted([ReportFormat.json])
"""A report without pages, which take most of the time."""


def audited(folder: Path, analyses: Iterable[Analysis], wanted: Wanted | None = None, store: str = "") -> Path:
    """The folder of a report on ``analyses``, as ``quotes audit`` leaves it; ``wanted`` says what it is made of."""
    codebook = load_codebook()
    options = {"formats": ["html", "json"], "language": "en", "compare_by": ""}
    settings = {"codebook": asdict(codebook)}
    more = {"settings": settings, "wanted": wanted or Wanted(), "store_address": store}
    run_audit(analyses, Audit(folder, codebook, options=options, **more))
    return folder
