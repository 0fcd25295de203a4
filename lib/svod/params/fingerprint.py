"""Hashes of the parts of params/, so that a change is felt by those reports alone that have read the part."""

from __future__ import annotations

import hashlib

from svod.params.load import Params

__all__ = ["ALWAYS", "fingerprints", "procedure_part"]

ALWAYS = ("edition", "region", "methodology", "structure")
"""Parts that every report rests on: the arithmetic reads them before anything is said."""


def procedure_part(id: str) -> str:
    """Name of the part that is one procedure: what its YAML says and its own words."""
    return f"procedure/{id}"


def fingerprints(params: Params) -> dict[str, str]:
    """sha256 of every part by its name.

    `structure` is which procedures there are and how they are grouped; values count, not comments or the order of keys.
    """
    structure = [f"{item.id} {item.number} {item.group} {item.notebook}" for item in params.procedures]
    said = {}
    for name in ("edition", "region", "mechanisms", "recommendations", "published", "publication"):
        part = getattr(params, name)
        said[name] = part.model_dump_json() if part is not None else ""
    said |= {"methodology": params.methodology.sha256, "structure": "\n".join(structure)}
    for item in params.procedures:
        said[procedure_part(item.id)] = item.model_dump_json() + params.words[item.id].model_dump_json()
    return {name: hashlib.sha256(text.encode()).hexdigest() for name, text in said.items()}
