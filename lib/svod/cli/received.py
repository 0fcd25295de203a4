"""`svod received`: who has sent what, and who agrees with what was loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from svod.cli.console import EditionOption, note, resolve_edition, write_csv

if TYPE_CHECKING:
    from svod.intake.agreement import Agreement
    from svod.params import Params
    from svod.publish.received import Received

__all__ = ["disagreements", "open_remarks", "received"]

SHOWN = 10
SIGNS = {"есть": "+", "не все": "±", "отклонено": "!", "нет": "–"}


def received(
    edition: EditionOption = "",
    municipality: Annotated[
        str, typer.Option("--municipality", metavar="МУНИЦИПАЛИТЕТ", help="Только один: название или код.")
    ] = "",
    csv: Annotated[bool, typer.Option("--csv", help="Таблицей CSV: строка на процедуру и год.")] = False,
    agreement: Annotated[
        bool, typer.Option("--agreement", help="Записать страницы и книги «Согласование данных» для муниципалитетов.")
    ] = False,
) -> None:
    """Показать, кто что прислал и кто согласовал данные; записать received.html и received.xlsx."""
    from svod.factory.plan import find_municipality
    from svod.params import load_params

    params = load_params(resolve_edition(edition))
    of = find_municipality(params, municipality).code if municipality else ""
    told = _gather(params, of)
    if csv:
        header = ["municipality", "procedure", "year", "state", "when", "faults", "file"]
        write_csv(header, [
            [i.municipality, i.procedure, i.year, i.state.value, i.when or "", i.faults, i.file] for i in told.receipts
        ])  # fmt: skip
        return
    typer.echo("\n".join(_table(told)))
    if agreement:
        _write_agreements(told)
    if not of:
        _write(told)


def open_remarks(params: Params, of: tuple[str, ...] = ()) -> list[str]:
    """Open remarks of municipalities, of some or of all, as lines for the terminal; none without answers.

    Whether there are answers is asked of the digest, so that no table is read where there are none.
    """
    from svod.digest import has_snapshot, loaded_folder, read_digest

    edition = params.edition.id
    if not has_snapshot(edition) or "agreements" not in read_digest(loaded_folder(edition)).rows:
        return []
    from svod.intake.agreement import agreements

    found = agreements(params)
    lines = [
        f"  {params.region[code].name}, {line.procedure}"
        + (f", показатель {line.indicator} за {line.year} год" if line.indicator else "")
        + f": {line.remark}"
        for code in of or found
        for line in found[code].remarks
    ]
    rest = [f"  … и ещё {len(lines) - SHOWN}: все – в svod received"] if len(lines) > SHOWN else []
    head = f"Данные согласовали: {sum(own.done for own in found.values())} из {len(found)}. "
    return [
        head + (f"Открытых замечаний: {len(lines)}:" if lines else "Открытых замечаний нет."),
        *lines[:SHOWN],
        *rest,
    ]


def disagreements(params: Params) -> list[str]:
    """Municipalities that have not agreed or have an open remark, where an edition asks for agreement."""
    if params.edition.agreement != "required":
        return []
    from svod.intake.agreement import agreements

    return [f"{params.region[code].name}: {_left(own)}" for code, own in agreements(params).items() if not own.done]


def _left(own: Agreement) -> str:
    from svod.intake.agreement import Standing

    changed = sum(line.standing is Standing.CHANGED for line in own.lines)
    return own.words[:1].lower() + own.words[1:] + (f", изменилось после ответа {changed}" if changed else "")


def _gather(params: Params, of: str) -> Received:
    from svod.digest import has_snapshot
    from svod.intake.agreement import agreements
    from svod.intake.received import besides, receipts, unplaced
    from svod.publish.received import Received

    found = agreements(params) if has_snapshot(params.edition.id) else {}
    return Received(
        params,
        tuple(item for item in receipts(params) if of in ("", item.municipality)),
        {code: own for code, own in found.items() if of in ("", code)},
        tuple(f"{file.name}, {load.day}, замечаний: {file.faults}" for load, file in unplaced(params)),
        {code: own for code, own in besides(params).items() if of in ("", code)},
    )


def _table(told: Received) -> list[str]:
    """A row of every municipality, a sign of every procedure; the legend, the totals, who has sent no indicators."""
    procedures = told.procedures
    width = max(len(item.name) for item in told.places)
    lines = [" " * width + "".join(f"{item.number:>3}" for item in procedures) + "  мер школ работ  согласовано"]
    for place in told.places:
        signs = "".join(f"{SIGNS[told.states[place.code, item.id]]:>3}" for item in procedures)
        own, store = told.agreements.get(place.code), told.besides[place.code]
        signs += f"{store.measures:>5}{store.schools:>5}{store.works:>6}"
        agreed = f"  {own.agreed} из {len(own.asked)}" if own and own.agreed else ""
        remarks = f", замечаний {len(own.remarks)}" if own and own.remarks else ""
        lines.append(f"{place.name:<{width}}{signs}{agreed or ('  0' if remarks else '')}{remarks}")
    legend = ", ".join(f"{sign} {words}" for words, sign in SIGNS.items())
    names = "; ".join(f"{item.number} {item.short}" for item in procedures)
    lines += ["", f"Знаки: {legend}.", f"Процедуры: {names}.", f"{told.totals}."]
    lines += [f"Показателей не прислали: {', '.join(told.silent)}."] if told.silent else []
    lines += [f"Файлов, о которых не понять, чьи они: {len(told.unplaced)}."] if told.unplaced else []
    return lines + [f"  {words}" for words in told.unplaced[:SHOWN]]


def _write_agreements(told: Received) -> None:
    """Pages and workbooks of agreement of the municipalities told of."""
    from svod import paths
    from svod.errors import NotFound
    from svod.factory.atomic import write_whole
    from svod.publish.agreement import agreement_book, agreement_page
    from svod.store import current_snapshot

    if not told.agreements:
        raise NotFound("Согласовывать нечего: данные ещё не загружались. Загрузить: svod load ПАПКА")
    folder = paths.intake(told.params.edition.id) / "agreement"
    demo = current_snapshot(told.params.edition.id).demo
    for code, own in told.agreements.items():
        write_whole(folder / f"{code}.html", agreement_page(told.params, own, demo=demo))
        write_whole(folder / f"{code}.xlsx", agreement_book(told.params, own, demo=demo))
    note(f"Согласование данных, муниципалитетов: {len(told.agreements)}. Папка: {folder}")


def _write(told: Received) -> None:
    """The page and the workbook of all municipalities."""
    from svod import paths
    from svod.factory.atomic import write_whole
    from svod.publish.received import received_book, received_page

    folder = paths.intake(told.params.edition.id)
    linked = {file.stem for file in (folder / "agreement").glob("*.html")}
    write_whole(folder / "received.html", received_page(told, linked))
    write_whole(folder / "received.xlsx", received_book(told))
    note(f"Страница: {folder / 'received.html'}\nКнига: {folder / 'received.xlsx'}")
