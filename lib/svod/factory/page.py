"""What a finished page must and must not say."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from svod.parts import PARTS

__all__ = ["page_fault"]

_LEAKS = re.compile(r"(?<![\w.])(nan|NaN|None|inf|NaT|<NA>|Traceback)(?!\w)")
_SILENT = {"script", "style", "code", "template"}


class _Reader(HTMLParser):
    """Gathers what a reader sees: all words, and those of the main heading and of the parts' headings."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.titles: dict[str, list[str]] = {"h1": [], "h2": []}
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT or tag in self.titles:
            self._open.append(tag)
            self.titles.get(tag, []).append("")

    def handle_endtag(self, tag: str) -> None:
        if self._open and self._open[-1] == tag:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if _SILENT & set(self._open):
            return
        self.words.append(data)
        for tag in self.titles.keys() & set(self._open):
            self.titles[tag][-1] += data


def page_fault(html: str, heading: tuple[str, ...] = ()) -> str:
    """Why a page may not be published; empty when it may.

    Parameters
    ----------
    html : str
    heading : tuple of str
        Forms of a name of which one must stand in the main heading; empty when the page is about no municipality.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = "\n".join(reader.words)
    title = _spaced(" ".join(reader.titles["h1"]))
    if not title:
        return "нет заголовка"
    if heading and not any(_spaced(form) in title for form in heading):
        return f"в заголовке «{title}» нет муниципалитета: {heading[0]}"
    found = [_spaced(words) for words in reader.titles["h2"]]
    absent = [part.number for part in PARTS if not any(words.endswith(part.heading) for words in found)]
    if absent:
        return f"нет частей: {', '.join(map(str, absent))}"
    if leak := _LEAKS.search(text):
        around = _spaced(text[max(0, leak.start() - 40) : leak.end() + 20])
        return f"в тексте осталось «{leak[0]}»: …{around}…"
    return ""


def _spaced(words: str) -> str:
    return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())
