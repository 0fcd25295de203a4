"""Part ten of one municipality in one procedure or group: what was expected of it, and its measures."""

from __future__ import annotations

import pandas as pd

from svod.blocks import Sentence, dashed
from svod.report.assessment import NO_DATA, NOT_APPLICABLE
from svod.report.effect_table import effect_table, figure_ref, named
from svod.report.expectation import expected_of, verdict_of
from svod.report.open import Report
from svod.report.own import own_values_table
from svod.report.register import left_out, measures, others
from svod.stats.expected import Expectation
from svod.wording.numbers import number
from svod.wording.phrases import join

__all__ = ["own_text"]


def own_text(report: Report, found: Expectation) -> list[Sentence | str]:
    """What one municipality came to against what was expected of it."""
    acted = measures(report)
    row = expected_of(found, report.focus)
    if row is None:
        return [_no_two_years(report), *named(effect_table(report))]
    table = effect_table(report)
    fields = {key: table.quote(report.focus, key) for key in ("previous", "current", "low", "high")}
    fields |= {"table": table.ref("таблица"), "figure": figure_ref("рисунок")}
    side = "внутри интервала" if verdict_of(row) == "same" else "вне интервала"
    still = number(row["previous"], 1) == number(row["current"], 1)
    came = "результат не изменился: {current} %" if still else "был результат {previous} %, стал {current} %"
    said = Sentence(
        f"У {report.municipality.genitive} {came}; ожидалось от {{low}} до {{high}} %: наблюдаемое {side} ({{table}}, "
        "{figure}).",
        fields,
    )
    return [said, *(_unjudged(report) if acted.empty else _judged(report, acted))]


def _no_two_years(report: Report) -> str:
    """Why nothing could be expected of the municipality."""
    years = report.params.edition.years[-2:]
    yearly = report.assessment.yearly
    own = yearly[(yearly["municipality"] == report.focus) & yearly["year"].isin(years)]
    statuses = set(own.loc[own["procedure"].isin([one.id for one in report.procedures]), "status"])
    if NOT_APPLICABLE in statuses and NO_DATA not in statuses:
        return (
            f"У {report.municipality.genitive} показатели процедуры в эти годы не применимы: измерять было нечего, "
            "поэтому ожидаемого результата и заключения нет."
        )
    return (
        f"Для {report.municipality.genitive} данных за два года подряд нет, поэтому заключение невозможно: нужны "
        "значения всех показателей процедуры за оба года."
    )


def _unjudged(report: Report) -> list[Sentence | str]:
    """Why nothing is said of measures."""
    before, last = report.params.edition.years[-2:]
    if others(report).empty:
        return [
            "Меры по этой процедуре в реестре не записаны, поэтому связать изменение с мерами нельзя. Нужны записи о "
            "мерах: что, когда, по какому показателю, кто исполнял."
        ]
    said = f"К изменению с {before} по {last} год записанные в реестре меры отношения не имеют: {{out}}."
    return [Sentence(said, {"out": left_out(report)})]


def _judged(report: Report, acted: pd.DataFrame) -> list[Sentence | str]:
    """Which measures the verdict stands beside, and how the indicators they are for moved."""
    before, last = report.params.edition.years[-2:]
    found = [
        Sentence(
            "Зарегистрированы меры: {what}. Совпадение по времени не доказывает, что изменение вызвано мерами.",
            {"what": join(f"«{measure}»" for measure in dict.fromkeys(acted["measure"]))},
        )
    ]
    codes = list(dict.fromkeys(acted["indicator"].dropna()))
    if codes and len(report.items) > 1:
        values = own_values_table(report)
        fields = {
            f"v{place}_{year}": values.quote(dashed(code), str(year))
            for place, code in enumerate(codes)
            for year in (before, last)
        }
        moved = "; ".join(f"{code}: {{v{place}_{before}}} → {{v{place}_{last}}}" for place, code in enumerate(codes))
        which = "к показателю" if len(codes) == 1 else "к показателям"
        said = f"Меры относятся {which} {moved} ({{table}}), а заключение дано о процедуре в целом."
        found.append(Sentence(said, {**fields, "table": values.ref("таблица")}))
    if not others(report).empty:
        found.append(Sentence("В сравнение не вошли: {out}.", {"out": left_out(report)}))
    return found
