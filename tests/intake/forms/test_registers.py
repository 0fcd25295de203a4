"""Forms of registers: any valid row comes back as it was written, and their lists offer what the contracts take."""

from __future__ import annotations

import io
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svod.archive import packed
from svod.contracts.assessments import ITEMS, KINDS, LEVELS, WORKS, settle
from svod.contracts.measures import FORM as MEASURES
from svod.contracts.measures import STATUSES, measure_contract
from svod.contracts.schools import FORM as SCHOOLS
from svod.contracts.schools import SETTLEMENTS, TYPES, school_contract
from svod.intake import load
from svod.intake.book import Book
from svod.intake.forms.page import PROMPT_LONGEST, REFUSAL_LONGEST, TITLE_LONGEST
from svod.intake.forms.registers import MUNICIPALITY, measures_form, schools_form, works_form
from svod.intake.measures import MeasuresReader
from svod.intake.registers import SchoolsReader, WorksReader
from svod.intake.taken import Taken, recognise
from svod.store import current_snapshot

ROWS = 6


@pytest.fixture(scope="module")
def forms(params):
    return {
        "measures": measures_form(params, ROWS),
        "schools": schools_form(params, ROWS),
        "works": works_form(params, ROWS),
    }


@pytest.fixture
def read(params):
    def run(content: bytes) -> Taken:
        book = Book("форма.xlsx", content)
        taken = recognise(book, (MeasuresReader(), SchoolsReader(), WorksReader())).read(book, params)
        assert taken.faults == taken.warnings == ()
        return taken

    return run


def options(book: openpyxl.Workbook, sheet: str, column: str) -> list[str]:
    """What the drop-down of a column offers."""
    found = next(
        check for check in book[sheet].data_validations.dataValidation
        if str(check.sqref).startswith(column) and check.type == "list"
    )  # fmt: skip
    name, cells = found.formula1.replace("$", "").split("!")
    return [row[0].value for row in book[name.strip("'")][cells]]


def test_a_drop_down_offers_what_is_taken(forms, params):
    assert options(forms["measures"], "Меры", "H") == list(STATUSES)
    assert options(forms["measures"], "Меры", "A") == [item.title for item in params.procedures]
    assert options(forms["schools"], "Школы", "C") == [item.name for item in params.region.municipalities]
    assert options(forms["works"], "Работы", "A") == list(KINDS.values())
    assert forms["measures"]["Списки"].sheet_state == "visible"
    assert forms["schools"]["Списки"].sheet_state == "hidden"


def test_checks_say_no_more_than_excel_keeps_and_every_column_has_one(forms):
    for book, names in zip(forms.values(), (("Меры",), ("Школы",), ("Работы", "Задания")), strict=True):
        for name in names:
            checks = book[name].data_validations.dataValidation
            assert len(checks) >= 6
            for check in checks:
                assert len(check.promptTitle) < TITLE_LONGEST and 5 < len(check.prompt) < PROMPT_LONGEST
                assert (check.type is None) == (check.error is None) and len(check.error or "") < REFUSAL_LONGEST


def test_only_rows_are_open_and_rows_may_be_put_in(forms):
    sheet = openpyxl.load_workbook(io.BytesIO(packed(forms["schools"])))["Школы"]
    assert sheet.protection.sheet and not sheet.protection.insertRows
    locked = [cell.protection.locked for cell in sheet[6]]
    assert sheet["A6"].value == "Код ОО *" and locked == [True] * 6 + [False] * 4
    assert not any(cell.protection.locked for row in sheet["A7:J12"] for cell in row)


WORDS = st.text("абвгдеёжзАБВГ №«»-1234567890", min_size=1, max_size=30).map(str.strip).filter(
    lambda words: any(map(str.isalpha, words))
)  # fmt: skip
DAYS = st.dates(date(2001, 1, 1), date(2030, 12, 31))
COMMON = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def stamped(day: date | None) -> datetime | None:
    return day and datetime(day.year, day.month, day.day)


