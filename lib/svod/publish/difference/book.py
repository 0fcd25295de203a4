"""What changed between two builds as a workbook: a sheet for every kind of change."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from svod.publish.difference.changes import Change, Difference, Kind, Spot
from svod.publish.difference.page import CELLS, COLUMNS, STEPPED, summary

__all__ = ["difference_book"]

_WIDTHS = {"where": 36, "row": 24, "column": 18, "was": 24, "now": 24, "step": 10, "count": 9, "pages": 40}
_LONGEST = 32_000
"""Characters in a cell; Excel allows 32 767."""

_EPOCH = (1980, 1, 1, 0, 0, 0)


def difference_book(difference: Difference, names: tuple[str, str]) -> bytes:
    """The workbook; the same changes give the same bytes."""
    book = Workbook(write_only=True)
    cover = book.create_sheet("Сводка")
    _fit(cover, "portrait")
    cover.column_dimensions["A"].width = 24
    cover.column_dimensions["B"].width = 60
    lines: list[tuple[str, str | int]] = [("Было", names[0]), ("Стало", names[1]), ("Итог", summary(difference))]
    counts = {kind: [item for item in difference.items() if item[0].kind == kind] for kind in Kind}
    lines += [(kind.value, len(found)) for kind, found in counts.items()]
    for name, value in lines:
        cover.append([_cell(cover, name, bold=True), _cell(cover, value)])
    for kind, found in counts.items():
        if found:
            _sheet(book.create_sheet(kind.value), kind, found)
    stream = io.BytesIO()
    book.save(stream)
    return _same_bytes(stream.getvalue())


def _sheet(sheet: WriteOnlyWorksheet, kind: Kind, found: Sequence[tuple[Change, list[Spot]]]) -> None:
    columns = [pair for pair in COLUMNS.get(kind, CELLS) if pair[0] != "pages"]
    columns += [("step", "Разность")] if kind in STEPPED else []
    columns += [("count", "Страниц"), ("pages", "Страницы")] if kind != Kind.PAGE else []
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    _fit(sheet, "landscape")
    for index, (key, _) in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = _WIDTHS[key]
    sheet.append([_cell(sheet, heading, bold=True) for _, heading in columns])
    for index, (change, spots) in enumerate(found, start=2):
        told = change._asdict() | {"count": len(spots), "pages": ", ".join(spot.page for spot in spots)}
        # A long list of pages is read in the cell; the row is as high as the change itself.
        lines = max(-(-len(str(told[key] or "")) // (_WIDTHS[key] - 3)) for key, _ in columns if key != "pages")
        sheet.row_dimensions[index].height = 13.5 * min(max(lines, 2), 20)
        sheet.append([_cell(sheet, told[key]) for key, _ in columns])


def _cell(sheet: WriteOnlyWorksheet, value: str | float | None, *, bold: bool = False) -> WriteOnlyCell:
    """A number as a number; a text that stays text, whatever it begins with."""
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
        value = value if len(value) <= _LONGEST else f"{value[:_LONGEST]} …"
    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in tuple("=+-@")
    cell.font = Font(name="Arial", size=10, bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def _fit(sheet: WriteOnlyWorksheet, orientation: str) -> None:
    """Print the sheet as wide as a page of A4 and as long as it is."""
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.orientation = orientation
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _same_bytes(content: bytes) -> bytes:
    """The workbook packed again without the time it was saved at."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as packed, zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as plain:
        for name in sorted(packed.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            part = packed.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", part)
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.create_system = 3
            plain.writestr(entry, part)
    return stream.getvalue()
