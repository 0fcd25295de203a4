"""A methodology told to a reader: how places and levels are computed, on what numbers, and what of it is approved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from svod.blocks import Cell, Column, LevelMark, Row, Table
from svod.params import Params
from svod.params.methodology import Group, Indicator, Level
from svod.stats.scale import percent
from svod.wording.numbers import number, typography
from svod.wording.phrases import BASIS, basis_note, join

__all__ = ["basis_table", "count", "gaps", "groups_of", "groups_table", "keyed_table", "levels_table", "parts", "steps"]

_PARTS = {
    "groups": "состав групп",
    "maxima": "наибольшие баллы групп",
    "divisors": "делители процентов",
    "levels": "границы уровней",
    "split_of_maxima": "распределение баллов по показателям",
}
_PERIOD = {
    "mean": "среднее его годовых баллов по годам, за которые есть данные",
    "last": "его балл последнего года, за который есть данные",
    "sum": "сумма его годовых баллов",
}
_MISSING = {
    "zero": "считается нулём и перечисляется в справке вместе с потерянными баллами",
    "rescale": "не входит в сумму, а остальные баллы пересчитываются на полный максимум",
}
_LEVEL = {
    "percent": "по проценту, округлённому до целого (0,5 округляется вверх)",
    "points": "по точным баллам и интервалам баллов",
}
Heads = Sequence[tuple[str, str, bool]]


def groups_of(params: Params) -> tuple[Group, ...]:
    """The groups of procedures and, last, all of them together."""
    return (*params.methodology.rating.groups, params.methodology.rating.overall)


def keyed_table(
    title: tuple[str, str], heads: Heads, rows: Iterable[tuple[str, Sequence[Cell]]], **given: str
) -> Table:
    """A table from its number and caption, columns as (key, heading, numeric), keyed rows of cells in order."""
    columns = tuple(Column(key, heading, numeric=numeric) for key, heading, numeric in heads)
    made = tuple(Row(key, {c.key: cell for c, cell in zip(columns, cells, strict=True)}) for key, cells in rows)
    return Table(*title, columns, made, **given)


def count(value: int) -> Cell:
    """A number of things; a dash where there are none."""
    return Cell(number(value) if value else "–", float(value))


def steps(params: Params) -> list[str]:
    """The way from an indicator's value to a place and a level, step by step."""
    rating = params.methodology.rating
    said = [
        "Балл показателя за год выставляется по его правилу: по порогам или сравнением со значением по области; "
        "показатель динамики получает балл один раз за весь период.",
        f"Балл показателя за период – {_PERIOD[rating.period]}.",
        f"Показатель, не измеренный ни в одном году, {_MISSING[rating.not_assessed]}.",
        "Баллы показателей складываются в баллы процедуры, группы и всех групп точными дробями, без округления.",
        "Процент – баллы, делённые на делитель группы, округлённые до целого (0,5 округляется вверх).",
        "Место определяется по точным баллам: равные баллы делят место, места идут без пропусков, "
        "внутри места порядок алфавитный.",
        f"Уровень определяется {_LEVEL[rating.level_rule]}.",
    ]
    return [typography(text) for text in said]


def groups_table(params: Params) -> Table:
    """Table 1: procedures, attainable points and the divisor of every group."""
    groups = groups_of(params)
    heads = [("group", "Группа", False), ("procedures", "Процедур", True)]
    heads += [("maximum", "Наибольший балл", True), ("divisor", "Делитель", True)]
    rows = [
        (g.id, [Cell(g.name), count(len(params.procedures_of(g.id))), count(g.maximum), count(g.divisor)])
        for g in groups
    ]
    implied = params.methodology.rating.basis.divisors == "real"
    why = "при нём получаются опубликованные проценты" if implied else "так задано методикой"
    other = [group for group in groups if group.divisor != group.maximum]
    note = " ".join(f"«{g.short}»: наибольший балл {g.maximum}, а делитель {g.divisor} ({why})." for g in other)
    return keyed_table(("1", "Группы показателей: наибольшие баллы и делители процентов"), heads, rows, note=note)


