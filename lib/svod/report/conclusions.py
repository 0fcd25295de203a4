"""Part nine, second half: findings ranked by size, each with its evidence; recommendations by addressee; what data cannot say."""

from __future__ import annotations

from fractions import Fraction
from typing import NamedTuple

from svod.blocks import Findings, Heading, Note, Ref, Sentence, Text, Together
from svod.params.methodology import Indicator
from svod.report.advice import lift_text, recommendations_table
from svod.report.assessment import NO_DATA
from svod.report.dynamics import dynamics_figure, moves
from svod.report.losses import item_words, losses_table, lost_by_item, own_losses, own_losses_table
from svod.report.open import Report
from svod.report.rating import not_assessed, not_assessed_table, rating_table
from svod.wording.numbers import counted, plural
from svod.wording.phrases import OF_MUNICIPALITIES, join, upper_first

__all__ = ["conclusions", "findings", "limits", "lost", "recommendations"]


def lost(report: Report) -> Together:
    """Part 9: where points are lost."""
    table = own_losses_table(report) if report.focus else losses_table(report)
    said = Sentence(
        "Потери баллов разобраны в {table}, изменения по годам показаны на {figure}; выводы идут по величине "
        "отклонения.",
        {"table": table.ref("таблице"), "figure": Ref("ris-9-1", "рисунке 9.1")},
    )
    return Together(Text.of(said), table)


def conclusions(report: Report) -> Together:
    """Part 9: findings, the largest first, and how things moved."""
    return Together(Heading("Выводы"), findings(report), dynamics_figure(report))


def recommendations(report: Report) -> Together:
    """Part 9: who should do what, and the shortest way to the next level."""
    table = recommendations_table(report)
    lifts = [lift_text(report)] if report.focus else []
    if not table.rows:
        return Together(Heading("Рекомендации"), Text.of("Баллы нигде не потеряны, рекомендовать нечего."), *lifts)
    said = Text.of(
        Sentence(
            "Рекомендации по адресатам собраны в {table}; каждая вызвана дефицитом, который назван рядом.",
            {"table": table.ref("таблице")},
        )
    )
    return Together(Heading("Рекомендации"), said, *lifts, table)


class Found(NamedTuple):
    """A finding, its evidence, and its size as a share of the attainable points, by which findings are ordered."""

    size: float
    said: Sentence
    proof: Sentence


def findings(report: Report) -> Findings:
    """Three to seven findings, the largest first."""
    found = [*(_own(report) if report.focus else _region(report)), *_movement(report), *_absent(report)]
    found.sort(key=lambda item: -item.size)
    return Findings(tuple((item.said, item.proof) for item in found[:7]))


def _sure(report: Report, threshold: bool = True) -> str:
    """How sure a statement about points is."""
    yearly = report.assessment.yearly
    absent = yearly[yearly["status"] == NO_DATA]["municipality"].nunique()
    base = (
        "высокая: данные прислали все муниципалитеты"
        if not absent
        else f"умеренная: нет части данных {counted(absent, OF_MUNICIPALITIES)}"
    )
    return base + ("; пороги баллов проектные" if threshold else "")


def _deficit(report: Report, key: str) -> str:
    return report.params.recommendations[key].deficit if report.procedure else ""


def _worst_indicator(report: Report, procedure: str) -> Indicator:
    """Indicator of a procedure on which the region, or the municipality of the report, loses most."""
    rows = report.assessment.indicators
    chosen = rows.loc[[report.focus]] if report.focus else rows
    return max(
        report.params.methodology.of(procedure),
        key=lambda item: item.maximum - sum(chosen[item.code], Fraction(0)) / len(chosen),
    )


