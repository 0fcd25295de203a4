"""What stands above the ten parts: whose report it is, and the answer in one paragraph."""

from __future__ import annotations

import pytest

from svod.report.opening import REPORT
from svod.report.title import opening

FIRST = "agapovskiy-mr"


def lede(report) -> str:
    return opening(report).title.lede.text().replace("\u00a0", " ")


def test_the_answer_by_the_region_by_hand(heads) -> None:
    assert lede(heads()) == (
        "Первое место занимает Агаповский МР: 100 % возможного. Уровень «средний» – у 40 муниципалитетов из 43. Больше "
        "всего область теряет на показателе 8.2 «Курсы руководителей»: 98 % возможных баллов."
    )


@pytest.mark.parametrize(
    ("municipality", "words"),
    [
        (
            "agapovskiy-mr",
            "уровне «высокий»: 100 %, место 1 (всего мест 4, муниципалитетов 43). По баллам ни один показатель не ниже "
            "медианы области.",
        ),
        (
            "bredinskiy-mr",
            "уровне «низкий»: 20 %, место 4 (всего мест 4, муниципалитетов 43). Сильнее всего он отстаёт от "
            "медианы области на показателе 8.3 "
            "«Руководителей на 10 педагогов»: −1 балл.",
        ),
    ],
)
def test_the_answer_of_a_municipality_by_hand(heads, municipality: str, words: str) -> None:
    assert lede(heads(municipality)) == f"По процедуре «Руководители» муниципальный район на {words}"


def test_not_behind_by_points_and_behind_by_value_by_hand(by_hand) -> None:
    """All have 1 of 1 point by 8.2 (from 60 % on), 42 of them 2 of 2 by 8.1; the first is lower by 8.2 only."""
    data = {"8.1": {"*": 85}, "8.2": {FIRST: 93, "*": 95}, "8.3": {"*": 10}, "8.4": {"*": (2, 1)}}
    text = lede(by_hand(data, "08-heads", FIRST))
    assert text.endswith(
        "место 1 (делят 43 из 43 муниципалитетов; всего мест 1). По баллам ни один показатель не ниже медианы области; "
        "по значению ниже медианы – 8.2."
    )


def test_the_furthest_behind_is_of_what_was_assessed(by_hand, page) -> None:
    data = {"8.1": {FIRST: 50, "*": 85}, "8.2": {"*": 95}, "8.3": {"*": 10}, "8.4": {"*": None}}
    assert "Из оценённых показателей сильнее всего он отстаёт" in lede(by_hand(data, "08-heads", FIRST))
    assert "Из оценённых процедур сильнее всего он отстаёт" in lede(page("municipality/karabashskiy-go").report)


def test_many_on_the_first_place_are_counted(by_hand, even) -> None:
    assert lede(by_hand(even(True, "08-heads"), "08-heads")) == (
        "Первое место делят сразу 43 муниципалитета: 100 % возможного. Уровень «высокий» – у 43 муниципалитетов из 43. "
        "Баллов область не теряет."
    )


@pytest.mark.parametrize(
    ("name", "over", "heading"),
    [
        (
            "procedure/08-heads",
            "4.8. Аналитика по результатам оценки эффективности деятельности руководителя образовательной организации, "
            "2020–2022 годы",
            "Оценка эффективности деятельности руководителя образовательной организации",
        ),
        (
            "pair/08-heads/ashinskiy-mr",
            "Аналитическая справка по процедуре № 8 «Оценка эффективности деятельности руководителя образовательной "
            "организации», 2020–2022 годы",
            "Ашинский муниципальный район",
        ),
        (
            "municipality/ashinskiy-mr",
            "Аналитическая справка по результатам 18 процедур оценки качества образования, 2020–2022 годы",
            "Ашинский муниципальный район",
        ),
        (
            "group/outcomes",
            "5.8. Мотивирующая аналитика по показателям достижения учебных и воспитательных результатов, 2020–2022 "
            "годы",
            "Общий рейтинг муниципальных образований по показателям достижения учебных и воспитательных результатов",
        ),
        (
            "group/overall",
            "7. Мотивация вклада муниципальной образовательной системы в эффективность системы управления качеством "
            "образования, 2020–2022 годы",
            "Общий рейтинг по всем группам показателей",
        ),
        (
            "map",
            "Приложение 1. Процедуры и показатели оценки качества образования Челябинской области",
            "Карта процедур и показателей",
        ),
    ],
)
def test_every_kind_of_report_is_headed_by_its_subject(page, name: str, over: str, heading: str) -> None:
    report = page(name).report
    made = opening(report)
    assert (made.title.over, made.title.heading) == (over, heading)
    assert (made.title.stamp, made.title.edition) == ("Проект", "Издание 2022 года, редакция 1")
    assert made.title.demo == (name != "map")
    assert bool(made.title.locator) == ("ashinskiy-mr" in name)
    identity = made._repr_mimebundle_()[REPORT]
    assert (identity["path"], identity["title"]) == (f"{name}.html", heading)


def test_what_was_not_assessed_has_no_level(page) -> None:
    assert lede(page("pair/11-project-500/karabashskiy-go").report) == (
        "По процедуре «Проект „500+“» городской округ не оценивался: ни по одному показателю нет значений. По методике "
        "это 0 %, место 8 (делят 2 из 43 муниципалитетов; всего мест 8)."
    )


def test_the_map_counts_what_is_linked(page) -> None:
    assert lede(page("map").report).startswith(
        "На карте 18 процедур и 71 показатель. С показателями мотивирующего мониторинга соотнесены 13 процедур, с "
        "системами управленческих механизмов – все 18. "
    )


def test_the_map_counts_its_procedures_by_group(page) -> None:
    assert lede(page("map").report).endswith(
        "создание условий для достижения результатов – 8, достижение учебных и воспитательных результатов – 7 и "
        "организация рабочих процессов – 3."
    )
