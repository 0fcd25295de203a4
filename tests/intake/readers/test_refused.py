"""Files that are recognised only to say what to send instead."""

from __future__ import annotations

import pytest

from svod.errors import InputError
from svod.intake.readers import NATIONAL
from svod.intake.readers.refused import CollectionForm, UnknownForm
from svod.intake.taken import recognise

TABLE = [["Код участника", "Класс", "1 (2б)", "Первичный балл"], [40001, 1, None, None]]


def test_a_form_of_collection_is_refused_though_it_looks_like_results(workbook, params) -> None:
    book = workbook({"Протокол": TABLE, "Служебный": [[1]], "Порядковый номер класса": [["4А", 1]]})
    reader = recognise(book, NATIONAL)
    assert isinstance(reader, CollectionForm)
    with pytest.raises(InputError, match=r"это «Форма сбора результатов»(?s:.*)Ф1(?s:.*)ФИС ОКО"):
        reader.read(book, params)


@pytest.mark.parametrize(
    "title", ["Выполнение заданий", "Ф5. Достижение планируемых результатов", "Выполнение заданий группами участников"]
)
def test_a_form_of_unknown_layout_names_the_declared_mappings(workbook, params, title) -> None:
    book = workbook([[title], [], ["ВПР 2026 Математика 4 класс"], ["Группы участников", "Кол-во участников", "1К1"]])
    reader = recognise(book, NATIONAL)
    assert isinstance(reader, UnknownForm)
    with pytest.raises(InputError, match=r"params/sources"):
        reader.read(book, params)


def test_another_book_is_not_refused_by_them(workbook) -> None:
    book = workbook({"Протокол": TABLE})
    assert not CollectionForm().fits(book) and not UnknownForm().fits(book)
    with pytest.raises(InputError, match="не похож ни на одну известную форму"):
        recognise(workbook([["Показатель", 1]]), NATIONAL)
