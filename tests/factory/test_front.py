"""The first page and the page about the edition, over data made up on the spot."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from svod import paths
from svod.errors import NotFound
from svod.factory.front import FRONT, front_basis, front_due, make_front
from svod.factory.inputs import Inputs, read_inputs
from svod.factory.ledger import Ledger, ledger_file
from svod.params import Params
from svod.report import shared
from svod.store import SCHEMAS, write_snapshot


@pytest.fixture
def inputs(params: Params, place: Path, monkeypatch: pytest.MonkeyPatch) -> Inputs:
    """An edition without a single value; parameters were checked against the real notebooks."""
    monkeypatch.setattr(shared, "load_params", lambda _: params)
    write_snapshot("2022", {name: pd.DataFrame(columns=schema.names) for name, schema in SCHEMAS.items()})
    return read_inputs(params)


def test_an_edition_without_data_has_no_first_page(
    params: Params, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "load_params", lambda _: params)
    with pytest.raises(NotFound, match="данные не загружены"):
        make_front(*front_basis("2022", read_inputs(params), {}))
    assert not paths.site("2022").exists()


def test_both_pages_are_written_even_when_no_value_was_sent(inputs: Inputs) -> None:
    make_front(*front_basis("2022", inputs, {}))
    for name, word in (("index.html", "Троицкий ГО"), ("about.html", "sha256")):
        html = (paths.site("2022") / name).read_text("utf-8")
        assert word in html
        assert re.search(r"<h1[^>]*>\s*\S", html)
        assert "устарела" not in html


def test_pages_that_are_not_in_order_are_named_where_they_are_linked(inputs: Inputs) -> None:
    marks = {
        "procedure/07-libraries.html": ("устарела", "процедура 07-libraries"),
        "municipality/miasskiy-go.html": ("не собрана", "муниципалитет Миасский ГО"),
    }
    make_front(*front_basis("2022", inputs, marks))
    html = (paths.site("2022") / "index.html").read_text("utf-8")
    assert 'Устаревшие страницы: 1: <a href="procedure/07-libraries.html">процедура 07-libraries</a>.' in html
    assert "Ещё не собранные страницы: 1" in html
    for page, (mark, _) in marks.items():
        assert re.search(rf'href="{page}">[^<]+</a> <span class="demo">{mark}</span>', html)


def test_the_pages_stand_until_something_on_them_is_another(inputs: Inputs) -> None:
    document, basis = front_basis("2022", inputs, {})
    assert front_due({}, document, basis) == [*FRONT]
    with Ledger(ledger_file("2022")) as ledger:
        for result in make_front(document, basis):
            ledger.note(result)
        known = ledger.records()
    assert front_due(known, document, basis) == []
    assert front_due(known, *front_basis("2022", inputs, {"map.html": ("устарела", "карта")})) == [*FRONT]
    assert front_due(known, *front_basis("2022", replace(inputs, template="другой"), {})) == [*FRONT]
    (paths.site("2022") / "about.html").unlink()
    (paths.site("2022") / "ratings.xlsx").write_bytes("другая".encode())
    assert front_due(known, document, basis) == ["about.html", "ratings.xlsx"]
