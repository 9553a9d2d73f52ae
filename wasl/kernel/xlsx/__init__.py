"""Spreadsheets in and out.

Reading gives every cell its A1 reference, so that a fault can be named where the person sees it. A file is
measured before it is opened: the number of its parts, their true uncompressed size and the extent of its sheets
are bounded; formulas are noticed but never computed. What cannot be read is refused in a sentence that says what
to do. Writing keeps one row in memory and never lets a text be read as a formula.
"""

from wasl.kernel.xlsx.archive import (
    BINARY_EXCEL,
    DAMAGED,
    LOCKED,
    OLD_EXCEL,
    OPEN_DOCUMENT,
    OTHER_DOCUMENT,
    TOO_LARGE,
    TOO_WIDE,
    UNREADABLE,
    WEB_PAGE,
)
from wasl.kernel.xlsx.cells import (
    Cell,
    Line,
    Merged,
    Sheet,
    Unusable,
    as_text,
    column_letters,
    western_digits,
)
from wasl.kernel.xlsx.reading import read_all, read_any, read_csv, read_sheet
from wasl.kernel.xlsx.writing import DANGEROUS, guard, write_rows

__all__ = [
    "BINARY_EXCEL",
    "DAMAGED",
    "DANGEROUS",
    "LOCKED",
    "OLD_EXCEL",
    "OPEN_DOCUMENT",
    "OTHER_DOCUMENT",
    "TOO_LARGE",
    "TOO_WIDE",
    "UNREADABLE",
    "WEB_PAGE",
    "Cell",
    "Line",
    "Merged",
    "Sheet",
    "Unusable",
    "as_text",
    "column_letters",
    "guard",
    "read_all",
    "read_any",
    "read_csv",
    "read_sheet",
    "western_digits",
    "write_rows",
]
