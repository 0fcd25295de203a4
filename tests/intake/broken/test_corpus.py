"""Every broken file gives its message with place and remedy, no traceback, and the store stays as it was."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import pytest

from svod.cli.app import main
from svod.errors import InputError
from svod.intake import Order, load
from svod.intake import book as opening
from svod.store import current_snapshot

from ..readers.conftest import section
from .exports import EXPORTS
from .forms import CELLS, FILES, REGISTER, SHEETS
from .makers import FORM, PUPILS, Case, added, f1, form
from .registers import REGISTERS, SCHOOL, schools
from .sound import DATES, DAYS, SOUND, Sound

BROKEN = [*FILES, *SHEETS, *CELLS, *REGISTER, *EXPORTS, *REGISTERS]


def written(folder: Path, files) -> Path:
    folder.mkdir(exist_ok=True)
    for name, content in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content())
    return folder


def state(store: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in sorted(store.rglob("*")) if file.is_file()}


def refusal(folder: Path, params) -> InputError:
    with pytest.raises(InputError) as caught:
        load(folder, params)
    return caught.value


def sound_words(error: InputError, files) -> None:
    """Every fault names its file, says what to do, and is Russian."""
    for fault in error.faults:
        assert fault.place.startswith(tuple(files)) and fault.message and fault.remedy, fault
        assert not re.search(r"Traceback|Error|None|nan|<|object at|error|invalid", str(fault)), fault
        assert re.search("[а-яё]{3}", fault.message) and not fault.message.endswith("."), fault


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.name)
def test_a_broken_file_is_told_and_the_store_stays(case: Case, store: Path, tmp_path: Path, params) -> None:
    load(written(tmp_path / "прежние", {"08-heads-2021.xlsx": form_of_heads, **case.before}), params)
    before = state(store)
    error = refusal(written(tmp_path / "новые", case.files), params)
    told = str(error)
    missing = [word for word in case.words if word not in told]
    assert not missing, f"{missing} not in:\n{told}"
    sound_words(error, case.files)
    assert state(store) == before != {}


def test_the_corpus_is_large() -> None:
    assert len(BROKEN) >= 60
    assert len({case.name for case in BROKEN}) == len(BROKEN)


def form_of_heads() -> bytes:
    return form(("Ашинский МР", "8.2", 5, 10), title={"Год:": 2021, "Данные:": "учебные данные"})


@pytest.mark.parametrize("case", SOUND, ids=lambda case: case.name)
def test_what_only_looks_broken_is_read_as_it_was_meant(case: Sound, store: Path, tmp_path: Path, params) -> None:
    loaded = load(written(tmp_path / "новые", case.files), params)
    table = current_snapshot("2022").indicators
    found = table[["municipality", "indicator", "numerator", "denominator"]].itertuples(index=False, name=None)
    assert tuple(found) == case.rows
    told = "\n".join(map(str, loaded.warnings))
    assert [word for word in case.words if word not in told] == [] and bool(told) == bool(case.words), told


def test_a_day_is_the_same_by_both_calendars_of_excel(store: Path, tmp_path: Path, params) -> None:
    for name, content in DATES.items():
        load(written(tmp_path / name, {name: content}), params)
        (row,) = current_snapshot("2022").measures.to_dict("records")
        assert (row["start"], row["end"]) == DAYS


def test_a_bomb_is_refused_before_it_is_unpacked(store: Path, tmp_path: Path, params, monkeypatch) -> None:
    monkeypatch.setattr(opening, "LARGEST", 1 << 20)
    bomb = added(form(), "xl/media/image1.png", bytes(2 << 20))
    assert len(bomb) < 1 << 20
    told = str(refusal(written(tmp_path / "новые", {FORM: lambda: bomb}), params))
    assert f"{FORM}: в распакованном виде книга занимает 2 МБ" in told and "Разделите книгу на части" in told


def test_a_file_that_may_not_be_opened_costs_no_other(store: Path, tmp_path: Path, params, monkeypatch) -> None:
    folder = written(tmp_path / "новые", {FORM: form, "чужой.xlsx": form})
    read = Path.read_bytes

    def denied(path: Path) -> bytes:
        if path.name == "чужой.xlsx":
            raise PermissionError(13, "Permission denied")
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", denied)
    told = str(refusal(folder, params))
    assert "чужой.xlsx: файл не открывается: нет прав на чтение" in told and "проверьте права" in told
    assert [one.file for one in load(folder, params, Order(accept_valid=True)).files] == [FORM]


def test_the_good_files_of_a_bad_folder_load_alone_where_a_person_says_so(store: Path, tmp_path: Path, params) -> None:
    broken = {case.name: case.files for case in FILES}
    files = {f"{number:02}-{name}": make for number, own in enumerate(broken.values()) for name, make in own.items()}
    folder = written(tmp_path / "новые", {**files, FORM: form})
    told = refusal(folder, params)
    loaded = load(folder, params, Order(accept_valid=True))
    assert [one.file for one in loaded.files] == [FORM]
    assert {fault.place.split(",")[0].split(":")[0] for fault in loaded.refused} == set(files)
    assert {fault.message for fault in told.faults} == {fault.message for fault in loaded.refused}
    assert list(current_snapshot("2022").files["file"]) == [FORM]


def test_a_declared_number_of_participants_is_asked_about_and_not_refused(store: Path, tmp_path: Path, params) -> None:
    rows = (section("edu740001", 5), *PUPILS[1:])
    loaded = load(written(tmp_path / "новые", {"Ф1.xlsx": lambda: f1(*rows)}), params)
    told = "\n".join(map(str, loaded.warnings))
    assert "edu740001: заявлено участников 5, а строк 2" in told and loaded.rows["results"] == 2


def test_a_school_that_moves_is_asked_about_and_keeps_its_past(store: Path, tmp_path: Path, params) -> None:
    load(written(tmp_path / "было", {"школы.xlsx": lambda: schools(SCHOOL)}), params)
    moved = (*SCHOOL[:2], "Уйский МР", *SCHOOL[3:])
    loaded = load(written(tmp_path / "стало", {"школы.xlsx": lambda: schools(moved)}), params)
    told = "\n".join(map(str, loaded.warnings))
    assert "школа edu740001 переходит: была – Агаповский МР, стала – Уйский МР" in told
    assert list(current_snapshot("2022").table("schools")["municipality"]) == ["uyskiy-mr"]


def test_a_document_without_an_ending_is_named(store: Path, tmp_path: Path, params) -> None:
    folder = written(tmp_path / "новые", {FORM: form, "книга.xlsx.": form, "книга": form, ".DS_Store": bytes})
    assert load(folder, params).passed == ("книга", "книга.xlsx.")


@pytest.mark.parametrize("case", [FILES[0], FILES[1], CELLS[0], EXPORTS[0], REGISTERS[0]], ids=lambda case: case.name)
def test_the_command_ends_with_two_and_a_workbook_of_faults(case: Case, store: Path, tmp_path: Path, capsys) -> None:
    assert main(["load", str(written(tmp_path / "новые", case.files))]) == 2
    said = capsys.readouterr()
    assert all(word in said.err for word in case.words) and "Traceback" not in said.err + said.out
    assert not store.exists() and (store.parent / "2022" / "intake" / "замечания.xlsx").exists()


@pytest.mark.office
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_books_of_other_programs_load(ending: str, store: Path, tmp_path: Path, params) -> None:
    source = written(tmp_path, {FORM: form}) / FORM
    home = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", home, "--headless", "--convert-to", ending, "--outdir", str(tmp_path / "новые"), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    load(tmp_path / "новые", params)
    (row,) = current_snapshot("2022").indicators.to_dict("records")
    assert (row["municipality"], row["indicator"], row["numerator"]) == ("ashinskiy-mr", "7.1", 80)
