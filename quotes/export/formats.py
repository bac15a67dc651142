"""The formats of an export: their names, apart from what writes them, because that brings pandas."""

from enum import StrEnum


class ExportFormat(StrEnum):
    """What ``quotes export`` writes."""

    csv = "csv"
    parquet = "parquet"
    xlsx = "xlsx"
    jsonl = "jsonl"
    sqlite = "sqlite"
