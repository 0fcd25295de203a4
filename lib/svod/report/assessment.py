"""From checked numbers to yearly points, points of the period, and ratings: the whole arithmetic of an edition.

Everything here is exact (fractions); only the percent of a rating is rounded, because levels and the published tables
rest on the printed percent.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import pandas as pd

from svod.params import Params
from svod.params.methodology import Indicator
from svod.stats.ranking import dense_rank, order
from svod.stats.scale import level_of_percent, level_of_points, percent
from svod.stats.scoring import (
    indicator_value,
    period_points,
    score_at_least,
    score_at_most,
    score_dynamic,
    score_versus_region,
)

__all__ = ["Assessment", "assess"]

OK, NOT_APPLICABLE, NO_DATA, NOT_HELD = "ok", "not_applicable", "no_data", "not_held"


@dataclass(frozen=True)
class Assessment:
    """Scores of some or all procedures.

    Attributes
    ----------
    params : Params
    yearly : DataFrame
        One row per indicator, municipality and year: procedure, indicator, municipality, year, status (`ok`,
        `not_applicable` for 0 of 0, `no_data` for «н/д», `not_held`), numerator, denominator, participants, value
        (Fraction in the indicator's unit), region (ratio of sums over all that sent data), senders (their number),
        points (int). Value and points are None unless the status is `ok`; points are None for a dynamic indicator,
        scored once per edition.
    period : DataFrame of Fraction, municipalities × indicators
        Points of the period; None where no year is available.
    attainable : DataFrame of Fraction, municipalities × indicators
        The maximum; less for a dynamic indicator with fewer than two pairs of years.
    """

    params: Params
    yearly: pd.DataFrame
    period: pd.DataFrame
    attainable: pd.DataFrame

    @cached_property
    def indicators(self) -> pd.DataFrame:
        """Points by municipality and indicator as the sums take them: what was not assessed, by the methodology."""
        if self.params.methodology.rating.not_assessed == "zero":
            return self.period.map(lambda value: Fraction(0) if value is None else value)
        # Over the group, so that its points are the same on every page that reads the whole group; a page of one
        # procedure sees no more than that procedure.
        filled, method = self.period.copy(), self.params.methodology
        for group in method.rating.groups:
            ids = [one.id for one in self.params.procedures_of(group.id) if one.id in self.assessed]
            items = [item for id in ids for item in method.of(id)]
            for municipality, row in self.period[[item.code for item in items]].iterrows():
                known = [item for item in items if row[item.code] is not None]
                gained = sum((row[item.code] for item in known), Fraction(0))
                share = gained / max(sum(item.maximum for item in known), 1)
                for item in items:
                    if row[item.code] is None:
                        filled.at[municipality, item.code] = share * item.maximum
        return filled

    @cached_property
    def procedures(self) -> pd.DataFrame:
        """Points by municipality and procedure."""
        codes = {id: [item.code for item in self.params.methodology.of(id)] for id in self.assessed}
        return _sums(codes, self.indicators)

    @cached_property
    def assessed(self) -> tuple[str, ...]:
        """Ids of the procedures in this assessment."""
        have, method = set(self.period.columns), self.params.methodology
        return tuple(one.id for one in self.params.procedures if have >= {item.code for item in method.of(one.id)})

    @cached_property
    def groups(self) -> pd.DataFrame:
        """Points by municipality and group, and `overall` when all groups are here."""
        parts = {
            group.id: [item.id for item in self.params.procedures_of(group.id)]
            for group in self.params.methodology.rating.groups
        }
        whole = {id: ids for id, ids in parts.items() if set(ids) <= set(self.assessed)}
        groups = _sums(whole, self.procedures)
        if len(whole) == len(parts):
            groups["overall"] = [sum(row, Fraction(0)) for row in groups.itertuples(index=False)]
        return groups

    @cached_property
    def names(self) -> pd.Series:
        """Published names of the municipalities by code."""
        return pd.Series({item.code: item.name for item in self.params.region.municipalities})

    def rating(self, id: str) -> pd.DataFrame:
        """Rating by a group, by `overall` or by a procedure.

        Returns
        -------
        DataFrame, index municipality codes from the first place down, alphabetical within a place
            place (int), name, points (Fraction), percent (int, as printed), level (number from 1), level_points (number
            of the level by bands of points; missing for a procedure, which has no published bands).
        """
        rating = self.params.methodology.rating
        single = id in self.procedures.columns
        points = self.procedures[id] if single else self.groups[id]
        divisor = self.params.methodology.maximum(id) if single else self.params.methodology.group(id).divisor
        bounds = [level.percent for level in rating.levels]
        table = pd.DataFrame({"place": dense_rank(points), "name": self.names, "points": points})
        table["percent"] = [percent(value, divisor) for value in table["points"]]
        by_percent = [level_of_percent(value, bounds) for value in table["percent"]]
        if single:
            table["level_points"] = pd.NA
            table["level"] = by_percent
        else:
            bands = [level.points[id] for level in rating.levels]
            table["level_points"] = [level_of_points(value, bands) for value in table["points"]]
            table["level"] = by_percent if rating.level_rule == "percent" else table["level_points"]
        return table.loc[order(points, self.names)]

    def yearly_percent(self, procedures: Iterable[str], years: Iterable[int] | None = None) -> pd.DataFrame:
        """Points of one year as a percent of what was attainable in that year, by municipality and year.

        Only indicators measured in every one of the years enter, so that the years can be compared; a dynamic one,
        scored once per edition, does not.

        Returns
        -------
        DataFrame of Fraction, municipalities × years
            None where some of these indicators were not sent, or nothing was applicable.
        """
        chosen, span = set(procedures), list(years or self.params.edition.years)
        maxima = {
            item.code: item.maximum
            for item in self.params.methodology.indicators
            if item.points.rule != "dynamic" and all(self.params.edition.held(item.code, year) for year in span)
        }
        rows = self.yearly[
            self.yearly["procedure"].isin(chosen)
            & self.yearly["year"].isin(span)
            & self.yearly["indicator"].isin(maxima)
        ]
        gained: dict[tuple[str, int], list[int]] = {}
        unsent = set()
        for code, indicator, year, status, scored in zip(
            *(rows[name] for name in ("municipality", "indicator", "year", "status", "points")), strict=True
        ):
            if status == NO_DATA:
                unsent.add((code, year))
            elif scored is not None:
                total = gained.setdefault((code, year), [0, 0])
                total[0] += scored
                total[1] += maxima[indicator]
        cells = [
            [
                None if (code, year) in unsent or (code, year) not in gained else Fraction(*gained[code, year]) * 100
                for year in span
            ]
            for code in self.period.index
        ]
        return pd.DataFrame(cells, index=self.period.index, columns=span, dtype=object)

    def comparable_years(self, procedures: Iterable[str]) -> tuple[int, ...]:
        """All years of the edition when half of the points or more are measured in each of them, else the last two."""
        chosen, years = set(procedures), self.params.edition.years
        scored = [
            item
            for file in self.params.methodology.files
            if file.procedure in chosen
            for item in file.indicators
            if item.points.rule != "dynamic"
        ]
        held = [item for item in scored if all(self.params.edition.held(item.code, year) for year in years)]
        enough = 2 * sum(item.maximum for item in held) >= sum(item.maximum for item in scored)
        return years if enough else years[-2:]


def _sums(parts: dict[str, list[str]], points: pd.DataFrame) -> pd.DataFrame:
    """Exact sums of columns by the name of the part that they make up."""
    sums = {id: [sum(row, Fraction(0)) for row in points[own].itertuples(index=False)] for id, own in parts.items()}
    return pd.DataFrame(sums, index=points.index, dtype=object)


def assess(indicators: pd.DataFrame, params: Params, procedures: Iterable[str] | None = None) -> Assessment:
    """Score the indicators of some procedures, or of all.

    Parameters
    ----------
    indicators : DataFrame
        Rows of the store's `indicators` table; a missing row is «н/д», as is a null numerator.
    params : Params
    procedures : iterable of ids, optional
        All procedures of the methodology when not given.
    """
    wanted = list(procedures) if procedures is not None else [file.procedure for file in params.methodology.files]
    given = {
        (row.indicator, row.municipality, row.year): row
        for row in indicators[indicators["procedure"].isin(wanted)].itertuples()
    }
    records, period, attainable = [], {}, {}
    for procedure in wanted:
        for item in params.methodology.of(procedure):
            rows = [
                _observe(item, procedure, code, year, given, params)
                for year in params.edition.years
                for code in params.region.codes
            ]
            _score(item, rows)
            records += rows
            period[item.code], attainable[item.code] = _over_period(item, rows, params)
    index = list(params.region.codes)
    return Assessment(
        params,
        pd.DataFrame(records, dtype=object).astype({"year": int, "senders": int}),
        pd.DataFrame(period, index=index, dtype=object),
        pd.DataFrame(attainable, index=index, dtype=object),
    )


def _observe(item: Indicator, procedure: str, municipality: str, year: int, given: dict, params: Params) -> dict:
    row = {
        "procedure": procedure,
        "indicator": item.code,
        "municipality": municipality,
        "year": year,
        "status": NO_DATA,
        **dict.fromkeys(("numerator", "denominator", "participants", "value", "region", "points")),
        "senders": 0,
    }
    found = given.get((item.code, municipality, year))
    if not params.edition.held(item.code, year):
        row["status"] = NOT_HELD
    elif found is not None and not pd.isna(found.numerator):
        row["numerator"], row["denominator"] = Fraction(found.numerator), Fraction(found.denominator)
        row["participants"] = None if pd.isna(found.participants) else int(found.participants)
        row["value"] = indicator_value(row["numerator"], row["denominator"], item.multiplier)
        row["status"] = OK if row["value"] is not None else NOT_APPLICABLE
    return row


def _score(item: Indicator, rows: list[dict]) -> None:
    """Region's value of every year, then points of every row."""
    for year in {row["year"] for row in rows}:
        sent = [row for row in rows if row["year"] == year and row["status"] == OK]
        if not sent:
            continue
        region = indicator_value(
            sum(row["numerator"] for row in sent), sum(row["denominator"] for row in sent), item.multiplier
        )
        for row in rows:
            if row["year"] == year:
                row["region"], row["senders"] = region, len(sent)
        for row in sent:
            row["points"] = _points(item, row["value"], region)


def _points(item: Indicator, value: Fraction, region: Fraction | None) -> int | None:
    rule = item.points
    if rule.rule == "at_least":
        return score_at_least(value, rule.thresholds)
    if rule.rule == "at_most":
        return score_at_most(value, rule.thresholds)
    if rule.rule == "versus_region" and region is not None:
        return score_versus_region(value, region, rule.margin, item.better)
    return None


def _over_period(item: Indicator, rows: list[dict], params: Params) -> tuple[dict, dict]:
    period: dict[str, Fraction | None] = {}
    attainable: dict[str, Fraction] = {}
    by_code: dict[str, list[dict]] = {}
    for row in rows:
        by_code.setdefault(row["municipality"], []).append(row)
    for code, own in by_code.items():
        known = [row for row in own if row["status"] == OK]
        attainable[code] = Fraction(item.maximum)
        if item.points.rule == "dynamic":
            scored = score_dynamic({row["year"]: row["value"] for row in known}, item.better)
            period[code] = None if scored is None else Fraction(scored[0])
            attainable[code] = Fraction(0 if scored is None else scored[1])
        else:
            period[code] = period_points(
                {row["year"]: row["points"] for row in known}, params.methodology.rating.period
            )
    return period, attainable
