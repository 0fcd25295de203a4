"""What is one work, one pupil and one day: nothing is pooled or replaced that should not be."""

from __future__ import annotations

from pathlib import Path
from tempfile import mkdtemp

import pytest

from svod.intake.load import Refused, load
from svod.intake.pupils import KEY
from svod.store import current_snapshot

from .broken.makers import f1, table
from .readers.conftest import pupil, section
from .readers.test_exams import EGE
from .readers.test_exams import row as answer
from .readers.test_protocol import HEADER
from .readers.test_protocol import row as task

APRIL = {"date": "15.04.2022", "mark": 5}
OCTOBER = {**APRIL, "date": "20.10.2022", "pupil": 8101}
DAYS = ("02.06.2022", "28.06.2022")


def control(*tasks: list[object]) -> bytes:
    return table(HEADER, *tasks)


def exam(day: str, *numbers: int) -> bytes:
    """A protocol of one day of an examination."""
    own = [answer("++-2", "2(2)1(3)", 7, 56, 27, number=number) for number in numbers]
    sheet = [[*one[:2], "Ашинский МР", *one[3:], day] for one in own]
    return table(["Протокол ЕГЭ"], [*EGE, "Дата экзамена"], *sheet)


def rows(name: str) -> list[dict[str, object]]:
    """Rows of a large table of the store."""
    return [row for part in current_snapshot("2022").parts for row in part.table(name).to_pylist()]


@pytest.fixture
def run(store: Path, tmp_path: Path, params, monkeypatch):
    """Load files one after another, each by itself; gives the results of the store and their points."""
    monkeypatch.setenv(KEY, str(tmp_path / "ключ" / "pupils.key"))

    def one(*loads: dict[str, bytes]):
        for files in loads:
            folder = Path(mkdtemp(dir=tmp_path))
            for name, content in files.items():
                (folder / f"{name}.xlsx").write_bytes(content)
            load(folder, params)
        return rows("results"), rows("points")

    return one


def test_a_second_work_of_the_year_is_refused_until_it_has_a_name_of_its_own(run) -> None:
    april, october = control(task(1, 2, **APRIL)), control(task(1, 1, **OCTOBER))
    with pytest.raises(Refused, match=r"октябрь.xlsx.*дата 20.10.2022, а в файле апрель.xlsx 15.04.2022"):
        run({"апрель": april}, {"октябрь": october})
    assert [row["primary"] for part in current_snapshot("2022").parts for row in part.table("results").to_pylist()] == [
        2
    ]


def test_two_works_in_one_folder_are_refused_and_named_ones_are_two(run, store: Path) -> None:
    april, october = control(task(1, 2, **APRIL)), control(task(1, 1, **OCTOBER))
    with pytest.raises(Refused, match="это разные работы"):
        run({"апрель": april, "октябрь": october})
    assert not store.exists()


def test_named_works_stand_beside_each_other(run) -> None:
    named = control(task(1, 1, **OCTOBER, subject="Математика (октябрь)"))
    results, _ = run({"апрель": control(task(1, 2, **APRIL))}, {"октябрь": named})
    assert {row["subject"]: row["primary"] for row in results} == {"Математика": 2, "Математика (октябрь)": 1}


def test_a_reserve_day_adds_to_the_main_day_and_a_day_sent_again_replaces_itself(run) -> None:
    main, reserve = exam(DAYS[0], 1, 2, 3), exam(DAYS[1], 3, 4)
    results, points = run({"осн": main}, {"резерв": reserve}, {"осн2": exam(DAYS[0], 1, 2)})
    days = [row["date"] for row in results]
    assert sorted(days) == ["2022-06-02"] * 2 + ["2022-06-28"] * 2
    assert len(points) == 4 * 6 and len({row["pupil"] for row in results}) == 4


def test_a_pupil_who_came_again_is_loaded_with_both_days(run) -> None:
    results, _ = run({"осн": exam(DAYS[0], 1), "резерв": exam(DAYS[1], 1)})
    assert len(results) == 2 and len({row["pupil"] for row in results}) == 1


def test_the_first_pupils_of_two_classes_are_two_pupils(run) -> None:
    results, _ = run({"п": control(*(task(1, 2, pupil=1, **{"class": own}) for own in ("8А", "8Б")))})
    assert len({row["pupil"] for row in results}) == 2


def test_a_message_names_the_column_as_the_file_does(run) -> None:
    with pytest.raises(Refused) as caught:
        run({"ф": f1(section("edu740001", 1), pupil(40001, 9, 1, 1, mark=5)), "п": control(task(1, 9))})
    told = {(fault.place.file, fault.place.column) for fault in caught.value.faults if "баллов 9" in fault.message}
    assert told == {("ф.xlsx", "1 (2б)"), ("п.xlsx", "Балл")}
    with pytest.raises(Refused) as caught:
        run({"п": control(task(1, 2)), "п2": control(task(1, 1))})
    assert {fault.place for fault in caught.value.faults} == {"п.xlsx", "п2.xlsx"}


def test_an_empty_cell_means_the_same_in_one_file_and_in_two(run) -> None:
    full = [pupil(40000 + number, 2, 1, 1, mark=5) for number in range(3)]
    blank = pupil(40001, 2, 1, None, mark=4, login="edu740002")
    _, apart = run({"а": f1(section("edu740001", 3), *full), "б": f1(section("edu740002", 1), blank)})
    _, both = run({"вместе": f1(section("edu740001", 3), *full, section("edu740002", 1), blank)})
    assert [row["points"] for row in apart if row["item"] == "4К1"] == [1, 1, 1, None]
    assert apart == both
