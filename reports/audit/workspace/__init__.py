"""The database of an audit: its tables, the SQLite file or PostgreSQL server that holds them, their older versions."""
