"""Rules of large tables: found by column, told by row."""

from __future__ import annotations

import pandas as pd
import pandera.pandas as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.contracts.mass import MassContract, repeated, where
from svod.contracts.rules import Problem

POSITIVE = where("positive", lambda table: table["n"] < 0, lambda row: Problem("n", f"число {row['n']:g} меньше нуля"))
ONCE = repeated("once", ("key",), "key", lambda row: row["key"])
CONTRACT = MassContract({"key": "Ключ", "n": "Число"}, (POSITIVE, ONCE))


def table(*rows: tuple[str, float | None], file: str = "а.xlsx") -> pd.DataFrame:
    named = [{"key": key, "n": n, "file": file, "sheet": "Лист", "row": i} for i, (key, n) in enumerate(rows, 2)]
    return pd.DataFrame(named, columns=["key", "n", "file", "sheet", "row"])


def test_a_broken_row_is_told_with_its_place_and_value():
    (fault,) = CONTRACT.faults(table(("а", 1), ("б", -2)))
    assert str(fault) == "а.xlsx, лист «Лист», строка 3, столбец «Число»: число -2 меньше нуля."
    assert (fault.place.row, fault.place.column, fault.value) == (3, "Число", "-2")


def test_a_repeated_row_names_the_first_whichever_file_it_is_in():
    both = pd.concat([table(("а", 1)), table(("б", 1), ("а", 1), file="б.xlsx")], ignore_index=True)
    (fault,) = CONTRACT.faults(both)
    assert fault.place == "б.xlsx, лист «Лист», строка 3, столбец «Ключ»"
    assert (fault.message, fault.allowed) == ("строка повторена: а", "Впервые: а.xlsx, строка 2")


def test_what_is_missing_breaks_no_rule_that_is_not_about_it():
    assert CONTRACT.faults(table(("а", None), ("б", float("nan")))) == []


def test_a_row_may_break_several_rules():
    assert len(CONTRACT.faults(table(("а", 1), ("а", -1)))) == 2


@given(st.lists(st.tuples(st.sampled_from("абвгд"), st.integers(-3, 3)), max_size=30))
def test_every_broken_row_is_told_once_and_no_other(rows):
    faults = CONTRACT.faults(table(*rows))
    negative = [i for i, (_, n) in enumerate(rows, 2) if n < 0]
    again = [i for i, (key, _) in enumerate(rows, 2) if key in {other for other, _ in rows[: i - 2]}]
    assert sorted(fault.place.row for fault in faults if "нуля" in fault.message) == negative
    assert sorted(fault.place.row for fault in faults if "повторена" in fault.message) == again


def test_a_table_without_a_column_is_a_mistake_of_the_program():
    with pytest.raises(pa.errors.SchemaError):
        CONTRACT.faults(table(("а", 1)).drop(columns="n"))
