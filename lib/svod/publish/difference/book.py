"""What changed between two builds as a workbook: a sheet for every kind of change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.worksheet import Worksheet

from svod.archive import packed
from svod.publish.difference.changes import Change, Difference, Kind, Spot
from svod.publish.difference.page import CELLS, COLUMNS, STEPPED, step_words, summary
from svod.publish.xlsx.cells import number_format

__all__ = ["difference_book"]

_WIDTHS = {"where": 36, "row": 24, "column": 18, "was": 24, "now": 24, "step": 10, "count": 9, "pages": 40}
_LONGEST = 32_000
"""Characters in a cell; Excel allows 32 767."""

_SAVED = datetime(1980, 1, 1)


def difference_book(difference: Difference, names: tuple[str, str]) -> bytes:
    """The workbook; the same changes give the same bytes."""
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = _SAVED
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
    return packed(book)


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
        told = change._asdict() | {
            "step": step_words(change), "count": len(spots), "pages": ", ".join(spot.page for spot in spots)
        }  # fmt: skip
        numbers = {"was": change.values[0], "now": change.values[1], "step": change.step}
        # A long list of pages is read in the cell; the row is as high as the change itself.
        lines = max(-(-len(str(told[key] or "")) // (_WIDTHS[key] - 3)) for key, _ in columns if key != "pages")
        sheet.row_dimensions[index].height = 13.5 * min(max(lines, 2), 20)
        sheet.append([_cell(sheet, told[key], numbers.get(key)) for key, _ in columns])


def _cell(
    sheet: WriteOnlyWorksheet, value: str | int, given: float | None = None, *, bold: bool = False
) -> WriteOnlyCell:
    """A number that reads as it is printed; a text that stays text, whatever it begins with."""
    code = number_format(value, given) if isinstance(value, str) and given is not None else None
    if code is not None:
        value = given
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
        value = value if len(value) <= _LONGEST else f"{value[:_LONGEST]} …"
    cell = WriteOnlyCell(sheet, value)
    if code is not None:
        cell.number_format = code
    if isinstance(value, str):
        cell.data_type = "s"
        cell.quotePrefix = value[:1] in tuple("=+-@")
    cell.font = Font(name="Arial", size=10, bold=bold)
    cell.alignment = Alignment(wrap_text=True, vertical="top", horizontal="left" if isinstance(value, str) else "right")
    return cell


def _fit(sheet: WriteOnlyWorksheet, orientation: str) -> None:
    """Print the sheet as wide as a page of A4 and as long as it is."""
    sheet.page_setup.paperSize = Worksheet.PAPERSIZE_A4
    sheet.page_setup.orientation = orientation
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
