"""`svod received` tells who has sent what, leaves the papers inside the centre, and agreement comes back by a load."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from svod import paths
from svod.cli import main
from svod.cli.received import disagreements, open_remarks
from svod.contracts.agreements import FORM
from svod.params import Params

OF = "Ашинский МР"


@pytest.fixture
def centre(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the demo region's store and book of loads."""
    for name in ("store", "2022"):
        shutil.copytree(demo / name, tmp_path / "output" / name, ignore=shutil.ignore_patterns("site", "notebooks"))
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path / "output"))
    return paths.intake("2022")


@pytest.fixture
def send(centre: Path, tmp_path: Path) -> Callable[..., None]:
    """Fill in the form of a municipality, «да» to everything but to the first indicator, and load it."""

    def run(first: str, remark: str = "") -> None:
        assert main(["received", "--agreement", "--municipality", OF]) == 0
        book = openpyxl.load_workbook(centre / "agreement" / "ashinskiy-mr.xlsx")
        sheet = book[FORM.sheet]
        head = next(row for row in sheet.iter_rows() if row[0].value == "Процедура")
        column = {cell.value: cell.column for cell in head}
        for row in range(head[0].row + 1, sheet.max_row + 1):
            if sheet.cell(row, column["Показатель"]).value == "вся процедура":
                sheet.cell(row, column[FORM.titles["agreed"]], "да")
        sheet.cell(head[0].row + 2, column[FORM.titles["agreed"]], first)
        sheet.cell(head[0].row + 2, column[FORM.titles["remark"]], remark or None)
        book.save(tmp_path / "ответ.xlsx")
        assert main(["load", str(tmp_path / "ответ.xlsx")]) == 0

    return run


def test_the_table_has_a_row_of_every_municipality_and_the_papers_are_left(
    centre: Path, params: Params, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["received"]) == 0
    said = capsys.readouterr()
    lines = said.out.splitlines()
    names = [line.split("  ")[0].strip() for line in lines[1:44]]
    assert names == [item.name for item in params.region.municipalities]
    assert lines[0].endswith(" 18  мер школ работ  согласовано")
    measures, *results = zip(*(line.split()[-3:] for line in lines[1:44]), strict=True)
    assert sum(map(int, measures)) == 117 and set(sum(results, ())) == {"0"}
    assert lines[3].count(" +") == 18 and "Знаки: + есть, ± не все, ! отклонено, – нет." in lines
    # 15-career-guidance of 2021 came without a row of one municipality.
    assert "Получено 2278 из 2279, отклонено 0, нет 1;" in said.out
    assert {file.name for file in centre.glob("received.*")} == {"received.html", "received.xlsx"}
    assert str(centre / "received.html") in said.err and not (centre / "agreement").exists()


def test_one_municipality_as_csv_and_nothing_is_written(centre: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["received", "--csv", "--municipality", OF]) == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))
    assert {row["municipality"] for row in rows} == {"ashinskiy-mr"} and {row["state"] for row in rows} == {"получено"}
    assert len(rows) == 53 and not list(centre.glob("received.*"))
    assert main(["received", "--municipality", "Троицкий"]) == 2


def test_before_the_first_load_all_are_silent_and_there_is_nothing_to_agree_on(
    own: Path, params: Params, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["received"]) == 0
    assert f"Показателей не прислали: {params.region.municipalities[0].name}, " in capsys.readouterr().out
    assert main(["received", "--agreement"]) == 2
    assert "Согласовывать нечего" in capsys.readouterr().err
    assert open_remarks(params) == []


def test_an_answer_is_loaded_counted_and_its_remark_is_shown_by_the_plan(
    send: Callable[..., None], params: Params, capsys: pytest.CaptureFixture[str]
) -> None:
    send("нет", "Классов 130")
    capsys.readouterr()
    assert main(["plan", "--procedure", "7"]) == 0
    said = capsys.readouterr().out
    assert "Данные согласовали: 0 из 43. Открытых замечаний: 1:" in said
    assert f"{OF}, 01-ejournals, показатель 1.1 за 2020 год: Классов 130" in said
    assert main(["received"]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if line.startswith(OF)]
    assert line.endswith("205 из 206, замечаний 1")
    assert "Классов 130" in (paths.intake("2022") / "received.html").read_text("utf-8")
    assert open_remarks(params, ("troitskiy-mr",)) == ["Данные согласовали: 0 из 43. Открытых замечаний нет."]
    send("да")
    assert open_remarks(params) == ["Данные согласовали: 1 из 43. Открытых замечаний нет."]


def test_an_edition_that_asks_for_agreement_names_who_has_not_agreed(send: Callable[..., None], params: Params) -> None:
    send("да")
    assert params.edition.agreement == "none" and disagreements(params) == []
    asking = params.model_copy(update={"edition": params.edition.model_copy(update={"agreement": "required"})})
    left = disagreements(asking)
    assert len(left) == 42 and not any(line.startswith(OF) for line in left)
    assert left[0] == "Агаповский МР: согласовано строк 0 из 206, открытых замечаний 0"
