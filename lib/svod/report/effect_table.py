"""The table of part ten: observed and expected results beside the registered measures."""

from __future__ import annotations

from svod.blocks import Cell, Column, Ref, Row, Sentence, Table
from svod.report.cells import MUNICIPALITY, municipality_cell
from svod.report.expectation import (
    VERDICT_NOTE,
    expectation,
    expected_cells,
    expected_columns,
    expected_of,
    verdict_of,
    years_note,
)
from svod.report.open import Report, once
from svod.report.register import left_out, listed, measures
from svod.wording.numbers import counted
from svod.wording.phrases import VERDICTS

__all__ = ["effect_table", "figure_ref", "named"]

MEASURES = ("мера", "меры", "мер")


@once
def effect_table(report: Report, number_: str = "10.1") -> Table:
    """Observed and expected results with the registered measures."""
    found, acted = expectation(report), measures(report)
    with_measures, rows = set(acted["municipality"]), []
    for code in [report.focus] if report.focus else [code for code in report.rating.index if code in with_measures]:
        own = acted[acted["municipality"] == code]
        row = expected_of(found, code)
        # Over a group a municipality may have a dozen measures: their number says enough, its own page names them.
        told = listed(own) if report.procedure else counted(own["measure"].nunique(), MEASURES)
        cells = {
            "name": municipality_cell(report, code),
            **expected_cells(report, code, row),
            "measures": Cell(told if len(own) else left_out(report) or "не зарегистрированы"),
            "verdict": Cell(VERDICTS["unknown" if own.empty else verdict_of(row)].lower()),
        }
        rows.append(Row(code, cells, focus=code == report.focus))
    columns = (MUNICIPALITY, *expected_columns(report), Column("measures", "Меры"), Column("verdict", "Заключение"))
    return Table(
        number_,
        "Результат, ожидаемый интервал и зарегистрированные меры",
        columns,
        tuple(rows),
        css="wide",
        demo=report.demo,
        note=f"Результат – процент от возможных баллов года. {years_note(report)} Интервал обрезан границами шкалы. "
        f"{VERDICT_NOTE} «Данных недостаточно» – нет мер, которые шли в эти годы, или нет двух лет подряд. В скобках – "
        "показатель меры и годы, в которые она шла.",
    )


def figure_ref(form: str) -> Ref:
    return Ref("ris-10-1", f"{form} 10.1")


def named(table: Table) -> list[Sentence]:
    """Where the measures are listed, when nothing else is said of them."""
    return [Sentence("Меры перечислены в {table}.", {"table": table.ref("таблице")})] if table.rows else []
