"""Prose: what a reader sees is the sentence, and every number in it knows its cell."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from svod.blocks import Block, Findings, Heading, Note, Quoted, Ref, Sentence, Text, Title, Verdict
from svod.wording.numbers import NBSP

SHARE = Sentence(
    "На {place} месте {share} % баллов, см. {table}: {name} – {share} %.",
    {
        "place": Quoted("5", "tab-8-1/ozersk/place"),
        "share": Quoted("67", "tab-8-1/ozersk/percent"),
        "table": Ref("tab-8-1", "таблицу 8.1"),
        "name": 'лицей "№ 5" <b> & К°',
    },
)
SHOWN = st.text("абвОС 059-–№%.,<>&\"'{}", max_size=10)
CELL = st.text('abc-/0&"<', max_size=8)
PIECES = st.one_of(SHOWN, st.builds(Quoted, SHOWN, CELL), st.builds(Ref, CELL, SHOWN, CELL))
FIXED = st.text("вна 5%№п.,–<>&\"'", max_size=6)


@st.composite
def sentences(draw: st.DrawFn) -> Sentence:
    """A sentence of pieces and fixed words in any order, a piece perhaps twice."""
    fields = dict(zip(("first", "second", "third"), draw(st.lists(PIECES, min_size=3, max_size=3)), strict=True))
    names = draw(st.lists(st.sampled_from([*fields, ""]), max_size=5))
    return Sentence("".join(draw(FIXED) + (f"{{{name}}}" if name else "") for name in names) + draw(FIXED), fields)


def blanks(text: str) -> str:
    return text.replace(NBSP, " ").replace("–", "-")


def quoted_spans(page: Element) -> list[tuple[str, str]]:
    spans = (span for span in page.iter("span") if span.get("class") == "q")
    return [("".join(span.itertext()), span.get("data-cell")) for span in spans]


# --- sentences ------------------------------------------------------------------------------------------------------


def test_a_sentence_by_hand() -> None:
    assert SHARE.text() == (
        f'На{NBSP}5 месте 67{NBSP}% баллов, см. таблицу{NBSP}8.1: лицей "№{NBSP}5" <b> & К°{NBSP}– 67{NBSP}%.'
    )
    assert SHARE.html() == (
        f'На{NBSP}<span class="q" data-cell="tab-8-1/ozersk/place">5</span> месте '
        f'<span class="q" data-cell="tab-8-1/ozersk/percent">67</span>{NBSP}% баллов, '
        f'см. <a href="#tab-8-1">таблицу{NBSP}8.1</a>: лицей &quot;№{NBSP}5&quot; &lt;b&gt; &amp; К°{NBSP}– '
        f'<span class="q" data-cell="tab-8-1/ozersk/percent">67</span>{NBSP}%.'
    )


@pytest.mark.parametrize(
    ("template", "html"),
    [
        ("{n} %", '<span class="q" data-cell="t/r/c">5</span>_%'),
        ("на {n} балла", 'на_<span class="q" data-cell="t/r/c">5</span>_балла'),
        ("таблица {n}", 'таблица_<span class="q" data-cell="t/r/c">5</span>'),
        ("№ {n}", '№_<span class="q" data-cell="t/r/c">5</span>'),
        ("{n}-7", '<span class="q" data-cell="t/r/c">5</span>–7'),
    ],
)
def test_what_joins_a_number_to_its_neighbour_stands_outside_its_span(template: str, html: str) -> None:
    assert Sentence(template, {"n": Quoted("5", "t/r/c")}).html().replace(NBSP, "_") == html


@given(sentences())
def test_a_reader_sees_the_sentence_whatever_is_in_it(said: Callable[[str], str], sentence: Sentence) -> None:
    assert said(f"<p>{sentence.html()}</p>") == sentence.text()


@given(sentences())
def test_every_quoted_number_carries_its_cell(parsed: Callable[[str], Element], sentence: Sentence) -> None:
    order = [sentence.fields[name] for name in re.findall(r"\{(\w+)\}", sentence.template)]
    expected = [(blanks(piece.shown), piece.cell) for piece in order if isinstance(piece, Quoted)]
    page = parsed(f"<p>{sentence.html()}</p>")
    assert [(blanks(text), cell) for text, cell in quoted_spans(page)] == expected
    assert {(blanks(quote["text"]), quote["cell"]) for quote in sentence.quotes()} == set(expected)
    links = [piece.href for piece in order if isinstance(piece, Ref)]
    assert [link.get("href") for link in page.iter("a")] == links


def test_the_reader_of_sentences_can_fail(said: Callable[[str], str], parsed: Callable[[str], Element]) -> None:
    tampered = SHARE.html().replace(">5<", ">6<").replace("ozersk", "miass")
    assert said(tampered) != SHARE.text()
    assert quoted_spans(parsed(tampered)) != quoted_spans(parsed(SHARE.html()))


def test_numbers_are_listed_once_in_the_order_they_are_read() -> None:
    assert SHARE.quotes() == [
        {"text": "5", "cell": "tab-8-1/ozersk/place"},
        {"text": "67", "cell": "tab-8-1/ozersk/percent"},
    ]


def test_a_number_that_the_sentence_does_not_print_is_not_listed() -> None:
    assert Sentence("Баллов нет.", SHARE.fields).quotes() == []


def test_braces_in_a_name_are_not_fields() -> None:
    sentence = Sentence("{a} и {b}", {"a": "{b}", "b": "{c}"})
    assert sentence.text() == "{b} и {c}" and sentence.html() == sentence.text()


def test_a_field_that_nothing_fills_is_an_error() -> None:
    for read in (Sentence.text, Sentence.html, Sentence.quotes):
        with pytest.raises(KeyError, match="share"):
            read(Sentence("{share} %", {"place": "5"}))


@pytest.mark.parametrize(
    ("reference", "href"),
    [
        (Ref("tab-8-1", "таблица"), "#tab-8-1"),
        (Ref("tab-8-1", "таблица", "m.html"), "m.html#tab-8-1"),
        (Ref("", "страница", "m.html?a=1&b=2"), "m.html?a=1&b=2"),
    ],
)
def test_a_reference_leads_to_its_page(parsed: Callable[[str], Element], reference: Ref, href: str) -> None:
    link = parsed(Sentence("см. {t}", {"t": reference}).html()).find("a")
    assert (reference.href, link.get("href"), link.text) == (href, href, reference.shown)


# --- blocks of prose ------------------------------------------------------------------------------------------------


def test_paragraphs_keep_their_sentences() -> None:
    text = Text.of("Первое.", Sentence("Второе на {n} %.", {"n": Quoted("5", "t/r/c")})) + Text.of("Третье.")
    assert text.text() == f"Первое. Второе на{NBSP}5{NBSP}%.\n\nТретье."
    assert text.html().count("<p>") == 2
    assert text.content() == {
        "block": "text",
        "kind": "body",
        "paragraphs": text.text().split("\n\n"),
        "quotes": [{"text": "5", "cell": "t/r/c"}],
    }
    assert Text.of("Главное.", kind="lede").html() == '<p class="lede">Главное.</p>'


def test_the_words_of_a_procedure_are_markdown_under_a_heading(parsed: Callable[[str], Element]) -> None:
    note = Note("Доля **учителей** на 5 %:\n\n- одно;\n- другое.", "О чём < & данные")
    page = parsed(note.html())
    assert page.find("h3").text == "О чём < & данные"
    assert page.find("p/strong").text == "учителей" and [item.text for item in page.iter("li")] == ["одно;", "другое."]
    assert note.text().startswith(f"О чём < & данные\n\nДоля учителей на{NBSP}5{NBSP}%:")


def test_a_remark_is_set_as_a_note(parsed: Callable[[str], Element]) -> None:
    page = parsed(Note("Раз.\n\nДва.", kind="note").html())
    assert [line.get("class") for line in page.iter("p")] == ["note", "note"]


@pytest.mark.parametrize(
    "raw", ["<script>alert(1)</script>", "доля <b>слов", 'a < b & "c"', "<div>\n", "<!-- скрыто", "<p>"]
)
def test_words_cannot_bring_markup_of_their_own(said: Callable[[str], str], raw: str) -> None:
    assert said(Note(raw).html()) == raw.strip()


def test_an_address_in_the_words_stays_as_it_is(parsed: Callable[[str], Element]) -> None:
    link = parsed(Note("См. [таблицу 8.1](../m/75-1.html?a=1&b=2-3.html).").html()).find(".//a")
    assert (link.get("href"), link.text) == ("../m/75-1.html?a=1&b=2-3.html", f"таблицу{NBSP}8.1")


def test_findings_carry_their_evidence_and_its_numbers(parsed: Callable[[str], Element]) -> None:
    proof = Sentence("медиана {m}", {"m": Quoted("50", "tab-8-1/median/percent")})
    findings = Findings(((SHARE, proof), (Sentence("Второй."), Sentence("в таблице 8.1"))))
    items = list(parsed(findings.html()).iter("li"))
    assert [item.get("id") for item in items] == ["vyvod-1", "vyvod-2"]
    assert "".join(items[0].itertext()) == SHARE.text() + proof.text()
    assert findings.text().splitlines()[1] == f"2. Второй. (в{NBSP}таблице{NBSP}8.1)"
    cells = [quote["cell"] for quote in findings.content()["items"][0]["quotes"]]
    assert cells == ["tab-8-1/ozersk/place", "tab-8-1/ozersk/percent", "tab-8-1/median/percent"]


def title(nasty: str) -> Title:
    return Title(nasty, nasty, nasty, nasty, SHARE, demo=True, locator='<svg class="map"></svg>')


def test_a_title_escapes_its_words_and_keeps_its_drawing(parsed: Callable[[str], Element], nasty: str) -> None:
    page = parsed(title(nasty).html())
    assert page.find(".//h1").text == nasty and page.find(".//span[@class='stamp']").text == nasty
    assert page.find(".//p[@class='over']").text.replace(NBSP, " ") == nasty
    assert page.find(".//svg").get("class") == "map"
    assert quoted_spans(page)[0] == ("5", "tab-8-1/ozersk/place")
    assert page.find(".//span[@class='demo']").text == "учебные данные"


@pytest.mark.parametrize("block", [Heading, Verdict], ids=["heading", "verdict"])
def test_one_line_blocks_escape_their_words(block: type[Block], said: Callable[[str], str], nasty: str) -> None:
    made = block(nasty)
    assert said(made.html()).replace(NBSP, " ") == made.text() == made.content()["text"] == nasty


def test_structure_says_what_the_reader_sees(said: Callable[[str], str], nasty: str) -> None:
    for made in (Text.of(SHARE), title(nasty)):
        content = made.content()
        assert json.loads(json.dumps(content)) == content
        shown = content.get("lede") or content["paragraphs"][0]
        assert shown == SHARE.text() and shown in said(made.html())
        assert content["quotes"] == SHARE.quotes()
