"""The page on the Sistem Informasi Desa: how it is doing, how it has come along, and its entry."""
