"""The top of a report: what it is, in what state, and the answer in one paragraph."""

from __future__ import annotations

from svod.blocks import Sentence
from svod.report.losses import item_words, losses_table, lost_by_item, own_losses, own_losses_table
from svod.report.open import Opening, Report
from svod.report.places import levels_table, rating_table
from svod.wording.numbers import number, plural
from svod.wording.phrases import BALLS, join, lower_first

__all__ = ["opening"]


def opening(report: Report) -> Opening:
    """Title, state of the edition and the lede of any report."""
    period, region = report.params.edition.period, report.params.region
    if report.kind == "procedure":
        return report.opening(
            f"{report.procedure.section}. {report.procedure.analysis_title}, {period} годы",
            report.procedure.title,
            _region_lede(report),
        )
    if report.kind == "pair":
        return report.opening(
            f"Аналитическая справка по процедуре № {report.procedure.number} «{report.procedure.title}», {period} годы",
            report.municipality.full_name,
            _own_lede(report),
        )
    if report.kind == "municipality":
        return report.opening(
            f"Аналитическая справка по результатам {len(report.procedures)} процедур оценки качества образования, {period} годы",
            report.municipality.full_name,
            _own_lede(report),
        )
    if report.kind == "map":
        return report.opening(
            f"Приложение 1. Процедуры и показатели оценки качества образования {region.genitive}",
            "Карта процедур и показателей",
            _map_lede(report),
        )
    group = report.group
    over = (
        f"{group.section}. Мотивирующая аналитика по показателям {group.genitive}, {period} годы"
        if report.kind == "group"
        else f"{group.section}. Мотивация вклада муниципальной образовательной системы в эффективность системы управления качеством образования, {period} годы"
    )
    return report.opening(over, group.rating_title, _region_lede(report))


def _region_lede(report: Report) -> Sentence:
    """Who is first, how the levels fall, where most is lost."""
    rating, levels, table, lost = report.rating, levels_table(report), rating_table(report), losses_table(report)
    first = rating.index[rating["place"] == 1]
    names = {level.number: level.name.lower() for level in report.params.methodology.rating.levels}
    most = int(rating["level"].value_counts().idxmax())
    worst = lost_by_item(report)[0]
    leaders = (
        join(rating.at[code, "name"] for code in first)
        if len(first) <= 3
        else f"сразу {number(len(first))} муниципалитетов"
    )
    fields = {
        "top": table.quote(first[0], "percent"),
        "most": levels.quote(f"level-{most}", "count"),
        "lost": lost.quote(worst.item.key.replace(".", "-"), "lost"),
    }
    verb = "занимает" if len(first) == 1 else "делят"
    return Sentence(
        f"Первое место {verb} {leaders}: {{top}} % возможного. На уровне «{names[most]}» – {{most}} из {len(rating)} муниципалитетов. "
        f"Больше всего область теряет на {item_words(report, worst.item, 'показателе')}: {{lost}} % возможных баллов.",
        fields,
    )


def _own_lede(report: Report) -> Sentence:
    """Level, place, the largest deficit against the median."""
    row, table = report.rating.loc[report.focus], rating_table(report)
    name = report.params.methodology.rating.levels[row["level"] - 1].name.lower()
    last = int(report.rating["place"].max())
    fields = {"percent": table.quote(report.focus, "percent"), "place": table.quote(report.focus, "place")}
    what = f"По процедуре «{report.procedure.short}»" if report.procedure else "По всем группам показателей"
    kind = "городской округ" if report.municipality.type == "ГО" else "муниципальный район"
    said = f"{what} {kind} на уровне «{name}»: {{percent}} %, место {{place}} из {last}."
    ordered = own_losses(report)
    worst = ordered.iloc[0]
    if worst["behind_median"] > 0:
        key = worst["item"].key.replace(".", "-")
        fields["gap"] = own_losses_table(report).quote(key, "median")
        behind = plural(worst["behind_median"], BALLS)
        where = item_words(report, worst["item"], "показателе")
        said += f" Сильнее всего он отстаёт от медианы области на {where}: {{gap}} {behind}."
        if not report.procedure:
            said = said.replace("на процедуре", "по процедуре")
    else:
        said += " Ни по одной строке он не отстаёт от медианы области."
    return Sentence(said, fields)


def _map_lede(report: Report) -> Sentence:
    method, groups = report.params.methodology, report.params.methodology.rating.groups
    listed = join(f"{lower_first(group.name)} – {len(report.params.procedures_of(group.id))}" for group in groups)
    return Sentence(
        f"{len(report.params.procedures)} процедур и {len(method.indicators)} показателей соотнесены с показателями мотивирующего мониторинга и с системами и треками "
        f"управленческих механизмов. Процедур по группам: {listed}."
    )
