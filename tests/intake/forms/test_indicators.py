"""The form of a procedure: it asks for what was held, tells what to count, and reads back what was written."""

from __future__ import annotations

import io
from decimal import Decimal
from fractions import Fraction

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from svod.archive import packed
from svod.contracts.indicators import FORM, indicator_contract
from svod.errors import InputError
from svod.intake import load
from svod.intake.book import Book
from svod.intake.cells import nothing, plain
from svod.intake.forms.indicators import MUNICIPALITY, indicators_form
from svod.intake.forms.page import PROMPT_LONGEST, REFUSAL_LONGEST, TITLE_LONGEST
from svod.intake.indicators import IndicatorsReader
from svod.intake.taken import Taken, recognise
from svod.stats.scoring import indicator_value
from svod.store import current_snapshot

LIBRARIES, PROGRAMMES = "07-libraries", "06-main-programmes"


@pytest.fixture
def form(params):
    return lambda procedure=LIBRARIES, years=(2022,): indicators_form(params, params.procedure(procedure), years)


@pytest.fixture
def read(params):
    def run(content: bytes, name: str = "форма.xlsx") -> Taken:
        book = Book(name, content)
        return recognise(book, (IndicatorsReader(),)).read(book, params)

    return run


def test_a_row_says_what_to_count_and_asks_for_two_numbers(form):
    sheet = openpyxl.load_workbook(io.BytesIO(packed(form())))["Показатели"]
    assert [cell.value for cell in sheet[9]] == [
        2022, "7.1", "Обеспеченность учебниками из федерального перечня", "%",
        "число экземпляров по потребности, имеющихся в фонде", None, "потребность в учебниках, экземпляров", None,
        '=IF(ISNUMBER(F9)*ISNUMBER(H9),IF(H9=0,"–",ROUND(100*F9/H9,2)),"")', None, None,
    ]  # fmt: skip
    assert [cell.value for cell in sheet[9] if not cell.protection.locked] == [None] * 4
    assert sheet.protection.sheet and sheet.protection.password is None
    assert sheet["C2"].value == "Мониторинг состояния библиотек общеобразовательных организаций"


def test_a_share_is_refused_above_its_whole_and_a_fraction_of_a_library_too(form):
    checks = form()["Показатели"].data_validations.dataValidation
    rules = {str(check.sqref): (check.formula1, check.error) for check in checks}
    assert rules["F11"] == (
        'IF(ISNUMBER(F11),AND(F11>=0,F11=INT(F11),OR(NOT(ISNUMBER(H11)),F11<=1*H11)),F11="н/д")',
        "Нужно целое число от нуля или «н/д». Числитель не больше знаменателя.",
    )
    assert rules["H10"][0] == 'IF(ISNUMBER(H10),AND(H10>=0,H10=INT(H10),OR(H10>0,N(F10)=0)),H10="н/д")'


def test_posts_and_sums_of_points_may_be_broken(form):
    checks = form(PROGRAMMES)["Показатели"].data_validations.dataValidation
    posts = next(check for check in checks if str(check.sqref) == "F9")
    assert posts.formula1 == 'IF(ISNUMBER(F9),AND(F9>=0,OR(NOT(ISNUMBER(H9)),F9<=1*H9)),F9="н/д")'
    assert posts.error == "Нужно число от нуля или «н/д». Числитель не больше знаменателя."


def test_what_was_not_held_is_not_asked(form, params):
    assert form("11-project-500", (2020,)) is None
    sheet = form("08-heads", (2020, 2021, 2022))["Показатели"]
    asked = [(row[1].value, row[0].value) for row in sheet.iter_rows(min_row=9)]
    assert asked[:3] == [("8.1", 2021), ("8.1", 2022), ("8.2", 2020)]
    assert all(params.edition.held(code, year) for code, year in asked)


