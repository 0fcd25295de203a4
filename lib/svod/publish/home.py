"""index.html: the region on a map of tiles, four ratings, and the way to every page."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from svod import __version__
from svod.params.region import Municipality
from svod.publish.overview import Overview
from svod.publish.previous import Since, previous_edition
from svod.publish.site import (
    Link,
    checked,
    environment,
    front_shell,
    group_page,
    municipality_page,
    procedure_page,
    stamp_of,
)
from svod.report.assessment import Assessment
from svod.store import Snapshot
from svod.wording.numbers import counted, typography

__all__ = ["home_page", "search_words"]


class Tile(NamedTuple):
    """One municipality on the map."""

    place: Municipality
    href: str
    rank: int
    percent: int
    level: int
    word: str


class Found(NamedTuple):
    """An entry of a list that the search looks through; by `more` words where nothing is found by the others."""

    key: str
    number: int
    link: Link
    words: str
    short: str
    more: str = ""


def search_words(*texts: str) -> str:
    """Words by whose beginnings an entry is found: lower case, ё as е, each once, compounds in parts, «7.1» whole."""
    return " ".join(dict.fromkeys(re.findall(r"[a-zа-я0-9]+(?:\.\d+)*", " ".join(texts).lower().replace("ё", "е"))))


_PAGES = (
    Link(
        "map.html",
        "Карта процедур: показатели мотивирующего мониторинга, системы и треки механизмов управления (приложение 1)",
    ),
    Link(
        "about.html",
        "Об издании: методика, исходные файлы, что в нём проектное, чем опубликованные числа отличаются от расчёта",
    ),
)
"""The pages at the end of the list, found by their words."""

SHOWN = 12
"""Pages that are not in order and are listed by name."""


def home_page(assessment: Assessment, snapshot: Snapshot, marks: Mapping[str, tuple[str, str]] | None = None) -> str:
    """The first page of an edition.

    Parameters
    ----------
    assessment : Assessment
        Of all procedures.
    snapshot : Snapshot
        The data it rests on: whether they are «учебные данные», and how many files they came in.
    marks : mapping of page to (str, str), optional
        Pages that are not in order: «устарела» or «не собрана», and what the page is called.

    Returns
    -------
    str
        HTML, the same for the same data, methodology and version of the library.
    """
    params, overview = assessment.params, Overview(assessment, snapshot.demo)
    news, changed = _changed(overview)
    stamp, line = stamp_of(assessment)
    overall = params.methodology.rating.overall
    page = (
        environment()
        .get_template("home.html.j2")
        .render(
            page=front_shell(params, "Регион в целом", "index.html", "home"),
            over=typography(params.edition.title),
            stamp=stamp,
            line=line,
            demo=snapshot.demo,
            overview=overview,
            tiles=_tiles(assessment),
            width=max(item.tile.column for item in params.region.municipalities),
            levels=params.methodology.rating.levels,
            map_caption=typography(
                f"Итог по всем группам показателей, % от {counted(overall.divisor, ('балла', 'баллов', 'баллов'))}. "
                "Плитка – муниципалитет; расположение на карте условное"
            ),
            groups=[(group, Link(group_page(group.id), group.short)) for group in overview.groups],
            pages=[(link, search_words(link.label)) for link in _PAGES],
            procedures=[(group, _procedures(assessment, group.id)) for group in params.methodology.rating.groups],
            people=_people(assessment),
            news=news,
            changed=changed,
            facts=_facts(assessment, snapshot),
            marks=marks or {},
            unready=_unready(marks or {}),
        )
    )
    return checked(page, "index.html")


def _changed(overview: Overview) -> tuple[str, Overview | Since]:
    """Heading of what has changed, and who tells it: since the edition before, else since this one was published."""
    before = previous_edition(overview.assessment)
    if before:
        return "Что изменилось с предыдущего издания", Since(overview.assessment, before, overview.demo)
    return "Чем расчёт отличается от опубликованного" if overview.assessment.params.published else "", overview


def _unready(marks: Mapping[str, tuple[str, str]]) -> list[tuple[str, list[Link], int]]:
    """What is wrong with pages, the first of them, and how many more there are."""
    kinds: dict[str, list[Link]] = {}
    for page, (mark, title) in marks.items():
        kinds.setdefault(mark, []).append(Link(page, title))
    words = {"устарела": "Устаревшие страницы", "не собрана": "Ещё не собранные страницы"}
    return [
        (f"{words[mark]}: {len(own)}", own[:SHOWN] if mark == "устарела" else [], max(0, len(own) - SHOWN))
        for mark, own in sorted(kinds.items(), reverse=True)
    ]


def _tiles(assessment: Assessment) -> list[Tile]:
    rating = assessment.rating("overall")
    levels = assessment.params.methodology.rating.levels
    by_place = sorted(assessment.params.region.municipalities, key=lambda item: (item.tile.row, item.tile.column))
    return [
        Tile(
            item,
            municipality_page(item.code),
            int(row["place"]),
            int(row["percent"]),
            int(row["level"]),
            levels[int(row["level"]) - 1].name,
        )
        for item in by_place
        for row in [rating.loc[item.code]]
    ]


def _procedures(assessment: Assessment, group: str) -> list[Found]:
    return [
        Found(
            item.id,
            item.number,
            Link(procedure_page(item.id), item.title),
            search_words(f"процедура {item.number}", item.title, item.short),
            item.short,
            search_words(*(f"{one.code} {one.name}" for one in assessment.params.methodology.of(item.id))),
        )
        for item in assessment.params.procedures_of(group)
    ]


def _people(assessment: Assessment) -> list[Found]:
    return [
        Found(
            item.code,
            0,
            Link(municipality_page(item.code), item.name),
            search_words(item.name, item.full_name, item.tile.short),
            item.name,
        )
        for item in assessment.params.region.municipalities
    ]


def _facts(assessment: Assessment, snapshot: Snapshot) -> list[tuple[str, str]]:
    params = assessment.params
    edition, method = params.edition, params.methodology
    designed = sum(item.basis.threshold == "designed" for item in method.indicators)
    files = counted(len(snapshot.sources), ("файл", "файла", "файлов"))
    facts = [
        (
            "Издание",
            f"{edition.id}, редакция {edition.revision}, {'проект' if edition.status == 'draft' else 'опубликовано'}",
        ),
        ("Методика", f"{method.rating.title}; sha256 {method.sha256[:12]}…"),
        ("Данные", ("учебные, " if snapshot.demo else "") + f"{files}; годы {edition.period}"),
        ("Программа", f"svod {__version__}"),
    ]
    if designed:
        share = (
            "всех показателей"
            if designed == len(method.indicators)
            else f"{designed} из {len(method.indicators)} показателей"
        )
        facts.append(("Пороги", f"у {share} проектные: замените утверждёнными"))
    if params.published:
        facts.append(("Сравнение", f"{params.published.source.title}"))
    return [(name, typography(text)) for name, text in facts]
