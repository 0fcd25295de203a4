"""The demo region repeats the published ratings; where it does not, the page says why."""

from __future__ import annotations

import csv

import pytest

from svod.report.published import against_published, differs, explanations, published_table, published_text

KNOWN = {"Южноуральский ГО": ("67", "4", "64", "5"), "Троицкий ГО": ("65", "5", "65", "4")}


@pytest.fixture(scope="module")
def printed(root):
    """Place and percent by name, straight from the published files."""

    def read(group: str) -> dict[str, tuple[int, int]]:
        with (root / "params" / "published" / "2022" / f"{group}.csv").open(encoding="utf-8-sig", newline="") as file:
            return {line["municipality"]: (int(line["rank"]), int(line["percent"])) for line in csv.DictReader(file)}

    return read


def computed(report) -> dict[str, tuple[int, int]]:
    return {line["name"]: (line["place"], line["percent"]) for _, line in report.rating.iterrows()}


@pytest.mark.parametrize("group", ["conditions", "outcomes", "processes"])
def test_three_ratings_of_the_demo_are_the_published_ones(page, printed, read, group: str) -> None:
    report = page(f"group/{group}").report
    assert len(printed(group)) == 43
    assert computed(report) == printed(group)
    text = "Расчёт повторяет рейтинг, опубликованный 1 декабря 2022 года, целиком: совпали все проценты и места (43)."
    assert text in read(published_text(report))
    assert explanations(report) == ""
    assert not differs(report)
    assert [type(block).__name__ for block in against_published(report).blocks] == ["Text"]


def test_the_overall_rating_differs_in_two_known_lines_alone(page, printed, read) -> None:
    report = page("group/overall").report
    own, given = computed(report), printed("overall")
    assert own.keys() == given.keys()
    assert sum(own[name][0] == given[name][0] for name in given) == 41
    assert sum(own[name][1] == given[name][1] for name in given) == 42
    differ = {name: (own[name], given[name]) for name in given if own[name] != given[name]}
    assert differ == {"Южноуральский ГО": ((4, 67), (5, 64)), "Троицкий ГО": ((5, 65), (4, 65))}
    text = "Из 43 опубликованных процентов расчёт повторяет 42, из 43 мест – 41"
    assert text in read(published_text(report))


def test_every_difference_is_in_the_table_and_explained(page) -> None:
    report = page("group/overall").report
    table = published_table(report)
    columns = ("computed", "computed_place", "published", "published_place")
    differ = {
        item.cells["name"].shown: tuple(item.cells[column].shown for column in columns)
        for item in table.rows
        if item.cells["same"].shown == "расходится"
    }
    assert differ == KNOWN
    assert all(f"{name}: опубликовано" in table.note for name in KNOWN)


def test_a_difference_that_was_not_known_shows_as_one(by_hand, even, params, read) -> None:
    ids = [item.id for item in params.procedures_of("conditions")]
    report = by_hand(even(True, *ids), group="conditions")
    assert "из 43 мест – 1 (" in read(published_text(report))
    assert len([item for item in published_table(report).rows if item.cells["same"].shown == "расходится"]) == 43


def test_without_a_published_rating_there_is_nothing_to_compare(by_hand, even, params, read) -> None:
    alone = params.model_copy(update={"published": None})
    report = by_hand(even(True, "08-heads"), group="conditions", by=alone)
    assert "сверять не с чем" in read(against_published(report))
    assert explanations(report) == ""
