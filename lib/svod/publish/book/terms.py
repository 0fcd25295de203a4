"""Section 1: terms as the methodology of the edition uses them, and the abbreviations that the text uses."""

from __future__ import annotations

from collections.abc import Iterable

from svod.blocks import Cell, Table, Text
from svod.params import Params
from svod.params.publication import Abbreviation
from svod.publish.rules import groups_of, keyed_table
from svod.wording.numbers import number
from svod.wording.phrases import join, lower_first

__all__ = ["abbreviations_table", "terms_said", "terms_table"]

_UNVALUED = (
    ("Значение по области", "Отношение суммы числителей к сумме знаменателей по всем муниципальным образованиям, "
     "приславшим данные."),
    ("Медиана", "Значение, выше и ниже которого находится по половине муниципальных образований."),
    ("Н/д", "Значения нет: в этом году показатель не измеряли или данные не поступили. Это не ноль."),
    ("Не применимо", "В муниципальном образовании нет тех, кого описывает показатель: знаменатель равен нулю."),
    ("Процентный пункт (п. п.)", "Единица, в которой измеряют разность двух долей, выраженных в процентах."),
    ("Механизм управления качеством образования", "Система мер региона (РУМ) или муниципального образования (МУМ); "
     "внутри системы меры собраны в треки."),
)  # fmt: skip


def terms_said() -> Text:
    """What the table of terms is for."""
    return Text.of("Термины употребляются в сборнике в том значении, которое дано в таблице 1.1.1.")


def terms_table(params: Params) -> Table:
    """Terms and what they mean in this edition; every number is the methodology's."""
    method, groups = params.methodology, params.methodology.rating.groups
    maxima = sorted({item.maximum for item in method.indicators})
    levels = join(f"«{level.name.lower()}»" for level in method.rating.levels)
    listed = "; ".join(f"«{group.name}»" for group in groups)
    low, high = (number(edge * 100) for edge in method.rating.uncertainty.interval)
    said = [
        ("Процедура", "Процедура оценки качества образования: мониторинг, проверочные работы, исследование, олимпиада "
         "или проект, по результатам которых составлена отдельная аналитика."),
        ("Показатель", "Величина, которую процедура измеряет в каждом муниципальном образовании за каждый год."),
        ("Балл показателя", "Оценка значения показателя по правилу методики: "
         f"{join((f'от 0 до {top}' for top in maxima), 'или')} баллов."),
        ("Порог", "Граница, по которой значение показателя получает балл."),
        ("Группа показателей", f"Показатели процедур одного направления мотивирующего мониторинга: {listed}."),
        ("Наибольший балл", "Сумма баллов, которую даёт лучшая оценка всех показателей процедуры или группы."),
        ("Делитель", "Число баллов, от которого берётся процент: "
         f"{join(f'{group.divisor} ({lower_first(group.short)})' for group in groups_of(params))}."),
        ("Итог", "Сумма баллов за период, делённая на делитель, в процентах."),
        ("Место", "Порядковый номер муниципального образования по сумме баллов; равные суммы делят одно место."),
        ("Границы места", f"Места от {low}-го до {high}-го процентиля, которые муниципальное образование занимает при "
         "других допустимых решениях методики."),
        ("Уровень эффективности", f"Одна из ступеней, на которую попадает итог: {levels}."),
        *_UNVALUED,
    ]  # fmt: skip
    rows = [(f"term-{i}", [Cell(term), Cell(means)]) for i, (term, means) in enumerate(said, start=1)]
    return keyed_table(("1.1.1", "Термины"), (("term", "Термин", False), ("means", "Что он означает", False)), rows)


def abbreviations_table(found: Iterable[Abbreviation]) -> Table:
    """Abbreviations and what they stand for."""
    rows = [(f"short-{i}", [Cell(item.short), Cell(item.full)]) for i, item in enumerate(found, start=1)]
    heads = (("short", "Сокращение", False), ("full", "Полное наименование", False))
    return keyed_table(("1.2.1", "Сокращения, которые встречаются в сборнике"), heads, rows)
