"""Profil Desa: one desa or kelurahan from top to bottom, from its class to its peers."""
