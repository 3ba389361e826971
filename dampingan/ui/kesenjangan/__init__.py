"""The page Kesenjangan: need, programmes and what is left, on one sheet."""
