"""A cell of a table in, the day that it names out."""

from datetime import date


def day_of(cell: object) -> date | None:
    """The day that a cell names as YYYY-MM-DD; none where it is missing or anything else."""
    try:
        day = date.fromisoformat(str(cell))
    except ValueError:
        return None
    return day if day.isoformat() == cell else None
