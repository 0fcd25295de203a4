"""The faults of a load as a workbook: what a municipal specialist is sent and works through."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from svod.errors import Fault, Place

__all__ = ["write_faults"]

_COLUMNS = {
    "Файл": 34, "Лист": 18, "Строка": 9, "Столбец": 20, "Значение": 24, "Замечание": 56, "Что допустимо": 48,
    "Что сделать": 48,
}  # fmt: skip


_BOLD, _SHADE = Font(name="Calibri", size=11, bold=True), PatternFill("solid", fgColor="DCDDDF")
_LINE = Border(bottom=Side("thin", color="C9CBCE"))


def write_faults(path: Path, faults: Sequence[Fault], warnings: Sequence[Fault] = ()) -> None:
    """Write the faults, and on a second sheet what a person should know though nothing is refused for it.

    One row of a fault: file, sheet, row, column, what stands there, what is wrong, what is allowed, what to do.
    """
    book = Workbook()
    book.remove(book.active)
    for title, listed in (("Замечания", faults), ("К сведению", warnings)):
        if not listed and title != "Замечания":
            continue
        page = book.create_sheet(title)
        page.append(list(_COLUMNS))
        for cell in page[1]:
            cell.font, cell.fill, cell.border = _BOLD, _SHADE, _LINE
        for fault in listed:
            page.append(_line(fault))
        for row in page.iter_rows(min_row=2):
            for cell in row:
                cell.alignment, cell.border = Alignment("left", "top", wrap_text=True), _LINE
                if isinstance(cell.value, str):
                    cell.data_type = "s"  # what stands in a cell may begin with «=»
        for letter, width in zip("ABCDEFGH", _COLUMNS.values(), strict=True):
            page.column_dimensions[letter].width = width
        page.freeze_panes = "A2"
        page.auto_filter.ref = page.dimensions
        page.page_setup.orientation, page.page_setup.fitToWidth, page.page_setup.fitToHeight = "landscape", 1, 0
        page.sheet_properties.pageSetUpPr.fitToPage = True
        page.print_title_rows = "1:1"
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}")
    book.save(draft)
    draft.replace(path)


def _line(fault: Fault) -> list[str | int | None]:
    place = fault.place if isinstance(fault.place, Place) else Place(fault.place)
    words = (fault.value, fault.message, fault.allowed, fault.remedy)
    return [place.file, place.sheet, place.row, place.column, *words]
