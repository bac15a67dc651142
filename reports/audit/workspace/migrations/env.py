"""What Alembic runs: the connection that it was given in, the changes of ``versions`` carried out on it."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
