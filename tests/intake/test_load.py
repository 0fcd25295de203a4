"""A load takes everything or nothing; every fault of every file is told at once."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from svod.errors import InputError
from svod.intake import Order, Refused, load
from svod.intake.aliases import Aliases
from svod.intake.changes import Change
from svod.intake.loads import loads
from svod.intake.pupils import KEY
from svod.store import current_snapshot, has_snapshot
from svod.store.history import undo

from .readers.conftest import F1, pupil, section

NAME = "07-libraries-2022.xlsx"
GOOD = (("Ашинский МР", "7.1", 80, 100, 0.8, 12, None), ("Троицкий ГО", "7.1", 100, 100, "100 %", 30, "уточнено"))
MEASURE = (
    "Ашинский МР",
    7,
    "7.1",
    "Закупка учебников",
    datetime(2021, 2, 1),
    None,
    "Управление образования",
    "выполнена",
)


def state(store: Path) -> dict[str, bytes]:
    """Every file of the store by its path."""
    return {
        file.relative_to(store).as_posix(): file.read_bytes() for file in sorted(store.rglob("*")) if file.is_file()
    }


@pytest.fixture
def refused(store, book, params, tmp_path):
    """Load a bad folder over a good snapshot; gives the message after checking that the store stayed as it was."""

    def run(*rows: tuple[object, ...], name: str = NAME, spoil=None, **changes: object) -> str:
        load(book("08-heads-2021.xlsx", [("Ашинский МР", "8.2", 5, 10)], folder=tmp_path / "хорошие").parent, params)
        before = state(store)
        file = book(name, rows, **changes)
        if spoil:
            file.write_bytes(spoil(file.read_bytes()))
        with pytest.raises(InputError) as caught:
            load(file.parent, params)
        assert state(store) == before != {}
        assert caught.value.exit_code == 2
        return str(caught.value)

    return run


def test_a_folder_becomes_a_snapshot(store, book, params):
    book("меры.xlsx", [MEASURE])
    folder = book(NAME, GOOD).parent
    loaded = load(folder, params)
    snapshot = current_snapshot("2022")
    assert (loaded.snapshot, loaded.rows) == (snapshot.id, {"indicators": 2, "measures": 1})
    assert [file.file for file in loaded.files] == [NAME, "меры.xlsx"]
    assert (loaded.before, loaded.changes) == ("", ())
    assert loaded.demo and snapshot.demo
    first, second = snapshot.indicators.to_dict("records")
    assert first["municipality"] == "ashinskiy-mr"
    assert (first["procedure"], first["indicator"], first["year"]) == ("07-libraries", "7.1", 2022)
    assert (first["numerator"], first["denominator"], first["participants"]) == (Decimal(80), Decimal(100), 12)
    assert (first["file"], first["sheet"], first["row"]) == (NAME, "Показатели", 6)
    assert second["note"] == "уточнено"
    assert snapshot.measures.loc[0, "status"] == "выполнена"
    assert list(snapshot.files["rows"]) == [2, 1]


def test_the_same_folder_is_the_same_snapshot(store, book, params):
    folder = book(NAME, GOOD).parent
    first = load(folder, params)
    again = load(folder, params)
    assert again.snapshot == again.before == first.snapshot == load(folder / NAME, params).snapshot
    assert again.changes == (Change("indicators", "07-libraries за 2022 год", 2, 2, ()),)


def test_one_workbook_replaces_its_year_of_the_municipalities_that_it_names(store, book, params, tmp_path):
    book("07-libraries-2021.xlsx", GOOD)
    load(book(NAME, GOOD).parent, params)
    changed = book(NAME, [("Ашинский МР", "7.1", 90, 100)], folder=tmp_path / "исправлено")
    loaded = load(changed, params)
    assert loaded.changes == (Change("indicators", "07-libraries за 2022 год", 1, 1, ()),)
    found = current_snapshot("2022").indicators
    numbers = {(row.year, row.municipality): int(row.numerator) for row in found.itertuples()}
    asha, troitsk = "ashinskiy-mr", "troitskiy-go"
    assert numbers == {(2021, asha): 80, (2021, troitsk): 100, (2022, asha): 90, (2022, troitsk): 100}
    assert len(loaded.warnings) == 1  # the other row came in a file of this very name and stays
    assert "строки прежнего файла с этим именем: 07-libraries за 2022 год, Троицкий ГО (1)" in str(loaded.warnings[0])
    assert "07-libraries за 2022 год: Троицкий ГО – нет данных по показателям 7.2, 7.3" in loaded.missing


def test_measures_of_one_municipality_leave_those_of_others(store, book, params):
    other = ("Троицкий ГО", *MEASURE[1:])
    load(book("меры.xlsx", [MEASURE, other]), params)
    assert load(book("меры.xlsx", [(*MEASURE[:3], "Иная мера", *MEASURE[4:])]), params).changes == (
        Change("measures", "", 1, 1, ()),
    )
    assert dict(current_snapshot("2022").measures[["municipality", "measure"]].itertuples(index=False)) == {
        "ashinskiy-mr": "Иная мера", "troitskiy-go": "Закупка учебников",
    }  # fmt: skip
    assert load(book("меры.xlsx", [other]), params, Order(whole=True)).changes == (
        Change("measures", "", 2, 1, ("Ашинский МР (1 → 0)",)),
    )


def test_a_folder_leaves_what_it_does_not_speak_of_unless_it_is_the_whole(store, book, params, tmp_path):
    load(book("07-libraries-2021.xlsx", GOOD).parent, params)
    new = book(NAME, GOOD, folder=tmp_path / "новые").parent
    assert load(new, params).changes == ()
    assert set(current_snapshot("2022").indicators["year"]) == {2021, 2022}
    gone, kept = load(new, params, Order(whole=True)).changes
    assert (gone.what, gone.before, gone.after) == ("07-libraries за 2021 год", 2, 0)
    assert gone.less == ("Ашинский МР (1 → 0)", "Троицкий ГО (1 → 0)")
    assert (kept.what, kept.lost) == ("07-libraries за 2022 год", False)
    assert set(current_snapshot("2022").indicators["year"]) == {2022}


def test_no_data_and_nothing_to_measure_are_kept_apart(store, book, params):
    rows = [("Ашинский МР", "7.1", "н/д", None), ("Троицкий ГО", "7.1", 0, 0)]
    loaded = load(book(NAME, rows), params)
    found = current_snapshot("2022").indicators
    assert found["numerator"].isna().tolist() == [True, False]
    assert found.loc[1, "denominator"] == 0
    assert "07-libraries за 2022 год: Ашинский МР – нет данных" in loaded.missing
    assert "07-libraries за 2022 год: Троицкий ГО – нет данных по показателям 7.2, 7.3" in loaded.missing


FAULTS = [
    (("Ашенский МР", "7.1", 1, 2), "Муниципалитет", "муниципалитета «Ашенский МР» нет", "Похоже на: Ашинский МР"),
    (
        ("Троицкий", "7.1", 1, 2),
        "Муниципалитет",
        "«Троицкий» – не однозначно",
        "Возможны: Троицкий ГО, Троицкий МР. Укажите тип",
    ),
    ((None, "7.1", 1, 2), "Муниципалитет", "ячейка пуста", "Впишите его"),
    (
        ("Ашинский МР", "7.9", 1, 2),
        "Показатель",
        "показателя «7.9» нет",
        "Показатели процедуры 07-libraries: 7.1, 7.2, 7.3",
    ),
    (
        ("Ашинский МР", "8.2", 1, 2),
        "Показатель",
        "показатель 8.2 – из процедуры 08-heads",
        "Перенесите строку в файл 08-heads",
    ),
    (("Ашинский МР", "7.1", -1, 2), "Числитель", "числитель −1 меньше нуля", "Исправьте число"),
    (("Ашинский МР", "7.1", 3, 2), "Числитель", "доля 150 %", "Проверьте, не переставлены ли"),
    (("Ашинский МР", "7.1", 3, 0), "Знаменатель", "знаменатель 0 при числителе 3", "Исправьте знаменатель"),
    (("Ашинский МР", "7.1", 3, None), "Знаменатель", "пусто, а числитель указан", "Впишите знаменатель"),
    (("Ашинский МР", "7.1", "три", 5), "Числитель", "«три» – не число", "Уберите из ячейки всё, кроме числа"),
    (("Ашинский МР", "7.1", 3, 5, 0.5), "Значение", "значение 0,5 не сходится", "Исправьте число"),
    (("Ашинский МР", "7.1", 3, 5, None, -2), "Участники", "число участников −2 меньше нуля", "Исправьте число"),
    (("Ашинский МР", "7.1", 0.1234567, 5), "Числитель", "больше 6 знаков после запятой", "Округлите число"),
    (("Ашинский МР", "7.1", 10**20, 10**21), "Числитель", "числитель слишком велик", "Исправьте число"),
]


@pytest.mark.parametrize(("row", "column", "message", "remedy"), FAULTS)
def test_a_bad_row_is_told_with_place_and_remedy(refused, row, column, message, remedy):
    told = refused(("Агаповский МР", "7.1", 1, 2), row)
    assert f"{NAME}, лист «Показатели», строка 7, столбец «{column}»: " in told
    assert message in told and remedy in told


BOOKS = [
    ({"sheet": "Лист1"}, f"{NAME}: нет листа «Показатели»", "Переименуйте лист"),
    ({"header": ("Муниципалитет", "Показатель", "Числитель")}, "строка 5: нет столбца «Знаменатель»", "Добавьте его"),
    ({"title": {"Год:": 2021}}, "строка 1: год «2021», а по названию файла 2022", "Исправьте год"),
    ({"spoil": lambda content: b""}, f"{NAME}: файл пуст", "Получите файл заново"),
    (
        {"spoil": lambda content: content[: len(content) // 2]},
        f"{NAME}: книга не читается",
        "Откройте её в Excel",
    ),
    ({"name": "07-libraries-2019.xlsx"}, "год «2019» не входит в издание 2022", "Исправьте год"),
    ({"name": "а.xlsx", "sheet": "Лист1", "header": ("Уважаемые", "коллеги")}, "не похож ни на одну", "params/sources"),
    (
        {"name": "09-learning-results-2022.xlsx"},
        "по кодам показателей это процедура 07-libraries",
        "Переименуйте файл в 07-libraries-2022",
    ),
]


@pytest.mark.parametrize(("changes", "message", "remedy"), BOOKS)
def test_a_bad_workbook_is_told_with_place_and_remedy(refused, changes, message, remedy):
    told = refused(("Ашинский МР", "7.1", 1, 2), **changes)
    assert message in told and remedy in told


def test_a_bad_register_is_told(refused):
    told = refused((*MEASURE[:-1], "сделана"), name="меры.xlsx")
    assert "меры.xlsx, лист «Меры», строка 2, столбец «Статус»: «сделана» не допускается" in told


def test_a_value_for_a_year_without_measurement(refused):
    told = refused(("Ашинский МР", "11.1", 1, 2), name="11-project-500-2020.xlsx")
    assert "показатель 11.1 в 2020 году не измерялся" in told


def test_a_mean_score_outside_its_scale(refused):
    assert "средний балл 7 вне шкалы" in refused(("Ашинский МР", "18.1", 70, 10), name="18-mkdo-2022.xlsx")


def test_a_row_twice(refused):
    told = refused(*GOOD, ("Ашинский муниципальный район", 7.1, 70, 100))
    assert "строка 8, столбец «Муниципалитет»: строка повторена: Ашинский МР, показатель 7.1, 2022 год" in told
    assert f"Впервые: {NAME}, строка 6. Оставьте одну" in told


def test_training_and_real_data_are_not_loaded_together(refused, book):
    book("07-libraries-2021.xlsx", GOOD)
    book("07-libraries-2020.xlsx", GOOD)
    told = refused(*GOOD, title={"Год:": 2022})
    assert f"{NAME}: нет пометки «учебные данные», а в остальных книгах она есть" in told


def test_training_data_do_not_join_real_ones_of_the_store_which_take_the_place_of_theirs(store, book, params):
    load(book("07-libraries-2021.xlsx", GOOD), params)
    (gone,) = load(book(NAME, GOOD, title={"Год:": 2022}), params).changes
    assert (gone.what, gone.before, gone.after) == ("07-libraries за 2021 год", 2, 0)
    assert not current_snapshot("2022").demo
    before = state(store)
    with pytest.raises(InputError, match="в книге учебные данные, а в хранилище настоящие"):
        load(book("07-libraries-2021.xlsx", GOOD), params)
    assert state(store) == before


def test_a_real_register_stays_when_real_data_take_the_place_of_training_ones(store, book, params):
    load(book("07-libraries-2021.xlsx", GOOD), params)
    told = load(book("меры.xlsx", [MEASURE]), params).warnings
    assert [fault.place for fault in told] == ["меры.xlsx"] and "когда придут настоящие" in str(told[0])
    (gone,) = load(book(NAME, GOOD, title={"Год:": 2022}), params).changes
    assert (gone.table, gone.before, gone.after) == ("indicators", 2, 0)
    snapshot = current_snapshot("2022")
    assert (len(snapshot.measures), set(snapshot.files["file"])) == (1, {NAME, "меры.xlsx"})


def test_all_faults_of_all_files_come_at_once_in_reading_order(refused, book):
    book("07-libraries-2021.xlsx", [("Ашинский МР", "7.1", -1, 2), ("Троицкий", "7.9", 5, 0)])
    book("меры.xlsx", [("Ашинский", *MEASURE[1:])])
    told = refused(
        *[("Ашинский МР", f"7.{i}", 3, 2) for i in (1, 2, 3)], ("Троицкий ГО", "7.1", "x", 2), sheet="Показатели"
    )
    places = [line.split(":")[0] for line in told.splitlines()[1:] if not line.startswith("  ")]
    assert told.startswith(f"Данные не загружены. Всего замечаний: {len(places)}.")
    assert len(places) == 8
    assert [place.split(",")[0] for place in places] == [*["07-libraries-2021.xlsx"] * 4, *[NAME] * 3, "меры.xlsx"]


def test_the_first_load_of_a_bad_file_leaves_no_store(store, book, params):
    with pytest.raises(InputError):
        load(book(NAME, [("Троицкий", "7.1", 1, 2)]), params)
    assert not has_snapshot("2022")
    assert not store.exists()


def test_valid_files_alone_where_a_person_says_so(store, book, params):
    book("07-libraries-2021.xlsx", [("Троицкий", "7.1", 1, 2)])
    folder = book(NAME, GOOD).parent
    loaded = load(folder, params, Order(accept_valid=True))
    assert [file.file for file in loaded.files] == [NAME]
    assert set(current_snapshot("2022").indicators["year"]) == {2022}
    assert [fault.place.file for fault in loaded.refused] == ["07-libraries-2021.xlsx"]
    assert [(one.kind, one.written) for one in loaded.unknown] == [("municipality", "Троицкий")]


def test_of_two_files_that_have_the_same_rows_neither_is_taken_alone(store, book, params):
    folder = book(NAME, GOOD).parent
    other = (("Ашинский МР", "7.1", 90, 100), *GOOD[1:])
    book("повтор.xlsx", other, title={"Год:": 2022, "Данные:": "учебные данные"})
    with pytest.raises(Refused) as caught:
        load(folder, params)
    assert [(fault.place, fault.message) for fault in caught.value.faults] == [
        (NAME, "повторяются строки файла повтор.xlsx (повторов 2)"),
        ("повтор.xlsx", f"повторяются строки файла {NAME} (повторов 2)"),
    ]
    book("07-libraries-2021.xlsx", GOOD)
    loaded = load(folder, params, Order(accept_valid=True))
    assert [file.file for file in loaded.files] == ["07-libraries-2021.xlsx"]
    assert {fault.place for fault in loaded.refused} == {NAME, "повтор.xlsx"}


def test_of_a_file_that_is_there_twice_one_is_loaded(store, book, params):
    file = book(NAME, GOOD)
    copy = file.parent / "07-libraries-2022 (1).xlsx"
    copy.write_bytes(file.read_bytes())
    loaded = load(file.parent, params)
    assert (loaded.rows["indicators"], [one.file for one in loaded.files]) == (len(GOOD), [copy.name])
    (twin,) = loaded.warnings
    assert (twin.place, twin.message) == (NAME, f"файл совпадает с файлом {copy.name} байт в байт: загружен только тот")


def test_faults_of_the_store_itself_end_the_choice_of_valid_files(store, f1, params):
    load(f1((2, 1, 2), name="прежний.xlsx"), params)
    other = f1((2, 1, 2), name="другой.xlsx")
    made = openpyxl.load_workbook(other)
    made.active["B5"] = 7
    made.save(other)
    with pytest.raises(Refused):
        load(other, params, Order(accept_valid=True))


def test_a_name_that_a_person_explained_is_taken(store, book, params):
    file = book(NAME, [("Троицкий", "7.1", 1, 2)])
    with pytest.raises(Refused) as caught:
        load(file, params)
    (unknown,) = caught.value.unknown
    assert {one.code for one in unknown.candidates} == {"troitskiy-go", "troitskiy-mr"}
    load(file, params, Order(aliases=Aliases({("municipality", "", "троицкий"): "troitskiy-go"})))
    assert set(current_snapshot("2022").indicators["municipality"]) == {"troitskiy-go"}


def test_every_load_is_noted_refused_ones_too(store, book, params):
    file = book(NAME, [("Троицкий", "7.1", 1, 2)])
    with pytest.raises(InputError):
        load(file, params, Order(who="Иванова"))
    load(book(NAME, GOOD), params)
    first, second = loads("2022")
    assert (first.who, first.snapshot, first.files[0].faults) == ("Иванова", "", 1)
    assert (second.snapshot, second.files[0].rows) == (current_snapshot("2022").id, 2)
    assert second.files[0].covers == tuple(
        ("indicators", "07-libraries", 2022, of) for of in ("ashinskiy-mr", "troitskiy-go")
    )
    assert (first.before, second.before) == ("", "")


CELLS = st.one_of(
    st.sampled_from(
        [
            "Ашинский МР",
            "Троицкий",
            "7.1",
            7.1,
            0,
            1,
            100,
            1e300,
            -1e-300,
            "н/д",
            "82 %",
            "1 000",
            True,
            "=1/0",
            "9" * 400,
        ]
    ),
    st.floats(allow_nan=False, allow_infinity=False),
    st.integers(-(10**18), 10**18),
    st.dates().filter(lambda day: day.year > 1900),
    st.text(max_size=20).filter(lambda word: not ILLEGAL_CHARACTERS_RE.search(word) and not word.startswith("=")),
    st.none(),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(CELLS, min_size=7, max_size=7), max_size=6))
def test_no_cells_crash_a_load(store, book, params, rows):
    try:
        loaded = load(book(NAME, rows), params)
    except InputError as error:
        assert all(fault.place.startswith(NAME) and fault.message for fault in error.faults)
    else:
        assert loaded.rows["indicators"] <= len(rows)


# --- results of pupils ----------------------------------------------------------------------------------------------

WORK = ("vpr", 2026)


@pytest.fixture
def f1(tmp_path, monkeypatch):
    """Writer of «Ф1» of two schools: points of two pupils in each, the first school's at will; a key of this test."""
    monkeypatch.setenv(KEY, str(tmp_path / "pupils.key"))

    def write(*points: tuple[object, ...], name: str = "Ф1.xlsx", group: int = 1) -> Path:
        rows = [
            section("edu740001", len(points)),
            *(pupil(40001 + i, *own, **{"class": group}) for i, own in enumerate(points)),
            section("edu740002", 2),
            *(pupil(40001 + i, 1, 0, 2, login="edu740002") for i in range(2)),
        ]
        made = openpyxl.Workbook()
        made.active.title = "РУ 4 Индивидуальные результаты"
        for row in F1(rows=rows).sheet():
            made.active.append(list(row))
        folder = tmp_path / "присланное"
        folder.mkdir(exist_ok=True)
        made.save(folder / name)
        return folder / name

    return write


