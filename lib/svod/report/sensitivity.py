"""How far the places of a rating move when defensible choices of method change."""

from __future__ import annotations

import pandas as pd

from svod.params.methodology import Uncertainty
from svod.report.assessment import Assessment
from svod.stats.uncertainty import Choices, place_intervals
from svod.wording.numbers import number

__all__ = ["most_methods", "places_under_other_methods"]


def most_methods(settings: Uncertainty) -> str:
    """«90 %»: the share of the draws that the printed range holds; no sentence may claim all of them."""
    low, high = settings.interval
    return f"{number((high - low) * 100)} %"


def places_under_other_methods(assessment: Assessment, scope: str) -> pd.DataFrame:
    """Method-choice intervals of a rating, by the methodology's own settings.

    Parameters
    ----------
    assessment : Assessment
    scope : str
        What the rating is by: a procedure's id, a group's id or `overall`.

    Returns
    -------
    DataFrame, index as the rating
        As `place_intervals` gives it.
    """
    params, method = assessment.params, assessment.params.methodology
    single = scope in assessment.procedures.columns
    ids = [scope] if single else [item.id for item in params.procedures_of(scope)]
    maxima = pd.Series({item.code: item.maximum for id in ids for item in method.of(id)})
    if single:
        # Within one procedure the indicators are what is weighed and left out.
        owners, groups = {code: code for code in maxima.index}, dict.fromkeys(maxima.index, "one")
    else:
        owners = {item.code: id for id in ids for item in method.of(id)}
        groups = {id: params.procedure(id).group for id in ids}
    rating = assessment.rating(scope)
    points = assessment.period[maxima.index].map(lambda value: float("nan") if value is None else float(value))
    return place_intervals(
        points,
        maxima,
        pd.Series(owners),
        pd.Series(groups),
        rating["place"].reindex(points.index),
        [level.percent for level in method.rating.levels],
        method.maximum(scope) if single else method.group(scope).divisor,
        _choices(method.rating.uncertainty),
        _step(assessment, points),
    ).reindex(rating.index)


def _choices(settings: Uncertainty) -> Choices:
    return Choices(
        weights=float(settings.weights),
        aggregations=settings.aggregations,
        normalisations=settings.normalisations,
        missing=settings.missing,
        score_error=[float(chance) for chance in settings.score_error],
        interval=tuple(map(float, settings.interval)),
        draws=settings.draws,
        seed=settings.seed,
    )


def _step(assessment: Assessment, points: pd.DataFrame) -> pd.DataFrame:
    """One step of a yearly score as points of the period: one over the number of years that were scored."""
    scored = assessment.yearly[assessment.yearly["points"].notna()]
    years = scored.groupby(["municipality", "indicator"]).size().unstack()
    return 1 / years.reindex(index=points.index, columns=points.columns).astype(float)
