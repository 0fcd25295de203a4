"""A build: what is due is spread over an executor and told as it finishes; one that fails takes no other with it."""

from __future__ import annotations

import signal
from collections import Counter, deque
from collections.abc import Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace

from rich.console import Console

from svod import paths
from svod.factory.atomic import no_drafts, write_whole
from svod.factory.front import front_basis, front_due, make_front
from svod.factory.inputs import Inputs, Reason, page_file, read_inputs
from svod.factory.ledger import Ledger, Record, ledger_file
from svod.factory.made import remove_gone
from svod.factory.order import Task, make
from svod.factory.plan import Document, check
from svod.factory.progress import Teller
from svod.factory.result import Result, Status
from svod.factory.schedule import Place, open_executor
from svod.factory.unbuilt import built
from svod.factory.warm import Death
from svod.lock import edition_lock
from svod.params import Params

__all__ = ["Outcome", "build", "explained"]

ATTEMPTS = 2
"""How often a document is begun when its process is killed from outside."""

AHEAD = 2
"""Orders given out for every place at which a document is made, so that none waits for the next."""


@dataclass(frozen=True)
class Outcome:
    """What a build has done.

    Attributes
    ----------
    total : int
        Documents asked for.
    due : dict of page to Reason
        Those that were not up to date.
    results : tuple of Result
        In the order of the plan; documents that were not reached are absent.
    interrupted : bool
        Whether Ctrl-C stopped it.
    gone : int
        Reports that the edition no longer has, whose files were removed.
    """

    total: int
    due: dict[str, Reason]
    results: tuple[Result, ...] = ()
    interrupted: bool = False
    gone: int = 0

    @property
    def failures(self) -> tuple[Result, ...]:
        return tuple(result for result in self.results if result.status != Status.OK)

    @property
    def exit_code(self) -> int:
        return 130 if self.interrupted else 1 if self.failures else 0


def build(
    params: Params,
    documents: Sequence[Document],
    place: Place,
    *,
    everything: Sequence[Document] = (),
    only_failed: bool = False,
    formats: Sequence[str] = (),
    console: Console | None = None,
) -> Outcome:
    """Bring documents up to date.

    Parameters
    ----------
    params : Params
    documents : sequence of Document
    place : Place
        Where and by which engine; the data are those that are current when the build begins.
    everything : sequence of Document
        All documents of the edition: the first page tells which of them are not in order, and pages of others go.
    only_failed : bool
        Of the documents that are due, only those whose last run failed.
    formats : sequence of str
        What is made beside the pages (docx, pdf, xlsx), besides what was made of a document before.
    console : Console, optional
        Where progress goes; standard error by default.

    Raises
    ------
    BuildError
        Before anything runs, when a notebook cannot take the parameters planned for it, or another build is at work;
        later, when nothing can be written.
    """
    check(documents)
    with edition_lock(params.edition.id) as lock, Ledger(ledger_file(params.edition.id)) as ledger:
        inputs, records = read_inputs(params), ledger.records()
        gone = remove_gone(params.edition.id, everything, records, ledger) if everything else 0
        allowed = {Reason.FAILED} if only_failed else set(Reason)
        due = {page: why for page, why in inputs.due(documents, records, formats).items() if why in allowed}
        place = replace(place, snapshot=inputs.snapshot)
        tasks = [
            _task(document, due[document.page], records.get(document.page), inputs, place, params, formats)
            for document in documents
            if document.page in due
        ]
        run = Run(params, place, inputs, ledger, Teller(len(tasks), console or Console(stderr=True)))
        with no_drafts(paths.edition_output(params.edition.id)):
            interrupted = run.all(tasks, everything or documents, lock)
    ordered = tuple(run.done[document.page] for document in documents if document.page in run.done)
    return Outcome(len(documents), due, ordered, interrupted, gone)


def _task(
    document: Document,
    reason: Reason,
    record: Record | None,
    inputs: Inputs,
    place: Place,
    params: Params,
    formats: Sequence[str],
) -> Task:
    """An order for a document: to render it anew where that is enough, else to execute it."""
    beside = tuple(sorted({*formats, *(record.papers if record else ())}))
    render = reason.renders and record is not None and record.basis is not None
    basis = replace(record.basis, template=inputs.template) if render else inputs.basis(document, {})
    errata = tuple(item for item in params.publication.errata if item.page == document.page)
    return Task(document, basis, params.masthead, place.chosen, place.seconds, render, beside, errata)


