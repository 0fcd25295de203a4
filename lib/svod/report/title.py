"""The top of a report: what it is, in what state, and the answer in one paragraph."""

from __future__ import annotations

from svod.blocks import Sentence, dashed
from svod.report.losses import item_words, losses_table, lost_by_item, own_losses, own_losses_table
from svod.report.open import Report
from svod.report.opening import Opening, opened
from svod.report.own import below_median
from svod.report.places import levels_table, place_words, rating_table
from svod.wording.numbers import counted, plural
from svod.wording.phrases import BALLS, MUNICIPALITIES, OF_MUNICIPALITIES, join, lower_first

__all__ = ["opening"]


def opening(report: Report) -> Opening:
    """Title, state of the edition and the lede of any report."""
    period, region = report.params.edition.period, report.params.region
    if report.kind == "map":
        over = f"Приложение 1. Процедуры и показатели оценки качества образования {region.genitive}"
        return opened(report, over, "Карта процедур и показателей", _map_lede(report))
    if report.kind == "procedure":
        over = f"{report.procedure.section}. {report.procedure.analysis_title}, {period} годы"
        return opened(report, over, report.procedure.title, _region_lede(report))
    if report.focus:
        what = (
            f"по процедуре № {report.procedure.number} «{report.procedure.title}»"
            if report.procedure
            else f"по результатам {len(report.procedures)} процедур оценки качества образования"
        )
        over = f"Аналитическая справка {what}, {period} годы"
        return opened(report, over, report.municipality.full_name, _own_lede(report))
    what = (
        f"Мотивирующая аналитика по показателям {report.group.genitive}"
        if report.kind == "group"
        else "Мотивация вклада муниципальной образовательной системы в эффективность системы управления качеством "
        "образования"
    )
    over = f"{report.group.section}. {what}, {period} годы"
    return opened(report, over, report.group.rating_title, _region_lede(report))


def _region_lede(report: Report) -> Sentence:
    """Who is first, how the levels fall, where most is lost."""
    rating, levels, table, lost = report.rating, levels_table(report), rating_table(report), losses_table(report)
    first = rating.index[rating["place"] == 1]
    names = {level.number: level.name.lower() for level in report.params.methodology.rating.levels}
    most = int(rating["level"].value_counts().idxmax())
    having = plural(int((rating["level"] == most).sum()), OF_MUNICIPALITIES)
    worst = lost_by_item(report)[0]
    few = len(first) <= 3
    leaders = join(rating.at[code, "name"] for code in first) if few else f"сразу {counted(len(first), MUNICIPALITIES)}"
    fields = {
        "top": table.quote(first[0], "percent"),
        "most": levels.quote(f"level-{most}", "count"),
        "lost": lost.quote(dashed(worst.item.key), "lost"),
    }
    verb = "занимает" if len(first) == 1 else "делят"
    where = item_words(report, worst.item, "показателе")
    loses = f"Больше всего область теряет на {where}: {{lost}} % возможных баллов."
    return Sentence(
        f"Первое место {verb} {leaders}: {{top}} % возможного. Уровень «{names[most]}» – у {{most}} {having} из "
        f"{len(rating)}. {loses if worst.share else 'Баллов область не теряет.'}",
        fields,
    )


def _own_lede(report: Report) -> Sentence:
    """Level, place, the largest deficit against the median."""
    row, table = report.rating.loc[report.focus], rating_table(report)
    name = report.params.methodology.rating.levels[row["level"] - 1].name.lower()
    fields = {"percent": table.quote(report.focus, "percent"), "place": table.quote(report.focus, "place")}
    what = f"По процедуре «{report.procedure.short}»" if report.procedure else "По всем группам показателей"
    kind = "городской округ" if report.municipality.type == "ГО" else "муниципальный район"
    said = f"{what} {kind} на уровне «{name}»: {{percent}} %, место {{place}} ({place_words(report)})."
    losses = own_losses(report)
    worst, whole = losses.iloc[0], bool(losses["assessed"].all())
    if not worst["assessed"]:
        nothing = f"{what} {kind} не оценивался: ни по одному показателю нет значений"
        return Sentence(f"{nothing}. По методике это {{percent}} %, место {{place}} ({place_words(report)}).", fields)
    if worst["behind_median"] <= 0:
        return Sentence(f"{said} {_not_behind(report, whole)}", fields)
    fields["gap"] = own_losses_table(report).quote(dashed(worst["item"].key), "median")
    balls = plural(worst["behind_median"], BALLS)
    where = f"{'на' if report.procedure else 'по'} {item_words(report, worst['item'], 'показателе')}"
    among = "Сильнее" if whole else f"Из оценённых {'показателей' if report.procedure else 'процедур'} сильнее"
    return Sentence(f"{said} {among} всего он отстаёт от медианы области {where}: {{gap}} {balls}.", fields)


def _not_behind(report: Report, whole: bool) -> str:
    """By points nothing is behind the median of the region; by values something may be."""
    if report.procedure is None:
        return f"По баллам ни одна {'процедура' if whole else 'из оценённых процедур'} не ниже медианы области."
    said = f"По баллам ни один {'показатель' if whole else 'из оценённых показателей'} не ниже медианы области"
    below = [item.code for item in below_median(report)]
    if not below:
        return f"{said}."
    return f"{said}; по значению ниже медианы – {join(below)}."


def _map_lede(report: Report) -> Sentence:
    params, groups = report.params, report.params.methodology.rating.groups
    listed = join(f"{lower_first(group.name)} – {len(params.procedures_of(group.id))}" for group in groups)
    forms = ("процедура", "процедуры", "процедур")
    procedures = counted(len(params.procedures), forms)
    indicators = counted(len(params.methodology.indicators), ("показатель", "показателя", "показателей"))
    held = sum(bool(one.motivating.indicators) for one in params.procedures)
    linked = f"{plural(held, ('соотнесена', 'соотнесены', 'соотнесены'))} {counted(held, forms)}"
    return Sentence(
        f"На карте {procedures} и {indicators}. С показателями мотивирующего мониторинга {linked}, с системами "
        f"управленческих механизмов – все {len(params.procedures)}. Процедур по группам: {listed}."
    )
