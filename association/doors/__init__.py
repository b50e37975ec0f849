"""The doors between the portal and the world of files: uploads are checked by content, tables leave inert."""

from association.doors.archives import write_zip
from association.doors.names import clean_name
from association.doors.refusal import KINDS, LIMIT, Unacceptable
from association.doors.tables import read_table, safe_cell, write_csv, write_xlsx
from association.doors.uploads import Checked, open_checked, open_table

__all__ = [
    "KINDS", "LIMIT", "Checked", "Unacceptable", "clean_name", "open_checked", "open_table", "read_table", "safe_cell",
    "write_csv", "write_xlsx",
    "write_zip",
]  # fmt: skip
