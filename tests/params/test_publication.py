"""How a publication leaves the centre: the file is read whole, and its faults are told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from svod import paths
from svod.params import Params
from svod.params.model import validate
from svod.params.publication import Publication
from svod.params.reader import Reader
from svod.params.strict import Document

WHOLE = {
    "organisation": "Центр",
    "place": "Челябинск",
    "approve": {"position": "Руководитель", "name": ""},
    "signatures": (),
    "abbreviations": (),
    "errata": (),
}


def read(**changes: object) -> tuple[Publication | None, list[str]]:
    document = Document(Path("publication.yml"), "params/publication/publication.yml")
    document.value = {**WHOLE, **changes}
    return validate(Publication, document), [str(fault) for fault in document.faults]


def test_the_projects_own_file_says_who_publishes_and_who_signs(params: Params) -> None:
    publication = params.publication
    assert publication.organisation
    assert publication.approve.position
    shorts = [item.short for item in publication.abbreviations]
    assert shorts == sorted(set(shorts))
    assert {"ВПР", "РИКО", "МР", "ГО"} <= set(shorts)


def test_a_correction_has_a_page_a_day_and_words() -> None:
    erratum = {"page": "procedure/07-libraries.html", "date": "2026-12-01", "text": "Исправлена опечатка."}
    found, faults = read(errata=(erratum,))
    assert faults == []
    assert found is not None
    assert found.errata[0].date == date(2026, 12, 1)


def test_the_example_of_a_correction_is_read_when_it_is_copied(tmp_path: Path) -> None:
    (tmp_path / "params/publication").mkdir(parents=True)
    own = (paths.params() / "publication/publication.yml").read_text(encoding="utf-8")
    head, example = own.split("errata: []")
    copied = tmp_path / "params/publication/publication.yml"
    copied.write_text(f"{head}errata:\n  {example.partition('#')[2].strip()}\n", encoding="utf-8")
    reader = Reader(tmp_path / "params")
    publication = reader.read(Publication, copied)
    reader.stop()
    assert [item.page for item in publication.errata] == ["procedure/07-libraries.html"]


def test_every_fault_is_told() -> None:
    erratum = {"page": "C:/x.html", "date": "1 декабря", "text": ""}
    _, faults = read(errata=(erratum,), approve={"position": ""}, extra=1)
    assert len(faults) == 6
    assert any("не дата вида 2026-12-01" in fault for fault in faults)
    assert any("неизвестный ключ «extra»" in fault for fault in faults)
