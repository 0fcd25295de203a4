"""From checked numbers to ratings: every status, every rule of sums, and what a change of methodology may move."""

from __future__ import annotations

import shutil
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pandas as pd
import pytest

from svod.params import Params, load_params
from svod.report.assessment import Assessment, assess

FIRST, SECOND, THIRD = "agapovskiy-mr", "argayashskiy-mr", "ashinskiy-mr"


@pytest.fixture(scope="module")
def params(root: Path) -> Params:
    return load_params("2022", root / "params")


def observed(
    code: str, municipality: str, year: int, numerator: object, denominator: object = 100
) -> dict[str, object]:
    return {
        "procedure": None, "indicator": code, "municipality": municipality, "year": year, "participants": None,
        "numerator": None if numerator is None else Decimal(str(numerator)),
        "denominator": None if denominator is None else Decimal(str(denominator)),
    }  # fmt: skip


def frame(params: Params, *rows: dict[str, object]) -> pd.DataFrame:
    owners = {item.code: file.procedure for file in params.methodology.files for item in file.indicators}
    return pd.DataFrame([{**row, "procedure": owners[row["indicator"]]} for row in rows], dtype=object)


def everything(params: Params) -> pd.DataFrame:
    """A number for every indicator, municipality and year, spread over 0–100 of 100 without any chance."""
    rows = [
        observed(item.code, municipality, year, (37 * i + 13 * k + 29 * (year % 7)) % 101)
        for k, item in enumerate(params.methodology.indicators)
        for i, municipality in enumerate(params.region.codes)
        for year in params.edition.years
    ]
    return frame(params, *rows)


@pytest.fixture(scope="module")
def whole(params: Params) -> Assessment:
    return assess(everything(params), params)


def yearly(found: Assessment, code: str, municipality: str, year: int) -> pd.Series:
    rows = found.yearly
    return rows[(rows["indicator"] == code) & (rows["municipality"] == municipality) & (rows["year"] == year)].iloc[0]


# --- one year -------------------------------------------------------------------------------------------------------


def test_a_value_its_points_and_the_regions_ratio_of_sums(params: Params) -> None:
    data = frame(params, observed("8.2", FIRST, 2021, 8, 10), observed("8.2", SECOND, 2021, 9, 90))
    found = assess(data, params, ["08-heads"])
    row = yearly(found, "8.2", FIRST, 2021)
    assert (row["status"], row["value"], row["points"]) == ("ok", 80, 1)
    assert (row["region"], row["senders"]) == (17, 2)
    assert yearly(found, "8.2", SECOND, 2021)["points"] == 0


@pytest.mark.parametrize(
    ("code", "numerator", "denominator", "value", "points"),
    [
        ("8.1", 599, 1000, Fraction("59.9"), 0),
        ("8.1", 60, 100, Fraction(60), 1),
        ("8.1", 4, 5, Fraction(80), 2),
        ("8.3", 15, 100, Fraction(3, 2), 1),
        ("8.3", 16, 100, Fraction(8, 5), 0),
        ("8.4", 1, 1, Fraction(1), 1),
        ("8.4", 0, 1, Fraction(0), 0),
    ],
)
def test_every_kind_of_indicator_is_scored_in_its_own_unit(
    params: Params, code: str, numerator: int, denominator: int, value: Fraction, points: int
) -> None:
    row = yearly(
        assess(frame(params, observed(code, FIRST, 2022, numerator, denominator)), params, ["08-heads"]),
        code,
        FIRST,
        2022,
    )
    assert (row["value"], row["points"]) == (value, points)


def test_versus_the_region_at_the_edges_of_the_margin(params: Params) -> None:
    shares = {FIRST: 73, SECOND: 67, THIRD: 70, params.region.codes[3]: 72, params.region.codes[4]: 68}
    data = frame(params, *(observed("12.1", code, 2022, share) for code, share in shares.items()))
    found = assess(data, params, ["12-riko"])
    assert yearly(found, "12.1", FIRST, 2022)["region"] == 70
    assert [yearly(found, "12.1", code, 2022)["points"] for code in shares] == [2, 0, 1, 1, 1]


