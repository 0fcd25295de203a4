"""Parts one to four: what was assessed, what it answers to, where the data come from."""

from __future__ import annotations

from svod.blocks import Cell, Column, Note, Ref, Row, Sentence, Table, Text, Together
from svod.report.open import Report
from svod.wording.numbers import counted, number, plural
from svod.wording.phrases import BASIS, join, lower_first

__all__ = [
    "about_subject",
    "mechanism",
    "mechanism_table",
    "motivating",
    "motivating_table",
    "motivating_text",
    "sources",
    "sources_table",
    "sources_text",
    "subject",
    "words",
]


BRIEF = ("municipality", "overall")
"""Reports over all procedures point to the map instead of repeating it."""


def _map(report: Report, anchor: str) -> Ref:
    return Ref(anchor, "карте процедур", "../" * report.page.count("/") + "map.html")


def subject(report: Report) -> Together:
    """Part 1: what the analysis rests on, and, for one procedure, what it measures and for whom."""
    if report.procedure is None:
        return Together(about_subject(report))
    return Together(
        about_subject(report),
        words(report, "measures", "Что измеряет процедура"),
        words(report, "readers", "Кому нужны результаты"),
    )


def motivating(report: Report) -> Together:
    """Part 2: the group and the indicators of the motivating monitoring."""
    if report.kind in BRIEF:
        return Together(motivating_text(report))
    table = motivating_table(report)
    return Together(motivating_text(report), table) if table.rows else Together(motivating_text(report))


def mechanism(report: Report) -> Together:
    """Part 3: systems and tracks of РУМ/МУМ."""
    if report.kind in BRIEF:
        ids = sorted({link.id for one in report.procedures for link in one.systems})
        return Together(
            Text.of(
                Sentence(
                    f"Процедуры соотнесены с системами {join(ids)} региональных и муниципальных управленческих "
                    "механизмов (РУМ/МУМ); "
                    "треки каждой процедуры перечислены на {map}.",
                    {"map": _map(report, "tab-3-1")},
                )
            )
        )
    table = mechanism_table(report)
    what = (
        "Процедура соотнесена с системами и треками"
        if report.procedure
        else "Процедуры соотнесены с системами и треками"
    )
    said = Sentence(
        f"{what} региональных и муниципальных управленческих механизмов (РУМ/МУМ); они перечислены в {{table}}.",
        {"table": table.ref("таблице")},
    )
    return Together(Text.of(said), table)


def sources(report: Report) -> Together:
    """Part 4: sources, instruments and the method of collection."""
    if report.kind in BRIEF:
        return Together(
            Text.of(
                Sentence(
                    "Источники, инструментарий и методы сбора у каждой процедуры свои: они названы в четвёртой "
                    "части её аналитики и сведены "
                    "на {map}.",
                    {"map": _map(report, "tab-4-1")},
                )
            )
        )
    return Together(sources_text(report), sources_table(report))


def words(report: Report, section: str, heading: str = "") -> Note:
    """A section of the procedure's own words: `measures`, `readers`, `reading` or `limits`."""
    return Note(getattr(report.params.words[report.procedure.id], section), heading)


def about_subject(report: Report) -> Text:
    """Part 1: which procedure or which procedures the analysis rests on."""
    method = report.params.methodology
    total = len(report.params.procedures)
    if report.procedure is not None:
        item, group = report.procedure, method.group(report.procedure.group)
        first = (
            f"{item.title} – процедура № {item.number} из {total}: она входит в группу "
            f"«{lower_first(group.name)}» и даёт не более "
            f"{counted_genitive(report.maximum)} из {group.maximum} возможных в группе."
        )
        if report.municipality is None:
            return Text.of(first)
        return Text.of(
            first,
            f"Справка составлена для {report.municipality.genitive} и сопоставляет его с остальными муниципалитетами "
            f"{report.params.region.genitive}.",
        )
    own = ", ".join(f"№ {item.number} «{item.short}»" for item in report.procedures)
    if report.kind == "municipality":
        return Text.of(
            f"Справка обобщает по {report.municipality.dative} результаты всех {total} процедур оценки качества "
            "образования, "
            f"проведённых в {report.params.region.prepositional}.",
            f"Это процедуры: {own}.",
        )
    if report.kind == "overall":
        return Text.of(
            f"Рейтинг обобщает результаты {total} процедур: {own}.",
            f"Вместе они дают не более {counted_genitive(report.maximum)}.",
        )
    return Text.of(
        f"Рейтинг обобщает результаты {counted(len(report.procedures), ('процедуры', 'процедур', 'процедур'))} группы "
        f"«{lower_first(report.group.name)}»: {own}.",
        f"Вместе они дают не более {counted_genitive(report.maximum)}.",
    )


def counted_genitive(count: int) -> str:
    """«не более 3 баллов», «не более 21 балла»."""
    return f"{number(count)} {plural(count, ('балла', 'баллов', 'баллов'))}"


def motivating_text(report: Report) -> Text:
    """Part 2, first: the group, and what is said where the sources name no indicator."""
    method = report.params.methodology
    linked = [item for item in report.procedures if item.motivating.indicators]
    if report.procedure is not None:
        group = method.group(report.procedure.group)
        said = [Sentence(f"Группа показателей мотивирующего мониторинга: {lower_first(group.name)}.")]
        if linked:
            count = len(report.procedure.motivating.indicators)
            said.append(
                Sentence(
                    f"Процедура соотнесена с {count} {plural(count, ('показателем', 'показателями', 'показателями'))} "
                    "мотивирующего мониторинга ({table}).",
                    {"table": _ref("2.1", "таблица")},
                )
            )
        if report.procedure.motivating.note:
            said.append(Sentence(report.procedure.motivating.note.rstrip(".") + "."))
        return Text.of(*said)
    groups = [report.group.name] if report.kind == "group" else [item.name for item in method.rating.groups]
    listed = join(f"«{lower_first(name)}»" for name in groups)
    where = "на {map}" if report.kind in BRIEF else "в {table}"
    return Text.of(
        f"{'Группа' if len(groups) == 1 else 'Группы'} показателей мотивирующего мониторинга: {listed}.",
        Sentence(
            f"С его показателями соотнесены {len(linked)} из {len(report.procedures)} процедур, перечень – "
            f"{where}; для остальных источник показателя не называет.",
            {"table": _ref("2.1", "таблице"), "map": _map(report, "tab-2-1")},
        ),
    )


