"""The ratings of an edition as a workbook."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from svod.params import Params
from svod.publish.xlsx import write_ratings
from svod.publish.xlsx.ratings import ratings_paper
from svod.publish.xlsx.sheet import TOP
from svod.report.assessment import Assessment, assess
from svod.store import Snapshot


@pytest.fixture(scope="module")
def whole(params: Params, stored: Snapshot) -> Assessment:
    return assess(stored.indicators, params)


@pytest.fixture(scope="module")
def written(whole: Assessment, stored: Snapshot) -> bytes:
    return write_ratings(whole, stored)


@pytest.fixture(scope="module")
def book(written: bytes, opened: Callable[[bytes], Workbook]) -> Workbook:
    return opened(written)


def records(sheet: Worksheet) -> list[dict[str, object]]:
    """Rows of the table of a sheet by heading."""
    last = int(sheet.tables[next(iter(sheet.tables))].ref.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    heads, *body = sheet.iter_rows(min_row=TOP, max_row=last, values_only=True)
    return [
        {str(head).replace("\N{NO-BREAK SPACE}", " "): value for head, value in zip(heads, row, strict=True) if head}
        for row in body
    ]


def test_the_published_rating_comes_out(book: Workbook, params: Params) -> None:
    printed = {params.region[row.municipality].name: row for row in params.published.ratings["conditions"]}
    rows = records(book["1.1"])
    assert len(rows) == len(printed) == 43
    assert rows[0]["Муниципальное образование"] == "Снежинский ГО"
    assert (rows[0]["Место"], rows[0]["Баллы, из 28"], rows[0]["Итог, %"]) == (1, 23, 82)
    for row in rows:
        was = printed[row["Муниципальное образование"]]
        assert (row["Место"], row["Итог, %"]) == (was.place, was.percent)
        assert row["Место при иной методике, от"] <= row["Место"] <= row["Место при иной методике, до"]


def test_points_by_procedure_add_up_and_by_indicator_say_what_was_not_assessed(
    book: Workbook, whole: Assessment, params: Params
) -> None:
    for row in records(book["2.1"]):
        *own, total = list(row.values())[1:]
        assert len(own) == len(params.procedures)
        assert sum(own) == pytest.approx(total)
    cells = [value for row in records(book["2.2"]) for value in list(row.values())[1:]]
    assert len(cells) == 43 * len(params.methodology.indicators)
    assert cells.count("н/д") == int(whole.period.isna().to_numpy().sum()) > 0
    assert {type(value) for value in cells if value != "н/д"} <= {int, float}


def test_points_are_exact_and_not_the_printed_ones(book: Workbook, whole: Assessment) -> None:
    wanted = sorted(float(value) for value in whole.rating("outcomes")["points"])
    found = sorted(float(row["Баллы, из 42"]) for row in records(book["1.2"]))
    assert found == pytest.approx(wanted, rel=1e-15)
    assert any(value != round(value, 2) for value in found)


def test_percents_of_the_years_are_those_of_the_assessment(book: Workbook, whole: Assessment, params: Params) -> None:
    ids = [one.id for one in params.procedures_of("processes")]
    years = whole.comparable_years(ids)
    name = params.methodology.group("processes").short
    for year in years:
        found = [row[f"{name}: {year}, %"] for row in records(book["3.1"])]
        wanted = whole.yearly_percent(ids, years)[year]
        assert [given == "н/д" for given in found] == [value is None for value in wanted]
        numbers = [float(value) for value in wanted if value is not None]
        assert [given for given in found if given != "н/д"] == pytest.approx(numbers, rel=1e-15)


def test_what_differs_from_the_published_is_said_with_its_reason(book: Workbook) -> None:
    rows = records(book["4.1"])
    unlike = [row for row in rows if row["Сверка"] != "совпадает"]
    assert len(rows) == 4 * 43
    assert len(unlike) == 2 and all(row["Раздел"] == "По всем группам" for row in unlike)
    for row in rows:
        same = row["Опубликовано, %"] == row["По расчёту, %"] and row["Опубликованное место"] == row["Место по расчёту"]
        assert same == (row["Сверка"] == "совпадает")


def test_the_same_data_give_the_same_bytes(written: bytes, whole: Assessment, stored: Snapshot) -> None:
    assert write_ratings(whole, stored) == written


def test_without_published_ratings_there_is_nothing_to_compare_with(whole: Assessment, stored: Snapshot) -> None:
    bare = Assessment(whole.params.model_copy(update={"published": None}), whole.yearly, whole.period, whole.attainable)
    paper = ratings_paper(bare, stored)
    assert [part.heading for part in paper.parts] == ["Рейтинги", "Баллы", "Результат по годам"]
    assert paper.title["demo"] and all(one["demo"] for part in paper.parts for one in part.contents)
