"""Files of params/ agree with each other, and every disagreement is told."""

from __future__ import annotations

import pytest

from svod.params import Params
from svod.params.checks import cross_check

METHOD = "methodology/2022"
EJOURNALS = f"{METHOD}/indicators/01-ejournals.yml"
PROCEDURE = "procedures/01-ejournals.yml"


def test_the_project_itself_has_no_faults(params: Params) -> None:
    assert cross_check(params) == []


SPOILT = {
    "maxima of a group": (
        EJOURNALS,
        "maximum: 1\n    points: {rule: at_least, thresholds: [100]}",
        "maximum: 2\n    points: {rule: at_least, thresholds: [90, 100]}",
        "группа conditions: наибольший балл 27, а показатели дают в сумме 28",
    ),
    "group of a procedure": (
        PROCEDURE,
        "group: conditions",
        "group: processes",
        "группа processes: наибольший балл 26, а показатели дают в сумме 30",
    ),
    "unknown procedure": (
        EJOURNALS,
        'procedure: "01-ejournals"',
        'procedure: "01-ejournal"',
        "процедуры «01-ejournal» нет",
    ),
    "nearest procedure": (
        EJOURNALS,
        'procedure: "01-ejournals"',
        'procedure: "01-ejournal"',
        "Похоже на «01-ejournals»",
    ),
    "procedure without indicators": (
        EJOURNALS,
        'procedure: "01-ejournals"',
        'procedure: "01-ejournal"',
        "у процедуры «01-ejournals» нет файла показателей",
    ),
    "code of another procedure": (EJOURNALS, 'code: "1.1"', 'code: "2.9"', "код «2.9» не из этой процедуры"),
    "code twice": (EJOURNALS, 'code: "1.1"', 'code: "1.2"', "код «1.2» стоит дважды"),
    "municipality's code twice": (
        "region.yml",
        "code: agapovskiy-mr",
        "code: argayashskiy-mr",
        "код «argayashskiy-mr» стоит дважды",
    ),
    "municipality's name twice": (
        "region.yml",
        "name: Агаповский МР",
        "name: Аргаяшский МР",
        "название «Аргаяшский МР» стоит дважды",
    ),
    "number twice": (PROCEDURE, "number: 1\n", "number: 2\n", "номер «2» стоит дважды"),
    "short name twice": (
        PROCEDURE,
        "short: Электронные журналы",
        "short: Библиотеки",
        "краткое название «Библиотеки» стоит дважды",
    ),
    "missing recommendation": (
        "recommendations.yml",
        '  - indicator: "1.1"',
        '  - indicator: "1.7"',
        "нет рекомендации к показателю 1.1",
    ),
    "needless recommendation": (
        "recommendations.yml",
        '  - indicator: "1.1"',
        '  - indicator: "1.7"',
        "показателя 1.7 нет в методике",
    ),
    "recommendation twice": (
        "recommendations.yml",
        '  - indicator: "1.1"',
        '  - indicator: "1.2"',
        "показатель «1.2» стоит дважды",
    ),
    "unknown track": (PROCEDURE, "tracks: [1]", "tracks: [1, 9]", "трека 9 нет в системе 2.1"),
    "unknown system": (
        PROCEDURE,
        'systems:\n  - {id: "2.1"',
        'systems:\n  - {id: "2.9"',
        "системы «2.9» нет в mechanisms.yml",
    ),
    "unknown motivating": (
        PROCEDURE,
        "indicators: []",
        'indicators: [{number: "99", basis: real}]',
        "показателя мотивирующего мониторинга «99» нет",
    ),
    "unknown notebook": (
        PROCEDURE,
        "notebook: monitoring",
        "notebook: monitorin",
        "блокнота «monitorin» нет в notebooks/",
    ),
    "not held: indicator": (
        "editions/2022.yml",
        'indicators: ["8.1"]',
        'indicators: ["8.7"]',
        "not_held: показателя 8.7 нет в методике",
    ),
    "not held: year": ("editions/2022.yml", "years: [2020]", "years: [2019]", "not_held: год 2019 не входит в издание"),
    "system twice": ("mechanisms.yml", 'id: "1.2"', 'id: "1.1"', "система «1.1» стоит дважды"),
    "persons without their numbers": (
        "procedures/12-riko.yml",
        '  same_as: {"12.1": denominator, "12.2": denominator, "12.3": denominator}\n',
        "",
        "participants: counted: pupils, а same_as нет",
    ),
    "schools as if persons": (
        "procedures/12-riko.yml",
        "counted: pupils",
        "counted: organisations",
        "participants: counted: organisations, а same_as заполнено",
    ),
    "participants of another procedure": (
        "procedures/12-riko.yml",
        '"12.3": denominator',
        '"13.3": denominator',
        "participants: same_as: показателя 13.3 нет в процедуре",
    ),
    "motivating twice": ("mechanisms.yml", 'number: "8"', 'number: "7"', "показатель «7» стоит дважды"),
    "name of the edition": ("editions/2022.yml", 'id: "2022"', 'id: "2023"', "params/editions/2022.yml"),
    "known difference: rating": ("published/2022/source.yml", "rating: overall", "rating: overal", "overal"),
    "known difference: municipality": (
        "published/2022/source.yml",
        "municipality: Троицкий ГО",
        "municipality: Троицкий",
        "«Троицкий»",
    ),
}


