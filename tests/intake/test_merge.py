"""What a load leaves of the snapshot before it."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from svod.intake.merge import current, is_demo, merge, staying, stored, turned
from svod.intake.taken import Cover
from svod.store import write_snapshot

DEMO = "учебные данные"


def tables(
    *books: tuple[str, int], data: str = DEMO, numerator: str = "5", register: str = "", of: str = "ashinskiy-mr"
) -> dict[str, pd.DataFrame]:
    here = {"sheet": "Показатели", "row": 6}
    rows = [
        {"procedure": procedure, "indicator": "1.1", "municipality": of, "year": year, "numerator": Decimal(numerator),
         "denominator": Decimal(10), "participants": 3, "file": f"{procedure}-{year}.xlsx", **here}
        for procedure, year in books
    ]  # fmt: skip
    files = [{"file": row["file"], "sha256": f"hash of {numerator}", "rows": 1, "data": data} for row in rows]
    measures = [
        {"municipality": of, "procedure": "a", "measure": register, "status": "выполнена", "file": "меры.xlsx",
         "sheet": "Меры", "row": 2}
    ] if register else []  # fmt: skip
    files += [{"file": "меры.xlsx", "sha256": "hash", "rows": 1, "data": None}] if register else []
    return stored({"indicators": rows, "measures": measures, "files": files})


def covers(*books: tuple[str, int]) -> set[Cover]:
    return {("indicators", *book) for book in books}


def test_a_book_replaces_its_procedure_and_year_alone():
    merged = merge(tables(("a", 2021), ("a", 2022)), tables(("a", 2022), numerator="7"), covers(("a", 2022)))
    assert list(zip(merged["indicators"]["year"], merged["indicators"]["numerator"], strict=True)) == [
        (2021, 5),
        (2022, 7),
    ]
    assert list(merged["files"]["sha256"]) == ["hash of 5", "hash of 7"]


def test_the_form_of_one_municipality_leaves_the_others():
    old = tables(("a", 2022))
    old["indicators"] = pd.concat(
        [old["indicators"], old["indicators"].assign(municipality="troitskiy-go")], ignore_index=True
    )
    fresh = tables(("a", 2022), numerator="7")
    fresh = {name: table.assign(file="форма.xlsx") if "file" in table else table for name, table in fresh.items()}
    merged = merge(old, fresh, {("indicators", "a", 2022, "ashinskiy-mr")})
    assert dict(zip(merged["indicators"]["municipality"], merged["indicators"]["numerator"], strict=True)) == {
        "troitskiy-go": 5, "ashinskiy-mr": 7,
    }  # fmt: skip
    assert list(merged["files"]["file"]) == ["a-2022.xlsx", "форма.xlsx"]


def test_another_file_of_the_same_name_does_not_take_the_hash_of_the_first():
    fresh = tables(("a", 2021), numerator="7")
    for name in ("indicators", "files"):
        fresh[name] = fresh[name].assign(file="a-2022.xlsx")
    merged = merge(tables(("a", 2022)), fresh, covers(("a", 2021)))
    kept = merged["indicators"].set_index("year")["file"]
    hashes = merged["files"].set_index("file")["sha256"]
    assert (hashes[kept[2022]], hashes[kept[2021]]) == ("hash of 5", "hash of 7")


def test_the_whole_leaves_nothing_of_the_old():
    old = tables(("a", 2021), ("b", 2022), register="Мера")
    assert all(len(table) == 0 for table in staying(old, [DEMO], whole=True).values())


def test_a_register_alone_leaves_the_indicators_and_goes_with_any_data():
    for data in ("", DEMO):
        old = tables(("a", 2021), data=data, register="Старая")
        merged = merge(old, tables(register="Новая"), {("measures",)})
        assert list(merged["indicators"]["year"]) == [2021]
        assert list(merged["measures"]["measure"]) == ["Новая"]


def test_the_register_of_one_municipality_leaves_those_of_others():
    merged = merge(
        tables(register="Старая"), tables(register="Новая", of="troitskiy-go"), {("measures", "troitskiy-go")},
    )  # fmt: skip
    assert set(merged["measures"]["measure"]) == {"Старая", "Новая"}


def test_a_book_without_rows_empties_its_year_and_stays_in_the_list():
    fresh = tables()
    fresh["files"] = tables(("a", 2022))["files"].assign(rows=0)
    merged = merge(tables(("a", 2021), ("a", 2022)), fresh, covers(("a", 2022)))
    assert list(merged["indicators"]["year"]) == [2021]
    assert list(merged["files"]["file"]) == ["a-2021.xlsx", "a-2022.xlsx"]


def test_real_data_take_the_place_of_training_ones_and_a_register_goes_with_any():
    old = tables(("a", 2021))
    assert turned(old, [""])
    assert not turned(old, [None])
    assert not turned(old, [DEMO])
    assert not turned(tables(), [DEMO])


def test_of_training_data_the_registers_stay_that_do_not_say_so():
    old = tables(("a", 2021), register="Настоящая мера")
    left = staying(old, ["", None], whole=False)
    assert {name: len(table) for name, table in left.items() if len(table)} == {"measures": 1, "files": 1}
    assert list(left["files"]["file"]) == ["меры.xlsx"]
    assert staying(old, [None], whole=False) is old


def test_files_of_large_tables_stay_known():
    merged = merge(tables(("a", 2021)), tables(("a", 2021), numerator="7"), covers(("a", 2021)), used={"ф1.xlsx"})
    assert list(merged["files"]["file"]) == ["a-2021.xlsx"]
    old = tables(("a", 2021))
    old["files"] = pd.concat([old["files"], old["files"].assign(file="ф1.xlsx")], ignore_index=True)
    merged = merge(old, tables(("a", 2022)), covers(("a", 2022)), used={"ф1.xlsx"})
    assert list(merged["files"]["file"]) == ["a-2021.xlsx", "a-2022.xlsx", "ф1.xlsx"]


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
