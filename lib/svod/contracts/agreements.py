"""What the form «Согласование» must be: a municipality's answers to the data loaded about it, one row an indicator."""

from __future__ import annotations

import re

from svod.contracts.rules import Contract, Form, Problem, Row, each, unique
from svod.params import Params

__all__ = ["FORM", "WHOLE", "agreement_contract"]

FORM = Form(
    sheet="Согласование",
    titles={
        "procedure": "Процедура",
        "indicator": "Показатель",
        "year": "Год",
        "seal": "Код данных",
        "agreed": "Согласовано (да/нет)",
        "remark": "Замечание",
        "person": "Кто",
    },
    required=("procedure", "indicator", "year", "seal", "agreed", "remark", "person"),
    beside=(
        "Наименование", "Числитель", "Знаменатель", "Участники", "Значение", "Единица", "Годом раньше", "Изменение",
        "Внимание", "Откуда", "Ответ",
    ),
)  # fmt: skip

WHOLE = "вся процедура"
"""What stands for the indicator in the row that answers for a procedure as a whole."""

_SEAL = re.compile(r"[a-p]{10}")
_AGAIN = "Возьмите форму заново: svod received --agreement"


def agreement_contract(params: Params) -> Contract:
    """The contract of «Согласование» under the indicators of an edition; rows without an answer are left out before."""
    home = {item.code: file.procedure for file in params.methodology.files for item in file.indicators}

    def own(row: Row) -> Problem | None:
        if row["indicator"] is None or home[row["indicator"]] == row["procedure"]:
            return None
        told = f"показатель {row['indicator']} – из процедуры {home[row['indicator']]}, а не {row['procedure']}"
        return Problem("indicator", told, "Этот столбец не заполняют", _AGAIN)

    def words(row: Row) -> str:
        what = f"показатель {row['indicator']}, {row['year']} год" if row["indicator"] else WHOLE
        return f"{params.region[row['municipality']].name}, {row['procedure']}, {what}"

    key = ("municipality", "procedure", "indicator", "year")
    return Contract(
        FORM,
        ("municipality",),
        (
            each("own", ("indicator", "procedure"), own),
            each("dated", ("indicator", "year"), _dated),
            each("sealed", ("seal",), _sealed),
            each("reasoned", ("agreed", "remark"), _reasoned),
            unique("unique", key, "indicator", words),
        ),
    )


def _dated(row: Row) -> Problem | None:
    if (row["indicator"] is None) == (row["year"] is None):
        return None
    told = "у показателя не указан год" if row["year"] is None else "год указан у процедуры в целом"
    return Problem("year", told, "Этот столбец не заполняют", _AGAIN)


def _sealed(row: Row) -> Problem | None:
    """Without the code nobody can say which numbers the answer is about."""
    if _SEAL.fullmatch(row["seal"] or ""):
        return None
    return Problem("seal", "код данных стёрт или изменён", "По нему видно, о каких числах ответ", _AGAIN)


def _reasoned(row: Row) -> Problem | None:
    if row["agreed"] or row["remark"]:
        return None
    return Problem("remark", "«нет» без замечания", "Несогласие поясняют", "Напишите, что неверно и как должно быть")
