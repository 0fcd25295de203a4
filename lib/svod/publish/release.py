"""A release: an immutable copy of a published edition with the hashes of all it was made of."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from svod.digest import current_digest, snapshot_folder
from svod.errors import BuildError, NotFound
from svod.params import Params
from svod.params.fingerprint import fingerprints
from svod.provenance import library_hash, packages_hash, template_hash
from svod.store import current_snapshot

__all__ = ["INSIDE", "KEPT", "MANIFEST", "check_release", "file_hash", "freeze", "release_folder"]

KEPT = ("site", "notebooks", "collection", "gate.html", "gate.json")
"""What of an edition's output is released; anything else stays inside the centre."""

MANIFEST = "manifest.json"

INSIDE = "inside"
"""Folder of a release with what its outputs were made from: the data hold what the pages hide, and stay inside."""


def release_folder(output: Path, revision: int) -> Path:
    """Where a revision of an edition is, whether it has been released or not."""
    return output / "release" / str(revision)


def freeze(params: Params, source: Path, output: Path) -> Path:
    """Copy a built edition into its release; it appears whole or not at all, and may then only be read.

    Parameters
    ----------
    params : Params
    source : Path
        Folder of the parameters.
    output : Path
        Folder of the edition's output.

    Returns
    -------
    Path
        The manifest: sha256 of every file of the release, of the input files, the methodology and the program.

    Raises
    ------
    BuildError
        When this revision has been released: what is published does not change.
    """
    folder = release_folder(output, params.edition.revision)
    if folder.exists():
        raise BuildError(f"Редакция {params.edition.revision} уже опубликована: {folder}")
    folder.parent.mkdir(parents=True, exist_ok=True)
    for left in folder.parent.glob(".new-*"):  # of a copy that was killed
        shutil.rmtree(left)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
    try:
        _copy(params.edition.id, source, output, draft)
        manifest = {**_origin(params), "files": {name: file_hash(draft / name) for name in _files(draft)}}
        said = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True)
        (draft / MANIFEST).write_text(said + "\n", encoding="utf-8", newline="\n")
        draft.rename(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    for file in folder.rglob("*"):
        if file.is_file():
            file.chmod(0o444)
    for place in sorted((place for place in folder.rglob("*") if place.is_dir()), reverse=True):
        place.chmod(0o555)
    folder.chmod(0o555)
    return folder / MANIFEST


def check_release(folder: Path) -> list[str]:
    """What of a release is not as its manifest says, a clause for every file; empty when all is.

    Raises
    ------
    NotFound
        When there is no release.
    """
    try:
        named: Mapping[str, str] = json.loads((folder / MANIFEST).read_text("utf-8"))["files"]
    except FileNotFoundError:
        raise NotFound(f"В папке {folder} нет выпуска. Опубликовать издание: svod publish") from None
    except (ValueError, KeyError, TypeError):
        return [f"{MANIFEST}: файл испорчен"]
    there = set(_files(folder)) - {MANIFEST}
    faults = [(name, "файла нет") for name in named.keys() - there]
    faults += [(name, "лишний файл: в выпуске его не было") for name in there - named.keys()]
    faults += [(name, "файл изменён") for name in named.keys() & there if file_hash(folder / name) != named[name]]
    return [f"{name}: {what}" for name, what in sorted(faults)]


def file_hash(file: Path) -> str:
    """sha256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _origin(params: Params) -> dict[str, Any]:
    """What the edition was made of, by hashes."""
    snapshot, digest = current_digest(params.edition.id)
    return {
        "edition": params.edition.id,
        "revision": params.edition.revision,
        "demo": digest.demo,
        "snapshot": snapshot,
        "inputs": digest.files,
        "rows": digest.rows,
        "methodology": params.methodology.sha256,
        "params": fingerprints(params),
        "program": {"library": library_hash(), "template": template_hash(), "packages": packages_hash()},
    }


def _copy(edition: str, source: Path, output: Path, draft: Path) -> None:
    """The outputs as they were built, the parameters and the data they were made from."""
    hidden = shutil.ignore_patterns(".*", "__pycache__")
    for name in KEPT:
        if (output / name).is_dir():
            shutil.copytree(output / name, draft / name, ignore=hidden)
        elif (output / name).exists():
            shutil.copyfile(output / name, draft / name)
    shutil.copytree(source, draft / INSIDE / "params", ignore=hidden)
    shutil.copytree(snapshot_folder(edition), draft / INSIDE / "data", ignore=hidden)
    for part in current_snapshot(edition).parts:  # where the snapshot looks for them: beside itself
        shutil.copytree(part.folder, draft / INSIDE / "parts" / part.name, ignore=hidden)


def _files(folder: Path) -> Iterator[str]:
    """Files of a release by their paths with slashes, in order."""
    yield from sorted(file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file())
