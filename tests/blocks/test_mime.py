"""Every block carries HTML, text and structure; together they keep their order."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from xml.etree.ElementTree import Element

import pytest
from html5lib.html5parser import ParseError
from hypothesis import given
from hypothesis import strategies as st

from svod.blocks import (
    Block,
    Figure,
    Findings,
    Heading,
    Note,
    Quoted,
    Ref,
    Sentence,
    Table,
    Text,
    Title,
    Together,
    Verdict,
)
from svod.blocks.mime import BLOCK, esc


@pytest.fixture
def page(table: Table, figure: Figure, nasty: str) -> Together:
    """One block of every kind, as a page shows them."""
    said = Sentence(
        "{n} % и {w}: {t}, {f}",
        {"n": table.quote("kyshtym", "percent"), "w": nasty, "t": table.ref(), "f": figure.ref()},
    )
    return Together(
        Title(nasty, nasty, nasty, nasty, said),
        Heading(nasty),
        Text.of(said),
        Note(nasty, nasty),
        Together(table, figure),
        Findings(((said, said),)),
        Verdict(nasty),
    )


def kinds(block: Block) -> Iterator[type[Block]]:
    yield type(block)
    for inner in getattr(block, "blocks", ()):
        yield from kinds(inner)


def page_faults(body: Element) -> list[str]:
    """List ids that are not ASCII or not unique, and addresses on the page that lead nowhere."""
    ids = [element.get("id") for element in body.iter() if element.get("id")]
    hrefs = [link.get("href") for link in body.iter("a") if link.get("href", "").startswith("#")]
    faults = [f"id {name}" for name in ids if not re.fullmatch(r"[a-z][a-z0-9-]*", name)]
    faults += [f"twice {name}" for name in set(ids) if ids.count(name) > 1]
    return faults + [f"nowhere {href}" for href in hrefs if href[1:] not in ids]


@given(st.text())
def test_escaped_text_holds_nothing_that_opens_markup_or_ends_an_attribute(text: str) -> None:
    assert not set("<>\"'") & set(esc(text)) and re.sub("&(amp|lt|gt|quot|#x27);", "", esc(text)).count("&") == 0


def test_escaping_by_hand() -> None:
    assert esc("a < b & \"c\" > 'd'") == "a &lt; b &amp; &quot;c&quot; &gt; &#x27;d&#x27;"


def test_every_kind_of_block_is_on_the_page(page: Together) -> None:
    library = {kind for kind in Block.__subclasses__() if kind.__module__.startswith("svod.blocks")}
    assert set(kinds(page)) == library


def test_a_bundle_has_the_three_forms(page: Together) -> None:
    for block in (page, *page.blocks):
        bundle = block._repr_mimebundle_(include=None, exclude=None)
        assert bundle == {"text/plain": block.text(), "text/html": block.html(), BLOCK: block.content()}
        assert all(bundle.values()) and re.fullmatch(r"application/[\w.]+\+json", BLOCK)


def test_structure_of_every_block_is_json_and_names_its_kind(page: Together) -> None:
    for block in (page, *page.blocks):
        content = block.content()
        assert json.loads(json.dumps(content, allow_nan=False)) == content
        assert content["block"] == type(block).__name__.lower()


def test_the_page_is_sound(page: Together, parsed: Callable[[str], Element]) -> None:
    assert page_faults(parsed(page.html())) == []


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ('<p id="таблица">', "id таблица"),
        ('<p id="tab-1"><p id="tab-1">', "twice tab-1"),
        ('<a href="#tab-2">x</a>', "nowhere #tab-2"),
    ],
)
def test_the_checker_of_pages_can_fail(parsed: Callable[[str], Element], html: str, fault: str) -> None:
    assert page_faults(parsed(html)) == [fault]


@pytest.mark.parametrize("html", ["<p><b>нет</p>", '<a href="x"y">x</a>', "<tr><td>", "a & b &c; <3"])
def test_the_parser_refuses_broken_markup(parsed: Callable[[str], Element], html: str) -> None:
    with pytest.raises(ParseError):
        parsed(html)


def test_blocks_are_read_in_their_order() -> None:
    both = Together(Heading("Первый"), Text.of("Второй."))
    assert both.text() == "Первый\n\nВторой." and both.html() == "<h3>Первый</h3>\n<p>Второй.</p>"
    assert [inner["block"] for inner in both.content()["blocks"]] == ["heading", "text"]


def test_a_number_inside_blocks_still_knows_its_cell(page: Together, parsed: Callable[[str], Element]) -> None:
    cells = {span.get("data-cell") for span in parsed(page.html()).iter("span")} - {None}
    assert cells == {"tab-8-1/kyshtym/percent"}
    assert Sentence("{n}", {"n": Quoted("5", "t/r/c")}).quotes() == [{"text": "5", "cell": "t/r/c"}]


def test_a_block_must_say_how_it_is_shown() -> None:
    with pytest.raises(TypeError, match="abstract"):
        Block()
    assert Ref("tab-8-1", "таблица").href == "#tab-8-1"
