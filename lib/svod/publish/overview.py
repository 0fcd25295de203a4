"""The region at a glance: counts by level, ratings, how they differ from the published ones, and the words."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from svod.blocks import Bar, Cell, Column, LevelMark, Ref, Row, Sentence, Table, Text
from svod.blocks.mime import esc
from svod.params.methodology import Group
from svod.publish.rules import count, groups_of
from svod.publish.site import municipality_page
from svod.report.assessment import Assessment
from svod.wording.numbers import NBSP, counted, number
from svod.wording.phrases import lower_first

__all__ = ["Difference", "Overview", "difference_note", "differences"]

_ORDINALS = ("первом", "втором", "третьем")
CHANGES = 10
"""Changes that the first page lists; all of them stand on the page about the edition."""

_PEOPLE = ("муниципалитет", "муниципалитета", "муниципалитетов")


@dataclass(frozen=True)
class Mark(LevelMark):
    """A level where its word has no room: the mark, the word for those who listen."""

    def inner(self) -> str:
        return f'<i class="mk k{self.number}"></i><span class="vh">{esc(self.shown)}</span>'


@dataclass(frozen=True)
class Shares(Cell):
    """How many municipalities each level has, as one bar."""

    counts: tuple[int, ...] = ()

    def css(self) -> str:
        return "st"

    def inner(self) -> str:
        room = sum(self.counts) / 7  # a narrower part would cut its mark
        parts = ""
        for n, share in enumerate(self.counts, start=1):
            mark = f'<i class="mk k{n}"></i>' if share >= room else ""
            parts += f'<i class="c{n}" style="--v:{share}">{mark}</i>' if share else ""
        return f'<span class="stack" aria-hidden="true">{parts}</span>'


@dataclass(frozen=True)
class Difference:
    """A municipality whose computed place or percent is not the published one; no `explanation` where none is known."""

    code: str
    name: str
    place: int
    percent: int
    published_place: int
    published_percent: int
    explanation: str


def differences(assessment: Assessment, rating: str) -> list[Difference]:
    """Where a computed rating differs from the published one, in its own order; empty when none was published."""
    published = assessment.params.published
    if published is None:
        return []
    printed = {row.municipality: row for row in published.ratings.get(rating, ())}
    found = []
    for code, row in assessment.rating(rating).iterrows():
        was = printed.get(code)
        if was is not None and (was.place, was.percent) != (row["place"], row["percent"]):
            computed, why = (int(row["place"]), int(row["percent"])), published.explanation(rating, code)
            found.append(Difference(code, row["name"], *computed, was.place, was.percent, why))
    return found


def difference_note(found: list[Difference]) -> str:
    """The footnote under a rating: every explained difference with both numbers, the others counted."""
    known = [item for item in found if item.explanation]
    said = [
        f"{item.name}: опубликовано {item.published_percent} %, место {item.published_place}, "
        f"по расчёту {item.percent} %, место {item.place}; {item.explanation}."
        for item in known
    ]
    other = len(found) - len(known)
    if other:
        said.append(
            f"С опубликованными место или процент не совпадают ещё у {other} из перечня; "
            "сравнение – на странице «Об издании»."
        )
    return ("* " if known else "") + " ".join(said)


@dataclass(frozen=True)
class Overview:
    """Tables and sentences of the first page."""

    assessment: Assessment
    demo: bool

    @property
    def groups(self) -> tuple[Group, ...]:
        """The groups and, last, all of them together."""
        return groups_of(self.assessment.params)

    @cached_property
    def ratings(self) -> dict[str, Table]:
        """Rating by every group and by all of them, tables 2 and on."""
        return {group.id: self._rating(group, number) for number, group in enumerate(self.groups, start=2)}

    def _rating(self, group: Group, number: int) -> Table:
        levels = self.assessment.params.methodology.rating.levels
        found = differences(self.assessment, group.id)
        starred = {item.code for item in found if item.explanation}
        anchor = f"prim-{number}"
        rows = tuple(
            Row(
                code,
                {
                    "place": Cell(str(row["place"]), float(row["place"])),
                    "name": Cell(
                        row["name"].replace(" ", NBSP),
                        href=municipality_page(code),
                        note=anchor if code in starred else "",
                    ),
                    "percent": Bar(str(row["percent"]), float(row["percent"]), level=int(row["level"])),
                    "level": Mark(levels[int(row["level"]) - 1].name, number=int(row["level"])),
                },
            )
            for code, row in self.assessment.rating(group.id).iterrows()
        )
        columns = (
            Column("place", "Место", numeric=True),
            Column("name", "Муниципальное образование"),
            Column("percent", "Итог, %"),
            Column("level", "Уровень", hidden_heading=True),
        )
        return Table(
            str(number),
            group.rating_title,
            columns,
            rows,
            note=difference_note(found),
            note_anchor=anchor if starred else "",
            css="rate",
            demo=self.demo,
            head="name",
        )

    @cached_property
    def counts(self) -> Table:
        """Table 1: municipalities by level in every rating."""
        levels = self.assessment.params.methodology.rating.levels
        rows = []
        for group in self.groups:
            reached = list(self.assessment.rating(group.id)["level"])
            counts = tuple(reached.count(level.number) for level in levels)
            cells = {f"level-{level.number}": count(number) for level, number in zip(levels, counts, strict=True)}
            rows.append(Row(group.id, {"group": Cell(group.short), **cells, "shares": Shares("", counts=counts)}))
        columns = (
            Column("group", "Рейтинг"),
            *(Column(f"level-{level.number}", level.name, numeric=True) for level in levels),
            Column("shares", "Доли уровней", css="st", hidden_heading=True),
        )
        people = self.assessment.params.region.municipalities
        cities = sum(item.type == "ГО" for item in people)
        districts = counted(
            len(people) - cities, ("муниципальный район", "муниципальных района", "муниципальных районов")
        )
        cities = counted(cities, ("городской округ", "городских округа", "городских округов"))
        note = f"Всего {counted(len(people), _PEOPLE)}: {cities} (ГО) и {districts} (МР). Прочерк: таких нет."
        return Table(
            "1", "Число муниципалитетов по уровням эффективности", columns, tuple(rows), note=note, demo=self.demo
        )

    @cached_property
    def moved(self) -> list[tuple[Group, Difference]]:
        """Where computed ratings differ from the published ones, the largest change of place first."""
        found = [(group, item) for group in self.groups for item in differences(self.assessment, group.id)]
        return sorted(found, key=lambda one: -abs(one[1].place - one[1].published_place))

    @property
    def changes(self) -> Table:
        """Table 6: published and computed places and percents that differ most."""
        columns = (
            Column("rating", "Рейтинг"),
            Column("name", "Муниципальное образование"),
            Column("place-was", "Место, опубликовано", numeric=True),
            Column("place", "Место, по расчёту", numeric=True),
            Column("percent-was", "Итог, опубликовано, %", numeric=True),
            Column("percent", "Итог, по расчёту, %", numeric=True),
        )
        which, rows = "Наибольшие расхождения" if len(self.moved) > CHANGES else "Расхождения", []
        for group, item in self.moved[:CHANGES]:
            numbers = (item.published_place, item.place, item.published_percent, item.percent)
            told = zip((column.key for column in columns[2:]), numbers, strict=True)
            cells = {
                "rating": Cell(group.short),
                "name": Cell(item.name.replace(" ", NBSP), href=municipality_page(item.code)),
                **{key: Cell(str(value), float(value)) for key, value in told},
            }
            rows.append(Row(f"{group.id}-{item.code}", cells))
        return Table("6", f"{which} с опубликованным", columns, tuple(rows), css="moved", demo=self.demo, head="name")

    @property
    def news(self) -> Text:
        """How many places and percents are not the published ones; nothing to say where none were published."""
        published = self.assessment.params.published
        if published is None:
            return Text(())
        total = sum(len(published.ratings.get(group.id, ())) for group in self.groups)
        against = Sentence(f"Сравниваются с опубликованным: {lower_first(published.source.title)}.")
        if not self.moved:
            return Text.of(against, "Все места и проценты те же.")
        rows = counted(len(self.moved), ("строке", "строках", "строках"))
        said = f"В четырёх рейтингах место или процент расходятся в {rows} из {number(total)} ({{table}})."
        rest = "Объяснения – на странице {about}."
        fields = {"table": self.changes.ref(), "about": Ref("sverka", "«Об издании»", "about.html")}
        return Text.of(against, Sentence(said, fields), Sentence(rest, fields))

    @property
    def lede(self) -> Text:
        """How many municipalities have which level by all groups together."""
        levels = self.assessment.params.methodology.rating.levels
        reached = set(self.assessment.rating("overall")["level"])
        have = [level for level in reversed(levels) if level.number in reached]
        none = [f"«{level.name.lower()}»" for level in levels if level.number not in reached]
        total = f" из {number(len(self.assessment.names))} муниципалитетов"
        said = ", ".join(
            f"«{level.name.lower()}» {'– ' if i else ''}у {{n{level.number}}}{'' if i else total}"
            for i, level in enumerate(have)
        )
        fields = {f"n{level.number}": self.counts.quote("overall", f"level-{level.number}") for level in have}
        first = Sentence(f"По всем группам показателей уровень {said}.", fields)
        rest = (
            [f"{'Уровня' if len(none) == 1 else 'Уровней'} {_joined(none)} не имеет ни один муниципалитет."]
            if none
            else []
        )
        return Text.of(first, *rest, kind="lede")

    @property
    def story(self) -> Text:
        """Who stands first, how far apart they are, where the groups differ."""
        overall = self.assessment.rating("overall")
        said, fields = [], {}
        for place, word in enumerate(_ORDINALS, start=1):
            own = overall[overall["place"] == place]
            if own.empty:
                break
            fields[f"p{place}"] = self.ratings["overall"].quote(own.index[0], "percent")
            who = (
                _joined([name.replace(" ", NBSP) for name in own["name"]])
                if len(own) <= 3
                else counted(len(own), _PEOPLE)
            )
            said.append(f"на {word} {'месте ' if place == 1 else ''}{who} ({{p{place}}} %)")
        leaders = ", ".join(said)
        fields["map"] = Ref("ris-1", "рисунок 1")
        return Text.of(
            Sentence(leaders[0].upper() + leaders[1:] + " ({map}).", fields), self._spread(), self._ceiling()
        )

    def _spread(self) -> Sentence:
        ends = {group.id: self.assessment.rating(group.id)["percent"] for group in self.groups[:-1]}
        widest = max(self.groups[:-1], key=lambda group: ends[group.id].iloc[0] - ends[group.id].iloc[-1])
        table, codes = self.ratings[widest.id], ends[widest.id].index
        return Sentence(
            "Шире всего разброс в группе «" + widest.short + "»: от {low} до {high} % ({table}).",
            {"low": table.quote(codes[-1], "percent"), "high": table.quote(codes[0], "percent"), "table": table.ref()},
        )

    def _ceiling(self) -> Sentence:
        first = {group.id: self.assessment.rating(group.id) for group in self.groups[:-1]}
        lowest = min(self.groups[:-1], key=lambda group: first[group.id]["percent"].iloc[0])
        table = self.ratings[lowest.id]
        numbered = {f"t{one.number}": Ref(one.anchor, one.number) for one in self.ratings.values()}
        listed = _joined([f"{{{name}}}" for name in numbered])
        return Sentence(
            "В группе «" + lowest.short + "» даже лучший итог – {best} % ({table}). "
            "Сколько муниципалитетов на каждом уровне, показывает {counts}; полные рейтинги приведены в таблицах "
            f"{listed}.",
            {
                "best": table.quote(first[lowest.id].index[0], "percent"),
                "table": table.ref(),
                "counts": self.counts.ref(),
                **numbered,
            },
        )


def _joined(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " и " + words[-1]
