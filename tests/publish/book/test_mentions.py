"""Numbers of a report become numbers of its chapter: in captions, sentences, quotes, drawings and links."""

from __future__ import annotations

import pytest

from svod.publish.book.mentions import Renumbering, mentions, unresolved


@pytest.fixture
def numbered(content) -> Renumbering:
    made = Renumbering("4.7", "procedure/07-libraries.html", {"municipality/a.html": "glava-7-2"})
    made.learn([content["table"]("3.1"), content["table"]("8.1"), content["figure"]("8.1"), content["table"]("8.2")])
    return made


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Смотрите таблицу 8.2.", "Смотрите таблицу 4.7.3."),
        ("(таблица\u00a03.1), рисунок 8.1", "(таблица\u00a04.7.1), рисунок 4.7.1"),
        ("В таблицах 3.1, 8.1 и 8.2 сказано", "В таблицах 4.7.1, 4.7.2 и 4.7.3 сказано"),
        ("таблицы 8.1–8.2", "таблицы 4.7.2–4.7.3"),
        ("по показателю 8.2 и таблице 8.1, 43 школы", "по показателю 8.2 и таблице 4.7.2, 43 школы"),
        ("таблица уровней", "таблица уровней"),
    ],
)
def test_a_mention_gets_the_new_number(numbered: Renumbering, was: str, now: str) -> None:
    assert numbered.text(was) == now
    assert numbered.faults == []


def test_quotes_anchors_drawings_and_links_follow(numbered: Renumbering, content) -> None:
    quoted = numbered.content(content["text"]("Итог 5.", quotes=({"cell": "tab-8-2/a-mr/percent", "text": "5"},)))
    assert quoted["quotes"] == [{"cell": "tab-4-7-3/a-mr/percent", "text": "5"}]
    svg = '<svg><g id="ris-8-1-2"/><a href="../municipality/a.html"/><use href="#ris-8-1-2"/><a href="../x"/></svg>'
    drawing = numbered.content(content["figure"]("8.1", svg))
    assert (drawing["number"], drawing["anchor"]) == ("4.7.1", "ris-4-7-1")
    assert (drawing["data"]["number"], drawing["data"]["anchor"]) == ("4.7.1", "ris-4-7-1-data")
    assert drawing["svg"] == ('<svg><g id="ris-4-7-1-2"/><a href="#glava-7-2"/><use href="#ris-4-7-1-2"/><a /></svg>')
    linked = content["table"]("8.2", "А")
    cells = linked["rows"][0]["cells"]
    cells["c0"]["href"], cells["c1"] = "../municipality/a.html", {"text": "Б", "href": "../pair/x.html"}
    got = numbered.content(linked)["rows"][0]["cells"]
    assert got["c0"]["href"] == "#glava-7-2"
    assert "href" not in got["c1"]


def test_what_is_said_is_left_as_it_was(numbered: Renumbering, content) -> None:
    before = content["table"]("8.2", "таблица 8.1")
    numbered.content(before)
    assert before["rows"][0]["cells"]["c0"]["text"] == "таблица 8.1"


def test_every_mention_is_accounted_for(numbered: Renumbering, content) -> None:
    numbered.text("Таблица 9.9 и рисунок 8.2")
    assert numbered.faults == ["4.7: «Таблица 9.9» никуда не ведёт", "4.7: «рисунок 8.2» никуда не ведёт"]
    assert list(mentions("Таблицы 1.1 и 2.1; рис. 3")) == [("tab", "1.1"), ("tab", "2.1"), ("ris", "3")]
    assert unresolved([content["table"]("1.1"), content["text"]("таблица 1.1, рисунок 1.1")]) == ["рисунок 1.1"]


def test_a_number_given_twice_is_a_fault(content) -> None:
    made = Renumbering("5.1")
    made.learn([content["table"]("8.1"), content["table"]("8.1")])
    assert made.faults == ["5.1: номера таблиц или рисунков повторяются: 8.1, 8.1"]
