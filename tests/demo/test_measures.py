from __future__ import annotations

from collections import Counter
from datetime import date

from svod.demo.measures import draw_measures
from svod.demo.settings import Settings
from svod.params import Params


def test_most_municipalities_register_two_to_four_measures_and_some_none(settings: Settings, params: Params) -> None:
    measures = draw_measures(settings, params, 2022)
    numbers = Counter(item.municipality for item in measures)
    assert set(numbers.values()) == {2, 3, 4}
    assert 1 <= len(set(params.region.codes) - set(numbers)) <= 12


def test_only_measures_carried_out_work_and_not_all_of_them(settings: Settings, params: Params) -> None:
    measures = draw_measures(settings, params, 2022)
    carried_out = [item for item in measures if item.status in ("выполнена", "выполняется")]
    works = [item for item in measures if item.effect]
    assert set(works) <= set(carried_out)
    assert 0.3 <= len(works) / len(carried_out) <= 0.6


def test_dates_agree_with_the_status(settings: Settings, params: Params) -> None:
    for item in draw_measures(settings, params, 2022):
        assert item.start < item.end
        if item.status == "выполнена":
            assert item.end <= date(2022, 12, 31)
        if item.status == "запланирована":
            assert item.start > date(2022, 12, 31)


def test_a_measure_is_for_an_indicator_of_its_procedure(settings: Settings, params: Params) -> None:
    measures = draw_measures(settings, params, 2022)
    assert all(item.target in {one.code for one in params.methodology.of(item.procedure)} for item in measures)
    assert {item.named for item in measures} == {True, False}
