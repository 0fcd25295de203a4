"""Pictures of the guide docs/data.md, made from the real forms and from what a real load leaves.

    python tests/pictures.py            # into docs/pictures

Needs LibreOffice and pdftoppm. Of every book the first page is drawn as it is printed, without its margins.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import openpyxl
from openpyxl.worksheet.properties import PageSetupProperties
from PIL import Image, ImageChops

from svod import paths
from svod.intake import Refused, load
from svod.intake.aliases import write_aliases
from svod.intake.faultbook import write_faults
from svod.intake.forms import registers, write_forms
from svod.params import Params, load_params

NAMES = {"form": "показатели", "measures": "меры", "faults": "замечания", "aliases": "замены"}
DPI, TALLEST, COLOURS, MARGIN = 150, 520, 64, 12

RUSSIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>ru-RU</value></prop></item></oor:items>"""
"""A profile of LibreOffice that writes numbers as in Russia."""

INDICATORS = {
    "F9": 41_250, "H9": 43_900, "J9": 24, "F10": 43_700, "H10": 43_700, "J10": 24, "F11": 118_300, "J11": 24,
    "F12": 121_000, "H12": 9_480, "J12": 24, "F13": "н/д", "H13": "н/д", "K13": "учёт ведётся с 2022 года",
    "F14": 21, "H14": 24, "J14": 24,
}  # fmt: skip
WRONG = {"F9": 45_250, "F10": "около 43 тысяч", "F14": 24, "H14": 21, "K14": None}
MEASURES = (
    ("Мониторинг состояния библиотек общеобразовательных организаций", "7.1", "Закупка учебников для 5–9-х классов",
     datetime(2021, 2, 1), datetime(2021, 9, 1), "Отдел общего образования", None, "выполнена"),
    ("Мониторинг состояния библиотек общеобразовательных организаций", None, "Семинар для заведующих библиотеками",
     datetime(2022, 3, 15), None, "Методический центр", None, "выполняется"),
)  # fmt: skip


def fill(file: Path, sheet: str, cells: Mapping[str, object], to: Path, high: range = range(0)) -> None:
    """A copy of a book with values in some cells.

    Excel makes rows as high as their words need when it opens a book; for LibreOffice `high` ones are made so here.
    """
    book = openpyxl.load_workbook(file)
    page = book[sheet]
    for place, value in cells.items():
        page[place] = value
    for row in high:
        page.row_dimensions[row].height = 27
    page.page_setup.orientation, page.page_setup.fitToHeight = "landscape", 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    book.save(to)


def books(folder: Path, params: Params) -> None:
    """Write the four books of which pictures are taken."""
    place = params.region.municipalities[1]
    empty = write_forms(folder / "пустые", params, [params.procedure("07-libraries")], [place], (2021, 2022)).files
    fill(empty[0], "Показатели", INDICATORS, folder / "показатели.xlsx")
    lines = [zip("ABCDEFGH", line, strict=True) for line in MEASURES]
    rows = {f"{letter}{row}": cell for row, line in enumerate(lines, 8) for letter, cell in line}
    fill(empty[1], "Меры", rows, folder / "меры.xlsx", range(8, 10))
    sent = folder / "присланное"
    sent.mkdir()
    fill(empty[0], "Показатели", INDICATORS | WRONG, sent / "библиотеки.xlsx")
    fill(empty[1], "Меры", rows | {registers.MUNICIPALITY: "Троицкий"}, sent / "меры Троицк.xlsx")
    try:
        load(sent, params)
    except Refused as refused:
        faults, aliases = folder / "замечания.xlsx", folder / "замены.xlsx"
        write_faults(faults, refused.faults)
        write_aliases(aliases, refused.unknown)
        fill(faults, "Замечания", {}, faults, range(2, 2 + len(refused.faults)))
        fill(aliases, "Замены", {"D2": "troitskiy-mr"}, aliases)


def draw(folder: Path, name: str, picture: Path) -> None:
    """The first page of a book as a picture, its margins cut off."""
    command = ["pdftoppm", "-r", str(DPI), "-f", "1", "-l", "1", "-png", "-singlefile", f"{name}.pdf", name]
    subprocess.run(command, cwd=folder, check=True)
    page = Image.open(folder / f"{name}.png").convert("RGB")
    page = page.crop((0, 0, page.width, page.height - DPI))  # without the number of the page
    left, top, right, bottom = ImageChops.difference(page, Image.new("RGB", page.size, "white")).getbbox()
    bottom = min(bottom, top + TALLEST)
    cut = page.crop((left - MARGIN, top - MARGIN, right + MARGIN, bottom + MARGIN))
    cut.quantize(COLOURS).save(picture, optimize=True)


def main() -> int:
    """Make the pictures; 1 when a program is missing."""
    lacking = [name for name in ("soffice", "pdftoppm") if not shutil.which(name)]
    if lacking:
        print(f"not installed: {', '.join(lacking)}", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ["SVOD_OUTPUT"] = str(folder / "output")
        books(folder, load_params("2022"))
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(RUSSIAN, "utf-8")
        profile = f"-env:UserInstallation={user.parent.as_uri()}"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            *(f"{book}.xlsx" for book in NAMES.values()),
        ]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        for picture, book in NAMES.items():
            draw(folder, book, paths.ROOT / "docs" / "pictures" / f"{picture}.png")
            print(paths.ROOT / "docs" / "pictures" / f"{picture}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
