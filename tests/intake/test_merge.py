"""What a load leaves of the snapshot before it."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd
import pytest

from svod.errors import InputError
from svod.intake.merge import current, is_demo, merge, stored
from svod.store import SCHEMAS, write_snapshot

DEMO = "учебные данные"


def tables(
    *books: tuple[str, int], data: str = DEMO, numerator: object = "5", register: str = ""
) -> dict[str, pd.DataFrame]:
    rows = [
        (
            procedure,
            "1.1",
            "ashinskiy-mr",
            year,
            Decimal(numerator),
            Decimal(10),
            3,
            None,
            f"{procedure}-{year}.xlsx",
            "Показатели",
            6,
        )
        for procedure, year in books
    ]
    files = [(f"{procedure}-{year}.xlsx", f"hash of {numerator}", 1, data) for procedure, year in books]
    measures = (
        [("ashinskiy-mr", "a", None, register, None, None, None, None, "выполнена", "меры.xlsx", "Меры", 2)]
        if register
        else []
    )
    files += [("меры.xlsx", "hash", 1, "")] if register else []
    return stored(
        pd.DataFrame(rows, columns=SCHEMAS["indicators"].names, dtype=object),
        pd.DataFrame(measures, columns=SCHEMAS["measures"].names, dtype=object),
        files,
    )


def test_a_book_replaces_its_procedure_and_year_alone():
    merged = merge(
        tables(("a", 2021), ("a", 2022)), tables(("a", 2022), numerator="7"), {("a", 2022)}, whole=False, register=False
    )
    assert list(zip(merged["indicators"]["year"], merged["indicators"]["numerator"], strict=True)) == [
        (2021, 5),
        (2022, 7),
    ]
    assert list(merged["files"]["sha256"]) == ["hash of 5", "hash of 7"]


def test_a_folder_replaces_all_indicators_but_keeps_the_register():
    old = tables(("a", 2021), ("b", 2022), register="Мера")
    merged = merge(old, tables(("a", 2022)), {("a", 2022)}, whole=True, register=False)
    assert list(merged["indicators"]["year"]) == [2022]
    assert list(merged["measures"]["measure"]) == ["Мера"]
    assert list(merged["files"]["file"]) == ["a-2022.xlsx", "меры.xlsx"]


def test_a_register_alone_leaves_the_indicators():
    merged = merge(tables(("a", 2021), register="Старая"), tables(register="Новая"), set(), whole=False, register=True)
    assert list(merged["indicators"]["year"]) == [2021]
    assert list(merged["measures"]["measure"]) == ["Новая"]


def test_a_book_without_rows_empties_its_year_and_stays_in_the_list():
    fresh = tables()
    fresh["files"] = tables(("a", 2022))["files"].assign(rows=0)
    merged = merge(tables(("a", 2021), ("a", 2022)), fresh, {("a", 2022)}, whole=False, register=False)
    assert list(merged["indicators"]["year"]) == [2021]
    assert list(merged["files"]["file"]) == ["a-2021.xlsx", "a-2022.xlsx"]


def test_real_data_do_not_join_training_ones():
    with pytest.raises(
        InputError, match=r"a-2022.xlsx: в книге настоящие данные, а в хранилище учебные[\s\S]*Загрузите папку"
    ):
        merge(tables(("a", 2021)), tables(("a", 2022), data=""), {("a", 2022)}, whole=False, register=False)
    with pytest.raises(InputError, match="в книге учебные данные, а в хранилище настоящие"):
        merge(tables(("a", 2021), data=""), tables(("a", 2022)), {("a", 2022)}, whole=False, register=False)


def test_a_training_register_does_not_join_real_indicators():
    fresh = tables(register="Учебная мера")
    fresh["files"] = fresh["files"].assign(data=DEMO)
    with pytest.raises(InputError, match=r"меры\.xlsx: в книге учебные данные"):
        merge(tables(("a", 2021), data=""), fresh, set(), whole=False, register=True)


def test_a_folder_of_real_data_drops_the_training_register_too():
    old = tables(("a", 2021), register="Учебная мера")
    merged = merge(old, tables(("a", 2022), data=""), {("a", 2022)}, whole=True, register=False)
    assert len(merged["measures"]) == 0
    assert list(merged["files"]["file"]) == ["a-2022.xlsx"]


def test_what_is_read_back_equals_what_was_written(store):
    written = tables(("a", 2021), ("b", 2022), numerator="7.5", register="Мера")
    assert all(len(table) == 0 for table in current("2022").values())
    write_snapshot("2022", written)
    for name, table in current("2022").items():
        pd.testing.assert_frame_equal(table, written[name])


def test_labels():
    assert is_demo("Учебные данные (образец)")
    assert not is_demo("за 2022 год")
    assert not is_demo(None)
