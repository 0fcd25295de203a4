"""What a table of indicator values must be: one row per municipality, indicator and year."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from svod.contracts.rules import Contract, Form, Problem, Row, Rule, each, in_russian, merged, unique
from svod.params import Params
from svod.params.methodology import Indicator
from svod.stats.scoring import indicator_value

__all__ = ["DECIMALS", "FORM", "LARGEST", "Printed", "agrees", "counted", "indicator_contract", "is_whole"]

FORM = Form(
    sheet="Показатели",
    titles={
        "municipality": "Муниципалитет",
        "year": "Год",
        "indicator": "Показатель",
        "numerator": "Числитель",
        "denominator": "Знаменатель",
        "value": "Значение",
        "participants": "Участники",
        "note": "Примечание",
    },
    required=("indicator", "numerator", "denominator"),
    beside=("Наименование", "Единица", "Что в числителе", "Что в знаменателе"),
)
DECIMALS = 6
LARGEST = 10**12
"""Bounds of what the store can hold exactly."""

_SLACK = Fraction(1, 10**9)
_NAMES = {"numerator": "числитель", "denominator": "знаменатель", "participants": "число участников"}
_COUNTED = re.compile(r"(?!.*\bставок\b)(число|численность|количество|потребность)\b")


@dataclass(frozen=True)
class Printed:
    """A value as the form shows it: the number, the decimals it is shown with, whether «%» follows it."""

    number: Decimal
    percent: bool = False

    @property
    def decimals(self) -> int:
        return max(0, -int(self.number.as_tuple().exponent))

    def __str__(self) -> str:
        return in_russian(self.number, max(self.decimals, 1)) + (" %" if self.percent else "")


def indicator_contract(params: Params) -> Contract:
    """The contract of «Показатели» under the methodology and the years of an edition."""
    known = {item.code: item for item in params.methodology.indicators}

    def of(test: Callable[[Row, Indicator], Problem | None]) -> Callable[[Row], Problem | None]:
        return lambda row: test(row, known[row["indicator"]])

    both = ("numerator", "denominator")
    return Contract(
        FORM,
        ("procedure",),
        (
            merged(each("own", ("indicator",), _own(params)), ("file", "indicator")),
            merged(each("held", ("indicator", "numerator"), _held(params)), ("file", "indicator", "year")),
            unique(
                "unique",
                ("municipality", "indicator", "year"),
                "municipality",
                lambda row: (
                    f"{params.region[row['municipality']].name}, показатель {row['indicator']}, {row['year']} год"
                ),
            ),
            each("paired", both, _paired),
            *(_number(name) for name in _NAMES),
            *(each(f"whole {name}", ("indicator", name), of(_whole(name))) for name in _NAMES),
            each("divisible", both, _divisible),
            each("count", ("indicator", *both), of(_count)),
            each("share", ("indicator", *both), of(_share)),
            each("scale", ("indicator", *both), of(_scale)),
            each("value", ("indicator", "value", *both), of(_value)),
        ),
    )


def agrees(printed: Printed, value: Fraction, unit: str) -> bool:
    """Whether a printed value is the exact one rounded: «82,4», 82.35 and 0.8235 all print 14 of 17 in percent.

    The rounding allowed is half a unit of the last decimal printed. An indicator in percent may be printed as a
    fraction of one, to a whole percent at least, or «1» would do for everything from 50 %.
    """
    number, half = Fraction(printed.number), Fraction(1, 2 * 10**printed.decimals)
    as_fraction = (
        unit == "%" and not printed.percent and abs(100 * number - value) <= min(100 * half, Fraction(1, 2)) + _SLACK
    )
    return as_fraction or abs(number - value) <= half + _SLACK


def counted(words: str) -> bool:
    """Whether a part described so is a number of persons or things; posts, sums of points and wages may be broken."""
    return bool(_COUNTED.match(words))


def is_whole(number: Decimal) -> bool:
    """Whether a number is whole beyond doubt: «1.000» is one, or a thousand."""
    return number == int(number) and (number < 1 or number.as_tuple().exponent != -3)


def _own(params: Params) -> Callable[[Row], Problem | None]:
    home = {item.code: file.procedure for file in params.methodology.files for item in file.indicators}

    def test(row: Row) -> Problem | None:
        found = home[row["indicator"]]
        if found == row["procedure"]:
            return None
        codes = [item.code for item in params.methodology.of(row["procedure"])]
        return Problem(
            "indicator",
            f"показатель {row['indicator']} – из процедуры {found}, а не {row['procedure']}",
            f"Показатели этой процедуры: {', '.join(codes)}",
            f"Перенесите строку в файл {found}-{row['year']}.xlsx",
        )

    return test


def _held(params: Params) -> Callable[[Row], Problem | None]:
    def test(row: Row) -> Problem | None:
        if row["numerator"] is None or params.edition.held(row["indicator"], row["year"]):
            return None
        indicator, year = row["indicator"], row["year"]
        reason = next(n.reason for n in params.edition.not_held if indicator in n.indicators and year in n.years)
        return Problem(
            "indicator",
            f"показатель {indicator} в {year} году не измерялся, а данные указаны",
            f"Причина: {reason}",
            "Уберите строку или исправьте год",
        )

    return test


def _paired(row: Row) -> Problem | None:
    empty = [name for name in ("numerator", "denominator") if row[name] is None]
    if len(empty) != 1:
        return None
    filled = "знаменатель" if empty == ["numerator"] else "числитель"
    return Problem(
        empty[0],
        f"пусто, а {filled} указан",
        "Если данных нет, обе ячейки пусты или содержат «н/д»; ячейка с ошибкой Excel читается как пустая",
        f"Впишите {_NAMES[empty[0]]} или очистите {filled}",
    )


def _number(name: str) -> Rule:
    def test(row: Row) -> Problem | None:
        number = row[name]
        if number is None:
            return None
        if number < 0:
            return Problem(
                name, f"{_NAMES[name]} {in_russian(number)} меньше нуля", "Допустимы числа от нуля", "Исправьте число"
            )
        if number > LARGEST:
            return Problem(
                name,
                f"{_NAMES[name]} слишком велик{'о' if name == 'participants' else ''}",
                f"Допустимы числа до {LARGEST:,}".replace(",", " "),
                "Исправьте число",
            )
        if (Fraction(number) * 10**DECIMALS).denominator != 1:
            return Problem(
                name,
                f"{_NAMES[name]} {in_russian(number, 15)}: больше {DECIMALS} знаков после запятой",
                f"Допустимо не больше {DECIMALS} знаков",
                "Округлите число",
            )
        return None

    return each(f"number {name}", (name,), test)


def _whole(name: str) -> Callable[[Row, Indicator], Problem | None]:
    def test(row: Row, indicator: Indicator) -> Problem | None:
        number, words = row[name], getattr(indicator, name, "число участников")
        if number is None or is_whole(number) or not counted(words):
            return None
        told = "не целое" if number != int(number) else "единицы это или тысячи, не понять"
        return Problem(
            name,
            f"{_NAMES[name]} {number:f} – {told}".replace(".", ","),
            f"Нужно целое: {words}",
            "Исправьте число: вместо процента впишите само количество, точку или запятую между тысячами уберите",
        )

    return test


def _divisible(row: Row) -> Problem | None:
    if row["denominator"] != 0 or not row["numerator"]:
        return None
    return Problem(
        "denominator",
        f"знаменатель 0 при числителе {in_russian(row['numerator'])}",
        "0 из 0 означает «не применимо»",
        "Исправьте знаменатель или впишите 0 в числитель",
    )


def _count(row: Row, indicator: Indicator) -> Problem | None:
    if indicator.kind != "count" or row["denominator"] in (None, 1):
        return None
    return Problem(
        "denominator",
        f"у показателя {indicator.code} знаменателя нет, а указано {in_russian(row['denominator'])}",
        "Допустимы 1 или пустая ячейка",
        "Очистите ячейку",
    )


def _share(row: Row, indicator: Indicator) -> Problem | None:
    above, below = row["numerator"], row["denominator"]
    if indicator.kind not in ("share", "difference") or not above or not below or below < 0 or above <= below:
        return None
    share = indicator_value(Fraction(above), Fraction(below), 100)
    return Problem(
        "numerator",
        f"числитель {in_russian(above)} больше знаменателя {in_russian(below)}: доля {in_russian(share, 1)} %",
        f"Показатель {indicator.code} – доля, она не больше 100 %",
        "Проверьте, не переставлены ли числитель и знаменатель",
    )


def _exact(row: Row, indicator: Indicator) -> Fraction | None:
    """The value; None where there is none or where another rule already speaks of its parts."""
    above, below = row["numerator"], row["denominator"]
    if above is None or above < 0 or not below or below < 0:
        return None
    return indicator_value(Fraction(above), Fraction(below), indicator.multiplier)


def _scale(row: Row, indicator: Indicator) -> Problem | None:
    value = _exact(row, indicator)
    if indicator.scale is None or value is None or indicator.scale[0] <= value <= indicator.scale[1]:
        return None
    low, high = indicator.scale
    return Problem(
        "numerator",
        f"средний балл {in_russian(value, 2)} вне шкалы",
        f"Шкала показателя {indicator.code}: от {low} до {high}",
        "В числителе нужна сумма баллов, в знаменателе – число оценённых",
    )


def _value(row: Row, indicator: Indicator) -> Problem | None:
    printed = row["value"]
    if printed is None:
        return None
    if row["numerator"] is None and row["denominator"] is None:
        if not printed.number:  # a formula that gives an empty text, as an office program saves it in .xls
            return None
        return Problem(
            "value",
            f"значение {printed} без числителя и знаменателя",
            "Значение вычисляется из них",
            "Впишите числитель и знаменатель или очистите значение",
        )
    if printed.percent and indicator.unit != "%":
        return Problem(
            "value",
            f"значение {printed} в процентах",
            f"Показатель {indicator.code} измеряется в единицах: {indicator.unit}",
            "Уберите знак процента",
        )
    value = _exact(row, indicator)
    nothing = row["numerator"] == 0 and row["denominator"] == 0
    if (value is None and not (nothing and printed.number)) or (
        value is not None and agrees(printed, value, indicator.unit)
    ):
        return None
    parts = f"{in_russian(row['numerator'])} из {in_russian(row['denominator'])}"
    means = f"дают {in_russian(value, 2)} {indicator.unit}" if value is not None else "– это «не применимо»"
    return Problem(
        "value",
        f"значение {printed} не сходится с числителем и знаменателем: {parts} {means}",
        "",
        "Исправьте число или оставьте ячейку значения пустой",
    )
