"""Part nine: where points are lost, by the region and by one municipality."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import pandas as pd

from svod.blocks import Bar, Cell, Column, Row, Table, dashed
from svod.params.methodology import Indicator
from svod.report.cells import count_cell, count_or_dash, points_cell
from svod.report.open import Item, Report, once, shared_once
from svod.stats.contribution import Ends, ends, losses, mean_exact, median_exact, place_if_median
from svod.stats.scale import round_half_up
from svod.wording.numbers import points

__all__ = [
    "Loss",
    "compared_note",
    "deficit_rank",
    "indicators_of",
    "is_comparative",
    "item_words",
    "lag",
    "losses_table",
    "lost_by_item",
    "mean_loss",
    "middles",
    "nothing_lost",
    "own_losses",
    "own_losses_table",
    "signed_points",
]


class Loss(NamedTuple):
    """What the region loses on one item, over the municipalities that were assessed on it; `absent` were not."""

    item: Item
    mean: Fraction
    share: Fraction
    full: int
    none: int
    absent: int
    comparative: bool


@shared_once
def lost_by_item(report: Report) -> list[Loss]:
    """Items from the largest share of lost points to the smallest, those that compare with the region after the rest.

    What is scored against the region's own value cannot be the region's deficit: not everybody can be above it. Nor is
    what nobody could assess: the share lost is of the points of what was assessed.
    """
    found, period = [], report.assessment.period
    for item in report.items:
        own = indicators_of(report, item)
        held = period[[one.code for one in own]].notna()
        known = held.any(axis=1)
        gained = report.points.loc[known, item.key]
        attainable = sum(int(held[one.code].sum()) * one.maximum for one in own)
        share = 1 - Fraction(sum(gained, Fraction(0)), attainable) if attainable else Fraction(0)
        full, none = int(sum(gained == item.maximum)), int(sum(gained == 0))
        mean = mean_exact(gained) if len(gained) else Fraction(0)
        against = all(map(is_comparative, own))
        found.append(Loss(item, mean, share, full, none, int((~known).sum()), against))
    return sorted(found, key=lambda loss: (loss.comparative, -loss.share, loss.item.key))


def is_comparative(indicator: Indicator) -> bool:
    """Whether an indicator is scored against the region's value."""
    return indicator.points.rule == "versus_region"


class Middle(NamedTuple):
    """Of the region's points: the mean of those who were assessed, the median of all as the rating has them."""

    mean: Fraction
    median: Fraction


@shared_once
def middles(report: Report) -> dict[str, Middle]:
    """Middles of the indicators by code."""
    assessed = report.assessment.period.to_dict("list")
    return {
        code: Middle(mean_exact(known) if (known := _known(assessed[code])) else Fraction(0), median_exact(values))
        for code, values in report.assessment.indicators.to_dict("list").items()
    }


def _known(points: list[Fraction | None]) -> list[Fraction]:
    return [given for given in points if given is not None]


@shared_once
def _ends(report: Report) -> dict[str, Ends]:
    return ends(report.points)


@shared_once
def _totals(report: Report) -> pd.Series:
    """Points of every municipality over all items."""
    return pd.Series([sum(row, Fraction(0)) for row in report.points.itertuples(index=False)], report.points.index)


def mean_loss(report: Report, indicator: Indicator) -> Fraction:
    """Points lost on an indicator, on average over the region or by the municipality of the report.

    What a municipality was not assessed on it did not lose: «не применимо» is no deficit.
    """
    if report.focus and report.assessment.period.at[report.focus, indicator.code] is None:
        return Fraction(0)
    got = report.assessment.indicators.at[report.focus, indicator.code] if report.focus else None
    return indicator.maximum - (middles(report)[indicator.code].mean if got is None else got)


def lag(report: Report, indicator: Indicator) -> Fraction:
    """Points by which the municipality of the report is behind the median of the region; negative ahead of it."""
    return middles(report)[indicator.code].median - report.assessment.indicators.at[report.focus, indicator.code]


def deficit_rank(report: Report, indicator: Indicator) -> tuple[bool, bool, Fraction, Fraction, list[int]]:
    """Order of deficits: furthest behind the median for a municipality, the largest share lost for the region.

    For the region, an indicator that compares with the region itself comes after all others.
    Findings and recommendations follow one order, so that what is advised answers what was found.
    """
    lost = mean_loss(report, indicator)
    behind = lost / indicator.maximum
    if report.focus:
        behind = lag(report, indicator)
    compared = not report.focus and is_comparative(indicator)
    return lost == 0, compared, -behind, -lost, [int(part) for part in indicator.code.split(".")]


def indicators_of(report: Report, item: Item) -> tuple[Indicator, ...]:
    """Indicators behind an item: the indicator itself, or those of the procedure."""
    method = report.params.methodology
    return (method.indicator(item.key),) if report.procedure else method.of(item.key)


def item_words(report: Report, item: Item, form: str = "показатель") -> str:
    """«показатель 7.1 «Учебники»» or «процедура № 7 «Библиотеки»», in the case of `form`."""
    forms = {
        "показатель": "процедура",
        "показателе": "процедуре",
        "показателя": "процедуры",
        "показателю": "процедуре",
        "показателем": "процедурой",
    }
    return f"{form} {item.code} «{item.short}»" if report.procedure else f"{forms[form]} № {item.code} «{item.short}»"


