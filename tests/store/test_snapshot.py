"""A snapshot comes back as it was written, is named by what it says and never changes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from svod import store
from svod.errors import NotFound

KEEPS = ["procedure", "indicator", "municipality", "year", "numerator", "denominator", "participants"]


def observation(municipality: str, numerator: object = Decimal(5), participants: object = 40) -> dict[str, object]:
    return {
        "procedure": "01-ejournals", "indicator": "1.1", "municipality": municipality, "year": 2021,
        "numerator": numerator, "denominator": Decimal(7), "participants": participants, "note": "",
        "file": "01-ejournals-2021.xlsx", "sheet": "Показатели", "row": 4,
    }  # fmt: skip


def tables(*rows: dict[str, object], data: str | None = "") -> dict[str, pd.DataFrame]:
    measure = {
        "municipality": "miasskiy-go", "procedure": "01-ejournals", "indicator": "1.1", "measure": "Совещание",
        "start": date(2021, 9, 1), "end": None, "responsible": "Управление", "school": None, "status": "выполнено",
        "file": "measures.xlsx", "sheet": "Меры", "row": 2,
    }  # fmt: skip
    files = {"file": "01-ejournals-2021.xlsx", "sha256": "0" * 64, "rows": len(rows), "data": data}
    return {
        "indicators": pd.DataFrame(rows, columns=store.SCHEMAS["indicators"].names, dtype=object),
        "measures": pd.DataFrame([measure], dtype=object),
        "files": pd.DataFrame([files], dtype=object),
    }


@pytest.fixture(autouse=True)
def output(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    return tmp_path


def test_what_was_written_comes_back() -> None:
    rows = [observation("miasskiy-go", Decimal("0.333333")), observation("uyskiy-mr", None, None)]
    id = store.write_snapshot("2022", tables(*rows))
    snapshot = store.current_snapshot("2022")
    assert snapshot.id == id
    back = snapshot.indicators.to_dict("records")
    assert [back[0][key] for key in KEEPS] == [rows[0][key] for key in KEEPS]
    assert pd.isna(back[1]["numerator"])
    assert pd.isna(back[1]["participants"])
    measure = snapshot.measures.iloc[0]
    assert (measure["measure"], measure["start"]) == ("Совещание", date(2021, 9, 1))
    assert pd.isna(measure["end"])
    assert snapshot.files["rows"].tolist() == [2]


def test_numbers_come_back_exact_to_the_last_digit() -> None:
    number = Decimal("123456789012345678.000001")
    store.write_snapshot("2022", tables(observation("miasskiy-go", number)))
    assert store.current_snapshot("2022").indicators["numerator"].tolist() == [number]


def test_the_order_of_rows_does_not_name_a_snapshot() -> None:
    rows = [observation(name) for name in ("a", "b", "c")]
    assert store.write_snapshot("2022", tables(*rows)) == store.write_snapshot("2022", tables(*reversed(rows)))


def test_one_other_number_names_another_snapshot_and_the_first_stays_as_it_was(output: Path) -> None:
    first = store.write_snapshot("2022", tables(observation("a")))
    kept = {file.name: file.read_bytes() for file in (output / "store" / "2022" / first).iterdir()}
    second = store.write_snapshot("2022", tables(observation("a", Decimal(6))))
    assert first != second
    assert store.current_snapshot("2022").id == second
    assert kept == {file.name: file.read_bytes() for file in (output / "store" / "2022" / first).iterdir()}
    assert kept.keys() == {"indicators.parquet", "measures.parquet", "files.parquet", "digest.json"}


def test_going_back_to_earlier_data_goes_back_to_their_snapshot() -> None:
    first = store.write_snapshot("2022", tables(observation("a")))
    store.write_snapshot("2022", tables(observation("b")))
    assert store.write_snapshot("2022", tables(observation("a"))) == first
    assert store.current_snapshot("2022").indicators["municipality"].tolist() == ["a"]


def test_editions_do_not_share_data() -> None:
    store.write_snapshot("2022", tables(observation("a")))
    store.write_snapshot("2023", tables(observation("b")))
    assert [store.current_snapshot(id).indicators["municipality"].item() for id in ("2022", "2023")] == ["a", "b"]


def test_a_failed_write_leaves_the_earlier_snapshot_and_no_litter(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = store.write_snapshot("2022", tables(observation("a")))
    before = sorted(item.name for item in (output / "store" / "2022").iterdir())

    def full(table: object, where: Path) -> None:
        where.write_bytes(b"half")
        raise OSError("disk full")

    monkeypatch.setattr(store.snapshot.pq, "write_table", full)
    with pytest.raises(OSError, match="disk full"):
        store.write_snapshot("2022", tables(observation("b")))
    assert store.current_snapshot("2022").id == first
    assert sorted(item.name for item in (output / "store" / "2022").iterdir()) == before


def test_without_data_the_message_gives_the_command() -> None:
    assert not store.has_snapshot("2022")
    with pytest.raises(NotFound, match="Для издания «2022» данные не загружены") as caught:
        store.current_snapshot("2022")
    assert "svod load" in str(caught.value)
    store.write_snapshot("2022", tables(observation("a")))
    assert store.has_snapshot("2022")
    assert not store.has_snapshot("2023")


def test_a_column_that_the_schema_wants_cannot_be_left_out() -> None:
    short = tables(observation("a"))
    short["indicators"] = short["indicators"].drop(columns="denominator")
    with pytest.raises(KeyError, match="denominator"):
        store.write_snapshot("2022", short)
    assert not store.has_snapshot("2022")


@pytest.mark.parametrize(
    ("data", "demo"),
    [("", False), (None, False), ("учебные данные", True), ("Учебные данные, 2022", True), ("сбор", False)],
)
def test_a_snapshot_of_the_demo_region_knows_itself(data: str | None, demo: bool) -> None:
    store.write_snapshot("2022", tables(observation("a"), data=data))
    assert store.current_snapshot("2022").demo is demo


# --- the hash of a table --------------------------------------------------------------------------------------------


def test_one_number_has_one_hash_however_it_is_written() -> None:
    spelt = [pd.DataFrame({"n": [Decimal(text)]}, dtype=object) for text in ("5", "5.0", "5.000000", "0.5E1")]
    assert len({store.frame_hash(frame) for frame in spelt}) == 1


def test_a_table_has_the_same_hash_before_and_after_the_store() -> None:
    given = tables(observation("a", Decimal("2.5")), observation("b", None, None))
    store.write_snapshot("2022", given)
    back = store.current_snapshot("2022")
    assert store.frame_hash(back.indicators) == store.frame_hash(given["indicators"])


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=3), st.text(max_size=3)), min_size=1, max_size=4), st.randoms())
def test_the_hash_forgets_the_order_of_rows_and_nothing_else(rows: list[tuple[str, str]], random) -> None:
    frame = pd.DataFrame(rows, columns=["a", "b"], dtype=object)
    order = random.sample(range(len(rows)), len(rows))
    assert store.frame_hash(frame) == store.frame_hash(frame.iloc[order])
    other = pd.DataFrame([*rows, rows[0]], columns=["a", "b"], dtype=object)
    assert store.frame_hash(frame) != store.frame_hash(other)
