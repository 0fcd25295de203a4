"""What changed since the edition before: places, percents and levels as its last release prints them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from svod import paths
from svod.blocks import Cell, Column, LevelMark, Row, Sentence, Table, Text
from svod.params.methodology import Group
from svod.publish.reading import notebooks_of, read_report
from svod.publish.rules import groups_of
from svod.publish.site import group_page, municipality_page
from svod.report.assessment import Assessment
from svod.report.cells import count_cell
from svod.stats.scale import level_of_percent
from svod.wording.numbers import NBSP, counted
from svod.wording.phrases import OF_MUNICIPALITIES, lower_first

__all__ = ["Change", "Previous", "Since", "Standing", "previous_edition"]

LISTED = 10
"""Changes that the first page lists, the largest first."""


class Standing(NamedTuple):
    """Where a municipality stands in a rating."""

    place: int
    percent: int
    level: int


class Change(NamedTuple):
    """A municipality whose place or level in a rating is another than before."""

    group: Group
    code: str
    was: Standing
    now: Standing


@dataclass(frozen=True)
class Previous:
    """The edition before: what it is called, and its ratings by id and municipality."""

    title: str
    ratings: Mapping[str, Mapping[str, Standing]]


def previous_edition(assessment: Assessment) -> Previous | None:
    """The last release of the edition before this one; without any, the ratings published under another edition."""
    params, own = assessment.params, assessment.params.edition
    released = [
        (folder.parents[1].name, int(folder.name), folder)
        for folder in paths.output().glob("*/release/*")
        if folder.name.isdigit() and folder.parents[1].name < own.id
    ]
    if released:
        edition, revision, folder = max(released)
        ratings = {group.id: _printed(folder, group_page(group.id)) for group in groups_of(params)}
        return Previous(f"издание {edition} года, редакция {revision}", ratings)
    if params.published is None or own.published == own.id:
        return None
    bounds = [level.percent for level in params.methodology.rating.levels]
    printed = {
        id: {row.municipality: Standing(row.place, row.percent, level_of_percent(row.percent, bounds)) for row in rows}
        for id, rows in params.published.ratings.items()
    }
    return Previous(lower_first(params.published.source.title), printed)


def _printed(release: Path, page: str) -> dict[str, Standing]:
    """Places, percents and levels of a released rating; nothing where the release has none."""
    file = notebooks_of(release).get(page)
    for table in read_report(file, page).tables.values() if file else ():
        if {"name", "place", "percent", "level"} <= {column["key"] for column in table["columns"]}:
            rows = {row["key"]: row["cells"] for row in table["rows"] if "key" in row}
            return {
                code: Standing(int(cell["place"]["value"]), int(cell["percent"]["value"]), cell["level"]["level"])
                for code, cell in rows.items()
            }
    return {}


@dataclass(frozen=True)
class Since:
    """What the first page says of the changes since the edition before."""

    assessment: Assessment
    before: Previous
    demo: bool

    @cached_property
    def moved(self) -> list[Change]:
        """Changes of place and level, the furthest first."""
        found = []
        for group in groups_of(self.assessment.params):
            before = self.before.ratings.get(group.id, {})
            for code, row in self.assessment.rating(group.id).iterrows():
                now = Standing(int(row["place"]), int(row["percent"]), int(row["level"]))
                was = before.get(code, now)
                if (was.place, was.level) != (now.place, now.level):
                    found.append(Change(group, code, was, now))
        return sorted(found, key=lambda one: -abs(one.now.place - one.was.place))

    @property
    def changes(self) -> Table:
        """Table 6: the furthest moves, with both places, percents and levels."""
        names, levels = self.assessment.names, self.assessment.params.methodology.rating.levels
        rows = []
        for group, code, was, now in self.moved[:LISTED]:
            cells = {
                "rating": Cell(group.short),
                "name": Cell(names[code].replace(" ", NBSP), href=municipality_page(code)),
            }
            for tail, one in (("-was", was), ("", now)):
                cells |= {f"place{tail}": count_cell(one.place), f"percent{tail}": count_cell(one.percent)}
                cells[f"level{tail}"] = LevelMark(levels[one.level - 1].name, number=one.level)
            rows.append(Row(f"{group.id}-{code}", cells))
        heads = (("place", "Место"), ("percent", "Итог, %"), ("level", "Уровень"))
        columns = [Column("rating", "Рейтинг"), Column("name", "Муниципальное образование")]
        for key, word in heads:
            columns += [Column(f"{key}-was", f"{word}: было", numeric=key != "level")]
            columns += [Column(key, "стало", numeric=key != "level")]
        which = "Наибольшие перемещения" if len(self.moved) > LISTED else "Перемещения"
        caption = f"{which} с предыдущего издания"
        return Table("6", caption, tuple(columns), tuple(rows), css="moved", demo=self.demo, head="name")

    @property
    def news(self) -> Text:
        """Who rose and who fell over all groups, and what it is compared with."""
        against = f"Сравнивается с предыдущим: {self.before.title}."
        overall = [one for one in self.moved if one.group.id == "overall"]
        if not self.moved:
            return Text.of(against, "Все места и уровни те же.")
        up, down = (sum(side * (one.now.place - one.was.place) < 0 for one in overall) for side in (1, -1))
        better, worse = (sum(side * (one.now.level - one.was.level) > 0 for one in overall) for side in (1, -1))
        said = (
            f"По всем группам показателей место выше, чем было, у {counted(up, OF_MUNICIPALITIES)}, ниже – у {down}; "
            f"уровень выше у {better}, ниже у {worse} ({{table}})."
        )
        return Text.of(against, Sentence(said, {"table": self.changes.ref()}), *self._furthest(overall))

    def _furthest(self, moved: list[Change]) -> list[str]:
        """Who rose and who fell furthest over all groups."""
        said, names = [], self.assessment.names
        for verb, side in (("поднялся", 1), ("опустился", -1)):
            far = [one for one in moved if side * (one.was.place - one.now.place) > 0]
            if far:
                _, code, was, now = far[0]
                said.append(f"Дальше всех {verb} {names[code]}: место {was.place}, стало {now.place}.")
        return said
