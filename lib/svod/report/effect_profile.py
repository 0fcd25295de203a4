"""Part ten of one municipality over all procedures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import pandas as pd

from svod.blocks import Cell, Column, Row, Sentence, Table, Text
from svod.report.expectation import (
    VERDICT_NOTE,
    expectation,
    expected_cells,
    expected_columns,
    expected_of,
    verdict_of,
    years_note,
)
from svod.report.open import Report, once
from svod.report.register import left_out, listed, measures, others, those_with_measures
from svod.wording.numbers import counted
from svod.wording.phrases import VERDICTS, join

__all__ = ["Outcome", "effect_by_procedure", "joined", "joint_verdict", "outcomes", "profile_text"]


class Outcome(NamedTuple):
    """A procedure with registered measures: the key of its verdict, and the expectation where there is one."""

    procedure: str
    verdict: str
    row: pd.Series | None


@once
def outcomes(report: Report) -> list[Outcome]:
    """Procedures of one municipality that have registered measures."""
    acted = set(measures(report)["procedure"])
    found = []
    for item in report.procedures:
        if item.id in acted:
            row = expected_of(expectation(report, item.id), report.focus)
            found.append(Outcome(item.id, verdict_of(row), row))
    return found


def joint_verdict(found: Sequence[Outcome]) -> str:
    """What most procedures with enough data say; «не отличается» where they disagree."""
    keys = [item.verdict for item in found if item.verdict != "unknown"]
    if not keys:
        return "unknown"
    return next((key for key in ("above", "below") if 2 * keys.count(key) > len(keys)), "same")


def profile_text(report: Report) -> Text:
    """How the joint verdict was reached."""
    found, years = outcomes(report), report.params.edition.years[-2:]
    if not found:
        said = (
            f"В реестре нет мер {report.municipality.genitive}, которые шли в {years[0]} и {years[1]} годах. Чтобы "
            "дать заключение, нужны меры с датами начала и окончания, процедурой или показателем и исполнителем."
        )
        return Text.of(said, *_out(report))
    counts = {key: sum(item.verdict == key for item in found) for key in VERDICTS}
    listed = join(f"«{VERDICTS[key].lower()}» – {count}" for key, count in counts.items() if count)
    table = effect_by_procedure(report)
    acted = those_with_measures(report) - {report.focus}
    common = "; меры были и среди них, поэтому общий для всех эффект мер так не увидеть" if acted else ""
    return Text.of(
        f"Меры зарегистрированы по {counted(len(found), ('процедуре', 'процедурам', 'процедурам'))}. "
        f"Результат {years[1]} года сопоставлен с тем, которого следовало ожидать по результату {years[0]} года и "
        f"движению остальных муниципалитетов{common}.",
        Sentence(f"Заключения по процедурам: {listed} ({{table}}).", {"table": table.ref("таблица")}),
        f"{joined(found)} Совпадение меры и изменения по времени не доказывает, что мера подействовала.",
        *_out(report),
    )


def _out(report: Report) -> list[Sentence]:
    """Registered measures that are not judged."""
    if others(report).empty:
        return []
    return [Sentence("В сравнение не вошли меры: {out}.", {"out": left_out(report)})]


def joined(found: Sequence[Outcome]) -> str:
    """Where the joint verdict comes from."""
    joint, keys = joint_verdict(found), [item.verdict for item in found if item.verdict != "unknown"]
    if not keys:
        return "Данных не хватает по всем этим процедурам."
    if 2 * keys.count(joint) > len(keys):
        return "Общее заключение совпадает с заключением по большинству процедур, по которым данных достаточно."
    return f"Заключения по процедурам расходятся, поэтому общее – «{VERDICTS[joint].lower()}»."


@once
def effect_by_procedure(report: Report, number_: str = "10.1") -> Table:
    """Measures of one municipality by procedure with the observed and the expected result."""
    acted, rows = measures(report), []
    for id, key, row in outcomes(report):
        procedure = report.params.procedure(id)
        cells = {
            "procedure": Cell(f"{procedure.number} {procedure.short}", href=report.link("procedure", id)),
            "measures": Cell(listed(acted[acted["procedure"] == id])),
            **expected_cells(report, report.focus, row, id),
            "verdict": Cell(VERDICTS[key].lower()),
        }
        rows.append(Row(id, cells))
    columns = (
        Column("procedure", "Процедура"),
        Column("measures", "Меры"),
        *expected_columns(report),
        Column("verdict", "Заключение"),
    )
    return Table(
        number_,
        f"Меры и результаты по процедурам, {report.municipality.name}",
        columns,
        tuple(rows),
        css="wide",
        demo=report.demo,
        note=f"Результат – процент от возможных баллов года. {years_note(report)} Интервал предсказания обрезан "
        f"границами шкалы. {VERDICT_NOTE}",
    )
