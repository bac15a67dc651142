"""One database for several reports: each run, and each note of work, says whose it is."""

from alembic import op
from sqlalchemy import Column, Text

revision = "2"
down_revision = "1"


def upgrade() -> None:
    """Give the runs and the notes of an only report the empty name that it has in a file of its own."""
    for view in ("attributions", "sources", "reported"):
        op.execute(f"DROP VIEW {view}")
    op.add_column("runs", Column("report", Text, nullable=False, server_default=""))
    op.add_column("runs", Column("folder", Text, nullable=False, server_default=""))
    op.add_column("working", Column("report", Text, nullable=False, server_default=""))
