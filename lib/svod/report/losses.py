"""Part nine: where points are lost, by the region and by one municipality."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

import pandas as pd

from svod.blocks import Bar, Cell, Column, Row, Table
from svod.report.open import Item, Report, once
from svod.stats.contribution import losses, place_if_median
from svod.stats.scale import round_half_up
from svod.wording.numbers import points

__all__ = ["Loss", "item_words", "losses_table", "lost_by_item", "own_losses", "own_losses_table", "signed_points"]


class Loss(NamedTuple):
    """What the region loses on one item."""

    item: Item
    mean: Fraction
    share: Fraction
    full: int
    none: int


@once
def lost_by_item(report: Report) -> list[Loss]:
    """Items from the largest share of lost points to the smallest."""
    found = []
    for item in report.items:
        gained = report.points[item.key]
        mean = sum(gained, Fraction(0)) / len(gained)
        found.append(
            Loss(
                item,
                mean,
                1 - mean / item.maximum,
                int(sum(value == item.maximum for value in gained)),
                int(sum(value == 0 for value in gained)),
            )
        )
    return sorted(found, key=lambda loss: (-loss.share, loss.item.key))


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
    rows = []
    for loss in lost_by_item(report):
        share = int(round_half_up(loss.share * 100))
        rows.append(
            Row(
                _key(loss.item.key),
                {
                    "code": Cell(loss.item.code),
                    "name": Cell(loss.item.short),
                    "mean": Cell(points(loss.mean), float(loss.mean)),
                    "maximum": Cell(str(loss.item.maximum), loss.item.maximum),
                    "lost": Bar(str(share), share),
                    "full": Cell(str(loss.full), loss.full),
                    "none": Cell(str(loss.none), loss.none),
                },
            )
        )
    what = "Показатель" if report.procedure else "Процедура"
    columns = (
        Column("code", "№"),
        Column("name", what),
        Column("mean", "В среднем набрано", numeric=True),
        Column("maximum", "из", numeric=True),
        Column("lost", "Потеряно, %"),
        Column("full", "С полным баллом", numeric=True),
        Column("none", "Без баллов", numeric=True),
    )
    return Table(
        number_,
        f"Где область теряет баллы, {report.params.edition.period} годы",
        columns,
        tuple(rows),
        css="wide",
        head="name",
        demo=report.demo,
        note="«С полным баллом» и «без баллов» – число муниципалитетов.",
        how="потеряно = 100 × (наибольший балл − средний балл) / наибольший балл",
    )


def _key(key: str) -> str:
    return key.replace(".", "-")


@once
def own_losses(report: Report) -> pd.DataFrame:
    """Losses of one municipality by item, the furthest behind the median first."""
    found = losses(report.points, report.maxima, report.focus)
    found["place_if_median"] = place_if_median(
        report.points, report.points.apply(lambda row: sum(row, Fraction(0)), axis=1), report.focus
    )
    found["item"] = list(report.items)
    return found.sort_values(["behind_median", "lost"], ascending=False, kind="stable")


@once
def own_losses_table(report: Report, number_: str = "9.1") -> Table:
    """What one municipality's place consists of: points lost against the maximum, the best and the median."""
    rows = []
    for _, row in own_losses(report).iterrows():
        item = row["item"]
        rows.append(
            Row(
                _key(item.key),
                {
                    "code": Cell(item.code),
                    "name": Cell(item.short),
                    "points": Cell(points(row["points"]), float(row["points"])),
                    "maximum": Cell(str(item.maximum), item.maximum),
                    "lost": Cell(points(row["lost"]), float(row["lost"])),
                    "best": Cell(points(row["behind_best"]), float(row["behind_best"])),
                    "median": Cell(signed_points(-row["behind_median"]), float(-row["behind_median"])),
                    "place": Cell(str(row["place_if_median"]), int(row["place_if_median"])),
                },
            )
        )
    what = "Показатель" if report.procedure else "Процедура"
    columns = (
        Column("code", "№"),
        Column("name", what),
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
        note="Баллы. «К медиане» – насколько муниципалитет выше (+) или ниже (−) медианы области. «Место при "
        "медиане» – каким было бы место, "
        "если бы по этой строке был набран медианный балл, а остальное не изменилось.",
    )


def signed_points(given: Fraction) -> str:
    """Points with a sign: +1,33, −0,5, 0."""
    text = points(given)
    return text if text.startswith("−") or text == "0" else "+" + text
