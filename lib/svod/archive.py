"""The file of a workbook: the same bytes for the same contents, on whatever day it is written."""

from __future__ import annotations

import io
import re
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

__all__ = ["packed"]

_TYPES = "[Content_Types].xml"
_SHEET = re.compile(r"xl/worksheets/sheet\d+\.xml")
_CODES = b'<ignoredErrors><ignoredError sqref="A1:XFD1048576" numberStoredAsText="1"/></ignoredErrors>'
_AFTER_CODES = re.compile(rb"<tableParts|</worksheet>")


class _Members(ZipFile):
    """An archive that only collects what is written into it."""

    def __init__(self) -> None:
        super().__init__(io.BytesIO(), "w")
        self.bodies: dict[str, bytes] = {}

    def writestr(self, name: str, data: str | bytes) -> None:
        self.bodies[name] = data.encode() if isinstance(data, str) else data

    def write(self, filename: str, arcname: str) -> None:
        self.writestr(arcname, Path(filename).read_bytes())


def packed(book: Workbook, *, plain: bool = False) -> bytes:
    """Bytes of a workbook as it would be saved; its members bear the day that its properties say it was modified.

    Parameters
    ----------
    book : Workbook
    plain : bool
        Data for programs: without compression, which machines do differently, and without what only Excel asks for.
    """
    members, stream = _Members(), io.BytesIO()
    ExcelWriter(book, members).save()
    day = book.properties.modified.timetuple()[:6]
    with ZipFile(stream, "w", ZIP_STORED if plain else ZIP_DEFLATED) as archive:
        for name in sorted(members.bodies, key=lambda name: (name != _TYPES, name)):
            body = members.bodies[name]
            if not plain and _SHEET.fullmatch(name):
                # «7.1» is the code of an indicator: Excel need not offer to make a number of it.
                body = _AFTER_CODES.sub(lambda found: _CODES + found[0], body, count=1)
            member = ZipInfo(name, day)
            member.compress_type, member.create_system = archive.compression, 3
            archive.writestr(member, body)
    return stream.getvalue()
