"""Sections 2 and 3 say what the parameters say, and nothing else."""

from __future__ import annotations

from svod.blocks import Table
from svod.blocks.mime import Block
from svod.params import Params
from svod.publish.book.method import purpose, structure
from svod.wording.phrases import rule_text


def blocks(written) -> list[Block]:
    return [block for _, shown in written for block in shown]


def table(written, number: str) -> Table:
    return next(block for block in blocks(written) if isinstance(block, Table) and block.number == number)


def test_the_numbers_of_section_two_are_those_of_the_params(params: Params) -> None:
    said = blocks(purpose(params))[0].text().replace("\u00a0", " ")
    assert "43 муниципалитета Челябинской области" in said
    assert "18 процедур и 71 показатель" in said
    rows = [row for row in table(purpose(params), "2.1.1").rows if not row.group]
    assert [row.cells["chapter"].shown for row in rows[:-1]] == [item.section for item in params.procedures]
    assert sum(row.cells["maximum"].value for row in rows[:-1]) == 95 == rows[-1].cells["maximum"].value
    assert sum(row.cells["indicators"].value for row in rows[:-1]) == 71 == rows[-1].cells["indicators"].value


def test_every_indicator_stands_with_its_rule_and_maximum(params: Params) -> None:
    rows = {row.key: row.cells for row in table(structure(params), "3.2.1").rows if not row.group}
    assert rows["7.1"]["rule"].shown.replace("\u00a0", " ") == "1 балл – не ниже 100 %"
    for item in params.methodology.indicators:
        assert (rows[item.code]["rule"].shown, rows[item.code]["maximum"].value) == (rule_text(item), item.maximum)


def test_every_noun_after_a_number_is_in_its_case(params: Params) -> None:
    said = " ".join(block.text() for block in blocks(structure(params))).replace("\u00a0", " ")
    assert "Значение каждого из 71 показателя переводится в баллы" in said


def test_maxima_divisors_and_levels_are_those_that_were_computed_with(params: Params) -> None:
    groups = {row.key: row.cells for row in table(structure(params), "3.3.1").rows}
    for group in (*params.methodology.rating.groups, params.methodology.rating.overall):
        assert (groups[group.id]["maximum"].value, groups[group.id]["divisor"].value) == (group.maximum, group.divisor)
    levels = table(structure(params), "3.3.2").rows
    assert [row.cells["percent"].shown for row in levels] == ["0–29", "30–59", "60–89", "90–100"]


def test_another_methodology_is_told_otherwise(params: Params) -> None:
    rating = params.methodology.rating
    choice = rating.uncertainty.model_copy(update={"draws": 500, "missing": ("zero",)})
    other = rating.model_copy(update={"uncertainty": choice, "period": "last", "not_assessed": "rescale"})
    changed = params.model_copy(update={"methodology": params.methodology.model_copy(update={"rating": other})})
    said = " ".join(block.text() for block in blocks(structure(changed))).replace("\u00a0", " ")
    assert "места пересчитаны 500 раз" in said
    assert "показатель без данных: считается нулём;" in said
    assert "его балл последнего года, за который есть данные" in said
    assert "пересчитываются на полный максимум" in said


def test_an_edition_without_gaps_has_no_table_of_them(params: Params) -> None:
    whole = params.model_copy(update={"edition": params.edition.model_copy(update={"not_held": ()})})
    assert "3.4.1" not in [block.number for block in blocks(structure(whole)) if isinstance(block, Table)]
    assert "Каждый показатель измерен" in " ".join(block.text() for block in blocks(structure(whole)))
