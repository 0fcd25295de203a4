"""`svod trace`: one number from its cell in a workbook to the total of its group."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any

import typer

from svod.cli.console import EditionOption, resolve_edition
from svod.cli.data import ensure_data

if TYPE_CHECKING:
    from svod.params.methodology import Indicator
    from svod.params.region import Municipality
    from svod.report.assessment import Assessment

__all__ = ["trace"]

LABEL = 18
ABSENT = {
    "no_data": "н/д: значения нет, в баллы за период год не входит",
    "not_held": "н/д: в этом году показатель не измеряли",
    "not_applicable": "не применимо: числитель и знаменатель – нули, измерять было нечего",
}


def trace(
    indicator: Annotated[str, typer.Argument(metavar="ПОКАЗАТЕЛЬ", help="Код показателя: 7.1.")],
    municipality: Annotated[str, typer.Argument(metavar="МУНИЦИПАЛИТЕТ", help="Название или код.")],
    year: Annotated[int | None, typer.Argument(metavar="[ГОД]", help="Год; без него – все годы издания.")] = None,
    edition: EditionOption = "",
) -> None:
    """Проследить число: файл и строка, значение, правило, баллы года и периода, итог процедуры и группы."""
    from svod.factory.plan import find_municipality
    from svod.params import load_params
    from svod.report.assessment import assess
    from svod.store import current_snapshot

    params = load_params(resolve_edition(edition))
    item = _indicator(params, indicator)
    place = find_municipality(params, municipality)
    years = _years(params, year)
    ensure_data(params)
    procedure = next(file.procedure for file in params.methodology.files if item in file.indicators)
    group = params.methodology.group(params.procedure(procedure).group)
    snapshot = current_snapshot(params.edition.id)
    assessment = assess(snapshot.indicators, params, [one.id for one in params.procedures_of(group.id)])
    way = Way(assessment, snapshot.indicators, item, place)
    typer.echo(f"{item.code} {item.name} – {place.name}" + (" (учебные данные)" if snapshot.demo else ""))
    for one in years:
        typer.echo(f"\n{one} год")
        for label, words in way.of_year(one):
            typer.echo(f"  {label:<{LABEL}}{words}")
    typer.echo(f"\n{params.edition.period} годы")
    for label, words in way.of_period(procedure, group.id):
        typer.echo(f"  {label:<{LABEL}}{words}")


def _indicator(params: Any, code: str) -> Indicator:
    from svod.errors import NotFound
    from svod.params.model import nearest

    codes = [item.code for item in params.methodology.indicators]
    if code.strip().replace(",", ".") not in codes:
        raise NotFound(f"Показателя «{code}» нет. {nearest(code, codes)}\nПоказатели: {', '.join(codes)}")
    return params.methodology.indicator(code.strip().replace(",", "."))


def _years(params: Any, year: int | None) -> tuple[int, ...]:
    from svod.errors import NotFound

    if year is not None and year not in params.edition.years:
        known = ", ".join(map(str, params.edition.years))
        raise NotFound(f"Года {year} в издании «{params.edition.id}» нет. Годы: {known}")
    return params.edition.years if year is None else (year,)


@dataclass(frozen=True)
class Way:
    """The way of one indicator of one municipality through the arithmetic."""

    assessment: Assessment
    stored: Any
    item: Indicator
    place: Municipality

    def of_year(self, year: int) -> list[tuple[str, str]]:
        """Label and words for every step of a year."""
        from svod.wording.numbers import counted, number, value
        from svod.wording.phrases import BALLS, MUNICIPALITIES

        item, row = self.item, self._row(year)
        steps = [("Откуда", self._source(year))]
        if row["status"] in ("ok", "not_applicable"):
            steps.append(("Числитель", f"{_exact(row['numerator'])} – {item.numerator}"))
            steps.append(("Знаменатель", f"{_exact(row['denominator'])} – {item.denominator}"))
        if row["status"] != "ok":
            return [*steps, ("Значение", ABSENT[row["status"]])]
        formula = f"{_exact(row['numerator'])} / {_exact(row['denominator'])}"
        formula = f"{number(item.multiplier)} × {formula}" if item.multiplier != 1 else formula
        steps.append(("Значение", f"{value(row['value'], item.thresholds)} {item.unit} = {formula}"))
        if shown := self._shown(year):
            steps.append(("На страницах", f"{shown}. Значение и числа за ним не публикуйте"))
        if item.points.rule == "versus_region":
            senders = counted(row["senders"], MUNICIPALITIES)
            steps.append(
                ("По области", f"{value(row['region'])} {item.unit} (отношение сумм; прислали данные: {senders})")
            )
        steps.append(("Правило", self._rule()))
        if item.points.rule == "dynamic":
            return [*steps, ("Баллы за год", "не считаются: правило сравнивает годы")]
        return [*steps, ("Баллы за год", counted(int(row["points"]), BALLS))]

    def of_period(self, procedure: str, group: str) -> list[tuple[str, str]]:
        """Points of the period and the totals they enter."""
        from svod.wording.numbers import points

        params, code = self.assessment.params, self.place.code
        scored = self.assessment.period.at[code, self.item.code]
        counted_as = self.assessment.indicators.at[code, self.item.code]
        own = f"{points(counted_as)} из {self.item.maximum}"
        total = self.assessment.procedures.at[code, procedure]
        row = self.assessment.rating(group).loc[code]
        whole, level = params.methodology.group(group), params.methodology.rating.levels[row["level"] - 1]
        return [
            ("Баллы за период", f"{own} – {self._period_words(scored)}"),
            ("Процедура", f"{procedure}: {points(total)} из {params.methodology.maximum(procedure)}"),
            ("Группа", f"«{whole.name}»: {points(row['points'])} из {whole.maximum}"),
            ("Процент", f"{row['percent']} % = {points(row['points'])} / {whole.divisor}, округлено до целого"),
            ("Место", f"{row['place']}, уровень: {level.name}"),
        ]

    def _row(self, year: int) -> Any:
        rows = self.assessment.yearly
        own = rows[(rows["indicator"] == self.item.code) & (rows["municipality"] == self.place.code)]
        return own[own["year"] == year].iloc[0]

    def _shown(self, year: int) -> str:
        """What pages print in place of a value that few persons stand behind; empty where they print it."""
        from svod.report.hidden import coded_cell, hide

        rows = self.assessment.yearly
        of_year = rows[(rows["indicator"] == self.item.code) & (rows["year"] == year)]
        found = {row["municipality"]: row for row in of_year.to_dict("records")}
        procedure = next(iter(found.values()))["procedure"]
        hide(self.item, found, self.assessment.params.procedure(procedure).participants)
        own = found[self.place.code]
        if own["hidden"]:
            return f"скрыто: {own['hidden']}"
        return f"«{coded_cell(own['coded']).shown}»: {coded_cell(own['coded']).why}" if own["coded"] else ""

    def _source(self, year: int) -> str:
        rows = self.stored
        found = rows[(rows["indicator"] == self.item.code) & (rows["municipality"] == self.place.code)]
        found = found[found["year"] == year]
        if found.empty:
            return "строки нет ни в одном загруженном файле"
        row = found.iloc[0]
        return f"{row['file']}, лист «{row['sheet']}», строка {row['row']}"

    def _rule(self) -> str:
        from svod.wording.phrases import rule_text, threshold_mark

        return f"{rule_text(self.item)} (порог {threshold_mark(self.item) or 'утверждён'})"

    def _period_words(self, scored: Fraction | None) -> str:
        """How the points of the period came out of the years."""
        rating = self.assessment.params.methodology.rating
        if scored is None:
            return {
                "zero": "ни одного года с данными: по методике ноль",
                "rescale": "ни одного года с данными: по доле остальных",
            }[rating.not_assessed]
        if self.item.points.rule == "dynamic":
            best = self.assessment.attainable.at[self.place.code, self.item.code]
            return f"улучшений между соседними годами (возможно {best})"
        years = [(year, self._row(year)) for year in self.assessment.params.edition.years]
        parts = ", ".join(f"{year} – {int(row['points'])}" for year, row in years if row["status"] == "ok")
        return {"mean": "среднее за годы", "last": "последний из годов", "sum": "сумма за годы"}[
            rating.period
        ] + f": {parts}"


def _exact(given: Fraction) -> str:
    from svod.wording.numbers import plain

    return plain(given, 6)