@pytest.mark.parametrize(("name", "old", "new", "fault"), SPOILT.values(), ids=SPOILT)
def test_a_disagreement_is_told(copy, name: str, old: str, new: str, fault: str) -> None:
    copy.edit(name, old, new)
    told = copy.faults()
    assert any(fault in item for item in told), told
    assert all(item.startswith("params/") for item in told)


def test_a_place_of_the_map_is_not_shared(copy, params: Params) -> None:
    first, second = (item.tile for item in params.region.municipalities[:2])
    copy.edit(
        "region.yml", f"column: {first.column}, row: {first.row},", f"column: {second.column}, row: {second.row},"
    )
    assert any(f"место на карте «{second.column}, {second.row}» стоит дважды" in item for item in copy.faults())


def test_points_moved_between_procedures_of_a_group_are_accepted_and_between_groups_are_not(copy) -> None:
    wider = (
        "maximum: 1\n    points: {rule: at_least, thresholds: [100]}",
        "maximum: 2\n    points: {rule: at_least, thresholds: [90, 100]}",
    )
    copy.edit(EJOURNALS, *wider)
    copy.edit(f"{METHOD}/indicators/08-heads.yml", "maximum: 2", "maximum: 1")
    copy.edit(f"{METHOD}/indicators/08-heads.yml", "thresholds: [60, 80]", "thresholds: [60]")
    assert copy.faults() == []
    copy.edit(f"{METHOD}/rating.yml", "maximum: 27", "maximum: 26")
    copy.edit(f"{METHOD}/rating.yml", "maximum: 26\n    divisor: 26", "maximum: 27\n    divisor: 26")
    assert [item.splitlines()[0].partition(": ")[2] for item in copy.faults()] == [
        "группа conditions: наибольший балл 26, а показатели дают в сумме 27.",
        "группа processes: наибольший балл 27, а показатели дают в сумме 26.",
    ]


def test_words_and_procedures_come_in_pairs(copy) -> None:
    (copy.root / "procedures/01-ejournals.md").rename(copy.root / "procedures/01-journals.md")
    told = copy.faults()
    assert any(
        item.startswith("params/procedures/01-ejournals.yml: нет текста процедуры 01-ejournals.md") for item in told
    )
    assert any(item.startswith("params/procedures/01-journals.md: текст без процедуры") for item in told)


def test_a_procedure_is_tied_to_the_motivating_monitoring_or_says_why_not(copy, params: Params) -> None:
    assert params.procedure("01-ejournals").motivating.indicators == ()
    copy.edit(PROCEDURE, "  note: ", '  note: ""\n  # ')
    (told,) = copy.faults()
    assert "нет ни показателя мотивирующего мониторинга, ни примечания о нём" in told


def test_two_files_do_not_share_a_procedure(copy) -> None:
    file = copy.root / METHOD / "indicators/01-ejournals.yml"
    (file.parent / "19-again.yml").write_text(file.read_text("utf-8").replace('code: "1.', 'code: "1.1'), "utf-8")
    told = copy.faults()
    assert any("19-again.yml" in item or "01-ejournals" in item for item in told if "рекомендации" not in item), told


def test_disagreements_of_several_files_are_told_together(copy) -> None:
    chosen = [
        "missing recommendation",
        "unknown track",
        "not held: year",
        "municipality's code twice",
    ]
    for name, old, new, _ in (SPOILT[key] for key in chosen):
        copy.edit(name, old, new)
    told = copy.faults()
    assert all(any(SPOILT[key][3] in item for item in told) for key in chosen)
