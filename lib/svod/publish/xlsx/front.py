"""The first three sheets of a workbook: cover, contents, notes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from openpyxl.worksheet.worksheet import Worksheet

from svod.figures.palette import HAIR, INK, SOFT
from svod.params import Params
from svod.publish.paper import Content, Paper
from svod.publish.xlsx.page import page_setup
from svod.publish.xlsx.sheet import table_of, title_of
from svod.publish.xlsx.style import Ink, Style
from svod.publish.xlsx.words import LINE, linked, say
from svod.wording.numbers import typography

__all__ = ["COVER", "NOTES", "Entry", "contents", "cover", "notes"]

COVER, NOTES = "Титул", "Примечания"
_COVER = 76.0  # a page of A4: a sheet of one column is never scaled
_MARKS = {
    "н/д": "нет данных: показатель не измерялся или данные не присланы; это не ноль",
    "не прим.": "не применимо: измерять было нечего",
    "скрыто": "значение опирается на слишком малое число человек и не публикуется",
    "–": "указать нечего; там, где считают, прочерк стоит вместо нуля",
}
_LEVELS = "уровень эффективности: чем больше тёмных кружков, тем он выше"
_EXACT = (
    "в ячейке стоит точное значение, показано оно округлённым, половина – в большую сторону; знаков после запятой "
    "больше там, где округление иначе спорило бы с порогом; значение области, по которому вычислялись бы скрытые "
    "доли, округлено и в самой ячейке"
)


class Entry(NamedTuple):
    """A sheet with a table: its name, the part it belongs to, the content."""

    sheet: str
    part: str
    content: Content


def cover(sheet: Worksheet, paper: Paper, params: Params, ink: Ink) -> None:
    """What the workbook is, in what state, by whom."""
    title, publication = paper.title, params.publication
    demo = [("Учебные данные: муниципалитеты настоящие, значения вымышлены.", Style(size=11))] if title["demo"] else []
    lines = [
        (params.masthead, Style(color=SOFT)),
        (title["over"], Style(size=11)),
        (title["heading"], Style(size=20)),
        (f"{title['stamp']}. {title['edition']}", Style(size=11, bold=True)),
        *demo,
        (title["lede"], Style(size=12)),
        (f"{publication.organisation}, {publication.place}", Style(size=11)),
    ]
    sheet.column_dimensions["A"].width = _COVER
    for place, (words, style) in enumerate(lines, start=1):
        say(sheet, 2 * place, 1, typography(words), ink, style)
    page_setup(sheet, f"A1:A{2 * len(lines)}", _COVER)


def contents(sheet: Worksheet, entries: Sequence[Entry], ink: Ink) -> None:
    """Every sheet with a link to it, under its part."""
    _head(sheet, "Содержание", ("Лист", "Что на нём"), (14, LINE), ink)
    linked(sheet, 4, 1, NOTES, NOTES, ink)
    say(sheet, 4, 2, "Обозначения и данные, на которых основаны числа", ink, Style())
    row, part = 5, ""
    for entry in entries:
        if entry.part != part:
            part = entry.part
            say(sheet, row, 2, part, ink, Style(bold=True, rules=(HAIR, "")))
            row += 1
        linked(sheet, row, 1, entry.sheet, entry.sheet, ink)
        say(sheet, row, 2, title_of(entry.content), ink, Style())
        row += 1
    sheet.freeze_panes = "A4"
    page_setup(sheet, f"A1:B{row - 1}", LINE, 3)


def notes(sheet: Worksheet, paper: Paper, entries: Iterable[Entry], ink: Ink) -> None:
    """The marks that occur in the workbook, and what its numbers rest on."""
    _head(sheet, "Примечания", ("Обозначение", "Что значит"), (22, LINE), ink)
    rows = [row for entry in entries for row in table_of(entry.content)["rows"] if "group" not in row]
    cells = [cell for row in rows for cell in row["cells"].values()]
    used = {cell["text"] for cell in cells}
    said = [(mark, words) for mark, words in _MARKS.items() if mark in used]
    said += [("●●○○", _LEVELS)] if any("mark" in cell for cell in cells) else []
    last = _pairs(sheet, 4, [*said, ("Числа", _EXACT)], ink)
    say(sheet, last + 2, 1, "О данных", ink, Style(size=12, bold=True, wrap=False))
    last = _pairs(sheet, last + 3, paper.about.get("rows", ()), ink)
    page_setup(sheet, f"A1:B{last}", LINE)


def _head(sheet: Worksheet, title: str, headings: Sequence[str], widths: Sequence[int], ink: Ink) -> None:
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True), start=1):
        sheet.column_dimensions["AB"[column - 1]].width = width
        say(sheet, 3, column, heading, ink, Style(bold=True, rules=(INK, INK)))
    say(sheet, 1, 1, title, ink, Style(size=16, wrap=False))


def _pairs(sheet: Worksheet, first: int, pairs: Iterable[Sequence[str]], ink: Ink) -> int:
    """Write names and words row by row; the last row written."""
    row = first - 1
    for row, pair in enumerate(pairs, start=first):
        for column, words in enumerate(pair, start=1):
            say(sheet, row, column, words, ink, Style(rules=("", HAIR)))
    return row
