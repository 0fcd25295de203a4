"""Tables and the map of part eight: levels, places, the printed form."""

from __future__ import annotations

from fractions import Fraction

from svod.blocks import Bar, Cell, Column, Figure, LevelMark, Places, Row, Table, missing
from svod.figures import tilemap
from svod.figures.canvas import draw
from svod.report.open import Report, once
from svod.report.published import explanations
from svod.stats.scale import percent
from svod.wording.numbers import counted, points
from svod.wording.phrases import MUNICIPALITIES, join, lower_first

__all__ = ["levels_table", "not_assessed", "not_assessed_table", "printed_form", "rating_table", "tile_figure"]


@once
def levels_table(report: Report, number_: str = "8.1") -> Table:
    """How many municipalities are of every level, and which level one's own is of."""
    rows = []
    for level in report.params.methodology.rating.levels:
        found = report.rating[report.rating["level"] == level.number]
        cells = {
            "level": LevelMark(level.name, number=level.number),
            "percent": Cell(f"{level.percent[0]}–{level.percent[1]}"),
            "color": Cell(level.color),
            "count": Cell(str(len(found)) if len(found) else "–", len(found)),
        }
        if report.procedure is None:
            low, high = level.points[report.scope]
            cells["points"] = Cell(f"{low}–{high}")
        if report.municipality is not None:
            cells["own"] = Cell(report.municipality.name if report.focus in found.index else "–")
        rows.append(Row(f"level-{level.number}", cells, focus=report.focus in found.index if report.focus else False))
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
    rating, intervals = report.rating, report.intervals
    levels = report.params.methodology.rating.levels
    last = int(rating["place"].max())
    rows = []
    for code, row in rating.iterrows():
        differs = report.params.published is not None and report.params.published.explanation(report.scope, code) != ""
        firm = intervals.loc[code]
        rows.append(
            Row(
                code,
                {
                    "place": Cell(str(row["place"]), int(row["place"])),
                    "name": Cell(row["name"], href=report.link("municipality", code), note="prim-1" if differs else ""),
                    "points": Cell(points(row["points"]), float(row["points"])),
                    "percent": Bar(str(row["percent"]), int(row["percent"]), level=int(row["level"])),
                    "level": LevelMark(levels[row["level"] - 1].name, number=int(row["level"]), fill=False),
                    "places": Places.of(int(row["place"]), int(firm["low"]), int(firm["high"]), last),
                },
                focus=code == report.focus,
            )
        )
    columns = (
        Column("place", "Место", numeric=True),
        Column("name", "Муниципальное образование"),
        Column("points", "Баллы", numeric=True),
        Column("percent", "Итог, %"),
        Column("level", "Уровень"),
        Column("places", "Места при иной методике", css="st"),
    )
    note = _divisor_note(report)
    explained = explanations(report)
    return Table(
        number_,
        f"Рейтинг муниципалитетов за {report.params.edition.period} годы: {_scope_words(report)}",
        columns,
        tuple(rows),
        css="rate full",
        head="name",
        demo=report.demo,
        note=" ".join(filter(None, [note, explained])),
        note_anchor="prim-1" if explained else "",
        how="процент = 100 × баллы за период / делитель, округлён до целого; равные баллы делят место, места "
        "идут без пропусков",
    )


def _divisor_note(report: Report) -> str:
    if report.divisor == report.maximum:
        return f"Процент – доля от {report.maximum} возможных баллов. Равные баллы делят место."
    return (
        f"Процент взят от {report.divisor} баллов, хотя наибольшее число баллов в таблице уровней – "
        f"{report.maximum}: так получены опубликованные "
        "проценты. Равные баллы делят место."
    )


