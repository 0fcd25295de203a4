"""What was not sent is told, and is no fault."""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from svod.intake.absent import absent

COVER = ("indicators", "07-libraries", 2022)


def table(*rows: tuple[str, str, int, object]) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["municipality", "indicator", "year", "numerator"], dtype=object)


def full(params, leave=()):
    one = Decimal(1)
    return [
        (m, code, 2022, one) for m in params.region.codes for code in ("7.1", "7.2", "7.3") if (m, code) not in leave
    ]


def test_nothing_is_missing(params):
    assert absent(table(*full(params)), [COVER], params, whole=False) == ()


def test_an_absent_row_and_an_empty_one_are_the_same(params):
    name = params.region["ashinskiy-mr"].name
    rows = full(params, leave={("ashinskiy-mr", "7.1"), ("ashinskiy-mr", "7.3")})
    told = (f"07-libraries за 2022 год: {name} – нет данных по показателям 7.1, 7.3",)
    assert absent(table(*rows), [COVER], params, whole=False) == told
    assert absent(table(*rows, ("ashinskiy-mr", "7.1", 2022, None)), [COVER], params, whole=False) == told


def test_a_municipality_that_sent_nothing_is_one_line(params):
    rows = [row for row in full(params) if row[0] != "ashinskiy-mr"]
    assert absent(table(*rows), [COVER], params, whole=False) == ("07-libraries за 2022 год: Ашинский МР – нет данных",)


def test_files_are_missing_only_from_a_whole_and_only_where_something_was_measured(params):
    told = absent(table(*full(params)), [COVER], params, whole=True)
    books = sum(
        any(params.edition.held(item.code, year) for item in file.indicators)
        for file in params.methodology.files
        for year in params.edition.years
    )
    assert len(told) == books - 1
    assert "07-libraries за 2021 год: данных нет" in told
    assert "11-project-500 за 2020 год: данных нет" not in told


def test_of_the_form_of_one_municipality_only_its_own_absences_are_told(params):
    told = absent(table(), [(*COVER, "ashinskiy-mr")], params, whole=False)
    assert told == ("07-libraries за 2022 год: Ашинский МР – нет данных",)
