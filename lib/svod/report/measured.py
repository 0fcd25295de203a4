"""Part seven: what the analysis measures, and by which rule it scores."""

from __future__ import annotations

from fractions import Fraction

from svod.blocks import Cell, Column, Ref, Row, Sentence, Table, Text, Together, dashed, missing
from svod.params.methodology import Indicator
from svod.report.assessment import NO_DATA, NOT_APPLICABLE
from svod.report.cells import count_cell, year_columns
from svod.report.dispersion import dispersion_figure
from svod.report.heat import heat_figure
from svod.report.hidden import reasons, region_cell
from svod.report.open import Report, once
from svod.report.own import own_values_table, period_words, spread_table
from svod.report.profile import items_table, profile_table
from svod.report.values import last_year, printed_cell, rows_of, spread_cell, spread_of
from svod.wording.numbers import counted, plain
from svod.wording.phrases import BALLS, BASIS, join, rule_text, threshold_mark

__all__ = ["indicators", "indicators_text", "region_values_table", "rules_table"]


def indicators(report: Report) -> Together:
    """Part 7: the indicators or procedures, their rules, and where the municipalities stand on them."""
    shown = {
        "procedure": (lambda: (rules_table(report), region_values_table(report), heat_figure(report))),
        "pair": (lambda: (own_values_table(report), spread_table(report))),
        "municipality": (lambda: (profile_table(report),)),
    }
    blocks = shown.get(report.kind, lambda: (items_table(report), heat_figure(report), dispersion_figure(report)))()
    return Together(indicators_text(report), *blocks)


def indicators_text(report: Report) -> Text:
    """How many indicators there are, how many points they give, and where to look."""
    count = len(report.items)
    most = counted(report.maximum, BALLS)
    if report.kind == "pair":
        return Text.of(
            Sentence(
                f"{_number_of(count)}, вместе {most}. Значения и баллы – в {{a}}; положение среди муниципалитетов "
                "области в последнем измеренном году – в {b}. Правила начисления баллов – в {c} "
                "аналитики по процедуре.",
                {
                    "a": own_values_table(report).ref("таблице"),
                    "b": spread_table(report).ref("таблице"),
                    "c": Ref("tab-7-1", "таблице 7.1", report.link("procedure", report.procedure.id)),
                },
            )
        )
    if report.kind == "procedure":
        return Text.of(
            Sentence(
                f"{_number_of(count)}, вместе {most}: правила начисления баллов – в {{a}}, значения по области – "
                "в {b}, баллы каждого муниципалитета за период – на {c}.",
                {
                    "a": rules_table(report).ref("таблице"),
                    "b": region_values_table(report).ref("таблице"),
                    "c": Ref("ris-7-1", "рисунке 7.1"),
                },
            )
        )
    indicators = sum(len(report.params.methodology.of(item.id)) for item in report.procedures)
    counts = counted(indicators, ("показателем", "показателями", "показателями"))
    where = (
        "." if report.kind == "municipality" else ", баллы муниципалитетов – на {c}, разброс внутри процедур – на {d}."
    )
    table = profile_table(report) if report.kind == "municipality" else items_table(report)
    said = Sentence(
        f"Процедуры измеряются {counts} и дают вместе не более {plain(Fraction(report.maximum))} баллов. "
        f"Вклад каждой процедуры – в {{a}}{where}",
        {"a": table.ref("таблице"), "c": Ref("ris-7-1", "рисунке 7.1"), "d": Ref("ris-7-2", "рисунке 7.2")},
    )
    return Text.of(said)


def _number_of(count: int) -> str:
    words = {
        2: "Показателей два",
        3: "Показателей три",
        4: "Показателей четыре",
        5: "Показателей пять",
        6: "Показателей шесть",
        9: "Показателей девять",
    }
    return words.get(count, f"Показателей – {count}")


