"""Whatever a file holds, a load takes it or says why not; what the store has stays whole either way."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from svod.errors import InputError
from svod.intake import load
from svod.store import SMALL, current_snapshot

from ..declared.test_reader import GIA, ROWS
from ..readers.test_exams import EGE
from ..readers.test_exams import row as examined
from ..readers.test_protocol import HEADER as PROTOCOL
from ..readers.test_protocol import row as task
from .forms import FORM
from .makers import GOOD, f1, form, register, table
from .registers import SCHOOL, TASKS, WORK, items, schools, works

FILES = {
    FORM: form(GOOD, ("Троицкий ГО", "7.1", 1, 2)),
    "меры.xlsx": register(),
    "школы.xlsx": schools(SCHOOL),
    "работы.xlsx": works(WORK),
    "задания.xlsx": items(*TASKS),
    "Ф1.xlsx": f1(),
    "протокол.xlsx": table(PROTOCOL, task(1, 2), task(2, 1)),
    "ЕГЭ.xlsx": table(["Протокол ЕГЭ 02.06.2022"], EGE, examined("++-2", "2(2)", 5, 56, 27)),
}
TEXT = "\n".join((GIA, *ROWS)).encode()
PLACES = st.lists(st.tuples(st.integers(0, 10**6), st.binary(max_size=3)), min_size=1, max_size=4)
CELLS = st.one_of(
    st.sampled_from(["Троицкий", "7.1", "н/д", "X", "-", "82 %", "1 000", "edu740001", "4А", True, "=1/0", "9" * 400,
                     "Петрова Анна", 1e300, -1, 0, 2.5, datetime(2022, 10, 7), None]),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=20).filter(lambda word: not ILLEGAL_CHARACTERS_RE.search(word) and not word.startswith("=")),
)  # fmt: skip
STARTS = (b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PAR1", b"\xff\xfe", b"<?xml", b"a;b\n")
FREELY = settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.fixture
def survive(store: Path, tmp_path: Path, params):
    """Load one file over a store that has something."""
    (tmp_path / "прежние.xlsx").write_bytes(form(title={"Год:": 2021, "Данные:": "учебные данные"}))
    load(tmp_path / "прежние.xlsx", params)

    def run(name: str, content: bytes) -> None:
        file = tmp_path / name
        file.write_bytes(content)
        before = {path: path.stat().st_mtime_ns for path in store.rglob("*") if path.is_file()}
        try:
            load(file, params)
        except InputError as error:
            assert error.faults and all(fault.place.startswith(name) and fault.message for fault in error.faults)
            assert "файл не разобран" not in str(error), error  # nobody foresaw it
            assert {path: path.stat().st_mtime_ns for path in store.rglob("*") if path.is_file()} == before
        snapshot = current_snapshot("2022")
        assert snapshot.digest.rows and all(len(snapshot.table(one)) >= 0 for one in SMALL)

    return run


def damaged(content: bytes, changes: list[tuple[int, bytes]]) -> bytes:
    found = bytearray(content)
    for place, by in changes:
        at = place % max(len(found), 1)
        found[at : at + len(by)] = by
    return bytes(found)


@FREELY
@given(content=st.one_of(st.binary(max_size=300), st.text(max_size=100).map(str.encode)),
       start=st.sampled_from(STARTS),
       ending=st.sampled_from(["xlsx", "xls", "csv", "parquet", "ods"]))  # fmt: skip
def test_any_bytes(survive, start, content, ending) -> None:
    survive(f"а.{ending}", start + content)


@FREELY
@given(changes=PLACES)
@pytest.mark.parametrize("name", [FORM, "Ф1.xlsx"])
def test_a_damaged_package(survive, name, changes) -> None:
    survive(name, damaged(FILES[name], changes))


@FREELY
@given(changes=PLACES, part=st.sampled_from(["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml",
       "xl/_rels/workbook.xml.rels"]))  # fmt: skip
@pytest.mark.parametrize("name", FILES)
def test_damage_inside_a_package(survive, name, part, changes) -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(FILES[name])) as old, zipfile.ZipFile(stream, "w") as new:
        for own in old.namelist():
            new.writestr(own, damaged(old.read(own), changes) if own == part else old.read(own))
    survive(name, stream.getvalue())


@FREELY
@given(changes=st.lists(st.tuples(st.integers(0, 200), CELLS), min_size=1, max_size=3))
@pytest.mark.parametrize("name", FILES)
def test_other_values_in_cells(survive, name, changes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(FILES[name]))
    cells = [cell for row in book.active.iter_rows() for cell in row]
    for place, value in changes:
        cells[-1 - place % len(cells)].value = value
    stream = io.BytesIO()
    book.save(stream)
    survive(name, stream.getvalue())


@FREELY
@given(changes=PLACES)
def test_a_damaged_text(survive, changes) -> None:
    survive("гиа.csv", damaged(TEXT, changes))
