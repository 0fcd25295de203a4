"""The book of loads keeps every load in its order."""

from __future__ import annotations

import pytest

from svod.errors import SvodError
from svod.intake.loads import File, loads, note_load

COVERS = (("indicators", "07-libraries", 2022),)
FILE = File("а.xlsx", "0" * 64, "показатели процедуры", COVERS, 12, 0, ("ashinskiy-mr",))


def test_loads_come_back_in_their_order(store):
    assert list(loads("2022")) == []
    written = [note_load("2022", who, "", snapshot, [FILE]) for who, snapshot in (("", "a"), ("Иванова", ""))]
    assert list(loads("2022")) == written
    assert [load.number for load in written] == [1, 2]
    assert written[0].files[0].covers == (("indicators", "07-libraries", 2022),)


def test_more_than_nine_are_still_in_their_order(store):
    for number in range(12):
        note_load("2022", str(number), "", "", [])
    assert [one.who for one in loads("2022")] == [str(number) for number in range(12)]


def test_the_day_as_people_write_it(store):
    load = note_load("2022", "", "", "", [])
    assert load.day == ".".join(reversed(load.time[:10].split("-")))


@pytest.mark.parametrize("text", ["{", "{}", "[]", '{"files": [{}]}'])
def test_a_page_that_cannot_be_read_is_named_with_the_way_out(store, text):
    note_load("2022", "", "", "a", [FILE])
    (page,) = (store.parent / "2022" / "intake" / "loads").glob("*.json")
    page.write_text(text, "utf-8")
    with pytest.raises(SvodError, match=r"не читается: .*000001\.json\.\nУдалите этот файл"):
        list(loads("2022"))
