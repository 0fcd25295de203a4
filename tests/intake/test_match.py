"""Names become codes once per name; one that is nobody's is one fault with the number of its rows."""

from __future__ import annotations

import pandas as pd
import pyarrow as pa
import pytest

from svod.intake.aliases import Aliases
from svod.intake.match import Matcher
from svod.intake.taken import Taken
from svod.store import SCHEMAS

REGISTER = pd.DataFrame(
    [("edu1", "СОШ № 1", "ashinskiy-mr"), ("edu2", "СОШ № 1", "troitskiy-go")],
    columns=["school", "name", "municipality"],
)


@pytest.fixture
def matcher(params):
    return Matcher(params.region, REGISTER, Aliases({("school", "ashinskiy-mr", "первая школа"): "edu1"}))


def row(municipality: str | None, number: int = 6, **more: object) -> dict[str, object]:
    return {
        "municipality": municipality,
        "file": "а.xlsx",
        "sheet": "Лист",
        "row": number,
        "unread": frozenset(),
        **more,
    }


def results(*rows: tuple[str, str, str]) -> pa.Table:
    """Results by municipality, code and name as written."""
    names = ["municipality", "school", "school_name"]
    columns = {name: pa.array([line[i] for line in rows]).dictionary_encode() for i, name in enumerate(names)}
    count = len(rows)
    places = {
        "file": pa.array(["ф1.xlsx"] * count),
        "sheet": pa.array(["Лист"] * count),
        "row": pa.array(range(9, 9 + count)),
    }
    return pa.table(columns | places)


def test_rows_of_a_small_table(matcher):
    taken = matcher.match(
        Taken("а.xlsx", "", {"indicators": [row("Ашинский муниципальный район"), row("Троицкий", 7)]})
    )
    first, second = taken.tables["indicators"]
    assert (first["municipality"], second["municipality"], second["unread"]) == ("ashinskiy-mr", None, {"municipality"})
    (fault,) = taken.faults
    assert str(fault).startswith("а.xlsx, лист «Лист», строка 7, столбец «Муниципалитет»: «Троицкий» – не однозначно")


def test_an_empty_name_is_told_and_offered_to_nobody(matcher):
    (fault,) = matcher.match(Taken("а.xlsx", "", {"indicators": [row(None)]})).faults
    assert "ячейка пуста" in fault.message and matcher.unknown == {}


def test_a_row_of_another_municipality_than_the_form_is_told(matcher):
    rows = [row("Троицкий ГО", above="Ашинский МР"), row("Ашинский район", 7, above="Ашинский МР")]
    (fault,) = matcher.match(Taken("а.xlsx", "", {"indicators": rows})).faults
    assert "не того муниципалитета, что назван над таблицей («Ашинский МР»)" in fault.message


def test_an_unknown_name_over_a_form_is_told_once_where_it_stands(matcher):
    rows = [row("Аша", number, above="Аша", over=3) for number in (9, 10, 11)]
    (fault,) = matcher.match(Taken("а.xlsx", "", {"indicators": rows})).faults
    assert str(fault).startswith("а.xlsx, лист «Лист», строка 3: муниципалитета «Аша» нет")
    assert all(own["unread"] == {"municipality"} for own in rows)


def test_a_school_is_looked_for_in_the_municipality_of_its_rows_for_covers_too(matcher):
    work = ("results", "vpr", 2022, 5, "Математика")
    table = results(("Троицкий ГО", "", "СОШ № 1"), ("Ашинский МР", "СОШ № 1", ""), ("Ашинский МР", "СОШ № 7", ""))
    covers = frozenset({(*work, "СОШ № 1"), (*work, "СОШ № 7")})
    taken = matcher.match(Taken("ф1.xlsx", "", {"results": table}, covers=covers))
    assert taken.covers == {(*work, "edu1")} and len(taken.faults) == 1
    (unknown,) = matcher.unknown.values()
    assert (unknown.written, unknown.municipality) == ("СОШ № 7", "Ашинский МР")


