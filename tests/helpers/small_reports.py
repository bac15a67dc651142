"""Reports written without any model, of analyses that a test has at hand."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

from quotes.model import Analysis
from quotes.roles.codebook import load_codebook
from reports.audit.audit import Audit, run_audit
from reports.audit.formats import ReportFormat
from reports.audit.wanted import Wanted, wanted_of

LEAN = Wanted([ReportFormat.json])
"""A report without pages, which take most of the time."""


def an_audit(folder: Path, **more: Any) -> Audit:
    """An audit that is to write into ``folder``."""
    return Audit(folder, load_codebook(None), **more)


def run_data(out: Path) -> dict[str, Any]:
    """What ``run.json`` tells of an audit."""
    return dict(json.loads((out / "run.json").read_text(encoding="utf-8")))


def audited(
    folder: Path,
    analyses: Iterable[Analysis],
    wanted: Wanted | None = None,
    store: str = "",
    asked: Mapping[str, str] | None = None,
) -> Path:
    """The folder of a report on ``analyses``, as ``quotes audit`` leaves it when ``asked`` with these options.

    ``wanted`` says what it is made of, whatever is asked.
    """
    codebook = load_codebook()
    options = {"formats": ["html", "md", "json"], "language": "en", "compare_by": "", **(asked or {})}
    settings = {"codebook": asdict(codebook)}
    more = {"settings": settings, "wanted": wanted or wanted_of(options), "store_address": store}
    run_audit(analyses, Audit(folder, codebook, options=options, **more))
    return folder
