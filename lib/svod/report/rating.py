"""Tables and the map of part eight: levels, places, the printed form."""

from __future__ import annotations

from fractions import Fraction
from itertools import zip_longest

from svod.blocks import Bar, Cell, Column, Figure, LevelMark, Places, Row, Table, dashed, missing
from svod.figures import tilemap
from svod.figures.canvas import draw
from svod.report.cells import (
    MUNICIPALITY,
    count_cell,
    count_or_dash,
    focused,
    level_mark,
    municipality_cell,
    points_cell,
)
from svod.report.open import Report, once, shared_once
from svod.report.published import differs, explanations
from svod.stats.scale import percent
from svod.wording.numbers import counted
from svod.wording.phrases import MUNICIPALITIES, join, lower_first

__all__ = ["idle", "levels_table", "not_assessed", "not_assessed_table", "printed_form", "rating_table", "tile_figure"]


@once
def levels_table(report: Report, number_: str = "8.1") -> Table:
    """How many municipalities are of every level, and which level one's own is of."""
    rows, held = [], report.rating["level"].to_dict()
    for level in report.params.methodology.rating.levels:
        found = [code for code, number in held.items() if number == level.number]
        own = report.focus in found
        cells = {
            "level": LevelMark(level.name, number=level.number),
            "percent": Cell(f"{level.percent[0]}–{level.percent[1]}"),
            "color": Cell(level.color),
            "count": count_or_dash(len(found)),
        }
        if report.procedure is None:
            low, high = level.points[report.scope]
            cells["points"] = Cell(f"{low}–{high}")
        if report.municipality is not None:
            cells["own"] = Cell(report.municipality.name if own else "–")
        rows.append(Row(f"level-{level.number}", cells, focus=own))
    columns = [Column("level", "Уровень"), Column("color", "Цвет"), Column("percent", "Интервал, %", numeric=True)]
    if report.procedure is None:
        columns.append(Column("points", "Интервал, баллы", numeric=True))
    columns.append(Column("count", "Муниципалитетов", numeric=True))
    if report.municipality is not None:
        columns.append(Column("own", "Из них"))
    return Table(
        number_,
        f"Муниципалитеты по уровням эффективности: {_scope_words(report)}",
        tuple(columns),
        tuple(rows),
        demo=report.demo,
        note="Уровень взят по проценту, округлённому до целого."
        if report.params.methodology.rating.level_rule == "percent"
        else "Уровень взят по интервалам баллов.",
    )


def _scope_words(report: Report) -> str:
    if report.procedure is not None:
        return f"процедура № {report.procedure.number}"
    return lower_first(report.params.methodology.group(report.scope).short)


@once
def rating_table(report: Report) -> Table:
    """Places, points, percents, levels, and the places that hold when the method is varied."""
    number_ = "8.3" if report.kind == "municipality" else "8.2"
    columns = (
        Column("place", "Место", numeric=True),
        MUNICIPALITY,
        Column("points", "Баллы", numeric=True),
        Column("percent", "Итог, %"),
        Column("level", "Уровень"),
        Column("places", "Места при иной методике", css="st"),
    )
    explained = explanations(report)
    return Table(
        number_,
        f"Рейтинг муниципалитетов за {report.params.edition.period} годы: {_scope_words(report)}",
        columns,
        focused(_rating_rows(report, report.kind), report.focus),
        css="rate full",
        head="name",
        demo=report.demo,
        note=" ".join(filter(None, [_divisor_note(report), explained])),
        note_anchor="prim-1" if explained else "",
        how="процент = 100 × баллы за период / делитель, округлён до целого; равные баллы делят место, места идут без "
        "пропусков",
    )


@shared_once
def _rating_rows(report: Report, kind: str) -> tuple[Row, ...]:
    """Rows of the rating with links from a page of one kind."""
    published, last = report.params.published, int(report.rating["place"].max())
    rows = []
    for row, firm in zip(report.rating.itertuples(), report.intervals.itertuples(), strict=True):
        unlike = published is not None and published.explanation(report.scope, row.Index) != ""
        cells = {
            "place": count_cell(row.place),
            "name": municipality_cell(report, row.Index, note="prim-1" if unlike else ""),
            "points": points_cell(row.points),
            "percent": Bar(str(row.percent), row.percent, level=int(row.level)),
            "level": level_mark(report, row.level, fill=False),
            "places": Places.of(int(row.place), int(firm.low), int(firm.high), last),
        }
        rows.append(Row(row.Index, cells))
    return tuple(rows)


def _divisor_note(report: Report) -> str:
    if report.divisor == report.maximum:
        return f"Процент – доля от {report.maximum} возможных баллов. Равные баллы делят место."
    return (
        f"Процент взят от {report.divisor} баллов, хотя наибольшее число баллов в таблице уровней – {report.maximum}: "
        "так получены опубликованные проценты. Равные баллы делят место."
    )


def printed_form(report: Report, number_: str = "8.3") -> Table:
    """The rating in the two-column form of the collection: «Рейтинг | Муниципальное образование | ИТОГ»."""
    lines = [
        (count_cell(row.place), Cell(row.name), Cell(f"{row.percent} %", row.percent))
        for row in report.rating.itertuples(index=False)
    ]
    half, nothing = (len(lines) + 1) // 2, (Cell(""),) * 3
    rows = tuple(
        Row(f"row-{i}", dict(zip("abcdef", (*left, *right), strict=True)))
        for i, (left, right) in enumerate(zip_longest(lines[:half], lines[half:], fillvalue=nothing), start=1)
    )
    columns = tuple(
        Column(key, heading, numeric=heading != MUNICIPALITY.heading)
        for key, heading in zip("abcdef", ("Рейтинг", MUNICIPALITY.heading, "ИТОГ") * 2, strict=True)
    )
    group = report.params.methodology.group(report.scope)
    return Table(
        number_,
        f"{group.rating_title} за {report.params.edition.period} годы",
        columns,
        rows,
        css="print2",
        head="b",
        demo=report.demo,
    )


