"""What stands above the ten parts: whose report it is, and the answer in one paragraph."""

from __future__ import annotations

import pytest

from svod.report.opening import REPORT
from svod.report.title import opening


def lede(report) -> str:
    return opening(report).title.lede.text().replace("\u00a0", " ")


def test_the_answer_by_the_region_by_hand(heads) -> None:
    assert lede(heads()) == (
        "Первое место занимает Агаповский МР: 100 % возможного, на уровне «средний» – 40 из 43 муниципалитетов. Больше "
        "всего область теряет на показателе 8.2 «Курсы руководителей»: 98 % возможных баллов."
    )


@pytest.mark.parametrize(
    ("municipality", "words"),
    [
        (
            "agapovskiy-mr",
            "уровне «высокий»: 100 %, место 1 из 4. Ни по одной строке он не отстаёт от медианы области.",
        ),
        (
            "bredinskiy-mr",
            "уровне «низкий»: 20 %, место 4 из 4. Сильнее всего он отстаёт от медианы области на показателе 8.3 "
            "«Руководителей на 10 педагогов»: −1 балл.",
        ),
    ],
)
def test_the_answer_of_a_municipality_by_hand(heads, municipality: str, words: str) -> None:
    assert lede(heads(municipality)) == f"По процедуре «Руководители» муниципальный район на {words}"


def test_many_on_the_first_place_are_counted(by_hand, even) -> None:
    assert lede(by_hand(even(True, "08-heads"), "08-heads")) == (
        "Первое место делят сразу 43 муниципалитета: 100 % возможного, на уровне «высокий» – 43 из 43 муниципалитетов. "
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


def test_the_map_counts_its_procedures_by_group(page) -> None:
    assert lede(page("map").report).endswith(
        "создание условий для достижения результатов – 8, достижение учебных и воспитательных результатов – 7 и "
        "организация рабочих процессов – 3."
    )
