"""The formats of a report: their names, apart from what writes them, because that brings pandas and all that draws."""

from enum import StrEnum


class ReportFormat(StrEnum):
    """What ``quotes audit`` writes beside its tables."""

    html = "html"
    md = "md"
    json = "json"
    pdf = "pdf"
