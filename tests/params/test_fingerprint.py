"""Hashes of the parts of params/: a change is felt by the part it is in and by no other."""

from __future__ import annotations

import pytest

from svod.params import Params
from svod.params.fingerprint import ALWAYS, fingerprints, procedure_part


def changed(before: Params, after: Params) -> set[str]:
    one, other = fingerprints(before), fingerprints(after)
    return {name for name in one.keys() | other.keys() if one.get(name) != other.get(name)}


def test_every_part_has_a_hash_of_its_own(params: Params) -> None:
    found = fingerprints(params)
    others = {"mechanisms", "recommendations", "published", "publication"}
    assert found.keys() == {*ALWAYS, *others, *(procedure_part(item.id) for item in params.procedures)}
    assert len(set(found.values())) == len(found)
    assert {len(value) for value in found.values()} == {64}
    assert fingerprints(params.model_copy(deep=True)) == found


def test_a_word_of_one_procedure_changes_that_procedure_alone(params: Params) -> None:
    first, *rest = params.procedures
    renamed = first.model_copy(update={"short": first.short + " (новое)"})
    assert changed(params, params.model_copy(update={"procedures": (renamed, *rest)})) == {procedure_part(first.id)}
    words = params.words[first.id]
    said = params.words | {first.id: words.model_copy(update={"limits": words.limits + " И ещё."})}
    assert changed(params, params.model_copy(update={"words": said})) == {procedure_part(first.id)}


def test_which_procedures_there_are_is_the_structure(params: Params) -> None:
    last = params.procedures[-1]
    fewer = params.model_copy(update={"procedures": params.procedures[:-1]})
    assert changed(params, fewer) == {"structure", procedure_part(last.id)}


@pytest.mark.parametrize(
    ("part", "update"),
    [("edition", {"revision": 99}), ("region", {"centre": "Миасс"}), ("methodology", {"sha256": "0" * 64})],
)
def test_what_every_report_rests_on_is_one_part_each(params: Params, part: str, update: dict) -> None:
    assert part in ALWAYS
    altered = getattr(params, part).model_copy(update=update)
    assert changed(params, params.model_copy(update={part: altered})) == {part}


def test_no_publication_is_a_part_too(params: Params) -> None:
    assert changed(params, params.model_copy(update={"published": None})) == {"published"}
