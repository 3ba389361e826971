"""A workbook in the making: numbers stay numbers, dates dates, and no text is ever run as a formula."""

import datetime as dt
from io import BytesIO
from typing import Any

from dampingan.exports.tables import looks_like_formula


class TypedBook:
    """An XLSX workbook in memory; ``content`` closes it and returns the file."""

    def __init__(self, **properties: Any) -> None:
        """Begin a workbook with its properties (title, author, subject ...)."""
        from xlsxwriter import Workbook

        self._stream = BytesIO()
        self.book = Workbook(self._stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
        if properties:
            self.book.set_properties(properties)
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def content(self) -> bytes:
        """Close the workbook and return the file."""
        self.book.close()
        return self._stream.getvalue()

    def format(self, **look: Any) -> Any:
        """Return a cell format, made once."""
        key = tuple(sorted(look.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(look)
        return self._formats[key]

    def put(self, page: Any, row: int, column: int, value: object, **look: Any) -> None:
        """Write one cell in its look; blank where there is no value. A text that looks like a formula is quoted."""
        if value is None:
            page.write_blank(row, column, None, self.format(**look))
        elif isinstance(value, dt.date):
            page.write_datetime(row, column, value, self.format(**look))
        elif isinstance(value, int | float):
            page.write_number(row, column, value, self.format(**look))
        else:
            quoted = {"quote_prefix": True} if looks_like_formula(str(value)) else {}
            page.write_string(row, column, str(value), self.format(**look, **quoted))
