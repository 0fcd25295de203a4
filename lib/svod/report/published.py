"""The computed rating against the published one."""

from __future__ import annotations

from functools import partial

from svod.blocks import Cell, Column, Row, Sentence, Table, Text, Together
from svod.params.edition import PublishedRow
from svod.report.cells import MUNICIPALITY, count_cell
from svod.report.open import Report, once
from svod.wording.numbers import date_text

__all__ = ["against_published", "differs", "explanations", "published_table", "published_text"]


def against_published(report: Report, number: str = "8.4") -> Together:
    """Part 8 of a group rating: what was published beside what comes out, and why they differ where they do."""
    if report.params.published is None:
        return Together(Text.of("Опубликованного рейтинга за этот период нет, сверять не с чем."))
    return Together(published_text(report), *([published_table(report, number)] if differs(report) else []))


def differs(report: Report) -> bool:
    """Whether a percent or a place differs from the published one; only then the numbers are set side by side."""
    return report.params.published is not None and not all(map(partial(_same, report), _printed(report)))


def _printed(report: Report) -> tuple[PublishedRow, ...]:
    return report.params.published.ratings.get(report.scope, ())


def _same(report: Report, row: PublishedRow) -> bool:
    own = report.rating.loc[row.municipality]
    return (row.percent, row.place) == (own["percent"], own["place"])


def explanations(report: Report) -> str:
    """Why published and computed numbers differ, where they are known to; empty when they are not."""
    if report.params.published is None:
        return ""
    printed = {row.municipality: row for row in _printed(report)}
    said = []
    for code in report.rating.index:
        why = report.params.published.explanation(report.scope, code)
        if why and code in printed:
            row = report.rating.loc[code]
            said.append(
                f"{row['name']}: опубликовано {printed[code].percent} %, место {printed[code].place}, по расчёту "
                f"{row['percent']} %, место {row['place']}; {why}."
            )
    return "* " + " ".join(said) if said else ""


@once
def published_table(report: Report, number_: str = "8.4") -> Table:
    """Published and computed percents and places side by side."""
    rows = []
    for row in _printed(report):
        own = report.rating.loc[row.municipality]
        same = _same(report, row)
        why = report.params.published.explanation(report.scope, row.municipality)
        cells = {
            "name": Cell(own["name"]),
            "published": count_cell(row.percent),
            "computed": count_cell(own["percent"]),
            "published_place": count_cell(row.place),
            "computed_place": count_cell(own["place"]),
            "same": Cell("совпадает" if same else "расходится", note="prim-1" if why and not same else ""),
        }
        rows.append(Row(row.municipality, cells))
    columns = (
        MUNICIPALITY,
        Column("published", "Опубликовано, %", numeric=True),
        Column("computed", "По расчёту, %", numeric=True),
        Column("published_place", "Опубликованное место", numeric=True),
        Column("computed_place", "Место по расчёту", numeric=True),
        Column("same", "Сверка"),
    )
    return Table(
        number_,
        f"Сверка с рейтингом, опубликованным {date_text(report.params.published.source.date)}",
        columns,
        tuple(rows),
        css="rate wide",
        note=explanations(report) or "Причина расхождений не установлена.",
    )


def published_text(report: Report) -> Text:
    """How many numbers of the published rating come out of the calculation."""
    printed = _printed(report)
    percents = sum(row.percent == report.rating.at[row.municipality, "percent"] for row in printed)
    places = sum(row.place == report.rating.at[row.municipality, "place"] for row in printed)
    n = len(printed)
    if not differs(report):
        return Text.of(
            f"Расчёт повторяет рейтинг, опубликованный {date_text(report.params.published.source.date)}, целиком: "
            f"совпали все проценты и места ({n})."
        )
    said = f"Из {n} опубликованных процентов расчёт повторяет {percents}, из {n} мест – {places} ({{table}})."
    return Text.of(Sentence(said, {"table": published_table(report).ref("таблица")}))
