"""Part eight: levels, places, how firm the places are, and the map."""

from __future__ import annotations

from collections.abc import Sequence

from svod.blocks import Note, Ref, Sentence, Text, Together
from svod.report.open import Report
from svod.report.rating import idle, levels_table, not_assessed_table, printed_form, rating_table, tile_figure
from svod.report.sensitivity import most_methods
from svod.wording.numbers import counted, number, plural
from svod.wording.phrases import BALLS, MUNICIPALITIES, OF_MUNICIPALITIES, SPREAD_OF_METHODS, join

__all__ = [
    "levels",
    "map_of_levels",
    "place_text",
    "place_words",
    "places_note",
    "places_text",
    "printed",
    "rating",
    "rule_differences",
    "unassessed",
]


def levels(report: Report) -> Together:
    """How the municipalities fall into levels."""
    return Together(places_text(report), levels_table(report))


def rating(report: Report) -> Together:
    """All places, one's own read aloud first, and what the range of places means."""
    own = [place_text(report)] if report.focus else []
    return Together(*own, rating_table(report), places_note(report))


def unassessed(report: Report) -> Together:
    """What could not be assessed, and what it costs; nothing where everything was."""
    table = not_assessed_table(report)
    if not table.rows:
        return Together()
    said = Sentence(
        "Не все показатели удалось оценить хотя бы за один год; чего это стоит, показано в {table}.",
        {"table": table.ref("таблице")},
    )
    return Together(Text.of(said), table)


def map_of_levels(report: Report) -> Together:
    """The tile map."""
    return Together(tile_figure(report))


def printed(report: Report) -> Together:
    """The rating in the form of the collection, and where points and percents disagree on a level."""
    table = printed_form(report)
    said = Text.of(Sentence("Рейтинг в форме сборника приведён в {table}.", {"table": table.ref("таблице")}))
    return Together(rule_differences(report), said, table)


def places_text(report: Report) -> Text:
    """The rating read aloud: levels, first and last, how firm the places are."""
    levels, table, rating = levels_table(report), rating_table(report), report.rating
    names = {level.number: level.name for level in report.params.methodology.rating.levels}
    counts = [(number_, int((rating["level"] == number_).sum())) for number_ in sorted(names, reverse=True)]
    filled = [(number_, count) for number_, count in counts if count]
    fields = {f"n{number_}": levels.quote(f"level-{number_}", "count") for number_, _ in filled}
    listed = join(f"«{names[number_].lower()}» – {{n{number_}}}" for number_, _ in filled)
    first = rating.index[rating["place"] == 1]
    fields |= {
        "table": levels.ref("таблица"),
        "rating": table.ref("таблице"),
        "map": Ref("ris-8-1", "рисунке 8.1"),
        "top": table.quote(first[0], "percent"),
        "low": table.quote(rating.index[-1], "percent"),
    }
    empty = [f"«{names[number_].lower()}»" for number_, count in counts if not count]
    none = f" Уровн{'я' if len(empty) == 1 else 'ей'} {join(empty)} нет ни у одного." if empty else ""
    last = rating.index[rating["place"] == rating["place"].max()]
    leaders, bottom = f"{'занимает' if len(first) == 1 else 'делят'} {_listed(report, first)}", _listed(report, last)
    return Text.of(
        Sentence(f"По уровням муниципалитеты распределились так: {listed} ({{table}}).{none}", fields),
        Sentence(
            f"Первое место {leaders} ({{top}} %), последнее – {bottom} ({{low}} %); полный рейтинг приведён "
            "в {rating}, расположение муниципалитетов – на {map}.",
            fields,
        ),
        *([] if report.focus else _idle_words(report)),
    )


def _idle_words(report: Report) -> list[str]:
    """That a place is of somebody of whom nothing could be assessed."""
    names = [report.assessment.names[code] for code in idle(report) if report.focus in (None, code)]
    if not names:
        return []
    zero = report.params.methodology.rating.not_assessed == "zero"
    cost = "по методике это ноль баллов, место и уровень о работе не говорят"
    return [
        f"{join(names)} по этой процедуре не оценивал{'ся' if len(names) == 1 else 'ись'}{': ' + cost if zero else ''}."
    ]


def _listed(report: Report, codes: Sequence[str]) -> str:
    """Names of a few municipalities, the number of many."""
    return join(report.rating.loc[codes, "name"]) if len(codes) <= 4 else counted(len(codes), MUNICIPALITIES)


def place_words(report: Report) -> str:
    """What a place means: how many share it, how many places and municipalities there are."""
    places = report.rating["place"]
    alike, last = int((places == places[report.focus]).sum()), int(places.max())
    if alike == 1:
        return f"всего мест {last}, муниципалитетов {len(places)}"
    return f"делят {alike} из {counted(len(places), OF_MUNICIPALITIES)}; всего мест {last}"


def place_text(report: Report) -> Text:
    """One municipality's place, level and the places that hold when the method is varied."""
    table = rating_table(report)
    row, firm = report.rating.loc[report.focus], report.intervals.loc[report.focus]
    name = report.params.methodology.rating.levels[row["level"] - 1].name.lower()
    fields = {key: table.quote(report.focus, key) for key in ("place", "points", "percent", "places")}
    most = most_methods(report.params.methodology.rating.uncertainty)
    firmness = (
        f"в {most} вариантов методики оно же"
        if firm["low"] == firm["high"]
        else f"в {most} вариантов методики – места {{places}}"
    )
    said = Sentence(
        f"{report.municipality.name} набрал {{points}} из {report.divisor} баллов, или {{percent}} %: место {{place}} "
        f"({place_words(report)}; {firmness}), уровень «{name}» ({{table}}).",
        {**fields, "table": table.ref("таблица")},
    )
    return Text.of(said, *_idle_words(report))


def places_note(report: Report) -> Note:
    """What the column of places means."""
    settings = report.params.methodology.rating.uncertainty
    return Note(
        f"Столбец «Места при иной методике»: в этих границах место остаётся в {most_methods(settings)} из "
        f"{number(settings.draws)} расчётов, в которых менялись веса (на ±{number(settings.weights * 100)} %), "
        "способы сложения и нормировки и правило для отсутствующих данных, исключалась одна процедура или один "
        f"показатель, отдельные баллы сдвигались на ступень. {SPREAD_OF_METHODS} "
        "Границы приведены к шкале напечатанных мест. Черта – место по действующей методике. Набор вариантов "
        "проектный.",
        kind="note",
    )


def rule_differences(report: Report) -> Text:
    """Which municipalities would be of another level by the published bands of points."""
    levels = {level.number: level.name.lower() for level in report.params.methodology.rating.levels}
    table, rating = rating_table(report), report.rating
    by_points = report.params.methodology.rating.level_rule == "points"
    found = [] if by_points else [code for code, row in rating.iterrows() if row["level_points"] != row["level"]]
    if not found:
        return Text.of(
            "По интервалам баллов из таблицы уровней все муниципалитеты получили бы тот же уровень, что и по проценту."
        )
    fields, said = {}, []
    for i, code in enumerate(found):
        fields[f"p{i}"] = table.quote(code, "points")
        name, points, by_percent, other = rating.loc[code, ["name", "points", "level", "level_points"]]
        balls = plural(points, BALLS)
        said.append(f"{name} ({{p{i}}} {balls}: по проценту «{levels[by_percent]}», по баллам «{levels[other]}»)")
    return Text.of(
        Sentence(
            "Таблица уровней задаёт и проценты, и баллы, и в ней они не всегда сходятся. По баллам уровень был бы "
            f"другим: {join(said)}.",
            fields,
        )
    )
