"""Part ten: the result against what would be expected without measures, joined with the register of measures."""

from __future__ import annotations

from collections.abc import Sequence

from svod.blocks import Cell, Column, Figure, Row, Sentence, Table, Text, Together, Verdict, dashed
from svod.figures import expectation as chart
from svod.figures.canvas import draw
from svod.report.cells import MUNICIPALITY, number_cell
from svod.report.effect_own import own_text
from svod.report.effect_profile import effect_by_procedure, joint_verdict, outcomes, profile_text
from svod.report.effect_table import effect_table, figure_ref, named
from svod.report.expectation import (
    bounded,
    expectation,
    expected_of,
    verdict_of,
)
from svod.report.open import Report, once
from svod.report.register import measures, others, those_with_measures
from svod.stats.expected import MINIMUM, Difference, Expectation, difference_test
from svod.wording.numbers import counted, number, signed
from svod.wording.phrases import OF_MUNICIPALITIES, VERDICTS, join

__all__ = ["conclusion", "effect_figure", "effect_text", "evidence", "verdict"]

FEWEST_WITH_MEASURES = 5
"""With fewer municipalities on either side the region is not compared with and without measures."""


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
        return verdict_of(expected_of(found, report.focus))
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
    acted = those_with_measures(report) & set(found.table.index)
    if len(acted) < FEWEST_WITH_MEASURES or len(found.table) - len(acted) < FEWEST_WITH_MEASURES:
        return None
    surplus = (found.table["current"] - found.table["expected"]).round(6)  # a perfect line leaves only noise
    return difference_test(
        surplus[surplus.index.isin(acted)],
        surplus[~surplus.index.isin(acted)],
        report.params.methodology.rating.uncertainty.seed,
    )


def effect_text(report: Report) -> Text:
    """How the conclusion was reached, and which data would be needed where there is none."""
    if report.kind == "municipality":
        return profile_text(report)
    (before, last), found = report.params.edition.years[-2:], expectation(report)
    if found is None:
        return Text.of(
            f"Ожидаемый результат {last} года не рассчитан: сопоставимых пар лет меньше {MINIMUM} или прошлогодние "
            "результаты почти одинаковы. Нужны значения показателей за два года подряд хотя бы у десяти "
            "муниципалитетов, различающихся между собой.",
            *named(effect_table(report)),
        )
    others = counted(found.n - 1, ("муниципалитету", "муниципалитетам", "муниципалитетам"))
    line = (
        f"Ожидаемый результат {last} года рассчитан для каждого муниципалитета по его результату {before} года и "
        f"общему движению области (регрессия по остальным {others}, интервал предсказания 95 %); возврат к среднему в "
        "нём учтён."
    )
    return Text.of(
        line, *_common(report, found), *(own_text(report, found) if report.focus else _region_text(report, found))
    )


def _common(report: Report, found: Expectation) -> list[str]:
    """What the expectations cannot show: they rest on municipalities with measures too."""
    acted = len(those_with_measures(report) & set(found.table.index))
    if not acted:
        return []
    return [
        f"В это движение входят и муниципалитеты с мерами ({acted} из {found.n}), поэтому общий для них эффект мер по "
        "отклонению от ожидаемого не виден."
    ]


