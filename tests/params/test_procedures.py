"""The 18 procedures, and what each says of itself in its own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from svod.params import Params
from svod.params.procedures import SECTIONS, Procedure, read_words
from svod.params.strict import Document

GOOD = "".join(f"## {heading}\n\nТекст {number}.\n\n" for number, heading in enumerate(SECTIONS.values(), 1))


def words(text: str) -> tuple[object, list[str]]:
    document = Document(Path("x.md"), "params/procedures/x.md")
    found = read_words(document, text)
    return found, [str(fault) for fault in document.faults]


def test_there_are_18_procedures_numbered_in_order(params: Params) -> None:
    assert [item.number for item in params.procedures] == list(range(1, 19))
    assert [len(params.procedures_of(group)) for group in ("conditions", "outcomes", "processes", "overall")] == [
        8,
        7,
        3,
        18,
    ]


def test_every_file_is_named_as_the_procedure_in_it(params: Params, root: Path) -> None:
    assert {item.id for item in params.procedures} == {file.stem for file in (root / "params/procedures").glob("*.yml")}
    assert all(item.id.startswith(f"{item.number:02d}-") for item in params.procedures)


def test_participants_of_four_procedures_are_persons_of_indicators_that_count_persons(params: Params) -> None:
    persons = {item.id: item.participants for item in params.procedures if item.participants.persons}
    assert list(persons) == ["08-heads", "10-vpr", "12-riko", "13-olympiads"]
    assert persons["10-vpr"].same_as["10.5"] == "numerator"
    bases = {params.methodology.indicator(code).base for item in persons.values() for code in item.same_as}
    assert bases == {"pupils", "people"}


def test_the_words_of_a_procedure_are_split_by_their_headings() -> None:
    found, faults = words(GOOD)
    assert faults == []
    assert (found.measures, found.readers, found.reading, found.limits) == tuple(f"Текст {n}." for n in (1, 2, 3, 4))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("## Для кого", "## Кому", "заголовки: Что измеряет, Кому, Как читать показатели, Чего не показывает"),
        ("## Для кого", "Для кого", "заголовки: Что измеряет, Как читать показатели, Чего не показывает"),
        ("## Для кого", "### Для кого", "заголовки: Что измеряет, Как читать показатели, Чего не показывает"),
        ("## Чего не показывает", "## Что измеряет", "Нужны по порядку"),
        ("Текст 3.", "", "раздел «Как читать показатели» пуст"),
        ("## Что измеряет", "Вступление.\n\n## Что измеряет", "текст до первого заголовка"),
        (GOOD, "Одни слова.", "заголовки: нет ни одного"),
    ],
)
def test_words_under_other_headings_are_told(old: str, new: str, fault: str) -> None:
    assert old in GOOD
    told = words(GOOD.replace(old, new, 1))[1]
    assert any(fault in item for item in told), told
    assert all(item.startswith("params/procedures/x.md") for item in told)


def test_two_faults_of_one_text_are_both_told() -> None:
    assert len(words("Вступление.\n" + GOOD.replace("Текст 3.", "").replace("Текст 4.", ""))[1]) == 3


def test_headings_in_another_order_are_not_the_same_text() -> None:
    assert (
        words(GOOD.replace("Что измеряет", "?").replace("Для кого", "Что измеряет").replace("?", "Для кого"))[0] is None
    )


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('id: "01-ejournals"', 'id: "1-ejournals"', "Нужна запись вида"),
        ('id: "01-ejournals"', "id: 01-ежурналы", "Нужна запись вида"),
        ("group: conditions", "group: condition", "Похоже на «conditions»"),
        ("kind: normative", "kind: normativ", "Похоже на «normative»"),
        ("short: Электронные журналы", "short: Мониторинг ведения электронных журналов", "не подходит"),
        ("notebook: monitoring", "notebok: monitoring", "Похоже на «notebook»"),
        ("tracks: [1]", 'tracks: ["1"]', "Нужно целое число"),
        ("basis: memory", "basis: memoir", "Похоже на «memory»"),
    ],
)
def test_a_wrong_description_is_told(copy, old: str, new: str, fault: str) -> None:
    name = "procedures/01-ejournals.yml"
    assert copy.told(Procedure, name) == []
    copy.edit(name, old, new)
    told = copy.told(Procedure, name)
    assert any(fault in item for item in told), told


def test_a_name_that_is_too_long_says_how_long_it_may_be(copy) -> None:
    copy.edit(
        "procedures/01-ejournals.yml", "short: Электронные журналы", "short: Мониторинг ведения электронных журналов"
    )
    (fault,) = copy.told(Procedure, "procedures/01-ejournals.yml")
    assert "28" in fault
    assert "string_too_long" not in fault


def test_three_forms_of_the_unit_are_wanted(copy) -> None:
    copy.edit("procedures/01-ejournals.yml", "unit_forms: [общеобразовательная организация, ", "unit_forms: [")
    (fault,) = copy.told(Procedure, "procedures/01-ejournals.yml")
    assert "В списке не хватает значений" in fault