def _region(report: Report) -> list[Found]:
    table, ordered = losses_table(report), lost_by_item(report)
    found = []
    for rank, loss in enumerate(ordered[:2]):
        if loss.share < Fraction(1, 10):
            continue
        key = loss.item.key.replace(".", "-")
        fields = {
            "mean": table.quote(key, "mean"),
            "of": table.quote(key, "maximum"),
            "full": table.quote(key, "full"),
            "none": table.quote(key, "none"),
            "lost": table.quote(key, "lost"),
        }
        opening = (
            f"Больше всего баллов область теряет на {item_words(report, loss.item, 'показателе')}"
            if report.procedure
            else f"Самые большие потери даёт {item_words(report, loss.item, 'показатель')}"
        )
        if rank:
            opening = (
                f"Заметны потери и на {item_words(report, loss.item, 'показателе')}"
                if report.procedure
                else f"Следующая по потерям – {item_words(report, loss.item, 'показатель')}"
            )
        if report.procedure:
            said, tail = f"{opening}: {_deficit(report, loss.item.key)}. Потеряно", ""
        else:
            worst = _worst_indicator(report, loss.item.key)
            deficit = report.params.recommendations[worst.code].deficit
            said, tail = f"{opening}: потеряно", f" Внутри неё слабее всего показатель {worst.code}: {deficit}."
        found.append(
            Found(
                float(loss.share),
                Sentence(
                    f"{said} {{lost}} % возможного, в среднем набрано {{mean}} из {{of}}; "
                    f"{_with(loss.full, 'полный балл', '{full}')}, "
                    f"{_with(loss.none, 'ни одного балла', '{none}')}.{tail}",
                    fields,
                ),
                Sentence(f"Уверенность {_sure(report)}. {{table}}.", {"table": table.ref("Таблица")}),
            )
        )
    best = ordered[-1]
    if len(ordered) > 1 and best.share < ordered[0].share:
        key = best.item.key.replace(".", "-")
        strength = f": {report.params.recommendations[best.item.key].strength}" if report.procedure else ""
        found.append(
            Found(
                float(1 - best.share) * 0.3,
                Sentence(
                    f"{'Сильная сторона области' if report.procedure else 'Крепче всего'} – "
                    f"{item_words(report, best.item)}{strength}. В среднем набрано {{mean}} из {{of}}; "
                    f"{_with(best.full, 'полный балл', '{full}')}.",
                    {
                        "full": table.quote(key, "full"),
                        "mean": table.quote(key, "mean"),
                        "of": table.quote(key, "maximum"),
                    },
                ),
                Sentence(f"Уверенность {_sure(report)}. {{table}}.", {"table": table.ref("Таблица")}),
            )
        )
    return [*found, *_gap(report)]


def _gap(report: Report) -> list[Found]:
    """Distance between the first and the last place, and how firm the first is."""
    rating, table = report.rating, rating_table(report)
    first, last = rating.index[0], rating.index[-1]
    gap = int(rating.at[first, "percent"]) - int(rating.at[last, "percent"])
    leaders, firm = rating.index[rating["place"] == 1], report.intervals.loc[first]
    fields = {
        "a": table.quote(first, "percent"),
        "b": table.quote(last, "percent"),
        "range": table.quote(first, "places"),
        "table": table.ref("Таблица"),
    }
    said = "Итоги муниципалитетов лежат в пределах от {b} до {a} %."
    if len(leaders) == 1 and firm["low"] == firm["high"]:
        said += f" Первое место ({rating.at[first, 'name']}) сохраняется при любом из рассмотренных вариантов методики."
    elif len(leaders) == 1:
        said += f" При ином выборе методики {rating.at[first, 'name']} занимал бы места {{range}}."
    return [
        Found(
            gap / 100 * 0.4,
            Sentence(said, fields),
            Sentence(
                "Уверенность в крайних местах высокая, в соседних – низкая: их меняет выбор методики. {table}.", fields
            ),
        )
    ]


def _with(count: int, what: str, field: str) -> str:
    """«полный балл – у 13 муниципалитетов», «полный балл – ни у кого»."""
    return f"{what} – у {field} {plural(count, OF_MUNICIPALITIES)}" if count else f"{what} – ни у кого"


def _own(report: Report) -> list[Found]:
    table, ordered, found = own_losses_table(report), own_losses(report), []
    behind = ordered[ordered["behind_median"] > 0]
    for _, row in behind.head(3).iterrows():
        item = row["item"]
        key = item.key.replace(".", "-")
        balls = plural(item.maximum, ("балла", "баллов", "баллов"))
        fields = {
            "own": table.quote(key, "points"),
            "of": table.quote(key, "maximum"),
            "gap": table.quote(key, "median"),
            "place": table.quote(key, "place"),
            "table": table.ref("Таблица"),
        }
        detail = (
            _deficit(report, item.key)
            if report.procedure
            else report.params.recommendations[_worst_indicator(report, item.key).code].deficit
        )
        found.append(
            Found(
                float(row["behind_median"] / report.maximum) + 0.3,
                Sentence(
                    f"{upper_first(item_words(report, item))}: {{own}} из {{of}} {balls}, {{gap}} к медиане "
                    f"области. Дефицит: {detail}. С медианным баллом место было бы {{place}}.",
                    fields,
                ),
                Sentence(f"Уверенность {_sure(report)}. {{table}}.", fields),
            )
        )
    full = ordered[(ordered["lost"] == 0) & (ordered["behind_median"] <= 0)]
    ahead = ordered[ordered["behind_median"] < 0]
    strong = full if len(full) else ahead.iloc[::-1]
    if len(strong):
        names = join(item_words(report, item) for item in list(strong["item"])[:3])
        verb = "получен весь возможный балл" if len(full) else "баллов больше, чем у половины области"
        found.append(
            Found(
                0.2,
                Sentence(f"Сильная сторона: {names} – {verb}.", {}),
                Sentence("Уверенность высокая. {table}.", {"table": table.ref("Таблица")}),
            )
        )
    if behind.empty and not len(strong):
        found.append(
            Found(
                0.1,
                Sentence("Ни по одной строке отставания от медианы области нет."),
                Sentence("{table}.", {"table": table.ref("Таблица")}),
            )
        )
    return found