def test_every_reason_for_a_number_not_to_be_there(params: Params) -> None:
    data = frame(
        params,
        observed("8.2", FIRST, 2022, 0, 0),
        observed("8.2", SECOND, 2022, None, None),
        observed("8.2", params.region.codes[3], 2022, 0, 10),
        observed("8.1", FIRST, 2020, 90),
    )
    found = assess(data, params, ["08-heads"])
    wanted = {
        ("8.2", FIRST, 2022): "not_applicable",
        ("8.2", SECOND, 2022): "no_data",
        ("8.2", THIRD, 2022): "no_data",
        ("8.2", params.region.codes[3], 2022): "ok",
        ("8.1", FIRST, 2020): "not_held",
    }
    for key, status in wanted.items():
        row = yearly(found, *key)
        assert row["status"] == status
        assert (row["points"] is not None and not pd.isna(row["points"])) == (status == "ok")
    assert yearly(found, "8.2", FIRST, 2022)["senders"] == 1
    assert yearly(found, "8.2", FIRST, 2022)["region"] == 0


def test_something_of_nothing_stops_the_sums(params: Params) -> None:
    with pytest.raises(ZeroDivisionError, match="знаменатель 0"):
        assess(frame(params, observed("8.2", FIRST, 2022, 3, 0)), params, ["08-heads"])


# --- the period -----------------------------------------------------------------------------------------------------


def test_points_of_the_period_are_the_mean_over_the_available_years(params: Params) -> None:
    data = frame(
        params,
        *(observed("1.4", FIRST, year, share) for year, share in ((2020, 10), (2021, 10), (2022, 60))),
        *(observed("1.4", SECOND, year, share) for year, share in ((2021, 10), (2022, 60))),
        observed("1.4", THIRD, 2022, 60),
        observed("1.4", THIRD, 2021, 0, 0),
    )
    period = assess(data, params, ["01-ejournals"]).period["1.4"]
    assert period[[FIRST, SECOND, THIRD]].tolist() == [Fraction(1, 3), Fraction(1, 2), 1]
    assert period[params.region.codes[3]] is None


def test_a_dynamic_is_scored_once_and_says_what_was_attainable(params: Params) -> None:
    shares = {FIRST: {2020: 30, 2021: 20, 2022: 10}, SECOND: {2020: 30, 2022: 10}, THIRD: {2022: 10}}
    data = frame(
        params, *(observed("9.4", code, year, share) for code, own in shares.items() for year, share in own.items())
    )
    found = assess(data, params, ["09-learning-results"])
    assert [found.period.at[code, "9.4"] for code in shares] == [2, 1, None]
    assert [found.attainable.at[code, "9.4"] for code in shares] == [2, 1, 0]
    assert found.attainable.at[THIRD, "9.1"] == 2
    assert found.yearly.loc[found.yearly["indicator"] == "9.4", "points"].isna().all()


@pytest.mark.parametrize(("rule", "points"), [("zero", [0, 1, 0, 0]), ("rescale", [1, 1, 0, Fraction(1, 2)])])
def test_what_was_not_assessed_counts_by_the_methodology(params: Params, rule: str, points: list[Fraction]) -> None:
    rating = params.methodology.rating.model_copy(update={"not_assessed": rule})
    method = params.model_copy(update={"methodology": params.methodology.model_copy(update={"rating": rating})})
    data = frame(method, observed("8.2", FIRST, 2022, 100), observed("8.3", FIRST, 2022, 100))
    found = assess(data, method, ["08-heads"])
    assert found.indicators.loc[FIRST].tolist() == points
    assert found.procedures.at[FIRST, "08-heads"] == sum(points)
    assert found.procedures.at[SECOND, "08-heads"] == 0
    assert found.period.at[FIRST, "8.1"] is None


def test_the_percent_of_a_year_is_of_what_was_scored_in_that_year(params: Params) -> None:
    parents = {FIRST: {2020: 60, 2021: 10}, SECOND: {2020: 60}}
    data = frame(
        params,
        *(observed(code, FIRST, year, 100) for code in ("1.1", "1.2") for year in (2020, 2021)),
        *(observed(code, SECOND, 2020, 100) for code in ("1.1", "1.2")),
        *(observed("1.3", FIRST, year, 0, 0) for year in (2020, 2021)),
        *(observed("1.4", code, year, share) for code, own in parents.items() for year, share in own.items()),
    )
    percents = assess(data, params, ["01-ejournals"]).yearly_percent(["01-ejournals"])
    assert percents.loc[FIRST].tolist() == [100, Fraction(200, 3), None]
    assert percents.loc[SECOND].tolist() == [None, None, None], (
        "a year in which an indicator was not sent is not compared"
    )


