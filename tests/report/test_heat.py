"""The heat map and its table say the same."""

from __future__ import annotations

import pytest

from svod.report.heat import heat_figure


def test_the_table_behind_the_map_by_hand(heads, row) -> None:
    figure = heat_figure(heads())
    assert [item.key for item in figure.data.rows][:3] == ["agapovskiy-mr", "argayashskiy-mr", "ashinskiy-mr"]
    assert figure.data.rows[-1].key == "bredinskiy-mr"
    assert row(figure.data, "agapovskiy-mr", "8-1", "8-2", "8-3", "8-4") == ["2", "1", "1", "1"]
    assert row(figure.data, "bredinskiy-mr", "8-1", "8-2", "8-3", "8-4") == ["0", "0", "0", "1"]


def test_the_alternative_text_names_the_weakest(heads, page) -> None:
    assert "Слабее всего – «Курсы руководителей»." in heat_figure(heads()).alt
    group = page("group/outcomes").report
    weakest = min(group.items, key=lambda item: group.points[item.key].sum() / item.maximum)
    assert f"Слабее всего – «{weakest.short}»." in heat_figure(group).alt


def test_not_assessed_is_not_zero(page, row) -> None:
    data = heat_figure(page("procedure/11-project-500").report).data
    assert row(data, "karabashskiy-go", "11-1", "11-2", "11-3") == 3 * ["н/д"]
    cells = next(item.cells for item in data.rows if item.key == "karabashskiy-go")
    assert cells["11-1"].value is None


@pytest.mark.parametrize("name", ["procedure/18-mkdo", "group/overall"])
def test_everybody_and_everything_is_on_the_map(page, name: str) -> None:
    report = page(name).report
    figure = heat_figure(report)
    assert len(figure.data.rows) == 43
    assert len(figure.data.columns) == 1 + len(report.items)
    assert all(report.assessment.names[code] in figure.svg for code in report.rating.index)
