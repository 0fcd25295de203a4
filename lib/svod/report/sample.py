"""Parts five and six: the years, and who took part."""

from __future__ import annotations

import pandas as pd

from svod.blocks import Cell, Column, Ref, Row, Sentence, Table, Text, Together, missing
from svod.report.assessment import NO_DATA, NOT_APPLICABLE, NOT_HELD, OK
from svod.report.open import Report, once
from svod.wording.numbers import counted, number, plain, plural
from svod.wording.phrases import join, years_text

__all__ = ["availability_table", "participants", "participants_table", "participants_text", "periods", "periods_text"]


def periods(report: Report) -> Together:
    """Part 5: the years of the analysis and what was measured in each."""
    return Together(periods_text(report), availability_table(report))


def participants(report: Report) -> Together:
    """Part 6: who takes part, and how complete the data are."""
    return Together(participants_text(report), participants_table(report))


def periods_text(report: Report) -> Text:
    """Part 5: the years, and what was not measured in some of them."""
    edition = report.params.edition
    said = [Sentence(f"Аналитика охватывает {years_text(edition.years)} годы.")]
    codes = {item.code for one in report.procedures for item in report.params.methodology.of(one.id)}
    for gap in edition.not_held:
        absent = [code for code in gap.indicators if code in codes]
        if absent:
            what, done = ("Показатель", "рассчитывается") if len(absent) == 1 else ("Показатели", "рассчитываются")
            said.append(Sentence(f"{what} {join(absent)} за {years_text(gap.years)} год не {done}: {gap.reason}."))
    if len(said) == 1:
        said = [Sentence(f"Аналитика охватывает {years_text(edition.years)} годы, все показатели измерялись ежегодно.")]
    said.append(
        Sentence(
            "Отсутствующее значение обозначено «н/д» и нулём не считается; какие годы есть у каждого "
            "показателя, показано в {table}."
            if report.procedure
            else "Отсутствующее значение обозначено «н/д» и нулём не считается; сколько показателей измерено в "
            "каждом году, показано в {table}.",
            {"table": Ref("tab-5-1", "таблице 5.1")},
        )
    )
    return Text.of(*said)


def availability_table(report: Report, number: str = "5.1") -> Table:
    """Part 5: which indicators were measured in which year; by procedure the number of them."""
    edition, method = report.params.edition, report.params.methodology
    years = [Column(str(year), str(year), numeric=report.procedure is None) for year in edition.years]
    rows = []
    if report.procedure is not None:
        for item in method.of(report.procedure.id):
            cells = {
                str(year): Cell("есть") if edition.held(item.code, year) else missing("н/д") for year in edition.years
            }
            rows.append(Row(item.code.replace(".", "-"), {"code": Cell(item.code), "name": Cell(item.name), **cells}))
        columns = (Column("code", "№"), Column("name", "Показатель"), *years)
        return Table(number, "Годы, за которые показатель измерен", columns, tuple(rows), head="name")
    for one in report.procedures:
        items = method.of(one.id)
        held = {
            str(year): Cell(
                str(sum(edition.held(item.code, year) for item in items)),
                sum(edition.held(item.code, year) for item in items),
            )
            for year in edition.years
        }
        rows.append(
            Row(
                one.id,
                {"procedure": Cell(f"{one.number} {one.short}"), "all": Cell(str(len(items)), len(items)), **held},
            )
        )
    columns = (Column("procedure", "Процедура"), Column("all", "Показателей", numeric=True), *years)
    return Table(number, "Число показателей, измеренных в каждом году", columns, tuple(rows))


def participants_text(report: Report) -> Text:
    """Part 6: who takes part, who sent data, who did not."""
    table = participants_table(report)
    yearly = report.assessment.yearly
    own = yearly[yearly["municipality"] == report.focus] if report.focus else yearly
    said = (
        [Sentence(report.procedure.participants.text.rstrip(".") + ".")]
        if report.procedure
        else [
            Sentence(
                "Участники у процедур разные – школы, детские сады, педагоги, обучающиеся, поэтому складывать "
                "их между процедурами нельзя."
            )
        ]
    )
    said.append(_complete(report, table))
    absent = own[own["status"] == NO_DATA]
    names = report.assessment.names
    if absent.empty:
        said.append(Sentence("Пропусков в присланных данных нет."))
    elif report.focus:
        listed = join(
            f"{code} ({years_text(sorted(part['year']))})" for code, part in absent.groupby("indicator", sort=False)
        )
        said.append(Sentence(f"Не прислано: {listed}."))
    else:
        listed = join(
            f"{names[code]} ({years_text(sorted(set(part['year'])))})"
            for code, part in absent.groupby("municipality", sort=False)
        )
        said.append(
            Sentence(
                f"Данные прислали не все: нет сведений от муниципалитетов {listed}; их баллы за период – "
                "среднее по остальным годам."
            )
        )
    empty = own[own["status"] == NOT_APPLICABLE]
    if len(empty) and report.procedure:
        codes = join(sorted(set(empty["indicator"]), key=lambda code: [int(part) for part in code.split(".")]))
        who = (
            ""
            if report.focus
            else f" у {counted(empty['municipality'].nunique(), ('муниципалитета', 'муниципалитетов', 'муниципалитетов'))}"
        )
        said.append(
            Sentence(
                f"По показателям {codes}{who} измерять было нечего: «не применимо»."
                if "и" in codes
                else f"По показателю {codes}{who} измерять было нечего: «не применимо»."
            )
        )
    return Text.of(*said)


