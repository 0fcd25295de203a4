"""Several files are read before anything is raised."""

from __future__ import annotations

from pathlib import Path

import pytest

from svod.errors import ParamsError
from svod.params.reader import Reader
from svod.params.region import Region


def test_faults_wait_until_all_files_are_read(tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    (tmp_path / "a.yml").write_text("name: no\n", encoding="utf-8")
    assert reader.read(Region, tmp_path / "a.yml") is None
    assert reader.read(Region, tmp_path / "b.yml") is None
    with pytest.raises(ParamsError) as caught:
        reader.stop()
    places = {fault.place.partition(",")[0] for fault in caught.value.faults}
    assert places == {"params/a.yml", "params/b.yml"}


def test_without_faults_nothing_is_raised(tmp_path: Path) -> None:
    Reader(tmp_path).stop()


@pytest.mark.parametrize("name", ["region.yml", "mechanisms.yml", "recommendations.yml", "methodology/2022/rating.yml"])
def test_a_file_that_is_missing_is_named(copy, name: str) -> None:
    (copy.root / name).unlink()
    assert [item.splitlines()[0] for item in copy.faults()] == [f"params/{name}: файла нет."]


def test_words_in_another_encoding_are_told_and_not_thrown(copy) -> None:
    file = copy.root / "procedures/07-libraries.md"
    file.write_bytes(file.read_text("utf-8").encode("cp1251", "replace"))
    (told,) = copy.faults()
    assert told.startswith("params/procedures/07-libraries.md")
    assert "UTF-8" in told


@pytest.mark.parametrize(
    ("planted", "told"),
    [
        ("[x](javascript:alert(1))", "«[x](javascript:alert(1)» – ссылка или картинка"),
        ("![](http://x/y.png)", "«![](http://x/y.png)» – ссылка или картинка"),
        ("<http://x/>", "«<http://x/>» – ссылка или картинка"),
        ("\x07", "недопустимый знак U+0007"),
        ("\u202e", "недопустимый знак U+202E"),
    ],
)
def test_words_lead_nowhere_and_have_no_sign_that_is_not_seen(copy, planted: str, told: str) -> None:
    file = copy.root / "procedures/07-libraries.md"
    file.write_text(file.read_text("utf-8") + f"\n{planted}\n", "utf-8")
    (fault,) = copy.faults()
    assert fault.startswith("params/procedures/07-libraries.md") and told in fault


# --- what was published ---------------------------------------------------------------------------------------------
