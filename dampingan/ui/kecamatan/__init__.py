"""The page Kecamatan: the kecamatan side by side, and the desa of each."""
