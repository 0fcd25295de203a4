"""The document that every other is poured into: python-docx's own, or the centre's params/publication/template.docx."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass
from functools import lru_cache

from docx import Document
from docx.document import Document as Opened
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import Section
from docx.shared import Mm
from lxml import etree

from svod import paths
from svod.errors import Fault, ParamsError
from svod.publish.docx.markup import field
from svod.publish.docx.styles import SERIF, add_styles

__all__ = ["BULLETS", "COUNTED", "Skeleton", "num", "skeleton", "template"]

BULLETS, COUNTED = 9001, 9002
"""Ids of the two kinds of list; each counted list of a document takes one of its own after them."""

LEVELS = 3  # of a list
_NEEDLESS = ("stylesWithEffects", "thumbnail", "customXml", "fontTable", "webSettings")
_NAMESPACE = re.compile(r' xmlns:\w+="[^"]*"')


@dataclass(frozen=True)
class Skeleton:
    """Files of an empty document, its page (`sectPr` without a first page of its own), ids of styles by name."""

    files: dict[str, bytes]
    page: str
    styles: dict[str, str]


def template() -> bytes | None:
    """The centre's own template; None where it keeps none."""
    path = paths.params() / "publication" / "template.docx"
    return path.read_bytes() if path.is_file() else None


@lru_cache(maxsize=2)
def skeleton(base: bytes | None) -> Skeleton:
    """Make the empty document.

    Of a template everything is kept but its text: styles, page, headers. What it lacks is added: styles by name, the
    number of the page over the text, numbering of lists. Without a template margins are those of ГОСТ Р 7.0.97.

    Raises
    ------
    ParamsError
        When the template is no Word document.
    """
    try:
        document = Document(io.BytesIO(base) if base else None)
    except (PackageNotFoundError, zipfile.BadZipFile, KeyError, ValueError) as fault:
        wrong = Fault(
            "params/publication/template.docx", "это не документ Word", "возможен файл .docx", "сохраните заново"
        )
        raise ParamsError([wrong]) from fault
    body = document.element.body
    for child in [child for child in body if child.tag != qn("w:sectPr")]:
        body.remove(child)
    body.get_or_add_sectPr()
    if base is None:
        _clear(document)
    ids = add_styles(document.styles)
    for language in document.styles.element.xpath("w:docDefaults//w:lang"):
        language.set(qn("w:val"), "ru-RU")
    _number_pages(document.sections[-1], ids["header"])
    _add_lists(document)
    page = body.get_or_add_sectPr()
    for own in page.findall(qn("w:titlePg")):
        page.remove(own)
    stream = io.BytesIO()
    document.save(stream)
    with zipfile.ZipFile(stream) as saved:
        files = {name: saved.read(name) for name in saved.namelist()}
    return Skeleton(files, _NAMESPACE.sub("", etree.tostring(page, encoding="unicode")), ids)


def _clear(document: Opened) -> None:
    """Leave of python-docx's document only what this one is to have, on a page of ГОСТ Р 7.0.97."""
    for package in (document.part.package.rels, document.part.rels):
        for key in [key for key, one in package.items() if one.reltype.endswith(_NEEDLESS)]:
            del package[key]
    styles = document.styles.element
    kept = {"Default Paragraph Font", "Normal Table", "No List"}
    for one in styles.findall(qn("w:style")):
        if one.name_val not in kept:
            styles.remove(one)
    defaults = parse_xml(
        f'<w:docDefaults {nsdecls("w")}><w:rPrDefault><w:rPr><w:rFonts w:ascii="{SERIF}" w:hAnsi="{SERIF}" '
        f'w:cs="{SERIF}"/><w:sz w:val="24"/><w:lang w:val="ru-RU"/></w:rPr></w:rPrDefault><w:pPrDefault/>'
        "</w:docDefaults>"
    )
    styles.replace(styles.find(qn("w:docDefaults")), defaults)
    numbering = document.part.numbering_part.element
    for child in list(numbering):
        numbering.remove(child)
    section = document.sections[-1]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Mm(30),
        Mm(10),
        Mm(20),
        Mm(20),
    )
    section.header_distance = section.footer_distance = Mm(10)
    grid = section._sectPr.find(qn("w:docGrid"))
    section._sectPr.remove(grid)


def _number_pages(section: Section, style: str) -> None:
    """Put the number of the page over the text, unless the template has a heading line of its own."""
    if section.header.is_linked_to_previous:
        paragraph = section.header.paragraphs[0]
        number = parse_xml(f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{field("PAGE", "2")}</w:p>')
        paragraph._p.getparent().replace(paragraph._p, number)


def _list(number: int, form: str, text: str, font: str = "") -> str:
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{400 * (level + 1)}" w:hanging="400"/></w:pPr>{font}</w:lvl>'
        for level in range(LEVELS)
    )
    return (
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{levels}</w:abstractNum>"
    )


def _add_lists(document: Opened) -> None:
    """Add the two kinds of list beside whatever lists a template has."""
    part = document.part
    if not any(one.reltype == RELATIONSHIP_TYPE.NUMBERING for one in part.rels.values()):
        empty = parse_xml(f"<w:numbering {nsdecls('w')}/>")
        added = XmlPart(PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, empty, part.package)
        part.relate_to(added, RELATIONSHIP_TYPE.NUMBERING)
    numbering = part.part_related_by(RELATIONSHIP_TYPE.NUMBERING).element
    lists = (_list(BULLETS, "bullet", "–"), _list(COUNTED, "decimal", "%1."))
    for place, kind in enumerate(lists):
        numbering.insert(place, parse_xml(kind))
    numbering.append(parse_xml(num(BULLETS, BULLETS)))


def num(number: int, kind: int) -> str:
    """XML of a list that counts for itself, from 1."""
    again = "".join(
        f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="1"/></w:lvlOverride>' for level in range(LEVELS)
    )
    return f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{again}</w:num>'
