"""Mistakes in a call are explained in Russian with what is allowed."""

from __future__ import annotations

import pytest

from svod.cli import main


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["buid"], "Команды «buid» нет. Похоже на «build»\nКоманды: build, plan, status, demo, "),
        (["show"], "Вызов: svod show"),
        (["show", "ratings"], "Похоже на «rating»"),
        (["show", "rating"], "Не указано: РЕЙТИНГ\nСправка: svod show rating --help"),
        (["show", "rating", "overall", "x"], "Лишнее в вызове: x"),
        (["build", "--procdure", "7"], "Параметра --procdure нет. Похоже на «--procedure»"),
        (["build", "--procedure"], "У параметра --procedure не указано значение"),
        (["build", "--jobs", "два"], "Значение не подходит: --jobs. Нужно целое число"),
        (["build", "--jobs", "0"], "Значение не подходит: --jobs. Нужно целое число больше нуля"),
        (["trace", "7.1", "Ашинский МР", "прошлый"], "Значение не подходит: [ГОД]. Нужно целое число"),
    ],
)
def test_a_mistake_in_the_call(arguments: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr()
    assert words in told.err + told.out
    assert "Error" not in told.err
