"""Sections 2 and 3: what the collection is for and how its numbers are obtained, written from the parameters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from svod.blocks import Cell, Note, Row, Text
from svod.blocks.mime import Block
from svod.params import Params
from svod.parts import PARTS
from svod.publish import rules
from svod.wording.numbers import counted, number
from svod.wording.phrases import BASIS, MUNICIPALITIES, SPREAD_OF_METHODS, join, rule_text, years_text

__all__ = ["purpose", "structure"]

Written = list[tuple[str, Sequence[Block]]]
"""Chapters of a section: a heading and what stands under it."""

_PROCEDURES = ("процедура", "процедуры", "процедур")
_OF_PROCEDURES = ("процедуры", "процедур", "процедур")
_INDICATORS = ("показатель", "показателя", "показателей")
_OF_INDICATORS = ("показателя", "показателей", "показателей")
_USES = (
    ("Регион", "Видит, какие группы показателей отстают во всей области, ставит задачи региональной программе и "
     "«дорожной карте», определяет, каким муниципальным образованиям нужна адресная помощь."),
    ("Муниципальное образование", "Переводит дефициты в задачи муниципальной программы, «дорожной карты» и "
     "учредительского контроля, сопоставляет себя с медианой области."),
    ("Образовательная организация", "Учитывает результаты во внутренней системе оценки качества образования, "
     "программе развития и плане методической работы."),
)  # fmt: skip
_AGGREGATIONS = {"arithmetic": "сложение", "geometric": "среднее геометрическое", "copeland": "попарные сравнения"}
_NORMALISATIONS = {"share": "доля наибольшего балла", "minmax": "положение между худшим и лучшим",
                   "zscore": "отклонение от среднего"}  # fmt: skip
_ABSENT = {"zero": "считается нулём", "exclude": "не учитывается", "median": "заменяется медианой области"}


def purpose(params: Params) -> Written:
    """Section 2: what is put together, for whom, and what it is compared with."""
    return [
        ("Какие процедуры и показатели объединены", _together(params)),
        ("Кому и для чего нужны результаты", _readers(params)),
        ("С чем соотнесены процедуры", _linked(params)),
    ]


def structure(params: Params) -> Written:
    """Section 3: the ten parts, the indicators, the way from a value to a level, what is firm and what is not."""
    return [
        ("Единая структура аналитики", _parts(params)),
        ("Показатели и правила начисления баллов", _indicators(params)),
        ("Как из баллов получаются место и уровень", _levels(params)),
        ("За какие годы и по каким данным", _period(params)),
        ("Насколько устойчивы места", _firmness(params)),
        ("Что утверждено, а что предложено", _grounds(params)),
    ]


def _together(params: Params) -> list[Block]:
    method, edition = params.methodology, params.edition
    procedures, indicators = len(params.procedures), len(method.indicators)
    said = Text.of(
        f"Сборник объединяет результаты, которые {counted(len(params.region.municipalities), MUNICIPALITIES)} "
        f"{params.region.genitive} показали за {edition.period} годы: {counted(procedures, _PROCEDURES)} и "
        f"{counted(indicators, _INDICATORS)} (таблица 2.1.1).",
        "Процедуры распределены по тем же группам, что и показатели мотивирующего мониторинга, поэтому аналитика "
        "отвечает на вопрос не об одной процедуре, а о том, как муниципальное образование управляет качеством "
        "образования в целом.",
    )
    heads = (("chapter", "Глава", False), ("procedure", "Процедура", False), ("indicators", "Показателей", True),
             ("maximum", "Наибольший балл", True))  # fmt: skip
    rows: list[Row] = []
    for group in method.rating.groups:
        rows.append(Row(group.id, {}, group=group.name))
        rows += rules.keyed_table(("", ""), heads, [
            (item.id, [Cell(item.section), Cell(f"{item.number}. {item.title}"),
                       rules.count(len(method.of(item.id))), rules.count(method.maximum(item.id))])
            for item in params.procedures_of(group.id)
        ]).rows  # fmt: skip
    total = [Cell(""), Cell("Всего"), rules.count(indicators), rules.count(method.rating.overall.maximum)]
    table = rules.keyed_table(
        ("2.1.1", "Процедуры по группам показателей"), heads, [("total", total)], head="procedure"
    )
    return [said, replace(table, rows=(*rows, *table.rows))]


def _readers(params: Params) -> list[Block]:
    count = len(params.recommendations.recommendations)
    said = Text.of(
        "Итоги применяются на трёх уровнях управления (таблица 2.2.1).",
        f"Для каждого показателя подготовлены рекомендации региону, муниципалитету и школе, всего их "
        f"{number(3 * count)}; в аналитику попадают те, что отвечают найденным дефицитам.",
    )
    heads = (("level", "Уровень управления", False), ("use", "Как применяются результаты", False))
    rows = [(f"use-{i}", [Cell(level), Cell(use)]) for i, (level, use) in enumerate(_USES, start=1)]
    return [said, rules.keyed_table(("2.2.1", "Применение результатов"), heads, rows)]


def _linked(params: Params) -> list[Block]:
    def those(system: str) -> str:
        found = [item for item in params.procedures if system in {link.id for link in item.systems}]
        return ", ".join(str(item.number) for item in found) or "–"

    linked = [item for item in params.procedures if item.motivating.indicators]
    said = Text.of(
        f"С показателями мотивирующего мониторинга регионов соотнесены "
        f"{number(len(linked))} из {counted(len(params.procedures), _OF_PROCEDURES)}, с системами механизмов "
        "управления качеством образования – все (таблица 2.3.1).",
        "Полное соотнесение – в приложении 1.",
    )
    heads = (("system", "Система", False), ("name", "Наименование", False), ("tracks", "Треков", True),
             ("procedures", "Номера процедур", False))  # fmt: skip
    rows = [
        (f"system-{i}", [Cell(item.id), Cell(item.name), rules.count(len(item.tracks)), Cell(those(item.id))])
        for i, item in enumerate(params.mechanisms.systems, start=1)
    ]
    return [said, rules.keyed_table(("2.3.1", "Системы механизмов управления и процедуры"), heads, rows)]


def _parts(params: Params) -> list[Block]:
    said = Text.of(
        f"{counted(len(params.procedures), _PROCEDURES)} – столько же аналитик, и каждая состоит из одних и тех же "
        f"{len(PARTS)} частей (таблица 3.1.1).",
        "Так же построены рейтинги групп и справки муниципальных образований.",
    )
    rows = [(part.id, [Cell(str(part.number), float(part.number)), Cell(part.heading)]) for part in PARTS]
    heads = (("number", "Часть", True), ("heading", "Содержание", False))
    return [said, rules.keyed_table(("3.1.1", "Части аналитики"), heads, rows)]


def _indicators(params: Params) -> list[Block]:
    method = params.methodology
    said = Text.of(
        f"Значение каждого из {counted(len(method.indicators), _OF_INDICATORS)} переводится в баллы по правилу из "
        f"таблицы 3.2.1; вместе они дают не более {method.rating.overall.maximum} баллов.",
    )
    heads = (("code", "№", False), ("name", "Показатель", False), ("unit", "Единица", False),
             ("rule", "Правило", False), ("maximum", "Наибольший балл", True),
             ("basis", "Основание порога", False))  # fmt: skip
    rows: list[Row] = []
    for item in params.procedures:
        rows.append(Row(item.id, {}, group=f"{item.number}. {item.title}"))
        rows += rules.keyed_table(("", ""), heads, [
            (one.code, [Cell(one.code), Cell(one.name), Cell(one.unit), Cell(rule_text(one)),
                        rules.count(one.maximum), Cell(BASIS[one.basis.threshold])])
            for one in method.of(item.id)
        ]).rows  # fmt: skip
    table = rules.keyed_table(("3.2.1", "Показатели, правила и пороги"), heads, [], css="wide", head="name")
    return [said, replace(table, rows=tuple(rows))]


def _levels(params: Params) -> list[Block]:
    said = Text.of(
        "Путь от значения показателя до места и уровня один для всех процедур и групп; наибольшие баллы и делители "
        "даны в таблице 3.3.1, границы уровней – в таблице 3.3.2."
    )
    steps = Note("\n".join(f"{i}. {step}" for i, step in enumerate(rules.steps(params), start=1)))
    groups, levels = rules.groups_table(params), rules.levels_table(params)
    return [said, steps, replace(groups, number="3.3.1"), replace(levels, number="3.3.2")]


def _period(params: Params) -> list[Block]:
    edition = params.edition
    said = Text.of(
        f"Аналитика охватывает {edition.period} годы ({counted(len(edition.years), ('год', 'года', 'лет'))}).",
        "Год, в котором показатель не измеряли, обозначен «н/д» и нулём не считается: балл за период берётся по "
        "остальным годам." if edition.not_held else "Каждый показатель измерен в каждом из этих лет.",
    )  # fmt: skip
    if not edition.not_held:
        return [said]
    heads = (("indicators", "Показатели", False), ("years", "Годы", False), ("why", "Причина", False),
             ("basis", "Основание", False))  # fmt: skip
    rows = [
        (f"gap-{i}", [Cell(", ".join(item.indicators)), Cell(years_text(item.years)), Cell(item.reason),
                      Cell(BASIS[item.basis])])
        for i, item in enumerate(edition.not_held, start=1)
    ]  # fmt: skip
    told = Text.of("Показатели, которых в отдельные годы не было, перечислены в таблице 3.4.1.")
    return [said, told, rules.keyed_table(("3.4.1", "Показатели без данных за отдельные годы"), heads, rows)]


def _firmness(params: Params) -> list[Block]:
    chosen = params.methodology.rating.uncertainty
    low, high = chosen.interval
    said = Text.of(
        "Место зависит не только от работы муниципального образования, но и от решений методики.",
        f"Чтобы показать, насколько, места пересчитаны {counted(chosen.draws, ('раз', 'раза', 'раз'))} при других "
        f"допустимых решениях, и рядом с местом напечатаны границы, в которых оно остаётся в "
        f"{number((high - low) * 100)} % расчётов.",
    )
    errors = number(max(chosen.score_error) * 100)
    listed = Note(
        f"- веса процедур и групп: на ±{number(chosen.weights * 100)} %;\n"
        f"- способ объединения: {join((_AGGREGATIONS[way] for way in chosen.aggregations), 'или')};\n"
        f"- приведение к одной шкале: {join((_NORMALISATIONS[way] for way in chosen.normalisations), 'или')};\n"
        f"- показатель без данных: {join((_ABSENT[way] for way in chosen.missing), 'или')};\n"
        "- состав: исключалась одна процедура или один показатель;\n"
        f"- отдельные баллы: до {errors} % из них сдвигались на одну ступень."
    )
    last = Text.of(
        SPREAD_OF_METHODS,
        f"Основание этого набора решений: {BASIS[chosen.basis]}.",
    )
    return [said, Text.of("Менялись следующие решения."), listed, last]


def _grounds(params: Params) -> list[Block]:
    said = Text.of(
        "У каждого названия, порога и правила записано, откуда оно взято. Проектное предложено составителями и "
        "должно быть заменено утверждённым; таблица 3.6.1 считает основания по процедурам."
    )
    listed = Note("\n".join(f"- {part};" for part in rules.parts(params)).rstrip(";") + ".")
    return [said, Text.of("Части самого расчёта:"), listed, replace(rules.basis_table(params), number="3.6.1")]
