"""Points lost by the region and by a municipality."""

from __future__ import annotations

from fractions import Fraction

import pytest

from svod.blocks import Text, dashed
from svod.report.advice import recommendations_table
from svod.report.losses import (
    deficit_rank,
    item_words,
    losses_table,
    lost_by_item,
    nothing_lost,
    own_losses,
    own_losses_table,
    signed_points,
)
from svod.report.region_findings import region_findings
from svod.stats.contribution import median_exact


def test_losses_of_the_region_by_hand(heads, row) -> None:
    found = lost_by_item(heads())
    assert [loss.item.code for loss in found] == ["8.2", "8.1", "8.3", "8.4"]
    assert found[1][1:] == (Fraction(3, 43), 1 - Fraction(3, 86), 1, 41, 0, False)
    table = losses_table(heads())
    columns = ("code", "mean", "maximum", "lost", "full", "none")
    assert row(table, "8-2", *columns) == ["8.2", "0,02", "1", "98", "1", "42"]
    assert row(table, "8-1", *columns) == ["8.1", "0,07", "2", "97", "1", "41"]
    assert row(table, "8-4", *columns) == ["8.4", "1", "1", "0", "43", "0"]


def test_who_had_nothing_to_assess_lost_nothing(by_hand, row, read) -> None:
    """Of three municipalities with schools on the list one gets the point; forty had none on it."""
    one, two, three = "agapovskiy-mr", "argayashskiy-mr", "ashinskiy-mr"
    data = {"3.1": {"*": 100}, "3.2": {one: 100, two: (0, 5), three: (0, 5), "*": (0, 0)}}
    report = by_hand(data, "03-objectivity")
    (loss,) = (found for found in lost_by_item(report) if found.item.code == "3.2")
    assert (loss.mean, loss.share, loss.full, loss.none, loss.absent) == (Fraction(1, 3), Fraction(2, 3), 1, 2, 40)
    assert row(losses_table(report), "3-2", "mean", "lost", "full", "none", "absent") == ["0,33", "67", "1", "2", "40"]
    assert row(losses_table(report), "3-1", "absent") == ["–"]
    said = " ".join(read(Text.of(found.said)) for found in region_findings(report))
    assert "ни одного балла – у 2 муниципалитетов; у 40 муниципалитетов оценки нет" in said
    whole = by_hand(data, group="conditions")
    (procedure,) = (found for found in lost_by_item(whole) if found.item.key == "03-objectivity")
    assert (procedure.share, procedure.absent) == (Fraction(88, 89), 0), "1 of 43 × 2 and 3 × 1 points"


def test_losses_of_a_municipality_by_hand(heads, row) -> None:
    table = own_losses_table(heads("bredinskiy-mr"))
    assert [item.key for item in table.rows] == ["8-3", "8-1", "8-2", "8-4"]
    columns = ("points", "maximum", "lost", "best", "median", "place")
    assert row(table, "8-3", *columns) == ["0", "1", "1", "1", "−1", "3"]
    assert row(table, "8-1", *columns) == ["0", "2", "2", "2", "0", "4"]
    ahead = own_losses_table(heads("agapovskiy-mr"))
    assert row(ahead, "8-1", *columns) == ["2", "2", "0", "0", "+2", "1"]


@pytest.mark.parametrize("name", ["pair/17-preschool-quality/ozerskiy-go", "municipality/karabashskiy-go"])
def test_what_was_gained_and_what_was_lost_make_the_whole(page, name: str) -> None:
    report = page(name).report
    found = own_losses(report)
    assert (found["points"] + found["lost"] == found["maximum"]).all()
    assert found["points"].sum() == report.rating.at[report.focus, "points"]
    assert found["maximum"].sum() == report.maximum
    assert found.loc[found["assessed"], "behind_median"].is_monotonic_decreasing
    assert found["assessed"].is_monotonic_decreasing
    assert (found["gainable"] <= found["lost"]).all()


@pytest.mark.parametrize("name", ["procedure/18-mkdo", "group/outcomes"])
def test_losses_fall_and_nobody_is_counted_twice(page, name: str) -> None:
    found = lost_by_item(page(name).report)
    order = [(not loss.comparative, loss.share) for loss in found]
    assert order == sorted(order, reverse=True)
    assert all(loss.full + loss.none <= 43 for loss in found)


def test_what_compares_with_the_region_stands_after_the_rest_and_is_noted(by_hand, even) -> None:
    report = by_hand({**even(True, "10-vpr"), "10.1": {"*": 50}, "10.2": {"*": 50}, "10.4": {"*": 75}}, "10-vpr")
    found = lost_by_item(report)
    assert [(loss.item.code, loss.share) for loss in found] == [
        ("10.4", Fraction(1, 2)), ("10.3", 0), ("10.5", 0), ("10.1", Fraction(1, 2)), ("10.2", Fraction(1, 2)),
    ]  # fmt: skip
    assert losses_table(report).note.endswith(
        "Сравнение с самой областью (10.1, 10.2) стоит последним: полный балл у всех невозможен."
    )


def test_nothing_is_lost_where_all_points_were_gained(heads, by_hand, even) -> None:
    assert nothing_lost(heads("agapovskiy-mr")) and not nothing_lost(heads("bredinskiy-mr"))
    assert nothing_lost(by_hand(even(True, "08-heads"), "08-heads")) and not nothing_lost(heads())


@pytest.mark.parametrize(
    ("form", "by_procedure", "by_group"),
    [
        ("показатель", "показатель 8.1 «Высокая эффективность»", "процедура № 8 «Руководители»"),
        ("показателе", "показателе 8.1 «Высокая эффективность»", "процедуре № 8 «Руководители»"),
    ],
)
def test_an_item_is_called_by_its_kind(heads, page, form: str, by_procedure: str, by_group: str) -> None:
    assert item_words(heads(), heads().items[0], form) == by_procedure
    group = page("group/conditions").report
    assert item_words(group, group.items[7], form) == by_group
    with pytest.raises(KeyError):
        item_words(group, group.items[7], "показателей")


@pytest.mark.parametrize(
    ("given", "shown"), [(Fraction(4, 3), "+1,33"), (Fraction(-1, 2), "−0,5"), (Fraction(0), "0"), (Fraction(2), "+2")]
)
def test_points_with_their_sign(given: Fraction, shown: str) -> None:
    assert signed_points(given) == shown


def test_what_is_advised_answers_what_was_found(page) -> None:
    """Advice opens with the weakest indicator of the procedure that the findings name first: the furthest behind."""
    report = page("municipality/troitskiy-mr").report
    table = own_losses(report)
    own = report.params.methodology.of(table[table["assessed"]].iloc[0]["item"].key)
    first = min(own, key=lambda item: deficit_rank(report, item))
    assert recommendations_table(report).rows[1].key == f"region-{dashed(first.code)}"
    gained = report.assessment.indicators
    gaps = {item.code: median_exact(gained[item.code]) - gained.at[report.focus, item.code] for item in own}
    assert gaps[first.code] == max(gaps.values()) > 0
