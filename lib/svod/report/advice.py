"""Part nine: recommendations by addressee, and the shortest way to the next level."""

from __future__ import annotations

from svod.blocks import Cell, Column, Row, Table, Text, dashed
from svod.params.methodology import Indicator
from svod.report.losses import deficit_rank, item_words, mean_loss, own_losses
from svod.report.open import Report
from svod.stats.contribution import lift
from svod.wording.numbers import counted, points
from svod.wording.phrases import OF_BALLS, join, upper_first

__all__ = ["lift_text", "recommendations_table"]


def lift_text(report: Report) -> Text:
    """The smallest set of points that would lift the municipality a level."""
    row = report.rating.loc[report.focus]
    levels = report.params.methodology.rating.levels
    if row["level"] == levels[-1].number:
        return Text.of("Муниципалитет уже на высшем уровне эффективности.")
    following = levels[row["level"]]
    gainable = own_losses(report)["gainable"].reindex(report.maxima.index)
    found = lift(gainable, row["points"], report.divisor, following.percent[0])
    if found is None:
        return Text.of(f"До уровня «{following.name.lower()}» нельзя дойти даже с полными баллами по всем строкам.")
    names = {item.key: item for item in report.items}
    steps = join(f"{item_words(report, names[key])} (+{points(gain)})" for key, gain in found.steps)
    wanting = found.wanting
    count = counted(int(wanting), OF_BALLS) if wanting.denominator == 1 else f"{points(wanting)} балла"
    return Text.of(
        f"До уровня «{following.name.lower()}» не хватает {count}. Наименьший набор, который их даёт: {steps}."
    )


def recommendations_table(report: Report, number_: str = "9.2", most: int = 3) -> Table:
    """Recommendations for the indicators with the largest deficits, by addressee."""
    top = _largest_deficits(report)[:most]
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
    where = (
        "муниципалитет дальше всего позади медианы области" if report.focus else "область теряет наибольшую долю баллов"
    )
    return Table(
        number_,
        "Рекомендации по адресатам",
        (Column("what", "Что сделать"), Column("why", "Чем вызвано (показатель)")),
        tuple(rows),
        note=f"Выбраны показатели, по которым {where}.",
    )


def _largest_deficits(report: Report) -> list[Indicator]:
    """Indicators with lost points, the largest deficit first."""
    method = report.params.methodology
    items = [item for one in report.procedures for item in method.of(one.id) if mean_loss(report, item) > 0]
    return sorted(items, key=lambda item: deficit_rank(report, item))