def _ref(number: str, form: str) -> Ref:
    """A reference to a table of these parts before the table itself is made."""
    return Ref("tab-" + number.replace(".", "-"), f"{form} {number}")


def motivating_table(report: Report, number: str = "2.1") -> Table:
    """Indicators of the motivating monitoring with their motivation; by procedure where there are several."""
    several = report.procedure is None
    columns = [
        *([Column("procedure", "Процедура")] if several else []),
        Column("number", "№"),
        Column("name", "Показатель"),
        Column("motivation", "Мотивация"),
        Column("basis", "Основание"),
    ]
    rows = []
    for procedure in report.procedures:
        for link in procedure.motivating.indicators:
            item = report.params.mechanisms.indicator(link.number)
            rows.append(
                Row(
                    f"{procedure.id}-{link.number}",
                    {
                        "procedure": Cell(f"{procedure.number} {procedure.short}"),
                        "number": Cell(item.number),
                        "name": Cell(item.name),
                        "motivation": Cell(item.motivation or "–"),
                        "basis": Cell(BASIS[link.basis]),
                    },
                )
            )
    return Table(
        number,
        "Показатели мотивирующего мониторинга и их мотивация",
        tuple(columns),
        tuple(rows),
        css="wide",
        head="name",
        note=_basis_note(),
    )


def mechanism_table(report: Report, number: str = "3.1") -> Table:
    """Part 3: systems and tracks of РУМ/МУМ; by procedure where there are several."""
    several = report.procedure is None
    columns = [
        *([Column("procedure", "Процедура")] if several else []),
        Column("id", "Система"),
        Column("name", "Наименование системы"),
        Column("tracks", "Треки 2022 года"),
        Column("basis", "Основание"),
    ]
    rows = []
    for procedure in report.procedures:
        for link in procedure.systems:
            system = report.params.mechanisms.system(link.id)
            tracks = "; ".join(
                f"{track.number}. {track.name}" for track in system.tracks if track.number in link.tracks
            )
            rows.append(
                Row(
                    f"{procedure.id}-{link.id.replace('.', '-')}",
                    {
                        "procedure": Cell(f"{procedure.number} {procedure.short}"),
                        "id": Cell(link.id),
                        "name": Cell(system.name),
                        "tracks": Cell(tracks or "трек не назван"),
                        "basis": Cell(BASIS[link.basis]),
                    },
                )
            )
    return Table(
        number,
        "Системы управленческих механизмов (РУМ/МУМ) и треки",
        tuple(columns),
        tuple(rows),
        css="wide",
        head="name",
        note=_basis_note(),
    )


def _basis_note() -> str:
    return (
        "Основание: «из источника» – соотнесение напечатано в материалах сборника; «по действующему документу» "
        "– следует из опубликованной таблицы "
        "систем и треков; «проектное» – предложено составителями и требует утверждения."
    )


def sources_text(report: Report) -> Text:
    """Part 4, first: how the information was collected."""
    if report.procedure is not None:
        return Text.of(
            Sentence("Источники и инструментарий перечислены в {table}.", {"table": _ref("4.1", "таблице")}),
            report.procedure.collection.text.rstrip(".") + ".",
        )
    return Text.of(
        Sentence(
            "Источники каждой процедуры названы в её аналитике; здесь собраны инструментарий и методы сбора ({table}).",
            {"table": _ref("4.1", "таблица")},
        )
    )


def sources_table(report: Report, number: str = "4.1") -> Table:
    """Part 4: normative and information sources and instruments, each with its ground."""
    if report.procedure is None:
        rows = [
            Row(
                item.id,
                {
                    "procedure": Cell(f"{item.number} {item.short}"),
                    "what": Cell("; ".join(one.text for one in item.instruments)),
                    "collection": Cell(item.collection.text),
                },
            )
            for item in report.procedures
        ]
        return Table(
            number,
            "Инструментарий и методы сбора по процедурам",
            (Column("procedure", "Процедура"), Column("what", "Инструментарий"), Column("collection", "Метод сбора")),
            tuple(rows),
            css="wide",
        )
    item = report.procedure
    listed = [("normative", "Нормативные источники"), ("information", "Информационные источники")]
    rows = []
    for kind, heading in listed:
        chosen = [one for one in item.sources if one.kind == kind]
        rows += [Row(f"group-{kind}", {}, group=heading)] if chosen else []
        rows += [
            Row(f"{kind}-{i}", {"text": Cell(one.text), "basis": Cell(BASIS[one.basis])})
            for i, one in enumerate(chosen, start=1)
        ]
    rows.append(Row("group-instruments", {}, group="Инструментарий"))
    rows += [
        Row(f"instrument-{i}", {"text": Cell(one.text), "basis": Cell(BASIS[one.basis])})
        for i, one in enumerate(item.instruments, start=1)
    ]
    return Table(
        number,
        "Источники и инструментарий",
        (Column("text", "Источник"), Column("basis", "Основание")),
        tuple(rows),
        note="«Требует сверки» – реквизиты приведены по памяти и должны быть сверены с текстом документа до "
        "публикации.",
    )
