"""Results on standard output, everything else on standard error."""

from __future__ import annotations

from pathlib import Path

import pytest

from svod.cli.console import note, resolve_edition, write_csv
from svod.errors import NotFound


def test_csv_is_all_that_standard_output_gets(capsys: pytest.CaptureFixture[str]) -> None:
    note("Готовлю данные")
    write_csv(["place", "municipality"], [[1, "Ашинский МР"], [2, 'С "кавычкой", и запятой']])
    told = capsys.readouterr()
    assert told.out == 'place,municipality\n1,Ашинский МР\n2,"С ""кавычкой"", и запятой"\n'
    assert told.err == "Готовлю данные\n"


def test_the_newest_edition_is_meant_when_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SVOD_PARAMS", str(tmp_path))
    assert resolve_edition("2019") == "2019"
    with pytest.raises(NotFound, match="нет ни одного издания"):
        resolve_edition("")
    (tmp_path / "editions").mkdir()
    for name in ("2023", "2021", "2022"):
        (tmp_path / "editions" / f"{name}.yml").touch()
    assert resolve_edition("") == "2023"
