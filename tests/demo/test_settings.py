from __future__ import annotations

import shutil
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import pytest

from svod import paths
from svod.demo.settings import Settings, read_settings
from svod.errors import ParamsError
from svod.params import Params


@pytest.fixture
def spoilt(params: Params, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], str]:
    """Read a demo.yml with one thing changed; return what was said about it."""

    def read(old: str, new: str) -> str:
        text = (paths.ROOT / "params" / "demo.yml").read_text("utf-8")
        assert old in text
        shutil.copytree(paths.ROOT / "params", tmp_path / "params", dirs_exist_ok=True)
        (tmp_path / "params" / "demo.yml").write_text(text.replace(old, new, 1), encoding="utf-8")
        monkeypatch.setenv("SVOD_PARAMS", str(tmp_path / "params"))
        with pytest.raises(ParamsError) as error:
            read_settings(params)
        return str(error.value)

    return read


def test_sizes_and_shapes_are_found_by_their_names(settings: Settings) -> None:
    assert settings.size("chelyabinskiy-go").pupils == max(item.pupils for item in settings.sizes)
    assert settings.shape("10.2").of == "10.5"
    assert settings.shape("17.1").step == Fraction(1, 10)


def test_a_misspelt_key_is_told_with_its_line_and_the_right_word(spoilt: Callable[[str, str], str]) -> None:
    said = spoilt("  candidates: 20", "  candidate: 20")
    assert "params/demo.yml, строка" in said
    assert "неизвестный ключ «candidate»" in said
    assert "Похоже на «candidates»" in said


def test_a_wrong_name_is_told_with_the_nearest(spoilt: Callable[[str, str], str]) -> None:
    said = spoilt("municipality: ozerskiy-go\n    procedure", "municipality: ozersky-go\n    procedure")
    assert "муниципалитета «ozersky-go» нет" in said
    assert "Похоже на «ozerskiy-go»" in said
