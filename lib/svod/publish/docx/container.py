"""A document in its zip: the same content gives the same bytes, and no day of the making is written down."""

from __future__ import annotations

import io
import zipfile
from datetime import date

from svod.publish.docx.markup import inert

__all__ = ["DOCUMENT", "pack", "properties"]

DOCUMENT = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><w:body>{}</w:body></w:document>'
)
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TYPES, _LINKS, _CORE = "[Content_Types].xml", "word/_rels/document.xml.rels", "docProps/core.xml"


def pack(files: dict[str, bytes], body: str, pictures: list[bytes], lists: str, core: str) -> bytes:
    """Write the zip.

    Parameters
    ----------
    files : dict of str to bytes
        Files of the empty document.
    body : str
        XML inside `w:body`.
    pictures : list of bytes
        PNGs; the first is `picture1` in the body's links, and so on.
    lists : str
        XML of the numberings that the body counts by.
    core : str
        XML of the document's properties, from `properties`.
    """
    links = "".join(
        f'<Relationship Id="picture{i}" Type="{_IMAGE}" Target="media/picture{i}.png"/>'
        for i in range(1, len(pictures) + 1)
    )
    changed = {
        _TYPES: _with_png(files[_TYPES].decode()),
        _LINKS: files[_LINKS].decode().replace("</Relationships>", f"{links}</Relationships>"),
        _CORE: core,
        "word/document.xml": DOCUMENT.format(body),
        "word/numbering.xml": files["word/numbering.xml"].decode().replace("</w:numbering>", f"{lists}</w:numbering>"),
    }
    whole = files | {name: text.encode() for name, text in changed.items()}
    whole |= {f"word/media/picture{i}.png": png for i, png in enumerate(pictures, 1)}
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        for name in sorted(whole, key=lambda name: (name != _TYPES, name)):
            how = zipfile.ZIP_STORED if name.endswith(".png") else zipfile.ZIP_DEFLATED
            out.writestr(zipfile.ZipInfo(name, _EPOCH), whole[name], how, compresslevel=6)
    return stream.getvalue()


def _with_png(types: str) -> str:
    known = 'Extension="png"' in types
    return (
        types if known else types.replace("<Default", '<Default Extension="png" ContentType="image/png"/><Default', 1)
    )


def properties(title: str, author: str, subject: str, day: date) -> str:
    """Core properties of a document; `day` is of the edition and not of the making."""
    when = f"{day.isoformat()}T00:00:00Z"
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties '
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        f"<dc:title>{inert(title)}</dc:title><dc:subject>{inert(subject)}</dc:subject>"
        f"<dc:creator>{inert(author)}</dc:creator><cp:lastModifiedBy>{inert(author)}</cp:lastModifiedBy>"
        f'<cp:revision>1</cp:revision><dcterms:created xsi:type="dcterms:W3CDTF">{when}</dcterms:created>'
        f'<dcterms:modified xsi:type="dcterms:W3CDTF">{when}</dcterms:modified><dc:language>ru-RU</dc:language>'
        "</cp:coreProperties>"
    )
