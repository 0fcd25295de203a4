"""Section 1: terms with the numbers of the methodology, abbreviations in a table."""

from __future__ import annotations

from svod.params import Params
from svod.params.publication import Abbreviation
from svod.publish.book.terms import abbreviations_table, terms_said, terms_table


def test_terms_take_their_numbers_from_the_methodology(params: Params) -> None:
    rows = {row.cells["term"].shown: row.cells["means"].shown for row in terms_table(params).rows}
    assert rows["Балл показателя"].endswith("от 0 до 1 или от 0 до 2 баллов.")
    assert "28 (условия), 42 (результаты), 26 (процессы) и 95 (по всем группам)" in rows["Делитель"]
    assert "от 5-го до 95-го процентиля" in rows["Границы места"]
    for level in params.methodology.rating.levels:
        assert f"«{level.name.lower()}»" in rows["Уровень эффективности"]


def test_the_table_is_mentioned_before_it_stands(params: Params) -> None:
    assert f"таблице {terms_table(params).number}" in terms_said().text().replace("\u00a0", " ")


def test_abbreviations_stand_beside_what_they_stand_for() -> None:
    made = abbreviations_table([Abbreviation(short="ОО", full="организация")])
    assert [[cell.shown for cell in row.cells.values()] for row in made.rows] == [["ОО", "организация"]]
