"""Part nine: where points are lost, what follows from it, who should do what, and what the data cannot say."""

from __future__ import annotations

from svod.blocks import Heading, Note, Ref, Sentence, Text, Together
from svod.report.advice import lift_text, recommendations_table
from svod.report.dynamics import dynamics_figure
from svod.report.findings import findings
from svod.report.losses import losses_table, nothing_lost, own_losses, own_losses_table
from svod.report.open import Report

__all__ = ["conclusions", "limits", "lost", "recommendations"]


def lost(report: Report) -> Together:
    """Part 9: where points are lost."""
    table = own_losses_table(report) if report.focus else losses_table(report)
    what = "Баллы разобраны" if nothing_lost(report) else "Потери баллов разобраны"
    said = Sentence(
        f"{what} в {{table}}, изменения по годам показаны на {{figure}}; выводы идут по величине отклонения.",
        {"table": table.ref("таблице"), "figure": Ref("ris-9-1", "рисунке 9.1")},
    )
    return Together(Text.of(said), table)


def conclusions(report: Report) -> Together:
    """Part 9: findings, the largest first, and how things moved."""
    return Together(Heading("Выводы"), findings(report), dynamics_figure(report))


def recommendations(report: Report) -> Together:
    """Part 9: who should do what, and the shortest way to the next level."""
    table, lifts = recommendations_table(report), [lift_text(report)] if report.focus else []
    if nothing_lost(report):
        idle = report.focus and not own_losses(report)["assessed"].any()
        why = "Оценивать было нечего" if idle else "Потерь по оценённым показателям нет"
        return Together(Heading("Рекомендации"), Text.of(f"{why}, рекомендации не требуются."))
    if not table.rows:
        ahead = "Баллы потеряны только на показателях, по которым муниципалитет выше медианы области; рекомендаций нет."
        return Together(Heading("Рекомендации"), Text.of(ahead), *lifts)
    said = Sentence(
        "Рекомендации по адресатам собраны в {table}; каждая вызвана дефицитом, который назван рядом.",
        {"table": table.ref("таблице")},
    )
    return Together(Heading("Рекомендации"), Text.of(said), *lifts, table)


def limits(report: Report) -> Note:
    """What the data cannot say: the procedure's own words, or what a sum of points hides."""
    if report.procedure is not None:
        return Note(report.params.words_of(report.procedure.id).limits, "О чём данные не говорят")
    return Note(
        "Сумма баллов складывает разные вещи: один и тот же итог получается из разных сильных и слабых сторон. Балл "
        "показывает, перейдён ли порог, и не различает тех, кто близко к нему и далеко от него. Распределение баллов "
        "по процедурам и пороги проектные, поэтому небольшая разница мест не означает разницы в качестве. Состав "
        "обучающихся и условия муниципалитетов в баллах не учтены.",
        "О чём данные не говорят",
    )
