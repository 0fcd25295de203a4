"""A file goes to the reader that knows it; where none does, the message names those that could have."""

from __future__ import annotations

import pytest

from svod.errors import Fault, InputError, Place
from svod.intake.book import Book
from svod.intake.indicators import IndicatorsReader
from svod.intake.measures import MeasuresReader
from svod.intake.taken import Taken, as_written, recognise

from .test_book import workbook

READERS = (IndicatorsReader(), MeasuresReader())


def test_the_first_reader_that_fits():
    assert recognise(Book("а.xlsx", workbook((), sheet="Меры")), READERS) is READERS[1]
    assert recognise(Book("а.xlsx", workbook((), sheet="показатели")), READERS) is READERS[0]


def test_a_file_nobody_knows_is_told_what_is_known():
    with pytest.raises(InputError) as caught:
        recognise(Book("а.xlsx", workbook(("Уважаемые коллеги",), sheet="Письмо")), READERS)
    said = str(caught.value)
    assert "не похож ни на одну известную форму (листы: «Письмо»)" in said
    assert "показатели процедуры – лист «Показатели»; реестр мер – лист «Меры»" in said


def test_an_unreadable_file_is_refused_before_anybody_is_asked():
    with pytest.raises(InputError, match="файл пуст"):
        recognise(Book("а.xlsx", b""), READERS)


def test_a_column_is_called_as_its_file_calls_it_or_not_at_all():
    own = Taken("а.xlsx", "", {}, headings={"Код участника": "Код обучающегося"})
    faults = [
        Fault(Place(file, "Л", 2, name), "") for file in ("а.xlsx", "б.xlsx") for name in ("Код участника", "Балл")
    ]
    told = as_written([*faults, Fault("а.xlsx", "")], [own, Taken("б.xlsx", "", {})])
    assert [fault.place for fault in told] == [
        "а.xlsx, лист «Л», строка 2, столбец «Код обучающегося»",
        "а.xlsx, лист «Л», строка 2",
        "б.xlsx, лист «Л», строка 2, столбец «Код участника»",
        "б.xlsx, лист «Л», строка 2, столбец «Балл»",
        "а.xlsx",
    ]
