"""about.html: the rule, the files, what is not approved, what differs, and the build."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import html5lib
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bs4 import BeautifulSoup

from svod import __version__, paths
from svod.params.publication import Erratum
from svod.publish.about import BuildFacts, about_page, build_facts
from svod.store.tables import SMALL

FACTS = BuildFacts(datetime(2022, 12, 1, 9, 5, tzinfo=UTC), "", "3.12.1", (("pandas", "3.0.0"),))


@pytest.fixture(scope="module")
def page(assessment, snapshot) -> BeautifulSoup:
    html = about_page(assessment, snapshot, FACTS)
    html5lib.HTMLParser(strict=True).parse(html)
    return BeautifulSoup(html, "html5lib")


def told(page: BeautifulSoup) -> dict[str, str]:
    return {term.text: term.find_next("dd").text for term in page.select("dt")}


def rows(page: BeautifulSoup, anchor: str) -> list[list[str]]:
    return [[cell.text for cell in row.select("th, td")] for row in page.select(f"#{anchor} tbody tr")]


def test_edition_methodology_snapshot_and_build_are_told(page, assessment) -> None:
    facts = told(page)
    assert facts["sha256 методики"] == assessment.params.methodology.sha256
    assert facts["Снимок данных"] == "0123456789abcdef" and facts["Программа"] == f"svod {__version__}"
    assert facts["Собрано"] == "1 декабря 2022 года, 09:05" and facts["Пакеты"] == "pandas 3.0.0"
    assert "Фиксация кода" not in facts


def test_answers_of_municipalities_are_no_source_and_name_nobody(assessment, snapshot, tmp_path) -> None:
    row = dict.fromkeys(SMALL["agreements"].names) | {"file": "меры.xlsx", "person": "Иванова И. И."}
    pq.write_table(pa.Table.from_pylist([row], schema=SMALL["agreements"]), tmp_path / "agreements.parquet")
    own = replace(snapshot, folder=tmp_path)
    assert list(own.sources["file"]) == ["07-libraries-2022.xlsx"]
    html = about_page(assessment, own, FACTS)
    assert "07-libraries-2022.xlsx" in html and "меры.xlsx" not in html and "Иванова" not in html


def test_the_rule_is_told_from_the_parameters(page, assessment, snapshot) -> None:
    assert "среднее его годовых баллов" in page.main.text.replace("\u00a0", " ")
    assert "при нём получаются опубликованные проценты" in page.select_one("#tab-1 .note").text.replace("\u00a0", " ")
    method = assessment.params.methodology
    other = method.model_copy(
        update={"rating": method.rating.model_copy(update={"period": "sum", "level_rule": "points"})}
    )
    html = about_page(
        replace(assessment, params=assessment.params.model_copy(update={"methodology": other})), snapshot, FACTS
    ).replace("\u00a0", " ")
    assert "сумма его годовых баллов" in html and "Уровень определяется по точным баллам" in html


def test_what_is_not_approved_is_counted(page, assessment) -> None:
    *procedures, total = rows(page, "tab-3")
    assert len(procedures) == 18
    assert total[:2] == ["Всего", str(len(assessment.params.methodology.indicators))]
    assert sum(int(row[1]) for row in procedures) == int(total[1])
    assert len(page.select("#osnovaniya ~ ul li")) == 5 + len(assessment.params.edition.not_held)


def test_input_files_are_listed_with_their_hashes(page) -> None:
    assert rows(page, "tab-4") == [["07-libraries-2022.xlsx", "129", "ab" * 32], ["меры.xlsx", "43", "cd" * 32]]


def test_differences_from_the_published_are_listed(page) -> None:
    assert [row[1:6] for row in rows(page, "tab-5")] == [
        ["Южноуральский ГО", "5", "4", "64", "67"],
        ["Троицкий ГО", "4", "5", "65", "65"],
    ]


def test_nothing_to_compare_with_is_said(assessment, snapshot) -> None:
    alone = replace(assessment, params=assessment.params.model_copy(update={"published": None}))
    html = about_page(alone, snapshot, FACTS)
    assert "сверять не с чем" in html and "tab-5" not in html


def test_a_correction_of_this_page_is_told_on_it(assessment, snapshot) -> None:
    errata = (Erratum(page="about.html", date="2026-12-01", text="Исправлена опечатка."),)
    publication = assessment.params.publication.model_copy(update={"errata": errata})
    changed = replace(assessment, params=assessment.params.model_copy(update={"publication": publication}))
    html = about_page(changed, snapshot, FACTS)
    html5lib.HTMLParser(strict=True).parse(html)
    assert "Исправлено 1 декабря 2026 года.</b> Исправлена опечатка." in html


def test_facts_of_this_build(monkeypatch, tmp_path) -> None:
    facts = build_facts()
    assert facts.built.tzinfo is not None and dict(facts.packages)["jinja2"]
    monkeypatch.setattr(paths, "ROOT", tmp_path)
    assert build_facts().commit == ""
