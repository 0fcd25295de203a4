"""Forms as files: one for each municipality and procedure, the same bytes each time, none written over."""

from __future__ import annotations

import openpyxl
import pytest

from svod.archive import packed
from svod.intake.forms import write_forms
from svod.intake.forms.indicators import MUNICIPALITY, indicators_form
from svod.intake.forms.write import MEASURES

YEARS = (2020, 2021, 2022)


def test_a_book_for_every_pair_and_the_measures(params, tmp_path):
    procedures, places = params.procedures[6:8], params.region.municipalities[:2]
    written = write_forms(tmp_path, params, procedures, places, YEARS)
    names = [file.relative_to(tmp_path).as_posix() for file in written.files]
    assert sorted(names) == sorted(
        f"{place.name}/{name}" for place in places for name in ("07-libraries.xlsx", "08-heads.xlsx", MEASURES)
    )
    assert all(file.exists() for file in written.files) and written.kept == []
    assert not list(tmp_path.rglob(".*"))
    for file in written.files:
        sheet = openpyxl.load_workbook(file).worksheets[0]
        assert file.parent.name in {cell.value for row in sheet.iter_rows(max_row=4) for cell in row}


def test_a_form_does_not_depend_on_those_written_before_it(params, tmp_path):
    procedure, place = params.procedures[6], params.region.municipalities[5]
    write_forms(tmp_path, params, params.procedures[5:8], params.region.municipalities[:6], YEARS)
    alone = indicators_form(params, procedure, YEARS)
    alone["Показатели"][MUNICIPALITY] = place.name
    assert (tmp_path / place.name / f"{procedure.id}.xlsx").read_bytes() == packed(alone)


def test_one_year_is_in_the_name_and_nothing_held_is_no_file(params, tmp_path):
    asked = [params.procedure("07-libraries"), params.procedure("11-project-500")]
    written = write_forms(tmp_path, params, asked, params.region.municipalities[:1], (2020,))
    assert sorted(file.name for file in written.files) == ["07-libraries-2020.xlsx", MEASURES]


def test_the_registers_are_one_for_the_region(params, tmp_path):
    written = write_forms(tmp_path, params, (), (), YEARS, registers_too=True)
    assert [file.relative_to(tmp_path).as_posix() for file in written.files] == ["школы.xlsx", "работы.xlsx"]


def test_a_filled_form_is_never_written_over(params, tmp_path):
    asked = (params.procedures[6:7], params.region.municipalities[:1], YEARS)
    first, measures = write_forms(tmp_path, params, *asked).files
    assert write_forms(tmp_path, params, *asked).kept == []
    book = openpyxl.load_workbook(first)
    book["Показатели"]["F9"] = 7
    book.save(first)
    filled = first.read_bytes()
    assert write_forms(tmp_path, params, *asked).kept == [first]
    assert first.read_bytes() == filled and measures.exists()


def test_a_folder_that_cannot_be_written_is_an_error_of_the_system(params, tmp_path):
    (tmp_path / params.region.municipalities[0].name).write_text("файл на месте папки", "utf-8")
    with pytest.raises(OSError):
        write_forms(tmp_path, params, (), params.region.municipalities[:1], YEARS)
