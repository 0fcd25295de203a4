"""One exception tree: every message says what is wrong, where, what is allowed and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["BuildError", "Fault", "FaultsError", "InputError", "NotFound", "ParamsError", "SvodError"]


class SvodError(Exception):
    """Any failure Svod explains to a person; `exit_code` is what the command line returns."""

    exit_code = 1


class BuildError(SvodError):
    """A report could not be executed, rendered or written."""


class NotFound(SvodError):
    """A name asked for on the command line or in a notebook is not known."""

    exit_code = 2


@dataclass(frozen=True, order=True)
class Fault:
    """One fault of an input: `place` is file, sheet, row and column or key; the rest are Russian clauses."""

    place: str
    message: str
    allowed: str = ""
    remedy: str = ""

    def __str__(self) -> str:
        head = f"{self.place}: {self.message.rstrip('.')}."
        tail = " ".join(f"{part.rstrip('.')}." for part in (self.allowed, self.remedy) if part)
        return f"{head}\n  {tail}" if tail else head


class FaultsError(SvodError):
    """All faults of an input at once."""

    exit_code = 2
    heading = "Замечания"

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        lines = [f"{self.heading}. Всего замечаний: {len(self.faults)}."]
        super().__init__("\n".join(lines + [str(fault) for fault in self.faults]))


class ParamsError(FaultsError):
    """A file of params/ says something that the methodology cannot mean."""

    heading = "Параметры не приняты"


class InputError(FaultsError):
    """Workbooks that cannot be taken into the store."""

    heading = "Данные не загружены"
