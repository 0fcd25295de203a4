"""Files that look broken and are not: what people and programs do to a form that must still be read as it was meant."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from ..conftest import HEADER
from .makers import FORM, GOOD, Case, added, cell, form, register, text

READ = (("ashinskiy-mr", "7.1", 80, 100),)


@dataclass(frozen=True)
class Sound(Case):
    """A folder that loads: rows of indicators that come out, and words of the warnings (none: no warnings)."""

    rows: tuple[tuple[object, ...], ...] = READ


def right(name: str, make: Callable[[], bytes], *words: str, file: str = FORM, **more: object) -> Sound:
    return Sound(name, {file: make}, words, **more)


POSTS, HALF = "06-main-programmes-2022.xlsx", (("ashinskiy-mr", "6.1", 80.5, 100),)


def unasked(page: Worksheet) -> None:
    """What a form has no place for; a sheet of help is its own."""
    page["H5"], page["H6"], page["J9"] = "Комментарий", "не верьте этим данным", 77
    for name, word in (("Черновик", 5), ("Как заполнить", "жёлтые ячейки"), ("Пустой", None)):
        page.parent.create_sheet(name).append([word])


def hidden(page: Worksheet) -> None:
    page.row_dimensions[6].hidden = True
    page.column_dimensions["C"].hidden = True
    page["F6"] = None


def veiled(page: Worksheet) -> None:
    page.parent.create_sheet("Обложка").append(["Показатели за год"])
    page.parent.active = 1
    page.sheet_state = "hidden"


def filtered(page: Worksheet) -> None:
    page.auto_filter.ref = "A5:G6"
    page.auto_filter.add_filter_column(0, ["Уйский МР"])
    page.row_dimensions[6].hidden = True


def errors(page: Worksheet) -> None:
    page["E6"] = "#DIV/0!"
    page["E6"].data_type = "e"


def styled(page: Worksheet) -> None:
    for row in (7, 90_000, 150_000):
        page.cell(row, 1).font = Font(bold=True)


def merged(cells: str, **changes: object) -> Callable[[], bytes]:
    return lambda: form(GOOD, ("Троицкий ГО", "7.1", 8, 10), change=lambda page: page.merge_cells(cells), **changes)


def beside(page: Worksheet) -> None:
    """An instruction before the form, a hidden list after it."""
    page.parent.create_sheet("Как заполнить", 0).append(["Показатель", "Как считать"])
    lists = page.parent.create_sheet("Списки")
    lists.append(["Троицкий"])
    lists.sheet_state = "hidden"


TWO = (*READ, ("troitskiy-go", "7.1", 8, 10))
CSV = "07-libraries-2022.csv"
TITLED = (("Год:", 2022), ("Данные:", "учебные данные"), HEADER, GOOD)

SOUND = [
    right("a text of Russian Windows", lambda: text(*TITLED, encoding="cp1251"), file=CSV),
    right("a text with a byte order mark", lambda: text(*TITLED, encoding="utf-8-sig"), file=CSV),
    right("a text of two bytes a letter", lambda: text(*TITLED, encoding="utf-16"), file=CSV),
    right("a text with tabs", lambda: text(*TITLED, sign="\t"), file=CSV),
    right("a text with commas", lambda: text(*TITLED, sign=","), file=CSV),
    right("a text named as a book", lambda: text(*TITLED), file="07-libraries-2022.xls"),
    right("a book named as a text", form, file=CSV),
    right("a name in capitals", form, file="07-LIBRARIES-2022.XLSX"),
    right("a name in composed letters", form, file=unicodedata.normalize("NFD", "Отчёт й.xlsx")),
    right("a very long name", form, file=f"{'ф' * 120}.xlsx"),
    right("a name with two dots", form, file="отчёт.. .xlsx"),
    right("the sheet's name in capitals", lambda: form(sheet=" ПОКАЗАТЕЛИ ")),
    right("sheets beside the form", lambda: form(change=beside)),
    right("a year as text", lambda: form(title={"Год:": "2022 г.", "Данные:": "Учебные данные"})),
    right("headings with Latin letters", lambda: form(header=[word.replace("а", "a") for word in HEADER])),
    right("headings with spaces and stars", lambda: form(header=[f" {word.upper()}\u00a0* " for word in HEADER])),
    right("a municipality with Latin letters", lambda: cell("A6", "Aшинcкий MP")),
    right("a municipality in full with a space", lambda: cell("A6", "Ашинский муниципальный район ")),
    right("invisible signs in a municipality", lambda: cell("A6", "\ufeffАшин\u200bский\u00a0\u00adМР\u2009")),
    right("ё for е", lambda: cell("A6", "Озёрский ГО"), rows=(("ozerskiy-go", "7.1", 80, 100),)),
    right("е for ё", lambda: cell("A6", "Трехгорный ГО"), rows=(("trekhgornyy-go", "7.1", 80, 100),)),
    right("a code as a number", lambda: cell("B6", 7.1)),
    right("a code with a comma", lambda: cell("B6", "7,1.")),
    right("a number as text", lambda: cell("C6", "80")),
    right("a number with invisible signs", lambda: cell("C6", "\u200b8\u200b0\u00a0")),
    right("what the form has no place for", lambda: form(change=unasked),
          "не загружаются: столбцы «Комментарий»; ячейки вне столбцов J9; листы «Черновик»."),
    right("a decimal comma", lambda: form(("Ашинский МР", "6.1", "80,5", 100)), file=POSTS, rows=HALF),
    right("a decimal point", lambda: form(("Ашинский МР", "6.1", "80.5", 100)), file=POSTS, rows=HALF),
    right("thousands apart", lambda: form(("Ашинский МР", "7.1", "1\u00a0000", "1 250")),
          rows=(("ashinskiy-mr", "7.1", 1000, 1250),)),
    right("a value as a fraction of one", lambda: cell("E6", 0.8)),
    right("a value in percent", lambda: cell("E6", 80)),
    right("a value with a percent sign", lambda: cell("E6", "80,0 %")),
    right("a value as a formula nobody computed", lambda: cell("E6", "=C6/D6")),
    right("an error of Excel in a value", lambda: form(change=errors)),
    right("no data", lambda: form(("Ашинский МР", "7.1", "н/д", "—")), rows=(("ashinskiy-mr", "7.1", None, None),)),
    right("a note for several rows", merged("G6:G7"), rows=TWO),
    right("a title over the whole table", merged("A1:G1"), rows=TWO),
    right("rows and a column hidden", lambda: form(change=hidden), "строки скрыты, а прочитаны как остальные: 6",
          "столбец «Числитель»: столбец скрыт, а прочитан как остальные", "удалите его, а не скрывайте"),
    right("the sheet hidden", lambda: form(change=veiled), "лист скрыт, а прочитан", "удалите его, а не скрывайте"),
    right("a filter", lambda: form((*GOOD[:5], None), change=filtered), "строки скрыты, а прочитаны как остальные: 6"),
    right("links to other books", lambda: added(form(GOOD[:5]), "xl/externalLinks/externalLink1.xml", b"<x/>"),
          "книга ссылается на другие книги", "Замените ссылки значениями"),
    right("a tail of formatted blanks", lambda: form(change=styled)),
    right("blank rows between", lambda: form((), GOOD, (), (None, " ")), rows=READ),
    Sound("folders inside", {f"уй/{FORM}": form, f"аша.xlsx/{FORM.replace('2022', '2021')}":
          lambda: form(title={"Год:": 2021, "Данные:": "учебные данные"})}, (), rows=(*READ, *READ)),
]  # fmt: skip

DATES = {"меры.xlsx": register, "меры-1904.xlsx": lambda: register(mac=True)}
"""The same measure with the dates of Windows and of the first Macintosh."""

DAYS = (date(2021, 2, 1), date(2021, 6, 1))
