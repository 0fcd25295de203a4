"""A methodology told to a reader follows its parameters."""

from __future__ import annotations

from svod.blocks import Cell
from svod.params import Params
from svod.publish import rules
from svod.wording.phrases import BASIS, BASIS_WORDS


def changed(params: Params, **given: object) -> Params:
    method = params.methodology
    rating = method.rating.model_copy(update=given)
    return params.model_copy(update={"methodology": method.model_copy(update={"rating": rating})})


def shown(table, row: str) -> list[str]:
    cells = next(item.cells for item in table.rows if item.key == row)
    return [cells[column.key].shown for column in table.columns]


def test_steps_follow_the_rule(params) -> None:
    said = " ".join(rules.steps(params)).replace("\u00a0", " ")
    assert "среднее его годовых баллов" in said and "считается нулём" in said and "по проценту, округлённому" in said
    other = changed(params, period="last", not_assessed="rescale", level_rule="points")
    said = " ".join(rules.steps(other)).replace("\u00a0", " ")
    assert "балл последнего года" in said and "пересчитываются" in said and "интервалам баллов" in said


def test_groups_and_their_divisors(params) -> None:
    table = rules.groups_table(params)
    assert shown(table, "conditions")[1:] == ["8", "27", "28"] and shown(table, "overall")[1:] == ["18", "95", "95"]
    assert table.note == "«Условия»: наибольший балл 27, а делитель 28 (при нём получаются опубликованные проценты)."
    basis = params.methodology.rating.basis.model_copy(update={"divisors": "designed"})
    assert "так задано методикой" in rules.groups_table(changed(params, basis=basis)).note


def test_levels_with_their_bands(params) -> None:
    assert shown(rules.levels_table(params), "level-3") == [
        "Выше среднего",
        "60–89",
        "17–23",
        "25–37",
        "16–22",
        "57–85",
    ]


def test_points_whose_percent_is_of_another_level_are_named_under_the_bands(params) -> None:
    """24 of 28 is 86 %, not 90; 8 of 28 is 29 %, not 30; 23 of 26 is 88 %."""
    note = rules.levels_table(params).note
    assert note.endswith("у баллов: «Условия» – 8, 24 и 25 (29, 86 и 89 %); «Процессы» – 23 (88 %).")
    assert rules.levels_table(changed(params, level_rule="points")).note == ""


def test_basis_is_counted_by_procedure_without_empty_columns(params) -> None:
    table = rules.basis_table(params)
    keys = [column.key for column in table.columns]
    indicators = params.methodology.indicators
    assert {key.partition("-")[2] for key in keys if key.startswith("threshold")} == {
        i.basis.threshold for i in indicators
    }
    assert (
        table.rows[-1].cells["all"].value == len(indicators) == sum(row.cells["all"].value for row in table.rows[:-1])
    )
    assert len(table.rows) == len(params.procedures) + 1
    used = {key.partition("-")[2] for key in keys if key.startswith(("name", "threshold"))}
    note = table.note.lower()
    assert {ground for ground in BASIS if f"«{BASIS[ground]}» – {BASIS_WORDS[ground]}" in note} == used


def test_parts_and_gaps_name_their_basis(params) -> None:
    assert "делители процентов: по опубликованному документу" in [
        text.replace("\u00a0", " ") for text in rules.parts(params)
    ]
    first = rules.gaps(params)[0].replace("\u00a0", " ")
    assert first.startswith("9.1, 9.2 – 2020: ОГЭ") and first.endswith("(требует сверки)")


def test_a_table_keeps_rows_and_cells_in_their_order() -> None:
    table = rules.keyed_table(
        ("1", "А"), [("x", "Икс", False), ("n", "Число", True)], [("r", [Cell("а"), rules.count(0)])]
    )
    assert shown(table, "r") == ["а", "–"] and table.columns[1].numeric