def test_a_school_that_only_a_cover_names_is_told(matcher):
    cover = ("results", "vpr", 2022, 5, "Математика", "edu9")
    taken = matcher.match(Taken("ф1.xlsx", "", {"results": results()}, covers=frozenset({cover})))
    assert taken.covers == frozenset() and "кода «edu9» в реестре школ нет" in taken.faults[0].message


def test_what_a_person_chose_must_be_a_code_of_the_register(params):
    said = Aliases({("school", "ashinskiy-mr", "первая школа"): "edu99"})
    table = results(("Ашинский МР", "", "Первая школа"))
    (fault,) = Matcher(params.region, REGISTER, said).match(Taken("ф1.xlsx", "", {"results": table})).faults
    assert fault.message == "школа «Первая школа»: кода «edu99» в реестре школ нет"
    free = Matcher(params.region, REGISTER.iloc[:0], said).match(Taken("ф1.xlsx", "", {"results": table}))
    assert free.tables["results"].column("school").to_pylist() == ["edu99"]


def test_covers_of_one_municipality_get_its_code(matcher):
    taken = matcher.match(
        Taken("а.xlsx", "", {}, covers=frozenset({("indicators", "07-libraries", 2022, "Ашинский МР")}))
    )
    assert taken.covers == {("indicators", "07-libraries", 2022, "ashinskiy-mr")}


def test_schools_of_a_large_table_by_code_by_name_by_what_a_person_said(matcher):
    table = results(
        ("Ашинский МР", "EDU1", ""), ("Троицкий ГО", "", "МБОУ СОШ №1"), ("Ашинский МР", "", "Первая школа")
    )
    taken = matcher.match(Taken("ф1.xlsx", "", {"results": table}))
    assert taken.faults == ()
    found = taken.tables["results"]
    assert found.column("municipality").to_pylist() == ["ashinskiy-mr", "troitskiy-go", "ashinskiy-mr"]
    assert found.column("school").to_pylist() == ["edu1", "edu2", "edu1"]
    assert "school_name" not in found.column_names
    assert found.schema.field("school").type == SCHEMAS["results"].field("school").type


def test_an_unknown_school_is_one_fault_at_its_first_row(matcher):
    table = results(*[("Ашинский МР", "", "СОШ № 1")] * 2, *[("Ашинский МР", "", "СОШ № 7")] * 40)
    taken = matcher.match(Taken("ф1.xlsx", "", {"results": table}))
    (fault,) = taken.faults
    assert fault.place == "ф1.xlsx, лист «Лист», строка 11, столбец «ОО»"
    assert "школа «СОШ № 7» не найдена в реестре (и ещё строк: 39)" in fault.message
    ((kind, of, written),) = matcher.unknown
    assert (kind, of, written) == ("school", "ashinskiy-mr", "СОШ № 7")


def test_statistics_of_a_country_have_neither_municipality_nor_school_those_of_a_municipality_have_its_code(matcher):
    table = results(("", "", ""), ("Ашинский МР", "", ""), ("Ашинский МР", "edu1", ""))
    table = table.rename_columns(["municipality", "code", "school_name", "file", "sheet", "row"])
    table = table.append_column("scope", pa.array(["country", "municipality", "school"]).dictionary_encode())
    cover = ("statistics", "vpr", 2022, 4, "Математика", "mark", "municipality", "Ашинский МР")
    taken = matcher.match(Taken("ф3.xlsx", "", {"statistics": table}, covers=frozenset({cover})))
    assert taken.faults == ()
    assert taken.tables["statistics"].column("code").to_pylist() == ["", "ashinskiy-mr", "edu1"]
    assert taken.covers == {(*cover[:-1], "ashinskiy-mr")}


def test_results_without_a_municipality_have_that_of_the_school_in_the_register(matcher):
    taken = matcher.match(Taken("ф1.xlsx", "", {"results": results(("", "edu2", ""))}))
    assert taken.tables["results"].column("municipality").to_pylist() == ["troitskiy-go"]


def test_results_without_a_municipality_of_a_school_nobody_knows_are_a_fault(params):
    none = Matcher(params.region, REGISTER.iloc[:0], Aliases())
    (fault,) = none.match(Taken("ф1.xlsx", "", {"results": results(("", "edu9", ""))})).faults
    assert "муниципалитет школы edu9 не назван" in fault.message
