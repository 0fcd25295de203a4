"""What the procedures answer to: every link of the params is shown, with its ground."""

from __future__ import annotations

import pytest

from svod.report.answers import in_table, mechanism_table, mechanism_text, motivating_table, motivating_text, on_map
from svod.report.passport import motivating
from svod.wording.phrases import BASIS


def test_the_motivating_monitoring_by_hand(heads, row, read) -> None:
    table = motivating_table(heads())
    assert row(table, "08-heads-7", "number", "basis") == ["7", "по опубликованному документу"]
    assert "1 показателем мотивирующего мониторинга (таблица 2.1)" in read(motivating_text(heads()))


def test_a_procedure_without_indicators_shows_no_empty_table(params, page, read) -> None:
    alone = next(item for item in params.procedures if not item.motivating.indicators)
    report = page(f"procedure/{alone.id}").report
    assert len(motivating(report).blocks) == 1
    assert alone.motivating.note.rstrip(".") in read(motivating_text(report))


def test_a_group_none_of_whose_procedures_is_linked_refers_to_no_table(page, read, monkeypatch) -> None:
    report = page("group/outcomes").report
    bare = tuple(
        item.model_copy(update={"motivating": item.motivating.model_copy(update={"indicators": ()})})
        for item in report.procedures
    )
    monkeypatch.setitem(report.__dict__, "procedures", bare)
    said = read(motivating_text(report))
    assert "С показателями мониторинга эти процедуры не соотнесены" in said and "таблице 2.1" not in said


def test_where_every_procedure_is_linked_nothing_is_said_of_others(page, read) -> None:
    said = read(motivating_text(page("group/outcomes").report))
    assert "соотнесены 7 из 7 процедур, перечень – в таблице 2.1." in said


def test_systems_and_tracks_by_hand(heads, row) -> None:
    table = mechanism_table(heads())
    assert [item.key for item in table.rows] == ["08-heads-2-1"]
    identity, tracks = row(table, "08-heads-2-1", "id", "tracks")
    assert identity == "2.1"
    assert tracks.startswith("1. Повышение качества управленческой деятельности")
    assert "; 2. " in tracks


@pytest.mark.parametrize("name", ["map", "group/outcomes"])
def test_every_link_of_the_params_is_shown_once(page, params, name: str) -> None:
    report = page(name).report
    motives = [
        (one.id, link.number, BASIS[link.basis]) for one in report.procedures for link in one.motivating.indicators
    ]
    shown = [(item.key.removesuffix("-" + item.cells["number"].shown), item.cells["number"].shown,
              item.cells["basis"].shown) for item in motivating_table(report).rows if not item.group]  # fmt: skip
    assert shown == motives
    links = [(link.id, BASIS[link.basis]) for one in report.procedures for link in one.systems]
    assert [
        (item.cells["id"].shown, item.cells["basis"].shown) for item in mechanism_table(report).rows if not item.group
    ] == links


def test_a_group_counts_the_procedures_that_are_linked(page, read) -> None:
    report = page("map").report
    linked = sum(bool(one.motivating.indicators) for one in report.procedures)
    assert f"соотнесены {linked} из 18 процедур" in read(motivating_text(report))
    assert "они перечислены в таблице 3.1" in read(mechanism_text(report))
    assert "Процедуры соотнесены с системами 1.1, " in read(mechanism_text(page("group/overall").report))


def test_references_by_hand(heads, page) -> None:
    assert in_table("2.1", "таблице").href == "#tab-2-1"
    assert on_map(heads(), "3.1").href == "../map.html#tab-3-1"
    assert on_map(page("pair/08-heads/ashinskiy-mr").report, "3.1").href == "../../map.html#tab-3-1"


def test_the_map_has_a_place_on_paper_too(page, read) -> None:
    """Where no link leads, a reader of a printed report is told where the map is."""
    report = page("municipality/ashinskiy-mr").report
    for text in (motivating_text(report), mechanism_text(report)):
        assert "на карте процедур (приложение 1 сборника)" in read(text)