def _movement(report: Report) -> list[Found]:
    """How the region or the municipality moved over the years."""
    moved = moves(report)
    if moved is None or moved.change.empty:
        return []
    data = dynamics_figure(report).data
    figure = dynamics_figure(report).ref("Рисунок")
    names = report.assessment.names
    if report.focus:
        if report.focus not in moved.change.index:
            return []
        fields = {
            "change": data.quote(report.focus, "change"),
            "median": data.quote("median", "change"),
            "figure": figure,
        }
        return [
            Found(
                abs(float(moved.change[report.focus])) / 100,
                Sentence(
                    f"С {moved.first} по {moved.last} год годовой результат изменился на {{change}} п. п., у "
                    f"медианы области – на {{median}} п. п.",
                    fields,
                ),
                Sentence(
                    "Уверенность умеренная: часть изменения объясняется возвратом к среднему (часть 10). {figure}.",
                    fields,
                ),
            )
        ]
    ordered = moved.change.sort_values(ascending=False, kind="stable")
    up, down = ordered.index[0], ordered.index[-1]
    fields = {
        "median": data.quote("median", "change"),
        "up": data.quote(up, "change"),
        "down": data.quote(down, "change"),
        "figure": figure,
    }
    return [
        Found(
            float(max(abs(ordered.iloc[0]), abs(ordered.iloc[-1]))) / 200,
            Sentence(
                f"За {moved.first}–{moved.last} годы медиана годового результата изменилась на {{median}} п. п.; "
                f"дальше всех вверх ушёл {names[up]} "
                f"({{up}} п. п.), вниз – {names[down]} ({{down}} п. п.).",
                fields,
            ),
            Sentence("Уверенность умеренная: у малых муниципалитетов годовые колебания велики. {figure}.", fields),
        )
    ]


def _absent(report: Report) -> list[Found]:
    """Points forgone because nothing could be assessed."""
    table = not_assessed_table(report)
    if not table.rows:
        return []
    codes = [report.focus] if report.focus else list(report.assessment.period.index)
    gone = {code: not_assessed(report, code) for code in codes}
    lost = sum(report.params.methodology.indicator(item).maximum for items in gone.values() for item in items)
    who = sum(bool(items) for items in gone.values())
    rule = (
        "По методике это ноль баллов, хотя «не применимо» не значит «плохо»"
        if report.params.methodology.rating.not_assessed == "zero"
        else "Итог пересчитан по остальным показателям"
    )
    said = (
        f"Показатели {join(gone[report.focus])} не оценены: измерять было нечего или данных нет."
        if report.focus
        else f"У {who} {plural(who, OF_MUNICIPALITIES)} часть показателей не оценена: измерять было нечего или "
        "данных нет."
    )
    return [
        Found(
            lost / max(report.maximum * len(codes), 1),
            Sentence(f"{said} {rule}; что изменил бы пересчёт, показано в {{table}}.", {"table": table.ref("таблице")}),
            Sentence("Уверенность высокая: так устроены данные."),
        )
    ]


def limits(report: Report) -> Note:
    """What the data cannot say: the procedure's own words, or what a sum of points hides."""
    if report.procedure is not None:
        return Note(report.params.words[report.procedure.id].limits, "О чём данные не говорят")
    return Note(
        "Сумма баллов складывает разные вещи: один и тот же итог получается из разных сильных и слабых сторон. "
        "Балл показывает, перейдён ли порог, "
        "и не различает тех, кто близко к нему и далеко от него. Распределение баллов по процедурам и пороги "
        "проектные, поэтому небольшая разница "
        "мест не означает разницы в качестве. Состав обучающихся и условия муниципалитетов в баллах не учтены.",
        "О чём данные не говорят",
    )
