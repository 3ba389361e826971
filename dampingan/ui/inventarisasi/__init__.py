"""The page Inventarisasi: programmes, potentials and problems, seen, entered and taken away."""
