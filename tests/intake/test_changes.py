"""What a load took out of the store is told from rows: of whom, of what, how many, and what stands in their place."""

from __future__ import annotations

from collections import Counter

import pytest

from svod.intake.changes import Change, changes, gone_classes, ledger, leftovers, unregistered
from svod.intake.merge import stored

WORK = ("vpr", 2022, 5, "Математика")
LIBRARIES = ("indicators", "07-libraries", 2022)
ASHA, TROITSK = (*LIBRARIES, "ashinskiy-mr"), (*LIBRARIES, "troitskiy-go")


def held(*rows: tuple[tuple[object, ...], int], group: str = "", file: str = "а.xlsx") -> Counter:
    """Rows of units, all of one class and one file."""
    return Counter({(unit, group, file): count for unit, count in rows})


def results(school: str, count: int, group: str = "1", file: str = "а.xlsx") -> Counter:
    return held((("results", *WORK, school), count), group=group, file=file)


def test_rows_are_counted_by_unit_and_file():
    row = {"procedure": "07-libraries", "indicator": "7.1", "municipality": "ashinskiy-mr", "year": 2022,
           "file": "а.xlsx", "sheet": "л", "row": 1}  # fmt: skip
    schools = [{"school": code, "municipality": "ashinskiy-mr", "file": "ш.xlsx"} for code in ("1", "2")]
    tables = stored({"indicators": [row, {**row, "indicator": "7.2"}], "schools": schools})
    assert ledger(tables, ()) == {(ASHA, "", "а.xlsx"): 2, (("schools",), "", "ш.xlsx"): 2}


def test_what_is_covered_is_replaced_and_what_has_fewer_rows_is_lost(params):
    old, new = held((ASHA, 3), (TROITSK, 3)), held((ASHA, 3), (TROITSK, 1))
    assert changes(old, new, {ASHA}, params) == (
        Change("indicators", "07-libraries за 2022 год", 6, 4, ("Троицкий ГО (3 → 1)",)),
    )
    (replaced,) = changes(old, old, {ASHA}, params)
    assert replaced == Change("indicators", "07-libraries за 2022 год", 3, 3, ())
    assert not replaced.lost
    assert changes(old, old, set(), params) == ()


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        (("measures", "ashinskiy-mr"), Change("measures", "", 2, 0, ("Ашинский МР (2 → 0)",))),
        (("schools",), Change("schools", "", 2, 0, ())),
        (("published", "2022", "overall"), Change("published", "", 2, 0, ("2022, overall (2 → 0)",))),
        (("items", *WORK), Change("items", "", 2, 0, ("ВПР 2022, Математика, 5 класс (2 → 0)",))),
        (
            ("results", *WORK, "edu1"),
            Change("results", "ВПР 2022, Математика, 5 класс, школ 1", 2, 0, ("edu1 (2 → 0)",)),
        ),
        (
            ("statistics", *WORK, "mark", "region", ""),
            Change("statistics", "ВПР 2022, Математика, 5 класс", 2, 0, ("регион (2 → 0)",)),
        ),
    ],
)
def test_every_family_of_data_is_told_when_it_goes(params, unit, told):
    assert changes(held((unit, 2)), held(), {unit[:1]}, params) == (told,)
    assert told.lost


def test_one_statistic_that_goes_is_not_made_up_for_by_another_that_comes(params):
    mark, mean = (("statistics", *WORK, name, "school", "edu1") for name in ("mark", "mean"))
    (change,) = changes(held((mark, 4), (mean, 1)), held((mark, 3), (mean, 2)), {("statistics",)}, params)
    assert (change.before, change.after, change.less) == (5, 5, ("edu1 (4 → 3)",))


def test_items_of_works_that_a_file_adds_to_are_not_replaced_ones(params):
    unit = ("items", *WORK)
    assert changes(held((unit, 2)), held((unit, 3)), {("items",)}, params) == ()


def test_a_class_whose_results_went_with_those_of_its_school_is_named():
    (fault,) = gone_classes(results("edu1", 2), results("edu1", 1, "2", "5б.xlsx"))
    assert fault.place == "5б.xlsx"
    assert fault.message == (
        "школа edu1, ВПР 2022, Математика, 5 класс: нет результатов классов, которые в хранилище были: "
        "1 (результатов 2)"
    )
    assert "все классы школы одним файлом" in fault.remedy
    both = results("edu1", 2) + results("edu1", 1, "2")
    assert gone_classes(results("edu1", 2), both) == []
    assert gone_classes(results("edu1", 2), results("edu2", 1, "2")) == []


def test_rows_of_the_earlier_version_of_a_file_that_stay_are_told(params):
    old = results("301002", 1, file="f.xlsx") + held((ASHA, 9), file="f.xlsx (0123abcd)") + held((TROITSK, 9))
    (fault,) = leftovers(old, {("results", *WORK, "301001")}, {"f.xlsx"}, params)
    assert fault.place == "f.xlsx"
    assert fault.message == (
        "в хранилище остаются строки прежнего файла с этим именем: 07-libraries за 2022 год, Ашинский МР (9); "
        "ВПР 2022, Математика, 5 класс, 301002 (1)"
    )
    assert "svod load --undo" in fault.remedy
    assert leftovers(old, {("results", *WORK), ASHA}, {"f.xlsx"}, params) == []
    assert leftovers(old, set(), {"б.xlsx"}, params) == []


def test_schools_with_results_that_the_register_lacks_are_named():
    register = stored({"schools": [{"school": "301003", "municipality": "troitskiy-mr", "file": "школы.xlsx"}]})
    (fault,) = unregistered(register, results("301003", 1) + results("301001", 2))
    assert (fault.place, fault.value) == ("школы.xlsx", "301001")
    assert fault.message == "в реестре школ нет тех, чьи результаты есть в хранилище: 301001"
    assert unregistered(register, results("301003", 1)) == []
