"""What reports have in common: made once, the same as made anew, and what was read of it is noted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from svod.errors import NotFound
from svod.params.fingerprint import ALWAYS, procedure_part
from svod.report import shared as module
from svod.report.shared import Shared, WatchedParams, keep, kept, shared


@contextmanager
def keeping(edition: str) -> Iterator[Shared]:
    """Keep an edition and forget it again: what a process keeps is for all its reports."""
    try:
        yield keep(edition)
    finally:
        module._kept.clear()


def test_a_value_is_made_once(params) -> None:
    common, calls = Shared(params, None), []
    values = [common.once(key, lambda: calls.append(1) or len(calls)) for key in ("a", "a", "b")]
    assert values == [1, 1, 2]
    assert common.once("nothing", lambda: None) is None
    assert common.once("nothing", lambda: 5) is None, "None is a value too"


def test_a_value_that_could_not_be_made_is_tried_again(params) -> None:
    common = Shared(params, None)
    with pytest.raises(ZeroDivisionError):
        common.once("a", lambda: 1 / 0)
    assert common.once("a", lambda: 7) == 7


def test_rows_are_of_the_procedures_asked_for(params, snapshot) -> None:
    common = Shared(params, snapshot)
    rows = common.rows("indicators", ("08-heads", "07-libraries"))
    assert set(rows["procedure"]) == {"08-heads", "07-libraries"}
    assert common.rows("indicators", ("08-heads", "07-libraries")) is rows
    files = common.files(("indicators",), ("08-heads",))
    assert list(files["file"]) == [f"08-heads-{year}.xlsx" for year in (2020, 2021, 2022)]


def test_an_edition_that_is_kept_gives_what_a_fresh_one_gives(demo, monkeypatch) -> None:
    monkeypatch.setenv("SVOD_OUTPUT", str(demo))
    fresh = shared("2022")
    assert shared("2022") is not fresh
    with keeping("2022") as common:
        assert shared("2022") is common is shared("2022", data=False) is kept("2022")
        assert common.parts == fresh.parts
        for scope, ids in {"08-heads": ("08-heads",), "conditions": tuple(_conditions(fresh))}.items():
            own, other = common.assessment(ids), fresh.assessment(ids)
            assert own.yearly.equals(other.yearly) and own.period.equals(other.period)
            assert common.intervals(ids, scope).equals(fresh.intervals(ids, scope))
    assert kept("2022") is None


def _conditions(common: Shared) -> list[str]:
    return [item.id for item in common.params.procedures_of("conditions")]


def test_nothing_is_kept_of_an_edition_that_cannot_be_read(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("SVOD_OUTPUT", str(tmp_path))
    with pytest.raises(NotFound, match="svod load"), keeping("2022"):
        pass
    assert kept("2022") is None


@pytest.mark.parametrize(
    ("ask", "noted"),
    [
        (lambda params: params.methodology.rating.levels, set()),
        (lambda params: (params.edition.years, params.region.codes), set()),
        (lambda params: params.recommendations, {"recommendations"}),
        (lambda params: params.published, {"published"}),
        (lambda params: params.mechanisms.systems, {"mechanisms"}),
        (lambda params: params.procedure("08-heads"), {procedure_part("08-heads")}),
        (lambda params: params.words_of("07-libraries"), {procedure_part("07-libraries")}),
    ],
)  # fmt: skip
def test_what_is_asked_for_is_noted(params, ask, noted: set[str]) -> None:
    watched = WatchedParams(params)
    assert ask(watched) == ask(params)
    assert watched.seen == {*ALWAYS, *noted}


def test_who_asks_for_several_procedures_has_read_them_all(params) -> None:
    whole, group = WatchedParams(params), WatchedParams(params)
    assert len(whole.procedures) == len(whole.seen) - len(ALWAYS)
    own = {procedure_part(item.id) for item in group.procedures_of("conditions")}
    assert group.seen == {*ALWAYS, *own}
    assert whole.seen > group.seen
