from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from svod import paths
from svod.demo.region import DemoRegion, draw_region, read_targets
from svod.errors import BuildError, ParamsError
from svod.params import Params
from svod.report.assessment import Assessment, assess


def values(scored: Assessment, region: DemoRegion) -> pd.DataFrame:
    """Values in spreads from the region's mean of the year, more being better."""
    table = scored.yearly[scored.yearly["status"] == "ok"].copy()
    table["value"] = table["value"].map(float)
    items = {item.code: item for item in scored.params.methodology.indicators}
    middle = table.groupby(["indicator", "year"])["value"].transform("mean")
    sign = table["indicator"].map(lambda code: 1 if items[code].better == "more" else -1)
    spread = table["indicator"].map(lambda code: float(region.settings.shape(code).spread))
    table["level"] = sign * (table["value"] - middle) / spread
    return table.set_index(["indicator", "municipality", "year"])


def test_group_points_are_the_reconstructed_ones(scored: Assessment, params: Params) -> None:
    targets = read_targets(params)
    assert set(targets) == {"conditions", "outcomes", "processes"}
    for group, points in targets.items():
        assert len(points) == 43
        assert scored.groups[group].to_dict() == points


def test_another_seed_is_another_region_with_the_same_points(region: DemoRegion, params: Params) -> None:
    other = draw_region(params, seed=7)
    assert not other.rows.equals(region.rows)
    groups = assess(other.rows, params).groups
    assert {group: groups[group].to_dict() for group in ("conditions", "outcomes", "processes")} == read_targets(params)


def test_stories_can_be_seen_in_values_and_points(scored: Assessment, region: DemoRegion, params: Params) -> None:
    levels = values(scored, region)["level"]
    assert len(region.settings.stories) >= 2
    for story in region.settings.stories:
        codes = [item.code for item in params.methodology.of(story.procedure)]
        mean = [levels.loc[codes, story.municipality, year].mean() for year in params.edition.years]
        points = scored.yearly_percent([story.procedure]).loc[story.municipality].tolist()
        falls = story.shifts[0] > story.shifts[-1]
        assert mean == sorted(mean, reverse=falls)
        assert points == sorted(points, reverse=falls)
        assert abs(mean[-1] - mean[0]) > 1.2
        assert abs(points[-1] - points[0]) >= 40


def test_working_measures_raise_their_indicators_and_idle_ones_do_not(scored: Assessment, region: DemoRegion) -> None:
    levels = values(scored, region)["level"]
    rises: dict[bool, list[float]] = {True: [], False: []}
    for item in region.measures:
        if item.status in ("выполнена", "выполняется"):
            key, year = (item.target, item.municipality), item.start.year
            if (*key, year) in levels.index and (*key, year + 1) in levels.index:
                rises[item.effect > 0].append(levels[(*key, year + 1)] - levels[(*key, year)])
    assert sum(rises[True]) / len(rises[True]) == pytest.approx(1, abs=0.3)
    assert sum(rises[False]) / len(rises[False]) == pytest.approx(0, abs=0.3)


def test_small_municipalities_change_more_from_year_to_year(scored: Assessment, region: DemoRegion) -> None:
    levels = values(scored, region)["level"].unstack("year").std(axis=1).groupby("municipality").mean()
    sizes = sorted(region.settings.sizes, key=lambda item: item.schools)
    small, large = ([item.municipality for item in part] for part in (sizes[:12], sizes[-12:]))
    assert levels[small].mean() > 1.15 * levels[large].mean()


def test_years_differ_and_resemble_each_other(scored: Assessment) -> None:
    for procedure in ("01-ejournals", "06-main-programmes", "12-riko", "17-preschool-quality"):
        percent = scored.yearly_percent([procedure]).astype(float)
        assert 0.2 < percent[2021].corr(percent[2022]) < 0.95


def test_what_was_not_sent_is_no_data_and_what_cannot_be_is_not_applicable(
    scored: Assessment, region: DemoRegion
) -> None:
    status = scored.yearly.set_index(["indicator", "municipality", "year"])["status"]
    assert set(status.loc[["6.1", "6.4"], "chesmenskiy-mr", 2020]) == {"no_data"}
    assert status["15.1", "nagaybakskiy-mr", 2021] == "no_data"
    for code in region.settings.project.without:
        assert status["11.1", code, 2022] == "not_applicable"
    assert (status == "no_data").sum() == sum(
        len(scored.params.methodology.of(item.procedure)) for item in region.settings.absent
    )


def test_shares_of_pupils_rest_on_ten_or_more(region: DemoRegion, params: Params) -> None:
    shares = {item.code for item in params.methodology.indicators if (item.kind, item.base) == ("share", "pupils")}
    rows = region.rows[region.rows["indicator"].isin(shares - {"13.2"}) & region.rows["numerator"].notna()]
    assert rows["denominator"].min() >= 10


def test_participants_are_given_wherever_there_are_numbers(region: DemoRegion) -> None:
    given = region.rows["numerator"].notna()
    assert region.rows.loc[given, "participants"].notna().all()
    assert region.rows.loc[~given, "participants"].isna().all()


def test_an_edition_without_published_points_is_refused(params: Params) -> None:
    other = params.model_copy(update={"edition": params.edition.model_copy(update={"published": ""})})
    with pytest.raises(ParamsError, match=r"reconstructed_points\.csv: файла нет"):
        read_targets(other)


def test_a_municipality_without_published_points_is_named(
    params: Params, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(paths.params(), tmp_path / "params")
    file = tmp_path / "params" / "published" / "2022" / "reconstructed_points.csv"
    file.write_text("\n".join(line for line in file.read_text("utf-8").splitlines() if "Уйский" not in line), "utf-8")
    monkeypatch.setenv("SVOD_PARAMS", str(tmp_path / "params"))
    with pytest.raises(ParamsError, match="нет строки «Уйский МР»"):
        read_targets(params)


def test_settings_that_leave_no_room_are_refused(
    params: Params, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(paths.params(), tmp_path / "params")
    file = tmp_path / "params" / "demo.yml"
    spoilt = file.read_text("utf-8").replace("typical: 1.9, spread: 0.4", "typical: 0.6, spread: 0")
    for code in ("1.1", "1.2", "1.3", "2.1", "2.3", "4.1", "5.1", "6.1", "6.2", "6.4", "7.1", "7.3", "8.1", "8.2"):
        head = f'code: "{code}", typical: '
        at = spoilt.index(head) + len(head)
        spoilt = spoilt[:at] + "1" + spoilt[spoilt.index(",", at) :]
    file.write_text(spoilt, "utf-8")
    monkeypatch.setenv("SVOD_PARAMS", str(tmp_path / "params"))
    monkeypatch.setattr("svod.demo.region.ROUNDS", 2)
    with pytest.raises(BuildError, match=r"значения не подобраны: .*Челябинский ГО"):
        draw_region(params)
