"""Editing records in a table of the page: what is shown, what was asked for, saving, and what to do about conflicts."""
