"""The file of a workbook: the same bytes for the same contents, on whatever day and machine it is written."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

__all__ = ["packed"]

_DAY = (1980, 1, 1, 0, 0, 0)  # the first a zip knows
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_CODES = b'<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>'
_AFTER_CODES = re.compile(rb"<tableParts|</worksheet>")


class _Archive(ZipFile):
    """A zip whose members carry no time and no trace of the machine."""

    def writestr(self, name: str, data: str | bytes) -> None:
        body = data.encode() if isinstance(data, str) else data
        if _SHEET.fullmatch(name):
            # «7.1» is the code of an indicator: Excel need not offer to make a number of it.
            body = _AFTER_CODES.sub(lambda found: _CODES + found[0], body, count=1)
        member = ZipInfo(name, _DAY)
        member.compress_type, member.create_system = ZIP_DEFLATED, 0
        super().writestr(member, body)

    def write(self, filename: str, arcname: str) -> None:
        self.writestr(arcname, Path(filename).read_bytes())


def packed(book: Workbook) -> bytes:
    """Bytes of a workbook as it would be saved."""
    stream = io.BytesIO()
    ExcelWriter(book, _Archive(stream, "w")).save()
    return stream.getvalue()
