"""A release: an immutable copy of a published edition with the hashes of all it was made of."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from collections.abc import Collection, Mapping
from pathlib import Path

from svod.digest import snapshot_folder
from svod.errors import BuildError, NotFound
from svod.origin import MANIFEST, manifest_of, origin, release_folder
from svod.params import Params
from svod.store import current_snapshot

__all__ = [
    "ABSENT",
    "ALTERED",
    "FOLDERS",
    "FOREIGN",
    "INSIDE",
    "check_release",
    "file_hash",
    "files_of",
    "freeze",
    "mismatches",
    "other_methodology",
]

FOLDERS = ("site", "notebooks", "collection")
"""Where the files of an edition's output are that may be released; anything else stays inside the centre."""

VERDICT = ("gate.html", "gate.json")
"""What the gate said is released as well."""

INSIDE = "inside"
"""Folder of a release with what its outputs were made from: the data hold what the pages hide, and stay inside."""

ABSENT, FOREIGN, ALTERED = "файла нет", "лишний файл", "файл изменён"


def other_methodology(params: Params, folder: Path) -> bool:
    """Whether a release rests on a methodology of the same version that says something else."""
    method, then = params.methodology, (manifest_of(folder) or {}).get("methodology")
    return isinstance(then, dict) and then.get(method.version, method.sha256) != method.sha256


def freeze(params: Params, source: Path, output: Path, made: Mapping[str, str]) -> Path:
    """Copy a built edition into its release; it appears whole or not at all, and may then only be read.

    Parameters
    ----------
    params : Params
    source : Path
        Folder of the parameters.
    output : Path
        Folder of the edition's output.
    made : mapping of str to str
        sha256 of the files that are released, by their paths in that folder.

    Returns
    -------
    Path
        The manifest: sha256 of every file of the release, of the input files, the methodology and the program.

    Raises
    ------
    BuildError
        When this revision has been released: what is published does not change; when a file is not as it was made.
    """
    folder = release_folder(output, params.edition.revision)
    if folder.exists():
        raise BuildError(f"Редакция {params.edition.revision} уже опубликована: {folder}")
    folder.parent.mkdir(parents=True, exist_ok=True)
    for left in folder.parent.glob(".new-*"):  # of a copy that was killed
        shutil.rmtree(left)
    draft = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
    try:
        _copy(params.edition.id, source, output, draft, made)
        files = {name: file_hash(draft / name) for name in _files(draft)}
        if altered := [name for name, sha in made.items() if files[name] != sha]:
            raise BuildError(f"Изменено во время публикации: {', '.join(altered)}. Повторите svod publish")
        manifest = {**origin(params), "files": files}
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
    if not folder.is_dir():
        raise NotFound(f"Выпуска нет: {folder}. Опубликовать издание: svod publish")
    manifest = manifest_of(folder)
    if manifest is None:
        return [f"{MANIFEST}: файла нет или он испорчен"]
    there = set(_files(folder)) - {MANIFEST}
    return [f"{name}: {what}" for name, what in mismatches(folder, manifest["files"], there).items()]


def mismatches(folder: Path, named: Mapping[str, str], there: Collection[str]) -> dict[str, str]:
    """What is wrong with files of a folder, given the sha256 that they should have and those that are there."""
    faults = dict.fromkeys(named.keys() - there, ABSENT) | dict.fromkeys(set(there) - named.keys(), FOREIGN)
    faults |= {name: ALTERED for name in named.keys() & there if file_hash(folder / name) != named[name]}
    return dict(sorted(faults.items()))


def files_of(output: Path) -> list[str]:
    """Files of an edition's output that lie where released files do; hidden ones are nobody's."""
    return [name for folder in FOLDERS for name in _files(output, folder) if "/." not in name]


def file_hash(file: Path) -> str:
    """sha256 of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _copy(edition: str, source: Path, output: Path, draft: Path, made: Mapping[str, str]) -> None:
    """The outputs as they were made, the parameters and the data they were made from."""
    hidden = shutil.ignore_patterns(".*", "__pycache__")
    for name in (*made, *VERDICT):
        (draft / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(output / name, draft / name)
    shutil.copytree(source, draft / INSIDE / "params", ignore=hidden)
    shutil.copytree(snapshot_folder(edition), draft / INSIDE / "data", ignore=hidden)
    for part in current_snapshot(edition).parts:  # where the snapshot looks for them: beside itself
        shutil.copytree(part.folder, draft / INSIDE / "parts" / part.name, ignore=hidden)


def _files(root: Path, below: str = "") -> list[str]:
    """Files of a folder by their paths from the root, with slashes, in order."""
    return sorted(file.relative_to(root).as_posix() for file in (root / below).rglob("*") if file.is_file())