@COMMON
@given(data=st.data())
def test_any_valid_measures_come_back(data, forms, filled, read, params):
    rows, wanted = [], []
    for _ in range(data.draw(st.integers(1, ROWS))):
        item = data.draw(st.sampled_from(params.procedures))
        codes = [None, *(own.code for own in params.methodology.of(item.id))]
        code, words, who = data.draw(st.tuples(st.sampled_from(codes), WORDS, st.none() | WORDS))
        first, last = sorted(data.draw(st.tuples(DAYS, DAYS)))
        end, status = data.draw(st.tuples(st.sampled_from((None, last)), st.sampled_from(STATUSES)))
        values = (item.title, code, words, stamped(first), stamped(end), who, None, status)
        rows.append(dict(zip(list(MEASURES.titles.values())[1:], values, strict=True)))
        told, who = " ".join(words.split()), who and " ".join(who.split())
        wanted.append(["Ашинский МР", item.id, code, told, first, end, who, None, status])
    taken = read(filled(forms["measures"], "Меры", rows, **{MUNICIPALITY: "Ашинский МР"}))
    assert taken.covers == {("measures", "Ашинский МР")}
    found = taken.tables["measures"]
    assert [[row[name] for name in MEASURES.titles] for row in found] == wanted
    contract = measure_contract(params)
    table = contract.table({**row, "municipality": "ashinskiy-mr"} for row in found)
    assert [fault for fault in contract.faults(table) if "повторена" not in fault.message] == []


@COMMON
@given(data=st.data())
def test_any_valid_schools_come_back(data, forms, filled, read, params):
    codes = data.draw(st.lists(st.integers(740000, 749999), min_size=1, max_size=ROWS, unique=True))
    rows, wanted = [], []
    for code in codes:
        place = data.draw(st.sampled_from(params.region.municipalities))
        kind, where = data.draw(st.tuples(st.none() | st.sampled_from(TYPES), st.none() | st.sampled_from(SETTLEMENTS)))
        values = (f"edu{code}", data.draw(WORDS), place.name, kind, where, data.draw(st.none() | st.integers(0, 5000)))
        rows.append(dict(zip(SCHOOLS.titles.values(), values, strict=True)))
        wanted.append([values[0], " ".join(values[1].split()), *values[2:]])
    found = read(filled(forms["schools"], "Школы", rows)).tables["schools"]
    assert [[row[name] for name in SCHOOLS.titles] for row in found] == wanted
    contract = school_contract(params)
    code_of = {item.name: item.code for item in params.region.municipalities}
    table = contract.table({**row, "municipality": code_of[row["municipality"]]} for row in found)
    assert contract.faults(table) == []


def test_a_column_of_ones_own_is_a_context_variable(forms, filled, read):
    row = {"Код ОО": "edu740001", "Название": "СОШ № 1", "Муниципалитет": "Ашинский МР"}
    taken = read(filled(forms["schools"], "Школы", [row], G6="Индекс", G7=0.25))
    assert [(one["school"], one["variable"], one["value"]) for one in taken.tables["context"]] == [
        ("edu740001", "Индекс", 0.25)
    ]


