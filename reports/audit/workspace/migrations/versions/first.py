"""The first tables, of SQLite only; their files bear no version."""

revision = "1"
down_revision = None


def upgrade() -> None:
    """Leave what is there."""