def printed_form(report: Report, number_: str = "8.3") -> Table:
    """The rating in the two-column form of the collection: «Рейтинг | Муниципальное образование | ИТОГ»."""
    lines = [(str(row["place"]), row["name"], f"{row['percent']} %") for _, row in report.rating.iterrows()]
    half = (len(lines) + 1) // 2
    rows = []
    for i, left in enumerate(lines[:half]):
        right = lines[half + i] if half + i < len(lines) else ("", "", "")
        rows.append(
            Row(
                f"row-{i + 1}",
                {key: Cell(text) for key, text in zip(("a", "b", "c", "d", "e", "f"), (*left, *right), strict=True)},
            )
        )
    columns = tuple(
        Column(key, heading, numeric=heading != "Муниципальное образование")
        for key, heading in zip("abcdef", ("Рейтинг", "Муниципальное образование", "ИТОГ") * 2, strict=True)
    )
    group = report.params.methodology.group(report.scope)
    return Table(
        number_,
        f"{group.rating_title} за {report.params.edition.period} гг.",
        columns,
        tuple(rows),
        css="print2",
        head="b",
        demo=report.demo,
    )


def tile_figure(report: Report, number_: str = "8.1") -> Figure:
    """Levels on the tile map of the region."""
    levels = {level.number: level.name for level in report.params.methodology.rating.levels}
    tiles = [
        (
            item.tile.column,
            item.tile.row,
            item.tile.short,
            str(report.rating.at[item.code, "percent"]),
            int(report.rating.at[item.code, "level"]),
            item.code == report.focus,
            report.link("municipality", item.code),
        )
        for item in report.params.region.municipalities
    ]
    svg = draw(lambda ax: tilemap.tile_map(ax, tiles), name=f"ris-{number_.replace('.', '-')}", **tilemap.frame(tiles))
    rows = tuple(
        Row(
            code,
            {
                "name": Cell(row["name"]),
                "percent": Cell(str(row["percent"]), int(row["percent"])),
                "level": Cell(levels[row["level"]]),
            },
            focus=code == report.focus,
        )
        for code, row in report.rating.iterrows()
    )
    data = Table(
        number_,
        "итог и уровень по муниципалитетам",
        (
            Column("name", "Муниципальное образование"),
            Column("percent", "Итог, %", numeric=True),
            Column("level", "Уровень"),
        ),
        rows,
        of_figure=True,
    )
    counts = join(
        f"«{levels[key].lower()}» – {value}"
        for key, value in sorted(report.rating["level"].value_counts().items(), reverse=True)
    )
    return Figure(
        number_,
        f"Уровни эффективности на карте области: {_scope_words(report)}, %",
        svg,
        f"Плиточная карта: {counted(len(rows), MUNICIPALITIES)} на условных местах, цвет и знак плитки – "
        f"уровень; {counts}.",
        data,
        note="Каждая плитка – муниципалитет на условном месте; число – итог в процентах, чем больше поднятых "
        "столбиков, тем выше уровень.",
        demo=report.demo,
        links=True,
    )


def not_assessed(report: Report, code: str) -> list[str]:
    """Indicators of the report's procedures that one municipality has no points for in any year."""
    period = report.assessment.period
    return [item for item in period.columns if period.at[code, item] is None]


@once
def not_assessed_table(report: Report) -> Table:
    """Points forgone by what could not be assessed, and the percent over the rest beside the percent of the methodology."""
    method = report.params.methodology
    whole = {"municipality": "8.4", "group": "8.5", "overall": "8.5"}
    rows = []
    for code in [report.focus] if report.focus else report.rating.index:
        gone = not_assessed(report, code)
        if not gone:
            continue
        forgone = sum(method.indicator(item).maximum for item in gone)
        row, left = report.rating.loc[code], report.divisor - forgone
        gained = sum((value for value in report.assessment.period.loc[code] if value is not None), Fraction(0))
        other = percent(gained, left) if left else None
        rows.append(
            Row(
                code,
                {
                    "name": Cell(row["name"], href=report.link("municipality", code)),
                    "items": Cell(", ".join(gone)),
                    "forgone": Cell(str(forgone), forgone),
                    "percent": Cell(str(row["percent"]), int(row["percent"])),
                    "rescaled": missing() if other is None else Cell(str(other), other),
                },
                focus=code == report.focus,
            )
        )
    columns = (
        Column("name", "Муниципальное образование"),
        Column("items", "Показатели"),
        Column("forgone", "Баллов недоступно", numeric=True),
        Column("percent", "Итог, %", numeric=True),
        Column("rescaled", "Итог по остальным показателям, %", numeric=True),
    )
    return Table(
        whole.get(report.kind, "8.3"),
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
