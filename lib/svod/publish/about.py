"""about.html: what an edition was made of, by which rule, what in it is not approved, and when it was built."""

from __future__ import annotations

import platform
import subprocess
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version

from babel.dates import format_datetime

from svod import __version__, paths
from svod.blocks import Cell, Table
from svod.publish import rules
from svod.publish.overview import differences
from svod.publish.site import checked, environment, front_shell, municipality_page, stamp_of
from svod.report.assessment import Assessment
from svod.store import Snapshot
from svod.wording.numbers import typography

__all__ = ["BuildFacts", "about_page", "build_facts"]

_PACKAGES = [
    "papermill",
    "nbconvert",
    "nbclient",
    "ipykernel",
    "numpy",
    "pandas",
    "scipy",
    "matplotlib",
    "seaborn",
    "pydantic",
    "pyarrow",
    "openpyxl",
    "python-calamine",
    "babel",
    "jinja2",
]


@dataclass(frozen=True)
class BuildFacts:
    """What is true of one build and of no number in it."""

    built: datetime
    commit: str
    python: str
    packages: tuple[tuple[str, str], ...]


def build_facts() -> BuildFacts:
    """The moment, the state of the code, the versions; `commit` is empty where there is no git or no commit."""
    packages = tuple((name, version(name)) for name in _PACKAGES)
    return BuildFacts(datetime.now().astimezone(), _commit(), platform.python_version(), packages)


def _commit() -> str:
    def git(*words: str) -> str:
        command = ["git", "-C", str(paths.ROOT), *words]
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout.strip()

    try:
        changed = git("status", "--porcelain", "--untracked-files=no")
        return git("rev-parse", "HEAD") + (", код после неё изменён" if changed else "")
    except (OSError, subprocess.SubprocessError):
        return ""


def about_page(assessment: Assessment, snapshot: Snapshot, facts: BuildFacts) -> str:
    """The page about an edition, the only one that tells the snapshot, the commit and the time of the build."""
    params = assessment.params
    stamp, line = stamp_of(assessment)
    page = (
        environment()
        .get_template("about.html.j2")
        .render(
            page=front_shell(params, "Об издании", "about.html", "about"),
            over=typography(params.edition.title),
            stamp=stamp,
            line=line,
            demo=snapshot.demo,
            edition=_edition(assessment, snapshot),
            build=_build(facts),
            steps=rules.steps(params),
            groups=rules.groups_table(params).html(),
            levels=rules.levels_table(params).html(),
            parts=rules.parts(params),
            basis=rules.basis_table(params).html(),
            gaps=rules.gaps(params),
            files=_files(snapshot).html(),
            published=params.published,
            differences=_differences(assessment),
        )
    )
    return checked(page, "about.html")


def _edition(assessment: Assessment, snapshot: Snapshot) -> list[tuple[str, str]]:
    edition, method = assessment.params.edition, assessment.params.methodology
    return [
        ("Издание", f"{edition.id}, редакция {edition.revision}"),
        ("Название", typography(edition.title)),
        ("Состояние", "проект" if edition.status == "draft" else "опубликовано"),
        ("Годы", edition.period),
        ("Методика", typography(f"{method.rating.title}, версия {method.version}")),
        ("sha256 методики", method.sha256),
        ("Снимок данных", snapshot.id),
    ]


def _build(facts: BuildFacts) -> list[tuple[str, str]]:
    return [
        ("Программа", f"svod {__version__}"),
        *([("Фиксация кода", facts.commit)] if facts.commit else []),
        ("Собрано", format_datetime(facts.built, "d MMMM y 'года', HH:mm", locale="ru")),
        ("Python", facts.python),
        ("Пакеты", ", ".join(f"{name} {release}" for name, release in facts.packages)),
    ]


def _files(snapshot: Snapshot) -> Table:
    heads = [("file", "Файл", False), ("rows", "Строк", True), ("sha256", "sha256", False)]
    files = snapshot.sources.sort_values("file").itertuples()
    rows = [(row.file, [Cell(row.file), rules.count(int(row.rows)), Cell(row.sha256)]) for row in files]
    return rules.keyed_table(("4", "Исходные файлы"), heads, rows, css="files")


def _differences(assessment: Assessment) -> Table | None:
    """Table 5; None where every published place and percent is the computed one."""
    heads = [
        ("rating", "Рейтинг", False),
        ("name", "Муниципальное образование", False),
        ("place-was", "Место опубл.", True),
        ("place", "Место расч.", True),
        ("percent-was", "Итог опубл., %", True),
        ("percent", "Итог расч., %", True),
        ("why", "Объяснение", False),
    ]
    rows = []
    for group in rules.groups_of(assessment.params):
        for item in differences(assessment, group.id):
            name = Cell(item.name, href=municipality_page(item.code))
            numbers = (item.published_place, item.place, item.published_percent, item.percent)
            why = Cell(item.explanation or "причина не установлена")
            rows.append(
                (f"{group.id}-{item.code}", [Cell(group.short), name, *(Cell(str(n), float(n)) for n in numbers), why])
            )
    title = ("5", "Где расчёт не совпадает с опубликованным")
    return rules.keyed_table(title, heads, rows, head="name") if rows else None
