"""Places read aloud, and where points and percents disagree on a level."""

from __future__ import annotations

import pytest

from svod.report.places import (
    levels,
    map_of_levels,
    place_text,
    place_words,
    places_note,
    places_text,
    printed,
    rating,
    rule_differences,
    unassessed,
)
from svod.report.rating import idle

FIRST = "agapovskiy-mr"


def test_levels_and_ends_by_hand(heads, read) -> None:
    assert read(places_text(heads())) == (
        "По уровням муниципалитеты распределились так: «высокий» – 1, «выше среднего» – 1, «средний» – 40 и «низкий» – "
        "1 (таблица 8.1). Первое место занимает Агаповский МР (100 %), последнее – Брединский МР (20 %); полный "
        "рейтинг приведён в таблице 8.2, расположение муниципалитетов – на рисунке 8.1."
    )


def test_levels_that_nobody_is_of_and_many_on_one_place(by_hand, even, read) -> None:
    text = read(places_text(by_hand(even(True, "08-heads"), "08-heads")))
    assert "«высокий» – 43 (таблица 8.1). Уровней «выше среднего», «средний» и «низкий» нет ни у одного." in text
    assert "Первое место делят 43 муниципалитета (100 %)" in text


def test_a_place_by_hand(heads, read) -> None:
    assert read(place_text(heads(FIRST))) == (
        "Агаповский МР набрал 5 из 5 баллов, или 100 %: место 1 (всего мест 4, муниципалитетов 43; в 90 % вариантов "
        "методики оно же), уровень «высокий» (таблица 8.2)."
    )
    wide = read(place_text(heads("bredinskiy-mr")))
    assert wide == (
        "Брединский МР набрал 1 из 5 баллов, или 20 %: место 4 (всего мест 4, муниципалитетов 43; в 90 % вариантов "
        "методики – места 3–4), уровень «низкий» (таблица 8.2)."
    )


def test_a_shared_place_says_how_many_share_it(heads) -> None:
    assert place_words(heads("ashinskiy-mr")).replace("\u00a0", " ") == "делят 40 из 43 муниципалитетов; всего мест 4"
    assert place_words(heads(FIRST)) == "всего мест 4, муниципалитетов 43"


def test_points_and_percents_disagree_on_a_level_by_hand(by_hand, even, params, read) -> None:
    data = even(True, *(item.id for item in params.procedures_of("conditions")))
    assert read(rule_differences(by_hand(data, group="conditions"))).endswith("тот же уровень, что и по проценту.")
    for code in ("1.1", "1.2", "1.3"):
        data[code] = {FIRST: 0, **data[code]}
    # 24 of 28 are 86 %, «выше среднего»; 24 points are of the band 24–27, «высокий».
    text = read(rule_differences(by_hand(data, group="conditions")))
    assert text.endswith("другим: Агаповский МР (24 балла: по проценту «выше среднего», по баллам «высокий»).")


def test_the_range_of_places_is_explained_with_its_settings(heads) -> None:
    note = places_note(heads())
    assert note.kind == "note"
    assert all(words in note.markdown for words in ("в 90 % из 1000 расчётов", "±25 %", "Набор вариантов проектный"))
    assert "случайные колебания самих показателей" in note.markdown and "обследованы все" not in note.markdown


@pytest.mark.parametrize(
    ("name", "count"),
    [("procedure/08-heads", 0), ("procedure/11-project-500", 2), ("pair/11-project-500/karabashskiy-go", 1)],
)
def test_what_was_not_assessed_is_shown_only_where_there_is_any(page, name: str, count: int) -> None:
    blocks = unassessed(page(name).report).blocks
    assert len(blocks) == (2 if count else 0)
    assert not count or len(blocks[1].rows) == count


def test_the_blocks_of_part_eight(page) -> None:
    region, own, group = (
        page(name).report for name in ("procedure/08-heads", "pair/08-heads/ashinskiy-mr", "group/outcomes")
    )
    assert [block.number for block in levels(region).blocks[1:]] == ["8.1"]
    assert [type(block).__name__ for block in rating(region).blocks] == ["Table", "Note"]
    assert [type(block).__name__ for block in rating(own).blocks] == ["Text", "Table", "Note"]
    assert [block.number for block in map_of_levels(region).blocks] == ["8.1"]
    assert printed(group).blocks[-1].number == "8.3"


def test_a_place_of_whom_nothing_could_be_assessed_is_said_to_mean_nothing(page, read) -> None:
    region, own = page("procedure/11-project-500").report, page("pair/11-project-500/lokomotivnyy-go").report
    assert idle(region) == idle(own) == ["karabashskiy-go", "lokomotivnyy-go"]
    said = "Карабашский ГО и Локомотивный ГО по этой процедуре не оценивались: по методике это ноль баллов"
    assert said in read(places_text(region))
    assert "Локомотивный ГО по этой процедуре не оценивался: по методике" in read(place_text(own))
    assert "не оценивал" not in read(place_text(page("pair/11-project-500/miasskiy-go").report))
    assert idle(page("group/outcomes").report) == []
