"""Dampingan: from household microdata to a decision about which desa to accompany."""

__version__ = "0.1.0"