def done(edition: str = "2022") -> dict[str, tuple[int, int, float]]:
    """Pupils given an item, pupils who did it and their points, by item."""
    table = current_snapshot(edition).part(*WORK).table("by_item").to_pylist()
    return {row["item"]: (row["given"], row["done"], row["points"]) for row in table}


def test_results_of_pupils_by_hand(store, f1, params):
    loaded = load(f1((2, 1, 2), (0, "X", 1)), params)
    assert loaded.rows == {"assessments": 1, "items": 3, "results": 4, "points": 12}
    assert done() == {"1": (4, 4, 4.0), "4К1": (4, 4, 7.0), "9.1": (4, 3, 1.0)}
    part = current_snapshot("2022").part(*WORK)
    assert [row["pupils"] for row in part.table("by_school").to_pylist()] == [2, 2]
    codes = part.table("results").column("pupil").to_pylist()
    assert len(set(codes)) == 4 and not {40001, 40002} & set(codes)


def test_a_school_sent_again_replaces_itself_alone_and_the_load_can_be_undone(store, f1, params):
    first = load(f1((2, 1, 2), (0, 1, 1)), params).snapshot
    again = load(f1((0, 0, 0)), params)
    assert done()["1"] == (3, 3, 2.0)
    assert len(current_snapshot("2022").parts) == 1
    assert undo("2022") == first != again.snapshot
    assert done()["1"] == (4, 4, 4.0)


