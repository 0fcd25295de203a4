"""What the first page says of a region, against counts made by hand."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from svod.publish.overview import CHANGES, Difference, Mark, Overview, Shares, difference_note, differences
from svod.report.assessment import Assessment


@pytest.fixture(scope="module")
def overview(assessment) -> Overview:
    return Overview(assessment, demo=True)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_the_word_of_a_mark_is_escaped() -> None:
    assert Mark("<b>Низкий</b>", number=1).inner().endswith('<span class="vh">&lt;b&gt;Низкий&lt;/b&gt;</span>')


def test_only_the_two_known_municipalities_differ_from_the_published(assessment) -> None:
    found = {
        group: [
            (item.name, item.place, item.percent, item.published_place, item.published_percent)
            for item in differences(assessment, group)
        ]
        for group in ("conditions", "outcomes", "processes", "overall")
    }
    assert found == {
        "conditions": [],
        "outcomes": [],
        "processes": [],
        "overall": [("Южноуральский ГО", 4, 67, 5, 64), ("Троицкий ГО", 5, 65, 4, 65)],
    }


def test_nothing_differs_where_nothing_was_published(assessment) -> None:
    alone = Assessment(
        assessment.params.model_copy(update={"published": None}),
        assessment.yearly,
        assessment.period,
        assessment.attainable,
    )
    assert differences(alone, "overall") == []
    assert Overview(alone, demo=False).ratings["overall"].note == ""


def test_changes_are_listed_largest_first_and_counted(overview, assessment) -> None:
    assert [row.key for row in overview.changes.rows] == ["overall-yuzhnouralskiy-go", "overall-troitskiy-go"]
    assert overview.changes.rows[0].cells["place-was"].value == 5.0
    published = assessment.params.published
    other = published.model_copy(
        update={
            "ratings": {
                **published.ratings,
                "processes": tuple(
                    row.model_copy(update={"place": row.place + i})
                    for i, row in enumerate(published.ratings["processes"])
                ),
            }
        }
    )
    moved = Overview(replace(assessment, params=assessment.params.model_copy(update={"published": other})), demo=True)
    assert len(moved.moved) == 44 and len(moved.changes.rows) == CHANGES
    far = [abs(row.cells["place"].value - row.cells["place-was"].value) for row in moved.changes.rows]
    assert far == sorted(far, reverse=True) and far[0] == 42
    assert (overview.changes.caption, moved.changes.caption) == (
        "Расхождения с опубликованным",
        "Наибольшие расхождения с опубликованным",
    )


def test_nothing_is_said_of_changes_without_anything_published(assessment) -> None:
    alone = replace(assessment, params=assessment.params.model_copy(update={"published": None}))
    assert Overview(alone, demo=False).news.html() == ""


def test_known_differences_are_explained_and_others_counted() -> None:
    known = Difference("a", "А", 4, 67, 5, 64, "так в источнике")
    other = Difference("b", "Б", 9, 50, 8, 51, "")
    assert difference_note([]) == ""
    assert difference_note([known]) == "* А: опубликовано 64 %, место 5, по расчёту 67 %, место 4; так в источнике."
    assert "ещё у 1 из перечня" in difference_note([known, other])
    assert not difference_note([other]).startswith("*")


def test_the_footnote_is_referred_to_by_the_rows_it_explains(overview) -> None:
    page = overview.ratings["overall"].html()
    assert page.count('href="#prim-5"') == 2 and page.count('id="prim-5"') == 1
    assert "prim" not in overview.ratings["conditions"].html()


def test_counts_by_level(overview, assessment) -> None:
    cells = {row.key: [row.cells[f"level-{n}"].value for n in range(1, 5)] for row in overview.counts.rows}
    assert cells["overall"] == [0, 31, 12, 0] and cells["outcomes"] == [3, 29, 10, 1]
    assert {sum(row) for row in cells.values()} == {len(assessment.names)}
    assert "16 городских округов (ГО) и 27 муниципальных районов (МР)" in plain(overview.counts.note)


def test_sentences_say_what_the_tables_say(overview) -> None:
    assert plain(overview.lede.text()) == (
        "По всем группам показателей уровень «выше среднего» у 12 из 43 муниципалитетов, «средний» – у 31. "
        "Уровней «низкий» и «высокий» не имеет ни один муниципалитет."
    )
    assert plain(overview.story.text()) == (
        "На первом месте Златоустовский ГО (78 %), на втором Снежинский ГО (75 %), "
        "на третьем Челябинский ГО (73 %) (рисунок 1). "
        "Шире всего разброс в группе «Результаты»: от 29 до 90 % (таблица 3). "
        "В группе «Процессы» даже лучший итог – 73 % (таблица 4). "
        "Сколько муниципалитетов на каждом уровне, показывает таблица 1; полные рейтинги приведены в таблицах 2, 3, 4 "
        "и 5."
    )


def test_every_number_of_a_sentence_names_its_cell(overview) -> None:
    quotes = overview.lede.content()["quotes"] + overview.story.content()["quotes"]
    assert {quote["cell"].partition("/")[0] for quote in quotes} == {"tab-1", "tab-3", "tab-4", "tab-5"}
    assert len(quotes) == 8


def test_shared_places_are_counted_when_many(assessment) -> None:
    level = assessment.period.map(lambda _: Fraction(1))
    text = plain(Overview(Assessment(assessment.params, assessment.yearly, level, level), demo=False).story.text())
    assert text.startswith("На первом месте 43 муниципалитета (75 %) (рисунок 1).")


def test_a_narrow_part_of_the_bar_carries_no_mark() -> None:
    bar = Shares("", counts=(1, 40, 0, 2)).inner()
    assert bar.count('<i class="c') == 3 and bar.count("mk") == 1
