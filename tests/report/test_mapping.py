"""Appendix 1 against the files of the params."""

from __future__ import annotations

from collections import Counter

import pytest
import yaml

from svod.report.mapping import (
    coverage,
    coverage_findings,
    coverage_table,
    indicators,
    indicators_map,
    map_text,
    procedures,
    procedures_map,
)


@pytest.fixture(scope="module")
def report(page):
    return page("map").report


@pytest.fixture(scope="module")
def files(root):
    """The procedures and the indicators as their files have them."""

    def read(folder: str) -> list[dict]:
        return [yaml.safe_load(file.read_text("utf-8")) for file in sorted((root / "params" / folder).glob("*.yml"))]

    return read("procedures"), read("methodology/2022/indicators")


def test_every_procedure_is_on_the_map_under_its_group(report, files, row) -> None:
    table = procedures_map(report)
    assert [item.key for item in table.rows if not item.group] == [item["id"] for item in files[0]]
    assert table.rows[0].group == "Создание условий для достижения результатов"
    assert row(table, "08-heads", "number", "section", "motivating", "systems", "maximum") == [
        "8", "4.8", "7", "2.1 (треки 1 и 2)", "5",
    ]  # fmt: skip


def test_every_indicator_is_on_the_map_with_its_rule(report, files, row) -> None:
    table = indicators_map(report)
    codes = [str(item["code"]) for file in files[1] for item in file["indicators"]]
    assert [item.cells["code"].shown for item in table.rows if not item.group] == codes
    assert len(codes) == 71
    assert row(table, "8-3", "unit", "rule", "maximum", "basis") == [
        "чел.", "1 балл – не более 1,5 чел.", "1", "из источника",
    ]  # fmt: skip


def test_grounds_are_counted_from_the_files(report, files) -> None:
    names = Counter(item["basis"]["name"] for file in files[1] for item in file["indicators"])
    links = Counter(link["basis"] for one in files[0] for link in (*one["motivating"]["indicators"], *one["systems"]))
    counted = {item.key: (item.cells["names"].value, item.cells["links"].value) for item in coverage_table(report).rows}
    assert counted == {key: (names[key], links[key]) for key in ("given", "real", "designed", "memory")}


def test_the_gaps_of_the_map_by_hand(report, files, read) -> None:
    alone = [item for item in files[0] if not item["motivating"]["indicators"]]
    text = read(coverage_findings(report))
    assert f"{len(alone)} процедур не соотнесены ни с одним показателем мотивирующего мониторинга: " in text
    assert all(f"№ {item['number']} «{item['short']}»" in text for item in alone)
    used = {link["number"] for item in files[0] for link in item["motivating"]["indicators"]}
    unused = [item.number for item in report.params.mechanisms.motivating if item.number not in used]
    assert len(unused) > 2
    listed = f"{', '.join(unused[:-1])} и {unused[-1]}"
    assert "Уверенность" not in text
    assert f"Показатели мотивирующего мониторинга {listed} названы в источнике, но ни одна процедура их не" in text


def test_a_map_without_gaps_has_no_findings_of_gaps(report, params, read) -> None:
    from svod.report.open import Report

    link = params.procedure("08-heads").motivating
    whole = tuple(item.model_copy(update={"motivating": link}) for item in params.procedures)
    linked = Report(params.model_copy(update={"procedures": whole}), None, "map")
    assert "не соотнесены ни с одним" not in read(coverage_findings(linked))
    assert "не соотнесены ни с одним" in read(coverage_findings(report))


def test_what_the_parts_show(report, read) -> None:
    assert [block.number for block in procedures(report).blocks[1:]] == ["1.1"]
    assert [block.number for block in indicators(report).blocks[1:]] == ["7.1"]
    assert "таблица 1.1" in read(map_text(report))
    assert "таблице 9.1" in read(coverage(report).blocks[0])
