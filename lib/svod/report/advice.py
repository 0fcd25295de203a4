"""Part nine: recommendations by addressee, and the shortest way to the next level."""

from __future__ import annotations

from fractions import Fraction

from svod.blocks import Cell, Column, Row, Table, Text, dashed
from svod.params.methodology import Indicator
from svod.report.assessment import OK
from svod.report.evidence import named, weakest
from svod.report.losses import (
    compared_note,
    deficit_rank,
    indicators_of,
    is_comparative,
    item_words,
    lag,
    mean_loss,
    own_losses,
)
from svod.report.open import Item, Report
from svod.stats.contribution import lift, possible_gains
from svod.wording.numbers import counted, points
from svod.wording.phrases import BALLS, OF_BALLS, join, upper_first

__all__ = ["lift_text", "recommendations_table"]

YEARS = ("год", "года", "лет")
_LEADS = (
    "",
    "Первым стоит самый слабый показатель процедуры, названной в выводах",
    "Первыми стоят самые слабые показатели процедур, названных в выводах",
)
"""What opens the note under the recommendations when none, one or more of them answer the findings."""


def lift_text(report: Report) -> Text:
    """The smallest set of points that would have lifted the municipality a level."""
    row = report.rating.loc[report.focus]
    levels = report.params.methodology.rating.levels
    if row["level"] == levels[-1].number:
        return Text.of("Муниципалитет уже на высшем уровне эффективности.")
    following = levels[row["level"]]
    # In the order of the lags behind the median, so that of equal losses those come first that are advised on.
    gains = {item.key: _gains(report, item) for item in own_losses(report)["item"]}
    found = lift(gains, row["points"], report.divisor, following.percent[0])
    if found is None:
        return Text.of(f"До уровня «{following.name.lower()}» нельзя дойти даже с полными баллами по всем строкам.")
    names = {item.key: item for item in report.items}
    steps = join(
        f"{item_words(report, names[key])} (+{points(gain)}{_yearly(report, names[key], gain)})"
        for key, gain in found.steps
    )
    wanting = found.wanting
    count = counted(int(wanting), OF_BALLS) if wanting.denominator == 1 else f"{points(wanting)} балла"
    return Text.of(
        f"До уровня «{following.name.lower()}» не хватило {count}. Наименьший набор, которого было бы достаточно: "
        f"{steps}."
    )


def _gains(report: Report, item: Item) -> tuple[Fraction, ...]:
    """What the municipality could still have gained on an item, in steps of its yearly points."""
    parts = indicators_of(report, item)
    return possible_gains((mean_loss(report, one), Fraction(1, _averaged(report, one))) for one in parts)


def _averaged(report: Report, indicator: Indicator) -> int:
    """Over how many years the points of an indicator are averaged; 1 where they are not."""
    if indicator.points.rule == "dynamic" or report.params.methodology.rating.period != "mean":
        return 1
    yearly = report.assessment.yearly
    own = yearly[(yearly["municipality"] == report.focus) & (yearly["indicator"] == indicator.code)]
    return max(int((own["status"] == OK).sum()), 1)


def _yearly(report: Report, item: Item, gain: Fraction) -> str:
    """«: 1 балл в одном году из 3», «: 4 балла за 3 года»; nothing where points are not averaged over years."""
    years = _averaged(report, indicators_of(report, item)[0]) if report.procedure else 1
    if years == 1:
        return ""
    total = int(gain * years)
    return (
        f": 1 балл в одном году из {years}" if total == 1 else f": {counted(total, BALLS)} за {counted(years, YEARS)}"
    )


def recommendations_table(report: Report, number_: str = "9.2", most: int = 3) -> Table:
    """Recommendations by addressee: for what the findings name, then for the largest deficits."""
    first = _found_weakest(report)
    top = list(dict.fromkeys([*first, *_largest_deficits(report)]))[:most]
    groups = {item.code: one.group for one in report.procedures for item in report.params.methodology.of(one.id)}
    kinds = {"детский сад" if groups[item.code] == "processes" else "школа" for item in top}
    addressees = {
        "region": "Регион",
        "municipality": "Муниципалитет",
        "school": upper_first(join(sorted(kinds, reverse=True))),
    }
    rows = []
    for key, who in addressees.items():
        rows += [Row(f"group-{key}", {}, group=who)] if top else []
        for item in top:
            advice = report.params.recommendations[item.code]
            cells = {"what": Cell(getattr(advice, key)), "why": Cell(f"{item.code}: {advice.deficit}")}
            rows.append(Row(f"{key}-{dashed(item.code)}", cells))
    return Table(
        number_,
        "Рекомендации по адресатам",
        (Column("what", "Что сделать"), Column("why", "Чем вызвано (показатель)")),
        tuple(rows),
        note=_chosen(report, top, len(first)),
    )


def _found_weakest(report: Report) -> list[Indicator]:
    """The weakest indicator of each procedure that the findings name, unless the municipality is ahead on it."""
    found = [] if report.procedure else [weakest(report, item) for item in named(report)]
    return [one for one in found if not report.focus or lag(report, one) >= 0]


def _chosen(report: Report, top: list[Indicator], first: int) -> str:
    """By what the indicators of the recommendations were chosen; the `first` of them are those of the findings."""
    lead = _LEADS[min(first, 2)]
    if first and first >= len(top):
        return f"{lead}."
    opening = f"{lead}; дальше – показатели" if first else "Выбраны показатели"
    if not report.focus:
        said = f"{opening}, по которым область теряет наибольшую долю баллов"
        compared = [item.code for item in top if is_comparative(item)]
        if compared or not any(map(is_comparative, _largest_deficits(report))):
            return f"{said}.{compared_note(compared, len(top))}"
        return f"{said}; сравнивающие муниципалитет с областью не взяты: полный балл у всех по ним невозможен."
    if any(lag(report, item) > 0 for item in top[first:]):
        return f"{opening}, по которым муниципалитет дальше всего позади медианы области по баллам."
    rest = "Показателей с баллом ниже медианы области нет; взяты те, по которым потеряно больше всего баллов."
    return f"{lead}. {rest}" if first else rest


def _largest_deficits(report: Report) -> list[Indicator]:
    """Indicators with lost points, the largest deficit first; of a municipality never one where it is ahead.

    Where it is nowhere behind the median, those on which it loses as much as the median.
    """
    method = report.params.methodology
    items = [item for one in report.procedures for item in method.of(one.id) if mean_loss(report, item) > 0]
    if report.focus:
        behind = [item for item in items if lag(report, item) > 0]
        items = behind or [item for item in items if lag(report, item) == 0]
    return sorted(items, key=lambda item: deficit_rank(report, item))
