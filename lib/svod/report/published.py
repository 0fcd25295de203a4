"""The computed rating against the published one."""

from __future__ import annotations

from svod.blocks import Cell, Column, Row, Sentence, Table, Text, Together
from svod.report.open import Report, once

__all__ = ["against_published", "explanations", "published_table", "published_text"]


def against_published(report: Report, number: str = "8.4") -> Together:
    """Part 8 of a group rating: what was published beside what comes out, and why they differ where they do."""
    if report.params.published is None:
        return Together(Text.of("Опубликованного рейтинга за этот период нет, сверять не с чем."))
    return Together(published_text(report), published_table(report, number))


def explanations(report: Report) -> str:
    if report.params.published is None:
        return ""
    printed = {row.municipality: row for row in report.params.published.ratings.get(report.scope, ())}
    said = []
    for code, row in report.rating.iterrows():
        why = report.params.published.explanation(report.scope, code)
        if why and code in printed:
            said.append(
                f"{row['name']}: опубликовано {printed[code].percent} %, место {printed[code].place}, по "
                f"расчёту {row['percent']} %, "
                f"место {row['place']}; {why}."
            )
    return "* " + " ".join(said) if said else ""


@once
def published_table(report: Report, number_: str = "8.4") -> Table:
    """Published and computed percents and places side by side."""
    published = report.params.published
    rows = []
    for row in published.ratings[report.scope]:
        own = report.rating.loc[row.municipality]
        same = (row.percent, row.place) == (own["percent"], own["place"])
        rows.append(
            Row(
                row.municipality,
                {
                    "name": Cell(own["name"]),
                    "published": Cell(str(row.percent), row.percent),
                    "computed": Cell(str(own["percent"]), int(own["percent"])),
                    "published_place": Cell(str(row.place), row.place),
                    "computed_place": Cell(str(own["place"]), int(own["place"])),
                    "same": Cell("совпадает" if same else "расходится", note="" if same else "prim-1"),
                },
            )
        )
    columns = (
        Column("name", "Муниципальное образование"),
        Column("published", "Опубликовано, %", numeric=True),
        Column("computed", "По расчёту, %", numeric=True),
        Column("published_place", "Опубликованное место", numeric=True),
        Column("computed_place", "Место по расчёту", numeric=True),
        Column("same", "Сверка"),
    )
    return Table(
        number_,
        "Сверка с рейтингом, опубликованным 1 декабря 2022 года",
        columns,
        tuple(rows),
        css="rate wide",
        note=explanations(report),
    )


def published_text(report: Report) -> Text:
    """How many numbers of the published rating come out of the calculation."""
    printed = report.params.published.ratings[report.scope]
    percents = sum(row.percent == report.rating.at[row.municipality, "percent"] for row in printed)
    places = sum(row.place == report.rating.at[row.municipality, "place"] for row in printed)
    table = published_table(report)
    said = Sentence(
        f"Из {len(printed)} опубликованных процентов расчёт повторяет {percents}, из {len(printed)} мест – "
        f"{places} ({{table}})."
        if (percents, places) != (len(printed), len(printed))
        else f"Расчёт повторяет опубликованный рейтинг целиком: все {len(printed)} процента и места ({{table}}).",
        {"table": table.ref("таблица")},
    )
    return Text.of(said)