def test_a_count_has_no_denominator_to_fill_in(form, filled, read):
    book = form("08-heads")
    assert book["Показатели"]["H12"].value == "–" and book["Показатели"]["H12"].protection.locked
    rows = [{"Числитель": None}] * 3
    for written, parts in ((12, (12, 1)), (None, (None, None))):
        *_, row = read(filled(book, "Показатели", [*rows, {"Числитель": written}])).tables["indicators"]
        assert (row["indicator"], row["numerator"], row["denominator"]) == ("8.4", *parts)


def test_every_form_is_read_without_a_fault_and_says_no_more_than_excel_keeps(params, read):
    for procedure in params.procedures:
        book = indicators_form(params, procedure, params.edition.years)
        taken = read(packed(book))
        assert taken.faults == taken.warnings == () and len(taken.tables["indicators"]) >= 4
        assert {row["procedure"] for row in taken.tables["indicators"]} == {procedure.id}
        for check in book["Показатели"].data_validations.dataValidation:
            assert len(check.promptTitle) < TITLE_LONGEST and len(check.prompt) < PROMPT_LONGEST
            assert len(check.error or "") < REFUSAL_LONGEST and len(check.formula1 or "") < 256


def test_an_untouched_form_says_so_and_takes_nothing_away(store, form, params, tmp_path):
    book = form()
    book["Показатели"][MUNICIPALITY] = "Ашинский МР"
    sheet, sent = book["Показатели"], tmp_path / "форма.xlsx"
    sheet["F9"], sheet["H9"] = 3, 4
    sent.write_bytes(packed(book))
    load(sent, params)
    sheet["F9"] = sheet["H9"] = None
    sent.write_bytes(packed(book))
    (told,) = load(sent, params).warnings
    assert (told.message, told.remedy) == ("форма не заполнена", "Загруженные раньше данные остаются прежними")
    assert current_snapshot("2022").indicators["numerator"].notna().sum() == 1


def test_a_form_with_denominators_alone_is_not_untouched(store, form, filled, params, tmp_path):
    sent = tmp_path / "форма.xlsx"
    rows = [{"Знаменатель": 10}, {"Знаменатель": "н/д"}, {"Знаменатель": None}]
    sent.write_bytes(filled(form(), "Показатели", rows, **{MUNICIPALITY: "Ашинский МР"}))
    with pytest.raises(InputError, match="строка 9, столбец «Числитель»: пусто, а знаменатель указан") as caught:
        load(sent, params)
    assert len(caught.value.faults) == 1


COUNTS = st.integers(0, 10**6).map(Decimal)
POSTS = COUNTS | st.decimals(0, 10**6, places=2)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60).filter(
    lambda words: not ILLEGAL_CHARACTERS_RE.search(words)
)


@st.composite
def valid(draw, *parts: st.SearchStrategy[Decimal]) -> list[dict[str, object]]:
    """Rows that a person may write: both parts or none, the share not above its whole."""
    rows = []
    for own in parts:
        low, high = sorted((draw(own), draw(own)))
        gone = draw(st.sampled_from((None, "н/д", "–")))
        pair = draw(st.sampled_from(((low, high), (gone, gone), (Decimal(0), Decimal(0)))))
        who = draw(st.none() | st.integers(0, 10**6))
        rows.append({"Числитель": pair[0], "Знаменатель": pair[1], "Участники": who, "Примечание": draw(WORDS) or None})
    return rows


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_valid_table_is_read_back_as_it_was_written(data, form, filled, read, params):
    rows = data.draw(valid(POSTS, COUNTS, COUNTS, COUNTS))
    taken = read(filled(form(PROGRAMMES), "Показатели", rows, **{MUNICIPALITY: "Ашинский МР"}))
    assert taken.faults == ()
    assert taken.covers == {("indicators", PROGRAMMES, 2022, "Ашинский МР")}
    for row, code, found in zip(rows, ("6.1", "6.2", "6.3", "6.4"), taken.tables["indicators"], strict=True):
        given_ = [None if isinstance(row[name], str) else row[name] for name in ("Числитель", "Знаменатель")]
        assert [found["numerator"], found["denominator"], found["participants"]] == [*given_, row["Участники"]]
        assert (found["indicator"], found["year"], found["municipality"]) == (code, 2022, "Ашинский МР")
        assert found["note"] == (plain(row["Примечание"] or "") or None)
        found |= {"municipality": "ashinskiy-mr"}
    contract = indicator_contract(params)
    assert contract.faults(contract.table(taken.tables["indicators"])) == []


