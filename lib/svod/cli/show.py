"""`svod show`: ratings as computed and as published."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Annotated

import typer

from svod.cli.console import EditionOption, resolve_edition, write_csv
from svod.cli.data import ensure_data

if TYPE_CHECKING:
    from svod.params import Params
    from svod.report.assessment import Assessment

__all__ = ["published", "rating"]

WIDTH = 120
"""Characters of a line where standard output is not a terminal."""

CsvOption = Annotated[bool, typer.Option("--csv", help="Таблица CSV вместо оформленной.")]


def rating(
    of: Annotated[
        str, typer.Argument(metavar="РЕЙТИНГ", help="conditions, outcomes, processes, overall или номер процедуры.")
    ],
    edition: EditionOption = "",
    csv: CsvOption = False,
) -> None:
    """Показать рейтинг муниципалитетов по группе показателей, по всем группам или по процедуре."""
    from svod.params import load_params
    from svod.wording.numbers import points

    params = load_params(resolve_edition(edition))
    scope, title = _scope(params, of)
    assessment, demo = _assessed(params, scope)
    table = assessment.rating(scope)
    names = [level.name for level in params.methodology.rating.levels]
    found = [(row.place, row.name, row.points, row.percent, names[row.level - 1]) for row in table.itertuples()]
    if csv:
        rows = [[place, name, _decimal(score), percent, level] for place, name, score, percent, level in found]
        write_csv(["place", "municipality", "points", "percent", "level"], rows)
        return
    rows = [[str(place), name, points(score), str(percent), level] for place, name, score, percent, level in found]
    headings = ["Место", "Муниципалитет", "Баллы", "%", "Уровень"]
    _print_table(f"{title}. Издание {params.edition.id}", headings, rows, numeric={0, 2, 3})
    if demo:
        typer.echo("Учебные данные.")


def published(
    compare: Annotated[bool, typer.Option("--compare", help="Рядом с опубликованным – вычисленное.")] = False,
    edition: EditionOption = "",
    csv: CsvOption = False,
) -> None:
    """Показать опубликованные рейтинги; с --compare – рядом с вычисленными."""
    from svod.errors import NotFound
    from svod.params import load_params

    params = load_params(resolve_edition(edition))
    if params.published is None:
        raise NotFound(f"С изданием «{params.edition.id}» не связаны опубликованные рейтинги: в params/editions пусто")
    printed = {
        (group, row.municipality): (row.percent, row.place)
        for group, rows in params.published.ratings.items()
        for row in rows
    }
    computed: dict[tuple[str, str], tuple[int, int]] = {}
    if compare:
        assessment, _ = _assessed(params, "overall")
        for group in params.published.ratings:
            for code, row in assessment.rating(group).iterrows():
                computed[group, str(code)] = (row["percent"], row["place"])
    if csv:
        _published_csv(params, printed, computed)
    else:
        _published_table(params, printed, computed)


def _scope(params: Params, text: str) -> tuple[str, str]:
    """Id of a group or procedure and the title of its rating."""
    from svod.errors import NotFound
    from svod.params.model import nearest

    groups = {item.id: item for item in (*params.methodology.rating.groups, params.methodology.rating.overall)}
    if text in groups:
        return text, groups[text].rating_title
    try:
        found = params.find_procedure(text)
    except NotFound:
        known = [*groups, *(item.id for item in params.procedures)]
        raise NotFound(
            f"Рейтинга «{text}» нет. {nearest(text, known)}\nРейтинги: {', '.join(groups)} – или номер процедуры"
        ) from None
    return found.id, f"Рейтинг по процедуре № {found.number}. {found.title}"


def _assessed(params: Params, scope: str) -> tuple[Assessment, bool]:
    """Scores of what the scope needs, and whether the data are the demo's."""
    from svod.report.assessment import assess
    from svod.store import current_snapshot

    ensure_data(params)
    snapshot = current_snapshot(params.edition.id)
    single = [item.id for item in params.procedures if item.id == scope]
    wanted = single or [item.id for item in params.procedures_of(scope)]
    return assess(snapshot.indicators, params, wanted), snapshot.demo


def _decimal(points: Fraction) -> str:
    """Points with a decimal point, at most four decimals and no idle zeros: 22, 37.6667."""
    from svod.stats.scale import round_half_up

    return f"{float(round_half_up(points, 4)):.4f}".rstrip("0").rstrip(".")


def _print_table(title: str, headings: list[str], rows: list[list[str]], numeric: set[int]) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table

    console = Console(highlight=False)
    if not console.is_terminal:
        console = Console(highlight=False, width=WIDTH)
    console.print(title, markup=False, soft_wrap=True)
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, justify="right" if number in numeric else "left", no_wrap=True)
    for row in rows:
        table.add_row(*row)
    console.print(table, markup=False)


Ranked = dict[tuple[str, str], tuple[int, int]]


def _published_csv(params: Params, printed: Ranked, computed: Ranked) -> None:
    groups = list(params.published.ratings)
    header = ["municipality"]
    for group in groups:
        header += [f"{group}_published_percent", f"{group}_published_place"]
        header += [f"{group}_computed_percent", f"{group}_computed_place"] if computed else []
    rows: list[list[object]] = []
    for item in params.region.municipalities:
        row: list[object] = [item.name]
        for group in groups:
            row += printed.get((group, item.code), ("", ""))
            row += computed[group, item.code] if computed else ()
        rows.append(row)
    write_csv(header, rows)


def _published_table(params: Params, printed: Ranked, computed: Ranked) -> None:
    """Percent and place of every rating; a difference carries a mark, explained below."""
    names = {item.code: item.name for item in params.region.municipalities}
    marks: dict[tuple[str, str], str] = {}
    notes: list[str] = []
    for (group, code), made in computed.items():
        if printed.get((group, code)) != made:
            why = params.published.explanation(group, code)
            notes += [f"{names[code]}: {why}."] if why else []
            marks[group, code] = f"{len(notes)})" if why else "≠"
    marked = {group for group, _ in marks}
    headings, rows = ["Муниципалитет"], [[name] for name in names.values()]
    for group in params.published.ratings:
        headings += [
            params.methodology.group(group).short,
            *(["расчёт"] if computed else []),
            *([""] if group in marked else []),
        ]
        for code, row in zip(names, rows, strict=True):
            row.append(_percent_and_place(printed.get((group, code))))
            row += [_percent_and_place(computed[group, code])] if computed else []
            row += [marks.get((group, code), "")] if group in marked else []
    title = f"{params.published.source.title}: процент и место"
    _print_table(title + (", рядом вычисленные" if computed else ""), headings, rows, set(range(1, len(headings))))
    for number, words in enumerate(notes, start=1):
        typer.echo(f"{number}) {words}")
    if computed:
        bare = list(marks.values()).count("≠")
        typer.echo(f"Расхождений без объяснения: {bare}{' (отмечены знаком ≠)' if bare else ''}.")


def _percent_and_place(found: tuple[int, int] | None) -> str:
    return "–" if found is None else f"{found[0]} % {found[1]:>2}".replace(" ", " ")
