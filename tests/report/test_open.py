"""The front door: which report is opened, what it has read, and a clear word where there is none."""

from __future__ import annotations

import pytest

from svod.errors import NotFound
from svod.report.open import Report, find_municipality, once, open_report, shared_once


@pytest.fixture
def loaded(demo, monkeypatch):
    monkeypatch.setenv("SVOD_OUTPUT", str(demo))


@pytest.mark.parametrize(
    ("asked", "kind", "scope", "maximum", "divisor", "path"),
    [
        ({"procedure": "heads"}, "procedure", "08-heads", 5, 5, "procedure/08-heads.html"),
        ({"procedure": "8", "municipality": "Уйский МР"}, "pair", "08-heads", 5, 5, "pair/08-heads/uyskiy-mr.html"),
        ({"municipality": "ashinskiy-mr"}, "municipality", "overall", 95, 95, "municipality/ashinskiy-mr.html"),
        ({"group": "conditions"}, "group", "conditions", 27, 28, "group/conditions.html"),
        ({"group": "overall"}, "overall", "overall", 95, 95, "group/overall.html"),
        ({"data": False}, "map", "overall", 95, 95, "map.html"),
    ],
)  # fmt: skip
def test_every_kind_of_report(loaded, asked, kind, scope, maximum, divisor, path) -> None:
    report = open_report("2022", **asked)
    assert (report.kind, report.scope, report.maximum, report.divisor) == (kind, scope, maximum, divisor)
    assert report.page == path
    assert report.link("procedure", "08-heads") == "../" * path.count("/") + "procedure/08-heads.html"
    assert report.demo == (kind != "map")


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"procedure": "09-leaning-results"}, "09-learning-results"),
        ({"municipality": "Ашинский"}, "Ашинский МР"),
        ({"group": "condition"}, "conditions"),
    ],
)
def test_what_is_not_known_is_answered_with_the_nearest(loaded, asked: dict[str, str], words: str) -> None:
    with pytest.raises(NotFound, match=words):
        open_report("2022", **asked)


def test_no_data_is_said_with_what_to_do(tmp_path, monkeypatch, params) -> None:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    with pytest.raises(NotFound, match="svod load"):
        open_report("2022", procedure="08-heads")
    with pytest.raises(NotFound, match="не читает данных"):
        Report(params, None, "map").table("indicators")


@pytest.mark.parametrize("text", ["ashinskiy-mr", "Ашинский МР", "Ашинский муниципальный район"])
def test_a_municipality_by_any_of_its_names(params, text: str) -> None:
    assert find_municipality(params, text).code == "ashinskiy-mr"


def test_only_rows_of_its_own_procedures_are_read(by_hand, even) -> None:
    report = by_hand(even(True, "08-heads", "07-libraries"), "08-heads")
    before = report.slice_hash()
    assert set(report.table("indicators")["procedure"]) == {"08-heads"}
    assert report.slice_hash() != before
    assert list(report.files()["file"]) == [f"08-heads-{year}.xlsx" for year in (2020, 2021, 2022)]
    assert list(report.assessment.period.columns) == ["8.1", "8.2", "8.3", "8.4"]


def test_a_slice_is_the_same_in_any_order_of_rows(page, params, snapshot) -> None:
    from dataclasses import replace

    turned = replace(snapshot, indicators=snapshot.indicators.iloc[::-1])
    hashes = []
    for data in (snapshot, turned):
        report = Report(params, data, "procedure", params.procedure("08-heads"))
        report.table("indicators")
        hashes.append(report.slice_hash())
    assert hashes[0] == hashes[1]


def test_a_procedure_without_rows_is_noted_as_read(by_hand, even) -> None:
    report = by_hand(even(True, "08-heads"), "08-heads")
    report.table("indicators")
    report.table("measures")
    rows = report.reads()["rows"]
    assert rows["measures"] == {"08-heads": ""}
    assert len(rows["indicators"]["08-heads"]) == 64


def test_items_are_indicators_of_a_procedure_and_procedures_of_a_group(page) -> None:
    assert [item.key for item in page("procedure/08-heads").report.items] == ["8.1", "8.2", "8.3", "8.4"]
    group = page("group/conditions").report
    assert [item.code for item in group.items] == list("12345678")
    assert group.maxima.sum() == group.maximum


def test_a_table_is_made_once_for_a_report_and_its_arguments() -> None:
    calls = []

    @once
    def made(report, number: str = "1.1") -> str:
        calls.append((report, number))
        return number

    one, other = Report(None, None, "map"), Report(None, None, "map")
    printed = [made(one), made(one), made(one, "1.2"), made(one, "1.2"), made(other)]
    assert printed == ["1.1", "1.1", "1.2", "1.2", "1.1"]
    assert calls == [(one, "1.1"), (one, "1.2"), (other, "1.1")]


def test_a_value_of_a_scope_is_made_once_for_all_its_reports(by_hand, even) -> None:
    calls = []

    @shared_once
    def made(report, number: str = "") -> int:
        calls.append((report.scope, number))
        return len(calls)

    values = even(True, "08-heads", "07-libraries")
    first = by_hand(values, "08-heads", "ashinskiy-mr")
    second, other = (
        Report(first.shared.params, first.snapshot, "procedure", first.shared.params.procedure(id), shared=first.shared)
        for id in ("08-heads", "07-libraries")
    )
    assert [made(first), made(second), made(second, "1"), made(other), made(first)] == [1, 1, 2, 3, 1]
    assert made(by_hand(values, "08-heads")) == 4, "another state of the data"
    assert calls == [("08-heads", ""), ("08-heads", "1"), ("07-libraries", ""), ("08-heads", "")]