def test_years_are_compared_by_what_was_measured_in_each_of_them(params: Params) -> None:
    codes = ("8.1", "8.2", "8.3", "8.4")
    data = frame(params, *(observed(code, FIRST, year, 100) for code in codes for year in (2020, 2021, 2022)))
    found = assess(data, params, ["08-heads"])
    assert found.yearly_percent(["08-heads"]).loc[FIRST].tolist() == 3 * [Fraction(200, 3)]
    assert found.yearly_percent(["08-heads"], (2021, 2022)).loc[FIRST].tolist() == 2 * [80]


def test_a_dynamic_does_not_enter_the_percent_of_a_year(params: Params) -> None:
    data = frame(params, *(observed(code, FIRST, year, 0) for code in ("9.1", "9.2", "9.3") for year in (2021, 2022)))
    percents = assess(data, params, ["09-learning-results"]).yearly_percent(["09-learning-results"], (2021, 2022))
    assert percents.loc[FIRST].tolist() == 2 * [Fraction(100, 3)]


@pytest.mark.parametrize(
    ("id", "years"),
    [
        ("01-ejournals", (2020, 2021, 2022)),
        ("08-heads", (2020, 2021, 2022)),
        ("03-objectivity", (2020, 2021, 2022)),
        ("09-learning-results", (2021, 2022)),
        ("11-project-500", (2021, 2022)),
    ],
)
def test_a_year_in_which_less_than_half_was_measured_is_not_compared(
    params: Params, id: str, years: tuple[int, ...]
) -> None:
    assert assess(frame(params, observed("1.1", FIRST, 2022, 1)), params).comparable_years([id]) == years


# --- sums and ratings -----------------------------------------------------------------------------------------------


def test_everybody_is_in_every_rating_and_sums_hold_exactly(whole: Assessment, params: Params) -> None:
    assert whole.assessed == tuple(item.id for item in params.procedures)
    assert list(whole.groups.columns) == ["conditions", "outcomes", "processes", "overall"]
    assert (whole.indicators.sum(axis=1) == whole.groups["overall"]).all()
    assert (whole.procedures.sum(axis=1) == whole.groups["overall"]).all()
    for id in (*whole.groups.columns, "07-libraries"):
        table = whole.rating(id)
        assert sorted(table.index) == sorted(params.region.codes)
        assert table["points"].is_monotonic_decreasing
        assert table["place"].tolist() == sorted(table["place"])
        assert set(table["place"]) == set(range(1, table["points"].nunique() + 1))


def test_nobody_scores_more_than_the_maximum(whole: Assessment, params: Params) -> None:
    for group in (*params.methodology.rating.groups, params.methodology.rating.overall):
        assert 0 <= whole.groups[group.id].min() <= whole.groups[group.id].max() <= group.maximum
    assert len(set(whole.groups["overall"])) >= 15, "numbers that do not tell municipalities apart test nothing"


def test_equal_points_stand_by_the_alphabet_on_one_place(params: Params) -> None:
    data = frame(
        params, *(observed("1.4", code, 2022, 60) for code in (THIRD, FIRST)), observed("1.4", SECOND, 2022, 0)
    )
    table = assess(data, params, ["01-ejournals"]).rating("01-ejournals")
    assert table.index[:3].tolist() == [FIRST, THIRD, SECOND]
    assert table["place"].iloc[:3].tolist() == [1, 1, 2]
    assert table.at[FIRST, "percent"] == 25
    assert table["level_points"].isna().all()


def best(params: Params, lost: tuple[str, ...] = ()) -> pd.DataFrame:
    """Every indicator of the conditions at its best for one municipality, but for the lost ones."""
    items = [item for procedure in params.procedures_of("conditions") for item in params.methodology.of(procedure.id)]
    rows = []
    for item in items:
        good = (item.better == "more") != (item.code in lost)
        rows += [observed(item.code, FIRST, year, 10**6 if good else 0) for year in params.edition.years]
    return frame(params, *rows)


