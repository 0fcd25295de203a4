"""How exports of other systems are read (sources/*.yml): which column is what, so that a new export needs no code.

A heading may be a pattern: `<subject>_average` is every heading that ends so, and what stands for `<subject>` is the
subject; `<item:M*>` must look like M*. A row of a file becomes one row of its table, or as many as `each` and the
patterns give.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from fnmatch import translate
from pathlib import Path
from typing import Literal

from pydantic import Field

from svod.params.model import Basis, Model, nearest
from svod.params.reader import Reader
from svod.params.strict import Document, read_yaml

__all__ = ["ASSESSMENTS", "CHILDREN", "FIELDS", "REQUIRED", "Each", "Layout", "Parts", "Source"]
__all__ += ["bound", "placeholders", "read_sources"]

Kind = Literal["text", "whole", "number", "day"]

ASSESSMENTS = ("vpr", "oge", "ege", "riko", "kdr", "diagnostic")
_WORK: dict[str, Kind] = {"assessment": "text", "year": "whole", "grade": "whole", "subject": "text"}
_SCHOOL: dict[str, Kind] = {"municipality": "text", "school": "text", "school_name": "text"}


def _texts(*names: str) -> dict[str, Kind]:
    return dict.fromkeys(names, "text")


FIELDS: dict[str, dict[str, Kind]] = {
    "results": {
        **_WORK, **_SCHOOL, **_texts("class", "pupil", "variant"), "primary": "number", "score": "number",
        "mark": "whole", "journal": "whole", "expected": "number", "item": "text", "points": "number",
    },
    "statistics": {
        **_WORK, **_texts("scope", "municipality", "code", "school_name", "group"), "participants": "whole",
        **_texts("statistic", "key"), "value": "number", "unit": "text",
    },
    "schools": {
        **_texts("school", "name", "municipality", "type", "settlement"), "pupils": "number",
        "variable": "text", "value": "number",
    },
    "indicators": {
        **_texts("procedure", "indicator", "municipality"), "year": "whole", "numerator": "number",
        "denominator": "number", "participants": "number", "note": "text",
    },
    "measures": {
        **_texts("municipality", "procedure", "indicator", "measure"), "start": "day", "end": "day",
        **_texts("responsible", "school", "status"),
    },
}  # fmt: skip
"""What a column can be, by table."""

REQUIRED = {
    "results": tuple(_WORK),
    "statistics": (*_WORK, "scope", "statistic", "value", "unit"),
    "schools": ("school", "name", "municipality"),
    "indicators": ("procedure", "indicator", "municipality", "year", "numerator", "denominator"),
    "measures": ("municipality", "procedure", "measure", "start", "status"),
}
"""Fields that a source must give, by a column or a constant."""

CHILDREN = {"results": ("points", ("item", "points")), "schools": ("context", ("variable", "value"))}
"""Tables of which a row of another has several: their names and their own fields, the last of them the value."""

_PLACE = re.compile(r"<([a-z_]+)(?::([^<>]+))?>")


class Layout(Model):
    """How the file is written; what is not said is found out."""

    name: str = ""
    sheet: str = ""
    separator: Literal[";", ",", "|", "tab", ""] = ""
    decimal: Literal[",", ".", ""] = ""
    encoding: Literal["utf-8", "cp1251", "cp866", "utf-16", ""] = ""


class Each(Model):
    """One of the rows that a row of the file becomes."""

    constants: dict[str, str | int | Decimal] = Field(default_factory=dict)
    columns: dict[str, str | tuple[str, ...]] = Field(default_factory=dict)


class Parts(Model):
    """Columns `of` a whole: neither alone nor together may they exceed the column `whole`."""

    whole: str
    of: tuple[str, ...] = Field(min_length=1)


class Source(Each):
    """One kind of file and how it is read."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_-]+$")
    title: str = Field(min_length=1)
    basis: Basis
    table: Literal["results", "statistics", "schools", "indicators", "measures"]
    file: Layout = Field(default_factory=Layout)
    known_by: tuple[str, ...] = ()
    each: tuple[Each, ...] = ()
    values: dict[str, dict[str, str | int]] = Field(default_factory=dict)
    times: dict[str, int | Decimal] = Field(default_factory=dict)
    skip: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    missing: tuple[str, ...] = ()
    not_done: tuple[str, ...] = ()
    not_given: tuple[str, ...] = ()
    unique: tuple[str, ...] = ()
    duplicates: Literal["fault", "number"] = "fault"
    parts: tuple[Parts, ...] = ()
    complete: bool = False

    @property
    def rows(self) -> tuple[Each, ...]:
        """The rows that a row of the file becomes, each with what is common to all."""
        return tuple(
            Each(constants=self.constants | one.constants, columns=self.columns | one.columns)
            for one in self.each or (Each(),)
        )

    @property
    def headings(self) -> tuple[str, ...]:
        """Headings that are no patterns, each once."""
        named = [text for one in self.rows for text in _flat(one.columns)]
        named += [text for part in self.parts for text in (part.whole, *part.of)]
        return tuple(dict.fromkeys(text for text in (*self.known_by, *named) if not placeholders(text)))


def placeholders(pattern: str) -> tuple[str, ...]:
    """Fields that a pattern stands for; none for a plain heading."""
    return tuple(found[1] for found in _PLACE.finditer(pattern))


