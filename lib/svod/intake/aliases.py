"""The file of corrections: names that nobody could be sure of, what each may be, and what a person chose.

A load that meets unknown names writes the file; a person fills in the column «Код»; `svod load --aliases` reads it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from openpyxl.styles import Font

from svod.contracts import Form
from svod.errors import Fault, InputError, Place
from svod.intake.book import Book
from svod.intake.cells import Unreadable, text
from svod.intake.files import Input
from svod.intake.names import MunicipalityNames, normal
from svod.intake.schools import SHOWN, Unknown
from svod.intake.workbook import read_sheet
from svod.params.region import Region

__all__ = ["FORM", "Aliases", "read_aliases", "write_aliases"]

_KINDS = {"municipality": "муниципалитет", "school": "ОО"}
FORM = Form(
    sheet="Замены",
    titles={"kind": "Что это", "municipality": "Муниципалитет", "written": "Написано", "code": "Код"},
    required=("kind", "written", "code"),
)


@dataclass(frozen=True)
class Aliases:
    """What a person said that names stand for."""

    codes: Mapping[tuple[str, str, str], str] = field(default_factory=dict)

    def municipality(self, written: str) -> str:
        """Code of a municipality; empty when nothing was said of the name."""
        return self.codes.get(("municipality", "", normal(written)), "")

    def school(self, municipality: str, written: str) -> str:
        """Code of a school; empty when nothing was said of the name."""
        return self.codes.get(("school", municipality, normal(written)), "")


def read_aliases(path: Path, region: Region) -> Aliases:
    """Read a filled file of corrections; rows without a code are passed over.

    Raises
    ------
    InputError
        With every row that names no municipality of the region, or no kind. Codes of schools are not looked up here.
    """
    sheet = read_sheet(Book(path.name, Input(path, path.name).content), FORM)
    kinds = {words.lower(): kind for kind, words in _KINDS.items()}
    codes: dict[tuple[str, str, str], str] = {}
    faults = []
    known, names = {item.code for item in region.municipalities}, MunicipalityNames(region)
    for number, cells in sheet.rows:
        row = {name: text(cells.get(name)) or "" for name in FORM.titles}
        kind = kinds.get(row["kind"].lower(), "")
        if not row["code"]:
            continue
        if not kind:
            place = Place(path.name, sheet.name, number, FORM.titles["kind"])
            faults.append(Fault(place, f"«{row['kind']}» не допускается", f"Допустимы: {', '.join(_KINDS.values())}"))
        elif kind == "municipality" and row["code"] not in known:
            place = Place(path.name, sheet.name, number, FORM.titles["code"])
            remedy = "Возьмите код из столбцов справа"
            faults.append(Fault(place, f"кода «{row['code']}» нет", "Нужен код муниципалитета", remedy))
        else:
            try:
                of = names.find(row["municipality"]) if kind == "school" and row["municipality"] else ""
            except Unreadable as error:
                place = Place(path.name, sheet.name, number, FORM.titles["municipality"])
                faults.append(Fault(place, error.message, error.allowed, error.remedy))
                continue
            codes[kind, of, normal(row["written"])] = row["code"]
    if faults:
        raise InputError(faults)
    return Aliases(codes)


def write_aliases(path: Path, unknown: Iterable[Unknown]) -> None:
    """Write the file of corrections: what was written, what it may be with likenesses, and an empty code."""
    book = Workbook()
    page = book.active
    page.title = FORM.sheet
    page.append([*FORM.titles.values(), *(f"Возможно, {number}" for number in range(1, SHOWN + 1))])
    for cell in page[1]:
        cell.font = Font(name="Calibri", size=11, bold=True)
    for one in sorted(unknown, key=lambda item: (item.kind, item.municipality, item.written)):
        near = [f"{item.code} – {item.name} ({item.shown})" for item in one.candidates]
        page.append([_KINDS[one.kind], one.municipality, one.written, None, *near])
    for row in page.iter_rows():
        for cell in row:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # a name that begins with «=» is a name
    for letter, width in zip("ABCDEFG", (16, 22, 44, 20, 48, 48, 48), strict=True):
        page.column_dimensions[letter].width = width
    page.freeze_panes = "A2"
    path.parent.mkdir(parents=True, exist_ok=True)
    book.save(path)
