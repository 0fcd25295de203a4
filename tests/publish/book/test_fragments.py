"""Contents as HTML: the classes of the pages, mentions as links, everything else inert."""

from __future__ import annotations

import pytest

from svod.publish.book.fragments import Fragments

SHOW = Fragments({"tab-4-1-2", "ris-4-1-1", "glava-4-9", "glava-p1", "tab-p1-1"})


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("в таблице 4.1.2.", 'в\u00a0<a href="#tab-4-1-2">таблице\u00a04.1.2</a>.'),
        ("рисунок 4.1.1", '<a href="#ris-4-1-1">рисунок\u00a04.1.1</a>'),
        ("глава 4.9", '<a href="#glava-4-9">глава 4.9</a>'),
        ("таблица П1.1", '<a href="#tab-p1-1">таблица П1.1</a>'),
        ("(приложение 1 сборника)", '(<a href="#glava-p1">приложение 1</a> сборника)'),
        ("в приложении 2.", "в\u00a0приложении 2."),
        ("таблица 4.1.3", "таблица\u00a04.1.3"),
    ],
)
def test_a_mention_is_a_link_to_what_is_there(content, said: str, shown: str) -> None:
    assert SHOW.html(content["text"](said)) == f"<p>{shown}</p>"


def test_a_table_names_its_rows_by_words_and_marks_levels(content) -> None:
    table = content["table"]("4.1.2", "7.1", "Учебники", "Высокий")
    table["rows"][0]["cells"]["c2"] = {"text": "Высокий", "level": 4, "mark": "●●●●"}
    table["columns"][0]["numeric"] = True
    html = SHOW.html(table)
    assert '<div class="tw" id="tab-4-1-2"><table><caption><b>Таблица\u00a04.1.2 –</b> Проба</caption>' in html
    assert '<td class="n">7.1</td><th scope="row">Учебники</th>' in html
    assert '<span class="lv k4 c4 fill">Высокий</span>' in html


def test_a_table_of_many_columns_scrolls_and_is_named(content) -> None:
    html = SHOW.html(content["table"]("1.1", *"абвгдеж"))
    assert 'tabindex="0" role="region" aria-label="Таблица\u00a01.1: Проба"><table class="wide">' in html


def test_bars_places_and_strips_are_drawn_and_missing_ones_are_words(content) -> None:
    table = content["table"]("8.1", "Аша", "60", "4–11", "71,4", "н/д", note="Набор проектный.", key="Черта – место.")
    cells = table["rows"][0]["cells"]
    cells["c1"] |= {"value": 60.0, "bar": {"level": 3}}
    cells["c2"] |= {"place": 5, "low": 4, "high": 11, "last": 43}
    strip = {"q1": 40, "median": 50, "q3": 60, "best": 90, "low": 0, "high": 100, "own": 71.4, "better": "more"}
    cells["c3"]["strip"] = {**strip, "values": [40, 50, 60, None]}
    cells["c4"] |= {"why": "данных за 2022 год нет"}
    html = SHOW.html(table)
    assert '<td class="bar c3" style="--v:60" data-v="60"><span>60</span><i></i></td>' in html
    assert '<td class="st" data-v="4011"><span class="nb">4–11</span><svg' in html and '<table class="rate">' in html
    assert html.count('class="tk"') == 3 and html.count('class="p-me"') == 1
    assert '<abbr title="данных за 2022 год нет">н/д</abbr>' in html
    assert '<p class="note">Черта\u00a0– место. Набор проектный.</p>' in html


def test_a_figure_keeps_its_words_and_its_data(content) -> None:
    html = SHOW.html(content["figure"]("4.1.1"))
    assert 'role="img" aria-label="Линия"' in html
    assert "<b>Рисунок\u00a04.1.1 –</b>" in html
    assert 'id="ris-4-1-1-data"' in html


def test_index_cells_lead_to_chapters(content) -> None:
    table = content["table"]("1", "Ашинский МР")
    table["rows"][0]["cells"]["c0"] |= {"chapters": [["4.9", "glava-4-9"], ["5.1–5.3", "glava-5-1"]]}
    assert '<a href="#glava-4-9">4.9</a>, <a href="#glava-5-1">5.1–5.3</a>' in SHOW.html(table)


def test_planted_markup_is_inert(content) -> None:
    bad = "<script>alert(1)</script>"
    shown = [content["text"](bad), content["table"]("1", bad, caption=bad, note=bad), {"block": "plain", "text": bad},
             {"block": "note", "kind": "words", "heading": bad, "markdown": bad}, {"block": "heading", "text": bad},
             {"block": "prose", "markdown": bad}, {"block": "verdict", "text": bad},
             {"block": "findings", "items": [{"text": bad, "evidence": bad}]}]  # fmt: skip
    assert "<script" not in "".join(map(SHOW.html, shown))


def test_an_unknown_block_is_an_error() -> None:
    with pytest.raises(KeyError):
        SHOW.html({"block": "song"})
