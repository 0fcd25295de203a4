"""The ten parts keep their numbers, their order and their marks."""

from __future__ import annotations

import pytest

from svod.parts import PARTS, Part, part


def test_there_are_ten_parts_numbered_in_order() -> None:
    assert [item.number for item in PARTS] == list(range(1, 11))
    assert [part(number) for number in range(1, 11)] == list(PARTS)


@pytest.mark.parametrize("item", PARTS, ids=lambda item: item.id)
def test_the_cell_and_the_anchor_carry_the_number_of_the_part(item: Part) -> None:
    assert item.id.startswith(f"part-{item.number:02d}-")
    assert item.id.removeprefix(item.anchor).strip("-").isidentifier()


@pytest.mark.parametrize("item", PARTS, ids=lambda item: item.id)
def test_a_heading_reads_as_a_heading(item: Part) -> None:
    assert item.heading[0].isupper()
    assert item.heading == " ".join(item.heading.split())
    assert not item.heading.endswith(".")
    assert "—" not in item.heading


def test_headings_and_marks_do_not_repeat() -> None:
    for column in zip(*PARTS, strict=True):
        assert len(set(column)) == 10


@pytest.mark.parametrize("number", [0, -1, 11])
def test_there_is_no_other_part(number: int) -> None:
    with pytest.raises((IndexError, KeyError, ValueError)):
        part(number)
