"""Parts five and six: the years, and who took part."""

from __future__ import annotations

from collections.abc import Iterable

from svod.blocks import Cell, Column, Ref, Row, Sentence, Table, Text, Together, dashed, missing
from svod.report.assessment import NO_DATA, NOT_APPLICABLE, OK
from svod.report.cells import count_cell, count_or_dash, year_columns
from svod.report.hidden import BESIDE, FEW, hidden_cell, reasons
from svod.report.open import Report, once
from svod.report.values import YearlyRow, denominator_cell, yearly_rows
from svod.stats.disclosure import few
from svod.wording.numbers import counted, number, plural
from svod.wording.phrases import OF_MUNICIPALITIES, join, upper_first, years_text

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
    shown = "какие годы есть у каждого показателя" if report.procedure else "сколько показателей измерено в каждом году"
    said.append(
        Sentence(
            f"Отсутствующее значение обозначено «н/д» и нулём не считается; {shown}, показано в {{table}}.",
            {"table": Ref("tab-5-1", "таблице 5.1")},
        )
    )
    return Text.of(*said)


def availability_table(report: Report, number: str = "5.1") -> Table:
    """Part 5: which indicators were measured in which year; by procedure the number of them."""
    edition, method = report.params.edition, report.params.methodology
    if report.procedure is None:
        rows = []
        for one in report.procedures:
            codes = [item.code for item in method.of(one.id)]
            cells = {"procedure": Cell(f"{one.number} {one.short}"), "all": count_cell(len(codes))}
            held = {str(year): count_cell(sum(edition.held(code, year) for code in codes)) for year in edition.years}
            rows.append(Row(one.id, cells | held))
        first = (Column("procedure", "Процедура"), Column("all", "Показателей", numeric=True))
        columns = (*first, *year_columns(edition.years))
        return Table(number, "Число показателей, измеренных в каждом году", columns, tuple(rows))
    rows = []
    for item in method.of(report.procedure.id):
        cells = {"code": Cell(item.code), "name": Cell(item.name)}
        held = {str(year): Cell("есть") if edition.held(item.code, year) else missing() for year in edition.years}
        rows.append(Row(dashed(item.code), cells | held))
    columns = (Column("code", "№"), Column("name", "Показатель"), *(Column(str(y), str(y)) for y in edition.years))
    return Table(number, "Годы, за которые показатель измерен", columns, tuple(rows), head="name")


def _of_status(rows: Iterable[YearlyRow], *statuses: str) -> list[YearlyRow]:
    return [row for row in rows if row["status"] in statuses]


def participants_text(report: Report) -> Text:
    """Part 6: who takes part, who sent data, who did not."""
    own, table = yearly_rows(report), participants_table(report)
    who = (
        report.procedure.participants.text.rstrip(".") + "."
        if report.procedure
        else "Участники у процедур разные, поэтому складывать их между процедурами нельзя."
    )
    said = [who, _complete(report, table), _unsent(report, _of_status(own, NO_DATA))]
    empty = _of_status(own, NOT_APPLICABLE)
    if empty:
        said.append(_nothing_to_measure(report, empty))
    return Text.of(*said)


def _unsent(report: Report, absent: list[YearlyRow]) -> str:
    """What was not sent by one municipality, or who did not send everything."""
    if not absent:
        return "Пропусков в присланных данных нет."
    if report.focus:
        years: dict[str, set[int]] = {}
        for row in absent:
            years.setdefault(row["indicator"], set()).add(row["year"])
        return f"Не прислано: {join(f'{code} ({years_text(held)})' for code, held in years.items())}."
    who: dict[str, list[YearlyRow]] = {}
    for row in absent:
        who.setdefault(row["municipality"], []).append(row)
    region = report.params.region
    listed = "; ".join(f"от {region[code].genitive} {_lacking(report, rows)}" for code, rows in who.items())
    return f"Не все прислали всё: нет сведений {listed}. Баллы за период – среднее по остальным годам."


def _lacking(report: Report, absent: list[YearlyRow]) -> str:
    """«по процедуре № 15 за 2021 год», «по показателю 8.2 за 2020 и 2021 годы»: what one municipality did not send."""
    missed: dict[tuple[str, int], list[str]] = {}
    for row in absent:
        missed.setdefault((row["procedure"], row["year"]), []).append(row["indicator"])
    years: dict[str, list[int]] = {}
    for (id, year), codes in missed.items():
        due = [item.code for item in report.params.methodology.of(id) if report.params.edition.held(item.code, year)]
        what = f"по {'показателю' if len(codes) == 1 else 'показателям'} {join(codes)} "
        if codes == due:
            what = "" if report.procedure else f"по процедуре № {report.params.procedure(id).number} "
        years.setdefault(what, []).append(year)
    return join(f"{what}за {years_text(held)} {'год' if len(held) == 1 else 'годы'}" for what, held in years.items())


def _nothing_to_measure(report: Report, empty: list[YearlyRow]) -> str:
    """Which indicators had nothing to measure, and in how many municipalities."""
    codes = sorted({row["indicator"] for row in empty}, key=lambda code: [int(part) for part in code.split(".")])
    what = "По показателю" if len(codes) == 1 else "По показателям"
    who = "" if report.focus else f" у {counted(len({row['municipality'] for row in empty}), OF_MUNICIPALITIES)}"
    return f"{what} {join(codes)}{who} измерять было нечего: «не применимо»."


