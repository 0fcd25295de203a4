"""Strict YAML: a file is read into plain values, every scalar keeping its place in the file.

Refused, each with line and column: duplicate keys, anchors and aliases, empty values, and everything that YAML turns
silently into something else (`no`, `010`, `1.10`, `12:30`, `2022-12-01`); in texts, signs that no reader sees and words
in braces, which in a sentence of a report are the place of a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from svod.errors import Fault, ParamsError

__all__ = ["Document", "read_yaml", "unseen"]

Path_ = tuple[str | int, ...]

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # ten times faster where the wheel has it
_TAG = "tag:yaml.org,2002:"
_INTEGER = re.compile(r"-?(0|[1-9][0-9]*)\Z")
_DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]*[1-9]\Z")
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_BRACED = re.compile(r"\{\w+\}")


@dataclass
class Document:
    """Plain values of one file, where each of them stands, and where each key stands."""

    file: Path
    name: str
    value: Any = None
    places: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    keys: dict[Path_, tuple[int, int]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)

    def place(self, path: Path_) -> str:
        """`file, строка N, столбец M` of a value, or of the nearest thing around it."""
        while path and path not in self.places:
            path = path[:-1]
        line, column = self.places.get(path, (1, 1))
        return f"{self.name}, строка {line}, столбец {column}"

    def fault(self, path: Path_, message: str, allowed: str = "", remedy: str = "", *, key: bool = False) -> None:
        """Note a fault of a value, or of its key."""
        line, column = self.keys.get(path, (0, 0)) if key else (0, 0)
        place = f"{self.name}, строка {line}, столбец {column}" if line else self.place(path)
        self.faults.append(Fault(place, message, allowed, remedy))


def read_yaml(file: Path, name: str | None = None) -> Document:
    """Read one file; its faults are collected in the document, not raised.

    Raises
    ------
    ParamsError
        When the file is missing or is not YAML at all, so that nothing in it can be checked.
    """
    document = Document(file, name or str(file))
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ParamsError([Fault(document.name, "файла нет", remedy="Создайте его по образцу соседних")]) from None
    except UnicodeDecodeError:
        raise ParamsError(
            [Fault(document.name, "текст не в кодировке UTF-8", remedy="Сохраните файл в UTF-8")]
        ) from None
    try:
        node = yaml.compose(text, Loader=_LOADER)
        events = list(yaml.parse(text, Loader=_LOADER))
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        where = f"{document.name}, строка {line}"
        fault = Fault(where, f"недопустимый знак U+{error.character:04X}", remedy="Удалите его")
        raise ParamsError([fault]) from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        where = f"{document.name}, строка {mark.line + 1}, столбец {mark.column + 1}" if mark else document.name
        fault = Fault(
            where, f"не разбирается как YAML: {error.problem}", remedy="Проверьте отступы, кавычки и двоеточия"
        )
        raise ParamsError([fault]) from None
    if node is None:
        document.fault((), "файл пуст")
        return document
    if not _anchors(document, events):
        document.value = _value(document, node, ())
    return document


def _anchors(document: Document, events: list[yaml.Event]) -> bool:
    """Refuse anchors and aliases; a file that has them is read no further, for an alias may hold itself."""
    found = [event for event in events if getattr(event, "anchor", None)]
    for event in found:
        document.places[()] = (event.start_mark.line + 1, event.start_mark.column + 1)
        remedy = "Повторите значение словами"
        document.fault((), f"якорь или ссылка «{event.anchor}»", "Ссылки внутри YAML не допускаются", remedy)
    return bool(found)


def _value(document: Document, node: yaml.Node, path: Path_) -> Any:
    document.places[path] = (node.start_mark.line + 1, node.start_mark.column + 1)
    if isinstance(node, yaml.MappingNode):
        return _mapping(document, node, path)
    if isinstance(node, yaml.SequenceNode):
        return tuple(_value(document, child, (*path, i)) for i, child in enumerate(node.value))
    return _scalar(document, node, path)


def _mapping(document: Document, node: yaml.MappingNode, path: Path_) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = str(key_node.value)
        here = (*path, key)
        first = document.keys.get(here)
        document.keys[here] = (key_node.start_mark.line + 1, key_node.start_mark.column + 1)
        if key in result:
            said = f"Первый раз он стоит в строке {first[0]}"
            document.fault(here, f"ключ «{key}» повторён", said, "Оставьте один", key=True)
            document.keys[here] = first
            continue
        if not isinstance(key_node, yaml.ScalarNode) or key_node.tag != _TAG + "str":
            remedy = "Возьмите ключ в кавычки"
            document.fault(here, f"ключ «{key}» – не слово", "Ключи – латинские слова", remedy, key=True)
        result[key] = _value(document, value_node, here)
    return result


def unseen(text: str) -> str:
    """The first sign that no reader sees or that turns what follows around, as U+0007; empty when there is none."""
    found = _UNSEEN.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def _readable(document: Document, text: str, path: Path_) -> None:
    """Refuse what would break a page or be taken for the place of a number."""
    if sign := unseen(text):
        document.fault(path, f"недопустимый знак {sign}", "", "Удалите его")
    if found := _BRACED.search(text):
        allowed = "Слово в фигурных скобках – место числа в предложении справки"
        document.fault(path, f"«{found[0]}» в тексте", allowed, "Уберите скобки")


def _scalar(document: Document, node: yaml.ScalarNode, path: Path_) -> Any:
    text, kind = node.value, node.tag.removeprefix(_TAG)
    if kind == "str":
        _readable(document, text, path)
        return text
    if kind == "int" and _INTEGER.match(text):
        return int(text)
    if kind == "float" and _DECIMAL.match(text):
        return Decimal(text)
    if kind == "bool" and text in ("true", "false"):
        return text == "true"
    if kind == "null":
        document.fault(path, "пустое значение", "", 'Впишите значение или удалите ключ; пустая строка пишется ""')
        return ""
    became = {"bool": "да/нет", "int": "другое целое число", "float": "другое число", "timestamp": "дату"}
    document.fault(
        path,
        f"«{text}» YAML превращает в {became.get(kind, kind)}",
        "Числа пишутся без лишних нулей, коды и даты – строками",
        f'Возьмите в кавычки: "{text}"',
    )
    return text
