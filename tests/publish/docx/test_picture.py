"""A picture in a line: its size in EMU, its alternative text inert."""

from __future__ import annotations

from lxml import etree

from svod.publish.docx.container import DOCUMENT
from svod.publish.docx.picture import drawing
from svod.publish.raster import Picture


def test_an_inch_is_914400_emu_and_the_alternative_text_is_told_whole() -> None:
    alt = 'Карта: "красный" <b>низкий</b> & средний'
    root = etree.fromstring(DOCUMENT.format(f"<w:p>{drawing(Picture(b'', 50.8, 25.4), 3, alt)}</w:p>").encode())
    (extent,) = root.iter("{*}extent")
    (said,) = root.iter("{*}docPr")
    (shown,) = root.iter("{*}blip")
    assert (extent.get("cx"), extent.get("cy")) == ("1828800", "914400")
    assert said.get("descr") == alt
    assert list(shown.attrib.values()) == ["picture3"]
