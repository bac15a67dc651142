"""Older tables in, those of today out, by Alembic."""
