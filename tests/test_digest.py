"""Which data are in use is told without their tables, and without the libraries that read tables."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from svod import digest
from svod.digest import Digest, current_digest, has_snapshot
from svod.errors import NotFound, SvodError

FIRST = Digest({"indicators": {"07-libraries": "a" * 64}, "measures": {}}, {"07-libraries-2022.xlsx": "b" * 64}, True)
SECOND = Digest({"indicators": {}, "measures": {}}, {}, False)


@pytest.fixture(autouse=True)
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A store with two snapshots of edition 2022, the first in use."""
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    folder = tmp_path / "store" / "2022"
    for name, held in (("first", FIRST), ("second", SECOND)):
        (folder / name).mkdir(parents=True)
        digest.write_digest(folder / name, held)
    (folder / "current").write_text("first\n", "utf-8")
    return folder


def test_what_was_written_comes_back() -> None:
    assert current_digest("2022") == ("first", FIRST)


def test_a_process_may_be_bound_to_another_snapshot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(digest.PINNED, "second")
    assert current_digest("2022") == ("second", SECOND)
    monkeypatch.setenv(digest.PINNED, "third")
    assert not has_snapshot("2022")


@pytest.mark.parametrize("quoted", ['"{}"', "'{}'", "{}", '"{}"   # утверждено'])
def test_an_edition_may_be_pinned_in_its_own_file(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, quoted: str
) -> None:
    monkeypatch.setenv("SVOD_PARAMS", str(tmp_path / "params"))
    file = tmp_path / "params" / "editions" / "2022.yml"
    file.parent.mkdir(parents=True)
    file.write_text('# snapshot: "0000000000000000"\nid: "2022"\nsnapshot: ""\n', "utf-8")
    assert (digest.pin("2022"), current_digest("2022")[0]) == ("", "first")
    (store / "second").rename(store / "0123456789abcdef")
    file.write_text(f'id: "2022"\nsnapshot: {quoted.format("0123456789abcdef")}\n', "utf-8")
    assert current_digest("2022") == ("0123456789abcdef", SECOND)
    assert digest.loaded_folder("2022").name == "first"


def test_without_data_the_message_gives_the_command() -> None:
    assert has_snapshot("2022")
    assert not has_snapshot("2023")
    with pytest.raises(NotFound, match="svod load ПАПКА --edition 2023"):
        current_digest("2023")


def test_snapshots_that_nothing_points_at_are_no_empty_store(store: Path) -> None:
    assert [folder.name for folder in sorted(digest.made("2022"))] == ["first", "second"]
    (store / "current").unlink()
    with pytest.raises(SvodError, match=r"повреждено: .*current – файл пуст или стёрт(?s:.*)svod snapshots --use"):
        has_snapshot("2022")


def test_what_a_spoilt_folder_raises_is_told_with_the_way_out(store: Path) -> None:
    (store / "first" / "digest.json").write_text("{", "utf-8")
    with pytest.raises(SvodError, match="first – файлы в нём испорчены или стёрты"):
        current_digest("2022")
    with pytest.raises(KeyError), digest.sound(store):  # a mistake of the program stays one
        raise KeyError


def test_no_library_of_tables_is_needed() -> None:
    program = "import sys, svod.digest; print([n for n in ('pandas', 'numpy', 'pyarrow') if n in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
