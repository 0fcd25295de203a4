"""YAML that turns into something else without a word is refused, with line and column."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from svod.errors import ParamsError
from svod.params.strict import Document, read_yaml


@pytest.fixture
def read(tmp_path: Path):
    def write_and_read(text: str | bytes) -> Document:
        (tmp_path / "x.yml").write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_yaml(tmp_path / "x.yml", "params/x.yml")

    return write_and_read


def test_plain_values_come_out_with_their_types(read) -> None:
    document = read('a: 1\nb: 1.5\nc: слово\nd: true\ne: ["01", -2, 0.25]\nf: {g: ""}\nh: "1.10"\n')
    assert document.faults == []
    assert document.value == {
        "a": 1, "b": Decimal("1.5"), "c": "слово", "d": True, "e": ("01", -2, Decimal("0.25")), "f": {"g": ""},
        "h": "1.10",
    }  # fmt: skip
    assert [type(document.value[key]) for key in "abd"] == [int, Decimal, bool]


def test_every_value_knows_its_line_and_column(read) -> None:
    document = read("a: 1\nb:\n  - c: 2\n    d: [3, 4]\n")
    assert document.place(("b", 0, "d")) == "params/x.yml, строка 4, столбец 8"
    assert document.place(("b", 0, "d", 1)) == "params/x.yml, строка 4, столбец 12"
    assert document.place(("b", 0, "нет", 7)) == "params/x.yml, строка 3, столбец 5"
    assert document.place(()) == "params/x.yml, строка 1, столбец 1"


@pytest.mark.parametrize(
    ("text", "became"),
    [
        ("no", "да/нет"), ("Yes", "да/нет"), ("on", "да/нет"), ("True", "да/нет"),
        ("010", "другое целое число"), ("1_000", "другое целое число"), ("0x1F", "другое целое число"),
        ("12:30", "другое целое число"), ("+5", "другое целое число"),
        ("1.10", "другое число"), ("1.0", "другое число"), (".5", "другое число"), (".inf", "другое число"),
        ("2022-12-01", "дату"),
    ],
)  # fmt: skip
def test_what_yaml_would_turn_into_something_else_is_refused(read, text: str, became: str) -> None:
    (fault,) = read(f"a: 1\nb: {text}\n").faults
    assert fault.place == "params/x.yml, строка 2, столбец 4"
    assert fault.message == f"«{text}» YAML превращает в {became}"
    assert fault.remedy == f'Возьмите в кавычки: "{text}"'
    assert read(f'b: "{text}"\n').value == {"b": text}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("знак \\a", "недопустимый знак U+0007"),
        ("на\\u202Eоборот", "недопустимый знак U+202E"),
        ("балл за {place} место", "«{place}» в тексте"),
    ],
)
def test_what_would_break_a_sentence_is_refused_where_it_stands(read, text: str, message: str) -> None:
    (fault,) = read(f'a: 1\nb: ["слово", "{text}"]\n').faults
    assert (fault.place, fault.message) == ("params/x.yml, строка 2, столбец 14", message)
    assert fault.remedy in ("Удалите его", "Уберите скобки")


def test_braces_and_line_ends_that_are_nobodys_place_are_text(read) -> None:
    assert read('a: "{ TOC } {{ 7*7 }} {% raw %}\\n\\tи далее"\n').value == {
        "a": "{ TOC } {{ 7*7 }} {% raw %}\n\tи далее"
    }


def test_a_tag_does_not_reach_python(read) -> None:
    (fault,) = read("a: !!python/name:os.system x\n").faults
    assert "python/name:os.system" in fault.message


@pytest.mark.parametrize("text", ["a:\n", "a: ~\n", "a: null\n"])
def test_an_empty_value_is_not_a_value(read, text: str) -> None:
    (fault,) = read(text).faults
    assert fault.message == "пустое значение"


def test_a_repeated_key_names_both_lines(read) -> None:
    (fault,) = read("a: 1\nb: 2\na: 3\n").faults
    assert (
        str(fault)
        == "params/x.yml, строка 3, столбец 1: ключ «a» повторён.\n  Первый раз он стоит в строке 1. Оставьте один."
    )
    (inner,) = read("a: {b: 1, b: 2}\n").faults
    assert inner.place == "params/x.yml, строка 1, столбец 11"


def test_the_line_of_the_first_is_the_line_of_its_key(read) -> None:
    (fault,) = read("a:\n  b: 1\na: 2\n").faults
    assert (fault.place, fault.allowed) == ("params/x.yml, строка 3, столбец 1", "Первый раз он стоит в строке 1")


def test_equal_keys_of_different_lists_do_not_meet(read) -> None:
    assert read("a: {b: 1}\nc: {b: 2}\nd: [{b: 1}, {b: 2}]\n").faults == []


@pytest.mark.parametrize("text", ["1: x\n", "no: x\n", "<<: {a: 1}\n", "2022-12-01: x\n"])
def test_a_key_is_a_word(read, text: str) -> None:
    faults = read(text).faults
    assert [fault.message for fault in faults] == [f"ключ «{text.split(': ')[0]}» – не слово"]


def test_anchors_and_aliases_are_both_refused_where_they_stand(read) -> None:
    faults = read("a: &x 1\nb: *x\n").faults
    assert [fault.message for fault in faults] == 2 * ["якорь или ссылка «x»"]
    assert [fault.place for fault in faults] == [f"params/x.yml, строка {line}, столбец 4" for line in (1, 2)]


def test_an_anchor_that_holds_itself_is_refused_like_any_other(read) -> None:
    try:
        told = str(ParamsError(read("a: &x [*x]\n").faults))
    except ParamsError as error:
        told = str(error)
    assert "якорь или ссылка «x»" in told


def test_two_faults_of_one_file_are_both_told(read) -> None:
    places = [fault.place for fault in read("a: no\nb: 010\na: 1\n").faults]
    assert places == [f"params/x.yml, строка {line}, столбец {column}" for line, column in ((1, 4), (2, 4), (3, 1))]


@pytest.mark.parametrize("text", ["", "# только примечание\n"])
def test_an_empty_file_is_a_fault(read, text: str) -> None:
    document = read(text)
    assert document.value is None
    assert [fault.message for fault in document.faults] == ["файл пуст"]


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ParamsError, match=r"params/y\.yml: файла нет"):
        read_yaml(tmp_path / "y.yml", "params/y.yml")


def test_a_file_in_another_encoding_is_named(read) -> None:
    with pytest.raises(ParamsError, match="не в кодировке UTF-8"):
        read("a: слово\n".encode("cp1251"))


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("a: 1\nb: [1\n", "строка 3, столбец 1"),
        ("a: 1\nb: x: y\n", "строка 2, столбец 5"),
        ("a: 1\n---\nb: 2\n", "строка 2, столбец 1"),
        ("a: *x\n", "строка 1, столбец 4"),
    ],
)
def test_what_is_not_yaml_is_told_with_line_and_column(read, text: str, place: str) -> None:
    with pytest.raises(ParamsError, match="не разбирается как YAML") as caught:
        read(text)
    assert caught.value.faults[0].place == f"params/x.yml, {place}"


def test_a_control_character_is_told_and_not_thrown(read) -> None:
    with pytest.raises(ParamsError, match="недопустимый знак U+0000".replace("+", r"\+")):
        read("a: \x00b\n")


WORDS = st.text("абвxyz -:#'\"01\n", max_size=8)
TREES = st.recursive(
    WORDS | st.integers() | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text("abc", min_size=1, max_size=3), inner, max_size=3)
    ),
    max_leaves=8,
)


def tuples(value: object) -> object:
    if isinstance(value, list):
        return tuple(map(tuples, value))
    return {key: tuples(item) for key, item in value.items()} if isinstance(value, dict) else value


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(["k1", "k2", "k3"]), TREES, min_size=1))
def test_whatever_is_written_in_plain_yaml_is_read_as_it_was_meant(read, tree: dict[str, object]) -> None:
    document = read(yaml.safe_dump(tree, allow_unicode=True))
    assert document.faults == []
    assert document.value == tuples(tree)
