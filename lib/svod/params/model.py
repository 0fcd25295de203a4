"""What every parameter model shares: frozen, strict, and its faults told in Russian with line and column."""

from __future__ import annotations

import difflib
import typing
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError

from svod.params.strict import Document

__all__ = ["Basis", "Exact", "Model", "nearest", "validate"]

M = typing.TypeVar("M", bound="Model")
Basis = Literal["given", "real", "designed", "memory"]


def _exact(value: Any) -> Fraction:
    if isinstance(value, bool) or not isinstance(value, int | Decimal | Fraction | str):
        raise ValueError(f"«{value}» – не число")
    try:
        return Fraction(value)
    except (ValueError, ZeroDivisionError):
        raise ValueError(f"«{value}» – не число") from None


Exact = Annotated[Fraction, BeforeValidator(_exact)]
"""A number of the methodology, exact: 1.5 in the file is 3/2 in the program."""


class Model(BaseModel):
    """A frozen value read from params/; unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True, arbitrary_types_allowed=True)


def nearest(word: str, words: typing.Iterable[str]) -> str:
    """«Похоже на …» when some allowed word is close to what was written, else an empty string."""
    match = difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)
    return f"Похоже на «{match[0]}»" if match else ""


def validate(model: type[M], document: Document) -> M | None:
    """Turn a document into its model; on any fault add all of them to the document and return None."""
    if not isinstance(document.value, dict):
        document.fault((), "ожидался список «ключ: значение»")
        return None
    try:
        return model.model_validate(document.value)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            _explain(model, document, item)
        return None


def _explain(model: type[Model], document: Document, item: Any) -> None:
    kind, loc = item["type"], item["loc"]
    path = tuple(step for i, step in enumerate(loc) if not _is_tag(document, loc[:i], step))
    last = str(path[-1]) if path else ""
    context = item.get("ctx", {})
    if kind == "extra_forbidden":
        keys = _keys(model, loc[:-1])
        allowed = "Допустимы: " + ", ".join(keys)
        document.fault(path, f"неизвестный ключ «{last}»", allowed, nearest(last, keys), key=True)
    elif kind == "missing" and isinstance(path[-1], int):
        document.fault(path[:-1], "список короче, чем нужно", _expected("too_short", {}))
    elif kind == "missing":
        document.fault(path[:-1], f"нет обязательного ключа «{last}»", "", "Добавьте его")
    elif kind == "literal_error":
        allowed = [word.strip(" '") for word in str(context["expected"]).replace(" or ", ", ").split(",")]
        document.fault(
            path,
            f"«{item['input']}» не допускается",
            "Допустимы: " + ", ".join(allowed),
            nearest(str(item["input"]), allowed),
        )
    elif kind == "union_tag_invalid":
        allowed = [word.strip(" '") for word in str(context["expected_tags"]).split(",")]
        document.fault(
            (*path, "rule"),
            f"правило «{context['tag']}» неизвестно",
            "Допустимы: " + ", ".join(allowed),
            nearest(str(context["tag"]), allowed),
        )
    elif kind == "value_error":
        document.fault(path, str(context["error"]))
    else:
        document.fault(path, f"«{item['input']}» не подходит", _expected(kind, context), "")


def _expected(kind: str, context: dict[str, Any]) -> str:
    words = {
        "string_type": "Нужна строка: возьмите значение в кавычки",
        "int_type": "Нужно целое число",
        "tuple_type": "Нужен список",
        "bool_type": "Нужно true или false",
        "model_type": "Нужны пары «ключ: значение»",
        "dict_type": "Нужны пары «ключ: значение»",
        "too_short": "В списке не хватает значений",
        "too_long": "В списке лишние значения",
        "string_too_short": "Строка не может быть пустой",
        "string_too_long": f"Не длиннее {context.get('max_length', '')} знаков",
        "string_pattern_mismatch": f"Нужна запись вида {context.get('pattern', '')}",
        "greater_than_equal": f"Нужно число не меньше {context.get('ge', '')}",
        "missing_argument": "В списке не хватает значений",
        "unexpected_positional_argument": "В списке лишние значения",
    }
    return words.get(kind, f"Проверка «{kind}»")


def _is_tag(document: Document, before: tuple[Any, ...], step: Any) -> bool:
    """Pydantic puts the tag of a union into the path; it is not a key of the file."""
    value = document.value
    for key in before:
        try:
            value = value[key]
        except (KeyError, IndexError, TypeError):
            continue
    return isinstance(value, dict) and value.get("rule") == step and step not in value


def _keys(model: Any, loc: tuple[Any, ...]) -> list[str]:
    """Keys allowed at a path of a model."""
    found = [model]
    for step in loc:
        following: list[Any] = []
        for item in found:
            if isinstance(item, type) and issubclass(item, Model) and step in item.model_fields:
                following += _models(item.model_fields[step].annotation)
        found = following or found
    tagged = [item for item in found if loc and _tag(item) == loc[-1]]
    return sorted({name for item in (tagged or found) for name in item.model_fields})


def _models(annotation: Any) -> list[type[Model]]:
    if isinstance(annotation, type) and not typing.get_args(annotation):
        return [annotation] if issubclass(annotation, Model) else []
    return [found for part in typing.get_args(annotation) for found in _models(part)]


def _tag(model: type[Model]) -> str | None:
    rule = model.model_fields.get("rule")
    return typing.get_args(rule.annotation)[0] if rule else None
