"""Releases are as they were published, and what the last one prints beside an edition gives no hidden number away."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from math import isclose
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from svod.blocks import dashed
from svod.origin import changed_since
from svod.publish.gate.rules import Checks
from svod.publish.gate.small import NO, Printed, Secret, Yearly, printed_by, secrets_of, worked_out, yearly_of
from svod.publish.reading import notebooks_of, read_report, spread
from svod.publish.release import INSIDE, check_release, other_methodology
from svod.report.assessment import Assessment, assess
from svod.stats.disclosure import TOTAL

__all__ = ["Side", "beside_release", "check_releases", "together"]

WHOLE, SAME = "цел", "без изменений"
COPY = "изменена. Верните её из выпуска (inside/params) или сделайте копию под новым именем и назовите её в издании"


class Side(NamedTuple):
    """An edition or a release: what it is called, what it hides, its rows, what it prints."""

    name: str
    secrets: list[Secret]
    rows: Yearly
    printed: Printed


def check_releases(assessment: Assessment, printed: Printed, output: Path, checks: Checks) -> None:
    """Every release is as it was published; the last one, if it is, gives nothing of this edition away."""
    found = sorted(
        (folder for folder in (output / "release").glob("*") if folder.name.isdigit()),
        key=lambda folder: int(folder.name),
    )
    for folder in found:
        faults = [f"{fault}. Верните выпуск из резервной копии" for fault in check_release(folder)]
        for fault in faults or [WHOLE]:
            checks.hold(f"release/{folder.name}", "выпуск, как в его описи", WHOLE, fault)
        changed = other_methodology(assessment.params, folder)
        what = f"опубликованная методика {assessment.params.methodology.version}"
        checks.hold(f"release/{folder.name}", what, SAME, COPY if changed else SAME)
    if found and not faults:
        beside_release(assessment, printed, found[-1], checks)
    if since := changed_since(assessment.params, output):
        revision = assessment.params.edition.revision
        what = f"редакция {revision} опубликована из того, что есть сейчас"
        checks.hold(f"release/{revision}", what, "да", f"изменены: {', '.join(since)}. Нужна новая редакция")


def beside_release(assessment: Assessment, printed: Printed, release: Path, checks: Checks) -> None:
    """Check an edition against its last release, both ways.

    A number hidden in one and the same in the other is printed there, or follows from what the two print together.
    A number that was corrected gives nothing away: what is printed of other data is not what is hidden. That two
    printed numbers differ by a few persons is no fault either: the difference is a correction, not a group.

    Parameters
    ----------
    assessment : Assessment
        The numbers of the edition, nothing hidden.
    printed : Printed
        What its pages print.
    release : Path
        Its notebooks are read, as far as they are about procedures with hidden numbers, and its data.
    checks : Checks
    """
    then = assess(pd.read_parquet(release / INSIDE / "data" / "indicators.parquet"), assessment.params)
    secrets = [secrets_of(one) for one in (assessment, then)]
    about = {secret.procedure for own in secrets for secret in own}
    files = {
        page: file for page, file in notebooks_of(release).items() if about & set(Path(page).with_suffix("").parts)
    }
    old: Printed = {}
    for told in spread(partial(_printed, files), files):
        old |= told
    now = Side("в этом издании", secrets[0], yearly_of(assessment), printed)
    before = Side(f"в выпуске {release.name}", secrets[1], yearly_of(then), old)
    for one, other in ((now, before), (before, now)):
        together(one, other, assessment.names, checks)


def together(one: Side, other: Side, names: Mapping[str, str], checks: Checks) -> None:
    """Check that the other gives away nothing that the one hides; municipalities are called by their names."""
    for page, what, found in (*_shown(one, other, names), *_follows(one, other, names)):
        checks.hold(page, what, NO, found)


def _printed(files: dict[str, Path], page: str) -> Printed:
    return printed_by(read_report(files[page], page))


def _shown(one: Side, other: Side, names: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Numbers hidden in one and printed in the other: of which page, what, and the number."""
    for secret in one.secrets:
        if secret.spot not in one.printed:
            same = [
                given
                for given in other.printed.get(secret.spot, ())
                if any(isclose(given, number) for number in secret.numbers)
            ]
            what = f"{_name(secret.municipality, names)}, {secret.words}: скрыто {one.name}, напечатано {other.name}"
            yield _page(secret.procedure, secret.municipality), what, f"{same[0]:g}" if same else NO


def _follows(one: Side, other: Side, names: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Small numbers hidden in one that follow from the numbers of both, where the two rest on the same data."""
    known = {
        (dashed(code), str(year), name)
        for (code, year), rows in one.rows.items()
        for name, row in rows.items()
        if row["persons"] is not None
        and any(isclose(given, row["persons"]) for given in other.printed.get((dashed(code), str(year), name), ()))
    }
    alone = set(worked_out(one.rows, one.printed))
    for procedure, year, code, name in worked_out(one.rows, one.printed | dict.fromkeys(known, ())):
        if (procedure, year, code, name) not in alone:
            what = f"{_name(name, names)}, показатель {code} за {year} год: скрытое {one.name} вычисляется"
            yield _page(procedure, name), what, f"вместе с напечатанным {other.name}"


def _name(municipality: str, names: Mapping[str, str]) -> str:
    return "область" if municipality == TOTAL else names[municipality]


def _page(procedure: str, municipality: str) -> str:
    return f"procedure/{procedure}.html" if municipality == TOTAL else f"pair/{procedure}/{municipality}.html"
