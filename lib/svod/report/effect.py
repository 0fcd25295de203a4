"""Part ten: the result against what would be expected without measures, joined with the register of measures."""

from __future__ import annotations

from svod.blocks import Cell, Column, Figure, Ref, Row, Sentence, Table, Text, Together, Verdict, missing
from svod.figures import expectation as chart
from svod.figures.canvas import draw
from svod.report.effect_profile import effect_by_procedure, joint_verdict, outcomes, profile_text
from svod.report.expectation import bounded, expectation, measures, verdict_of
from svod.report.open import Report, once
from svod.stats.expected import MINIMUM, Difference, Expectation, difference_test
from svod.wording.numbers import counted, number, signed
from svod.wording.phrases import VERDICTS, join

__all__ = ["conclusion", "effect_figure", "effect_table", "effect_text", "evidence", "verdict"]

FEWEST_WITH_MEASURES = 5
"""With fewer municipalities on either side the region is not compared with and without measures."""

OF = ("муниципалитета", "муниципалитетов", "муниципалитетов")


def conclusion(report: Report) -> Together:
    """Part 10: the verdict and how it was reached."""
    return Together(verdict(report), effect_text(report))


def evidence(report: Report) -> Together:
    """Part 10: measures, observed and expected results."""
    if report.kind == "municipality":
        table = effect_by_procedure(report)
        return Together(table) if table.rows else Together()
    table, figure = effect_table(report), effect_figure(report)
    return Together(*([table] if table.rows else []), *([figure] if figure else []))


def verdict(report: Report) -> Verdict:
    """The conclusion in words."""
    return Verdict(VERDICTS[_judge(report)])


def _judge(report: Report) -> str:
    if report.kind == "municipality":
        return joint_verdict(outcomes(report))
    found = expectation(report)
    if found is None or measures(report).empty:
        return "unknown"
    if report.focus:
        return verdict_of(found.table.loc[report.focus] if report.focus in found.table.index else None)
    test = _with_against_without(report)
    if test is None:
        return "unknown"
    return "same" if test.p_value >= 0.05 else "above" if test.difference > 0 else "below"


@once
def _with_against_without(report: Report) -> Difference | None:
    """Surplus over the expected result of the municipalities with measures against the others."""
    found = expectation(report)
    if found is None:
        return None
    acted = set(measures(report)["municipality"]) & set(found.table.index)
    if len(acted) < FEWEST_WITH_MEASURES or len(found.table) - len(acted) < FEWEST_WITH_MEASURES:
        return None
    surplus = found.table["current"] - found.table["expected"]
    return difference_test(
        surplus[surplus.index.isin(acted)],
        surplus[~surplus.index.isin(acted)],
        report.params.methodology.rating.uncertainty.seed,
    )