def test_a_class_that_goes_with_the_results_of_its_school_is_told(store, f1, params):
    load(f1((2, 1, 2), (0, 1, 1)), params)
    loaded = load(f1((0, 0, 0), group=2), params)
    (change,) = loaded.changes
    assert (change.what, change.before, change.after) == ("ВПР 2026, Русский язык, 4 класс, школ 2", 4, 3)
    assert change.less == ("edu740001 (2 → 1)",)
    told = [str(fault) for fault in loaded.warnings]
    assert sum("нет результатов классов, которые в хранилище были: 1 (результатов 2)" in line for line in told) == 1


def test_a_register_without_schools_that_have_results_says_so(store, f1, params, tmp_path):
    made = openpyxl.Workbook()
    made.active.title = "Школы"
    for row in (["Код ОО", "Название", "Муниципалитет", "Тип", "Местность", "Обучающихся"],
                ["edu740002", "СОШ № 2", "Агаповский МР", "СОШ", "город", 300]):  # fmt: skip
        made.active.append(row)
    made.save(tmp_path / "школы.xlsx")
    load(f1((2, 1, 2)), params)
    (fault,) = load(tmp_path / "школы.xlsx", params).warnings
    assert (fault.place, fault.value) == ("школы.xlsx", "edu740001")


def test_indicators_and_results_leave_each_other_alone(store, f1, book, params):
    load(book(NAME, GOOD, title={"Год:": 2022}), params)
    load(f1((2, 1, 2)), params)
    snapshot = current_snapshot("2022")
    assert (len(snapshot.indicators), len(snapshot.part(*WORK).table("results"))) == (2, 3)
    assert set(snapshot.files["file"]) == {NAME, "Ф1.xlsx"}
    load(book(NAME, [(*GOOD[0][:2], 90, 100), GOOD[1]], title={"Год:": 2022}), params)
    assert set(current_snapshot("2022").files["file"]) == {NAME, "Ф1.xlsx"}
    assert done()["1"] == (3, 3, 4.0)


