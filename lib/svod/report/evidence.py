"""What a finding consists of: its words, its evidence, how sure it is."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from svod.blocks import Quoted, Ref, Sentence, Table
from svod.params.methodology import Indicator
from svod.report.assessment import NO_DATA
from svod.report.losses import deficit_rank, indicators_of, lost_by_item, own_losses
from svod.report.open import Item, Report, shared_once
from svod.wording.numbers import counted
from svod.wording.phrases import OF_MUNICIPALITIES, threshold_mark

__all__ = ["Found", "moved_words", "named", "proof", "quoted", "weakest", "without_data"]


class Found(NamedTuple):
    """A finding, its evidence, and its size as a share of the attainable points, by which findings are ordered."""

    size: float
    said: Sentence
    proof: Sentence


def quoted(table: Table, key: str, **columns: str) -> dict[str, Quoted | Ref]:
    """Numbers of one row by the names of a sentence's fields, and the table itself."""
    return {"table": table.ref("Таблица"), **{name: table.quote(key, column) for name, column in columns.items()}}


_WORTH_TELLING, _TOLD = Fraction(1, 10), {"region": 2, "own": 3}
"""The least share of the attainable points whose loss is told, and how many items the findings name at most."""


def named(report: Report) -> list[Item]:
    """Items whose losses the findings name, in the order they are told; advice begins with the weakest of each.

    Of a municipality those where it is behind the median; nothing where it is nowhere behind.
    """
    if not report.focus:
        return [loss.item for loss in lost_by_item(report)[: _TOLD["region"]] if loss.share >= _WORTH_TELLING]
    ordered = own_losses(report)
    return list(ordered[ordered["assessed"] & (ordered["behind_median"] > 0)]["item"])[: _TOLD["own"]]


def weakest(report: Report, item: Item) -> Indicator:
    """The indicator of an item with the largest deficit."""
    return min(indicators_of(report, item), key=lambda one: deficit_rank(report, one))


@shared_once
def without_data(report: Report) -> dict[str, frozenset[str]]:
    """Municipalities that have not sent everything, by item."""
    yearly = report.assessment.yearly
    rows = yearly[yearly["status"] == NO_DATA]
    owner = "indicator" if report.procedure else "procedure"
    return {item.key: frozenset(rows.loc[rows[owner] == item.key, "municipality"]) for item in report.items}


def proof(report: Report, table: Table, *items: Item) -> Sentence:
    """How sure a statement about the points of some items is, and where it comes from."""
    absent = frozenset().union(*(without_data(report)[item.key] for item in items))
    where = "по ним" if len(items) > 1 else "по этому показателю" if report.procedure else "по этой процедуре"
    whose = "самого муниципалитета" if absent == {report.focus} else counted(len(absent), OF_MUNICIPALITIES)
    sure = f"Уверенность умеренная: {where} нет части данных {whose}" if absent else "Значения полны"
    designed = any(threshold_mark(one) for item in items for one in indicators_of(report, item))
    ground = "; баллы зависят от проектных порогов" if designed else ""
    return Sentence(f"{sure}{ground}. {{table}}.", {"table": table.ref("Таблица")})


def moved_words(change: Quoted, field: str, feminine: bool = False) -> str:
    """«вырос ({field} п. п.)», «снизилась ({field} п. п.)», «не изменился»."""
    if change.shown[0] not in "+−":
        return f"не изменил{'ась' if feminine else 'ся'}"
    verb = f"вырос{'ла' if feminine else ''}" if change.shown[0] == "+" else f"снизил{'ась' if feminine else 'ся'}"
    return f"{verb} ({{{field}}} п. п.)"
