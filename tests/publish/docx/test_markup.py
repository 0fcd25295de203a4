"""Words of WordprocessingML: whatever is written stays text."""

from __future__ import annotations

from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from svod.publish.docx.markup import Paragraph, field, linked, mention, name_of, run, twips

ROOT = '<w:p xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">{}</w:p>'


def read(xml: str) -> etree._Element:
    return etree.fromstring(ROOT.format(xml))


def test_an_inch_is_1440_twips() -> None:
    assert (twips(25.4), twips(30)) == (1440, 1701)


def test_breaks_and_tabs_are_words_own() -> None:
    assert [child.tag.rpartition("}")[2] for child in read(run("а\nб\tв"))[0]] == ["t", "br", "t", "tab", "t"]


@given(st.text())
def test_any_text_is_inert(words: str) -> None:
    said = "".join(read(linked(words)).itertext())
    kept = [sign for sign in words if sign.isprintable() and ord(sign) < 0xD800]
    assert [sign for sign in said if sign in kept] == kept


def test_a_mention_in_any_case_leads_to_its_table() -> None:
    links = read(linked("В таблице\u00a08.1 и на рисунке П1.2."))
    anchors = [child.get(qn("w:anchor")) for child in links if child.tag.endswith("hyperlink")]
    assert anchors == [name_of(mention("Таблица", "8.1")), name_of(mention("Рисунок", "П1.2"))]


def test_a_bookmark_has_the_name_that_word_takes() -> None:
    assert name_of("tab-8-1") == "tab_8_1"
    assert len(name_of("a" * 99)) == 40


def test_a_field_shows_its_value_until_it_is_counted() -> None:
    assert "".join(read(field("PAGE", "7")).itertext()).split() == ["PAGE", "7"]


def test_properties_of_a_paragraph_stand_in_the_order_of_the_schema() -> None:
    xml = Paragraph("S", "", keep=True, page=True, before=5, list=3, frame="<w:framePr/>", section="<w:sectPr/>").xml()
    names = ["pStyle", "keepNext", "pageBreakBefore", "framePr", "numPr", "spacing", "sectPr"]
    assert [child.tag.rpartition("}")[2] for child in read(xml)[0][0]] == names
