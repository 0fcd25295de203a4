"""How a build tells what it is doing: a moving line on a terminal, plain lines elsewhere."""

from __future__ import annotations

import time

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from svod.factory.result import Result, Status

__all__ = ["Teller", "clock"]

PLAIN_SECONDS = 10
"""How often a plain line is written."""


def clock(seconds: float) -> str:
    """«3 мин 05 с», «42 с»."""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} мин {rest:02d} с" if minutes else f"{rest} с"


class Teller:
    """Counts results and shows done of total, documents per minute, time left and failures."""

    def __init__(self, total: int, console: Console) -> None:
        self.total, self.console = total, console
        self.done = self.failed = 0
        self.started = self.told = time.monotonic()
        columns = (TextColumn("Отчёты"), BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
        self.bar = Progress(*columns, console=console, transient=True) if console.is_terminal else None
        self.task = self.bar.add_task("", total=total) if self.bar else None

    def __enter__(self) -> Teller:
        if self.bar and self.total:
            self.bar.start()
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        if self.bar:
            self.bar.stop()

    def tell(self, result: Result) -> None:
        """Note one result."""
        self.done += 1
        failed = result.status != Status.OK
        self.failed += failed
        if failed:
            self.say(f"Не удалось: {result.document.title} – {result.told}", style="red")
        if self.bar and self.task is not None:
            self.bar.update(self.task, completed=self.done, description=self.rate())
        elif self.done in (1, self.total) or time.monotonic() - self.told >= PLAIN_SECONDS:
            self.told = time.monotonic()
            self.say(f"{self.done} из {self.total}, {self.rate()}")

    def say(self, words: str, style: str | None = None) -> None:
        """One line, never folded nor coloured by what it happens to hold."""
        self.console.print(words, style=style, markup=False, highlight=False, soft_wrap=True)

    def rate(self) -> str:
        """«34 в минуту, осталось 1 мин 10 с, ошибок 2»."""
        spent = max(time.monotonic() - self.started, 0.001)
        words = [f"{self.done / spent * 60:.0f} в минуту"]
        if self.done < self.total:
            words.append(f"осталось {clock(spent / self.done * (self.total - self.done))}")
        return ", ".join([*words, *([f"ошибок {self.failed}"] if self.failed else [])])
