"""A page that could not be brought up to date stays as it was and says so."""

from __future__ import annotations

import re

from svod.blocks.mime import esc
from svod.errors import BuildError

__all__ = ["stale_page"]

_MARK = re.compile(r'<p class="stale" role="note">.*?</p>\n', re.DOTALL)
_MAIN = re.compile(r"<main\b[^>]*>\n?")


def stale_page(html: str, why: str) -> str:
    """The page with a note over its content; a note that was there before is replaced.

    Parameters
    ----------
    html : str
        A page of the site.
    why : str
        What hindered the last build, a Russian clause.

    Raises
    ------
    BuildError
        When the page has no `<main>`.
    """
    bare = _MARK.sub("", html)
    found = _MAIN.search(bare)
    if found is None:
        raise BuildError("на странице нет элемента main: пометить её устаревшей нельзя")
    said = f"Страница устарела. Обновить её не удалось: {why.rstrip('.')}. Ниже – прежняя сборка."
    return f'{bare[: found.end()]}<p class="stale" role="note">{esc(said)}</p>\n{bare[found.end() :]}'
