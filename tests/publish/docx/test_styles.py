"""Styles: Word's own names, those of a template left as they are."""

from __future__ import annotations

from docx import Document
from docx.shared import Pt

from svod.publish.docx.styles import STYLES, add_styles


def test_every_style_is_there_once_and_a_second_time_adds_nothing() -> None:
    styles = Document().styles
    ids = add_styles(styles)
    assert ids.keys() == {style.name for style in STYLES}
    count = len(styles.element)
    assert add_styles(styles) == ids
    assert len(styles.element) == count == len({one.style_id for one in styles}) + 2


def test_a_style_of_the_template_is_not_touched() -> None:
    document = Document()
    document.styles["Heading 1"].font.size = Pt(33)
    ids = add_styles(document.styles)
    assert document.styles["Heading 1"].font.size == Pt(33)
    assert ids["heading 1"] == document.styles["Heading 1"].style_id


def test_an_id_that_is_taken_is_not_taken_again() -> None:
    document = Document()
    document.styles.add_style("Чужой", 1).element.set(
        "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}styleId", "SvodCell"
    )
    assert add_styles(document.styles)["Текст таблицы"] == "SvodCell-svod"
