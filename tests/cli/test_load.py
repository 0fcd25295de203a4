"""`svod load`: what a person reads of what came in, of what did not, and what is left for them to work on."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from svod import paths
from svod.cli.app import main
from svod.lock import load_lock
from svod.store import current_snapshot, has_snapshot, last_snapshot


def test_a_load_tells_what_came_in(demo: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = demo / "demo" / "2022" / "07-libraries-2022.xlsx"
    assert main(["load", str(book)]) == 0
    said = capsys.readouterr().out
    assert "Загружено: 1\N{NO-BREAK SPACE}файл; показателей 129" in said
    assert "Узнаны: показатели процедуры – 1\n" in said
    assert main(["load", str(book), "--edition", "2022"]) == 0
    said = capsys.readouterr().out
    assert f"Снимок {current_snapshot('2022').id} – данные не изменились\n" in said
    assert "Заменено" not in said and "Ушло" not in said


def test_what_a_load_takes_away_is_told(demo: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = demo / "demo" / "2022" / "07-libraries-2022.xlsx"
    assert main(["load", str(book)]) == 0
    changed = openpyxl.load_workbook(book)
    changed["Показатели"].delete_rows(6)
    changed.save(own / "часть.xlsx")
    capsys.readouterr()
    assert main(["load", str(own / "часть.xlsx")]) == 0
    assert (
        "Ушло из хранилища (было → стало); вернуть: svod load --undo\n"
        "  07-libraries за 2022 год, показателей 129 → 128: Агаповский МР (3 → 2)\n"
    ) in capsys.readouterr().out
    assert main(["load", str(book)]) == 0
    assert "Заменено: 07-libraries за 2022 год, показателей 128 → 129\n" in capsys.readouterr().out


def test_books_of_an_earlier_load_do_not_stay(demo: Path, own: Path) -> None:
    book, folder = demo / "demo" / "2022" / "07-libraries-2022.xlsx", paths.intake("2022")
    file = spoilt(book, own / book.name, ("A6", "Совсем иной"), ("C7", "три"))
    assert main(["load", str(file)]) == 2
    assert {item.name for item in folder.glob("*.xlsx")} == {"замечания.xlsx", "замены.xlsx"}
    assert main(["load", str(book)]) == 0
    assert list(folder.glob("*.xlsx")) == []
    assert main(["load", str(file)]) == 2
    filled = openpyxl.load_workbook(folder / "замены.xlsx")
    filled["Замены"]["D2"] = "agapovskiy-mr"
    filled.save(folder / "замены.xlsx")
    assert main(["load", str(book)]) == 0
    assert [item.name for item in folder.glob("*.xlsx")] == ["замены.xlsx"]  # with what a person typed


def test_faults_of_a_load_end_with_two_and_leave_the_store(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book = own / "07-libraries-2022.xlsx"
    book.write_text("не книга", "utf-8")
    assert main(["load", str(book)]) == 2
    said = capsys.readouterr().err
    assert "Данные не загружены. Всего замечаний: 1." in said
    assert not has_snapshot("2022")
    faults = paths.intake("2022") / "замечания.xlsx"
    assert f"Все замечания таблицей: {faults}" in said
    page = openpyxl.load_workbook(faults)["Замечания"]
    assert [cell.value for cell in page[1]][:2] == ["Файл", "Лист"] and page["A2"].value == book.name


def spoilt(book: Path, to: Path, *changes: tuple[str, object]) -> Path:
    """A copy of a workbook with other values in some cells."""
    opened = openpyxl.load_workbook(book)
    for cell, value in changes:
        opened["Показатели"][cell] = value
    opened.save(to)
    return to


def test_a_name_nobody_knows_is_left_for_a_person_and_taken_from_the_filled_file(
    demo: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = demo / "demo" / "2022" / "07-libraries-2022.xlsx"
    name = openpyxl.load_workbook(book)["Показатели"]["A6"].value
    file = spoilt(book, own / book.name, ("A6", "Совсем иной"))
    assert main(["load", str(file)]) == 2
    corrections = paths.intake("2022") / "замены.xlsx"
    assert f"Впишите коды и повторите с --aliases: {corrections}" in capsys.readouterr().err
    filled = openpyxl.load_workbook(corrections)
    assert filled["Замены"]["C2"].value == "Совсем иной"
    filled["Замены"]["D2"] = {"Агаповский МР": "agapovskiy-mr"}[name]
    filled.save(own / "замены.xlsx")
    assert main(["load", str(file), "--aliases", str(own / "замены.xlsx")]) == 0
    assert "agapovskiy-mr" in set(current_snapshot("2022").indicators["municipality"])


def test_valid_files_alone_end_with_one_and_tell_what_was_refused(
    demo: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inputs = demo / "demo" / "2022"
    folder = own / "присланное"
    folder.mkdir()
    spoilt(inputs / "07-libraries-2022.xlsx", folder / "07-libraries-2022.xlsx", ("C6", "три"))
    (folder / "07-libraries-2021.xlsx").write_bytes((inputs / "07-libraries-2021.xlsx").read_bytes())
    (folder / "письмо.docx").touch()
    assert main(["load", str(folder), "--accept-valid-files"]) == 1
    said = capsys.readouterr().out
    assert "Загружено: 1\N{NO-BREAK SPACE}файл" in said and "письмо.docx" in said
    assert "Отклонено:\n07-libraries-2022.xlsx, лист «Показатели», строка 6" in said
    assert set(current_snapshot("2022").indicators["year"]) == {2021}


def test_without_a_path_the_command_says_what_it_needs(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["load"]) == 1
    assert "svod load ПАПКА" in capsys.readouterr().err


def test_a_load_is_undone(demo: Path, own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    inputs = demo / "demo" / "2022"
    assert main(["load", "--undo"]) == 2
    for year in (2021, 2022):
        assert main(["load", str(inputs / f"07-libraries-{year}.xlsx")]) == 0
    assert set(current_snapshot("2022").indicators["year"]) == {2021, 2022}
    assert main(["load", "--undo"]) == 0
    assert set(current_snapshot("2022").indicators["year"]) == {2021}
    said = capsys.readouterr().out
    assert "Отменена загрузка № 2 от " in said and ": 07-libraries-2022.xlsx\n" in said
    assert f"Снова данные снимка {current_snapshot('2022').id}" in said
    assert main(["load", "--undo"]) == 2
    assert "отменять нечего: прежних данных нет" in capsys.readouterr().err


def test_of_a_load_that_changed_nothing_the_one_before_it_is_undone_and_it_is_said(
    demo: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    books = [demo / "demo" / "2022" / f"07-libraries-{year}.xlsx" for year in (2021, 2022)]
    for book in (*books, books[1]):
        assert main(["load", str(book)]) == 0
    gone = current_snapshot("2022").id
    assert main(["load", "--undo"]) == 0
    said = capsys.readouterr().out
    assert "Отменена загрузка № 2 от " in said and "Загрузки после неё данных не меняли: № 3\n" in said
    assert f"Передумали: svod snapshots --use {gone}\n" in said
    assert main(["load", str(books[1])]) == 0
    assert main(["load", "--undo"]) == 0
    said = capsys.readouterr().out
    assert "Отменена загрузка № 4 от " in said and "не меняли" not in said


def test_that_an_edition_is_pinned_to_other_data_is_told(
    demo: Path, own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    books = [demo / "demo" / "2022" / f"07-libraries-{year}.xlsx" for year in (2021, 2022)]
    assert main(["load", str(books[0])]) == 0
    assert "закреплено" not in capsys.readouterr().out
    pin = last_snapshot("2022").id
    shutil.copytree(paths.params(), own / "params")
    monkeypatch.setenv("SVOD_PARAMS", str(own / "params"))
    edition = own / "params" / "editions" / "2022.yml"
    edition.write_text(edition.read_text("utf-8").replace('snapshot: ""', f'snapshot: "{pin}"'), "utf-8")
    assert main(["load", str(books[1])]) == 0
    said = capsys.readouterr().out
    assert f"Издание закреплено за снимком {pin}: отчёты соберутся по нему, а не по этим данным\n" in said
    assert f'snapshot: "" или "{last_snapshot("2022").id}" в params/editions/2022.yml' in said
    assert main(["load", "--undo"]) == 0
    assert "закреплено" not in capsys.readouterr().out


def test_data_that_are_being_loaded_are_not_undone(
    demo: Path, own: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for year in (2021, 2022):
        assert main(["load", str(demo / "demo" / "2022" / f"07-libraries-{year}.xlsx")]) == 0
    monkeypatch.setattr("svod.lock.WAIT_SECONDS", 0.0)
    with load_lock("2022"):
        assert main(["load", "--undo"]) == 1
    assert "Данные издания 2022 уже загружает другой процесс" in capsys.readouterr().err
    assert set(current_snapshot("2022").indicators["year"]) == {2021, 2022}
