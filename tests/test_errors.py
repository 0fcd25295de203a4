"""Every message says where, what, what is allowed and what to do; and all faults come at once."""

from __future__ import annotations

import errno

import pytest

from svod.errors import BuildError, Fault, FaultsError, InputError, NotFound, ParamsError, SvodError, hindrance


def test_a_fault_reads_place_message_then_allowed_and_remedy() -> None:
    fault = Fault(
        "data.xlsx, лист «Показатели», строка 14", "«Троицкий» – не однозначно", "Возможны: А, Б", "Укажите тип"
    )
    assert str(fault) == (
        "data.xlsx, лист «Показатели», строка 14: «Троицкий» – не однозначно.\n  Возможны: А, Б. Укажите тип."
    )


@pytest.mark.parametrize(
    ("allowed", "remedy", "text"),
    [
        ("", "", "а.yml: плохо."),
        ("Можно так", "", "а.yml: плохо.\n  Можно так."),
        ("", "Сделайте", "а.yml: плохо.\n  Сделайте."),
    ],
)
def test_a_clause_that_is_not_there_leaves_no_trace(allowed: str, remedy: str, text: str) -> None:
    assert str(Fault("а.yml", "плохо", allowed, remedy)) == text


def test_full_stops_written_by_the_caller_are_not_doubled() -> None:
    assert str(Fault("а.yml", "плохо.", "Можно так.", "Сделайте.")) == "а.yml: плохо.\n  Можно так. Сделайте."


def test_all_faults_are_told_in_the_order_given_under_a_heading_with_their_number() -> None:
    error = ParamsError(Fault(place, "плохо") for place in ("б.yml", "а.yml"))
    assert str(error) == "Параметры не приняты. Всего замечаний: 2.\nб.yml: плохо.\nа.yml: плохо."
    assert [fault.place for fault in error.faults] == ["б.yml", "а.yml"]


def test_faults_of_data_and_of_parameters_have_headings_of_their_own() -> None:
    headings = {str(kind([Fault("а", "б")])).splitlines()[0] for kind in (FaultsError, ParamsError, InputError)}
    assert len(headings) == 3


@pytest.mark.parametrize(("kind", "code"), [(BuildError, 1), (NotFound, 2), (ParamsError, 2), (InputError, 2)])
def test_the_command_line_tells_a_wrong_input_from_a_failed_build(kind: type[SvodError], code: int) -> None:
    assert kind.exit_code == code
    assert issubclass(kind, SvodError)


def test_what_hinders_writing_is_said_with_what_to_do() -> None:
    assert hindrance(OSError(errno.ENOSPC, "")).startswith("на диске нет места. Освободите его")
    assert hindrance(FileNotFoundError(errno.ENOENT, "")) == ""
    assert hindrance(OSError("без номера")) == ""
