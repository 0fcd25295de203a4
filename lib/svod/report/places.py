"""Part eight: levels, places, how firm the places are, and the map."""

from __future__ import annotations

from svod.blocks import Note, Ref, Sentence, Text, Together
from svod.report.open import Report
from svod.report.rating import levels_table, not_assessed_table, printed_form, rating_table, tile_figure
from svod.wording.numbers import counted, number, plural
from svod.wording.phrases import BALLS, MUNICIPALITIES, join

__all__ = [
    "levels",
    "map_of_levels",
    "place_text",
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
    said = Text.of(Sentence("В сборнике рейтинг печатается в две колонки ({table}).", {"table": table.ref("таблица")}))
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
        "map": _map_ref(report, "рисунке"),
        "top": table.quote(first[0], "percent"),
        "low": table.quote(rating.index[-1], "percent"),
    }
    empty = [names[number_].lower() for number_, count in counts if not count]
    said = [
        Sentence(
            f"По уровням муниципалитеты распределились так: {listed} ({{table}})."
            + (
                f" Уровн{'я' if len(empty) == 1 else 'ей'} {join((f'«{word}»' for word in empty), 'и')} нет ни "
                "у одного."
                if empty
                else ""
            ),
            fields,
        )
    ]
    leaders = (
        join(rating.at[code, "name"] for code in first) if len(first) <= 4 else counted(len(first), MUNICIPALITIES)
    )
    worst = rating.index[rating["place"] == rating["place"].max()]
    bottom = join(rating.at[code, "name"] for code in worst) if len(worst) <= 4 else counted(len(worst), MUNICIPALITIES)
    share = "занимает" if len(first) == 1 else "делят"
    said.append(
        Sentence(
            f"Первое место {share} {leaders} ({{top}} %), последнее – {bottom} ({{low}} %); полный рейтинг "
            f"приведён в {{rating}}, расположение муниципалитетов – на {{map}}.",
            fields,
        )
    )
    return Text.of(*said)


def _map_ref(report: Report, form: str):
    return Ref("ris-8-1", f"{form} 8.1")


def place_text(report: Report) -> Text:
    """One municipality's place, level and the places that hold when the method is varied."""
    table = rating_table(report)
    row, firm = report.rating.loc[report.focus], report.intervals.loc[report.focus]
    name = report.params.methodology.rating.levels[row["level"] - 1].name.lower()
    last = int(report.rating["place"].max())
    wide = int(firm["low"]) != int(firm["high"])
    fields = {key: table.quote(report.focus, key) for key in ("place", "points", "percent", "places")} | {
        "table": table.ref("таблица")
    }
    said = [
        Sentence(
            f"{report.municipality.name} набрал {{points}} из {report.divisor} баллов, или {{percent}} %: место "
            f"{{place}} из {last}"
            + (", (при ином выборе методики – места {places})" if wide else " и сохраняет его при ином выборе методики")
            + f", уровень «{name}» ({{table}}).".replace(", (", " ("),
            fields,
        )
    ]
    said[0] = Sentence(said[0].template.replace(", (при", " (при"), fields)
    return Text.of(*said)


def places_note(report: Report) -> Note:
    """What the column of places means."""
    settings = report.params.methodology.rating.uncertainty
    return Note(
        "Столбец «Места при иной методике»: в этих границах место остаётся в "
        f"{number((settings.interval[1] - settings.interval[0]) * 100)} % из "
        f"{number(settings.draws)} расчётов, в которых веса менялись на ±{number(settings.weights * 100)} %, "
        "способ сложения и нормировки, "
        "правило для отсутствующих данных, по одной исключались процедуры или показатели, а отдельные баллы "
        "сдвигались на ступень. "
        "Это разброс от выбора методики, а не статистическая погрешность: обследованы все муниципалитеты. "
        "Границы приведены к шкале "
        "напечатанных мест. Черта – место по действующей методике. Набор вариантов проектный.",
        kind="note",
    )


def rule_differences(report: Report) -> Text:
    """Which municipalities would be of another level by the published bands of points."""
    levels = {level.number: level.name.lower() for level in report.params.methodology.rating.levels}
    by_points = report.params.methodology.rating.level_rule == "points"
    other = "level" if not by_points else "level_points"
    table = rating_table(report)
    found = (
        [code for code, row in report.rating.iterrows() if row["level_points"] != row["level"]] if not by_points else []
    )
    if not found:
        return Text.of(
            "По интервалам баллов из таблицы уровней все муниципалитеты получили бы тот же уровень, что и по проценту."
        )
    fields, said = {}, []
    for i, code in enumerate(found):
        fields[f"p{i}"] = table.quote(code, "points")
        row = report.rating.loc[code]
        said.append(
            f"{row['name']} ({{p{i}}} {plural(row['points'], BALLS)}: по проценту "
            f"«{levels[report.rating.at[code, other]]}», по баллам "
            f"«{levels[report.rating.at[code, 'level_points']]}»)"
        )
    return Text.of(
        Sentence(
            "Таблица уровней задаёт и проценты, и баллы, и в ней они не всегда сходятся. По баллам уровень был "
            f"бы другим: {join(said)}.",
            fields,
        )
    )
