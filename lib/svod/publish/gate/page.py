"""What a page of the site shows, compared with the report it was made from."""

from __future__ import annotations

import re
from html import escape, unescape

from svod.publish.gate.across import Claim
from svod.publish.gate.rules import Checks, plain
from svod.publish.reading import Reading

__all__ = ["home_claims", "page_cell", "page_quotes"]

_QUOTE = re.compile(r'<span class="q" data-cell="([^"]+)">(.*?)</span>', re.DOTALL)
_COLUMN = re.compile(r'<th\b[^>]*\sdata-col="([^"]+)"')
_ROW = re.compile(r'<tr\b[^>]*\sdata-row="([^"]+)"[^>]*>(.*?)</tr>', re.DOTALL)
_CELL = re.compile(r"<(t[dh])\b([^>]*)>(.*?)</\1>", re.DOTALL)
_NUMBER = re.compile(r'\sdata-v="([^"]+)"')
_UNSAID = re.compile(r"<(svg|sup)\b.*?</\1>|<[^>]*>", re.DOTALL)
_RATING = re.compile(r'\bid="reyting-(\w+)"')

Shown = tuple[str, float | None]
"""What a cell shows, and the number behind it."""


def page_quotes(html: str, reading: Reading, checks: Checks) -> None:
    """Every marked number of the page's sentences equals the cell of the page's table that it names."""
    found = [(unescape(address), words) for address, words in _QUOTE.findall(html)]
    for address, words in found:
        shown = page_cell(html, address)
        checks.hold(reading.page, f"страница: число предложения и ячейка {address}", shown, _said(words))
    unmarked = sorted({quote.cell for quote in reading.quotes} - {address for address, _ in found})
    checks.hold(reading.page, "страница: все числа предложений отчёта помечены", "", ", ".join(unmarked))


def page_cell(html: str, address: str) -> str:
    """What the page shows in the cell `table/row/column`; empty where there is no such cell."""
    anchor, _, place = address.partition("/")
    row, _, column = place.rpartition("/")
    table = html.partition(f' id="{escape(anchor)}"')[2].partition("</table>")[0]
    head, found, rest = table.partition(f' data-row="{escape(row)}"')
    cells = _cells(f"{head.partition('</thead>')[0]}<tr{found}{rest.partition('</tr>')[0]}</tr>") if found else {}
    return cells.get((row, column), ("", None))[0]


def home_claims(html: str, page: str) -> list[Claim]:
    """What the ratings of the first page tell of municipalities."""
    found = []
    for mark in _RATING.finditer(html):
        table = _cells(html[mark.end() :].partition("</table>")[0])
        for (row, column), (text, value) in table.items():
            if column in ("place", "percent", "level"):
                found.append(Claim(page, (mark[1], row, column), text, None if column == "level" else value))
    return found


def _cells(table: str) -> dict[tuple[str, str], Shown]:
    columns = _COLUMN.findall(table)
    found: dict[tuple[str, str], Shown] = {}
    for row, inner in _ROW.findall(table):
        for column, (_, attributes, words) in zip(columns, _CELL.findall(inner), strict=False):
            number = _NUMBER.search(attributes)
            found[unescape(row), unescape(column)] = (_said(words), float(number[1]) if number else None)
    return found


def _said(words: str) -> str:
    return plain(unescape(_UNSAID.sub("", words)))
