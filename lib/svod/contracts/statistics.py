"""What statistics that arrive made must be: marks, journals, primary scores, means, counts by whom they are about."""

from __future__ import annotations

import numpy as np
import pandas as pd

from svod.contracts.mass import MassContract, MassRule, repeated, where
from svod.contracts.rules import Problem, Row, written

__all__ = ["DISTRIBUTIONS", "SCOPES", "UNITS", "statistics_contract"]

TITLES = {
    "assessment": "Работа",
    "year": "Год",
    "grade": "Класс",
    "subject": "Предмет",
    "scope": "Группы участников",
    "municipality": "Муниципалитет",
    "code": "ОО",
    "group": "Группа",
    "participants": "Кол-во участников",
    "statistic": "Показатель",
    "key": "Столбец",
    "value": "Значение",
    "unit": "Единица",
}

SCOPES = {"country": "вся выборка", "region": "регион", "municipality": "муниципалитет", "school": "ОО"}
UNITS = ("%", "points", "pupils")
DISTRIBUTIONS = {"mark": "отметок", "primary": "первичных баллов"}
DISTRIBUTIONS |= dict.fromkeys(("journal", "journal_count"), "сравнения с журналом")
"""Statistics whose keys divide the participants, each in one of them."""

_KEYS = {"lowered": "понизили", "confirmed": "подтвердили", "raised": "повысили"}
_WHOSE = ["assessment", "year", "grade", "subject", "scope", "municipality", "code", "group"]
_PRINTED = 2  # most decimals that forms print a percent with


def statistics_contract() -> MassContract:
    """The contract of statistics; it needs nothing but the table."""
    return MassContract(
        TITLES,
        (
            where("scope", lambda table: ~table["scope"].isin(SCOPES), _scope),
            _unsaid("municipality", "municipality"),
            _unsaid("school", "code"),
            where("unit", lambda table: ~table["unit"].isin(UNITS), _unit),
            where("participants", lambda table: _float(table["participants"]) < 0, _negative),
            where("percent", _outside, _percent),
            where("count", _uncounted, _count),
            where("below", lambda table: (table["unit"] == "points") & (_float(table["value"]) < 0), _below),
            where("part", _more, _part),
            _of_known(MassRule("sum", _sums)),
            _of_known(MassRule("counted", _counted)),
            _of_known(repeated("unique", [*_WHOSE, "statistic", "key"], "key", _words)),
        ),
    )


def _float(column: pd.Series) -> pd.Series:
    """Numbers of a column, NaN for none; comparisons with it are false."""
    return column.astype("float64")


def _unsaid(scope: str, name: str) -> MassRule:
    """Rows of a scope that do not say whose they are; a name that got no code, so null, is told already."""
    return where(scope, lambda table: (table["scope"] == scope) & (table[name] == ""), _whose)


def _of_known(rule: MassRule) -> MassRule:
    """The rule about rows whose municipality and school got codes; of the others it is told that they did not."""

    def find(table: pd.DataFrame) -> dict[int, Problem]:
        at = np.flatnonzero(table[["municipality", "code"]].notna().all(axis=1))
        return {int(at[place]): problem for place, problem in rule.find(table.iloc[at]).items()}

    return MassRule(rule.name, find)


def _scope(row: Row) -> Problem:
    told = f"строка ни о ком: «{row['scope']}»" if row["scope"] == row["scope"] else "не сказано, о ком строка"
    allowed = "Бывают: " + ", ".join(SCOPES.values())
    return Problem("scope", told, allowed, "Исправьте группу участников или уберите строку")


def _whose(row: Row) -> Problem:
    if row["scope"] == "municipality":
        return Problem("municipality", "строка о муниципалитете, а он не указан", "", "Впишите муниципалитет")
    return Problem("code", "строка об ОО, а она не указана", "", "Впишите код или название ОО")


def _unit(row: Row) -> Problem:
    return Problem(
        "unit", f"единица «{written(row['unit'])}» неизвестна", f"Допустимы: {', '.join(UNITS)}", "Исправьте единицу"
    )


def _negative(row: Row) -> Problem:
    return Problem(
        "participants", f"участников {_said(row['participants'])}", "Допустимы числа от нуля", "Исправьте число"
    )


def _outside(table: pd.DataFrame) -> pd.Series:
    value = _float(table["value"])
    return (table["unit"] == "%") & ((value < 0) | (value > 100))


def _percent(row: Row) -> Problem:
    told = f"{_what(row)}: {_said(row['value'])} %"
    return Problem("value", told, "Допустимы проценты от 0 до 100", "Исправьте число")


def _uncounted(table: pd.DataFrame) -> pd.Series:
    value = _float(table["value"])
    return (table["unit"] == "pupils") & ((value < 0) | (value != value.round()) & value.notna())


def _count(row: Row) -> Problem:
    told = f"{_what(row)}: {_said(row['value'])} участников"
    return Problem("value", told, "Участников считают целыми числами от нуля", "Исправьте число")


