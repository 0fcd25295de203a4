"""Reading several files so that the faults of all of them are told at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TypeVar

from svod.errors import Fault, ParamsError
from svod.params.model import Model, validate
from svod.params.procedures import Words, read_words
from svod.params.strict import Document, read_yaml, unseen

__all__ = ["Reader"]

M = TypeVar("M", bound=Model)

_LINK = re.compile(r"!?\[[^]\n]*]\([^)\n]*\)|<\w+:[^>\s]*>")


class Reader:
    """Reads the files of a params folder; `stop` raises when any of them had a fault."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.faults: list[Fault] = []

    def name(self, file: Path) -> str:
        """A file as messages name it: `params/region.yml`."""
        return "params/" + file.relative_to(self.root).as_posix()

    def fault(self, file: Path, message: str, allowed: str = "", remedy: str = "") -> None:
        """Note a fault of a file as a whole."""
        self.faults.append(Fault(self.name(file), message, allowed, remedy))

    def read(self, model: type[M], file: Path) -> M | None:
        """One YAML file as a model; None when it has faults."""
        try:
            document = read_yaml(file, self.name(file))
        except ParamsError as error:
            self.faults += error.faults
            return None
        value = None if document.faults and document.value is None else validate(model, document)
        self.faults += document.faults
        return value

    def words(self, file: Path) -> Words | None:
        """A procedure's Markdown; None when it has faults."""
        document = Document(file, self.name(file))
        try:
            text = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            self.fault(file, "текст не в кодировке UTF-8", remedy="Сохраните файл в UTF-8")
            return None
        for found in _LINK.finditer(text):
            document.fault((), f"«{found[0]}» – ссылка или картинка", "Страница не обращается к сети", "Уберите её")
        if sign := unseen(text):
            document.fault((), f"недопустимый знак {sign}", "", "Удалите его")
        words = read_words(document, text)
        self.faults += document.faults
        return words

    def stop(self) -> None:
        """Raise all faults noted so far.

        Raises
        ------
        ParamsError
        """
        if self.faults:
            raise ParamsError(self.faults)
