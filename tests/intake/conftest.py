"""The parameters of the 2022 edition, workbooks written by hand, a store of one's own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import openpyxl
import pytest

from svod import paths
from svod.params import Params, load_params
from svod.params.strict import read_yaml

HEADER = ("Муниципалитет", "Показатель", "Числитель", "Знаменатель", "Значение", "Участники", "Примечание")
REGISTER = ("Муниципалитет", "Процедура", "Показатель", "Мера", "Начало", "Окончание", "Ответственный", "Статус")


@pytest.fixture(scope="session")
def params(tmp_path_factory: pytest.TempPathFactory) -> Params:
    folder = tmp_path_factory.mktemp("notebooks")
    for file in (paths.params() / "procedures").glob("*.yml"):
        (folder / f"{read_yaml(file).value['notebook']}.ipynb").touch()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "NOTEBOOKS", folder)
        return load_params("2022")


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., Path]:
    """Writer of workbooks as a centre receives them, into `tmp_path/данные` unless told otherwise."""

    def write(name: str, rows: Sequence[Sequence[object]], *, folder: Path | None = None, **changes: object) -> Path:
        folder = folder or tmp_path / "данные"
        folder.mkdir(exist_ok=True)
        title = {
            "Процедура:": "",
            "Год:": int(name[-9:-5]) if name[-9:-5].isdigit() else "",
            "Данные:": "учебные данные",
        }
        wanted = {"sheet": "Показатели", "header": HEADER, "title": title, **changes}
        if name == "меры.xlsx":
            wanted = {"sheet": "Меры", "header": REGISTER, "title": {}, **changes}
        made = openpyxl.Workbook()
        made.active.title = wanted["sheet"]
        for line in wanted["title"].items():
            made.active.append(line)
        if wanted["title"]:
            made.active.append([])
        for row in (wanted["header"], *rows):
            made.active.append(list(row))
        made.save(folder / name)
        return folder / name

    return write


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty store of this test alone."""
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path / "output"))
    return tmp_path / "output" / "store"