FILLED = (
    {"Числитель": 14, "Знаменатель": 17, "Участники": 9, "Примечание": "без филиала"},
    {"Числитель": "н/д", "Знаменатель": "н/д", "Участники": None, "Примечание": None},
    {"Числитель": 0, "Знаменатель": 0, "Участники": 9, "Примечание": None},
)


@pytest.mark.office
@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
def test_an_office_computes_values_and_the_form_loads(kind, store, form, filled, office, params, tmp_path):
    content = office(filled(form(), "Показатели", FILLED, **{MUNICIPALITY: "Ашинский МР"}), kind)
    cells = Book(f"форма.{kind}", content).grid("Показатели")
    header = next(row for row in cells if FORM.titles["value"] in row)
    values = [row[header.index(FORM.titles["value"])] for row in cells[cells.index(header) + 1 :]]
    assert values[0] == pytest.approx(82.35)
    assert all(one == 0 if kind == "xls" else nothing(one) for one in values[1:])  # a text of a formula is 0 in .xls
    assert Fraction("82.35") == round(indicator_value(Fraction(14), Fraction(17), 100), 2)
    assert cells[4][2] == "2 из 3"
    (tmp_path / f"форма.{kind}").write_bytes(content)
    load(tmp_path / f"форма.{kind}", params)
    found = current_snapshot("2022").indicators
    assert [None if value is None or value != value else int(value) for value in found["numerator"]] == [14, None, 0]
    assert list(found["note"].dropna()) == ["без филиала"]


SHARE = {  # numerator, denominator of 7.3: is the numerator taken, is the denominator
    (5, 10): (True, True), (11, 10): (False, False), (10, 10): (True, True), (1.5, 10): (False, True),
    (-1, 10): (False, True), (0, 0): (True, True), (3, 0): (False, False), ("н/д", "н/д"): (True, True),
    ("много", 10): (False, True), (3, None): (True, False),
}  # fmt: skip


@pytest.mark.office
def test_the_checks_take_and_refuse_what_they_should(form, office):
    rules = {str(check.sqref): check.formula1 for check in form()["Показатели"].data_validations.dataValidation}
    book = openpyxl.Workbook()
    for number, (above, below) in enumerate(SHARE):
        page = book.create_sheet(str(number))
        page["F11"], page["H11"] = above, below
        page["A1"], page["B1"] = f"={rules['F11']}", f"={rules['H11']}"
    opened = openpyxl.load_workbook(io.BytesIO(office(packed(book), "xlsx")), data_only=True)
    got = [(opened[str(number)]["A1"].value, opened[str(number)]["B1"].value) for number in range(len(SHARE))]
    assert got == list(SHARE.values())


def test_what_was_pasted_past_the_checks_is_told_by_its_row(store, form, filled, params, tmp_path):
    rows = [{"Числитель": 5, "Знаменатель": 4}, {"Числитель": "около 3", "Знаменатель": 4}]
    file = tmp_path / "форма.xlsx"
    file.write_bytes(filled(form(), "Показатели", rows, **{MUNICIPALITY: "Ашинский МР"}))
    with pytest.raises(InputError) as caught:
        load(file, params)
    first, second = caught.value.faults
    assert str(first).startswith("форма.xlsx, лист «Показатели», строка 9, столбец «Числитель»: числитель 5 больше")
    assert str(second).startswith("форма.xlsx, лист «Показатели», строка 10, столбец «Числитель»: «около 3» – не число")
