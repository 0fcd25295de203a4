"""What a finished page must and must not say."""

from __future__ import annotations

import re
from html import unescape

from svod.parts import PARTS

__all__ = ["page_fault"]

_LEAKS = re.compile(r"(?<![\w.])(nan|NaN|None|inf|NaT|<NA>|Traceback)(?!\w)")
_SILENT = re.compile(r"<(script|style|code|template)\b[^>]*>.*?</\1\s*>|<!--.*?-->|<![^>]*>", re.DOTALL | re.IGNORECASE)
_TITLE = re.compile(r"<(h[12])\b[^>]*>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"""</?[a-z](?:[^>"']|"[^"]*"|'[^']*')*>""", re.IGNORECASE)


def page_fault(html: str, heading: tuple[str, ...] = ()) -> str:
    """Why a page may not be published; empty when it may.

    Parameters
    ----------
    html : str
    heading : tuple of str
        Forms of a name of which one must stand in the main heading; empty when the page is about no municipality.
    """
    said = _SILENT.sub("", html)
    text = _words(said, "\n")
    titles = [(tag.lower(), _spaced(_words(inside))) for tag, inside in _TITLE.findall(said)]
    title = " ".join(words for tag, words in titles if tag == "h1")
    if not title:
        return "нет заголовка"
    if heading and not any(_spaced(form) in title for form in heading):
        return f"в заголовке «{title}» нет муниципалитета: {heading[0]}"
    found = [words for tag, words in titles if tag == "h2"]
    absent = [part.number for part in PARTS if not any(words.endswith(part.heading) for words in found)]
    if absent:
        return f"нет частей: {', '.join(map(str, absent))}"
    if leak := _LEAKS.search(text):
        around = _spaced(text[max(0, leak.start() - 40) : leak.end() + 20])
        return f"в тексте осталось «{leak[0]}»: …{around}…"
    return ""


def _words(html: str, between: str = "") -> str:
    """What a reader sees of a fragment."""
    return unescape(_TAG.sub(between, html))


def _spaced(words: str) -> str:
    return " ".join(words.replace("\N{NO-BREAK SPACE}", " ").split())