def bound(pattern: str, text: str) -> dict[str, str] | None:
    """What stands in a text for the fields of a pattern; None where it does not fit.

    >>> bound("<subject>_average", "math_average")
    {'subject': 'math'}
    """
    expression, at = "", 0
    for found in _PLACE.finditer(pattern):
        shape = translate(found[2]).removesuffix(r"\z").removesuffix(r"\Z") if found[2] else "(?s:.+)"
        expression += re.escape(pattern[at : found.start()]) + f"(?P<{found[1]}>{shape})"
        at = found.end()
    fits = re.fullmatch(expression + re.escape(pattern[at:]), text)
    return fits.groupdict() if fits else None


def read_sources(reader: Reader) -> tuple[Source | None, ...]:
    """All sources of a params folder; None in the place of each with faults, which go to the reader."""
    return tuple(_read(reader, file) for file in sorted((reader.root / "sources").glob("*.yml")))


def _read(reader: Reader, file: Path) -> Source | None:
    source = reader.read(Source, file)
    if source is None:
        return None
    document = read_yaml(file, reader.name(file))
    if source.id != file.stem:
        document.fault(("id",), f"источник «{source.id}» в файле {file.name}", "Имя файла – это id источника")
    _check(source, document)
    reader.faults += document.faults
    return None if document.faults else source


def _check(source: Source, document: Document) -> None:
    """Fields must be those of the table, of the right kind, and none that it needs may be lacking."""
    fields = FIELDS[source.table]
    for path, block in [((), source), *((("each", i), one) for i, one in enumerate(source.each))]:
        for field, value in block.constants.items():
            _constant(document, (*path, "constants", field), field, value, fields)
        for field, written in block.columns.items():
            _known(document, (*path, "columns", field), field, fields)
            for text in (written,) if isinstance(written, str) else written:
                for name in placeholders(text):
                    _known(document, (*path, "columns", field), name, fields)
        for field in block.constants.keys() & block.columns.keys():
            document.fault((*path, "columns", field), f"«{field}» – и столбец, и постоянная", "", "Оставьте одно")
    for key in ("name", "sheet"):
        for name in placeholders(getattr(source.file, key)):
            _known(document, ("file", key), name, fields)
    for key in ("times", "skip"):
        for field in getattr(source, key):
            _known(document, (key, field), field, fields, key=True)
    for field, words in source.values.items():
        for word, value in words.items():
            _constant(document, ("values", field, word), field, value, fields)
    for i, field in enumerate(source.unique):
        _common(document, ("unique", i), field, source)
    for field in source.times:
        if fields.get(field, "number") not in ("number", "whole"):
            document.fault(("times", field), f"«{field}» – не число", "", "Умножаются только числа", key=True)
    for i, one in enumerate(source.rows):
        _lacking(source, one, ("each", i) if source.each else ("columns",), document)


def _constant(
    document: Document, path: tuple[str | int, ...], field: str, value: object, fields: Mapping[str, Kind]
) -> None:
    kind = fields.get(field)
    if kind is None:
        _known(document, path, field, fields)
    elif kind == "text" and not isinstance(value, str):
        document.fault(path, f"«{value}» – не текст", "", f'Возьмите в кавычки: "{value}"')
    elif kind == "whole" and (isinstance(value, str) or value != int(value)):
        document.fault(path, f"«{value}» – не целое число", "", "Уберите кавычки или исправьте число")
    elif kind == "number" and isinstance(value, str):
        document.fault(path, f"«{value}» – не число", "", "Уберите кавычки или исправьте число")
    elif kind == "day":
        document.fault(path, "дату нельзя сделать постоянной", "", "Укажите столбец")
    elif field == "assessment" and value not in ASSESSMENTS:
        known = "Допустимы: " + ", ".join(ASSESSMENTS)
        document.fault(path, f"«{value}» не допускается", known, nearest(str(value), ASSESSMENTS))


def _known(
    document: Document, path: tuple[str | int, ...], field: str, fields: Mapping[str, Kind], key: bool = False
) -> None:
    if field not in fields:
        allowed = "Допустимы: " + ", ".join(fields)
        document.fault(path, f"поля «{field}» в этой таблице нет", allowed, nearest(field, fields), key=key)


def _common(document: Document, path: tuple[str | int, ...], field: str, source: Source) -> None:
    if field not in source.columns:
        allowed = "Допустимы: " + ", ".join(source.columns)
        document.fault(path, f"«{field}» нет среди columns источника", allowed, nearest(field, source.columns))


def _lacking(source: Source, one: Each, path: tuple[str | int, ...], document: Document) -> None:
    given = {*one.constants, *one.columns, *placeholders(source.file.name), *placeholders(source.file.sheet)}
    given |= {name for text in _flat(one.columns) for name in placeholders(text)}
    for field in REQUIRED[source.table]:
        if field not in given:
            document.fault(path, f"не указано поле «{field}»", "", "Назовите столбец в columns или впишите в constants")
    child, own = CHILDREN.get(source.table, ("", ()))
    if len(found := [field for field in own if field in given]) == 1:
        document.fault(
            path, f"«{found[0]}» без пары", f"Для таблицы {child} нужны {' и '.join(own)}", "Назовите и второе"
        )
    if source.table == "results" and not placeholders(str(one.columns.get("item", "<item>"))) and "pupil" not in given:
        document.fault(path, "не указано поле «pupil»", "Строки заданий собирают в работу по нему", "Назовите столбец")


def _flat(columns: Mapping[str, str | tuple[str, ...]]) -> Iterable[str]:
    for written in columns.values():
        yield from (written,) if isinstance(written, str) else written
