"""Reports written without any model, of analyses that a test has at hand."""

from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from quotes.model import Analysis
from quotes.roles.codebook import load_codebook
from reports.audit.audit import Audit, run_audit


def audited(folder: Path, analyses: Iterable[Analysis]) -> Path:
    """The folder of a report on ``analyses``, as ``quotes audit`` leaves it."""
    codebook = load_codebook()
    options = {"formats": ["html", "json"], "language": "en", "compare_by": ""}
    run_audit(analyses, Audit(folder, codebook, options=options, settings={"codebook": asdict(codebook)}))
    return folder
