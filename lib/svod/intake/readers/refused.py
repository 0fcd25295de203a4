"""Files of ФИС ОКО that are recognised and not taken: each with the reason and with what to send instead."""

from __future__ import annotations

import re

from svod.intake.book import Book
from svod.intake.names import normal
from svod.intake.readers.layout import looked
from svod.intake.taken import Taken
from svod.params import Params

__all__ = ["CollectionForm", "UnknownForm"]

_SHEETS = {"протокол", "служебный", "порядковый номер класса"}
_TITLES = re.compile(
    r"(выполнение заданий группами участников|выполнение заданий|достижение планируемых результатов)\b"
)


class CollectionForm:
    """Refuses «Форма сбора результатов»: a school fills it in and uploads it to ФИС ОКО; it is no export."""

    title = "«Форма сбора результатов» (не загружается)"
    signs = "листы «Протокол», «Служебный», «Порядковый номер класса»"

    def fits(self, book: Book) -> bool:
        return len(_SHEETS & {normal(page.name) for page in looked(book)}) > 1

    def read(self, book: Book, params: Params) -> Taken:
        raise book.refused(
            "это «Форма сбора результатов»: школа вносит в неё баллы для ФИС ОКО, готовых результатов в ней нет",
            "Загружается выгрузка «Ф1 Индивидуальные результаты»",
            "Скачайте её в личном кабинете ФИС ОКО после обработки работ",
        )


class UnknownForm:
    """Refuses the aggregate forms whose layout was not at hand."""

    title = "ФИС ОКО: выполнение заданий, планируемые результаты, группы участников (не загружаются без описания)"
    signs = "название формы в первых строках листа"

    def fits(self, book: Book) -> bool:
        return bool(_named(book))

    def read(self, book: Book, params: Params) -> Taken:
        raise book.refused(
            f"форма «{_named(book)}» без описания не читается: её столбцы бывают разными",
            "То же самое вычисляется из «Ф1 Индивидуальные результаты»",
            "Загрузите Ф1 или опишите столбцы этой формы в params/sources (образец – там же)",
        )


def _named(book: Book) -> str:
    """Title of an aggregate form above the table of one of the sheets; empty where there is none."""
    for page in looked(book):
        for row in page.heads[:5]:
            for word in row:
                if found := _TITLES.search(word):
                    return found[1].capitalize()
    return ""
