"""Styles of a Word document: Word's own by their names, so that its menus and a centre's template know them."""

from __future__ import annotations

from dataclasses import dataclass

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.styles.styles import Styles

from svod.figures.palette import HAIR, INK, ME, SOFT
from svod.publish.docx.markup import twips

__all__ = ["SANS", "SERIF", "STYLES", "Style", "add_styles"]

SERIF, SANS = "Times New Roman", "Arial"
_SANS = f'<w:rFonts w:ascii="{SANS}" w:hAnsi="{SANS}" w:cs="{SANS}"/>'


@dataclass(frozen=True)
class Style:
    """A style: its name as Word stores it, id, properties of paragraph and run, what it is based on, kind."""

    name: str
    id: str
    paragraph: str = ""
    run: str = ""
    based: str = "Normal"
    kind: str = "paragraph"
    more: str = ""

    def xml(self, id: str, based: str) -> str:
        base = f'<w:basedOn w:val="{based}"/>' if based else ""
        default = ' w:default="1"' if self.name == "Normal" else ""
        paragraph = f"<w:pPr>{self.paragraph}</w:pPr>" if self.paragraph else ""
        return (
            f'<w:style {nsdecls("w")} w:type="{self.kind}"{default} w:styleId="{id}">'
            f'<w:name w:val="{self.name}"/>{base}<w:qFormat/>'
            f"{paragraph}<w:rPr>{self.run}</w:rPr>{self.more}</w:style>"
        )


def _space(before: float = 0, after: float = 0, line: float = 1.0) -> str:
    above, below, lines = before * 20, after * 20, line * 240
    return f'<w:spacing w:before="{above:.0f}" w:after="{below:.0f}" w:line="{lines:.0f}" w:lineRule="auto"/>'


def _indent(left: float = 0, hanging: float = 0, right: float = 0) -> str:
    return f'<w:ind w:left="{twips(left)}" w:right="{twips(right)}" w:hanging="{twips(hanging)}"/>'


def _tab(at: float, kind: str = "left", leader: str = "none") -> str:
    return f'<w:tab w:val="{kind}" w:leader="{leader}" w:pos="{twips(at)}"/>'


def _type(points: float, bold: bool = False, colour: str = INK, face: str = "") -> str:
    size = f'<w:sz w:val="{points * 2:.0f}"/><w:szCs w:val="{points * 2:.0f}"/>'
    return f'{face}{"<w:b/>" if bold else ""}<w:color w:val="{colour[1:]}"/>{size}'


def _heading(level: int, points: float, before: float) -> Style:
    kept = f'<w:keepNext/><w:keepLines/>{_space(before, 6)}<w:outlineLvl w:val="{level - 1}"/>'
    return Style(f"heading {level}", f"Heading{level}", kept, _type(points, bold=True))


def _contents(level: int) -> Style:
    tabs = f"<w:tabs>{_tab(170, 'right', 'dot')}</w:tabs>"
    return Style(f"toc {level}", f"TOC{level}", tabs + _space(0, 5) + _indent(7 * (level - 1) + 7, 7, 12))


def _border(side: str, colour: str, eighths: int) -> str:
    return f'<w:{side} w:val="single" w:sz="{eighths}" w:space="0" w:color="{colour[1:]}"/>'


_TABLE = (
    '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
    f"<w:tblBorders>{_border('top', INK, 8)}{_border('bottom', INK, 8)}{_border('insideH', HAIR, 4)}</w:tblBorders>"
    '<w:tblCellMar><w:top w:w="30" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
    '<w:bottom w:w="30" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
    f'<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr><w:tcPr><w:tcBorders>{_border("bottom", INK, 6)}'
    '</w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
)
_RIGHT, _CENTRE = '<w:jc w:val="right"/>', '<w:jc w:val="center"/>'
_KEEP, _VERDICT_RULE = "<w:keepLines/>", f"<w:pBdr>{_border('top', INK, 8)}</w:pBdr>"

STYLES = (
    Style("Normal", "Normal", "<w:widowControl/>" + _space(0, 7, 1.15), _type(12), based=""),
    _heading(1, 14, 22),
    _heading(2, 12.5, 14),
    _heading(3, 12, 10),
    Style("Title", "Title", _space(0, 10), _type(21)),
    Style("Subtitle", "Subtitle", _space(0, 8), _type(12, colour=SOFT)),
    Style("caption", "Caption", _KEEP + _space(10, 4), _type(11)),
    Style("header", "Header", _space() + _CENTRE, _type(11)),
    Style("TOC Heading", "TOCHeading", f"<w:keepNext/>{_space(0, 12)}", _type(14, bold=True)),
    *map(_contents, (1, 2, 3)),
    Style("List Bullet", "ListBullet", _space(0, 4, 1.15)),
    Style("List Number", "ListNumber", _space(0, 5, 1.15)),
    Style("Текст таблицы", "SvodCell", _space(), _type(9, face=_SANS)),
    Style("Число таблицы", "SvodNumber", _RIGHT, based="Текст таблицы"),
    Style("Мелкий текст таблицы", "SvodSmall", "", "<w:sz w:val=\"16\"/>", based="Текст таблицы"),
    Style("Мелкое число таблицы", "SvodSmallNumber", _RIGHT, based="Мелкий текст таблицы"),
    Style("Примечание", "SvodNote", _space(4, 8), _type(9, colour=SOFT, face=_SANS)),
    Style("Рисунок", "SvodPicture", f"<w:keepNext/>{_space(8, 0)}"),
    Style("Вступление", "SvodLede", _space(0, 8, 1.15), _type(12.5)),
    Style("Заключение", "SvodVerdict", f"<w:keepNext/>{_VERDICT_RULE}{_space(8, 8)}", _type(16)),
    Style("Организация", "SvodBody", _space(0, 30) + _CENTRE, _type(12)),
    Style("Гриф", "SvodApproval", _space(0, 4) + _indent(95)),
    Style("Место и год", "SvodPlace", _space() + _CENTRE),
    Style(
        "Подпись", "SvodSignature",
        f"{_KEEP}<w:tabs>{_tab(85)}{_tab(120, leader='underscore')}{_tab(125)}{_tab(170, leader='underscore')}</w:tabs>"
        + _space(16, 0),
    ),
    Style("Пояснение", "SvodAside", "", _type(9, colour=SOFT, face=_SANS), based="", kind="character"),
    Style("Свой муниципалитет", "SvodOwn", "", f'<w:b/><w:color w:val="{ME[1:]}"/>', based="", kind="character"),
    Style("Таблица свода", "SvodTable", _space(), based="Normal Table", kind="table", more=_TABLE),
)  # fmt: skip


def add_styles(styles: Styles) -> dict[str, str]:
    """Add the styles that a document has not, and return the ids of all of them by name.

    A style of the same name stays as it is: so a template of the centre decides.
    """
    ids = {one.element.name_val.lower(): one.style_id for one in styles}
    for style in STYLES:
        if style.name.lower() not in ids:
            id = style.id if style.id not in ids.values() else f"{style.id}-svod"
            styles.element.append(parse_xml(style.xml(id, ids.get(style.based.lower(), ""))))
            ids[style.name.lower()] = id
    return {style.name: ids[style.name.lower()] for style in STYLES}
