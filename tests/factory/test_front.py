"""The first page and the page about the edition, over data made up on the spot."""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd
import pytest

from svod import paths
from svod.errors import NotFound
from svod.factory.front import write_front
from svod.params import Params
from svod.store import SCHEMAS, write_snapshot


def test_an_edition_without_data_has_no_first_page(params: Params, place: Path) -> None:
    with pytest.raises(NotFound, match="данные не загружены"):
        write_front(params)
    assert not paths.site("2022").exists()


def test_both_pages_are_written_even_when_no_value_was_sent(params: Params, place: Path) -> None:
    empty = {name: pd.DataFrame(columns=schema.names) for name, schema in SCHEMAS.items()}
    write_snapshot("2022", empty)
    write_front(params)
    for name, word in (("index.html", "Троицкий ГО"), ("about.html", "sha256")):
        html = (paths.site("2022") / name).read_text("utf-8")
        assert word in html
        assert re.search(r"<h1[^>]*>\s*\S", html)
