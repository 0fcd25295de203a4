"""What the rows of an export become: the headings of a declared source found in a sheet, its patterns spelt out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from svod.errors import Fault, Place
from svod.intake.cells import plain
from svod.intake.declared.columns import Header, heading
from svod.params.sources import Each, Source, bound, placeholders

__all__ = ["Line", "base_name", "lines", "positions"]

Columns = dict[str, tuple[int, ...]]


@dataclass(frozen=True)
class Line:
    """One of the rows that a row of a sheet becomes.

    Attributes
    ----------
    words : dict of str to str
        Fields told by a heading, by the name of the sheet or of the file, as written there.
    constants : dict
        Fields that the source gives.
    columns : dict of str to tuple of int
        Fields that columns give, by their positions; several are joined into one text.
    own : tuple of str
        Fields that this line does not share with the others; where all of them are empty, the row gives no line.
    """

    words: Mapping[str, str]
    constants: Mapping[str, object]
    columns: Columns
    own: tuple[str, ...] = ()


@dataclass
class _Finder:
    """Finds columns in a header and notes those that are not there."""

    source: Source
    header: Header
    file: str
    faults: list[Fault] = field(default_factory=list)

    def at(self, title: str) -> int:
        """Position of a column, 0 where a fault was noted."""
        found = [i for i, own in enumerate(self.header.headings) if own and heading(own) == heading(title)]
        if len(found) == 1:
            return found[0]
        told = f"столбец «{title}» стоит {len(found)} раза" if found else f"нет столбца «{title}»"
        have = "В таблице столбцы: " + ", ".join(own for own in self.header.headings if own)
        self.note(told, have, "Исправьте заголовок или столбец в описании источника")
        return 0

    def note(self, message: str, allowed: str, remedy: str) -> None:
        fault = Fault(
            Place(self.file, self.header.sheet, self.header.row),
            message,
            allowed,
            f"{remedy} params/sources/{self.source.id}.yml",
        )
        if fault not in self.faults:
            self.faults.append(fault)


def lines(source: Source, header: Header, file: str) -> tuple[list[Line], list[Fault]]:
    """Lines of every row of a sheet, and what its header lacks."""
    finder = _Finder(source, header, file)
    words: dict[str, str] = {}
    for pattern, text in (
        (source.file.name, base_name(file)),
        (source.file.sheet, header.sheet),
    ):
        words |= (bound(pattern, text) or {}) if pattern else {}
    made = [line for one in source.rows for line in _spelt(finder, one, words)]
    return made, finder.faults


def base_name(file: str) -> str:
    """Name of a file without its folders."""
    return plain(file.replace("\\", "/").rsplit("/", 1)[-1])


def positions(source: Source, header: Header, titles: Sequence[str]) -> list[int]:
    """Positions of columns that are there, as `lines` has made sure."""
    finder = _Finder(source, header, "")
    return [finder.at(title) for title in titles]


def _spelt(finder: _Finder, one: Each, words: Mapping[str, str]) -> list[Line]:
    patterns = {name: text for name, text in one.columns.items() if isinstance(text, str) and placeholders(text)}
    columns: Columns = {
        name: tuple(finder.at(title) for title in ((text,) if isinstance(text, str) else text))
        for name, text in one.columns.items()
        if name not in patterns
    }
    shared = finder.source.columns
    own = tuple(name for name in columns if name not in shared)
    if not patterns:
        return [Line(words, one.constants, columns, own)]
    hits = [
        (name, i, found)
        for name, pattern in patterns.items()
        for i, title in enumerate(finder.header.headings)
        if (found := bound(pattern, title)) is not None and _declared(finder.source, found)
    ]
    made = []
    for binding in _fullest([found for _, _, found in hits]):
        theirs = {name: (i,) for name, i, found in hits if found.items() <= binding.items()}
        for name in patterns.keys() - theirs.keys():
            lacking = patterns[name]
            for key, text in binding.items():
                lacking = lacking.replace(f"<{key}>", text)
            finder.note(
                f"нет столбца «{lacking}»",
                f"Нужны все столбцы о «{', '.join(binding.values())}»",
                "Добавьте его или исправьте",
            )
        made.append(Line({**words, **binding}, one.constants, columns | theirs, (*own, *theirs)))
    if not made:
        finder.note(f"нет столбцов вида «{'», «'.join(patterns.values())}»", "", "Исправьте заголовки или образец в")
    return made


def _declared(source: Source, found: Mapping[str, str]) -> bool:
    """Whether the words in a heading are among those the source knows, where it says which."""
    return all(text in source.values.get(name, {text: ""}) for name, text in found.items())


def _fullest(bindings: list[dict[str, str]]) -> list[dict[str, str]]:
    """Each binding once, without those that another one contains."""
    distinct = list({tuple(sorted(one.items())): one for one in bindings}.values())
    return [one for one in distinct if not any(one.items() < other.items() for other in distinct)]
