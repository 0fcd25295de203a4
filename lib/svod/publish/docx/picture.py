"""A picture standing in a line of its own, with the words that say what it shows."""

from __future__ import annotations

from svod.publish.docx.markup import inert
from svod.publish.raster import MM_PER_INCH, Picture

__all__ = ["drawing"]

EMU_PER_INCH = 914_400


def drawing(picture: Picture, number: int, alt: str) -> str:
    """A run with picture `number` of the document; `alt` states type, data and conclusion."""
    across, down = (round(side / MM_PER_INCH * EMU_PER_INCH) for side in (picture.width, picture.height))
    said = f'id="{number}" name="Рисунок {number}" descr="{inert(alt)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent cx="{across}" cy="{down}"/>'
        f'<wp:docPr {said}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {said}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="picture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{across}" cy="{down}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
