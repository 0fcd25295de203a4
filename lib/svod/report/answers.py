"""Parts two and three: what the procedures answer to – the motivating monitoring and the management mechanisms."""

from __future__ import annotations

from svod.blocks import Cell, Column, Ref, Row, Sentence, Table, Text, dashed
from svod.params.procedures import Procedure
from svod.report.open import Report
from svod.wording.numbers import counted
from svod.wording.phrases import BASIS, basis_note, join, lower_first

__all__ = [
    "BRIEF",
    "in_table",
    "mechanism_table",
    "mechanism_text",
    "motivating_table",
    "motivating_text",
    "on_map",
]

BRIEF = ("municipality", "overall")
"""Reports over all procedures point to the map instead of repeating it."""

_NOTE = f"Основание: {basis_note()}."


def on_map(report: Report, number: str) -> Ref:
    """A reference to a table of the map of procedures; on paper, where no link leads, its place in the collection."""
    return Ref(f"tab-{dashed(number)}", "карте процедур (приложение 1 сборника)", report.link("map"))


def in_table(number: str, form: str) -> Ref:
    """A reference to a table of these parts before the table itself is made."""
    return Ref(f"tab-{dashed(number)}", f"{form} {number}")


def motivating_text(report: Report) -> Text:
    """Part 2, first: the group, and what is said where the sources name no indicator."""
    method = report.params.methodology
    if report.procedure is not None:
        return _own_motivating(report.procedure, method.group(report.procedure.group).name)
    linked = sum(bool(item.motivating.indicators) for item in report.procedures)
    groups = [report.group.name] if report.kind == "group" else [item.name for item in method.rating.groups]
    listed = join(f"«{lower_first(name)}»" for name in groups)
    where = "на {map}" if report.kind in BRIEF else "в {table}"
    named = f"{'Группа' if len(groups) == 1 else 'Группы'} показателей мотивирующего мониторинга: {listed}."
    if not linked:
        return Text.of(named, "С показателями мониторинга эти процедуры не соотнесены: источник их не называет.")
    others = "; для остальных источник показателя не называет" if linked < len(report.procedures) else ""
    return Text.of(
        named,
        Sentence(
            f"С показателями мониторинга соотнесены {linked} из {len(report.procedures)} процедур, перечень – {where}"
            f"{others}.",
            {"table": in_table("2.1", "таблице"), "map": on_map(report, "2.1")},
        ),
    )


def _own_motivating(procedure: Procedure, group: str) -> Text:
    said = [Sentence(f"Группа показателей мотивирующего мониторинга: {lower_first(group)}.")]
    if procedure.motivating.indicators:
        count = counted(len(procedure.motivating.indicators), ("показателем", "показателями", "показателями"))
        said.append(
            Sentence(
                f"Процедура соотнесена с {count} мотивирующего мониторинга ({{table}}).",
                {"table": in_table("2.1", "таблица")},
            )
        )
    if procedure.motivating.note:
        said.append(Sentence(procedure.motivating.note.rstrip(".") + "."))
    return Text.of(*said)


def mechanism_text(report: Report) -> Text:
    """Part 3, first: where the systems and tracks are listed."""
    if report.kind in BRIEF:
        ids = sorted({link.id for one in report.procedures for link in one.systems})
        return Text.of(
            Sentence(
                f"Процедуры соотнесены с системами {join(ids)} региональных и муниципальных управленческих механизмов "
                "(РУМ/МУМ); треки каждой процедуры перечислены на {map}.",
                {"map": on_map(report, "3.1")},
            )
        )
    what = "Процедура соотнесена" if report.procedure else "Процедуры соотнесены"
    return Text.of(
        Sentence(
            f"{what} с системами и треками региональных и муниципальных управленческих механизмов (РУМ/МУМ); они "
            "перечислены в {table}.",
            {"table": in_table("3.1", "таблице")},
        )
    )


def motivating_table(report: Report, number: str = "2.1") -> Table:
    """Indicators of the motivating monitoring with their motivation; by procedure where there are several."""
    rows = []
    for procedure in report.procedures:
        for link in procedure.motivating.indicators:
            item = report.params.mechanisms.indicator(link.number)
            cells = {"number": Cell(item.number), "name": Cell(item.name), "motivation": Cell(item.motivation or "–")}
            rows.append(_row(procedure, link.number, link.basis, cells))
    columns = (Column("number", "№"), Column("name", "Показатель"), Column("motivation", "Мотивация"))
    return _table(report, number, "Показатели мотивирующего мониторинга и их мотивация", columns, rows)


def mechanism_table(report: Report, number: str = "3.1") -> Table:
    """Part 3: systems and tracks of РУМ/МУМ; by procedure where there are several."""
    rows = []
    for procedure in report.procedures:
        for link in procedure.systems:
            system = report.params.mechanisms.system(link.id)
            tracks = [f"{track.number}. {track.name}" for track in system.tracks if track.number in link.tracks]
            named = "; ".join(tracks) or "трек не назван"
            cells = {"id": Cell(link.id), "name": Cell(system.name), "tracks": Cell(named)}
            rows.append(_row(procedure, dashed(link.id), link.basis, cells))
    columns = (Column("id", "Система"), Column("name", "Наименование системы"), Column("tracks", "Треки 2022 года"))
    return _table(report, number, "Системы управленческих механизмов (РУМ/МУМ) и треки", columns, rows)


def _row(procedure: Procedure, key: str, basis: str, cells: dict[str, Cell]) -> Row:
    """One link of a procedure with its ground."""
    return Row(f"{procedure.id}-{key}", {**cells, "basis": Cell(BASIS[basis])})


def _table(report: Report, number: str, caption: str, columns: tuple[Column, ...], rows: list[Row]) -> Table:
    """Links of the report's procedures, under the name of each where there are several."""
    if report.procedure is None:
        rows = [line for one in report.procedures for line in _under(one, rows)]
    columns = (*columns, Column("basis", "Основание"))
    return Table(number, caption, columns, tuple(rows), css="wide", head="name", note=_NOTE)


def _under(procedure: Procedure, rows: list[Row]) -> list[Row]:
    own = [row for row in rows if row.key.startswith(f"{procedure.id}-")]
    return [Row(f"group-{procedure.id}", {}, group=f"{procedure.number}. {procedure.title}"), *own] if own else []
