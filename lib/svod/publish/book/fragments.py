"""Contents of a collection as HTML: the same marks and classes as on the pages, every mention a link."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection

import mistune

from svod.blocks import Bar, Cell, LevelMark, Places, Strip
from svod.blocks.mime import esc
from svod.figures.canvas import themed
from svod.publish.book.chapters import anchor_of
from svod.publish.page import prose
from svod.publish.paper import Content
from svod.wording.numbers import typography

__all__ = ["Fragments"]

_WIDE = 7
"""A table of so many columns scrolls on a narrow screen."""

_POINTER = re.compile(
    r"\b(?:(?P<tab>[Тт]аблиц\w*)|(?P<ris>[Рр]исун\w+)|(?P<glava>[Гг]лав\w*)|(?P<add>[Пп]риложени\w+))[ \u00a0]"
    r"(?P<number>[ПИУ]?\.?\d+(?:\.\d+)*)"
)
_LETTER = re.compile(r"[^\W\d_]{2}")
_markdown = mistune.create_markdown(escape=True, plugins=["strikethrough", "table"])


class Fragments:
    """Turns contents into HTML.

    Parameters
    ----------
    anchors : collection of str
        Every anchor of the collection; a mention of anything else stays plain words.
    """

    def __init__(self, anchors: Collection[str]) -> None:
        self._anchors = anchors
        self._ways: dict[str, Callable[[Content], str]] = {
            "text": self._text,
            "note": self._note,
            "prose": lambda item: self._linked(prose(item["markdown"])),
            "findings": self._findings,
            "heading": lambda item: f"<h5>{esc(item['text'])}</h5>",
            "verdict": lambda item: f'<div class="verdict"><strong>{esc(typography(item["text"]))}</strong></div>',
            "table": self._table,
            "figure": self._figure,
            "plain": lambda item: f'<pre tabindex="0">{esc(item["text"])}</pre>',
        }

    def html(self, content: Content) -> str:
        """One block.

        Raises
        ------
        KeyError
            When its kind is not known.
        """
        return self._ways[content["block"]](content)

    def _linked(self, html: str) -> str:
        return _POINTER.sub(self._pointer, html)

    def _pointer(self, found: re.Match[str]) -> str:
        kind = next((kind for kind in ("tab", "ris", "glava") if found[kind]), "")
        anchor = anchor_of(kind, found["number"]) if kind else anchor_of("glava", f"П{found['number']}")
        return f'<a href="#{anchor}">{found[0]}</a>' if anchor in self._anchors else found[0]

    def _words(self, text: str) -> str:
        return self._linked(esc(typography(text)))

    def _text(self, content: Content) -> str:
        tag = '<p class="lede">' if content["kind"] == "lede" else "<p>"
        return "\n".join(f"{tag}{self._words(paragraph)}</p>" for paragraph in content["paragraphs"])

    def _note(self, content: Content) -> str:
        body = self._linked(str(_markdown(typography(content["markdown"]))).strip())
        if content["kind"] == "note":
            return body.replace("<p>", '<p class="note">')
        return (f"<h5>{esc(content['heading'])}</h5>\n" if content["heading"] else "") + body

    def _findings(self, content: Content) -> str:
        said = ((self._words(item["text"]), self._words(item["evidence"])) for item in content["items"])
        rows = "".join(f'<li><span>{words}<span class="ev">{proof}</span></span></li>\n' for words, proof in said)
        return f'<ol class="finds">\n{rows}</ol>'

    def _table(self, content: Content, label: str = "Таблица") -> str:
        columns, number = content["columns"], content["number"]
        wide = len(columns) >= _WIDE
        head = _head(content)
        heads = "".join(f'<th scope="col"{_numeric(item)}>{esc(typography(item["heading"]))}</th>' for item in columns)
        rows = "\n".join(self._row(row, columns, head) for row in content["rows"])
        name = f"{label}\u00a0{number}"
        scroll = f' tabindex="0" role="region" aria-label="{esc(name)}: {esc(content["caption"])}"' if wide else ""
        said = " ".join(filter(None, (content["key"], content["note"])))
        note = f'<p class="note">{self._words(said)}</p>' if said else ""
        look = " ".join(["wide"] * wide + ["rate"] * _ranks(content))
        css = f' class="{look}"' if look else ""
        return (
            f'<div class="tw" id="{content["anchor"]}"{scroll}><table{css}>'
            f"<caption><b>{name} –</b> {_caption(content)}</caption><thead><tr>{heads}</tr></thead>"
            f"<tbody>{rows}</tbody></table>{note}</div>"
        )

    def _row(self, row: Content, columns: list[Content], head: str) -> str:
        if "group" in row:
            name = f"<span>{esc(row['group'])}</span>"
            return f'<tr class="grp"><th scope="rowgroup" colspan="{len(columns)}">{name}</th></tr>'
        cells = ""
        for column in columns:
            tag = 'th scope="row"' if column["key"] == head else "td"
            cell = row["cells"].get(column["key"], {"text": "–"})
            block = _block(cell)
            drawn = block.css() or ("st" if "low" in cell else "")
            css = " ".join(filter(None, ("n" if column["numeric"] else "", drawn)))
            look = f' class="{css}"' if css else ""
            inner = _ways(cell["chapters"]) if cell.get("chapters") else block.inner()
            cells += f"<{tag}{look}{block.attributes()}>{inner}</{tag[:2]}>"
        return f"<tr{' class=me' if row['focus'] else ''}>{cells}</tr>"

    def _figure(self, content: Content) -> str:
        role = "group" if "<a " in content["svg"] else "img"
        note = f'<p class="note">{self._words(content["note"])}</p>' if content["note"] else ""
        return (
            f'<figure id="{content["anchor"]}"><div class="pic" role="{role}" aria-label="{esc(content["alt"])}">'
            f"{themed(content['svg'])}</div>{note}<figcaption><b>Рисунок\u00a0{content['number']} –</b> "
            f'{_caption(content)}</figcaption><details class="src"><summary>данные рисунка</summary>'
            f"{self._table(content['data'], 'Данные рисунка')}</details></figure>"
        )


def _caption(content: Content) -> str:
    tag = ' <span class="demo">учебные данные</span>' if content["demo"] else ""
    return esc(typography(content["caption"])) + tag


def _head(content: Content) -> str:
    """Key of the column that names a row: the first of words, codes and chapters being none."""
    rows = [row["cells"] for row in content["rows"] if "cells" in row]
    for column in content["columns"]:
        if any(_LETTER.search(cells.get(column["key"], {"text": ""})["text"]) for cells in rows):
            return column["key"]
    return content["columns"][0]["key"]


def _ranks(content: Content) -> bool:
    """Whether it is a rating: its rows have ranges of places."""
    return any("low" in cell for row in content["rows"] for cell in row.get("cells", {}).values())


def _numeric(column: Content) -> str:
    return ' class="n"' if column["numeric"] else ""


def _block(cell: Content) -> Cell:
    """The cell as the pages draw it: a bar, a strip, a range of places, a level, else its words."""
    text = cell["text"]
    if "bar" in cell:
        return Bar(text, cell["value"], level=cell["bar"]["level"])
    if "strip" in cell:
        return Strip(text, **cell["strip"])
    if "low" in cell:
        return Places(text, **{name: cell[name] for name in ("place", "low", "high", "last")})
    if "level" in cell:
        return LevelMark(text, number=cell["level"])
    return Cell(text, href=cell.get("href", ""), why=cell.get("why", ""))


def _ways(chapters: Collection[tuple[str, str]]) -> str:
    """Chapters to go to."""
    return ", ".join(f'<a href="#{anchor}">{esc(number)}</a>' for number, anchor in chapters)
