"""Findings about one municipality: behind and ahead of the median, how firm its place is, how it moved."""

from __future__ import annotations

import pandas as pd

from svod.blocks import Sentence, dashed
from svod.report.dynamics import dynamics_figure
from svod.report.evidence import Found, moved_words, named, proof, quoted, weakest
from svod.report.losses import indicators_of, item_words, lag, own_losses, own_losses_table
from svod.report.moves import moves
from svod.report.open import Item, Report
from svod.report.rating import rating_table
from svod.report.sensitivity import most_methods
from svod.report.values import own_row
from svod.wording.numbers import plural
from svod.wording.phrases import OF_BALLS, join, rule_text, upper_first

__all__ = ["own_findings"]


def own_findings(report: Report) -> list[Found]:
    """What the points and the years say of the municipality."""
    ordered = own_losses(report)
    known = ordered[ordered["assessed"]]
    found = [_behind(report, item) for item in named(report)] or _lost_most(report, known[known["gainable"] > 0])
    return [*found, *_strong(report, known), _hold(report), *_movement(report)]


# --- what the points say --------------------------------------------------------------------------------------------


def _behind(report: Report, item: Item) -> Found:
    table, row = own_losses_table(report), own_losses(report).loc[item.key]
    # For the first, or where a tie is wide, the median point changes no place, and there is nothing to say.
    same = row["place_if_median"] == report.rating.at[report.focus, "place"]
    moved = "" if same else " С медианным баллом место было бы {place}."
    said = Sentence(
        f"{upper_first(item_words(report, item))}: {{own}} из {{of}} {plural(item.maximum, OF_BALLS)}, {{gap}} к "
        f"медиане области.{_deficit(report, item)}{moved}",
        quoted(table, dashed(item.key), own="points", of="maximum", gap="median", place="place"),
    )
    return Found(float(row["behind_median"] / report.maximum) + 0.3, said, proof(report, table, item))


def _deficit(report: Report, item: Item) -> str:
    """What is lacking in an item; nothing where the sum is behind and no indicator is."""
    worst = weakest(report, item)
    if lag(report, worst) < 0:
        return ""
    rule = f" ({rule_text(worst)})" if report.procedure else ""
    return f" Дефицит: {report.params.recommendations[worst.code].deficit}{rule}."


def _lost_most(report: Report, lost: pd.DataFrame) -> list[Found]:
    """Where most is lost by one who is nowhere behind the median."""
    if lost.empty:
        return []
    table, most = own_losses_table(report), lost[lost["lost"] == lost["lost"].max()]
    level = most.iloc[0]["behind_median"] == 0
    alike = most[(most["maximum"] == most.iloc[0]["maximum"]) & ((most["behind_median"] == 0) == level)]
    items = list(alike["item"])[:3]
    said = Sentence(
        f"По баллам ни одна строка не ниже медианы области. Больше всего потеряно: "
        f"{join(item_words(report, item) for item in items)} – {'по ' if len(items) > 1 else ''}{{lost}} из {{of}}; "
        f"при медианном балле потеря была бы {'той же' if level else 'больше'}.",
        quoted(table, dashed(items[0].key), lost="lost", of="maximum"),
    )
    return [Found(float(alike.iloc[0]["lost"] / report.maximum) + 0.2, said, proof(report, table, *items))]


def _strong(report: Report, known: pd.DataFrame) -> list[Found]:
    """Where the municipality has all points, or more than the median; the furthest ahead of it first."""
    if known.empty:
        return []
    table = own_losses_table(report)
    shown = known[[not _is_hidden(report, item) for item in known["item"]]].sort_values("behind_median", kind="stable")
    full, ahead = shown[shown["lost"] == 0], shown[shown["behind_median"] < 0]
    if not known["lost"].any():
        names = join(item.code if report.procedure else f"№ {item.code}" for item in ahead["item"])
        over = f"; выше медианы области – {names}" if names else ""
        said = f"{_full(report, known)}{over}."
        return [Found(0.2, Sentence(said), proof(report, table, *known["item"]))]
    both = full[full["behind_median"] < 0]
    strong = both if len(both) else full[full["behind_median"] == 0]
    if strong.empty and ahead.empty:
        return []
    verb = "получен весь возможный балл" if len(strong) else "баллов больше, чем у половины муниципалитетов области"
    items = list((strong if len(strong) else ahead)["item"])[:3]
    opening = "Сильные стороны" if len(items) > 1 else "Сильная сторона"
    said = f"{opening}: {join(item_words(report, item) for item in items)} – {verb}."
    return [Found(0.2, Sentence(said), proof(report, table, *items))]


def _full(report: Report, known: pd.DataFrame) -> str:
    """That all points were got on what was assessed; that nothing is lost only where nothing was left out."""
    if len(known) == 1:
        one = "единственному оценённому показателю" if report.procedure else "единственной оценённой процедуре"
        return f"По {one} получен полный балл"
    what = "показателям" if report.procedure else "процедурам"
    rest = ", потерь нет" if len(known) == len(report.items) else ""
    return f"Полный балл по всем оценённым {what} ({len(known)}){rest}"


def _is_hidden(report: Report, item: Item) -> bool:
    """Whether a value behind an indicator is hidden, so that no finding may tell its side of the threshold."""
    if report.procedure is None:
        return False
    years, (indicator,) = report.params.edition.years, indicators_of(report, item)
    return any(own_row(report, indicator, year)["hidden"] for year in years)


# --- what the method and the years say ------------------------------------------------------------------------------


def _hold(report: Report) -> Found:
    """How firm one municipality's place is; said last, for it is about the method and not about the results."""
    table, firm = rating_table(report), report.intervals.loc[report.focus]
    fields = quoted(table, report.focus, place="place", range="places")
    most = most_methods(report.params.methodology.rating.uncertainty)
    said = (
        f"Место {{place}} сохраняется в {most} рассмотренных вариантов методики."
        if firm["low"] == firm["high"]
        else f"Место {{place}} зависит от выбора методики: в {most} рассмотренных вариантов "
        "оно лежит в пределах {range}."
    )
    return Found(0.0, Sentence(said, fields), Sentence("{table}.", fields))


def _movement(report: Report) -> list[Found]:
    """How the municipality moved over the years, beside the median of the region."""
    moved, figure = moves(report), dynamics_figure(report)
    if moved is None or report.focus not in moved.change.index:
        return []
    change, median = (figure.data.quote(key, "change") for key in (report.focus, "median"))
    own, region = moved_words(change, "change"), moved_words(median, "median", feminine=True)
    still = "{" not in own
    beside = "как и медиана области" if still and "{" not in region else f"медиана области {region}"
    said = f"С {moved.first} по {moved.last} год годовой результат {own}, {beside}."
    fields = {"change": change, "median": median, "figure": figure.ref("Рисунок")}
    sure = "" if still else "Насколько ожидаемо изменение последнего года, разбирает часть 10. "
    size = abs(float(moved.change[report.focus])) / 100
    return [Found(size, Sentence(said, fields), Sentence(f"{sure}{{figure}}.", fields))]
