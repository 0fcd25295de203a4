"""A figure says in words what it draws, and its data are a table one click away."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from svod.blocks import Figure
from svod.figures.palette import TOKENS
from svod.wording.numbers import NBSP


def words(element: Element) -> str:
    return "".join(element.itertext()).replace(NBSP, " ")


@pytest.mark.parametrize(("number", "anchor"), [("8.2", "ris-8-2"), ("10.12", "ris-10-12")])
def test_the_anchor_follows_the_number_and_is_ascii(figure: Figure, number: str, anchor: str) -> None:
    reference = replace(figure, number=number).ref("рисунке")
    assert (reference.anchor, reference.href, reference.shown) == (anchor, f"#{anchor}", f"рисунке {number}")


def test_caption_words_and_notes_are_escaped(figure: Figure, parsed: Callable[[str], Element], nasty: str) -> None:
    page = parsed(figure.html())
    assert words(page.find("figure/figcaption")) == f"Рисунок 8.2 – Проценты: {nasty}"
    assert page.find("figure/div").get("aria-label") == f"Столбики: {nasty}"
    assert words(page.find("figure/p")) == "на 5 % < 6 %" and words(page.find("figure/details/p")) == "a < b"


def test_the_data_lie_inside_the_figure_under_an_address_of_their_own(figure, parsed) -> None:
    page = parsed(figure.html())
    assert [element.get("id") for element in page.iter() if element.get("id")] == ["ris-8-2", "ris-8-2-data"]
    assert words(page.find("figure/details//caption")) == "Данные рисунка 8.2 – Данные"
    assert figure.data.quote("a", "v").cell == "ris-8-2-data/a/v"


def test_a_drawing_with_links_is_not_one_image(figure: Figure, parsed: Callable[[str], Element]) -> None:
    roles = [parsed(replace(figure, links=links).html()).find("figure/div").get("role") for links in (False, True)]
    assert roles == ["img", "group"]


def test_a_page_recolours_the_drawing_and_a_document_does_not(figure: Figure) -> None:
    token, colour = next(iter(TOKENS.items()))
    drawn = replace(figure, svg=f'<svg><path fill="{colour}"></path></svg>')
    assert f"var(--{token},{colour})" in drawn.html()
    assert drawn.content()["svg"] == drawn.svg and "var(" not in drawn.content()["svg"]


def test_what_is_not_there_leaves_no_trace(figure: Figure) -> None:
    bare = replace(figure, note="", how="")
    assert "учебные данные" not in bare.html() and 'class="note"' not in bare.html() and "<p>" not in bare.html()
    assert "учебные данные" in replace(figure, demo=True).html()


def test_in_a_terminal_the_words_stand_for_the_drawing(figure: Figure, nasty: str) -> None:
    assert figure.text() == f"Рисунок 8.2 – Проценты: {nasty}\nСтолбики: {nasty}"


def test_content_is_plain_and_holds_the_data(figure: Figure) -> None:
    content = figure.content()
    assert json.loads(json.dumps(content, allow_nan=False)) == content
    assert (content["block"], content["anchor"], content["data"]["anchor"]) == ("figure", "ris-8-2", "ris-8-2-data")
    assert content["data"]["rows"][0]["cells"]["v"] == {"text": "5", "value": 5}
