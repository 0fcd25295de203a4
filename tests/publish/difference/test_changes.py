"""Every kind of change is found, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from svod.errors import BuildError
from svod.publish.difference import Change, Difference, Kind, Spot, changes, compare
from svod.publish.reading import Reading

Altered = Callable[..., Difference]
FIFTY_TWO = ('"text": "52", "value": 52.0', '"text": "53", "value": 53.0')


def test_the_same_builds_do_not_differ(builds: tuple[Path, Path], altered: Altered) -> None:
    assert compare(*builds) == {}
    assert altered(('"report.about()"', '"report.about()  # 10:00"')) == {}


def test_a_number_of_two_pages_is_one_change(altered: Altered) -> None:
    found = altered(FIFTY_TWO, pages=("07-libraries", "08-heads"))
    assert found == {
        Change(Kind.NUMBER, "Рейтинг", "Агаповский МР", "Итог, %", "52", "53", (52.0, 53.0)): [
            Spot("procedure/07-libraries.html", "tab-8-1"), Spot("procedure/08-heads.html", "tab-8-1"),
        ]
    }  # fmt: skip


@pytest.mark.parametrize(
    ("was", "now", "kind", "told"),
    [
        ('"text": "2", "value": 2.0', '"text": "3", "value": 3.0', Kind.PLACE, ("2", "3")),
        ('"level": 3, "mark": "●●●○", "text": "Выше среднего"', '"level": 2, "mark": "●●○○", "text": "Средний"',
         Kind.LEVEL, ("Выше среднего", "Средний")),
        ('"text": "н/д", "value": null', '"text": "0,0", "value": 0.0', Kind.NUMBER, ("н/д", "0,0")),
        ("Линия растёт", "Линия падает", Kind.TEXT, ("Линия растёт", "Линия падает")),
        ('"key": "m3"', '"key": "m4"', Kind.TABLE, ("строка", "")),
    ],
)  # fmt: skip
def test_every_kind_of_change_is_told(altered: Altered, was: str, now: str, kind: Kind, told: tuple[str, str]) -> None:
    found = [change for change in altered((was, now)) if change.kind == kind]
    assert found and (found[0].was, found[0].now) == told


def test_pages_that_came_and_went_are_told(builds: tuple[Path, Path]) -> None:
    folder = builds[1] / "notebooks" / "procedure"
    (folder / "07-libraries.ipynb").rename(folder / "09-new.ipynb")
    found = {(change.where, change.was, change.now) for change in compare(*builds) if change.kind == Kind.PAGE}
    assert found == {("procedure/07-libraries.html", "есть", ""), ("procedure/09-new.html", "", "есть")}


def test_the_last_digit_of_a_float_is_no_change(reading: Reading) -> None:
    table = reading.tables["tab-8-1"]
    rows = [dict(row, cells=dict(row["cells"])) for row in table["rows"]]
    rows[0]["cells"]["percent"] = {**rows[0]["cells"]["percent"], "value": 78 + 1e-12}
    assert not list(changes(reading, replace(reading, tables={**reading.tables, "tab-8-1": dict(table, rows=rows)})))


def with_cell(reading: Reading, column: str, **values: object) -> Reading:
    """The reading with other contents of one cell in the first row of its rating."""
    table = reading.tables["tab-8-1"]
    rows = [dict(row, cells=dict(row["cells"])) for row in table["rows"]]
    rows[0]["cells"][column] = {**rows[0]["cells"][column], **values}
    return replace(reading, tables={**reading.tables, "tab-8-1": dict(table, rows=rows)})


def test_what_is_drawn_of_others_is_no_change_of_a_cell(reading: Reading) -> None:
    pair = (with_cell(reading, "percent", text="2–3", value=None, last=last, strip={"q1": last}) for last in (40, 43))
    assert not list(changes(*pair))


def test_another_reason_for_an_empty_cell_is_told_in_words(reading: Reading) -> None:
    pair = (with_cell(reading, "percent", text="н/д", value=None, why=why) for why in ("не сдали", "не измерялось"))
    [(change, _)] = changes(*pair)
    assert (change.was, change.now) == ("н/д (не сдали)", "н/д (не измерялось)")


def test_a_correction_told_on_a_page_is_a_change_of_its_text(builds: tuple[Path, Path]) -> None:
    note = '<h1>Регион</h1><div class="errata" role="note">\n<p><b>Исправлено 1 декабря.</b> 7 &lt; 8</p>\n</div>'
    for folder, html in zip(builds, ("<h1>Регион</h1>", note), strict=True):
        (folder / "site").mkdir(exist_ok=True)
        (folder / "site" / "index.html").write_text(html, "utf-8")
    told = Change(Kind.TEXT, "Исправления", "", "", "", "Исправлено 1 декабря. 7 < 8")
    assert compare(*builds) == {told: [Spot("index.html", "")]}


def test_a_change_taken_back_is_the_same_the_other_way(reading: Reading) -> None:
    other = replace(reading, sentences={**reading.sentences, "Часть 2": ("Раз.", "Два.")}, about={"Методика": "2023"})
    there, back = ([(item.kind, item.was, item.now) for item, _ in changes(*pair)]
                   for pair in ((reading, other), (other, reading)))  # fmt: skip
    assert there and sorted(there) == sorted((kind, now, was) for kind, was, now in back)


def test_a_broken_notebook_is_named(builds: tuple[Path, Path]) -> None:
    (builds[1] / "notebooks" / "procedure" / "08-heads.ipynb").write_text("{}", "utf-8")
    with pytest.raises(BuildError, match=r"procedure/08-heads\.html"):
        compare(*builds)
