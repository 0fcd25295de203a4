"""Ratings that others published, as printed."""

from __future__ import annotations

import pytest

from svod.intake import load
from svod.intake.book import Book
from svod.intake.ratings import RatingReader
from svod.store import current_snapshot

from .test_book import workbook

HEAD = ("Группа", "Рейтинг", "Муниципальное образование", "ИТОГ")
ROWS = [("conditions", 1, "Снежинский ГО", "82 %"), ("conditions", 2, "Озерский ГО", 79)]


def read(params, *rows, head=(("Издание:", "2021"), ())):
    book = Book("рейтинг.xlsx", workbook(*head, HEAD, *rows, sheet="Рейтинг"))
    assert RatingReader().fits(book)
    return RatingReader().read(book, params)


def test_places_and_percents_of_an_edition(params):
    taken = read(params, *ROWS)
    assert taken.faults == ()
    keys = ("edition", "scope", "place", "municipality", "percent")
    assert [tuple(row[key] for key in keys) for row in taken.tables["published"]] == [
        ("2021", "conditions", 1, "Снежинский ГО", 82),
        ("2021", "conditions", 2, "Озерский ГО", 79),
    ]


def test_without_a_line_it_is_the_edition_being_loaded(params):
    assert read(params, *ROWS, head=()).tables["published"][0]["edition"] == "2022"


@pytest.mark.parametrize("cell", ["0,82", 82.5, "много"])
def test_a_percent_that_is_not_whole_is_told(params, cell):
    (fault,) = read(params, ("conditions", 1, "Снежинский ГО", cell)).faults
    assert "строка 4, столбец «ИТОГ»" in fault.place


def test_it_is_loaded_and_loaded_again(store, params, tmp_path):
    file = tmp_path / "рейтинг.xlsx"
    for percent in (82, 83):
        rows = [("conditions", 1, "Снежинский ГО", percent), ROWS[1]]
        file.write_bytes(workbook(("Издание:", "2021"), HEAD, *rows, sheet="Рейтинг"))
        load(file, params)
    table = current_snapshot("2022").table("published")
    assert dict(zip(table["municipality"], table["percent"], strict=True)) == {"snezhinskiy-go": 83, "ozerskiy-go": 79}
