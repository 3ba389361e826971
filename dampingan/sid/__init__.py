"""Entering the state of a Sistem Informasi Desa: from the table on the page, or from a form that comes back."""
