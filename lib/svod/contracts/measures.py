"""What the register of measures must be: one row per measure taken by a municipality."""

from __future__ import annotations

from datetime import date

from svod.contracts.rules import Contract, Form, Problem, Row, each, unique
from svod.params import Params
from svod.params.model import nearest

__all__ = ["FORM", "STATUSES", "measure_contract"]

FORM = Form(
    sheet="Меры",
    titles={
        "municipality": "Муниципалитет",
        "procedure": "Процедура",
        "indicator": "Показатель",
        "measure": "Мера",
        "start": "Начало",
        "end": "Окончание",
        "responsible": "Ответственный",
        "school": "ОО",
        "status": "Статус",
    },
    required=("procedure", "measure", "start", "status"),
)
STATUSES = ("запланирована", "выполняется", "выполнена", "отменена")

_YEARS = (2000, 2100)


def measure_contract(params: Params) -> Contract:
    """The contract of «Меры» under the indicators of an edition."""
    home = {item.code: file.procedure for file in params.methodology.files for item in file.indicators}

    def own(row: Row) -> Problem | None:
        if row["indicator"] is None or home[row["indicator"]] == row["procedure"]:
            return None
        codes = [item.code for item in params.methodology.of(row["procedure"])]
        return Problem(
            "indicator",
            f"показатель {row['indicator']} – из процедуры {home[row['indicator']]}, а не {row['procedure']}",
            f"Показатели процедуры {row['procedure']}: {', '.join(codes)}",
            "Исправьте процедуру или показатель",
        )

    return Contract(
        FORM,
        (),
        (
            each("own", ("indicator", "procedure"), own),
            each("measure", ("measure",), lambda row: _filled(row, "measure", "Назовите меру")),
            each("start", ("start",), lambda row: _filled(row, "start", "Впишите дату начала, например 01.09.2021")),
            *(
                each(f"year of {name}", (name,), lambda row, name=name: _sensible(row, name))
                for name in ("start", "end")
            ),
            each("order", ("start", "end"), _order),
            each("status", ("status",), _status),
            unique(
                "unique",
                ("municipality", "procedure", "indicator", "measure", "start"),
                "measure",
                lambda row: f"{params.region[row['municipality']].name}, «{row['measure']}»",
            ),
        ),
    )


def _filled(row: Row, field: str, remedy: str) -> Problem | None:
    return None if row[field] is not None else Problem(field, "ячейка пуста", "Столбец обязателен", remedy)


def _sensible(row: Row, field: str) -> Problem | None:
    day: date | None = row[field]
    if day is None or _YEARS[0] <= day.year <= _YEARS[1]:
        return None
    return Problem(field, f"дата {day:%d.%m}.{day.year}", f"Допустимы годы {_YEARS[0]}–{_YEARS[1]}", "Исправьте год")


def _order(row: Row) -> Problem | None:
    if row["start"] is None or row["end"] is None or row["start"] <= row["end"]:
        return None
    return Problem(
        "end", f"окончание {row['end']:%d.%m.%Y} раньше начала {row['start']:%d.%m.%Y}", "", "Исправьте одну из дат"
    )


def _status(row: Row) -> Problem | None:
    if row["status"] in STATUSES:
        return None
    allowed = "Допустимы: " + ", ".join(STATUSES)
    if row["status"] is None:
        return Problem("status", "ячейка пуста", allowed, "Впишите состояние меры")
    return Problem(
        "status",
        f"«{row['status']}» не допускается",
        allowed,
        nearest(row["status"], STATUSES) or "Впишите одно из них",
    )