def tile_figure(report: Report, number_: str = "8.1") -> Figure:
    """Levels on the tile map of the region."""
    rating, levels = report.rating, report.params.methodology.rating.levels
    tiles, name = _tiles(report, report.kind), f"ris-{dashed(number_)}"
    svg = _region_map(report, report.kind, name)
    if report.focus:
        own = [(*tile[:-2], True, tile[-1]) for code, tile in tiles.items() if code == report.focus]
        everything = list(tiles.values())
        alone = draw(lambda ax: tilemap.tile_map(ax, everything, own), name=name, **tilemap.frame(everything))
        svg = tilemap.in_focus(svg, alone)
    counts = [(level.name.lower(), int((rating["level"] == level.number).sum())) for level in reversed(levels)]
    told = join(f"«{name}» – {count}" for name, count in counts if count)
    return Figure(
        number_,
        f"Уровни эффективности на карте области: {_scope_words(report)}, %",
        svg,
        f"Плиточная карта: {counted(len(tiles), MUNICIPALITIES)} на условных местах, цвет и знак плитки – уровень; "
        f"{told}.",
        _tile_data(report, number_),
        note="Каждая плитка – муниципалитет на условном месте; число – итог в процентах, чем больше поднятых "
        "столбиков, тем выше уровень.",
        demo=report.demo,
        links=True,
    )


def _tile_data(report: Report, number_: str) -> Table:
    """Percents and levels behind the map."""
    columns = (MUNICIPALITY, Column("percent", "Итог, %", numeric=True), Column("level", "Уровень"))
    rows = focused(_tile_rows(report), report.focus)
    return Table(number_, "итог и уровень по муниципалитетам", columns, rows, of_figure=True)


@shared_once
def _tiles(report: Report, kind: str) -> dict[str, tilemap.Tile]:
    """Tiles of the municipalities with links from a page of one kind, none of them in focus."""
    percents, levels = report.rating["percent"].to_dict(), report.rating["level"].to_dict()
    return {
        item.code: (
            item.tile.column,
            item.tile.row,
            item.tile.short,
            str(percents[item.code]),
            int(levels[item.code]),
            False,
            report.link("municipality", item.code),
        )
        for item in report.params.region.municipalities
    }


@shared_once
def _region_map(report: Report, kind: str, name: str) -> str:
    tiles = list(_tiles(report, kind).values())
    return draw(lambda ax: tilemap.tile_map(ax, tiles), name=name, **tilemap.frame(tiles))


@shared_once
def _tile_rows(report: Report) -> tuple[Row, ...]:
    levels = report.params.methodology.rating.levels
    return tuple(
        Row(
            row.Index,
            {"name": Cell(row.name), "percent": count_cell(row.percent), "level": Cell(levels[row.level - 1].name)},
        )
        for row in report.rating.itertuples()
    )


def not_assessed(report: Report, code: str) -> list[str]:
    """Indicators of the report's procedures that one municipality has no points for in any year."""
    return _not_assessed(report)[code]


@shared_once
def _not_assessed(report: Report) -> dict[str, list[str]]:
    rows = report.assessment.period.to_dict("index")
    return {code: [item for item, value in row.items() if value is None] for code, row in rows.items()}


def idle(report: Report) -> list[str]:
    """Municipalities of which nothing at all could be assessed in the procedure of the report, in its order."""
    if report.procedure is None:
        return []
    items = report.params.methodology.of(report.procedure.id)
    return [code for code in report.rating.index if len(not_assessed(report, code)) == len(items)]


@once
def not_assessed_table(report: Report) -> Table:
    """Points forgone by what could not be assessed; percent over the rest beside the percent of the methodology."""
    after_published = "8.5" if report.procedure is None and differs(report) else "8.4"
    number_ = "8.3" if report.procedure else after_published if report.group else "8.4"
    method, rows = report.params.methodology, []
    for code in [report.focus] if report.focus else report.rating.index:
        gone = not_assessed(report, code)
        if not gone:
            continue
        forgone = sum(method.indicator(item).maximum for item in gone)
        row, left = report.rating.loc[code], report.divisor - forgone
        gained = sum((value for value in report.assessment.period.loc[code] if value is not None), Fraction(0))
        cells = {
            "name": municipality_cell(report, code),
            "items": Cell(", ".join(gone)),
            "forgone": count_cell(forgone),
            "percent": count_cell(row["percent"]),
            "rescaled": count_cell(percent(gained, left)) if left else missing(),
        }
        rows.append(Row(code, cells, focus=code == report.focus))
    columns = (
        MUNICIPALITY,
        Column("items", "Показатели"),
        Column("forgone", "Баллов недоступно", numeric=True),
        Column("percent", "Итог, %", numeric=True),
        Column("rescaled", "Итог по остальным показателям, %", numeric=True),
    )
    return Table(
        number_,
        "Показатели, которые не оценены ни за один год",
        columns,
        tuple(rows),
        css="wide",
        demo=report.demo,
        note="Неоценённый показатель по методике даёт ноль баллов; последний столбец показывает процент, если "
        "исключить его из возможных баллов."
        if method.rating.not_assessed == "zero"
        else "По методике итог уже пересчитан по остальным показателям; последний столбец берёт процент только по ним.",
    )
