"""Run by Alembic: apply the revisions on the connection and in the transaction that the caller opened."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], version_table="versi_skema")
context.run_migrations()
