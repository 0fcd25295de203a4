"""What stands above the table of a ВПР form: year, subject, grade, maximum, date."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from svod.errors import Fault
from svod.intake.cells import Cell, Unreadable, day, number, text
from svod.intake.names import normal
from svod.intake.readers.layout import Page

__all__ = ["CYRILLIC", "GRADES", "YEARS", "Head", "beside", "read_head", "subject_of"]

YEARS = range(2015, 2100)
GRADES = range(1, 12)
CYRILLIC = str.maketrans("aceopxykABCEHKMOPTX", "асеорхукАВСЕНКМОРТХ")
"""Latin letters that look like Cyrillic ones, and these."""

_TITLE = re.compile(r"\bвпр (?P<year>20\d\d)(?: г| год| года)? (?P<subject>.+?) (?P<grade>\d{1,2})(?: й)? класс(?!а)")
_PROGRAMME = re.compile(r"по программе (\d{1,2})(?: го)? класса")
_NUMBERED = re.compile(r"^\d{1,3}\s*[-–—.:]?\s+(?=\D)")  # «02 - Математика»
_SHOUTED = re.compile(r"\b(?:[А-ЯЁ]{5,}|[Яя]зык|ЯЗЫК|[Мм]ир|МИР)\b")
_SHORT = {"ОРКСЭ", "ОДНКНР"}
_AUTUMN = 9  # the month from which a work is on the programme of the grade before


@dataclass(frozen=True)
class Head:
    """One work as the head of a form names it.

    `year` and `grade` are 0 and `subject` is empty where a fault says that they could not be read; the rest is None
    where the head has no such line. `programme_grade` is the grade whose programme is tested.
    """

    year: int
    grade: int
    subject: str
    maximum: float | None
    date: date | None
    programme_grade: int | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]

    @property
    def work(self) -> tuple[str, int, int, str]:
        return ("vpr", self.year, self.grade, self.subject)


def read_head(page: Page, above: int) -> Head:
    """Read the rows above a header.

    Parameters
    ----------
    page : Page
    above : int
        Index of the header's row.
    """
    faults: list[Fault] = []
    warnings: list[Fault] = []
    row, title = _title(page, above)
    year, grade = (int(title["year"]), int(title["grade"])) if title else (0, 0)
    if year not in YEARS or grade not in GRADES:
        told = "над таблицей нет строки «ВПР ГГГГ Предмет N класс»" if not title else "год или класс вне допустимого"
        allowed = f"Годы от {YEARS[0]}, классы от {GRADES[0]} до {GRADES[-1]}, например «ВПР 2026 Русский язык 4 класс»"
        faults.append(Fault(page.place(row), told, allowed, "Верните строку, как она стоит в выгрузке"))
    subject = subject_of(_line(page, above, "предмет", text, faults) or (title["subject"] if title else ""))
    if title and normal(title["subject"]) != normal(subject):
        faults.append(
            Fault(
                page.place(row),
                f"в заголовке предмет «{subject_of(title['subject'])}», а в строке «Предмет» – «{subject}»",
                "Предмет в форме один",
                "Получите выгрузку заново или исправьте строку",
            )
        )
    maximum = _line(page, above, "максимальный первичный балл", number, faults)
    held = _line(page, above, "дата", day, faults)
    programme = _PROGRAMME.search(" ".join(" ".join(row) for row in page.heads[:above]))
    if programme is None and held and held.month >= _AUTUMN and grade > 1:
        warnings.append(
            Fault(
                page.place(),
                f"работа осенняя ({held:%d.%m.%Y}): принято, что она по программе {grade - 1} класса",
                "Осенние ВПР проверяют программу предыдущего класса (правило записано по памяти, требует сверки)",
                "Если это не так, укажите класс программы в форме «Работы»",
            )
        )
    autumn = grade - 1 if held and held.month >= _AUTUMN else grade if held else None
    return Head(
        year,
        grade,
        subject,
        None if maximum is None else float(maximum),
        held,
        int(programme[1]) if programme else autumn,
        tuple(faults),
        tuple(warnings),
    )


def beside(cells: Sequence[Cell], label: str) -> Cell:
    """What stands beside a label, in the next filled cell or after the colon; None where the row has no such label."""
    filled = [cell for cell in cells if text(cell)]
    for place, cell in enumerate(filled):
        word = text(cell) or ""
        if f"{normal(word.partition(':')[0])} ".startswith(f"{label} "):
            return word.partition(":")[2].strip() or (filled[place + 1] if place + 1 < len(filled) else "")
    return None


def subject_of(written: str) -> str:
    """A subject in one spelling: without its number before it, in one alphabet, only the first letter a capital one."""
    word = _NUMBERED.sub("", text(written) or "").strip(' .,:;"«»')
    word = word.translate(CYRILLIC) if re.search("[А-яЁё]", word) else word
    word = _SHOUTED.sub(lambda found: found[0] if found[0] in _SHORT else found[0].lower(), word)
    return word[:1].upper() + word[1:]


def _title(page: Page, above: int) -> tuple[int | None, re.Match[str] | None]:
    """The line «ВПР 2026 Русский язык 4 класс» and its row."""
    for row, cells in enumerate(page.heads[:above], 1):
        for word in cells:
            if found := _TITLE.search(word):
                return row, found
    return None, None


def _line(page: Page, above: int, label: str, read: Callable[[Cell], Any], faults: list[Fault]) -> Any:
    """Value of a line of the head; None where there is none."""
    for row, cells in enumerate(page.cells[:above], 1):
        cell = beside(cells, label)
        if cell is not None:
            try:
                return read(cell)
            except Unreadable as error:
                place = page.place(row, text(cells[0]) or "")
                faults.append(Fault(place, error.message, error.allowed, error.remedy, text(cell) or ""))
                return None
    return None
