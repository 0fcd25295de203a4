"""What all pages share: the shell around the content, names of files, and the last check before a page is written."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

from babel.dates import format_date
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from svod.errors import BuildError
from svod.params import Params
from svod.params.publication import Erratum
from svod.report.assessment import Assessment
from svod.wording.numbers import typography

__all__ = [
    "TEMPLATES",
    "Shell",
    "checked",
    "corrections",
    "environment",
    "front_shell",
    "group_page",
    "municipality_page",
    "procedure_page",
    "stamp_of",
]

TEMPLATES = Path(__file__).parent / "templates"
_ASSETS = Path(__file__).parent / "assets"
_SECTIONS = (
    ("home", "index.html", "Регион в целом"),
    ("procedures", "index.html#procedury", "Процедуры"),
    ("municipalities", "index.html#municipalitety", "Муниципалитеты"),
    ("ratings", "index.html#reytingi", "Рейтинги"),
    ("about", "about.html", "Об издании"),
)


@cache
def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


@dataclass(frozen=True)
class Link:
    """A link of the shell: where, what it says, and whether it is where the reader is."""

    href: str
    label: str
    current: bool = False


Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Shell:
    """Everything around the content of one page.

    Attributes
    ----------
    publication : str
        What stands in the upper left corner.
    title : str
        Plain title of the page.
    path : str
        The page's file from the root of the site, with slashes.
    nav : str
        The section it belongs to: `home`, `procedures`, `municipalities`, `ratings` or `about`.
    related : tuple of (href from this page, label)
        Neighbouring pages.
    trail : tuple of (href from this page, label)
        Pages above it, from the first page down.
    heading, under : str, tuple of (href from this page, label)
        What the pages below it are, and where; empty where there are none.
    errata : tuple of (date, text)
        Corrections told on the page, as `corrections` gives them.
    files : tuple of (href from this page, label)
        The same report in other formats.
    """

    publication: str
    title: str
    path: str
    nav: str
    related: Pairs = ()
    trail: Pairs = ()
    heading: str = ""
    under: Pairs = ()
    errata: Pairs = ()
    files: Pairs = ()

    @property
    def root(self) -> str:
        """Way from the page to the root of the site: empty, `../`, `../../`."""
        return "../" * (len(PurePosixPath(self.path).parts) - 1)

    @property
    def sections(self) -> tuple[Link, ...]:
        return tuple(Link(self.root + href, label, id == self.nav) for id, href, label in _SECTIONS)

    @property
    def neighbours(self) -> tuple[Link, ...]:
        return tuple(Link(href, label) for href, label in self.related)

    @property
    def above(self) -> tuple[Link, ...]:
        return tuple(Link(href, label) for href, label in self.trail)

    @property
    def below(self) -> tuple[Link, ...]:
        return tuple(Link(href, label) for href, label in self.under)

    @property
    def css(self) -> str:
        return _asset("svod.css")

    @property
    def script(self) -> str:
        return _asset("site.js") + (_asset("home.js") if self.nav == "home" else "")

    @property
    def policy(self) -> str:
        """What the browser may do for this page: nothing beyond the file, and no script but ours."""
        digest = base64.b64encode(hashlib.sha256(self.script.encode()).digest()).decode()
        return (
            f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'; img-src data:; "
            "font-src data:; base-uri 'none'; form-action 'none'"
        )


@cache
def environment() -> Environment:
    """Templates of the pages that no notebook makes; everything is escaped unless it says otherwise."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES / "svod"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )


def corrections(errata: Iterable[Erratum], path: str) -> Pairs:
    """What was corrected on one page, the latest first: («1 декабря 2026 года», text)."""
    own = sorted((item for item in errata if item.page == path), key=lambda item: item.date, reverse=True)
    return tuple((format_date(item.date, "d MMMM y 'года'", locale="ru"), typography(item.text)) for item in own)


def front_shell(params: Params, title: str, path: str, nav: str) -> Shell:
    """The shell of a page that no notebook makes."""
    return Shell(params.masthead, title, path, nav, errata=corrections(params.publication.errata, path))


def stamp_of(assessment: Assessment) -> tuple[str, str]:
    """State of the edition and its line: («Проект», «Издание 2022 года, редакция 1.»)."""
    edition = assessment.params.edition
    return (
        "Проект" if edition.status == "draft" else "Опубликовано",
        f"Издание {edition.id} года, редакция {edition.revision}.",
    )


def procedure_page(id: str) -> str:
    return f"procedure/{id}.html"


def group_page(id: str) -> str:
    return f"group/{id}.html"


def municipality_page(code: str) -> str:
    return f"municipality/{code}.html"


_TAG = re.compile(r"<\w[^>]*>?")
_ID = re.compile(r'\sid="([^"]*)"')  # this and the next three: of tags
_POINTER = re.compile(r'\s(?:aria-labelledby|aria-describedby|aria-controls|for)="([^"]*)"')
_FRAGMENT = re.compile(r'\s(?:xlink:)?href="#([^"]*)"')
_SOURCE = re.compile(r'\s(?:src|srcset|poster|data)="(?!data:)([^"]*)"')
_FETCHED = (
    re.compile(r'<(?:link|image|use)\b[^>]*?\s(?:xlink:)?href="(?!data:|#)([^"]*)"'),
    re.compile(r"""(?:url\(|@import\s)\s*+(?:['"]|&#3[49];|&quot;)?+(?!data:|#)([^'")\s]+)"""),
)


def checked(page: str, path: str) -> str:
    """A page as it will be written.

    Raises
    ------
    BuildError
        When an id repeats or is not ASCII, a reference leads nowhere, or the page would fetch something.
    """
    tags = "".join(_TAG.findall(page))
    ids = Counter(_ID.findall(tags))
    wanted = {word for found in _POINTER.findall(tags) for word in found.split()} | set(_FRAGMENT.findall(tags))
    faults = [f"id «{id}» повторяется" for id, times in sorted(ids.items()) if times > 1]
    faults += [
        f"id «{id}»: допустимы латинские буквы, цифры, дефис"
        for id in sorted(ids)
        if not re.fullmatch(r"[A-Za-z][\w.:-]*", id, re.ASCII)
    ]
    faults += [f"ссылка #{id} никуда не ведёт" for id in sorted(wanted - set(ids))]
    fetched = [*_SOURCE.findall(tags), *(address for pattern in _FETCHED for address in pattern.findall(page))]
    faults += [f"страница запрашивает {address}" for address in fetched]
    if faults:
        raise BuildError(f"Страница {path} не записана:\n  " + "\n  ".join(faults))
    return page