@COMMON
@given(data=st.data())
def test_any_valid_works_come_back(data, forms, filled, read):
    parts = data.draw(st.lists(st.integers(1, 4), min_size=3, max_size=ROWS))
    kind, grade, year = data.draw(st.tuples(st.sampled_from(list(KINDS)), st.integers(2, 11), st.integers(2019, 2026)))
    day = data.draw(st.none() | st.dates(date(year, 1, 1), date(year, 12, 31)))
    own, most = data.draw(st.none() | st.integers(1, grade)), sum(parts)
    borders = data.draw(st.sampled_from(((None,) * 3, (1, 2, 3))))
    key, titles = (KINDS[kind], year, grade, "Математика"), list(WORKS.titles.values())
    work = dict(zip(titles, (*key, stamped(day), own, most, *borders), strict=True))
    items, told = [], []
    for number, most_of_item in enumerate(parts, 1):
        level, words = data.draw(st.tuples(st.none() | st.sampled_from(LEVELS), st.none() | WORDS))
        values = (*key, f"{number}.1", number, most_of_item, level, f"{number}.10", words)
        items.append(dict(zip(ITEMS.titles.values(), values, strict=True)))
        told.append([kind, *key[1:], *values[4:-1], words and " ".join(words.split())])
    content = filled(forms["works"], "Работы", [work])
    taken = read(filled(openpyxl.load_workbook(io.BytesIO(content)), "Задания", items))
    (found,) = taken.tables["assessments"]
    assert [found[name] for name in WORKS.titles] == [kind, *key[1:], day, own, most, *borders]
    assert [[row[name] for name in ITEMS.titles] for row in taken.tables["items"]] == told
    assert settle(taken.tables["assessments"], taken.tables["items"]).faults == ()


SCHOOL = {"Код ОО": "edu740001", "Название": "СОШ № 1", "Муниципалитет": "Ашинский МР", "Местность": "город"}
MEASURE = {"Процедура": "Всероссийские проверочные работы", "Показатель": "10.1", "Мера": "Разбор работ в школах"}
MEASURE |= {"Начало": datetime(2021, 2, 1), "Окончание": datetime(2021, 9, 1), "ОО": "edu740001", "Статус": "выполнена"}
WORK = {"Процедура": "ВПР", "Год": 2022, "Класс": 4, "Предмет": "Математика", "Дата": datetime(2022, 3, 15)}
ITEM = {"Процедура": "ВПР", "Год": 2022, "Класс": 4, "Предмет": "Математика", "Задание": "4К1", "Максимальный балл": 2}


def books(forms, filled) -> dict[str, bytes]:
    """The three books of registers with one row on each sheet."""
    works = filled(forms["works"], "Работы", [{**WORK, "Максимальный балл": 2}])
    return {
        "школы": filled(forms["schools"], "Школы", [SCHOOL], G6="Индекс", G7=0.25),
        "меры": filled(forms["measures"], "Меры", [MEASURE], **{MUNICIPALITY: "Ашинский МР"}),
        "работы": filled(openpyxl.load_workbook(io.BytesIO(works)), "Задания", [ITEM]),
    }


def loaded(folder, books, kind, params) -> dict[str, list[tuple]]:
    """What a load of the books leaves in the store, of the columns that WANTED names."""
    folder.mkdir()
    for name, content in books.items():
        (folder / f"{name}.{kind}").write_bytes(content)
    load(folder, params)
    snapshot = current_snapshot("2022")
    return {
        table: list(snapshot.table(table)[columns.split()].itertuples(index=False, name=None))
        for table, columns in COLUMNS.items()
    }


COLUMNS = {
    "schools": "school name municipality", "context": "school variable value", "measures": "indicator start end school",
    "assessments": "assessment grade date maximum", "items": "subject item maximum",
}  # fmt: skip
WANTED = {
    "schools": [("edu740001", "СОШ № 1", "ashinskiy-mr")],
    "context": [("edu740001", "Индекс", 0.25)],
    "measures": [("10.1", date(2021, 2, 1), date(2021, 9, 1), "edu740001")],
    "assessments": [("vpr", 4, date(2022, 3, 15), 2.0)],
    "items": [("Математика", "4К1", 2.0)],
}


def test_registers_load_as_they_come_back(store, forms, filled, params, tmp_path):
    assert loaded(tmp_path / "присланное", books(forms, filled), "xlsx", params) == WANTED


@pytest.mark.office
def test_registers_load_from_another_office_too(store, forms, filled, office, params, tmp_path):
    sent = {name: office(content, "ods") for name, content in books(forms, filled).items()}
    assert loaded(tmp_path / "присланное", sent, "ods", params) == WANTED
