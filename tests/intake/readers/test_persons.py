"""What a file about pupils may say in its columns, and that no name is among it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.intake.cells import Unreadable
from svod.intake.names import MunicipalityNames
from svod.intake.readers.persons import content, filled, group, may_name, municipality, school, subject, titled, variant

NAMES = ["Кузнецова Мария", "КУЗНЕЦОВА", "кузнецова мария", "Kuznetsova Maria", "Кузнецов Али Гасан оглы", "Ким", "Ли"]


@pytest.mark.parametrize(
    ("read", "cells"),
    [
        (group, [1, 8, "8А", "8 «А»", "10-2", "9.1", "11 б", "10ФМ", "7 класс", "ВПЛ", 50010]),
        (variant, [1, "12", "301-2", "А", "2Б", "II", "вариант 3"]),
        (school, [740001, "edu740001", "МАОУ «СОШ № 1»", "Лицей им. Курчатова", "СШ № 5", "Детский сад-школа «Луч»"]),
        (content, ["1.1", 2.3, "3.2 Уравнения", "1"]),
        (
            subject,
            [
                "Математика (входная)",
                "03 - География",
                "Функциональная грамотность",
                "ОРКСЭ",
                "Изо и музыка",
                "Физкультура",
            ],
        ),
    ],
)
def test_what_people_write_is_read(read, cells) -> None:
    assert all(read(cell) for cell in cells)


def test_a_class_has_one_spelling() -> None:
    assert {group(cell) for cell in ("8А", "8а", "8A", "8 «А»", "8 А", "8А класс")} == {"8А"}
    assert [group(cell) for cell in (1, "10-2", "9.1", "7 кл.")] == ["1", "10-2", "9.1", "7"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("read", [group, variant, school, subject, content])
def test_a_name_is_no_class_variant_school_or_subject(read, name) -> None:
    for cell in (name, f"{name} 8", *[f"8А {name}"] * (read is not content)):
        with pytest.raises(Unreadable):
            read(cell)
    assert may_name(name) and titled(name) == ""


def test_a_municipality_is_one_of_the_region_or_like_one(params) -> None:
    read = municipality(MunicipalityNames(params.region))
    known = ["Ашинский МР", "ashinskiy-mr", "Аргаяшский", "Копейский городской окр", "г. Аша", "ЗАТО Озёрск", 12, None]
    assert [bool(read(cell)) for cell in known] == [True] * 7 + [False]
    for name in NAMES:
        with pytest.raises(Unreadable):
            read(name)


def test_empty_cells_are_nothing_where_they_may_be(params) -> None:
    assert (group(None), variant(" "), subject(""), titled(None)) == (None, None, "", "")
    for read in (filled, school):
        with pytest.raises(Unreadable, match="ячейка пуста"):
            read("\u200b")


@given(st.text("0123456789.,-/+ ХX", max_size=12))
def test_numbers_and_dashes_are_no_names(word) -> None:
    assert may_name(word) == (word.count("Х") + word.count("X") > 1)
