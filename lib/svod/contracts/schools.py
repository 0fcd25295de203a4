"""What the register of schools must be: one row per school, in one municipality."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from svod.contracts.rules import Contract, Form, Problem, Row, Rule, each, in_russian
from svod.errors import Fault, Place
from svod.params import Params
from svod.params.model import nearest

__all__ = ["FORM", "SETTLEMENTS", "TYPES", "moved", "school_contract"]

FORM = Form(
    sheet="Школы",
    titles={
        "school": "Код ОО",
        "name": "Название",
        "municipality": "Муниципалитет",
        "type": "Тип",
        "settlement": "Местность",
        "pupils": "Обучающихся",
    },
    required=("school", "name", "municipality"),
    open=True,
)
"""Columns after these are context variables, one number per school."""

TYPES = (
    "СОШ",
    "ООШ",
    "НОШ",
    "лицей",
    "гимназия",
    "кадетская школа",
    "школа-интернат",
    "вечерняя школа",
    "коррекционная школа",
)
"""Types that the form offers (designed); any other words may stand there too."""

SETTLEMENTS = ("город", "село")

_MOST = 20_000  # pupils of one school: more is a number of another column


def school_contract(params: Params) -> Contract:
    """The contract of «Школы» under the municipalities of the region."""
    return Contract(
        FORM,
        (),
        (
            each("school", ("school",), lambda row: _filled(row, "school", "Впишите код ОО или логин eduNNNNNN")),
            each("name", ("name",), lambda row: _filled(row, "name", "Впишите название школы")),
            each("municipality", ("municipality",), lambda row: _known(row, params)),
            each("type", ("type",), _type),
            each("settlement", ("settlement",), _settlement),
            each("pupils", ("pupils",), _pupils),
            Rule("one", lambda rows: _one(rows, params)),
        ),
    )


def moved(rows: Sequence[Row], before: Mapping[str, str], params: Params) -> list[Fault]:
    """Schools that the register so far has in another municipality: to be asked about, not refused.

    Parameters
    ----------
    rows : sequence of dict
        Checked rows of the register.
    before : mapping of str to str
        Municipality by school, as the store has it.
    params : Params
    """
    names = {item.code: item.name for item in params.region.municipalities}
    return [
        Fault(
            Place(row["file"], row["sheet"], row["row"], FORM.titles["municipality"]),
            f"школа {row['school']} переходит: была – {names.get(before[row['school']], before[row['school']])}, "
            f"стала – {names[row['municipality']]}",
            "Её результаты прошлых лет останутся за прежним муниципалитетом",
            "Если это ошибка, исправьте муниципалитет и загрузите реестр заново",
            names[row["municipality"]],
        )
        for row in rows
        if before.get(row["school"], row["municipality"]) != row["municipality"]
    ]


def _filled(row: Row, field: str, remedy: str) -> Problem | None:
    return None if row[field] else Problem(field, "ячейка пуста", "Столбец обязателен", remedy)


def _known(row: Row, params: Params) -> Problem | None:
    if row["municipality"] in params.region.codes:
        return None
    if not row["municipality"]:
        return _filled(row, "municipality", "Впишите муниципалитет")
    return Problem("municipality", f"муниципалитета «{row['municipality']}» нет", "", "Исправьте название")


def _type(row: Row) -> Problem | None:
    if row["type"] is None or any(map(str.isalpha, str(row["type"]))):
        return None
    offered = f"Например: {', '.join(TYPES)}"
    return Problem("type", f"тип «{row['type']}» – не слово", offered, "Впишите тип словами или очистите ячейку")


def _settlement(row: Row) -> Problem | None:
    if row["settlement"] in (None, *SETTLEMENTS):
        return None
    near = nearest(row["settlement"], SETTLEMENTS)
    allowed = "Допустимы: " + ", ".join(SETTLEMENTS)
    return Problem("settlement", f"«{row['settlement']}» не допускается", allowed, near or "Впишите одно из двух")


def _pupils(row: Row) -> Problem | None:
    number = row["pupils"]
    if number is None or (number == int(number) and 0 <= number <= _MOST):
        return None
    return Problem(
        "pupils",
        f"обучающихся {in_russian(number)}",
        f"Допустимы целые числа от 0 до {_MOST}",
        "Исправьте число или очистите ячейку",
    )


def _one(rows: Sequence[Row], params: Params) -> list[Problem | None]:
    """A code stands once; the later row is the fault and says whether it is in the same municipality."""
    names = {item.code: item.name for item in params.region.municipalities}
    first: dict[str, Row] = {}
    found: list[Problem | None] = []
    for row in rows:
        seen = first.setdefault(str(row["school"]).lower(), row) if row["school"] else row
        if seen is row:
            found.append(None)
            continue
        where = f"Впервые: {seen['file']}, строка {seen['row']}"
        homes = (seen["municipality"], row["municipality"])
        if homes[0] == homes[1] or not all(home in names for home in homes):
            found.append(Problem("school", f"школа {row['school']} повторена", where, "Оставьте одну из двух строк"))
            continue
        told = f"школа {row['school']} – в двух муниципалитетах: {' и '.join(names[home] for home in homes)}"
        found.append(Problem("municipality", told, where, "Оставьте одну из двух строк: школа – в одном"))
    return found
