"""Figures from a published snapshot: one file a question. Nothing here reads household files."""
