"""Files read at the same time, each to what it holds or to its faults."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial

from svod.errors import Fault, InputError
from svod.intake.book import Book
from svod.intake.files import Input
from svod.intake.suspects import explained
from svod.intake.taken import Reader, Taken, recognise
from svod.params import Params

__all__ = ["read_all"]

WORTH = 4_000_000
"""Bytes of files from which other processes are worth their start."""

Progress = Callable[[int, int], None]
"""Called after each file with the number read and of all."""


def read_all(
    inputs: Sequence[Input], params: Params, readers: Sequence[Reader], jobs: int = 0, progress: Progress | None = None
) -> list[Taken]:
    """Read files in their order.

    Parameters
    ----------
    inputs : sequence of Input
    params : Params
    readers : sequence of Reader
        Asked in this order whether a file is theirs.
    jobs : int
        Processes; 0 for as many as the machine has cores, and none at all for a few small files.
    progress : callable, optional

    Returns
    -------
    list of Taken
        One of every file; of a file that cannot be read at all only its faults.
    """
    jobs = jobs or os.cpu_count() or 1
    large = sum(item.path.stat().st_size for item in inputs if item.path.exists()) >= WORTH
    work = partial(_read, params=params, readers=tuple(readers))
    taken = []
    for one in _spread(work, inputs, jobs) if large and jobs > 1 else map(work, inputs):
        taken.append(one)
        if progress:
            progress(len(taken), len(inputs))
    return taken


def _spread(work: Callable[[Input], Taken], inputs: Sequence[Input], jobs: int) -> Iterator[Taken]:
    # What the work knows goes to every process once, not with every file.
    with ProcessPoolExecutor(jobs, initializer=_begin, initargs=(work,)) as pool:
        yield from pool.map(_go_on, inputs)


_work: Callable[[Input], Taken]


def _begin(work: Callable[[Input], Taken]) -> None:
    global _work
    _work = work


def _go_on(item: Input) -> Taken:
    return _work(item)


def _read(item: Input, params: Params, readers: Sequence[Reader]) -> Taken:
    try:
        book = Book(item.name, item.content)
        reader = recognise(book, readers)
        try:
            taken = reader.read(book, params)
        except InputError as error:
            taken = Taken(item.name, reader.title, {}, error.faults)
        return explained(book, taken)
    except InputError as error:
        return Taken(item.name, "", {}, error.faults)
    except Exception as error:  # what no reader foresaw must not cost the other files
        told = f"файл не разобран ({type(error).__name__})"
        fault = Fault(item.name, told, "", "Откройте его в Excel, сохраните заново и повторите загрузку")
        return Taken(item.name, "", {}, (fault,))
