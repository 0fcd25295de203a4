"""The empty document: margins of the standard, the number over the text, a template of the centre."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm, Pt

from svod.errors import ParamsError
from svod.publish.docx.container import pack
from svod.publish.docx.sheet import Sheet
from svod.publish.docx.skeleton import Skeleton, skeleton, template


def opened(made: Skeleton):
    return Document(
        io.BytesIO(pack(made.files, f"<w:p/>{made.page}", [], "", made.files["docProps/core.xml"].decode()))
    )


def own_template(text: str = "Образец") -> bytes:
    document = Document()
    document.add_heading(text, 1)
    document.styles["Heading 1"].font.size = Pt(33)
    document.sections[0].left_margin = Mm(25)
    document.sections[0].header.paragraphs[0].text = "Бланк центра"
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def test_margins_are_those_of_the_standard_and_the_number_stands_in_the_middle_above() -> None:
    section = opened(skeleton(None)).sections[0]
    sides = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(side.mm) for side in sides] == [30, 10, 20, 20]
    assert "PAGE" in section.header.paragraphs[0]._p.xml
    assert section.header.paragraphs[0].style.paragraph_format.alignment == 1


def test_the_language_is_russian_and_nothing_needless_is_carried() -> None:
    made = skeleton(None)
    assert b'w:lang w:val="ru-RU"' in made.files["word/styles.xml"]
    assert not [name for name in made.files if "thumbnail" in name or "customXml" in name]


def test_of_a_template_styles_page_and_headers_are_kept_and_its_text_is_not() -> None:
    made = skeleton(own_template())
    document = opened(made)
    assert document.styles["Heading 1"].font.size == Pt(33)
    assert document.sections[0].header.paragraphs[0].text == "Бланк центра"
    assert round(Sheet(made.page)._sides()["left"] / 1440 * 25.4) == 25
    assert "Образец" not in document.element.xml
    assert "Текст таблицы" in [style.name for style in document.styles]


def test_what_is_no_document_is_refused_with_a_remedy() -> None:
    with pytest.raises(ParamsError, match=r"template\.docx: это не документ Word"):
        skeleton("просто текст".encode())


def test_the_template_is_looked_for_among_the_parameters(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SVOD_PARAMS", str(tmp_path))
    assert template() is None
    (tmp_path / "publication").mkdir()
    (tmp_path / "publication" / "template.docx").write_bytes(b"PK")
    assert template() == b"PK"
