"""The page of the Perangkat Daerah, and what other pages need to know of them."""
