"""What an audit found in, its database out: the tables, an SQLite file or PostgreSQL server, older versions."""
