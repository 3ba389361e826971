"""The page Data: what is loaded and how good it is, and loading for those who may."""
