from __future__ import annotations

from svod.demo.checks import check_settings
from svod.demo.settings import Settings
from svod.params import Params


def said(settings: Settings, params: Params, **changes: object) -> str:
    return "\n".join(map(str, check_settings(settings.model_copy(update=changes), params)))


def test_the_settings_of_the_repository_are_sound(settings: Settings, params: Params) -> None:
    assert check_settings(settings, params) == []


def test_a_municipality_left_out_or_given_twice_is_told(settings: Settings, params: Params) -> None:
    assert "в sizes нет «agapovskiy-mr»" in said(settings, params, sizes=settings.sizes[1:])
    assert "в sizes «agapovskiy-mr» стоит дважды" in said(settings, params, sizes=(*settings.sizes, settings.sizes[0]))


def test_all_faults_come_at_once(settings: Settings, params: Params) -> None:
    story = settings.stories[0].model_copy(update={"procedure": "17-preschool", "shifts": (1,)})
    found = said(settings, params, stories=(story,), indicators=settings.indicators[1:])
    assert "процедуры «17-preschool» нет" in found
    assert "сдвигов 1. Нужно по одному на год: 3" in found.replace(".\n  ", ". ")
    assert "в indicators нет «1.1»" in found


def test_a_free_indicator_needs_thresholds(settings: Settings, params: Params) -> None:
    free = tuple(code for code in settings.derived if code != "12.1")
    assert "показатель 12.1: правило versus_region" in said(settings, params, derived=free)


def test_what_is_compared_with_the_region_cannot_be_absent(settings: Settings, params: Params) -> None:
    absent = settings.absent[0].model_copy(update={"procedure": "12-riko"})
    assert "absent: в процедуре 12-riko есть показатели из derived" in said(settings, params, absent=(absent,))


def test_a_methodology_with_other_sums_is_refused(settings: Settings, params: Params) -> None:
    rating = params.methodology.rating.model_copy(update={"period": "last"})
    other = params.model_copy(update={"methodology": params.methodology.model_copy(update={"rating": rating})})
    assert "Возьмите издание с такой методикой" in said(settings, other)
