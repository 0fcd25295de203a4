"""Findings about the region: where points are lost and where they are not, the ends of the rating, how it moved."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from svod.blocks import Quoted, Ref, Sentence, dashed
from svod.report.dynamics import dynamics_figure
from svod.report.evidence import Found, moved_words, named, proof, quoted, weakest
from svod.report.losses import Loss, item_words, losses_table, lost_by_item
from svod.report.moves import moves
from svod.report.open import Report
from svod.report.rating import rating_table
from svod.report.sensitivity import most_methods
from svod.wording.numbers import counted, plural, signed
from svod.wording.phrases import MUNICIPALITIES, OF_MUNICIPALITIES, join, rule_text, upper_first

__all__ = ["region_findings"]

_STRONG = Fraction(1, 5)
"""Share of the attainable points below whose loss an indicator is called strong."""


def region_findings(report: Report) -> list[Found]:
    """What the points and the years say of the region."""
    told = lost_by_item(report)[: len(named(report))]
    lost = [_loss(report, loss, i) for i, loss in enumerate(told)]
    return [*lost, *_least_lost(report, told), _ends(report), *_movement(report)]


# --- losses ---------------------------------------------------------------------------------------------------------


def _loss(report: Report, loss: Loss, order: int) -> Found:
    table = losses_table(report)
    worst = weakest(report, loss.item)
    where = f"там, где {report.params.recommendations[worst.code].deficit}"
    where = (
        f"Баллы теряются {where} ({rule_text(worst)})."
        if report.procedure
        else f"Слабее всего показатель {worst.code}: баллы теряются {where}."
    )
    said = Sentence(
        f"{_opening(report, loss, order)}: потеряно {{lost}} % возможного, в среднем набрано {{mean}} из {{of}}; "
        f"{_full_and_none(loss)}. {where}",
        quoted(table, dashed(loss.item.key), mean="mean", of="maximum", full="full", none="none", lost="lost"),
    )
    return Found(float(loss.share), said, proof(report, table, loss.item))


def _opening(report: Report, loss: Loss, order: int) -> str:
    if loss.comparative:
        name = upper_first(item_words(report, loss.item))
        return f"{name} сравнивает муниципалитет с областью, полный балл у всех невозможен"
    if report.procedure:
        opening = ("Больше всего баллов область теряет на", "Заметны потери и на")[order]
        return f"{opening} {item_words(report, loss.item, 'показателе')}"
    return f"{('Самые большие потери даёт', 'Следующая по потерям –')[order]} {item_words(report, loss.item)}"


def _full_and_none(loss: Loss) -> str:
    """«полный балл – у 13 муниципалитетов, нуля нет ни у одного»; and how many were not assessed."""
    absent = f"; у {counted(loss.absent, OF_MUNICIPALITIES)} оценки нет" if loss.absent else ""
    return _among_assessed(loss) + absent


def _among_assessed(loss: Loss) -> str:
    if not loss.full and not loss.none:
        return "полного балла и нуля нет ни у одного муниципалитета"
    full, none = (plural(count, OF_MUNICIPALITIES) for count in (loss.full, loss.none))
    if not loss.full:
        return f"полного балла нет ни у одного муниципалитета, ни одного балла – у {{none}} {none}"
    rest = f"ни одного балла – у {{none}} {none}" if loss.none else "нуля нет ни у одного"
    return f"полный балл – у {{full}} {full}, {rest}"


def _least_lost(report: Report, told: list[Loss]) -> list[Found]:
    """What the region loses least on; strong only where little is lost."""
    table, ordered = losses_table(report), [loss for loss in lost_by_item(report) if not loss.comparative]
    if not ordered or ordered[-1] in told or ordered[-1].share == ordered[0].share:
        return []
    best = ordered[-1]
    if report.procedure and best.share < _STRONG:
        strength = report.params.recommendations[best.item.key].strength
        opening = f"Сильная сторона области – {item_words(report, best.item)}: {strength}"
    else:
        least = "Меньше всего потеряно на" if report.procedure else "Меньше всего потерь в"
        opening = f"{least} {item_words(report, best.item, 'показателе')} ({{lost}} %)"
    said = Sentence(
        f"{opening}. В среднем набрано {{mean}} из {{of}}; {_full_and_none(best)}.",
        quoted(table, dashed(best.item.key), mean="mean", of="maximum", full="full", none="none", lost="lost"),
    )
    return [Found(float(1 - best.share) * 0.3, said, proof(report, table, best.item))]


# --- the ends of the rating -----------------------------------------------------------------------------------------


def _ends(report: Report) -> Found:
    """Distance between the first and the last place, and how firm both are."""
    rating, table = report.rating, rating_table(report)
    first, last = rating.index[0], rating.index[-1]
    top, bottom = (rating.index[rating["place"] == rating.at[code, "place"]] for code in (first, last))
    (a, a_fixed), (b, b_fixed) = _range(report, top), _range(report, bottom)
    fields = {
        "most": table.quote(first, "percent"),
        "least": table.quote(last, "percent"),
        "first": a,
        "last": b,
        "table": table.ref("Таблица"),
    }
    methods = most_methods(report.params.methodology.rating.uncertainty)
    said = (
        f"Итоги муниципалитетов лежат в пределах от {{least}} до {{most}} %. В {methods} рассмотренных вариантов "
        f"методики {_who(report, top, 'первый')} {'место' if a_fixed else 'места'} {{first}}, "
        f"{_who(report, bottom, 'последний')} {'место' if b_fixed else 'места'} {{last}} "
        f"из {int(rating['place'].max())}."
    )
    moving = [end for end, fixed in (("первое", a_fixed), ("последнее", b_fixed)) if not fixed]
    sure = (
        f"Уверенность умеренная: выбор методики меняет {join(moving)} место"
        if moving
        else "Уверенность в крайних местах высокая"
    )
    size = int(rating.at[first, "percent"] - rating.at[last, "percent"]) / 100 * 0.4
    return Found(size, Sentence(said, fields), Sentence(f"{sure}. {{table}}.", fields))


def _who(report: Report, codes: pd.Index, which: str) -> str:
    """«первый (Челябинский ГО) занимает», «последние (5 муниципалитетов) занимают»."""
    if len(codes) == 1:
        return f"{which} ({report.rating.at[codes[0], 'name']}) занимает"
    return f"{which[:-2]}{'ые' if which == 'первый' else 'ие'} ({counted(len(codes), MUNICIPALITIES)}) занимают"


def _range(report: Report, codes: pd.Index) -> tuple[Quoted | str, bool]:
    """Places of those who share a place when the method is varied, and whether it is one place."""
    firm = report.intervals.loc[codes]
    low, high = int(firm["low"].min()), int(firm["high"].max())
    same = firm[(firm["low"] == low) & (firm["high"] == high)].index
    shown = rating_table(report).quote(same[0], "places") if len(same) else f"{low}–{high}"
    return shown, low == high


# --- the years ------------------------------------------------------------------------------------------------------


def _movement(report: Report) -> list[Found]:
    """How the median moved, and who moved furthest."""
    moved, figure = moves(report), dynamics_figure(report)
    if moved is None or moved.change.empty:
        return []
    fields: dict[str, Quoted | Ref] = {
        "median": figure.data.quote("median", "change"),
        "figure": figure.ref("Рисунок"),
    }
    said = (
        f"За {moved.first}–{moved.last} годы медиана годового результата "
        f"{moved_words(fields['median'], 'median', feminine=True)}"
    )
    ordered = moved.change.sort_values(ascending=False, kind="stable")
    for field, code, what in (("up", ordered.index[0], "рост"), ("down", ordered.index[-1], "снижение")):
        change = figure.data.quote(code, "change")
        if not change.shown.startswith("+" if field == "up" else "−"):
            continue
        fields[field] = change
        said += f"; наибольш{'ий' if field == 'up' else 'ее'} {what} {{{field}}} п. п. ({_furthest(report, change)})"
    proof_ = Sentence("Уверенность умеренная: у малых муниципалитетов годовые колебания велики. {figure}.", fields)
    return [Found(float(max(abs(ordered))) / 200, Sentence(f"{said}.", fields), proof_)]


def _furthest(report: Report, change: Quoted) -> str:
    """Names of up to three that moved by as much as is printed, else how many they are."""
    names = report.assessment.names
    alike = [names[code] for code, given in moves(report).change.items() if signed(given, 1) == change.shown]
    return join(alike) if len(alike) <= 3 else counted(len(alike), MUNICIPALITIES)
