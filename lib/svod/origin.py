"""What an edition is made of, by hashes, beside what a release of it says that it was made of."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from svod.digest import current_digest
from svod.params import Params
from svod.params.fingerprint import fingerprints
from svod.provenance import library_hash, packages_hash, template_hash

__all__ = ["MANIFEST", "changed_since", "manifest_of", "origin", "release_folder"]

MANIFEST = "manifest.json"

_PARTS = {"данные": ("inputs", "rows", "demo"), "параметры": ("methodology", "params"), "программа": ("program",)}


def origin(params: Params) -> dict[str, Any]:
    """What the edition is made of now, as its manifest would tell it."""
    snapshot, digest = current_digest(params.edition.id)
    return {
        "edition": params.edition.id,
        "revision": params.edition.revision,
        "demo": digest.demo,
        "snapshot": snapshot,
        "inputs": digest.files,
        "rows": digest.rows,
        "methodology": {params.methodology.version: params.methodology.sha256},
        "params": fingerprints(params),
        "program": {"library": library_hash(), "template": template_hash(), "packages": packages_hash()},
    }


def release_folder(output: Path, revision: int) -> Path:
    """Where a revision of an edition is, whether it has been released or not."""
    return output / "release" / str(revision)


def manifest_of(folder: Path) -> dict[str, Any] | None:
    """The manifest of a release; None when it is not there or is none."""
    try:
        said = json.loads((folder / MANIFEST).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return said if isinstance(said, dict) and isinstance(said.get("files"), dict) else None


def changed_since(params: Params, output: Path) -> list[str]:
    """What a released revision was made of that is another now; empty as well when the revision was not released."""
    folder = release_folder(output, params.edition.revision)
    if not folder.exists():
        return []
    then, now = manifest_of(folder) or {}, origin(params)
    return [what for what, keys in _PARTS.items() if any(then.get(key) != now[key] for key in keys)]
