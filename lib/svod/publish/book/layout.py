"""Which report stands in which chapter of the collection, and what a section of reports says of itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from svod.blocks import Text
from svod.params import Params
from svod.params.edition import Section
from svod.publish.book.chapters import anchor_of
from svod.publish.site import group_page, municipality_page, procedure_page
from svod.wording.numbers import counted

__all__ = ["Place", "anchors_of", "lead", "pages_of", "places_in", "short_number"]

_MAP = "map.html"
_ANALYSES = ("аналитику", "аналитики", "аналитик")


@dataclass(frozen=True)
class Place:
    """A chapter made of a report: its number and heading, and the page of the report."""

    number: str
    heading: str
    page: str

    @property
    def anchor(self) -> str:
        return anchor_of("glava", self.number)

    @property
    def rates(self) -> bool:
        """Whether it is a rating by a group of procedures, or by all of them."""
        return self.page.startswith("group/")


def short_number(section: Section) -> str:
    """What numbers of tables begin with: «4»; «П1» of «Приложение 1»."""
    word, _, number = section.number.rpartition(" ")
    return f"П{number}" if word else number


def places_in(params: Params, section: Section) -> list[Place]:
    """Reports of a section in the order of their chapters; none where the section is made of no report."""
    rating, number = params.methodology.rating, section.number
    if short_number(section) != number:
        return [Place(short_number(section), section.title, _MAP)]
    if number == rating.overall.section:
        own = [(item.full_name, municipality_page(item.code)) for item in params.region.municipalities]
        whole = [(rating.overall.rating_title, group_page(rating.overall.id)), *own]
        return [Place(f"{number}.{i}", heading, page) for i, (heading, page) in enumerate(whole, start=1)]
    found = [Place(item.section, item.analysis_title, procedure_page(item.id)) for item in params.procedures]
    found += [Place(group.section, group.rating_title, group_page(group.id)) for group in rating.groups]
    of_section = (item for item in found if item.number.partition(".")[0] == number)
    return sorted(of_section, key=lambda item: [int(step) for step in item.number.split(".")])


def pages_of(params: Params) -> list[str]:
    """Pages of the reports that the collection is made of, in its order."""
    return list(anchors_of(params))


def anchors_of(params: Params) -> dict[str, str]:
    """Where every page of the collection stands in it."""
    return {item.page: item.anchor for section in params.edition.sections for item in places_in(params, section)}


def lead(params: Params, section: Section, places: Sequence[Place]) -> Text:
    """What a section of reports holds, in a sentence."""
    rated = next(item.number for item in places if item.rates)
    rest = [item.number for item in places if not item.rates]
    span = f"главы {rest[0]}–{rest[-1]}" if len(rest) > 1 else f"глава {rest[0]}"
    if section.number == params.methodology.rating.overall.section:
        return Text.of(
            f"Глава {rated} – рейтинг по всем группам показателей, {span} – справки муниципальных образований в "
            "алфавитном порядке."
        )
    return Text.of(
        f"Раздел содержит {counted(len(rest), _ANALYSES)} ({span}) и рейтинг муниципальных образований по всей группе "
        f"показателей (глава {rated})."
    )
