"""The file of corrections: written with candidates, read with what a person chose."""

from __future__ import annotations

import openpyxl
import pytest

from svod.errors import InputError
from svod.intake.aliases import Aliases, read_aliases, write_aliases
from svod.intake.names import Candidate
from svod.intake.schools import Unknown

TROITSK = (Candidate("troitskiy-go", "Троицкий ГО", 0.84), Candidate("troitskiy-mr", "Троицкий МР", 0.84))
UNKNOWN = [
    Unknown("school", "Ашинский МР", "=СОШ 12", (Candidate("edu740001", "СОШ № 1 г. Аша", 0.8),), "", "", ""),
    Unknown("municipality", "", "Троицкий", TROITSK, "", "", ""),
]


@pytest.fixture
def filled(tmp_path, params):
    """Write the file, fill in the codes by the row, read it."""

    def run(*codes: str) -> Aliases:
        write_aliases(tmp_path / "замены.xlsx", UNKNOWN)
        book = openpyxl.load_workbook(tmp_path / "замены.xlsx")
        for row, code in enumerate(codes, 2):
            book["Замены"].cell(row, 4, code)
        book.save(tmp_path / "замены.xlsx")
        return read_aliases(tmp_path / "замены.xlsx", params.region)

    return run


def test_what_is_written_for_a_person(tmp_path):
    write_aliases(tmp_path / "замены.xlsx", UNKNOWN)
    page = openpyxl.load_workbook(tmp_path / "замены.xlsx")["Замены"]
    rows = list(page.iter_rows(values_only=True))
    assert rows[0][:5] == ("Что это", "Муниципалитет", "Написано", "Код", "Возможно, 1")
    assert rows[1][:6] == ("муниципалитет", None, "Троицкий", None, "troitskiy-go – Троицкий ГО (0,84)",
                           "troitskiy-mr – Троицкий МР (0,84)")  # fmt: skip
    assert rows[2][:5] == ("ОО", "Ашинский МР", "=СОШ 12", None, "edu740001 – СОШ № 1 г. Аша (0,80)")
    assert page["C3"].data_type == "s"


def test_what_a_person_chose_is_found_in_any_spelling(filled):
    aliases = filled("troitskiy-mr", "edu740001")
    assert aliases.municipality("  ТРОИЦКИЙ ") == "troitskiy-mr"
    assert aliases.school("ashinskiy-mr", "=сош 12") == "edu740001"
    assert aliases.school("troitskiy-go", "=СОШ 12") == ""


def test_a_row_without_a_code_says_nothing(filled):
    assert filled().codes == {}


def test_a_municipality_that_is_none_is_told(filled, monkeypatch):
    monkeypatch.setitem(globals(), "UNKNOWN", [Unknown("school", "Аша", "СОШ 12", (), "", "", "")])
    with pytest.raises(InputError, match=r"строка 2, столбец «Муниципалитет»: муниципалитета «Аша» нет"):
        filled("edu740001")


def test_a_code_of_no_municipality_is_told(filled):
    with pytest.raises(InputError, match=r"строка 2, столбец «Код»: кода «троицк» нет"):
        filled("троицк")