def levels_table(params: Params) -> Table:
    """Table 2: bounds of the levels in percents and in the points of every group."""
    groups = groups_of(params)
    heads = [("level", "Уровень", False), ("percent", "%", True)]
    heads += [(group.id, f"{group.short}, баллы", True) for group in groups]

    def band(pair: tuple[int, int]) -> Cell:
        return Cell(f"{pair[0]}–{pair[1]}")

    rows = []
    for level in params.methodology.rating.levels:
        bands = [band(level.percent), *(band(level.points[group.id]) for group in groups)]
        rows.append((f"level-{level.number}", [LevelMark(level.name, number=level.number), *bands]))
    return keyed_table(("2", "Уровни: интервалы процентов и баллов"), heads, rows, note=_disagreements(params))


def _disagreements(params: Params) -> str:
    """Whole points whose level by the percent is not the one by the bands; nothing where the bands set the level."""
    rating, told = params.methodology.rating, []
    for group in groups_of(params) if rating.level_rule == "percent" else ():
        known = {n: percent(Fraction(n), group.divisor) for n in range(group.maximum + 1)}
        other = [n for n, share in known.items() if not _agree(rating.levels, group.id, n, share)]
        if other:
            shares = join(f"{known[n]}" for n in other)
            told.append(f"«{group.short}» – {join(map(str, other))} ({shares} %)")
    if not told:
        return ""
    return (
        "Интервалы баллов напечатаны в источнике; уровень определяется по проценту. По проценту он не тот, что по "
        f"интервалу, у баллов: {'; '.join(told)}."
    )


def _agree(levels: Sequence[Level], group: str, points: int, share: int) -> bool:
    """Whether points and their percent lie in the bands of one level."""
    return any(
        level.points[group][0] <= points <= level.points[group][1] and level.percent[0] <= share <= level.percent[1]
        for level in levels
    )


def basis_table(params: Params) -> Table:
    """Table 3: where names and thresholds of indicators come from, by procedure; what occurs nowhere has no column."""
    method = params.methodology
    used = [
        (what, title, basis)
        for what, title in (("name", "Название"), ("threshold", "Порог"))
        for basis in BASIS
        if any(getattr(item.basis, what) == basis for item in method.indicators)
    ]

    def row(title: str, items: Sequence[Indicator]) -> list[Cell]:
        found = [count(sum(getattr(item.basis, what) == basis for item in items)) for what, _, basis in used]
        return [Cell(title), count(len(items)), *found]

    heads = [("procedure", "Процедура", False), ("all", "Показателей", True)]
    heads += [(f"{what}-{basis}", f"{title}: {BASIS[basis]}", True) for what, title, basis in used]
    rows = [(item.id, row(f"{item.number}. {item.short}", method.of(item.id))) for item in params.procedures]
    rows.append(("total", row("Всего", method.indicators)))
    grounds = [ground for ground in BASIS if any(basis == ground for *_, basis in used)]
    note = f"Основание: {basis_note(grounds)}. Проектное замените утверждённым."
    return keyed_table(("3", "Откуда взяты названия и пороги показателей"), heads, rows, css="wide", note=note)


def parts(params: Params) -> list[str]:
    """Where the parts of the arithmetic come from."""
    basis = params.methodology.rating.basis
    return [typography(f"{words}: {BASIS[getattr(basis, key)]}") for key, words in _PARTS.items()]


def gaps(params: Params) -> list[str]:
    """Indicators that were not measured in some years, and why."""
    return [
        typography(
            f"{', '.join(item.indicators)} – {', '.join(map(str, item.years))}: {item.reason} ({BASIS[item.basis]})"
        )
        for item in params.edition.not_held
    ]
