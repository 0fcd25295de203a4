"""A whole edition passed through the gate, and what the gate found: for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import NamedTuple

from svod.blocks import Cell, Column, Row, Table
from svod.errors import BuildError
from svod.publish.difference.page import Shelf
from svod.publish.gate.across import Claim, claims_of, compare_claims, sums
from svod.publish.gate.inside import inside
from svod.publish.gate.page import home_claims, page_quotes
from svod.publish.gate.releases import beside_release, last_release
from svod.publish.gate.rules import Checks, Discrepancy, Rules
from svod.publish.gate.small import Printed, Secret, printed_by, secrets_of, told, worked_out, yearly_of
from svod.publish.reading import notebooks_of, read_report, spread
from svod.publish.site import checked, environment
from svod.report.assessment import Assessment
from svod.wording.numbers import number

__all__ = ["Verdict", "gate", "gate_json", "gate_page"]

HOME = "index.html"


class Verdict(NamedTuple):
    """What the gate found: how many comparisons were made, and which of them do not hold."""

    checks: int
    faults: tuple[Discrepancy, ...]

    @property
    def words(self) -> str:
        """«Проверок 120, расхождений 0»."""
        return f"Проверок {number(self.checks)}, расхождений {number(len(self.faults))}"


def gate(assessment: Assessment, folder: Path, due: Mapping[str, str], pages: tuple[str, ...]) -> Verdict:
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
        Pages the edition consists of.
    """
    rules, checks, secrets = Rules.of(assessment.params), Checks(), secrets_of(assessment)
    files = notebooks_of(folder)
    for page in pages:
        checks.hold(page, "страница соответствует данным, параметрам и программе", "да", due.get(page, "да"))
        if page not in due:
            there = page == HOME or page in files, (folder / "site" / page).exists()
            checks.hold(page, "есть выполненный блокнот и страница", "есть", "есть" if all(there) else "нет")
    known = [page for page in pages if page in files]
    claims: list[Claim] = []
    printed: Printed = {}
    for own, claimed, numbers in spread(partial(_report, rules, secrets, files, folder / "site"), known):
        checks += own
        claims += claimed
        printed |= numbers
    home = folder / "site" / HOME
    if home.exists():
        claims += home_claims(home.read_text("utf-8"), HOME)
    source = compare_claims([claim for claim in claims if claim.key[1] in rules.names], rules, checks)
    sums(source, rules, checks)
    for procedure, year, code, place in worked_out(yearly_of(assessment), printed):
        what = f"{rules.names[place]}, показатель {code} за {year} год: скрытое вычисляется по остальным"
        checks.hold(f"pair/{procedure}/{place}.html", what, "нет", "да")
    if release := last_release(folder):
        beside_release(assessment, printed, release, checks)
    return Verdict(checks.count, tuple(checks.faults))


def _report(
    rules: Rules, secrets: list[Secret], files: Mapping[str, Path], site: Path, page: str
) -> tuple[Checks, list[Claim], Printed]:
    """What one report has to say for itself, what it tells of municipalities, and the numbers it prints."""
    checks = Checks()
    try:
        reading = read_report(files[page], page)
    except BuildError as error:
        checks.hold(page, "блокнот читается как отчёт", "да", str(error))
        return checks, [], {}
    inside(reading, rules, checks)
    told(reading, secrets, checks)
    file = site / page
    if file.exists():
        page_quotes(file.read_text("utf-8"), reading, checks)
    return checks, claims_of(reading, rules), printed_by(reading)


def gate_json(verdict: Verdict) -> str:
    """The verdict for programs."""
    said = {"checks": verdict.checks, "faults": [fault._asdict() for fault in verdict.faults]}
    return json.dumps(said, ensure_ascii=False, indent=1) + "\n"


def gate_page(verdict: Verdict, edition: str) -> str:
    """The verdict as a page beside the site."""
    columns = (Column("page", "Страница"), Column("what", "Что проверено"), Column("expected", "Должно быть"))
    columns += (Column("found", "Есть"),)
    rows = tuple(
        Row(f"fault-{index}", {"page": Cell(fault.page, href=f"site/{fault.page}")}
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
