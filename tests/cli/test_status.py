"""`svod status` counts pages, lists failures with cell and reason, names the slowest."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from svod.cli import main
from svod.factory.inputs import page_file
from svod.factory.plan import Document
from svod.factory.result import Status

Made = Callable[..., list[Document]]


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["status", *arguments]) == 0
    return capsys.readouterr().out


def test_before_any_build_it_says_what_to_do(tmp_path, monkeypatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    assert said(capsys) == "Издание 2022 ещё не собирали. Собрать: svod build\n"
    assert list(tmp_path.iterdir()) == []


def test_pages_are_ready_stale_or_absent(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    gone, *_ = made(["7"])
    page_file(gone).unlink()
    told = said(capsys)
    assert re.search(r"Последняя сборка: \d\d\.\d\d\.\d{4} \d\d:\d\d\.", told)
    assert "Отчётов 840: готово 43, устарело 1, ещё не собрано 796." in told
    assert "не удался" not in told


def test_a_failure_is_listed_with_its_cell_and_what_became_of_the_page(
    made: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    made(["7"], ["Ашинский МР"])
    made(["7"], ["Ашинский МР"], status=Status.FAILED, cell="part-08-map", failure="ValueError: беда")
    made(["8"], ["Ашинский МР"], status=Status.DIED, failure="процесс убит системой")
    told = said(capsys)
    assert "готово 0, устарело 1, ещё не собрано 839." in told
    assert "Последний запуск не удался: ошибка 1, погибло 1." in told
    assert (
        "  процедура 07-libraries, Ашинский МР: ошибка, ячейка part-08-map: ValueError: беда. "
        "Прежняя страница оставлена.\n"
        "  процедура 08-heads, Ашинский МР: погибло, процесс убит системой.\n"
    ) in told
    assert told.endswith("svod build --only-failed\n")


def test_the_slowest_come_first_and_memory_has_its_page(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    made(["7"], ["Ашинский МР"], seconds=9.25)
    made(["8"], peak=512 * 2**20, collection=True)
    made(["9"])
    told = said(capsys)
    slowest = told.partition("Дольше всех:\n")[2].splitlines()
    assert slowest[0] == "  9,3 с  процедура 07-libraries, Ашинский МР"
    assert [line.startswith("  1,5 с") for line in slowest[1:6]] == [True, True, True, True, False]
    assert slowest[5] == "Больше всего памяти: 512 МБ, процедура 08-heads"


def test_the_list_has_every_document(made: Made, capsys: pytest.CaptureFixture[str]) -> None:
    gone, *_ = made(["7"], collection=True)
    page_file(gone).unlink()
    lines = said(capsys, "--list").splitlines()
    assert "  процедура 07-libraries: устарело (страница изменена или удалена)" in lines
    assert lines.count("  процедура 08-heads: ещё не собрано (новые)") == 1
    assert sum(line.startswith("  ") and ": " in line for line in lines) == 840
