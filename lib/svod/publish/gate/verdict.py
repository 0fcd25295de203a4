"""A whole edition passed through the gate, and what the gate found: for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from functools import partial
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from svod.blocks import Cell, Column, Row, Table
from svod.errors import BuildError
from svod.publish.difference.page import Shelf
from svod.publish.gate.across import Claim, claims_of, compare_claims, sums
from svod.publish.gate.inside import inside
from svod.publish.gate.numbers import Numbers
from svod.publish.gate.page import home_claims, page_quotes
from svod.publish.gate.releases import check_releases
from svod.publish.gate.rules import Checks, Discrepancy, Rules
from svod.publish.gate.small import Printed, Secret, printed_by, secrets_of, told, worked_out, yearly_of
from svod.publish.reading import notebooks_of, read_report, spread
from svod.publish.release import ABSENT, ALTERED, FOLDERS, FOREIGN, files_of, mismatches
from svod.publish.site import checked, environment
from svod.report.assessment import Assessment
from svod.wording.numbers import number

__all__ = ["Verdict", "gate", "gate_json", "gate_page"]

HOME = "index.html"

AS_MADE = "как сделан сборкой"
REMEDIES = {
    ABSENT: "Соберите издание снова: svod build",
    ALTERED: "Удалите его и соберите снова: svod build, сборник – svod collect",
    FOREIGN: "Ни svod build, ни svod collect его не делали: уберите его",
}


class Verdict(NamedTuple):
    """What the gate found: how many comparisons were made, which do not hold, and what it looked at, by sha256."""

    checks: int
    faults: tuple[Discrepancy, ...]
    files: Mapping[str, str]

    @property
    def words(self) -> str:
        """«Проверок 120, расхождений 0»."""
        return f"Проверок {number(self.checks)}, расхождений {number(len(self.faults))}"


def gate(
    assessment: Assessment, folder: Path, due: Mapping[str, str], pages: tuple[str, ...], made: Mapping[str, str]
) -> Verdict:
    """Check a built edition: all its formats are made from the notebooks that are read here.

    Parameters
    ----------
    assessment : Assessment
        The numbers of the edition, nothing hidden.
    folder : Path
        Where its executed notebooks, its site and its releases are.
    due : mapping of str to str
        Pages that are to be made anew, and why.
    pages : tuple of str
        Pages and files of the collection that the edition consists of.
    made : mapping of str to str
        sha256 of all files that builds and `svod collect` have made of it, by their paths in the folder.
    """
    rules, checks, secrets = Rules.of(assessment.params), Checks(), secrets_of(assessment)
    files = notebooks_of(folder)
    for page in pages:
        checks.hold(page, "страница соответствует данным, параметрам и программе", "да", due.get(page, "да"))
    _as_made(folder, due, made, checks)
    known = [page for page in pages if page in files]
    claims: list[Claim] = []
    printed: Printed = {}
    work = partial(_report, rules, Numbers(assessment), secrets, files, folder / "site")
    for own, claimed, given in spread(work, known):
        checks += own
        claims += claimed
        printed |= given
    home = folder / "site" / HOME
    if home.exists():
        claims += home_claims(home.read_text("utf-8"), HOME)
    source = compare_claims([claim for claim in claims if claim.key[1] in rules.names], rules, checks)
    sums(source, rules, checks)
    for procedure, year, code, place in worked_out(yearly_of(assessment), printed):
        what = f"{rules.names[place]}, показатель {code} за {year} год: скрытое вычисляется по остальным"
        checks.hold(f"pair/{procedure}/{place}.html", what, "нет", "да")
    check_releases(assessment, printed, folder, checks)
    return Verdict(checks.count, tuple(checks.faults), made)


def _as_made(folder: Path, due: Collection[str], made: Mapping[str, str], checks: Checks) -> None:
    """Every file that would be released is as it was made, and no other lies beside it."""
    own = {str(PurePosixPath("notebooks", page).with_suffix(".ipynb")) for page in due}
    told = {*due, *own, *(f"site/{page}" for page in due)}
    faults = mismatches(folder, made, files_of(folder))
    for name in sorted((made.keys() | faults.keys()) - told):
        what = faults.get(name)
        checks.hold(name, "файл издания", AS_MADE, f"{what}. {REMEDIES[what]}" if what else AS_MADE)


def _report(
    rules: Rules, numbers: Numbers, secrets: list[Secret], files: Mapping[str, Path], site: Path, page: str
) -> tuple[Checks, list[Claim], Printed]:
    """What one report has to say for itself, what it tells of municipalities, and the numbers it prints."""
    checks = Checks()
    try:
        reading = read_report(files[page], page)
    except BuildError as error:
        checks.hold(page, "блокнот читается как отчёт", "да", str(error))
        return checks, [], {}
    inside(reading, rules, checks)
    numbers.check(reading, checks)
    told(reading, secrets, checks)
    file = site / page
    if file.exists():
        page_quotes(file.read_text("utf-8"), reading, checks)
    return checks, claims_of(reading, rules), printed_by(reading)


def gate_json(verdict: Verdict) -> str:
    """The verdict for programs."""
    said = {"checks": verdict.checks, "faults": [fault._asdict() for fault in verdict.faults]}
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def _way(name: str) -> str:
    """A link from the page of the gate: to a file of the edition, or to a page of the site."""
    return name if name.startswith(("release", *(f"{folder}/" for folder in FOLDERS))) else f"site/{name}"


def gate_page(verdict: Verdict, edition: str) -> str:
    """The verdict as a page beside the site."""
    columns = (Column("page", "Страница"), Column("what", "Что проверено"), Column("expected", "Должно быть"))
    columns += (Column("found", "Есть"),)
    rows = tuple(
        Row(f"fault-{index}", {"page": Cell(fault.page, href=_way(fault.page))}
            | {key: Cell(getattr(fault, key) or "–") for key in ("what", "expected", "found")})
        for index, fault in enumerate(verdict.faults, start=1)
    )  # fmt: skip
    page = (
        environment()
        .get_template("gate.html.j2")
        .render(
            page=Shelf("Проверка издания", "Проверка издания", "gate.html", "", (("site/index.html", edition),)),
            edition=edition,
            checks=number(verdict.checks),
            faults=len(verdict.faults),
            table=Table("1", "Расхождения", columns, rows, css="wide") if rows else None,
        )
    )
    return checked(page, "gate.html")
