"""Files are read at the same time, in their order, and one that fails costs no other."""

from __future__ import annotations

import pytest

from svod.intake import reading
from svod.intake.files import find_inputs
from svod.intake.indicators import IndicatorsReader
from svod.intake.reading import read_all

ROW = ("Ашинский МР", "7.1", 3, 4)


class Broken(IndicatorsReader):
    """A reader that did not foresee something."""

    def read(self, book, params):
        raise KeyError("нечто")


@pytest.fixture
def folder(book):
    for year in (2020, 2021, 2022):
        made = book(f"07-libraries-{year}.xlsx", [ROW])
    (made.parent / "пусто.csv").touch()
    return made.parent


def test_every_file_in_its_order_and_progress_after_each(folder, params):
    seen = []
    taken = read_all(find_inputs(folder)[0], params, [IndicatorsReader()], progress=lambda *at: seen.append(at))
    assert [one.file for one in taken] == [*(f"07-libraries-{year}.xlsx" for year in (2020, 2021, 2022)), "пусто.csv"]
    assert [len(one.tables.get("indicators", [])) for one in taken] == [1, 1, 1, 0]
    assert taken[-1].faults[0].message == "файл пуст"
    assert seen == [(n, 4) for n in (1, 2, 3, 4)]


def test_other_processes_read_the_same(folder, params, monkeypatch):
    inputs, readers = find_inputs(folder)[0], [IndicatorsReader()]
    alone = read_all(inputs, params, readers, jobs=1)
    monkeypatch.setattr(reading, "WORTH", 0)
    assert read_all(inputs, params, readers, jobs=2) == alone


def test_what_no_reader_foresaw_is_a_fault_of_its_file(folder, params):
    taken = read_all(find_inputs(folder)[0], params, [Broken()])
    assert taken[0].faults[0].message == "файл не разобран (KeyError)"