def _region_text(report: Report, found: Expectation) -> list[Sentence | str]:
    """What the municipalities with measures came to against the others."""
    acted = measures(report)
    if acted.empty:
        before, last = report.params.edition.years[-2:]
        none = (
            "В реестре мер по этой процедуре нет записей"
            if others(report).empty
            else f"Меры, записанные в реестре по этой процедуре, {before} и {last} годов не касаются: они отменены, "
            "ещё не начаты или закончены раньше"
        )
        return [
            Sentence(
                f"{none}, поэтому заключение о мерах невозможно. Чтобы его дать, нужны меры с датами начала и "
                "окончания, показателем и исполнителем; ожидаемые результаты показаны на {figure}.",
                {"figure": figure_ref("рисунке")},
            )
        ]
    told = Sentence(
        f"Меры зарегистрированы у {counted(acted['municipality'].nunique(), OF_MUNICIPALITIES)} ({{table}}, "
        "{figure}).",
        {"table": effect_table(report).ref("таблица"), "figure": figure_ref("рисунок")},
    )
    test = _with_against_without(report)
    if test is None:
        return [
            told,
            f"Сравнить муниципалитеты с мерами и без мер нельзя: в одной из групп меньше {FEWEST_WITH_MEASURES} "
            "муниципалитетов.",
        ]
    outside = sum(verdict_of(row) != "same" for _, row in found.table.iterrows())
    return [
        told,
        f"Относительно ожидаемого муниципалитеты с мерами оказались в среднем {_against(test.difference)} остальных "
        f"(95-процентный интервал разности от {signed(test.low, 1)} до {signed(test.high, 1)} п. п.; перестановочный "
        f"критерий, p {'< 0,01' if test.p_value < 0.01 else '= ' + number(test.p_value, 2)}); "
        f"вне своих интервалов оказалось {outside} из {found.n} муниципалитетов; около {number(found.n * 0.05)} вышли "
        "бы за них и случайно.",
    ]


def _against(difference: float) -> str:
    """«на 3,8 п. п. выше»."""
    return f"на {number(abs(difference), 1)} п. п. {'выше' if difference > 0 else 'ниже'}"


def effect_figure(report: Report, number_: str = "10.1") -> Figure | None:
    """Observed results against the expected intervals; None where nothing could be expected."""
    found = expectation(report)
    if found is None or (report.focus and expected_of(found, report.focus) is None):
        return None
    names, marked = report.assessment.names, {report.focus} if report.focus else set(measures(report)["municipality"])
    shown = [code for code in ([report.focus] if report.focus else report.rating.index) if code in found.table.index]
    rows = [
        (names[code], row["current"], *(bounded(row[key]) for key in ("low", "high", "expected")), code in marked)
        for code, row in found.table.loc[shown].iterrows()
    ]
    name = f"ris-{dashed(number_)}"
    svg = draw(
        lambda ax: chart.interval_rows(ax, rows, unit="%", band_label="ожидалось"), name=name, **chart.frame(rows)
    )
    outside = [names[code] for code in shown if verdict_of(found.table.loc[code]) != "same"]
    key = "Синий – муниципалитет справки" if report.focus else "Синие – муниципалитеты с зарегистрированными мерами"
    return Figure(
        number_,
        f"Результат {report.params.edition.years[-1]} года и ожидаемый интервал, % от возможных баллов",
        svg,
        f"Интервальный график: {counted(len(rows), ('строка', 'строки', 'строк'))}. Вне ожидаемого интервала: "
        f"{join(outside) or 'никто'}.",
        _intervals(rows, number_),
        demo=report.demo,
        note=f"Серая полоса – интервал предсказания 95 %, черта – ожидаемое значение, кружок – наблюдаемое. {key}.",
    )


def _intervals(rows: Sequence[chart.Row], number_: str) -> Table:
    """Numbers behind the figure: label, observed, low, high, expected."""
    heads = {"current": "Наблюдаемый", "expected": "Ожидаемый", "low": "от", "high": "до"}
    return Table(
        number_,
        "наблюдаемый и ожидаемый результат, %",
        (MUNICIPALITY, *(Column(key, head, numeric=True) for key, head in heads.items())),
        tuple(
            Row(
                f"row-{i}",
                {
                    "name": Cell(label),
                    "current": number_cell(current, 1),
                    "expected": number_cell(middle, 1),
                    "low": number_cell(low, 1),
                    "high": number_cell(high, 1),
                },
            )
            for i, (label, current, low, high, middle, _) in enumerate(rows, start=1)
        ),
        of_figure=True,
    )
