"""Part nine: recommendations by addressee, and the shortest way to the next level."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from svod.blocks import Cell, Column, Row, Table, Text
from svod.params.methodology import Indicator
from svod.report.losses import item_words
from svod.report.open import Report
from svod.stats.contribution import lift, median_exact
from svod.wording.numbers import counted, points
from svod.wording.phrases import join

__all__ = ["lift_text", "recommendations_table"]


def lift_text(report: Report) -> Text:
    """The smallest set of points that would lift the municipality a level."""
    row = report.rating.loc[report.focus]
    levels = report.params.methodology.rating.levels
    if row["level"] == levels[-1].number:
        return Text.of("Муниципалитет уже на высшем уровне эффективности.")
    following = levels[row["level"]]
    lost = pd.Series({item.key: item.maximum - report.points.at[report.focus, item.key] for item in report.items})
    found = lift(lost, row["points"], report.divisor, following.percent[0])
    if found is None:
        return Text.of(f"До уровня «{following.name.lower()}» нельзя дойти даже с полными баллами по всем строкам.")
    names = {item.key: item for item in report.items}
    steps = join(f"{item_words(report, names[key])} (+{points(gain)})" for key, gain in found.steps)
    return Text.of(
        f"До уровня «{following.name.lower()}» не хватает {points(found.wanting)} балла. Наименьший набор, "
        f"который их даёт: {steps}."
        if found.wanting.denominator != 1
        else f"До уровня «{following.name.lower()}» не хватает "
        f"{counted(int(found.wanting), ('балла', 'баллов', 'баллов'))}. "
        f"Наименьший набор, который их даёт: {steps}."
    )


def recommendations_table(report: Report, number_: str = "9.2", most: int = 3) -> Table:
    """Recommendations for the indicators with the largest deficits, by addressee."""
    rows_of = report.assessment.indicators
    chosen = rows_of.loc[[report.focus]] if report.focus else rows_of
    method = report.params.methodology

    def loss(item: Indicator) -> Fraction:
        return item.maximum - sum(chosen[item.code], Fraction(0)) / len(chosen)

    def behind(item: Indicator) -> Fraction:
        return (
            median_exact(rows_of[item.code]) - rows_of.at[report.focus, item.code]
            if report.focus
            else loss(item) / item.maximum
        )

    pool = [item for one in report.procedures for item in method.of(one.id) if loss(item) > 0]
    top = sorted(pool, key=lambda item: (-behind(item), -loss(item), [int(part) for part in item.code.split(".")]))[
        :most
    ]
    preschool = {one.id: "Детский сад" if one.group == "processes" else "Школа" for one in report.procedures}
    owner = {item.code: one.id for one in report.procedures for item in method.of(one.id)}
    rows = []
    kinds = {preschool[owner[item.code]] for item in top}
    for who, key in (
        ("Регион", "region"),
        ("Муниципалитет", "municipality"),
        (join(sorted(kinds, reverse=True)), "school"),
    ):
        rows += [Row(f"group-{key}", {}, group=who)] if top else []
        for item in top:
            advice = report.params.recommendations[item.code]
            rows.append(
                Row(
                    f"{key}-{item.code.replace('.', '-')}",
                    {"what": Cell(getattr(advice, key)), "why": Cell(f"{item.code}: {advice.deficit}")},
                )
            )
    return Table(
        number_,
        "Рекомендации по адресатам",
        (Column("what", "Что сделать"), Column("why", "Чем вызвано (показатель)")),
        tuple(rows),
        note="Выбраны показатели, по которым "
        + (
            "муниципалитет дальше всего позади медианы области."
            if report.focus
            else "область теряет наибольшую долю баллов."
        ),
    )