def _below(row: Row) -> Problem:
    return Problem("value", f"{_what(row)}: {_said(row['value'])} балла", "Баллы не меньше нуля", "Исправьте число")


def _more(table: pd.DataFrame) -> pd.Series:
    return (table["unit"] == "pupils") & (_float(table["value"]) > _float(table["participants"]))


def _part(row: Row) -> Problem:
    return Problem(
        "value",
        f"{_what(row)}: {_said(row['value'])} из {_said(row['participants'])} участников",
        "Часть не больше целого",
        "Исправьте число или количество участников",
    )


def _sums(table: pd.DataFrame) -> dict[int, Problem]:
    """Distributions whose percents do not give 100, or whose counts exceed the participants; told at the first row.

    Every printed percent may be off by half a unit of its last decimal; a distribution with a value missing is let be.
    """
    at = np.flatnonzero(table["statistic"].isin(DISTRIBUTIONS) & table["unit"].isin(("%", "pupils")))
    if not len(at):
        return {}
    frame = table.iloc[at][[*_WHOSE, "statistic", "unit", "file"]].reset_index(drop=True).assign(at=at)
    for name in ("value", "participants"):
        frame[name] = _float(table[name].iloc[at]).to_numpy()
    frame["half"] = _half(frame)
    groups = frame.groupby([*_WHOSE, "statistic", "unit"], sort=False, observed=True, dropna=False)
    total = groups.agg(
        at=("at", "first"), sum=("value", "sum"), size=("value", "size"), known=("value", "count"),
        half=("half", "first"), participants=("participants", "first"),
    ).reset_index()  # fmt: skip
    whole = total["size"] == total["known"]
    off = (total["unit"] == "%") & ((total["sum"] - 100).abs() > total["size"] * total["half"] + 1e-6)
    off &= ~((total["participants"] == 0) & (total["sum"] == 0))
    over = (total["unit"] == "pupils") & (total["sum"] > total["participants"])
    broken = total[whole & (off | over)]
    return {int(row["at"]): _sum(row) for row in broken.to_dict("records")}


def _counted(table: pd.DataFrame) -> dict[int, Problem]:
    """Counts of the comparison with the journal that are another share of the participants than the percent beside."""
    at = np.flatnonzero(table["statistic"].isin(("journal", "journal_count")))
    own = table.iloc[at].assign(at=at).astype(dict.fromkeys((*_WHOSE, "key", "file"), object))
    counts, shares = own[own["statistic"] == "journal_count"], own[own["statistic"] == "journal"]
    shares = shares.assign(half=_half(shares), percent=shares["value"])
    both = counts.merge(shares[[*_WHOSE, "key", "file", "row", "percent", "half"]], on=[*_WHOSE, "key", "file", "row"])
    both["due"] = 100 * _float(both["value"]) / _float(both["participants"])
    broken = both[(both["due"] - both["percent"]).abs() > both["half"] + 1e-6]
    return {int(row["at"]): _share(row) for row in broken.to_dict("records")}


def _share(row: Row) -> Problem:
    parts = f"{_said(row['value'])} из {_said(row['participants'])} участников – это {_said(row['due'])} %"
    told = f"{_what(row)}: {parts}, а указано {_said(row['percent'])} %"
    return Problem("value", told, "Число участников и процент говорят одно", "Исправьте то, что ошибается")


def _half(frame: pd.DataFrame) -> pd.Series:
    """Half a unit of the last decimal that the values of a file are printed with, as far as their digits show it."""
    half = pd.Series(0.5 / 10**_PRINTED, index=frame.index)
    for digits in reversed(range(_PRINTED)):
        half[(frame["value"] - frame["value"].round(digits)).abs() < 1e-9] = 0.5 / 10**digits
    return half.groupby(frame["file"], observed=True).transform("min")


def _sum(row: Row) -> Problem:
    what = f"распределение {DISTRIBUTIONS[row['statistic']]}"
    if row["unit"] == "%":
        return Problem(
            "value",
            f"{what}: сумма {_said(row['sum'])} %",
            "Вместе – 100 % с точностью до округления",
            "Исправьте проценты этой строки",
        )
    return Problem(
        "value",
        f"{what}: вместе {_said(row['sum'])} из {_said(row['participants'])} участников",
        "Каждый участник – в одном столбце",
        "Исправьте числа этой строки или количество участников",
    )


def _what(row: Row) -> str:
    named = DISTRIBUTIONS.get(row["statistic"])
    key = _KEYS.get(row["key"], written(row["key"]))
    return f"распределение {named}, «{key}»" if named else f"«{key or written(row['statistic'])}»"


def _words(row: Row) -> str:
    whose = written(row["code"]) or written(row["municipality"]) or SCOPES.get(row["scope"], "")
    return f"{row['subject']}, {row['grade']:.0f} класс, {row['year']:.0f} год, {whose}, {_what(row)}"


def _said(number: float) -> str:
    return "–" if number != number else f"{number:.2f}".rstrip("0").rstrip(".").replace(".", ",").replace("-", "−")
