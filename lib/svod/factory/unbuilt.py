"""A page in the place of a report that has not been made: links to it lead somewhere and say how to make it."""

from __future__ import annotations

from html import escape
from pathlib import Path

__all__ = ["built", "unbuilt_page"]

_SIGN = '<meta name="svod" content="unbuilt">'
_PAGE = """<!doctype html>
<html lang="ru">
<head>
<meta charset="utf-8">
{sign}
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}: ещё не собрана</title>
<style>:root{{color-scheme:light dark}}body{{font:1.125rem/1.5 Georgia,"Times New Roman",serif;max-width:38rem;\
margin:4rem auto;padding:0 1.25rem}}h1{{font-weight:400}}code{{font-size:.9em}}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<p>Эта страница ещё не собрана. Собрать её и остальные: <code>svod build</code></p>
<p><a href="{home}">Регион в целом</a></p>
</main>
</body>
</html>
"""


def unbuilt_page(page: str, title: str) -> str:
    """The page in the place of another.

    Parameters
    ----------
    page : str
        Its path on the site, with slashes.
    title : str
        What the report is called.
    """
    return _PAGE.format(sign=_SIGN, title=escape(title), home="../" * page.count("/") + "index.html")


def built(file: Path) -> bool:
    """Whether there is a page that was made, and not one in its place."""
    if not file.exists():
        return False
    with file.open("rb") as stream:
        return _SIGN.encode() not in stream.read(200)
