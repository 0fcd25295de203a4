"""A model tells its faults in Russian, with the place in the file and the nearest word that is allowed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Annotated, Literal

import pytest
from pydantic import Field, ValidationError

from svod.params.model import Exact, Model, nearest, validate
from svod.params.strict import read_yaml


class Fixed(Model):
    rule: Literal["fixed"]
    limit: Exact


class Free(Model):
    rule: Literal["free"]
    margins: tuple[Exact, ...] = Field(min_length=1, max_length=2)


class Item(Model):
    name: str = Field(min_length=1)
    count: int = Field(ge=1)
    colour: Literal["red", "green"] = "red"
    edges: tuple[int, int] = (0, 1)
    points: Annotated[Fixed | Free, Field(discriminator="rule")] | None = None


class Sheet(Model):
    title: str
    items: tuple[Item, ...]


ITEM = "title: т\nitems:\n  - {name: а, count: 1}\n  - {name: б, count: 2%s}\n"


@pytest.fixture
def told(tmp_path: Path):
    def read(text: str) -> tuple[Sheet | None, list[str]]:
        (tmp_path / "x.yml").write_text(text, "utf-8")
        document = read_yaml(tmp_path / "x.yml", "x.yml")
        return validate(Sheet, document), [str(fault) for fault in document.faults]

    return read


def test_a_good_file_becomes_a_frozen_value(told) -> None:
    sheet, faults = told(ITEM % ", points: {rule: fixed, limit: 1.5}")
    assert faults == []
    assert sheet.items[1].points.limit == Fraction(3, 2)
    with pytest.raises(ValidationError, match="frozen"):
        sheet.title = "другое"


@pytest.mark.parametrize(
    ("extra", "fault"),
    [
        (", colur: red", "x.yml, строка 4, столбец 25: неизвестный ключ «colur».\n"
                         "  Допустимы: colour, count, edges, name, points. Похоже на «colour»."),
        (", colour: gren", "x.yml, строка 4, столбец 33: «gren» не допускается.\n"
                           "  Допустимы: red, green. Похоже на «green»."),
        (", points: {rule: fixd, limit: 1}", "x.yml, строка 4, столбец 40: правило «fixd» неизвестно.\n"
                                             "  Допустимы: fixed, free. Похоже на «fixed»."),
        (", points: {rule: fixed, limt: 1, limit: 2}", "x.yml, строка 4, столбец 47: неизвестный ключ «limt».\n"
                                                       "  Допустимы: limit, rule. Похоже на «limit»."),
        (", points: {rule: free, margins: []}", "x.yml, строка 4, столбец 55: «()» не подходит.\n"
                                                "  В списке не хватает значений."),
        (", edges: [1, 2, 3]", "x.yml, строка 4, столбец 32: «(1, 2, 3)» не подходит.\n  В списке лишние значения."),
        (", edges: [1, a]", "x.yml, строка 4, столбец 36: «a» не подходит.\n  Нужно целое число."),
    ],
    ids=["key", "word", "rule", "key of a rule", "short list", "long list", "kind"],
)  # fmt: skip
def test_a_fault_says_where_what_and_what_is_allowed(told, extra: str, fault: str) -> None:
    assert told(ITEM % extra) == (None, [fault])


def test_a_missing_key_is_named_at_the_entry_that_lacks_it(told) -> None:
    (fault,) = told("title: т\nitems:\n  - {name: а, count: 1}\n  - {name: б}\n")[1]
    assert fault == "x.yml, строка 4, столбец 5: нет обязательного ключа «count».\n  Добавьте его."


def test_a_list_that_is_too_short_is_called_short_and_not_a_missing_key(told) -> None:
    (fault,) = told(ITEM % ", edges: [1]")[1]
    assert "В списке не хватает значений" in fault
    assert "строка 4, столбец 32" in fault


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("title: 5\nitems: []\n", "Нужна строка: возьмите значение в кавычки"),
        ("title: т\nitems: а\n", "Нужен список"),
        ("title: т\nitems: [а]\n", "Нужны пары «ключ: значение»"),
        ("title: т\nitems:\n  - {name: а, count: 0}\n", "Нужно число не меньше 1"),
        ("title: т\nitems:\n  - {name: а, count: 1.5}\n", "Нужно целое число"),
        ("title: т\nitems:\n  - {name: а, count: true}\n", "Нужно целое число"),
        ('title: т\nitems:\n  - {name: "", count: 1}\n', "Строка не может быть пустой"),
    ],
)
def test_a_value_of_another_kind_is_answered_with_the_kind_that_is_wanted(told, text: str, wanted: str) -> None:
    (fault,) = told(text)[1]
    assert wanted in fault


def test_a_file_that_is_a_list_is_told_as_one_fault(told) -> None:
    assert told("- 1\n")[1] == ["x.yml, строка 1, столбец 1: ожидался список «ключ: значение»."]


def test_faults_of_the_reader_and_of_the_model_are_told_together(told) -> None:
    faults = told("title: no\nitems:\n  - {name: а, count: 1, colr: red}\n  - {name: б}\n")[1]
    assert len(faults) == 3
    assert "«no» YAML превращает" in faults[0]
    assert "неизвестный ключ «colr»" in faults[1]
    assert "нет обязательного ключа «count»" in faults[2]


# --- exact numbers --------------------------------------------------------------------------------------------------


class Holder(Model):
    value: Exact


@pytest.mark.parametrize(("text", "value"), [("1", 1), ("1.5", Fraction(3, 2)), ('"0.1"', Fraction(1, 10)), ("-3", -3)])
def test_a_number_of_the_methodology_is_exact(tmp_path: Path, text: str, value: Fraction) -> None:
    (tmp_path / "x.yml").write_text(f"value: {text}\n", "utf-8")
    assert validate(Holder, read_yaml(tmp_path / "x.yml")).value == value


@pytest.mark.parametrize("text", ["десять", "true", '"1,5"', "[1]", '"1/0"', '"nan"'])
def test_what_is_not_a_number_is_told_so(tmp_path: Path, text: str) -> None:
    (tmp_path / "x.yml").write_text(f"value: {text}\n", "utf-8")
    document = read_yaml(tmp_path / "x.yml", "x.yml")
    assert validate(Holder, document) is None
    (fault,) = document.faults
    assert fault.place == "x.yml, строка 1, столбец 8"
    assert fault.message.endswith("не число")


# --- the nearest word -----------------------------------------------------------------------------------------------


def test_the_nearest_word_is_offered_and_a_distant_one_is_not() -> None:
    assert nearest("maximun", ["minimum", "maximum"]) == "Похоже на «maximum»"
    assert nearest("zzz", ["minimum", "maximum"]) == ""
    assert nearest("zzz", []) == ""
