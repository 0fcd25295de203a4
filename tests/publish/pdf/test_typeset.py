"""The compiler: signs it can print, and where it may run."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from svod.errors import BuildError
from svod.publish.pdf import typeset


def test_signs_that_the_typeface_lacks_become_question_marks() -> None:
    assert typeset.printable({"а": ["Ё№«»–−±≥", "дом 🏠\0", 1.5, None]}) == {"а": ["Ё№«»–−±≥", "дом ??", 1.5, None]}


def test_ready_reads_fonts_and_compiles_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    typeset._started.cache_clear()
    typeset.ready()
    assert typeset._started.cache_info().currsize == 0


def test_what_the_compiler_refuses_is_an_error() -> None:
    with pytest.raises(BuildError, match=r"PDF не собран: .*colours"):
        typeset.typeset({}, datetime(2022, 1, 1, tzinfo=UTC))


def test_a_fork_of_a_process_that_compiled_refuses_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    typeset._started.cache_clear()
    typeset._started()
    monkeypatch.setattr(typeset.os, "getpid", lambda: -1)
    with pytest.raises(RuntimeError, match="compiled before it forked"):
        typeset.typeset({}, datetime(2022, 1, 1, tzinfo=UTC))
