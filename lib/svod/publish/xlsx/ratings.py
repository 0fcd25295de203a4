"""The workbook of an edition: its ratings, the points they are made of, and how they agree with the published ones."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from svod.blocks import Cell, Column, LevelMark, Row, Sentence, Table, Title
from svod.params.methodology import Group
from svod.publish.paper import Paper, Part
from svod.publish.rules import groups_of
from svod.publish.site import stamp_of
from svod.publish.xlsx.book import write_xlsx
from svod.report.about import about_data
from svod.report.assessment import Assessment
from svod.report.cells import MUNICIPALITY, count_cell, number_cell, points_cell
from svod.report.open import Report
from svod.report.sensitivity import most_methods, places_under_other_methods
from svod.store import Snapshot
from svod.wording.numbers import counted, date_text
from svod.wording.phrases import lower_first

__all__ = ["ratings_paper", "write_ratings"]

_NOT_ASSESSED = {
    "zero": "«н/д» – показатель не оценён ни за один год; в суммах он даёт ноль баллов.",
    "rescale": "«н/д» – показатель не оценён ни за один год; в суммы он не входит, остальные баллы пересчитаны.",
}


def write_ratings(assessment: Assessment, snapshot: Snapshot) -> bytes:
    """Write the ratings of an edition as a workbook.

    Parameters
    ----------
    assessment : Assessment
        Of all procedures.
    snapshot : Snapshot
        The data that were assessed.

    Returns
    -------
    bytes
        An .xlsx file, the same for the same data and parameters.
    """
    return write_xlsx(ratings_paper(assessment, snapshot), assessment.params)


def ratings_paper(assessment: Assessment, snapshot: Snapshot) -> Paper:
    """Ratings, points, percents of the years and the comparison with the published ratings, as tables of a paper."""
    params, demo = assessment.params, snapshot.demo
    tables = {
        "Рейтинги": [_rating(assessment, group, f"1.{i}") for i, group in enumerate(groups_of(params), start=1)],
        "Баллы": [_by_procedure(assessment), _by_indicator(assessment), _indicators(assessment)],
        "Результат по годам": [_yearly(assessment)],
        "Сверка с опубликованными рейтингами": [_published(assessment)] if params.published else [],
    }
    parts = tuple(
        Part(number, f"part-{number:02d}", heading, tuple({**table.content(), "demo": demo} for table in own))
        for number, (heading, own) in enumerate(tables.items(), start=1)
        if own
    )
    heading, overall = "Рейтинги муниципалитетов", params.methodology.rating.overall
    report = Report(params, snapshot, "overall", group=overall)
    passport = {"kind": "ratings", "title": heading, "path": "ratings.html", "edition": params.edition.id}
    stamp, edition = stamp_of(assessment)
    title = Title(params.edition.title, heading, stamp, edition, Sentence(_lede(assessment)), demo)
    return Paper(passport, title.content(), parts, about_data(report).content())


def _lede(assessment: Assessment) -> str:
    params = assessment.params
    procedures = counted(len(params.procedures), ("процедура", "процедуры", "процедур"))
    indicators = counted(len(params.methodology.indicators), ("показатель", "показателя", "показателей"))
    people = counted(len(assessment.names), ("муниципалитет", "муниципалитета", "муниципалитетов"))
    return f"Охвачены {people}, {procedures}, {indicators} за {params.edition.period} годы."


def _rating(assessment: Assessment, group: Group, number: str) -> Table:
    """Place, places under other methods, points, percent and level by one group."""
    rating = assessment.params.methodology.rating
    firm = places_under_other_methods(assessment, group.id)
    rows = tuple(
        Row(
            row.Index,
            {
                "place": count_cell(row.place),
                "name": Cell(row.name),
                "points": points_cell(row.points),
                "percent": count_cell(row.percent),
                "level": LevelMark(rating.levels[row.level - 1].name, number=int(row.level)),
                "low": count_cell(firm.at[row.Index, "low"]),
                "high": count_cell(firm.at[row.Index, "high"]),
            },
        )
        for row in assessment.rating(group.id).itertuples()
    )
    columns = (
        Column("place", "Место", numeric=True),
        MUNICIPALITY,
        Column("points", f"Баллы, из {group.divisor}", numeric=True),
        Column("percent", "Итог, %", numeric=True),
        Column("level", "Уровень"),
        Column("low", "Место при иной методике, от", numeric=True),
        Column("high", "Место при иной методике, до", numeric=True),
    )
    note = (
        "Равные баллы делят место, места идут без пропусков. Места при иной методике – границы, в которых место "
        f"остаётся в {most_methods(rating.uncertainty)} расчётов с изменёнными весами, способами сложения и правилами."
    )
    caption = f"{group.rating_title} за {assessment.params.edition.period} годы"
    return Table(number, caption, columns, rows, note=note)


def _by_procedure(assessment: Assessment) -> Table:
    """Points of every municipality by procedure and in all."""
    params, points = assessment.params, assessment.procedures
    columns = [
        Column(one.id, f"{one.number}. {one.short}, из {params.methodology.maximum(one.id)}", numeric=True)
        for one in params.procedures
    ]
    total = Column("overall", f"Всего, из {params.methodology.rating.overall.maximum}", numeric=True)
    rows = (
        (
            code,
            {
                **{id: points_cell(points.at[code, id]) for id in points.columns},
                "overall": points_cell(assessment.groups.at[code, "overall"]),
            },
        )
        for code in points.index
    )
    return _people("2.1", "Баллы за период по процедурам", (*columns, total), rows, assessment)


def _by_indicator(assessment: Assessment) -> Table:
    """Points of every municipality by indicator; «н/д» where nothing could be assessed."""
    items, rule = assessment.params.methodology.indicators, assessment.params.methodology.rating.not_assessed
    columns = tuple(Column(item.code, f"{item.code}, из {item.maximum}", numeric=True) for item in items)
    rows = (
        (code, {item.code: points_cell(assessment.period.at[code, item.code]) for item in items})
        for code in assessment.period.index
    )
    caption = "Баллы за период по показателям"
    return _people("2.2", caption, columns, rows, assessment, _NOT_ASSESSED[rule])


def _people(
    number: str,
    caption: str,
    columns: tuple[Column, ...],
    rows: Iterator[tuple[str, dict[str, Cell]]],
    assessment: Assessment,
    note: str = "",
) -> Table:
    """A table with a row for every municipality."""
    made = tuple(Row(code, {"name": Cell(assessment.names[code]), **cells}) for code, cells in rows)
    return Table(number, caption, (MUNICIPALITY, *columns), made, note=note)


def _indicators(assessment: Assessment) -> Table:
    """What the codes of the indicators stand for."""
    method, rows = assessment.params.methodology, []
    for one in assessment.params.procedures:
        rows.append(Row(f"group-{one.id}", {}, group=f"{one.number}. {one.title}"))
        for item in method.of(one.id):
            cells = {"code": Cell(item.code), "name": Cell(item.name), "unit": Cell(item.unit)}
            rows.append(Row(item.code, {**cells, "maximum": count_cell(item.maximum)}))
    columns = (
        Column("code", "№"),
        Column("name", "Показатель"),
        Column("unit", "Единица"),
        Column("maximum", "Наибольший балл", numeric=True),
    )
    return Table("2.3", "Показатели и наибольшие баллы", columns, tuple(rows))


def _yearly(assessment: Assessment) -> Table:
    """Percent of what was attainable in every year that can be compared, by group."""
    params, columns, found = assessment.params, [], {}
    for group in groups_of(params):
        ids = [one.id for one in params.procedures_of(group.id)]
        years = assessment.comparable_years(ids)
        columns += [Column(f"{group.id}-{year}", f"{group.short}: {year}, %", numeric=True) for year in years]
        percents = assessment.yearly_percent(ids, years)
        found |= {f"{group.id}-{year}": percents[year] for year in years}

    def cell(given: Fraction | None) -> Cell:
        return number_cell(given, 1)

    rows = ((code, {key: cell(own.at[code]) for key, own in found.items()}) for code in assessment.period.index)
    note = (
        "Доля баллов, набранных за год, от возможных в этом году. Берутся показатели, измеренные во все сравниваемые "
        "годы; показатели динамики, которые оцениваются один раз за период, не входят."
    )
    return _people("3.1", "Набрано от возможного по годам", tuple(columns), rows, assessment, note)


def _published(assessment: Assessment) -> Table:
    """Every published place and percent beside the computed one."""
    published, rows = assessment.params.published, []
    for group in groups_of(assessment.params):
        own = assessment.rating(group.id)
        rows.append(Row(f"group-{group.id}", {}, group=group.short))
        for row in published.ratings.get(group.id, ()):
            place, percent = own.at[row.municipality, "place"], own.at[row.municipality, "percent"]
            same = (row.place, row.percent) == (place, percent)
            why = published.explanation(group.id, row.municipality) or "причина не установлена"
            cells = {
                "name": Cell(assessment.names[row.municipality]),
                "published_percent": count_cell(row.percent),
                "percent": count_cell(percent),
                "published_place": count_cell(row.place),
                "place": count_cell(place),
                "same": Cell("совпадает" if same else f"расходится: {lower_first(why)}"),
            }
            rows.append(Row(f"{group.id}-{row.municipality}", cells))
    columns = (
        MUNICIPALITY,
        Column("published_percent", "Опубликовано, %", numeric=True),
        Column("percent", "По расчёту, %", numeric=True),
        Column("published_place", "Опубликованное место", numeric=True),
        Column("place", "Место по расчёту", numeric=True),
        Column("same", "Сверка"),
    )
    caption = f"Сверка с рейтингами, опубликованными {date_text(published.source.date)}"
    return Table("4.1", caption, columns, tuple(rows))
