"""Who has sent what: taken, refused, missing, by the book of loads and by what the store has."""

from __future__ import annotations

from datetime import datetime

import pytest

from svod.errors import InputError
from svod.intake import Order, load
from svod.intake.pupils import KEY
from svod.intake.received import Besides, State, asked, besides, receipts, unplaced
from svod.store import undo

from .broken.makers import f1, register

A, T = ("Ашинский МР", "7.1", 80, 100), ("Троицкий ГО", "7.1", 90, 100)
NAME = "07-libraries-2022.xlsx"


def of(params, municipality, year=2022):
    found = {(one.municipality, one.procedure, one.year): one for one in receipts(params)}
    return found[municipality, "07-libraries", year]


def test_nothing_is_there_before_the_first_load(store, params):
    found = receipts(params)
    assert {one.state for one in found} == {State.MISSING} and unplaced(params) == ()
    assert len(found) == len(params.region.codes) * len(asked(params))


def test_what_was_never_asked_for_is_not_missing(params):
    assert len([pair for pair in asked(params) if pair[0] == "07-libraries"]) == 3
    nothing = params.edition.not_held[0].model_copy(update={"indicators": ("7.1", "7.2", "7.3"), "years": (2021,)})
    edition = params.edition.model_copy(update={"not_held": (nothing,)})
    own = [pair for pair in asked(params.model_copy(update={"edition": edition})) if pair[0] == "07-libraries"]
    assert own == [("07-libraries", 2020), ("07-libraries", 2022)]


def test_a_workbook_of_the_region_counts_for_those_it_has_rows_of(store, book, params):
    load(book(NAME, [A, T]), params)
    found = [of(params, code) for code in ("ashinskiy-mr", "troitskiy-go", "troitskiy-mr")]
    assert [one.state for one in found] == [State.RECEIVED, State.RECEIVED, State.MISSING]
    assert found[0].file == NAME and abs((datetime.now() - found[0].when).total_seconds()) < 60
    assert found[2].when is None and of(params, "ashinskiy-mr", 2021).state is State.MISSING


def test_a_refused_file_is_told_for_its_municipality_and_the_data_before_are_kept(store, book, params, tmp_path):
    load(book(NAME, [A, T]), params)
    title = {"Процедура:": "", "Год:": 2022, "Данные:": "учебные данные", "Муниципалитет:": "Ашинский МР"}
    bad = book(
        "исправленное.xlsx", [(None, "7.1", 120, 100), (None, "7.3", 120, 100)], title=title, folder=tmp_path / "ещё"
    )
    with pytest.raises(InputError):
        load(bad, params)
    own = of(params, "ashinskiy-mr")
    assert (own.state, own.faults, own.kept, own.file) == (State.REFUSED, 2, True, "исправленное.xlsx")
    assert of(params, "troitskiy-go").state is State.RECEIVED


def test_a_refused_workbook_of_the_region_is_told_for_those_it_has_rows_of(store, book, params):
    with pytest.raises(InputError):
        load(book(NAME, [A, ("Троицкий ГО", "7.1", 120, 100), ("Троицкий", "7.1", 1, 100)]), params)
    found = [of(params, code) for code in ("ashinskiy-mr", "troitskiy-go", "troitskiy-mr")]
    assert [(one.state, one.faults) for one in found] == [(State.REFUSED, 2), (State.REFUSED, 2), (State.MISSING, 0)]


def test_a_file_refused_for_others_has_no_faults_of_its_own(store, book, params):
    book("07-libraries-2021.xlsx", [("Ашинский МР", "7.1", 120, 100)])
    with pytest.raises(InputError):
        load(book(NAME, [A]).parent, params)
    assert (of(params, "ashinskiy-mr").state, of(params, "ashinskiy-mr").faults) == (State.REFUSED, 0)
    assert (of(params, "ashinskiy-mr", 2021).faults, of(params, "ashinskiy-mr").kept) == (1, False)


def test_a_load_that_was_undone_took_nothing(store, book, params, tmp_path):
    load(book(NAME, [A]), params)
    load(book(NAME, [A, T], folder=tmp_path / "ещё"), params)
    assert of(params, "troitskiy-go").state is State.RECEIVED
    undo(params.edition.id)
    assert of(params, "troitskiy-go").state is State.MISSING
    assert (of(params, "ashinskiy-mr").state, of(params, "ashinskiy-mr").file) == (State.RECEIVED, NAME)


def test_a_file_nobody_knows_is_told_until_one_of_its_name_is_taken(store, book, params, tmp_path):
    file = tmp_path / "данные" / NAME
    file.parent.mkdir()
    file.write_text("не книга", "utf-8")
    with pytest.raises(InputError):
        load(file, params)
    assert [file.name for _, file in unplaced(params)] == [NAME]
    load(book(NAME, [A]), params, Order(who="Иванова"))
    assert unplaced(params) == ()


def test_measures_and_results_are_there_though_nobody_asked_for_them(store, book, params, tmp_path, monkeypatch):
    assert besides(params)["ashinskiy-mr"] == Besides(0, 0, 0)
    monkeypatch.setenv(KEY, str(tmp_path / "pupils.key"))
    folder = book(NAME, [T], title={"Год:": 2022}).parent
    (folder / "меры.xlsx").write_bytes(register())
    (folder / "ф1.xlsx").write_bytes(f1())
    load(folder, params)
    found = besides(params)
    assert found["ashinskiy-mr"] == Besides(measures=1)
    assert found["agapovskiy-mr"] == Besides(schools=1, works=1)
    assert found["troitskiy-go"] == Besides(0, 0, 0)
    assert of(params, "ashinskiy-mr").state is State.MISSING
