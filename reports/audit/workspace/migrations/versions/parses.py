"""A table for the parses of articles."""

from alembic import op
from sqlalchemy import Column, LargeBinary, Text

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "parses",
        Column("key", Text, primary_key=True),
        Column("sum", Text, nullable=False),
        Column("data", LargeBinary, nullable=False),
    )