def effect_text(report: Report) -> Text:
    """How the conclusion was reached, and which data would be needed where there is none."""
    years = report.params.edition.years[-2:]
    found, acted = expectation(report), measures(report)
    if report.kind == "municipality":
        return profile_text(report)
    if found is None:
        return Text.of(
            f"Ожидаемый результат {years[1]} года не рассчитан: сопоставимых пар лет меньше {MINIMUM} или "
            "прошлогодние результаты почти одинаковы. Нужны значения показателей за два года подряд хотя бы у десяти "
            "муниципалитетов, различающихся между собой.",
            *_named(effect_table(report)),
        )
    line = (
        f"Ожидаемый результат {years[1]} года рассчитан для каждого муниципалитета по его результату {years[0]} "
        "года и движению остальных "
        f"(регрессия по {counted(found.n, ('муниципалитету', 'муниципалитетам', 'муниципалитетам'))}, интервал "
        "предсказания 95 %); в нём учтены общее движение области и возврат к среднему."
    )
    if report.focus:
        return _own_text(report, found, line)
    if acted.empty:
        return Text.of(
            line,
            Sentence(
                "В реестре мер по этой процедуре нет записей, поэтому заключение о мерах невозможно. Чтобы его "
                "дать, нужны меры с датами "
                "начала и окончания, показателем и исполнителем; ожидаемые результаты показаны на {figure}.",
                {"figure": _figure_ref(report, "рисунке")},
            ),
        )
    test = _with_against_without(report)
    table = effect_table(report)
    who = acted["municipality"].nunique()
    outside = sum(verdict_of(row) != "same" for _, row in found.table.iterrows())
    told = Sentence(
        f"Меры зарегистрированы у {counted(who, OF)} ({{table}}, {{figure}}).",
        {"table": table.ref("таблица"), "figure": _figure_ref(report)},
    )
    if test is None:
        return Text.of(
            line,
            told,
            f"Сравнить муниципалитеты с мерами и без мер нельзя: в одной из групп меньше {FEWEST_WITH_MEASURES} "
            "муниципалитетов.",
        )
    return Text.of(
        line,
        told,
        f"Муниципалитеты с мерами отошли от ожидаемого в среднем на {signed(test.difference, 1)} п. п. от остальных "
        f"(95-процентный интервал от {signed(test.low, 1)} до {signed(test.high, 1)} п. п.; перестановочный "
        f"критерий, p = {number(test.p_value, 2)}).",
        f"Вне своих интервалов оказалось {outside} из {found.n} муниципалитетов; около {number(found.n * 0.05)} "
        "вышли бы за них и случайно.",
    )


def _figure_ref(report: Report, form: str = "рисунок") -> Ref:
    return Ref("ris-10-1", f"{form} 10.1")


def _named(table: Table) -> list[Sentence]:
    """Where the measures are listed, when nothing else is said of them."""
    return [Sentence("Меры перечислены в {table}.", {"table": table.ref("таблице")})] if table.rows else []


def _own_text(report: Report, found: Expectation, line: str) -> Text:
    acted = measures(report)
    if report.focus not in found.table.index:
        return Text.of(
            line,
            f"Для {report.municipality.genitive} данных за два года подряд нет, поэтому заключение невозможно: "
            "нужны значения всех показателей процедуры за оба года.",
            *_named(effect_table(report)),
        )
    table = effect_table(report)
    fields = {key: table.quote(report.focus, key) for key in ("previous", "current", "low", "high")}
    fields |= {"table": table.ref("таблица"), "figure": _figure_ref(report)}
    row = found.table.loc[report.focus]
    inside = row["low"] <= row["current"] <= row["high"]
    said = Sentence(
        f"У {report.municipality.genitive} был результат {{previous}} %, стал {{current}} %; без мер ожидалось "
        f"от {{low}} до {{high}} %: наблюдаемое "
        f"{'внутри интервала' if inside else 'вне интервала'} ({{table}}, {{figure}}).",
        fields,
    )
    if acted.empty:
        return Text.of(
            line,
            said,
            "Меры по этой процедуре в реестре не записаны, поэтому связать изменение с мерами нельзя. Нужны "
            "записи о мерах: что, когда, "
            "по какому показателю, кто исполнял.",
        )
    what = join(f"«{measure}»" for measure in dict.fromkeys(acted["measure"]))
    return Text.of(
        line, said, f"Зарегистрированы меры: {what}. Совпадение по времени не доказывает, что изменение вызвано мерами."
    )


