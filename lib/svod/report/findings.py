"""The findings of part nine, ranked by size, each with its evidence."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from svod.blocks import Findings, Quoted, Ref, Sentence, Table, dashed
from svod.params.methodology import Indicator
from svod.report.assessment import NO_DATA
from svod.report.dynamics import Moves, dynamics_figure, moves
from svod.report.losses import (
    Loss,
    deficit_rank,
    indicators_of,
    item_words,
    losses_table,
    lost_by_item,
    own_losses,
    own_losses_table,
)
from svod.report.open import Item, Report, shared_once
from svod.report.rating import not_assessed, not_assessed_table, rating_table
from svod.report.sensitivity import most_methods
from svod.wording.numbers import counted, plural
from svod.wording.phrases import OF_BALLS, OF_MUNICIPALITIES, join, upper_first

__all__ = ["findings", "without_data"]


class Found(NamedTuple):
    """A finding, its evidence, and its size as a share of the attainable points, by which findings are ordered."""

    size: float
    said: Sentence
    proof: Sentence


def findings(report: Report) -> Findings:
    """Three to seven findings, the largest first."""
    standing = [*_own(report), _hold(report)] if report.focus else [*_losses(report), *_strength(report), _gap(report)]
    found = [*standing, *_movement(report), *_absent(report)]
    found.sort(key=lambda item: -item.size)
    return Findings(tuple((item.said, item.proof) for item in found[:7]))


# --- what the points say --------------------------------------------------------------------------------------------


def _quoted(table: Table, key: str, **columns: str) -> dict[str, Quoted | Ref]:
    """Numbers of one row by the names of a sentence's fields, and the table itself."""
    return {"table": table.ref("Таблица"), **{name: table.quote(key, column) for name, column in columns.items()}}


def _proof(report: Report, table: Table) -> Sentence:
    """How sure a statement about points is, and where it comes from."""
    absent = without_data(report)
    sure = (
        f"умеренная: нет части данных {counted(absent, OF_MUNICIPALITIES)}"
        if absent
        else "высокая: данные прислали все муниципалитеты"
    )
    return Sentence(f"Уверенность {sure}; пороги баллов проектные. {{table}}.", {"table": table.ref("Таблица")})


@shared_once
def without_data(report: Report) -> int:
    """How many municipalities have not sent everything."""
    yearly = report.assessment.yearly
    return int(yearly[yearly["status"] == NO_DATA]["municipality"].nunique())


def _with(count: int, what: str, field: str) -> str:
    """«полный балл – у 13 муниципалитетов», «полный балл – ни у кого»."""
    return f"{what} – у {field} {plural(count, OF_MUNICIPALITIES)}" if count else f"{what} – ни у кого"


def _weakest(report: Report, item: Item) -> Indicator:
    """An indicator, or the one of a procedure on which the deficit of the region or the municipality is largest."""
    return min(indicators_of(report, item), key=lambda one: deficit_rank(report, one))


def _losses(report: Report) -> list[Found]:
    """The two largest losses of the region, unless they are small."""
    form = "показателе" if report.procedure else "показатель"
    openings = (
        ("Больше всего баллов область теряет на", "Заметны потери и на")
        if report.procedure
        else ("Самые большие потери даёт", "Следующая по потерям –")
    )
    return [
        _loss(report, loss, f"{opening} {item_words(report, loss.item, form)}")
        for opening, loss in zip(openings, lost_by_item(report), strict=False)
        if loss.share >= Fraction(1, 10)
    ]


