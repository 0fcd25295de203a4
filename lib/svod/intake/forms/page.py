"""A sheet to fill in: what is asked stands on a tinted ground, all else is locked; entries are checked where typed."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from svod.figures.palette import HAIR, INK, LEVELS, RULE, SOFT
from svod.params import Params

__all__ = ["LISTS", "Check", "Column", "Look", "Page", "guide", "lists", "new_book"]

LISTS = "Списки"
GUIDE = "Как заполнить"
ASKED = "#fff6d6"  # the ground of a cell to fill in: no level's colour
TITLE_LONGEST, PROMPT_LONGEST, REFUSAL_LONGEST = 32, 255, 225  # what Excel keeps of the words of a check


@dataclass(frozen=True)
class Look:
    """How a cell looks: `asked` is tinted and unlocked, `parted` has a strong rule above, `low` stands at the foot."""

    asked: bool = False
    bold: bool = False
    size: float = 10
    color: str = INK
    ground: str = ""
    right: bool = False
    framed: bool = True
    parted: bool = False
    low: bool = False
    wrap: bool = True
    code: str = "General"


@dataclass(frozen=True)
class Column:
    """A column of a table: heading, width in characters, what belongs there, whether a person fills it in."""

    title: str
    width: float
    words: str = ""
    asked: bool = False
    right: bool = False
    code: str = "General"


@dataclass(frozen=True)
class Check:
    """What is said when a cell is entered, and which entries are refused; `kind` as Excel calls it, empty for none.

    With `warns` an entry that does not fit may stay after a question.
    """

    title: str
    prompt: str
    kind: str = ""
    formulas: tuple[str, ...] = ()
    refusal: str = ""
    warns: bool = False


@dataclass
class Page:
    """One sheet of a form while it is made; `row` is the last row written."""

    sheet: Worksheet
    columns: Sequence[Column]
    row: int = 0

    def __post_init__(self) -> None:
        self._looks: dict[Look, Any] = {}
        self.sheet.column_dimensions.max_outline = 0  # or else the first time it is saved would differ from the next
        for number, column in enumerate(self.columns, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = column.width

    def head(self, title: str, lines: Sequence[tuple[str, str]], beside: int, hint: str) -> None:
        """The title, lines «Ключ: значение» with values in the column `beside`, and what to do in one sentence."""
        self._title(title)
        for self.row, (key, value) in enumerate(lines, 2):
            self._put(self.row, 1, key, Look(color=SOFT, framed=False, wrap=False))
            self._put(self.row, beside, value, Look(bold=True, framed=False, wrap=False))
        self.row += 1
        self._put(self.row, 1, hint, Look(color=SOFT, framed=False, wrap=False))
        self.row += 1

    def headings(self, words: bool = False) -> None:
        """The row of headings, under `words` on what belongs in each column; a heading without a title is asked for."""
        if words:
            self.row += 1
            for number, column in enumerate(self.columns, 1):
                self._put(self.row, number, column.words, Look(size=8, color=SOFT, framed=False, low=True))
            self.sheet.row_dimensions[self.row].height = 36
        self.row += 1
        for number, column in enumerate(self.columns, 1):
            look = Look(bold=True, ground=HAIR, right=column.right, low=True, asked=not column.title)
            self._put(self.row, number, column.title or None, look)
        self.sheet.row_dimensions[self.row].height = 32
        self.sheet.freeze_panes = self.sheet.cell(self.row + 1, 1)
        self.sheet.print_title_rows = f"{self.row}:{self.row}"

    def line(
        self, values: Sequence[Any], height: float = 0, *, parted: bool = False, locked: Collection[str] = ()
    ) -> None:
        """One row under the headings, `parted` from the row above; in `locked` columns nothing is asked."""
        self.row += 1
        for number, (column, value) in enumerate(zip(self.columns, values, strict=True), 1):
            asked = column.asked and column.title not in locked
            self._put(self.row, number, value, Look(asked, right=column.right, code=column.code, parted=parted))
        if height:
            self.sheet.row_dimensions[self.row].height = height

    def check(self, cells: str, check: Check) -> None:
        """Put a check on cells; its formulas speak of the first of them."""
        first, second, *_ = (*check.formulas, None, None)
        rule = DataValidation(
            type=check.kind or None,
            operator="between",
            formula1=first,
            formula2=second,
            allow_blank=True,
            promptTitle=check.title[:TITLE_LONGEST],
            prompt=check.prompt[:PROMPT_LONGEST],
            errorTitle=check.title[:TITLE_LONGEST],
            error=check.refusal[:REFUSAL_LONGEST] or None,
            errorStyle="warning" if check.warns else "stop",
            showInputMessage=True,
            showErrorMessage=bool(check.kind),
        )
        rule.add(cells)
        self.sheet.add_data_validation(rule)

    def seal(self, *, rows: bool = False) -> None:
        """Lock what is not asked, without a password, and set up the print; with `rows` rows may be put in."""
        sheet, locks = self.sheet, self.sheet.protection
        locks.sheet, locks.formatColumns, locks.formatRows = True, False, False
        locks.insertRows = locks.sort = locks.autoFilter = not rows
        last = get_column_letter(len(self.columns))
        sheet.print_area = f"A1:{last}{self.row}"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True
        sheet.page_margins.left = sheet.page_margins.right = sheet.page_margins.top = 0.5
        sheet.oddFooter.center.text = "&P из &N"

    def point(self, cells: str, formula: str) -> None:
        """Colour those of the cells for which a formula about the first of them holds: something is lacking there."""
        ground = PatternFill("solid", start_color=_argb(LEVELS[0]), end_color=_argb(LEVELS[0]))
        self.sheet.conditional_formatting.add(cells, FormulaRule([formula], fill=ground))

    def _title(self, words: str) -> None:
        self._put(1, 1, words, Look(bold=True, size=14, framed=False, wrap=False))
        self.sheet.row_dimensions[1].height = 24

    def _put(self, row: int, column: int, value: Any, look: Look) -> None:
        if look not in self._looks:
            self._looks[look] = _dressed(Cell(self.sheet, row=1, column=1), look)._style
        self.sheet.cell(row, column, value)._style = self._looks[look]


def new_book(params: Params, title: str) -> Workbook:
    """An empty workbook that says whose form it is; it bears the last day of the edition, not today."""
    book = Workbook()
    book.remove(book.active)
    about = book.properties
    about.title, about.creator, about.language = title, params.publication.organisation, "ru"
    about.created = about.modified = datetime(max(params.edition.years), 12, 31)
    return book


def guide(book: Workbook, title: str, paragraphs: Sequence[str]) -> None:
    """The sheet that says how to fill in the form."""
    page = Page(book.create_sheet(GUIDE), (Column("", 4), Column("", 112)))
    page._title(title)
    for number, words in enumerate(paragraphs, 1):
        page.row = number + 2
        page._put(page.row, 1, number, Look(color=SOFT, framed=False))
        page._put(page.row, 2, words, Look(framed=False))
        page.sheet.row_dimensions[page.row].height = 14 * (1 + len(words) // 112) + 4
    page.seal()


def lists(book: Workbook, columns: Mapping[str, Sequence[str]], *, hidden: bool = True) -> dict[str, str]:
    """The sheet that drop-downs take their words from; a reference to each column by its heading."""
    page = Page(book.create_sheet(LISTS), tuple(Column(title, 60) for title in columns))
    page.headings()
    for number, words in enumerate(columns.values(), 1):
        for row, word in enumerate(words, page.row + 1):
            page._put(row, number, word, Look(framed=False, code="@"))
    first, page.row = page.row + 1, page.row + max(map(len, columns.values()))
    page.seal()
    page.sheet.sheet_state = "hidden" if hidden else "visible"
    letters = {title: get_column_letter(number) for number, title in enumerate(columns, 1)}
    return {
        title: f"'{LISTS}'!${letters[title]}${first}:${letters[title]}${first + len(words) - 1}"
        for title, words in columns.items()
    }


def _dressed(cell: Cell, look: Look) -> Cell:
    ground = ASKED if look.asked else look.ground
    cell.font = Font(name="Arial", size=look.size, bold=look.bold, color=_argb(look.color))
    cell.alignment = Alignment(
        horizontal="right" if look.right else "left",
        vertical="bottom" if look.low else "top",
        wrap_text=look.wrap,
        indent=int(look.framed or look.low),
    )
    cell.protection = Protection(locked=not look.asked)
    cell.number_format = look.code
    if ground:
        cell.fill = PatternFill("solid", start_color=_argb(ground))
    if look.framed:
        side = Side(style="thin", color=_argb(RULE))
        above = Side(style="medium", color=_argb(INK)) if look.parted else side
        cell.border = Border(left=side, right=side, top=above, bottom=side)
    return cell


def _argb(color: str) -> str:
    return "FF" + color.lstrip("#").upper()
