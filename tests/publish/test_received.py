"""The page and the workbook about who has sent what: what they show, and that the site knows nothing of them."""

from __future__ import annotations

import io
import re
from datetime import datetime
from pathlib import Path

import html5lib
import openpyxl
import pytest

from svod.intake.agreement import agreements
from svod.intake.received import Besides, Receipt, State
from svod.params import Params
from svod.publish.received import Received, fill_sheet, new_book, received_book, received_page
from svod.publish.release import FOLDERS

DAY = datetime(2022, 12, 1, 9, 30)


@pytest.fixture
def told(params: Params) -> Received:
    """Three municipalities asked for two years of one procedure; nothing agreed."""
    receipts = (
        Receipt("agapovskiy-mr", "07-libraries", 2021, State.RECEIVED, DAY, "а.xlsx"),
        Receipt("agapovskiy-mr", "07-libraries", 2022, State.MISSING),
        Receipt("argayashskiy-mr", "07-libraries", 2021, State.RECEIVED, DAY, "а.xlsx"),
        Receipt("argayashskiy-mr", "07-libraries", 2022, State.REFUSED, DAY, "=б.xlsx", 3, kept=True),
        Receipt("ashinskiy-mr", "07-libraries", 2021, State.MISSING),
        Receipt("ashinskiy-mr", "07-libraries", 2022, State.MISSING),
    )
    store = {"agapovskiy-mr": Besides(5, 12, 3), "ashinskiy-mr": Besides(0, 7, 1)}
    return Received(params, receipts, {}, ("в.xlsx, 01.12.2022, замечаний: 1",), store)


def test_years_are_one_sign_and_the_silent_are_named(told: Received) -> None:
    assert {of: state for (of, _), state in told.states.items()} == {
        "agapovskiy-mr": "не все", "argayashskiy-mr": "отклонено", "ashinskiy-mr": "нет"
    }  # fmt: skip
    assert told.silent == ("Ашинский МР",)
    assert told.totals == "Получено 2 из 6, отклонено 1, нет 3; данные согласовали 0 из 3, открытых замечаний 0"


def test_the_page_lists_what_is_lacking_and_leads_to_pages_that_are_there(told: Received) -> None:
    page = received_page(told, {"ashinskiy-mr"})
    html5lib.HTMLParser(strict=True).parse(page)
    assert page.count('data-row="net-') == 4
    assert re.search(r'data-row="agapovskiy-mr".*?<td[^>]*>01.12.2022</td>', page, re.DOTALL)
    assert "<td>Библиотеки</td>" in page and "<td>07-libraries</td>" not in page
    assert "замечаний: 3; прежние данные остались" in page and "01.12.2022" in page and "в.xlsx" in page
    assert re.findall(r'href="(agreement/[^"]*)"', page) == ["agreement/ashinskiy-mr.html"]
    assert "Показателей не прислали: Ашинский МР." in page


def test_rows_are_filtered_without_a_script(told: Received, tmp_path: Path, visit) -> None:
    file = tmp_path / "received.html"
    file.write_text(received_page(told, ()), "utf-8")
    page = visit(file)
    rows = page.locator("#tab-1 tbody tr")
    shown = lambda: [row.get_attribute("data-row") for row in rows.all() if row.is_visible()]  # noqa: E731
    assert len(shown()) == 3
    page.get_by_label("с отклонёнными").check()
    assert shown() == ["argayashskiy-mr"]
    page.get_by_label("чего-то нет").check()
    assert shown() == ["agapovskiy-mr", "ashinskiy-mr"]


def test_the_workbook_has_days_as_dates_and_names_as_text(told: Received) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(received_book(told)))["Кто прислал"]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0][:6] == ("Муниципалитет", "Процедура", "Название", "Год", "Состояние", "Когда")
    assert rows[1] == ("Агаповский МР", "07-libraries", "Библиотеки", 2021, "получено", DAY, None, "а.xlsx", None)
    assert rows[4][4:] == ("отклонено", DAY, 3, "=б.xlsx", "остались") and sheet["H5"].data_type == "s"
    assert received_book(told) == received_book(told)


def test_measures_and_results_stand_beside_and_what_is_not_there_is_a_dash(told: Received) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(received_book(told)))["Меры и результаты"]
    rows = [("Муниципалитет", "Мер", "Школ", "Работ"), ("Агаповский МР", 5, 12, 3), ("Ашинский МР", 0, 7, 1)]
    assert list(sheet.iter_rows(values_only=True)) == rows
    (row,) = re.findall(r'<tr data-row="argayashskiy-mr".*?</tr>', received_page(told, ()), re.DOTALL)
    assert row.count('data-v="0">–</td>') == 3


def test_a_sheet_without_rows_has_its_headings() -> None:
    book = new_book()
    fill_sheet(book.create_sheet("Лист"), {"А": 10, "Б": 12}, [], above=2)
    assert [cell.value for cell in book["Лист"][3]] == ["А", "Б"] and book["Лист"].freeze_panes == "A4"


def test_agreements_of_the_demo_are_counted(demo: Path, params: Params, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SVOD_OUTPUT", str(demo))
    found = agreements(params)
    told = Received(params, (Receipt("ashinskiy-mr", "07-libraries", 2021, State.RECEIVED),), found, ())
    total = len(found["ashinskiy-mr"].asked)
    assert f"0 из {total}" in received_page(told, ())


def test_nothing_of_intake_is_released_or_linked(root: Path) -> None:
    assert "intake" not in FOLDERS and not any(name.startswith("intake") for name in FOLDERS)
    library = root / "lib" / "svod"
    inner = {"received.html.j2", "agreement.html.j2"}
    pages = [file for file in (library / "publish" / "templates").rglob("*.j2") if file.name not in inner]
    assert len(pages) >= 5
    assert [file.name for file in pages if re.search(r"received\.|agreement/|intake/", file.read_text("utf-8"))] == []
