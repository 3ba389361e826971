"""Metode: what every figure means, from the same metadata that computes it, and where its limits are."""
