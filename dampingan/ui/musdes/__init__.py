"""The page Musdes: how far verification has come, the figures before and after, the form and its return."""
