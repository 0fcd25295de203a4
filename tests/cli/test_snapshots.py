"""`svod snapshots` lists the states of the data, the latest first, and the loads that made them."""

from __future__ import annotations

from pathlib import Path

import pytest

from svod import paths
from svod.cli import main
from svod.store import current_snapshot


def test_every_snapshot_with_its_load_and_which_is_in_use(
    demo: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inputs = demo / "demo" / "2022"
    assert main(["load", str(inputs / "07-libraries-2022.xlsx"), "--who", "Иванова"]) == 0
    assert main(["load", str(inputs / "07-libraries-2021.xlsx")]) == 0
    capsys.readouterr()
    assert main(["snapshots"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 6
    assert "(текущий; учебные данные)" in lines[0] and "показателей 258; файлов 2: 07-libraries-2021.xlsx, " in lines[1]
    assert lines[2].startswith("  Загрузки: № 2, ")
    assert "текущий" not in lines[3] and "показателей 129; файлов 1" in lines[4]
    assert lines[5].startswith("  Загрузки: № 1, ") and lines[5].endswith(", Иванова")


def test_another_snapshot_is_made_the_current_one_also_when_none_is(
    demo: Path, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    inputs = demo / "demo" / "2022"
    ids = []
    for year in (2021, 2022):
        assert main(["load", str(inputs / f"07-libraries-{year}.xlsx")]) == 0
        ids.append(current_snapshot("2022").id)
    assert main(["snapshots", "--use", ids[0]]) == 0
    assert f"Текущим стал снимок {ids[0]}" in capsys.readouterr().out
    assert current_snapshot("2022").id == ids[0]
    (paths.store() / "2022" / "current").unlink()
    spoilt = paths.store() / "2022" / ids[1] / "indicators.parquet"
    spoilt.write_bytes(spoilt.read_bytes()[:100])
    assert main(["snapshots"]) == 0
    said = capsys.readouterr().out
    assert said.startswith("Какой снимок текущий, в хранилище не сказано") and "(повреждён, взять его нельзя)" in said
    assert main(["snapshots", "--use", ids[1]]) == 2
    assert main(["snapshots", "--use", ids[0][:6]]) == 0
    assert current_snapshot("2022").id == ids[0]


def test_before_the_first_load_there_are_none(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["snapshots"]) == 0
    assert "Снимков издания 2022 нет" in capsys.readouterr().out
