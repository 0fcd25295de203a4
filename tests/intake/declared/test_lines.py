"""What the rows of an export become: headings found, patterns spelt out, and what a header lacks."""

from __future__ import annotations

from svod.intake.declared.columns import Header
from svod.intake.declared.lines import base_name, lines, positions


def header(*headings: str, sheet: str = "") -> Header:
    return Header(sheet, 3, headings, 3)


def test_a_plain_source_makes_one_line(source):
    (line,), faults = lines(source(), header("Код", "МО", "Предмет", "Балл", "Сдавали", "Лишний"), "а.csv")
    assert faults == []
    assert line.columns == {"municipality": (1,), "code": (0,), "subject": (2,), "participants": (4,), "value": (3,)}
    assert (line.words, line.own) == ({}, ())


def test_each_adds_a_line_of_its_own(source):
    each = ({"columns": {"value": "Балл"}}, {"constants": {"statistic": "count"}, "columns": {"value": "Ниже"}})
    columns = {"code": "Код", "subject": "Предмет"}
    made, faults = lines(source(columns=columns, each=each), header("Код", "Предмет", "Балл", "Ниже"), "а.csv")
    assert faults == []
    assert [(line.columns["value"], line.constants["statistic"], line.own) for line in made] == [
        ((2,), "mean", ("value",)),
        ((3,), "count", ("value",)),
    ]


def test_a_pattern_makes_a_line_of_every_heading_it_fits(source):
    columns = {"code": ("Регион", "Код"), "participants": "<subject>: n", "value": "<subject>: <key>"}
    titles = header("Код", "Регион", "физика: n", "физика: 2", "физика: 3", "химия: n", "химия: 2")
    made, faults = lines(source(columns=columns, values={"key": {"2": "2", "3": "3"}}), titles, "а.csv")
    assert faults == []
    assert [(line.words["subject"], line.words["key"], line.columns) for line in made] == [
        ("физика", "2", {"code": (1, 0), "participants": (2,), "value": (3,)}),
        ("физика", "3", {"code": (1, 0), "participants": (2,), "value": (4,)}),
        ("химия", "2", {"code": (1, 0), "participants": (5,), "value": (6,)}),
    ]


def test_the_names_of_file_and_sheet_speak_too(source):
    made, _ = lines(
        source(file={"name": "огэ-<year>.xlsx", "sheet": "<subject>"}, columns={"code": "Код", "value": "Балл"}),
        header("Код", "Балл", sheet="Физика"),
        "папка/огэ-2021.xlsx",
    )
    assert made[0].words == {"year": "2021", "subject": "Физика"}
    assert base_name("a\\б/огэ.xlsx") == "огэ.xlsx"


def test_every_column_that_is_not_there_is_told_with_those_that_are(source):
    _, faults = lines(source(), header("Код", "Код", "МО", "Предмет"), "а.csv")
    assert [fault.message for fault in faults] == [
        "столбец «Код» стоит 2 раза",
        "нет столбца «Сдавали»",
        "нет столбца «Балл»",
    ]
    assert {fault.place for fault in faults} == {"а.csv, строка 3"}
    assert faults[1].allowed == "В таблице столбцы: Код, Код, МО, Предмет"
    assert faults[1].remedy.endswith("params/sources/made.yml")


def test_a_pattern_half_filled_and_one_that_fits_nothing_are_told(source):
    half = source(columns={"code": "Код", "participants": "<subject>: n", "value": "<subject>: балл"})
    _, faults = lines(half, header("Код", "физика: n", "физика: балл", "химия: n"), "а.csv")
    assert [fault.message for fault in faults] == ["нет столбца «химия: балл»"]
    _, faults = lines(half, header("Код"), "а.csv")
    assert [fault.message for fault in faults] == ["нет столбцов вида «<subject>: n», «<subject>: балл»"]


def test_positions_are_those_of_the_titles(source):
    assert positions(source(), header("Код", "Балл *"), ["балл", "Код"]) == [1, 0]
