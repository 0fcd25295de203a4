"""`svod publish` refuses drafts, a second time and a failed gate; what it froze it can check."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from svod import paths
from svod.cli import gate, main
from svod.publish.gate import Verdict


@pytest.fixture
def state(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., Path]]:
    """Set the status and the revision of the edition, in parameters of one's own; the folder of its output is given."""
    shutil.copytree(paths.params(), tmp_path / "params")
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "store").symlink_to(demo / "store", target_is_directory=True)
    monkeypatch.setenv("SVOD_PARAMS", str(tmp_path / "params"))
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path / "output"))
    file = tmp_path / "params" / "editions" / "2022.yml"
    text = file.read_text("utf-8")
    assert "status: draft" in text and "revision: 1" in text

    def set_state(status: str, revision: int = 1) -> Path:
        said = text.replace("status: draft", f"status: {status}").replace("revision: 1", f"revision: {revision}")
        file.write_text(said, "utf-8")
        output = tmp_path / "output" / "2022"
        (output / "site").mkdir(parents=True, exist_ok=True)
        for name, content in (("site/index.html", "сайт"), ("gate.html", "сверено"), ("gate.json", "{}")):
            (output / name).write_text(content, "utf-8")
        return output

    yield set_state
    for folder in (item for item in (tmp_path / "output" / "2022").rglob("*") if item.is_dir()):
        folder.chmod(0o755)


@pytest.fixture
def passed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The gate has been passed: an edition of 840 pages takes minutes."""
    files = {"site/index.html": sha256("сайт".encode()).hexdigest()}
    monkeypatch.setattr(gate, "judge", lambda params: Verdict(12, (), files))


def test_a_draft_is_refused_and_the_line_is_named(
    state: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    state("draft")
    assert main(["publish"]) == 1
    said = capsys.readouterr().err
    assert "2022.yml, строка 6 – status: published" in said and "svod build" in said


@pytest.mark.usefixtures("passed")
def test_a_published_edition_is_frozen_once(state: Callable[..., Path], capsys: pytest.CaptureFixture[str]) -> None:
    output = state("published")
    assert main(["publish"]) == 0
    said = capsys.readouterr()
    assert "Проверок 12, расхождений 0" in said.out and "редакция 1" in said.out and "учебные" in said.err
    assert (output / "release" / "1" / "site" / "index.html").read_text("utf-8") == "сайт"
    assert main(["publish"]) == 1
    assert "строка 5 – revision: 2" in capsys.readouterr().err
    state("published", revision=2)
    assert main(["publish"]) == 0
    assert (output / "release" / "2" / "manifest.json").exists()


@pytest.mark.usefixtures("passed")
def test_a_released_revision_is_not_made_from_anything_else(
    state: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = state("published")
    assert main(["publish"]) == 0
    file = tmp_path / "params" / "editions" / "2022.yml"
    file.write_text(file.read_text("utf-8").replace("\ntitle: ", "\ntitle: Иная "), "utf-8")
    capsys.readouterr()
    for command in ("build", "collect"):
        assert main([command]) == 1
        said = capsys.readouterr().err
        assert "Редакция 1 опубликована, а с тех пор изменены: параметры. Её страницы оставлены как есть." in said
        assert "строка 5 – revision: 2; пока она не готова" in said and "строка 6 – status: draft" in said
    assert [item.name for item in (output / "site").iterdir()] == ["index.html"]
    state("draft", revision=2)
    assert main(["build", "--procedure", "7", "--municipality", "Троицкий МР", "--jobs", "1"]) == 0
    page = (output / "site" / "pair" / "07-libraries" / "troitskiy-mr.html").read_text("utf-8")
    assert "Проект" in page and "редакция 2" in page and "Опубликовано" not in page
    state("published")
    capsys.readouterr()
    assert main(["status"]) == 0 and main(["publish", "--check"]) == 0
    assert "опубликована, а с тех пор" not in capsys.readouterr().out
    file.write_text(file.read_text("utf-8").replace("\ntitle: ", "\ntitle: Иная "), "utf-8")
    assert main(["status"]) == 0
    assert "опубликована, а с тех пор изменены: параметры. Её страницы" in capsys.readouterr().out


@pytest.mark.usefixtures("passed")
def test_what_is_for_the_centre_alone_is_not_released(state: Callable[..., Path]) -> None:
    output = state("published")
    assert main(["received", "--agreement", "--municipality", "Ашинский МР"]) == 0
    assert main(["received"]) == 0
    inside = [*output.glob("intake/received.*"), *output.glob("intake/agreement/*")]
    assert len(inside) == 4
    assert main(["publish"]) == 0
    released = {file.name for file in (output / "release" / "1").rglob("*")}
    assert "index.html" in released and not released & {"intake", "agreement", *(file.name for file in inside)}


@pytest.mark.usefixtures("passed")
def test_a_release_is_checked_and_a_tampered_file_is_named(
    state: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    output = state("published")
    assert main(["publish", "--check"]) == 2
    assert main(["publish"]) == 0
    assert main(["publish", "--check"]) == 0
    assert "Выпуск цел" in capsys.readouterr().out
    file = output / "release" / "1" / "site" / "index.html"
    file.chmod(0o644)
    file.write_text("другой", "utf-8")
    assert main(["publish", "--check", "--revision", "1"]) == 1
    assert "site/index.html: файл изменён" in capsys.readouterr().out


def test_an_edition_that_is_not_built_is_not_published(
    state: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    output = state("published")
    assert main(["publish"]) == 2
    assert "ещё не собирали" in capsys.readouterr().err
    assert not (output / "release").exists()


def test_an_edition_that_fails_the_gate_is_not_published(
    state: Callable[..., Path], capsys: pytest.CaptureFixture[str]
) -> None:
    output = state("published")
    assert main(["build", "--procedure", "7", "--municipality", "Троицкий МР", "--jobs", "1"]) == 0
    assert main(["publish"]) == 1
    said = capsys.readouterr()
    assert "есть «нет: не собрана»" in said.out and "Не опубликовано" in said.err
    assert not (output / "release").exists()


@pytest.mark.usefixtures("passed")
def test_an_edition_that_asks_for_agreement_waits_for_it(
    state: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = state("published")
    file = tmp_path / "params" / "editions" / "2022.yml"
    file.write_text(file.read_text("utf-8").replace("agreement: none", "agreement: required"), "utf-8")
    assert main(["publish"]) == 1
    said = capsys.readouterr().err
    assert "согласовали не все муниципалитеты, не хватает: 43" in said and "Агаповский МР: согласовано строк 0" in said
    assert "… и ещё 23" in said and "– agreement: none" in said
    assert not (output / "release").exists()
