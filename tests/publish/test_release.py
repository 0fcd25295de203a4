"""A release is a copy that says what it is made of, may not be written, and tells when it was tampered with."""

from __future__ import annotations

import json
import os
import shutil
import stat
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from svod import paths
from svod.errors import BuildError, NotFound
from svod.origin import MANIFEST, release_folder
from svod.params import Params
from svod.publish.release import (
    check_release,
    files_of,
    freeze,
    mismatches,
    other_methodology,
)
from svod.store import ALWAYS, LARGE, Snapshot, current_snapshot, fold, write_snapshot

TEXTS = {"site/index.html": "сайт", "notebooks/map.ipynb": "{}"}
MADE = {name: sha256(text.encode()).hexdigest() for name, text in TEXTS.items()}


@pytest.fixture
def output(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small output of the edition over the data of the demo; writable again when the test is over."""
    (tmp_path / "store").symlink_to(demo / "store", target_is_directory=True)
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    others = {"gate.json": "{}", "gate.html": "сверено", "internal/codes.csv": "тайна", "ledger.sqlite": "журнал",
              "site/.draft-1.html": "черновик", "notebooks/.saved/map.ipynb": "{}", "site/a.html": "чужая"}  # fmt: skip
    for name, text in (TEXTS | others).items():
        file = tmp_path / "2022" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    yield tmp_path / "2022"
    for folder in [item for item in tmp_path.rglob("*") if item.is_dir() and not item.is_symlink()]:
        folder.chmod(0o755)


@pytest.fixture
def release(params: Params, output: Path) -> Path:
    return freeze(params, paths.params(), output, MADE).parent


def test_a_release_holds_what_is_published_and_what_it_was_made_from(release: Path, params: Params) -> None:
    manifest = json.loads((release / MANIFEST).read_text("utf-8"))
    assert release == release_folder(release.parents[1], 1)
    assert manifest["files"]["site/index.html"] == sha256("сайт".encode()).hexdigest()
    assert manifest["methodology"] == {"2022": params.methodology.sha256}
    assert (manifest["edition"], manifest["revision"], manifest["demo"]) == ("2022", 1, True)
    assert "inside/params/editions/2022.yml" in manifest["files"] and "inside/data/digest.json" in manifest["files"]
    assert len(manifest["inputs"]) > 50


def test_what_stays_inside_the_centre_is_not_released(release: Path) -> None:
    released = {file.relative_to(release).as_posix() for file in release.rglob("*") if file.is_file()}
    assert {name for name in released if not name.startswith("inside/")} == {
        *MADE, "gate.json", "gate.html", MANIFEST
    }  # fmt: skip


def test_a_file_that_changes_while_it_is_published_stops_it(params: Params, output: Path) -> None:
    (output / "site" / "index.html").write_text("другой", "utf-8")
    with pytest.raises(BuildError, match="Изменено во время публикации: site/index"):
        freeze(params, paths.params(), output, MADE)
    assert list((output / "release").iterdir()) == []


def test_files_beside_the_made_ones_are_seen_and_hidden_ones_are_not(output: Path) -> None:
    assert files_of(output) == ["site/a.html", "site/index.html", "notebooks/map.ipynb"]


def test_a_byte_altered_at_the_same_size_and_time_is_seen(output: Path) -> None:
    file = output / "site" / "index.html"
    was = file.stat()
    file.write_text("сайд", "utf-8")
    os.utime(file, ns=(was.st_atime_ns, was.st_mtime_ns))
    assert file.stat().st_size == was.st_size
    assert mismatches(output, MADE | {"site/map.html": ""}, files_of(output)) == {
        "site/index.html": "файл изменён",
        "site/map.html": "файла нет",
        "site/a.html": "лишний файл",
    }


def test_results_of_pupils_are_frozen_with_the_data_inside(params: Params, demo: Path, output: Path) -> None:
    store = output.parent / "store"
    store.unlink()
    shutil.copytree(demo / "store", store)
    snapshot = current_snapshot("2022")
    row = dict.fromkeys(LARGE["results"].names) | {
        "assessment": "vpr", "year": 2022, "grade": 4, "subject": "Математика", "school": "edu1", "pupil": 1,
    }  # fmt: skip
    parts = fold("2022", {"results": pa.Table.from_pylist([row], LARGE["results"])}, [])
    write_snapshot("2022", {name: snapshot.table(name) for name in ALWAYS}, parts)
    release = freeze(params, paths.params(), output, MADE).parent
    frozen = Snapshot("", *[pd.DataFrame()] * 3, folder=release / "inside" / "data")
    assert frozen.part("vpr", 2022).table("results").column("pupil").to_pylist() == [1]
    assert check_release(release) == []


def test_nothing_of_a_release_may_be_written(release: Path) -> None:
    modes = [item.stat().st_mode for item in (release, *release.rglob("*"))]
    assert modes and not any(mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH) for mode in modes)


def test_the_same_edition_gives_the_same_manifest(release: Path, params: Params, output: Path) -> None:
    first = (release / MANIFEST).read_bytes()
    release.chmod(0o755)
    release.rename(output / "earlier")
    assert freeze(params, paths.params(), output, MADE).read_bytes() == first


def test_a_whole_release_has_no_faults_and_a_tampered_one_names_the_file(release: Path) -> None:
    assert check_release(release) == []
    for item in (release, *release.rglob("*")):
        item.chmod(0o755)
    (release / "site" / "index.html").write_text("другой", "utf-8")
    (release / "site" / "new.html").write_text("новый", "utf-8")
    (release / "notebooks" / "map.ipynb").unlink()
    assert check_release(release) == [
        "notebooks/map.ipynb: файла нет",
        "site/index.html: файл изменён",
        "site/new.html: лишний файл",
    ]


@pytest.mark.parametrize("said", [None, "{", "[]", '{"files": []}', "{}"])
def test_a_manifest_that_is_none_is_named(release: Path, said: str | None) -> None:
    for item in (release, release / MANIFEST):
        item.chmod(0o755)
    (release / MANIFEST).unlink() if said is None else (release / MANIFEST).write_text(said, "utf-8")
    assert check_release(release) == ["manifest.json: файла нет или он испорчен"]


def test_a_published_methodology_may_not_say_something_else_under_its_name(release: Path, params: Params) -> None:
    def named(version: str, sha: str) -> Params:
        method = params.methodology.model_copy(update={"version": version, "sha256": sha})
        return params.model_copy(update={"methodology": method})

    assert not other_methodology(params, release)
    assert other_methodology(named("2022", "0"), release)
    assert not other_methodology(named("2022-2", "0"), release)


def test_a_revision_is_released_once(release: Path, params: Params, output: Path) -> None:
    with pytest.raises(BuildError, match="Редакция 1 уже опубликована"):
        freeze(params, paths.params(), output, MADE)


def test_a_copy_that_failed_leaves_nothing(params: Params, output: Path) -> None:
    with pytest.raises(FileNotFoundError):
        freeze(params, output / "нет", output, MADE)
    assert list((output / "release").iterdir()) == []


def test_a_release_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="Выпуска нет"):
        check_release(tmp_path / "1")
