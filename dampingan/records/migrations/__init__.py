"""Alembic migrations of the store, forward only: going back means restoring a backup."""
