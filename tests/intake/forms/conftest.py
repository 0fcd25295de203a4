"""Forms filled in as a person would, by the headings of columns, and an office for them to pass through."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from svod.archive import packed


def headings(sheet: Worksheet, title: str) -> tuple[int, dict[str, int]]:
    """Row of the headings, and the column of each without its star."""
    for row in sheet.iter_rows(max_row=15):
        own = {str(cell.value).rstrip(" *"): cell.column for cell in row if cell.value}
        if title in own:
            return row[0].row, own
    raise AssertionError(f"no heading «{title}»")


Rows = Sequence[Mapping[str, object]]


@pytest.fixture(scope="session")
def filled() -> Callable[..., bytes]:
    """Fill rows of a sheet, the first one under the headings, refusing to write into what is locked."""

    def fill(book: Workbook, sheet: str, rows: Rows, **cells: object) -> bytes:
        opened = openpyxl.load_workbook(io.BytesIO(packed(book)))
        page = opened[sheet]
        for place, value in cells.items():
            page[place] = value
        if rows:
            header, columns = headings(page, next(iter(rows[0])))
            for number, row in enumerate(rows, header + 1):
                for title, value in row.items():
                    cell = page.cell(number, columns[title])
                    assert not cell.protection.locked, f"{cell.coordinate} is locked"
                    cell.value = value
                    if isinstance(value, str):
                        cell.data_type = "s"
        out = io.BytesIO()
        opened.save(out)
        return out.getvalue()

    return fill


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str], bytes]:
    """A workbook opened by LibreOffice and saved as another kind."""
    folder = tmp_path_factory.mktemp("office")

    def convert(content: bytes, kind: str) -> bytes:
        source, out = folder / "форма.xlsx", folder / kind
        source.write_bytes(content)
        program = shutil.which("soffice") or shutil.which("libreoffice")
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program, profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(source)]
        subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
        return Path(out, f"форма.{kind}").read_bytes()

    return convert