def _loss(report: Report, loss: Loss, opening: str) -> Found:
    table, worst = losses_table(report), _weakest(report, loss.item)
    deficit = report.params.recommendations[worst.code].deficit
    if report.procedure:
        said, tail = f"{opening}: {deficit}. Потеряно", ""
    else:
        said, tail = f"{opening}: потеряно", f" Внутри неё слабее всего показатель {worst.code}: {deficit}."
    key = dashed(loss.item.key)
    return Found(
        float(loss.share),
        Sentence(
            f"{said} {{lost}} % возможного, в среднем набрано {{mean}} из {{of}}; "
            f"{_with(loss.full, 'полный балл', '{full}')}, {_with(loss.none, 'ни одного балла', '{none}')}.{tail}",
            _quoted(table, key, mean="mean", of="maximum", full="full", none="none", lost="lost"),
        ),
        _proof(report, table),
    )


def _strength(report: Report) -> list[Found]:
    """What the region loses least on, where anything differs."""
    table, ordered = losses_table(report), lost_by_item(report)
    best = ordered[-1]
    if best.share == ordered[0].share:
        return []
    opening, strength = "Крепче всего", ""
    if report.procedure:
        opening, strength = "Сильная сторона области", f": {report.params.recommendations[best.item.key].strength}"
    said = Sentence(
        f"{opening} – {item_words(report, best.item)}{strength}. В среднем набрано {{mean}} из {{of}}; "
        f"{_with(best.full, 'полный балл', '{full}')}.",
        _quoted(table, dashed(best.item.key), mean="mean", of="maximum", full="full"),
    )
    return [Found(float(1 - best.share) * 0.3, said, _proof(report, table))]


def _gap(report: Report) -> Found:
    """Distance between the first and the last place, and how firm the first is."""
    rating, table = report.rating, rating_table(report)
    first, last = rating.index[0], rating.index[-1]
    fields = {
        **_quoted(table, first, a="percent", range="places"),
        "b": table.quote(last, "percent"),
    }
    said = "Итоги муниципалитетов лежат в пределах от {b} до {a} %."
    if (rating["place"] == 1).sum() == 1:
        name, firm = rating.at[first, "name"], report.intervals.loc[first]
        most = most_methods(report.params.methodology.rating.uncertainty)
        said += (
            f" Первое место ({name}) сохраняется в {most} рассмотренных вариантов методики."
            if firm["low"] == firm["high"]
            else f" В {most} рассмотренных вариантов методики {name} занимает места {{range}}."
        )
    proof = "Уверенность в крайних местах высокая, в соседних – низкая: их меняет выбор методики. {table}."
    size = int(rating.at[first, "percent"] - rating.at[last, "percent"]) / 100 * 0.4
    return Found(size, Sentence(said, fields), Sentence(proof, fields))


def _hold(report: Report) -> Found:
    """How firm one municipality's place is; said last, for it is about the method and not about the results."""
    table, firm = rating_table(report), report.intervals.loc[report.focus]
    fields = _quoted(table, report.focus, place="place", range="places")
    most = most_methods(report.params.methodology.rating.uncertainty)
    said = (
        f"Место {{place}} сохраняется в {most} рассмотренных вариантов методики."
        if firm["low"] == firm["high"]
        else f"Место {{place}} зависит от выбора методики: в {most} рассмотренных вариантов "
        "оно лежит в пределах {range}."
    )
    return Found(0.0, Sentence(said, fields), Sentence("Уверенность высокая: варианты посчитаны. {table}.", fields))


def _own(report: Report) -> list[Found]:
    """Where one municipality is furthest behind the median, and where it is strong."""
    table, ordered = own_losses_table(report), own_losses(report)
    behind = ordered[ordered["assessed"] & (ordered["behind_median"] > 0)]
    found = [_behind(report, row["item"], row["behind_median"]) for _, row in behind.head(3).iterrows()]
    full = ordered[(ordered["lost"] == 0) & (ordered["behind_median"] <= 0)]
    strong = full if len(full) else ordered[ordered["behind_median"] < 0].iloc[::-1]
    reference = {"table": table.ref("Таблица")}
    if len(strong):
        names = join(item_words(report, item) for item in list(strong["item"])[:3])
        verb = "получен весь возможный балл" if len(full) else "баллов больше, чем у половины области"
        said = Sentence(f"Сильная сторона: {names} – {verb}.")
        found.append(Found(0.2, said, Sentence("Уверенность высокая. {table}.", reference)))
    elif behind.empty and ordered["assessed"].any():
        said = Sentence("Ни по одной строке отставания от медианы области нет.")
        found.append(Found(0.1, said, Sentence("{table}.", reference)))
    return found


