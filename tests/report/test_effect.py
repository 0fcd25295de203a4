"""The verdict on measures: by comparison with the expected, «данных недостаточно» where there is nothing to compare."""

from __future__ import annotations

import pytest

from svod.blocks import Figure, Table
from svod.report.effect import conclusion, effect_figure, effect_text, evidence, verdict
from svod.report.effect_table import effect_table
from svod.report.expectation import expectation

FIRST, SECOND = "agapovskiy-mr", "argayashskiy-mr"
VALUE = (50, 70, 85)  # 0, 1 and 2 points of 8.1


@pytest.fixture(scope="module")
def acted(by_hand, params, measure):
    """Results spread evenly, or by 8.1 some reach `points` of 2 and the others 1; `named` have registered measures."""

    def made(codes=(), points: int | None = None, named=(), municipality: str = "", before=None, what="Стажировки"):
        own = {}
        for i, code in enumerate(params.region.codes):
            last = (i + i // 7) % 3 if points is None else points if code in codes else 1
            own[code] = [None, VALUE[i % 3] if before is None else before, VALUE[last]]
        data = {"8.1": own, "8.2": {"*": 70}, "8.3": {"*": 10}, "8.4": {"*": (2, 1)}}
        rows = tuple(measure(code, "08-heads", what) for code in named)
        return by_hand(data, "08-heads", municipality, measures=rows)

    return made


@pytest.fixture(scope="module")
def ten(params) -> tuple[str, ...]:
    return params.region.codes[:10]


def test_the_region_is_above_below_or_the_same(acted, ten, params) -> None:
    spread = params.region.codes[::4]
    assert verdict(acted(ten, 2, ten)).words == "Выше ожидаемого"
    assert verdict(acted(ten, 0, ten)).words == "Ниже ожидаемого"
    assert verdict(acted(named=spread)).words == "Не отличается от ожидаемого без мер"


@pytest.mark.parametrize("count", [0, 4, 39, 43])
def test_too_few_on_either_side_are_not_compared(acted, params, read, count: int) -> None:
    report = acted(params.region.codes[:count], 2, params.region.codes[:count])
    assert verdict(report).words == "Данных недостаточно"
    wanted = "в одной из групп меньше 5 муниципалитетов" if count else "В реестре мер по этой процедуре нет записей"
    assert wanted in read(effect_text(report))


def test_the_text_tells_the_difference_of_the_two_means(acted, ten, read) -> None:
    report = acted(ten, 2, ten)
    table = expectation(report).table
    surplus = table["current"] - table["expected"]
    with_measures = surplus.index.isin(ten)
    difference = surplus[with_measures].mean() - surplus[~with_measures].mean()
    text = read(effect_text(report))
    assert "Меры зарегистрированы у 10 муниципалитетов (таблица 10.1, рисунок 10.1)." in text
    shown = f"{difference:.1f}".replace(".", ",")
    assert f"в среднем на {shown} п. п. выше остальных" in text.replace("\u00a0", " ")


def test_nothing_expected_is_said_with_what_is_needed(acted, ten, read) -> None:
    report = acted(ten, 2, ten, before=70)
    assert expectation(report) is None
    assert verdict(report).words == "Данных недостаточно"
    text = read(effect_text(report))
    assert "Ожидаемый результат 2022 года не рассчитан" in text
    assert text.endswith("Меры перечислены в таблице 10.1.")
    assert effect_figure(report) is None
    assert [type(block) for block in evidence(report).blocks] == [Table]


def test_the_table_of_a_municipality_by_hand(acted, row, read) -> None:
    report = acted(named=(FIRST,), municipality=FIRST)
    expected = expectation(report).table.loc[FIRST]
    printed = row(effect_table(report), FIRST, "previous", "current", "low", "high", "measures", "verdict")
    low, high = max(0, expected["low"]), min(100, expected["high"])
    assert printed[:2] == ["40,0", "40,0"]
    assert [float(text.replace(",", ".")) for text in printed[2:4]] == pytest.approx([low, high], abs=0.051)
    assert printed[4:] == ["Стажировки (2022)", "не отличается от ожидаемого без мер"]
    text = read(effect_text(report))
    assert "У Агаповского муниципального района результат не изменился: 40,0 %; ожидалось от" in text
    assert "Зарегистрированы меры: «Стажировки». Совпадение по времени не доказывает" in text


def test_a_changed_result_is_told_by_both_years(acted, params, read) -> None:
    changed = params.region.codes[7]  # 8.1: (7 mod 3) = 1 point, then (7 + 1) mod 3 = 2
    text = read(effect_text(acted(municipality=changed)))
    assert "был результат 60,0 %, стал 80,0 %; ожидалось от" in text


def test_the_expectation_is_said_to_hold_those_with_measures(acted, ten, params, read) -> None:
    region, own = acted(ten, 2, ten), acted(ten, 2, ten, municipality=params.region.codes[20])
    for text in (read(effect_text(region)), read(effect_text(own))):
        assert "регрессия по остальным 42 муниципалитетам" in text
        assert "входят и муниципалитеты с мерами (10 из 43), поэтому общий для них эффект мер" in text
    assert "входят и муниципалитеты с мерами" not in read(effect_text(acted()))
    for report in (region, own):
        table, figure = effect_table(report), effect_figure(report)
        assert "без мер" not in table.caption + figure.caption + figure.svg
        assert "один из двадцати выходит за него и случайно" in table.note


def test_where_all_reached_the_most_nothing_differs(acted, ten, params, read) -> None:
    report = acted(params.region.codes, 2, ten)
    assert verdict(report).words == "Не отличается от ожидаемого без мер"
    assert "p = 1,00); вне своих интервалов оказалось 0 из 43" in read(effect_text(report))
    assert effect_figure(report).alt.endswith("Вне ожидаемого интервала: никто.")


def test_a_municipality_without_measures_gets_no_verdict(acted, row, read) -> None:
    report = acted(municipality=FIRST)
    assert verdict(report).words == "Данных недостаточно"
    assert row(effect_table(report), FIRST, "measures", "verdict") == ["не зарегистрированы", "данных недостаточно"]
    assert "связать изменение с мерами нельзя" in read(effect_text(report))


def test_only_those_with_measures_are_in_the_table_and_all_are_in_the_figure(acted, ten) -> None:
    report = acted(ten, 2, ten)
    assert sorted(item.key for item in effect_table(report).rows) == sorted(ten)
    assert len(effect_figure(report).data.rows) == 43
    assert "Интервальный график: 43 строки." in effect_figure(report).alt.replace("\u00a0", " ")
    assert [type(block) for block in evidence(report).blocks] == [Table, Figure]
    assert conclusion(report).blocks[0] == verdict(report)


def test_a_register_of_measures_that_cannot_be_judged_is_not_called_empty(by_hand, params, measure, read) -> None:
    own = {code: [None, (50, 70, 85)[i % 3], (50, 70, 85)[i // 3 % 3]] for i, code in enumerate(params.region.codes)}
    data = {"8.1": own, "8.2": {"*": 70}, "8.3": {"*": 10}, "8.4": {"*": (2, 1)}}
    called_off = measure(FIRST, "08-heads", "Стажировки", status="отменена")
    text = read(effect_text(by_hand(data, "08-heads", measures=(called_off,))))
    assert "Меры, записанные в реестре по этой процедуре, 2021 и 2022 годов не касаются: они отменены" in text
    assert "нет записей" not in text
    assert "нет записей" in read(effect_text(by_hand(data, "08-heads")))
