"""Filled forms that come back as XLSX: their cells as typed, what a cell may hold, and what is wrong, cell by cell."""
