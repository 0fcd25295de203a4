"""How the groups make up the whole: over the region, and for one municipality."""

from __future__ import annotations

from fractions import Fraction

from svod.blocks import Bar, Cell, Column, LevelMark, Row, Sentence, Table, Text, Together
from svod.params.methodology import Group
from svod.report.open import Report, once
from svod.stats.scale import level_of_percent, percent
from svod.wording.numbers import points, signed
from svod.wording.phrases import lower_first

__all__ = ["groups", "groups_table", "own_groups", "own_groups_table"]


def _groups(report: Report) -> tuple[Group, ...]:
    rating = report.params.methodology.rating
    return (*rating.groups, rating.overall)


def _level(report: Report, share: int) -> int:
    return level_of_percent(share, [level.percent for level in report.params.methodology.rating.levels])


def groups(report: Report) -> Together:
    """Which group gives and which takes most: means, spread, and how much of the whole's spread each group makes."""
    table = groups_table(report)
    names = {group.id: group for group in report.params.methodology.rating.groups}
    shares = {id: _share_of_spread(report, id) for id in names}
    most = max(shares, key=lambda id: shares[id])
    said = Sentence(
        f"Места в общем рейтинге расставляет прежде всего группа «{lower_first(names[most].name)}»: на неё "
        f"приходится {{share}} % разброса итоговых "
        "баллов ({table}).",
        {"share": table.quote(most, "spread"), "table": table.ref("таблица")},
    )
    return Together(Text.of(said), table)


def _share_of_spread(report: Report, group: str) -> Fraction:
    """Share of the variance of the total that comes with a group: cov(group, total) / var(total); the shares add up to 1."""
    table = report.assessment.groups
    total, part = list(table["overall"]), list(table[group])
    mean_total, mean_part = sum(total, Fraction(0)) / len(total), sum(part, Fraction(0)) / len(part)
    covariance = sum((a - mean_part) * (b - mean_total) for a, b in zip(part, total, strict=True))
    return covariance / sum((b - mean_total) ** 2 for b in total)


@once
def groups_table(report: Report, number: str = "7.2") -> Table:
    """Groups: attainable and mean points, and the share of the whole's spread."""
    rows = []
    for group in _groups(report):
        gained = report.assessment.groups[group.id]
        mean = sum(gained, Fraction(0)) / len(gained)
        share = percent(mean, group.maximum)
        part = 100 if group.id == "overall" else percent(_share_of_spread(report, group.id), 1)
        rows.append(
            Row(
                group.id,
                {
                    "name": Cell(group.name, href=report.link("group", group.id)),
                    "maximum": Cell(str(group.maximum), group.maximum),
                    "mean": Cell(points(mean), float(mean)),
                    "share": Bar(str(share), share, level=_level(report, share)),
                    "spread": Cell(str(part), part),
                },
            )
        )
    columns = (
        Column("name", "Группа показателей"),
        Column("maximum", "Баллов, не более", numeric=True),
        Column("mean", "В среднем набрано", numeric=True),
        Column("share", "% от возможного"),
        Column("spread", "Доля в разбросе итога, %", numeric=True),
    )
    return Table(
        number,
        "Из чего складывается общий итог",
        columns,
        tuple(rows),
        css="wide",
        demo=report.demo,
        note="Доля в разбросе – ковариация баллов группы с итогом, делённая на дисперсию итога; доли групп в "
        "сумме дают 100 %.",
    )


def own_groups(report: Report) -> Together:
    """One municipality by group: points, percent, place, level."""
    table = own_groups_table(report)
    ratings = {
        group.id: report.assessment.rating(group.id).loc[report.focus]
        for group in report.params.methodology.rating.groups
    }
    best = min(ratings, key=lambda id: ratings[id]["place"] / report.assessment.rating(id)["place"].max())
    name = report.params.methodology.group(best).name
    said = Sentence(
        f"Лучшее положение среди групп – «{lower_first(name)}»: {{percent}} %, место {{place}} из "
        f"{int(report.assessment.rating(best)['place'].max())} ({{table}}).",
        {"percent": table.quote(best, "percent"), "place": table.quote(best, "place"), "table": table.ref("таблица")},
    )
    return Together(Text.of(said), table)


@once
def own_groups_table(report: Report, number: str = "8.2") -> Table:
    """Groups and the whole for one municipality."""
    levels, rows = report.params.methodology.rating.levels, []
    for group in _groups(report):
        rating = report.assessment.rating(group.id)
        row, middle = rating.loc[report.focus], rating["percent"].median()
        rows.append(
            Row(
                group.id,
                {
                    "name": Cell(group.name, href=report.link("group", group.id)),
                    "points": Cell(points(row["points"]), float(row["points"])),
                    "of": Cell(str(group.maximum), group.maximum),
                    "percent": Bar(str(row["percent"]), int(row["percent"]), level=int(row["level"])),
                    "level": LevelMark(levels[row["level"] - 1].name, number=int(row["level"])),
                    "place": Cell(str(row["place"]), int(row["place"])),
                    "last": Cell(str(rating["place"].max()), int(rating["place"].max())),
                    "median": Cell(signed(int(row["percent"]) - middle, 0), float(row["percent"] - middle)),
                },
            )
        )
    columns = (
        Column("name", "Рейтинг"),
        Column("points", "Баллы", numeric=True),
        Column("of", "из", numeric=True),
        Column("percent", "Итог, %"),
        Column("level", "Уровень"),
        Column("place", "Место", numeric=True),
        Column("last", "Последнее место", numeric=True),
        Column("median", "К медиане, п. п.", numeric=True),
    )
    return Table(
        number,
        f"Итоги по группам показателей, {report.municipality.name}",
        columns,
        tuple(rows),
        css="wide",
        demo=report.demo,
        note=" ".join(
            [
                "Места идут без пропусков, поэтому последнее место меньше числа муниципалитетов.",
                *(
                    f"Процент группы «{group.short}» берётся от {group.divisor} баллов."
                    for group in _groups(report)
                    if group.divisor != group.maximum
                ),
            ]
        ),
    )
