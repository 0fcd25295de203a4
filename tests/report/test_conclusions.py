"""Part nine: what was lost, what follows, what to do, what the data do not say."""

from __future__ import annotations

from svod.blocks import Findings, Heading, Table
from svod.report.conclusions import conclusions, limits, lost, recommendations
from svod.report.open import Report


def test_the_parts_and_their_order(heads, params) -> None:
    report = heads()
    assert [type(block) for block in conclusions(report).blocks][:2] == [Heading, Findings]
    assert [block.number for block in lost(report).blocks if isinstance(block, Table)] == ["9.1"]
    assert [block.number for block in recommendations(report).blocks if isinstance(block, Table)] == ["9.2"]
    assert limits(report).markdown == params.words["08-heads"].limits
    assert "Сумма баллов складывает разные вещи" in limits(report_of_all(params)).markdown


def report_of_all(params):
    return Report(params, None, "overall", group=params.methodology.rating.overall)


def test_who_lost_nothing_is_told_so_without_an_empty_table(heads, read) -> None:
    whole = recommendations(heads("agapovskiy-mr"))
    assert "По оценённым показателям баллы не потеряны" in read(whole)
    assert not [block for block in whole.blocks if isinstance(block, Table)]
