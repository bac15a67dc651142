"""The formats of an export: their names, apart from what writes them, because that brings pandas."""

from enum import StrEnum


class ExportFormat(StrEnum):
    """What ``quotes export`` writes."""

    csv = "csv"
    parquet = "parquet"
    xlsx = "xlsx"
    jsonl = "jsonl"
    sqlite = "sqlite"
    sav = "sav"
    dta = "dta"


LABELLED = (ExportFormat.sav, ExportFormat.dta)
"""Those of SPSS and Stata, which need an extra and are written where they are asked for."""
USUAL = tuple(format for format in ExportFormat if format not in LABELLED)
"""Those that are written where nothing is said."""
