"""Irisan Indikator: a question over the nine, the combinations they come in, and the Alkire-Foster index."""