class Run:
    """One build at work: what is waiting, what is done, and where it is told."""

    def __init__(self, params: Params, place: Place, inputs: Inputs, ledger: Ledger, teller: Teller) -> None:
        self.params, self.place, self.inputs, self.ledger, self.teller = params, place, inputs, ledger, teller
        self.done: dict[str, Result] = {}
        self.begun: Counter[str] = Counter()

    def all(self, tasks: Sequence[Task], everything: Sequence[Document], lock: int) -> bool:
        """Make all tasks, then the first pages; whether Ctrl-C came in between."""
        if not tasks and self._front_stands(everything):
            return False
        waiting, width = deque(tasks), max(1, min(self.place.width, len(tasks)))
        try:
            with self.teller:
                while waiting or not self._front_stands(everything):
                    with open_executor(self.place, width, (lock,)) as executor:
                        ahead = width * AHEAD if not self.begun else 1
                        if self._work(waiting, executor, ahead):
                            if not self._front_stands(everything):
                                self._front(everything, executor)
                            break
                    width = 1
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            return True
        return False

    def _work(self, waiting: deque[Task], executor: Executor, ahead: int) -> bool:
        """Keep `ahead` orders given out; False when the executor broke and the rest is to be begun anew."""
        flying: dict[Future[Result], Task] = {}
        while waiting or flying:
            try:
                while waiting and len(flying) < ahead:
                    flying[executor.submit(make, waiting[0])] = waiting[0]
                    waiting.popleft()
                for future in wait(flying, return_when=FIRST_COMPLETED).done:
                    self._take(future, flying[future], waiting)
                    del flying[future]
            except BrokenProcessPool:
                for task in flying.values():
                    why = "процесс сборки погиб: вероятно, не хватило памяти. Уменьшите --jobs"
                    self._again(task, Result(task.document, Status.DIED, failure=why), waiting)
                return False
        return True

    def _take(self, future: Future[Result], task: Task, waiting: deque[Task]) -> None:
        """Note what a document has come to."""
        try:
            result = future.result()
        except Death as death:
            result = explained(task, death)
            if result.status == Status.DIED and death.code == -signal.SIGKILL:
                self._again(task, result, waiting)
                return
        self._note(result)

    def _again(self, task: Task, result: Result, waiting: deque[Task]) -> None:
        """Begin a document once more that was killed from outside; give it up when it was the last time."""
        self.begun[task.document.page] += 1
        if self.begun[task.document.page] < ATTEMPTS:
            waiting.append(task)
        else:
            self._note(replace(result, attempts=ATTEMPTS))

    def _note(self, result: Result) -> None:
        """Write a result down; a page that stays from an earlier build says that it is out of date."""
        self.done[result.document.page] = result
        self.ledger.note(result)
        file = page_file(result.document)
        if result.status != Status.OK and built(file):
            from svod.publish.stale import stale_page

            write_whole(file, stale_page(file.read_text("utf-8"), result.told))
        self.teller.tell(result)

    def _marks(self, everything: Sequence[Document]) -> dict[str, tuple[str, str]]:
        """What the first page says of pages that are not in order."""
        due = self.inputs.due(everything, self.ledger.records())
        return {
            document.page: ("устарела" if built(page_file(document)) else "не собрана", document.title)
            for document in everything
            if document.page in due
        }

    def _front_stands(self, everything: Sequence[Document]) -> bool:
        """Whether the first pages need no writing; without data there is nothing to write on them."""
        if not self.inputs.snapshot:
            return True
        document, basis = front_basis(self.params.edition.id, self.inputs, self._marks(everything))
        return not front_due(self.ledger.records(), document, basis)

    def _front(self, everything: Sequence[Document], executor: Executor) -> None:
        order = front_basis(self.params.edition.id, self.inputs, self._marks(everything))
        made: list[Result] | Result = executor.submit(make_front, *order).result()
        for result in made if isinstance(made, list) else [made]:  # one, when the worker that made them died
            self.ledger.note(result)


def explained(task: Task, death: Death) -> Result:
    """What a fork that ended without an answer has come to, told truthfully."""
    status = Status.TIMED_OUT if death.late else Status.DIED
    if death.late:
        why = f"не закончилась за {task.seconds:g} с"
    elif death.code == -signal.SIGKILL:
        why = "процесс убит системой: вероятно, не хватило памяти. Уменьшите --jobs"
    elif death.code < 0:
        why = f"аварийный выход: сигнал {signal.Signals(-death.code).name}"
    else:
        why = f"процесс закончился сам, с кодом {death.code}" + (": в ячейке вызван os._exit" if death.cell else "")
    return Result(task.document, status, death.seconds, death.cell, why, peak=death.peak)