def _complete(report: Report, table: Table) -> Sentence:
    """Where to see how complete the data are; by one procedure also how many took part in the last year."""
    last = table.rows[-1]
    taking = last.cells.get("participants") if report.kind == "procedure" else None
    if taking is None or not taking.value:
        return Sentence("Полнота данных по годам показана в {table}.", {"table": table.ref("таблице")})
    form = plural(int(taking.value), report.procedure.participants.unit_forms)
    return Sentence(
        f"Полнота данных по годам показана в {{table}}; в {last.key} году – {{taking}} {form}.",
        {"table": table.ref("таблице"), "taking": table.quote(last.key, "participants")},
    )


@once
def participants_table(report: Report, number_: str = "6.1") -> Table:
    """Part 6: municipalities that sent anything and everything, values received and participants, by year."""
    if report.kind == "pair":
        return _own_participants(report, number_)
    own, total = yearly_rows(report), len(report.params.region.municipalities)
    rows = []
    for year in report.params.edition.years:
        part = [row for row in own if row["year"] == year]
        held, got = _of_status(part, OK, NOT_APPLICABLE, NO_DATA), _of_status(part, OK)
        sent = {row["municipality"] for row in _of_status(part, OK, NOT_APPLICABLE)}
        whole = sent - {row["municipality"] for row in _of_status(part, NO_DATA)}
        cells = {
            "year": Cell(str(year)),
            "sent": Cell(f"{len(sent)} из {total}", len(sent)),
            "whole": Cell(f"{len(whole)} из {total}", len(whole)),
            "values": Cell(f"{number(len(got))} из {number(len(held))}", len(got)),
            **({"participants": _all_taking_part(part)} if report.procedure else {}),
            "empty": count_or_dash(len(_of_status(part, NOT_APPLICABLE))),
            "absent": count_or_dash(len(_of_status(part, NO_DATA))),
        }
        rows.append(Row(str(year), cells))
    headings = {
        **({} if report.municipality else {"sent": "Прислали хотя бы что-то", "whole": "Прислали всё"}),
        "values": "Получено значений",
        **({"participants": upper_first(report.procedure.participants.unit)} if report.procedure else {}),
        "empty": "Не применимо",
        "absent": "Нет данных",
    }
    columns = (Column("year", "Год"), *(Column(key, heading, numeric=True) for key, heading in headings.items()))
    caption = "Полнота данных по годам" + (f", {report.municipality.name}" if report.municipality else "")
    return Table(number_, caption, columns, tuple(rows), demo=report.demo, note=_due(report) + reasons(rows))


def _due(report: Report) -> str:
    """What the columns of completeness count."""
    sent = "" if report.municipality else "«Прислали» – число муниципалитетов. "
    return f"{sent}Значения неприменимых показателей в полученные не входят."


def _taking_part(rows: list[YearlyRow]) -> dict[str, int]:
    """Participants of one year; the same people stand behind all indicators of a municipality: the most of them."""
    most: dict[str, int] = {}
    for row in rows:
        if row["participants"] is not None:
            most[row["municipality"]] = max(row["participants"], most.get(row["municipality"], 0))
    return most


def _may_not_be_told(rows: list[YearlyRow], most: dict[str, int]) -> set[str]:
    """Municipalities whose number of participants is one of few pupils."""
    return {
        row["municipality"]
        for row in rows
        if row["participants_hidden"] and row["participants"] == most[row["municipality"]]
    }


def _one_taking_part(rows: list[YearlyRow]) -> Cell:
    """Participants of one municipality and year."""
    most = _taking_part(rows)
    count = next(iter(most.values()), None)
    return hidden_cell(FEW if few(count) else BESIDE) if _may_not_be_told(rows, most) else count_cell(count)


def _all_taking_part(rows: list[YearlyRow]) -> Cell:
    """Participants of one year together, unless some are hidden.

    What is left over of the sum bounds the hidden numbers too closely: a reader is told that each is less than 10.
    """
    most = _taking_part(rows)
    return hidden_cell(BESIDE) if _may_not_be_told(rows, most) else count_or_dash(sum(most.values()))


def _own_participants(report: Report, number: str) -> Table:
    """Participants of one municipality and what every indicator is counted over."""
    own, years = yearly_rows(report), report.params.edition.years
    taking = {str(year): _one_taking_part([row for row in own if row["year"] == year]) for year in years}
    rows = [Row("participants", {"name": Cell(upper_first(report.procedure.participants.unit)), **taking})]
    for item in report.params.methodology.of(report.procedure.id):
        if item.kind != "count":
            cells = {str(row["year"]): denominator_cell(row) for row in own if row["indicator"] == item.code}
            rows.append(Row(dashed(item.code), {"name": Cell(f"{item.code}: {item.denominator}"), **cells}))
    columns = (Column("name", "Что посчитано"), *year_columns(years))
    return Table(
        number,
        f"Участники и объём данных, {report.municipality.name}",
        columns,
        tuple(rows),
        demo=report.demo,
        note="Под номером показателя – его знаменатель; н/д – показатель в этом году не измерялся или данные не "
        "присланы." + reasons(rows),
    )
