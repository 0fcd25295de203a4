"""How the groups make up the whole."""

from __future__ import annotations

from fractions import Fraction

import pytest

from svod.report.contribution import groups, groups_table, own_groups, own_groups_table

FIRST = "agapovskiy-mr"


@pytest.fixture(scope="module")
def uneven(by_hand, even, params):
    """Everybody gains everything but for two: the first loses 1.1–1.3 (conditions), the second 17.6 (processes)."""
    data = even(True, *(item.id for item in params.procedures))
    dynamic = {code: {"*": [60, 50, 40]} for code in ("9.4",)}
    for code in ("1.1", "1.2", "1.3"):
        data[code] = {FIRST: 0, **data[code]}
    data["17.6"] = {"argayashskiy-mr": 0, **data["17.6"]}

    def made(**given):
        return by_hand({**data, **dynamic}, **given)

    return made


def test_shares_of_the_spread_by_hand(uneven, row, read) -> None:
    # Totals lie 3 and 1 below all the others, by 4/43 on average; the 3 are of the conditions, the 1 of the processes.
    report = uneven(group="overall")
    total = report.assessment.groups["overall"]
    losses = total.max() - total
    assert sorted(losses[losses > 0]) == [1, 3]
    mean = Fraction(4, 43)
    square = Fraction(9 + 1) - 43 * mean**2
    conditions = (9 - 43 * Fraction(3, 43) * mean) / square
    table = groups_table(report)
    printed = [int(row(table, id, "spread")[0]) for id in ("conditions", "outcomes", "processes", "overall")]
    assert printed == [round(float(conditions) * 100), 0, round(float(1 - conditions) * 100), 100]
    assert "прежде всего группа «создание условий для достижения результатов»: на неё" in read(groups(report))


def test_attainable_and_mean_points_by_hand(uneven, row) -> None:
    table = groups_table(uneven(group="overall"))
    # 27 points but for one municipality with 24: 26.93 of 27 is 100 % when rounded.
    assert row(table, "conditions", "maximum", "mean", "share") == ["27", "26,93", "100"]


def test_a_municipality_by_group_by_hand(uneven, row) -> None:
    report = uneven(municipality=FIRST)
    table = own_groups_table(report)
    # 24 points of 28 are 86 % beside 27 of 28, 96 %, of all others.
    columns = ("points", "of", "percent", "level", "place", "last", "median")
    assert row(table, "conditions", *columns) == ["24", "27", "86", "Выше среднего", "2", "2", "−10"]
    assert row(table, "processes", *columns)[4:6] == ["1", "2"]
    assert "Процент группы «Условия» берётся от 28 баллов." in table.note
    assert "«достижение учебных" in own_groups(report).text() or "«организация рабочих" in own_groups(report).text()


@pytest.mark.parametrize("name", ["group/overall"])
def test_shares_of_the_groups_make_a_hundred(page, name: str) -> None:
    rows = groups_table(page(name).report).rows
    assert abs(sum(item.cells["spread"].value for item in rows if item.key != "overall") - 100) <= 1.5
    assert [item.cells["maximum"].value for item in rows] == [27, 42, 26, 95]
