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


def test_who_lost_only_where_ahead_of_the_median_is_recommended_nothing(by_hand, even, read) -> None:
    data = {**even(True, "08-heads"), "8.1": {"*": 50, "agapovskiy-mr": 70}}
    said = read(recommendations(by_hand(data, "08-heads", "agapovskiy-mr")))
    assert "Баллы потеряны только на показателях, по которым муниципалитет выше медианы области" in said
    assert "До уровня «высокий» не хватило" in said


def test_who_was_not_assessed_is_recommended_nothing(page, read) -> None:
    said = read(recommendations(page("pair/11-project-500/karabashskiy-go").report))
    assert said.endswith("Оценивать было нечего, рекомендации не требуются.")


def test_who_lost_nothing_is_told_so_without_an_empty_table(heads, read) -> None:
    whole = recommendations(heads("agapovskiy-mr"))
    assert read(whole).split("\n\n") == [
        "Рекомендации", "Потерь по оценённым показателям нет, рекомендации не требуются.",
    ]  # fmt: skip
    assert "Баллы разобраны в таблице 9.1" in read(lost(heads("agapovskiy-mr")))
    assert "Потери баллов разобраны в таблице 9.1" in read(lost(heads("bredinskiy-mr")))
    assert not [block for block in whole.blocks if isinstance(block, Table)]
