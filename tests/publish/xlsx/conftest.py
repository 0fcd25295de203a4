"""Data of the demo region, and workbooks read back."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from svod.publish.paper import Content, Paper, Part
from svod.store import Snapshot, current_snapshot


@pytest.fixture(scope="session")
def stored(demo: Path) -> Snapshot:
    """The demo region's data."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SVOD_OUTPUT", str(demo))
        return current_snapshot("2022")


@pytest.fixture
def paper_of() -> Callable[..., Paper]:
    """A paper of one part that holds some contents."""

    def made(*contents: Content, heading: str = "Проба", demo: bool = False) -> Paper:
        title = {
            "block": "title", "over": "Над заголовком", "heading": heading, "stamp": "Проект",
            "edition": "Издание 2022 года", "lede": "Суть.", "demo": demo,
        }  # fmt: skip
        about = {"block": "about", "rows": [["Издание", "2022"]]}
        return Paper({"path": "x.html"}, title, (Part(8, "part-08", "Рейтинг", contents),), about)

    return made


@pytest.fixture
def table_of_cells() -> Callable[..., Content]:
    """Content of a table from headings (a number where it begins with «#») and rows of cells; a word names a group."""

    def made(*rows: list[Content] | str, headings: list[str], number: str = "8.1", **more: Any) -> Content:
        columns = [
            {"key": f"c{i}", "heading": heading.removeprefix("#"), "numeric": heading.startswith("#")}
            for i, heading in enumerate(headings)
        ]
        body = [
            {"group": row}
            if isinstance(row, str)
            else {"key": f"r{i}", "focus": False, "cells": {f"c{j}": cell for j, cell in enumerate(row)}}
            for i, row in enumerate(rows)
        ]
        return {
            "block": "table", "number": number, "anchor": "tab-8-1", "caption": "Проба", "demo": False,
            "columns": columns, "rows": body, "note": "", "how": "", "key": "", **more,
        }  # fmt: skip

    return made


@pytest.fixture(scope="session")
def opened() -> Callable[[bytes], openpyxl.Workbook]:
    """A workbook as openpyxl reads it."""
    return lambda data: openpyxl.load_workbook(io.BytesIO(data))


@pytest.fixture
def office(tmp_path: Path) -> Callable[[bytes, str, str], list[Path]]:
    """What LibreOffice makes of a workbook: files of a kind."""

    def convert(data: bytes, kind: str, filter_: str = "") -> list[Path]:
        source, out = tmp_path / "book.xlsx", tmp_path / kind
        source.write_bytes(data)
        program = shutil.which("soffice") or shutil.which("libreoffice")
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        wanted = f"{kind}:{filter_}" if filter_ else kind
        command = [program, profile, "--headless", "--convert-to", wanted, "--outdir", str(out), str(source)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
        assert "Error" not in done.stdout + done.stderr
        return sorted(out.iterdir())

    return convert
