"""The findings of part nine, ranked by size, each with its evidence."""

from __future__ import annotations

from svod.blocks import Findings, Sentence
from svod.report.assessment import NO_DATA, NOT_APPLICABLE, NOT_HELD
from svod.report.evidence import Found
from svod.report.open import Report
from svod.report.own_findings import own_findings
from svod.report.rating import not_assessed, not_assessed_table
from svod.report.region_findings import region_findings
from svod.wording.numbers import plural
from svod.wording.phrases import OF_MUNICIPALITIES, join

__all__ = ["findings"]


def findings(report: Report) -> Findings:
    """Three to seven findings, the largest first."""
    found = [*(own_findings(report) if report.focus else region_findings(report)), *_absent(report)]
    found.sort(key=lambda item: -item.size)
    return Findings(tuple((item.said, item.proof) for item in found[:7]))


def _absent(report: Report) -> list[Found]:
    """Points forgone because nothing could be assessed."""
    table, method = not_assessed_table(report), report.params.methodology
    if not table.rows:
        return []
    codes = [report.focus] if report.focus else list(report.assessment.period.index)
    gone = {code: not_assessed(report, code) for code in codes}
    lost = sum(method.indicator(item).maximum for items in gone.values() for item in items)
    who = sum(map(bool, gone.values()))
    what = (
        _unassessed(gone[report.focus])
        if report.focus
        else f"У {who} {plural(who, OF_MUNICIPALITIES)} часть показателей не оценена"
    )
    why, doubt = _why(report, gone)
    zero = method.rating.not_assessed == "zero"
    rule = f"По методике это ноль баллов{doubt}" if zero else "Итог пересчитан по остальным показателям"
    said = Sentence(f"{what}: {why}. {rule}.")
    shown = Sentence("Что изменил бы пересчёт, показано в {table}.", {"table": table.ref("таблице")})
    return [Found(lost / (report.maximum * len(codes)), said, shown)]


def _unassessed(codes: list[str]) -> str:
    return f"Показатель {codes[0]} не оценён" if len(codes) == 1 else f"Показатели {join(codes)} не оценены"


def _why(report: Report, gone: dict[str, list[str]]) -> tuple[str, str]:
    """Why indicators were not assessed, and what to think of their zero points."""
    owners, codes, statuses = (report.assessment.yearly[name] for name in ("municipality", "indicator", "status"))
    pairs = zip(owners, codes, statuses, strict=True)
    known = {status for owner, code, status in pairs if code in gone.get(owner, ()) and status != NOT_HELD}
    if known == {NO_DATA}:
        return "данных нет", ""
    nothing = "измерять было нечего"
    return (
        f"{nothing}{'' if known == {NOT_APPLICABLE} else ' или данных нет'}",
        ", хотя «не применимо» не значит «плохо»",
    )