def _behind(report: Report, item: Item, gap: Fraction) -> Found:
    table, deficit = own_losses_table(report), report.params.recommendations[_weakest(report, item).code].deficit
    # For the first, or where a tie is wide, the median point changes no place, and there is nothing to say.
    row = own_losses(report).loc[item.key]
    same = row["place_if_median"] == report.rating.at[report.focus, "place"]
    moved = "" if same else " С медианным баллом место было бы {place}."
    said = Sentence(
        f"{upper_first(item_words(report, item))}: {{own}} из {{of}} {plural(item.maximum, OF_BALLS)}, {{gap}} к "
        f"медиане области. Дефицит: {deficit}.{moved}",
        _quoted(table, dashed(item.key), own="points", of="maximum", gap="median", place="place"),
    )
    return Found(float(gap / report.maximum) + 0.3, said, _proof(report, table))


# --- what the years say ---------------------------------------------------------------------------------------------


def _movement(report: Report) -> list[Found]:
    """How the region or the municipality moved over the years."""
    moved = moves(report)
    if moved is None or moved.change.empty or (report.focus and report.focus not in moved.change.index):
        return []
    return [_own_movement(report, moved) if report.focus else _region_movement(report, moved)]


def _own_movement(report: Report, moved: Moves) -> Found:
    figure = dynamics_figure(report)
    fields = {
        "change": figure.data.quote(report.focus, "change"),
        "median": figure.data.quote("median", "change"),
        "figure": figure.ref("Рисунок"),
    }
    said = (
        f"С {moved.first} по {moved.last} год годовой результат изменился на {{change}} п. п., у медианы области – на "
        "{median} п. п."
    )
    proof = "Уверенность умеренная: часть изменения объясняется возвратом к среднему (часть 10). {figure}."
    return Found(abs(float(moved.change[report.focus])) / 100, Sentence(said, fields), Sentence(proof, fields))


def _region_movement(report: Report, moved: Moves) -> Found:
    figure, names = dynamics_figure(report), report.assessment.names
    ordered = moved.change.sort_values(ascending=False, kind="stable")
    up, down = ordered.index[0], ordered.index[-1]
    fields = {
        **{name: figure.data.quote(key, "change") for name, key in (("median", "median"), ("up", up), ("down", down))},
        "figure": figure.ref("Рисунок"),
    }
    said = (
        f"За {moved.first}–{moved.last} годы медиана годового результата изменилась на {{median}} п. п.; дальше всех "
        f"вверх ушёл {names[up]} ({{up}} п. п.), вниз – {names[down]} ({{down}} п. п.)."
    )
    proof = "Уверенность умеренная: у малых муниципалитетов годовые колебания велики. {figure}."
    return Found(float(max(abs(ordered))) / 200, Sentence(said, fields), Sentence(proof, fields))


# --- what could not be assessed -------------------------------------------------------------------------------------


def _unassessed(codes: list[str]) -> str:
    return f"Показатель {codes[0]} не оценён" if len(codes) == 1 else f"Показатели {join(codes)} не оценены"


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
    rule = (
        "По методике это ноль баллов, хотя «не применимо» не значит «плохо»"
        if method.rating.not_assessed == "zero"
        else "Итог пересчитан по остальным показателям"
    )
    said = Sentence(
        f"{what}: измерять было нечего или данных нет. {rule}; что изменил бы пересчёт, показано в {{table}}.",
        {"table": table.ref("таблице")},
    )
    return [Found(lost / (report.maximum * len(codes)), said, Sentence("Уверенность высокая: так устроены данные."))]
