"""Which report stands where, taken from the parameters."""

from __future__ import annotations

from svod.params import Params
from svod.params.edition import Section
from svod.publish.book.layout import anchors_of, lead, pages_of, places_in, short_number


def section(params: Params, number: str) -> Section:
    return next(item for item in params.edition.sections if item.number == number)


def test_a_group_is_its_procedures_and_then_its_rating(params: Params) -> None:
    places = places_in(params, section(params, "6"))
    assert [(item.number, item.page) for item in places] == [
        ("6.1", "procedure/16-preschool-indicators.html"),
        ("6.2", "procedure/17-preschool-quality.html"),
        ("6.3", "procedure/18-mkdo.html"),
        ("6.4", "group/processes.html"),
    ]
    assert [item.rates for item in places] == [False, False, False, True]


def test_every_page_stands_once_and_in_order(params: Params) -> None:
    pages = pages_of(params)
    assert (len(pages), len(set(anchors_of(params).values()))) == (66, 66)
    assert (pages[0], pages[-1]) == ("procedure/01-ejournals.html", "map.html")
    assert places_in(params, section(params, "2")) == []


def test_a_section_says_what_it_holds(params: Params) -> None:
    said = lead(params, section(params, "4"), places_in(params, section(params, "4"))).text().replace("\u00a0", " ")
    assert said.startswith("Раздел содержит 8 аналитик (главы 4.1–4.8) и рейтинг")
    whole = lead(params, section(params, "7"), places_in(params, section(params, "7"))).text().replace("\u00a0", " ")
    assert whole.startswith("Глава 7.1 – рейтинг по всем группам показателей, главы 7.2–7.44 – справки")


def test_an_appendix_numbers_its_tables_by_a_letter() -> None:
    assert short_number(Section(number="Приложение 1", title="Карта")) == "П1"
    assert short_number(Section(number="4", title="Условия")) == "4"