@pytest.mark.parametrize(
    ("lost", "points", "percent", "level", "level_points"),
    [((), 27, 96, 4, 4), (("1.1", "1.2", "1.3"), 24, 86, 3, 4), (("1.1", "1.2", "1.3", "1.4"), 23, 82, 3, 3)],
)
def test_the_level_is_by_the_percent_of_28_and_by_the_bands_of_27(
    params: Params, lost: tuple[str, ...], points: int, percent: int, level: int, level_points: int
) -> None:
    ids = [item.id for item in params.procedures_of("conditions")]
    row = assess(best(params, lost), params, ids).rating("conditions").iloc[0]
    assert row[["place", "name", "points"]].tolist() == [1, "Агаповский МР", points]
    assert row[["percent", "level", "level_points"]].tolist() == [percent, level, level_points]


def test_levels_go_by_points_where_the_methodology_says_so(params: Params) -> None:
    rating = params.methodology.rating.model_copy(update={"level_rule": "points"})
    method = params.model_copy(update={"methodology": params.methodology.model_copy(update={"rating": rating})})
    ids = [item.id for item in params.procedures_of("conditions")]
    assert assess(best(params, ("1.1", "1.2", "1.3")), method, ids).rating("conditions")["level"].iloc[0] == 4


def test_a_part_of_the_procedures_gives_its_own_sums_and_no_overall(whole: Assessment, params: Params) -> None:
    ids = [item.id for item in params.procedures_of("processes")]
    part = assess(everything(params), params, ids)
    assert list(part.groups.columns) == ["processes"]
    pd.testing.assert_frame_equal(part.rating("processes"), whole.rating("processes"))
    with pytest.raises(KeyError):
        part.rating("overall")


def test_the_order_of_rows_of_the_data_changes_nothing(whole: Assessment, params: Params) -> None:
    turned = assess(everything(params).iloc[::-1], params)
    pd.testing.assert_frame_equal(turned.rating("overall"), whole.rating("overall"))


def test_a_row_of_another_year_or_municipality_changes_nothing(whole: Assessment, params: Params) -> None:
    strange = frame(params, observed("1.1", FIRST, 2019, 0), observed("1.1", "perm", 2022, 0))
    more = assess(pd.concat([everything(params), strange], ignore_index=True), params)
    pd.testing.assert_frame_equal(more.rating("overall"), whole.rating("overall"))


# --- a second methodology -------------------------------------------------------------------------------------------


@pytest.fixture
def changed(root: Path, tmp_path: Path) -> Params:
    """The same edition by a methodology in which 60 % of active parents (1.4) have become 40 %."""
    folder = tmp_path / "params"
    shutil.copytree(root / "params", folder)
    shutil.copytree(folder / "methodology/2022", folder / "methodology/2022-b")
    for name, old, new in [
        ("methodology/2022-b/rating.yml", 'version: "2022"', 'version: "2022-b"'),
        ("methodology/2022-b/indicators/01-ejournals.yml", "thresholds: [60]", "thresholds: [40]"),
        ("editions/2022.yml", 'methodology: "2022"', 'methodology: "2022-b"'),
    ]:
        text = (folder / name).read_text("utf-8")
        assert old in text
        (folder / name).write_text(text.replace(old, new, 1), "utf-8")
    return load_params("2022", folder)


def test_one_threshold_moves_its_own_indicator_and_the_sums_above_it_and_nothing_else(
    whole: Assessment, params: Params, changed: Params
) -> None:
    data = everything(params)
    other = assess(data, changed)
    own = data[data["indicator"] == "1.4"]
    between = {row.municipality: 0 for row in own.itertuples()}
    for row in own.itertuples():
        between[row.municipality] += 40 <= row.numerator < 60
    gain = pd.Series(between).map(lambda years: Fraction(years, 3))
    assert 0 < (gain > 0).sum() < len(gain)

    for table in ("period", "indicators"):
        before, after = getattr(whole, table), getattr(other, table)
        assert [code for code in before if (before[code] != after[code]).any()] == ["1.4"]
        assert (after["1.4"] - before["1.4"] == gain).all()
    assert [id for id in whole.procedures if (whole.procedures[id] != other.procedures[id]).any()] == ["01-ejournals"]
    for id in ("conditions", "overall"):
        assert (other.groups[id] - whole.groups[id] == gain).all()
        assert (other.rating(id)["place"] != whole.rating(id)["place"].loc[other.rating(id).index]).any()
    for id in ("outcomes", "processes", "02-infrastructure"):
        pd.testing.assert_frame_equal(other.rating(id), whole.rating(id))
