"""One number from its cell to the total of the group."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from svod.cli import main


def traced(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, str]:
    """Words by label, spaces plain; labels of several years keep the last one."""
    assert main(["trace", *arguments]) == 0
    lines = capsys.readouterr().out.replace("\N{NO-BREAK SPACE}", " ").splitlines()
    return {line[:20].strip(): line[20:] for line in lines if line.startswith("  ")}


def test_a_number_is_where_the_trace_says(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    steps = traced(capsys, "7.1", "Ашинский МР", "2021")
    file, sheet, row = re.fullmatch(r"(\S+), лист «(.+)», строка (\d+)", steps["Откуда"]).groups()
    cells = [cell.value for cell in openpyxl.load_workbook(loaded / "demo" / "2022" / file)[sheet][int(row)]]
    assert cells[:2] == ["Ашинский МР", "7.1"]
    numerator, denominator = (Fraction(str(value)) for value in cells[2:4])
    told = [Fraction(re.match(r"[\d ]+", steps[name])[0].replace(" ", "")) for name in ("Числитель", "Знаменатель")]
    assert told == [numerator, denominator]
    assert steps["Баллы за год"].startswith(str(int(100 * numerator / denominator >= 100)))
    assert steps["Правило"] == "1 балл – не ниже 100 % (порог проектный)"


def test_the_way_ends_in_the_group(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    steps = traced(capsys, "7.1", "ashinskiy-mr", "2021")
    assert re.fullmatch(r"[\d,]+ из 1 – среднее за годы: 2020 – \d, 2021 – \d, 2022 – \d", steps["Баллы за период"])
    assert steps["Группа"] == "«Создание условий для достижения результатов»: 20 из 27"
    assert steps["Процент"] == "71 % = 20 / 28, округлено до целого"
    assert steps["Место"] == "4, уровень: Выше среднего"


def test_a_year_without_a_measurement_is_told_as_that(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    steps = traced(capsys, "9.1", "Троицкий ГО", "2020")
    assert steps["Значение"] == "н/д: в этом году показатель не измеряли"
    assert steps["Баллы за период"].partition(": ")[2].startswith("2021 – ")


def test_nothing_to_measure_is_not_zero(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    steps = traced(capsys, "11.1", "Локомотивный ГО", "2022")
    assert steps["Значение"].startswith("не применимо")
    assert "по методике ноль" in steps["Баллы за период"]


def test_a_rule_against_the_region_shows_the_region(loaded: Path, capsys: pytest.CaptureFixture[str], params) -> None:
    code = next(item.code for item in params.methodology.indicators if item.points.rule == "versus_region")
    steps = traced(capsys, code, "Челябинский ГО", "2022")
    assert "отношение сумм; прислали данные: " in steps["По области"]


def test_what_pages_hide_is_said_to_be_hidden(loaded: Path, capsys: pytest.CaptureFixture[str]) -> None:
    hidden = traced(capsys, "8.2", "Локомотивный ГО", "2021")["На страницах"]
    assert hidden == "скрыто: менее 10 человек. Значение и числа за ним не публикуйте"
    bounded = traced(capsys, "12.3", "Локомотивный ГО", "2022")["На страницах"]
    assert bounded.startswith("«не менее 95»: учтено менее 61 человека")
    assert "На страницах" not in traced(capsys, "8.2", "Челябинский ГО", "2021")


def test_a_dynamic_indicator_is_scored_once(loaded: Path, capsys: pytest.CaptureFixture[str], params) -> None:
    codes = [item.code for item in params.methodology.indicators if item.points.rule == "dynamic"]
    for code in codes:
        steps = traced(capsys, code, "Челябинский ГО", "2022")
        assert steps["Баллы за год"] == "не считаются: правило сравнивает годы"
        assert "улучшений между соседними годами" in steps["Баллы за период"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["7.11", "Ашинский МР"], "Показателя «7.11» нет"),
        (["7.1", "Троицкий"], "Возможны: Троицкий ГО, Троицкий МР"),
        (["7.1", "Ашинский МР", "2019"], "Годы: 2020, 2021, 2022"),
    ],
)
def test_names_that_are_not_there(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["trace", *arguments]) == 2
    assert words in capsys.readouterr().err