def _complete(report: Report, table: Table) -> Sentence:
    """Where to see how complete the data are; by one procedure also how many took part in the last year."""
    last = table.rows[-1]
    taking = last.cells.get("participants") if report.kind == "procedure" else None
    if taking is None or not taking.value:
        return Sentence("Полнота данных по годам показана в {table}.", {"table": table.ref("таблице")})
    form = plural(int(taking.value), report.procedure.participants.unit_forms)
    return Sentence(
        f"Полнота данных по годам показана в {{table}}; участники {last.key} года – {{taking}} {form}.",
        {"table": table.ref("таблице"), "taking": table.quote(last.key, "participants")},
    )


@once
def participants_table(report: Report, number: str = "6.1") -> Table:
    """Part 6: municipalities that sent data, values received and participants, by year."""
    yearly = report.assessment.yearly
    own = yearly[yearly["municipality"] == report.focus] if report.focus else yearly
    if report.kind == "pair":
        return _own_participants(report, number)
    total = len(report.params.region.municipalities)
    rows = []
    for year in report.params.edition.years:
        part = own[own["year"] == year]
        held, got = part[part["status"] != NOT_HELD], part[part["status"].isin([OK, NOT_APPLICABLE])]
        sent = got["municipality"].nunique()
        rows.append(
            Row(
                str(year),
                {
                    "year": Cell(str(year)),
                    "sent": Cell(f"{sent} из {total}", sent),
                    "values": Cell(f"{_n(len(got))} из {_n(len(held))}", len(got)),
                    "participants": _count(_taking_part(part) or 0),
                    "empty": _count(len(part[part["status"] == NOT_APPLICABLE])),
                    "absent": _count(len(part[part["status"] == NO_DATA])),
                },
            )
        )
    columns = [
        Column("year", "Год"),
        Column("sent", "Муниципалитетов прислали данные", numeric=True),
        Column("values", "Получено значений", numeric=True),
        *(
            [Column("participants", f"Участники: {report.procedure.participants.unit}", numeric=True)]
            if report.procedure
            else []
        ),
        Column("empty", "Не применимо", numeric=True),
        Column("absent", "Нет данных", numeric=True),
    ]
    if report.kind == "municipality":
        columns.pop(1)
    caption = "Полнота данных по годам" + (f", {report.municipality.name}" if report.municipality else "")
    return Table(number, caption, tuple(columns), tuple(rows), demo=report.demo)


def _taking_part(rows: pd.DataFrame) -> int | None:
    """Participants of one year: the same people stand behind all indicators of a municipality, so the largest number is taken."""
    known = rows[rows["participants"].notna()]
    return None if known.empty else int(known.groupby("municipality")["participants"].max().sum())


def _own_participants(report: Report, number: str) -> Table:
    """Participants of one municipality and what every indicator is counted over."""
    yearly = report.assessment.yearly
    own, years = yearly[yearly["municipality"] == report.focus], report.params.edition.years
    taking = {year: _taking_part(own[own["year"] == year]) for year in years}
    rows = [
        Row(
            "participants",
            {
                "name": Cell(f"Участники: {report.procedure.participants.unit}"),
                **{str(year): missing() if count is None else Cell(_n(count), count) for year, count in taking.items()},
            },
        )
    ]
    for item in report.params.methodology.of(report.procedure.id):
        if item.kind == "count":
            continue
        found = own[own["indicator"] == item.code].set_index("year")["denominator"]
        rows.append(
            Row(
                item.code.replace(".", "-"),
                {
                    "name": Cell(f"{item.code}: {item.denominator}"),
                    **{
                        str(year): missing() if found[year] is None else Cell(plain(found[year], 1), float(found[year]))
                        for year in years
                    },
                },
            )
        )
    columns = (Column("name", "Что посчитано"), *(Column(str(year), str(year), numeric=True) for year in years))
    return Table(
        number,
        f"Участники и объём данных, {report.municipality.name}",
        columns,
        tuple(rows),
        demo=report.demo,
        note="Под номером показателя – его знаменатель; н/д – показатель в этом году не измерялся или данные не "
        "присланы.",
    )


def _n(count: int) -> str:
    return number(int(count))


def _count(count: int) -> Cell:
    return Cell(_n(count) if count else "–", int(count))
