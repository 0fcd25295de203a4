"""Aggregate forms: whose each row is, cells that slid to the left, fractions and percents."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.intake.readers.groups import Groups
from svod.intake.taken import Taken

READER = Groups()
MARKS = ["Группы участников", "Кол-во ОО", "Кол-во участников", 2, 3, 4, 5]
AREA = "Агаповский муниципальный район(reg20_m012)"
SCHOOL = "МБОУ СОШ № 1 (edu740001)"


@pytest.fixture(scope="module")
def form(workbook):
    """Maker of an aggregate form: its header and rows under the head of a work."""

    def make(header, *rows, title="Статистика по отметкам"):
        head = [[title], [], ["ВПР 2026 Математика 4 класс"], ["Предмет:", "Математика"]]
        head += [["Максимальный первичный балл:", 18], ["Дата:", "16.04.2026"], []]
        return workbook({"МА 4 Статистика по отметкам": [*head, header, *rows]})

    return make


def values(taken: Taken, *keys: str) -> list[tuple]:
    return [tuple(row[key] for key in keys) for row in taken.tables["statistics"].to_pylist()]


def test_marks_of_the_country_the_region_a_municipality_and_a_school(form, params) -> None:
    rows = [
        ["Вся выборка", 35000, 1400000, 3.1, 25.4, 43.2, 28.3],
        ["Челябинская область", 900, 42000, 4.0, 26.0, 42.0, 28.0],
        [AREA, 20, 310, "5,16", "30,32", "41,94", "22,58"],
        [SCHOOL, None, 89, "4,49 %", 28.09, 40.45, 26.97],
    ]
    taken = READER.read(form(MARKS, *rows), params)
    assert taken.faults == taken.warnings == ()
    keys = ("scope", "municipality", "code", "participants", "value", "row")
    area = "Агаповский муниципальный район"
    assert [row for row in values(taken, "key", *keys) if row[0] == "2"] == [
        ("2", "country", "", "", 1400000, 3.1, 9),
        ("2", "region", "", "", 42000, 4.0, 10),
        ("2", "municipality", area, "", 310, 5.16, 11),
        ("2", "school", area, "edu740001", 89, 4.49, 12),
    ]
    assert set(values(taken, "assessment", "year", "grade", "subject", "statistic", "unit", "group")) == {
        ("vpr", 2026, 4, "Математика", "mark", "%", "")
    }
    work = ("vpr", 2026, 4, "Математика", "mark")
    assert taken.covers == {
        ("statistics", *work, *whose)
        for whose in [("country",), ("region",), ("municipality", area), ("school", "edu740001")]
    }


@pytest.mark.parametrize(
    "cells",
    [
        (None, 89, 4.5, 28.1, 40.4, 27.0),
        (1, 89, 4.5, 28.1, 40.4, 27.0),
        (89, None, 4.5, 28.1, 40.4, 27.0),
        (89, 4.5, 28.1, 40.4, 27.0, None),
        (None, 89, 0.045, 0.281, 0.404, 0.27),
    ],
    ids=["blank", "filled", "participants to the left", "all to the left", "fractions"],
)
def test_a_school_s_row_reads_the_same_however_its_cells_stand(form, params, cells) -> None:
    taken = READER.read(form(MARKS, [SCHOOL, *cells]), params)
    assert taken.faults == ()
    assert values(taken, "key", "participants", "value") == [
        ("2", 89, 4.5),
        ("3", 89, 28.1),
        ("4", 89, 40.4),
        ("5", 89, 27.0),
    ]


def test_a_share_that_is_missing_is_no_reason_to_move_a_row(form, params) -> None:
    taken = READER.read(form(MARKS, [SCHOOL, 1, 89, 10, 40, 50, None]), params)
    assert values(taken, "key", "participants", "value") == [("2", 89, 10), ("3", 89, 40), ("4", 89, 50)]


COMPARED = [
    "Группы участников",
    "Кол-во участников (всего)",
    "Понизили (Отметка < Отметка по журналу) %",
    "Понизили (Отметка < Отметка по журналу) Кол-во участников",
    "Подтвердили (Отметка = Отметке по журналу) %",
    "Подтвердили (Отметка = Отметке по журналу) Кол-во участников",
    "Повысили (Отметка > Отметка по журналу) %",
    "Повысили (Отметка > Отметка по журналу) Кол-во участников",
]


def test_marks_against_the_journal_in_percent_and_in_participants(form, params) -> None:
    row = [SCHOOL, 80, 25, 20, 62.5, 50, 12.5, 10]
    taken = READER.read(form(COMPARED, row, title="Сравнение отметок с отметками по журналу"), params)
    assert values(taken, "statistic", "key", "unit", "value") == [
        ("journal", "lowered", "%", 25), ("journal_count", "lowered", "pupils", 20),
        ("journal", "confirmed", "%", 62.5), ("journal_count", "confirmed", "pupils", 50),
        ("journal", "raised", "%", 12.5), ("journal_count", "raised", "pupils", 10),
    ]  # fmt: skip


def test_primary_scores_from_zero_to_the_maximum(form, params) -> None:
    header = ["Группы участников", "Кол-во участников", *range(4)]
    taken = READER.read(form(header, ["Вся выборка", 1000, 10, 20, 30, 40], ["* проценты от участников"]), params)
    assert taken.faults == ()
    assert values(taken, "statistic", "key", "value") == [("primary", str(key), 10.0 * (key + 1)) for key in range(4)]


@settings(deadline=None, max_examples=20)
@given(st.lists(st.integers(0, 50), min_size=4, max_size=4).filter(sum), st.booleans())
def test_shares_written_either_way_are_the_same_percents(form, params, counts, fractions) -> None:
    shares = [count / sum(counts) for count in counts]
    row = [AREA, 20, sum(counts), *(share if fractions else 100 * share for share in shares)]
    read = [value for (value,) in values(READER.read(form(MARKS, row), params), "value")]
    assert read == pytest.approx([100 * share for share in shares], abs=1e-5)


VERBS = ("Понизили (Отметка < Отметка по журналу)", "Подтвердили (Отметка = Отметка по журналу)", "Повысили")
ALL = ["Группы участников", "Кол-во участников (всего)"]
PARTS = ["%", "Кол-во участников"] * 3


@pytest.mark.parametrize(
    "header",
    [
        [[*ALL, *(word for verb in VERBS for word in (f"{verb} %", "Кол-во участников"))]],
        [[None, None, *(word for verb in VERBS for word in (verb, None))], [*ALL, *PARTS]],
        [[*ALL, *(word for verb in VERBS for word in (verb, None))], [None, None, *PARTS]],
    ],
    ids=["bare", "of two rows", "of two rows with the keys above"],
)
def test_a_whole_comparison_with_the_journal_is_read_whatever_its_heading(form, params, header) -> None:
    rows = [[AREA, 200, 25, 50, 70, 140, 5, 10], [SCHOOL, 40, 25, 10, 70, 28, 5, 2]]
    taken = READER.read(form(*header, *rows, title="Сравнение отметок с отметками по журналу"), params)
    assert taken.faults == taken.warnings == ()
    found = values(taken, "scope", "participants", "statistic", "key", "value")
    keys = [(name, key) for key in ("lowered", "confirmed", "raised") for name in ("journal", "journal_count")]
    assert found == [
        *(("municipality", 200, *key, value) for key, value in zip(keys, rows[0][2:], strict=True)),
        *(("school", 40, *key, value) for key, value in zip(keys, rows[1][2:], strict=True)),
    ]


def test_a_column_that_stands_twice_is_still_told(form, params) -> None:
    twice = ["Группы участников", "Кол-во ОО", "Количество ОО", "Участники", 2, 3, 4, 5]
    (fault,) = READER.read(form(twice, [AREA]), params).faults
    assert fault.message == "столбец «Кол-во ОО» стоит дважды"


def test_the_region_and_municipalities_are_known_as_people_write_them(form, params) -> None:
    written = ["Челябинская обл.", "Троицкий", "Город Челябинск", "Ашинский МР, Челябинская область"]
    taken = READER.read(form(MARKS, *([name, 1, 100, 5, 40, 40, 15] for name in written)), params)
    assert taken.faults == ()
    whose = dict.fromkeys(values(taken, "scope", "municipality"))
    assert list(whose) == [("region", ""), *(("municipality", name) for name in written[1:])]


def test_broken_cells_and_strange_groups_are_told(form, params) -> None:
    rows = [
        ["Участники с ОВЗ", 3, 20, 10, 20, 30, 40],
        [AREA, 20, "много", 5, "сорок", 40, 15],
        ["Магнитогорский ГО", 10, 100, 5, 40, 40, 15],
    ]
    taken = READER.read(form(MARKS, *rows), params)
    assert [(fault.place.row, fault.place.column, fault.value) for fault in taken.faults] == [
        (10, "Кол-во участников", ""),
        (10, "3", ""),
        (9, "Группы участников", "Участники с ОВЗ"),
    ]
    assert ("municipality", "Магнитогорский ГО") in values(taken, "scope", "municipality")


def test_a_form_whose_columns_do_not_tell_is_not_taken(form) -> None:
    assert not READER.fits(form(["Группы участников", "Кол-во участников", "1К1", "1К2"], [AREA, 9, 80, 70]))
    assert not READER.fits(form(["Группы участников", "Кол-во участников", 1, 2], [AREA, 9, 80, 70]))
