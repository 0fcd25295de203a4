"""The benchmark of intake: both ways read the same, a load is measured whole, a slow figure is called missed."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from svod.demo.pupils_books import write_pupils
from svod.params import Params, load_params

RESULTS = 700


@pytest.fixture
def part(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The benchmark by its file: other tests have a folder of its name."""
    monkeypatch.syspath_prepend(Path(__file__).parent)
    spec = importlib.util.spec_from_file_location("intake_benchmark", Path(__file__).with_name("intake.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def params() -> Params:
    return load_params("2022")


@pytest.fixture(scope="module")
def forms(params: Params, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("pupils")
    files = write_pupils(folder / "участники", folder / "истина", params, RESULTS, processes=1)
    return [file for file in files if "chelyabinskiy" in file.name]


def test_it_refuses_to_measure_programs_that_compile_themselves_anew(part, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    with pytest.raises(SystemExit, match="PYTHONDONTWRITEBYTECODE is set"):
        part.main([])


def test_both_ways_read_the_same_rows_and_points(part, forms: list[Path], params: Params) -> None:
    found = part.compared(forms, params)
    assert found["files"] == 7
    assert found["rows"] == sum(part.WAYS["pandas"](file, params)[0] for file in forms) > 500
    assert found["times"] == pytest.approx(
        found["rows_per_second"]["ours"] / found["rows_per_second"]["pandas"], rel=1e-6
    )


def test_a_way_that_reads_something_else_is_found_out(part, forms, params, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(part.WAYS, "pandas", lambda file, params: (1, 0.0))
    with pytest.raises(SystemExit, match=forms[0].name):
        part.compared(forms, params)


def test_a_load_is_measured_whole(part, forms, params, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    found = part.measured(forms[0].parent, params)
    assert found["pupils"] == pytest.approx(RESULTS, rel=0.1)
    assert found["rows"] > 15 * found["pupils"]
    assert found["rows_per_second"] == pytest.approx(found["rows"] / found["seconds"])
    assert 0 < found["read_seconds"] < found["seconds"]
    assert found["query_seconds"] > 0
    slow = {**found, "files": 7, "query_all_seconds": 0.3, "query_seconds": 0.1}
    against = {"times": 5.0, "rows_per_second": {"pandas": 1.0}}
    verdicts = {one.name: one.verdict for one in part.judged({**slow, "against": against})}
    assert verdicts["item aggregates of one municipality"] == "met"
    assert verdicts["item aggregates of the whole region"] == "MISSED"
    assert verdicts["reading: times faster than pandas and openpyxl, one core"] == "MISSED"
    assert verdicts["rows of pupils and items"] == "MISSED"
