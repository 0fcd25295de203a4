"""A table as Excel wants it: groups in a column, unlike headings, columns as wide as their words."""

from __future__ import annotations

from collections.abc import Callable

from svod.publish.paper import Content
from svod.publish.xlsx.grid import grid

ONE, TWO, NONE = {"text": "1", "value": 1}, {"text": "2", "value": 2}, {"text": "н/д", "value": None}
NAME = {"text": "Ашинский МР", "value": None}


def test_groups_are_told_in_a_column_of_their_own(table_of_cells: Callable[..., Content]) -> None:
    found = grid(table_of_cells("Условия", [NAME, ONE], [NAME, TWO], "Итоги", [NAME, ONE], headings=["Имя", "#Балл"]))
    assert found.headings == ("Раздел", "Имя", "Балл")
    assert [[cell["text"] for cell in line.cells] for line in found.lines] == [
        ["Условия", "Ашинский МР", "1"],
        ["Условия", "Ашинский МР", "2"],
        ["Итоги", "Ашинский МР", "1"],
    ]
    assert (found.numeric, found.head) == ((False, False, True), 2)


def test_no_heading_is_empty_or_said_twice(table_of_cells: Callable[..., Content]) -> None:
    found = grid(table_of_cells([NAME, ONE, NAME, ONE], headings=["Рейтинг", "", "рейтинг", "Итог, %"]))
    assert found.headings == ("Рейтинг", "Столбец 2", "рейтинг (2)", "Итог,\N{NO-BREAK SPACE}%")


def test_a_column_with_numbers_is_set_to_the_right_and_the_name_of_a_row_stays_in_sight(
    table_of_cells: Callable[..., Content],
) -> None:
    found = grid(table_of_cells([ONE, NAME, ONE], [NONE, NAME, NONE], headings=["Место", "Имя", "Итог"]))
    assert (found.numeric, found.head) == ((True, False, True), 2)


def test_a_range_of_places_is_two_numbers(table_of_cells: Callable[..., Content]) -> None:
    wide = {"text": "4–11", "place": 5, "low": 4, "high": 11, "last": 41}
    one = {"text": "4", "place": 4, "low": 4, "high": 4, "last": 41}
    found = grid(table_of_cells([NAME, wide], [NAME, one], [NAME], headings=["Имя", "Места"]))
    assert found.headings == ("Имя", "Места, от", "Места, до") and found.numeric == (False, True, True)
    assert [[cell["value"] for cell in line.cells[1:]] for line in found.lines] == [[4, 11], [4, 4], [None, None]]


def test_a_column_is_as_wide_as_its_words_up_to_a_limit(table_of_cells: Callable[..., Content]) -> None:
    long = {"text": "слово " * 50, "value": None}
    narrow, name, words = grid(table_of_cells([ONE, NAME, long], headings=["Балл", "Имя", "Слова"])).widths
    assert (narrow, name, words) == (10.0, 14.0, 45.0)


def test_a_cell_that_is_not_there_is_a_dash(table_of_cells: Callable[..., Content]) -> None:
    assert grid(table_of_cells([ONE], headings=["Балл", "Имя"])).lines[0].cells[1]["text"] == "–"