@once
def rules_table(report: Report, number: str = "7.1") -> Table:
    """Indicators of a procedure: unit, rule, maximum, and where the name and the threshold come from."""
    rows = []
    for item in report.params.methodology.of(report.procedure.id):
        origin = BASIS[item.basis.name] + (f": {item.origin}" if item.origin else "")
        cells = {
            "code": Cell(item.code),
            "name": Cell(item.name),
            "unit": Cell(item.unit),
            "rule": Cell(rule_text(item)),
            "maximum": count_cell(item.maximum),
            "basis": Cell(origin),
            "threshold": Cell(threshold_mark(item) or "утверждён"),
        }
        rows.append(Row(dashed(item.code), cells))
    columns = (
        Column("code", "№"),
        Column("name", "Показатель"),
        Column("unit", "Ед."),
        Column("rule", "Правило начисления баллов"),
        Column("maximum", "Балл, не более", numeric=True),
        Column("basis", "Основание показателя"),
        Column("threshold", "Основание порога"),
    )
    return Table(
        number,
        "Показатели и правила начисления баллов",
        columns,
        tuple(rows),
        css="wide",
        head="name",
        note=f"Пороги проектные: замените утверждёнными. {period_words(report)}",
    )


@once
def region_values_table(report: Report, number: str = "7.2") -> Table:
    """Value of the region (ratio of sums) by year, and the spread of the municipalities in the last one."""
    years = report.params.edition.years
    rows = [_region_row(report, item) for item in report.params.methodology.of(report.procedure.id)]
    columns = (
        Column("code", "№"),
        Column("name", "Показатель"),
        *year_columns(years, "Область, {}"),
        Column("median", "Медиана", numeric=True),
        Column("best", "Лучшее", numeric=True),
        Column("worst", "Худшее", numeric=True),
        Column("n", "n", numeric=True),
        Column("full", "С полным баллом", numeric=True),
    )
    return Table(
        number,
        "Значения показателей по области и разброс между муниципалитетами",
        columns,
        tuple(rows),
        css="wide",
        demo=report.demo,
        head="name",
        note=f"Значение по области – отношение сумм числителей и знаменателей{_averaged(report)}. Медиана, лучшее и "
        f"худшее – среди n муниципалитетов в последнем измеренном году{_fewer(report)}; «с полным баллом» – сколько "
        "муниципалитетов набрали наибольший балл за весь период." + reasons(rows),
    )


def _averaged(report: Report) -> str:
    """Indicators of which the region's value is a mean; empty where there are none."""
    items = report.params.methodology.of(report.procedure.id)
    codes = [item.code for item in items if item.kind == "count"]
    return f", у {join(codes)} – среднее на муниципалитет" if codes else ""


def _fewer(report: Report) -> str:
    """Why fewer municipalities than there are stand behind a median; empty where all do."""
    whys = {"скрыты": False, "не присланы": False, "не применимы": False}
    for item in report.params.methodology.of(report.procedure.id):
        last = last_year(report, item)
        for row in rows_of(report, item, last) if last is not None else ():
            whys["скрыты"] |= bool(row["hidden"])
            whys["не присланы"] |= row["status"] == NO_DATA
            whys["не применимы"] |= row["status"] == NOT_APPLICABLE
    found = [why for why, holds in whys.items() if holds]
    return f" (n меньше {len(report.points)} там, где значения {join(found, 'или')})" if found else ""


def _region_row(report: Report, item: Indicator) -> Row:
    """Values of the region on one indicator, the spread around the last, and how many scored everything."""
    cells = {"code": Cell(item.code), "name": Cell(f"{item.short}, {item.unit}")}
    for year in report.params.edition.years:
        first = rows_of(report, item, year)[0]
        given = missing() if first["region"] is None else printed_cell(item, first["region"])
        cells[str(year)] = region_cell(first) or given
    last = last_year(report, item)
    if last is not None:
        found = spread_of(report, item, last)
        cells |= {key: spread_cell(report, item, last, key) for key in ("median", "best", "worst")}
        cells["n"] = count_cell(found.n)
    cells["full"] = count_cell(sum(value == item.maximum for value in report.assessment.period[item.code]))
    return Row(dashed(item.code), cells)