@once
def effect_table(report: Report, number_: str = "10.1") -> Table:
    """Observed and expected results with the registered measures."""
    years = report.params.edition.years[-2:]
    found, acted = expectation(report), measures(report)
    names, rows = report.assessment.names, []
    listed = (
        [report.focus] if report.focus else [code for code in report.rating.index if code in set(acted["municipality"])]
    )
    for code in listed:
        own = acted[acted["municipality"] == code]
        cells: dict[str, Cell] = {
            "name": Cell(names[code], href=report.link("municipality", code)),
            "measures": Cell("; ".join(dict.fromkeys(own["measure"])) or "не зарегистрированы"),
        }
        if found is not None and code in found.table.index:
            row = found.table.loc[code]
            cells |= {
                "previous": Cell(number(row["previous"], 1), row["previous"]),
                "current": Cell(number(row["current"], 1), row["current"]),
                "low": Cell(number(bounded(row["low"]), 1), row["low"]),
                "high": Cell(number(bounded(row["high"]), 1), row["high"]),
                "verdict": Cell(VERDICTS[verdict_of(row) if len(own) else "unknown"].lower()),
            }
        else:
            cells |= {key: missing() for key in ("previous", "current", "low", "high")} | {
                "verdict": Cell(VERDICTS["unknown"].lower())
            }
        rows.append(Row(code, cells, focus=code == report.focus))
    columns = (
        Column("name", "Муниципальное образование"),
        Column("previous", f"{years[0]}, %", numeric=True),
        Column("current", f"{years[1]}, %", numeric=True),
        Column("low", "Ожидалось от, %", numeric=True),
        Column("high", "до, %", numeric=True),
        Column("measures", "Меры"),
        Column("verdict", "Заключение"),
    )
    return Table(
        number_,
        "Результат, ожидаемое без мер и зарегистрированные меры",
        columns,
        tuple(rows),
        css="wide",
        demo=report.demo,
        note="Результат – процент от возможных баллов года. Интервал 95 % обрезан границами шкалы. «Данных "
        "недостаточно» – меры не зарегистрированы "
        "или нет двух лет подряд.",
    )


def effect_figure(report: Report, number_: str = "10.1") -> Figure | None:
    """Observed results against the expected intervals; None where nothing could be expected."""
    found = expectation(report)
    if found is None or (report.focus and report.focus not in found.table.index):
        return None
    names, acted = report.assessment.names, set(measures(report)["municipality"])
    chosen = [report.focus] if report.focus else list(report.rating.index)
    rows = [
        (
            names[code],
            row["current"],
            bounded(row["low"]),
            bounded(row["high"]),
            bounded(row["expected"]),
            code == report.focus or (not report.focus and code in acted),
        )
        for code in chosen
        if code in found.table.index
        for row in [found.table.loc[code]]
    ]
    svg = draw(
        lambda ax: chart.interval_rows(ax, rows, unit="%"), name=f"ris-{number_.replace('.', '-')}", **chart.frame(rows)
    )
    data = Table(
        number_,
        "наблюдаемый и ожидаемый результат, %",
        (
            Column("name", "Муниципальное образование"),
            Column("current", "Наблюдаемый", numeric=True),
            Column("expected", "Ожидаемый", numeric=True),
            Column("low", "от", numeric=True),
            Column("high", "до", numeric=True),
        ),
        tuple(
            Row(
                f"row-{i}",
                {
                    "name": Cell(label),
                    "current": Cell(number(current, 1), current),
                    "expected": Cell(number(middle, 1), middle),
                    "low": Cell(number(low, 1), low),
                    "high": Cell(number(high, 1), high),
                },
            )
            for i, (label, current, low, high, middle, _) in enumerate(rows, start=1)
        ),
        of_figure=True,
    )
    outside = [label for label, current, low, high, _, _ in rows if not low <= current <= high]
    key = "Синий – муниципалитет справки" if report.focus else "Синие – муниципалитеты с зарегистрированными мерами"
    return Figure(
        number_,
        f"Результат {report.params.edition.years[-1]} года и интервал, ожидаемый без мер, % от возможных баллов",
        svg,
        f"Интервальный график: {counted(len(rows), ('строка', 'строки', 'строк'))}. "
        f"Вне ожидаемого интервала: {join(outside) or 'никто'}.",
        data,
        demo=report.demo,
        note=f"Серая полоса – интервал предсказания 95 %, черта – ожидаемое значение, кружок – наблюдаемое. {key}.",
    )