def test_a_file_of_results_that_is_there_twice_and_one_that_repeats_its_pupils(store, f1, params):
    file = f1((2, 1, 2), (0, 1, 1))
    (file.parent / "Ф1 (1).xlsx").write_bytes(file.read_bytes())
    loaded = load(file.parent, params)
    assert (loaded.rows["results"], len(loaded.files)) == (4, 1)
    f1((2, 1, 2), (1, 1, 1), name="Ф1 (1).xlsx")
    with pytest.raises(Refused) as caught:
        load(file.parent, params)
    told = {fault.place: fault.message for fault in caught.value.faults}
    assert told == {
        "Ф1 (1).xlsx": "повторяются строки файла Ф1.xlsx (повторов 4)",
        "Ф1.xlsx": "повторяются строки файла Ф1 (1).xlsx (повторов 4)",
    }


def test_broken_results_leave_the_store_as_it_was(store, f1, params):
    load(f1((2, 1, 2)), params)
    before = state(store)
    with pytest.raises(Refused) as caught:
        load(f1((3, 1, 2), (2, 1, "много")), params)
    assert state(store) == before
    said = str(caught.value)
    assert "за задание 1 баллов 3" in said and "строка 10, столбец «1 (2б)»" in said
    assert "40001" not in said and "40002" not in said
