"""The title page and the lines for signatures, from params/publication."""

from __future__ import annotations

import textwrap
from typing import Any

from svod.params.publication import Publication, Signature
from svod.publish.docx.markup import run
from svod.publish.docx.sheet import Sheet
from svod.publish.docx.writer import DEMO, Writer
from svod.wording.numbers import NBSP, typography

__all__ = ["signatures", "title_page"]

LETTERS = 42  # of a position before its line is broken
_AT_THE_FOOT = (
    '<w:framePr w:w="9640" w:wrap="notBeside" w:vAnchor="margin" w:hAnchor="margin" w:xAlign="center" '
    'w:yAlign="bottom"/>'
)


def title_page(writer: Writer, publication: Publication, title: dict[str, Any], year: str) -> None:
    """Write the title page and close its section: organisation, approval, heading, state, place and year.

    `title` is the content of a title: over-line, heading, stamp, edition, whether data are invented.
    """
    writer.paragraph("Организация", run(publication.organisation))
    writer.paragraph("Гриф", run("УТВЕРЖДАЮ"))
    writer.paragraph("Гриф", run(typography(publication.approve.position)))
    writer.paragraph("Гриф", run(f"{_line(14)}{NBSP}{publication.approve.name or _line(16)}"))
    writer.paragraph("Гриф", run(f"«{_line(3)}»{NBSP}{_line(14)}{NBSP}20{_line(3)}{NBSP}г."))
    writer.paragraph("Subtitle", run(typography(title["over"])), before=110)
    writer.paragraph("Title", run(typography(title["heading"])))
    state = ". ".join(part.rstrip(".") for part in (title["stamp"], title["edition"]) if part)
    demo = f". {DEMO.capitalize()}: значения вымышлены" if title["demo"] else ""
    writer.paragraph("Subtitle", run(typography(f"{state}{demo}.")))
    writer.paragraph("Место и год", run(f"{publication.place}\n{year}"), frame=_AT_THE_FOOT)
    last = writer.paragraph("Место и год", "")
    last.section = Sheet(writer.base.page).first().xml


def signatures(writer: Writer, publication: Publication) -> None:
    """Write a line for every signature: position, room for a hand, the name or room for it."""
    for one in publication.signatures:
        writer.paragraph("Подпись", run(_signed(one)))


def _signed(one: Signature) -> str:
    position = "\n".join(textwrap.wrap(one.position, LETTERS))
    return f"{position}\t\t\t{one.name}" if one.name else f"{position}\t\t\t\t"


def _line(letters: int) -> str:
    return "_" * letters
