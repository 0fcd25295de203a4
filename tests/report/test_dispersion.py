"""How the municipalities spread within every procedure."""

from __future__ import annotations

import pytest

from svod.report.dispersion import dispersion_figure

FIRST, SECOND = "agapovskiy-mr", "argayashskiy-mr"


def test_the_table_behind_the_dots_by_hand(by_hand, even, params, row) -> None:
    ids = [item.id for item in params.procedures_of("conditions")]
    data = even(True, *ids)
    for code in ("8.2", "8.3"):
        data[code] = {FIRST: data[code]["*"], SECOND: data[code]["*"], "*": 0 if code == "8.2" else 10**6}
    figure = dispersion_figure(by_hand(data, group="conditions"))
    # 3 of 5 points for all but two: 60 % up to the third quarter, 100 % at best.
    assert row(figure.data, "08-heads", "worst", "q1", "median", "q3", "best") == ["60", "60", "60", "60", "100"]
    assert row(figure.data, "07-libraries", "worst", "best") == ["100", "100"]


@pytest.mark.parametrize("name", ["group/processes", "group/overall"])
def test_the_ends_stand_in_order_and_the_widest_is_named(page, name: str) -> None:
    report = page(name).report
    figure = dispersion_figure(report)
    ends = ("worst", "q1", "median", "q3", "best")
    values = {item.key: [item.cells[end].value for end in ends] for item in figure.data.rows}
    assert list(values) == [item.key for item in report.items]
    assert all(found == sorted(found) and found[0] >= 0 and found[-1] <= 100 for found in values.values())
    widest = max(report.items, key=lambda item: values[item.key][3] - values[item.key][1])
    assert f"разошлась в процедуре «{widest.short}»." in figure.alt
