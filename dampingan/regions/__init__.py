"""Region codes, names and outlines of the kabupaten's 223 desa and kelurahan."""