@once
def losses_table(report: Report, number_: str = "9.1") -> Table:
    """Points lost by the region, item by item, the largest share first."""
    rows, found = [], lost_by_item(report)
    absent = any(loss.absent for loss in found)
    for loss in found:
        share = int(round_half_up(loss.share * 100))
        cells = {
            "code": Cell(loss.item.code),
            "name": Cell(loss.item.short),
            "mean": points_cell(loss.mean),
            "maximum": count_cell(loss.item.maximum),
            "lost": Bar(str(share), share),
            "full": count_cell(loss.full),
            "none": count_cell(loss.none),
            "absent": count_or_dash(loss.absent),
        }
        rows.append(Row(dashed(loss.item.key), cells))
    columns = (
        Column("code", "№"),
        Column("name", "Показатель" if report.procedure else "Процедура"),
        Column("mean", "В среднем набрано", numeric=True),
        Column("maximum", "из", numeric=True),
        Column("lost", "Потеряно, %"),
        Column("full", "С полным баллом", numeric=True),
        Column("none", "Без баллов", numeric=True),
        *([Column("absent", "Не оценены", numeric=True)] if absent else []),
    )
    return Table(
        number_,
        f"Где область теряет баллы, {report.params.edition.period} годы",
        columns,
        tuple(rows),
        css="wide",
        head="name",
        demo=report.demo,
        note=f"«С полным баллом»{', «без баллов» и «не оценены»' if absent else ' и «без баллов»'} – число "
        "муниципалитетов. Потеряно – от баллов за то, что удалось оценить."
        + compared_note([loss.item.code for loss in found if loss.comparative], len(found)),
        how="потеряно = 100 × (1 − сумма баллов / сумма наибольших баллов) по оценённым показателям муниципалитетов",
    )


def compared_note(codes: list[str], among: int) -> str:
    """What to add to a note where some of the items compare with the region, and so stand after the rest."""
    if not codes:
        return ""
    last = " стоит последним" if len(codes) < among else ""
    return f" Сравнение с самой областью ({', '.join(codes)}){last}: полный балл у всех невозможен."


@once
def own_losses(report: Report) -> pd.DataFrame:
    """Losses of one municipality by item, the furthest behind the median first, what was not assessed last.

    `gainable` is what the municipality could still gain: the losses on the indicators it was assessed on.
    """
    known = _ends(report)
    found = losses(report.points, report.maxima, report.focus, known)
    found["place_if_median"] = place_if_median(report.points, _totals(report), report.focus, known)
    found["item"] = list(report.items)
    period = report.assessment.period.loc[report.focus]
    found["assessed"] = [
        any(period[one.code] is not None for one in indicators_of(report, item)) for item in report.items
    ]
    found["gainable"] = [
        sum((mean_loss(report, one) for one in indicators_of(report, item)), Fraction(0)) for item in report.items
    ]
    ranks = zip(found["assessed"], found["behind_median"], found["lost"], strict=True)
    order = dict(zip(found.index, ranks, strict=True))
    return found.loc[sorted(order, key=order.__getitem__, reverse=True)]


@once
def own_losses_table(report: Report, number_: str = "9.1") -> Table:
    """What one municipality's place consists of: points lost against the maximum, the best and the median."""
    rows = []
    for _, row in own_losses(report).iterrows():
        item, ahead = row["item"], -row["behind_median"]
        cells = {
            "code": Cell(item.code),
            "name": Cell(item.short if row["assessed"] else f"{item.short} (не оценивалось)"),
            "points": points_cell(row["points"]),
            "maximum": count_cell(item.maximum),
            "lost": points_cell(row["lost"]),
            "best": points_cell(row["behind_best"]),
            "median": Cell(signed_points(ahead), ahead),
            "place": count_cell(row["place_if_median"]),
        }
        rows.append(Row(dashed(item.key), cells))
    columns = (
        Column("code", "№"),
        Column("name", "Показатель" if report.procedure else "Процедура"),
        Column("points", "Баллы", numeric=True),
        Column("maximum", "из", numeric=True),
        Column("lost", "Потеряно", numeric=True),
        Column("best", "До лучшего", numeric=True),
        Column("median", "К медиане", numeric=True),
        Column("place", "Место при медиане", numeric=True),
    )
    return Table(
        number_,
        f"Из чего сложилось место, {report.municipality.name}",
        columns,
        tuple(rows),
        css="wide",
        head="name",
        demo=report.demo,
        note="Баллы. «К медиане» – насколько муниципалитет выше (+) или ниже (−) медианы области. «Место при медиане» "
        "– каким было бы место, если бы по этой строке был набран медианный балл, а остальное не изменилось.",
    )


def nothing_lost(report: Report) -> bool:
    """Whether the region or the municipality lost no points on what was assessed."""
    if report.focus:
        return not own_losses(report)["gainable"].any()
    return not any(loss.share for loss in lost_by_item(report))


def signed_points(given: Fraction) -> str:
    """Points with a sign: +1,33, −0,5, 0."""
    text = points(given)
    return text if text.startswith("−") or text == "0" else "+" + text
