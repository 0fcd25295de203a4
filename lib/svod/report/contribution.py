"""How the groups make up the whole: over the region, and for one municipality."""

from __future__ import annotations

from fractions import Fraction

from svod.blocks import Bar, Cell, Column, Row, Sentence, Table, Text, Together
from svod.params.methodology import Group
from svod.report.cells import count_cell, level_mark, points_cell, share_bar, signed_cell
from svod.report.open import Report, once
from svod.stats.contribution import mean_exact
from svod.stats.scale import percent
from svod.wording.phrases import lower_first

__all__ = ["groups", "groups_table", "own_groups", "own_groups_table"]


def _groups(report: Report) -> tuple[Group, ...]:
    rating = report.params.methodology.rating
    return (*rating.groups, rating.overall)


def groups(report: Report) -> Together:
    """Which group gives and which takes most: means, spread, and how much of the whole's spread each group makes."""
    table = groups_table(report)
    names = {group.id: group for group in report.params.methodology.rating.groups}
    shares = {id: _share_of_spread(report, id) for id in names}
    most = max(shares, key=lambda id: shares[id])
    said = Sentence(
        f"Места в общем рейтинге расставляет прежде всего группа «{lower_first(names[most].name)}»: на неё приходится "
        "{share} % разброса итоговых баллов ({table}).",
        {"share": table.quote(most, "spread"), "table": table.ref("таблица")},
    )
    return Together(Text.of(said), table)


def _share_of_spread(report: Report, group: str) -> Fraction:
    """Share of the total's variance that comes with a group: cov(group, total) / var(total); they add up to 1."""
    table = report.assessment.groups
    total, part = list(table["overall"]), list(table[group])
    mean_total, mean_part = mean_exact(total), mean_exact(part)
    covariance = sum((a - mean_part) * (b - mean_total) for a, b in zip(part, total, strict=True))
    return covariance / sum((b - mean_total) ** 2 for b in total)


@once
def groups_table(report: Report, number: str = "7.2") -> Table:
    """Groups: attainable and mean points, and the share of the whole's spread."""
    rows = []
    for group in _groups(report):
        mean = mean_exact(report.assessment.groups[group.id])
        part = 100 if group.id == "overall" else percent(_share_of_spread(report, group.id), 1)
        cells = {
            "name": Cell(group.name, href=report.link("group", group.id)),
            "maximum": count_cell(group.maximum),
            "mean": points_cell(mean),
            "share": share_bar(report, percent(mean, group.maximum)),
            "spread": count_cell(part),
        }
        rows.append(Row(group.id, cells))
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
        note="Доля в разбросе – ковариация баллов группы с итогом, делённая на дисперсию итога; доли групп в сумме "
        "дают 100 %.",
    )


def own_groups(report: Report) -> Together:
    """One municipality by group: points, percent, place, level."""
    table = own_groups_table(report)
    ratings = {group.id: report.rating_by(group.id) for group in report.params.methodology.rating.groups}
    last = {id: int(rating["place"].max()) for id, rating in ratings.items()}
    best = min(ratings, key=lambda id: ratings[id].at[report.focus, "place"] / last[id])
    name = report.params.methodology.group(best).name
    said = Sentence(
        f"Лучшее положение среди групп – «{lower_first(name)}»: {{percent}} %, место {{place}} из {last[best]} "
        "({table}).",
        {"percent": table.quote(best, "percent"), "place": table.quote(best, "place"), "table": table.ref("таблица")},
    )
    return Together(Text.of(said), table)


@once
def own_groups_table(report: Report, number: str = "8.2") -> Table:
    """Groups and the whole for one municipality."""
    rows = []
    for group in _groups(report):
        rating = report.rating_by(group.id)
        row, middle = rating.loc[report.focus], rating["percent"].median()
        cells = {
            "name": Cell(group.name, href=report.link("group", group.id)),
            "points": points_cell(row["points"]),
            "of": count_cell(group.maximum),
            "percent": Bar(str(row["percent"]), row["percent"], level=int(row["level"])),
            "level": level_mark(report, row["level"]),
            "place": count_cell(row["place"]),
            "last": count_cell(rating["place"].max()),
            "median": signed_cell(row["percent"] - middle, 0),
        }
        rows.append(Row(group.id, cells))
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
    divisors = [
        f"Процент группы «{group.short}» берётся от {group.divisor} баллов."
        for group in _groups(report)
        if group.divisor != group.maximum
    ]
    return Table(
        number,
        f"Итоги по группам показателей, {report.municipality.name}",
        columns,
        tuple(rows),
        css="wide",
        demo=report.demo,
        note=" ".join(["Места идут без пропусков, поэтому последнее место меньше числа муниципалитетов.", *divisors]),
    )
