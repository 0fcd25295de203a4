"""A methodology: what is counted, by which rule it scores, how points become percents, places and levels."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from svod.params.model import Basis, Exact, Model

__all__ = [
    "AtLeast",
    "AtMost",
    "Dynamic",
    "Group",
    "Indicator",
    "IndicatorFile",
    "Level",
    "Methodology",
    "Rating",
    "VersusRegion",
]


class AtLeast(Model):
    """1 point from the first threshold on, 2 from the second."""

    rule: Literal["at_least"]
    thresholds: tuple[Exact, ...] = Field(min_length=1, max_length=2)


class AtMost(Model):
    """1 point down from the first threshold, 2 down from the second."""

    rule: Literal["at_most"]
    thresholds: tuple[Exact, ...] = Field(min_length=1, max_length=2)


class VersusRegion(Model):
    """2 points when better than the region by the margin, 1 when within it, else 0."""

    rule: Literal["versus_region"]
    margin: Exact


class Dynamic(Model):
    """A point for every improving pair of consecutive available years, at most 2; scored once per edition."""

    rule: Literal["dynamic"]


Points = Annotated[AtLeast | AtMost | VersusRegion | Dynamic, Field(discriminator="rule")]


class IndicatorBasis(Model):
    """Where the name and the threshold come from."""

    name: Basis
    threshold: Basis


class Indicator(Model):
    """One indicator: value = multiplier × numerator / denominator, scored by `points` up to `maximum`."""

    code: str = Field(pattern=r"^[1-9][0-9]?\.[1-9][0-9]?$")
    name: str
    short: str
    kind: Literal["share", "ratio", "per", "mean_score", "count", "difference"]
    multiplier: int = Field(ge=1)
    scale: tuple[int, int] | None = None
    unit: str
    better: Literal["more", "less"]
    base: Literal["pupils", "people", "organisations", "items"]
    numerator: str
    denominator: str
    maximum: int = Field(ge=1)
    points: Points
    basis: IndicatorBasis
    origin: str = ""

    @property
    def thresholds(self) -> tuple[Exact, ...]:
        """Thresholds in the order of points, empty for rules without them."""
        return getattr(self.points, "thresholds", ())

    @model_validator(mode="after")
    def _consistent(self) -> Indicator:
        rule, limits = self.points.rule, self.thresholds
        if self.kind == "share" and self.multiplier != 100:
            raise ValueError(f"показатель {self.code}: у доли (share) множитель 100")
        if (self.kind == "mean_score") != (self.scale is not None):
            raise ValueError(f"показатель {self.code}: шкала (scale) нужна среднему баллу (mean_score) и только ему")
        if (self.kind == "difference") != (rule == "dynamic"):
            raise ValueError(f"показатель {self.code}: правило dynamic и вид difference идут только вместе")
        if limits and len(limits) != self.maximum:
            raise ValueError(
                f"показатель {self.code}: порогов {len(limits)}, а наибольший балл {self.maximum}; нужно поровну"
            )
        if not limits and self.maximum != 2:
            raise ValueError(
                f"показатель {self.code}: правило {rule} даёт до 2 баллов, а наибольший балл {self.maximum}"
            )
        rising = list(limits) == sorted(set(limits))
        if rule == "at_least" and (self.better != "more" or not rising):
            raise ValueError(f"показатель {self.code}: у at_least больше – лучше (better: more), пороги растут")
        if rule == "at_most" and (self.better != "less" or list(limits) != sorted(set(limits), reverse=True)):
            raise ValueError(f"показатель {self.code}: у at_most меньше – лучше (better: less), пороги убывают")
        return self


class IndicatorFile(Model):
    """The indicators of one procedure, as one file has them."""

    procedure: str
    indicators: tuple[Indicator, ...] = Field(min_length=1)


class Group(Model):
    """A group of procedures, or all of them (`overall`): the attainable points and the divisor of the percent."""

    id: Literal["conditions", "outcomes", "processes", "overall"]
    name: str
    genitive: str
    short: str
    rating_title: str
    section: str
    maximum: int = Field(ge=1)
    divisor: int = Field(ge=1)


class Level(Model):
    """A level of effectiveness: bounds of the percent and of the points, both inclusive."""

    number: int = Field(ge=1)
    name: str
    color: str
    percent: tuple[int, int]
    points: dict[str, tuple[int, int]]


class Uncertainty(Model):
    """Which choices of method are varied, how far, and how many times."""

    draws: int = Field(ge=100)
    seed: int
    weights: Exact
    aggregations: tuple[Literal["arithmetic", "geometric", "copeland"], ...] = Field(min_length=1)
    normalisations: tuple[Literal["share", "minmax", "zscore"], ...] = Field(min_length=1)
    missing: tuple[Literal["zero", "exclude", "median"], ...] = Field(min_length=1)
    score_error: tuple[Exact, ...] = Field(min_length=1)
    interval: tuple[Exact, Exact]
    basis: Basis


class RatingBasis(Model):
    """Where the parts of the rating's arithmetic come from."""

    groups: Basis
    maxima: Basis
    divisors: Basis
    levels: Basis
    split_of_maxima: Basis


class Rating(Model):
    """How points become percents, places and levels (rating.yml)."""

    version: str
    title: str
    basis: RatingBasis
    groups: tuple[Group, ...] = Field(min_length=1)
    overall: Group
    levels: tuple[Level, ...] = Field(min_length=2)
    level_rule: Literal["percent", "points"]
    rounding: Literal["half_up"]
    rank: Literal["dense"]
    period: Literal["mean", "last", "sum"]
    not_assessed: Literal["zero", "rescale"]
    uncertainty: Uncertainty

    @model_validator(mode="after")
    def _consistent(self) -> Rating:
        whole = sum(group.maximum for group in self.groups)
        if whole != self.overall.maximum:
            raise ValueError(f"наибольшие баллы групп дают в сумме {whole}, а у общего рейтинга {self.overall.maximum}")
        ids = {group.id for group in (*self.groups, self.overall)}
        for level in self.levels:
            if set(level.points) != ids:
                raise ValueError(
                    f"уровень «{level.name}»: интервалы баллов (points) нужны группам {', '.join(sorted(ids))}"
                )
        edges = [bound for level in self.levels for bound in level.percent]
        if (
            edges[0] != 0
            or edges[-1] != 100
            or any(b != a + 1 for a, b in zip(edges[1:-1:2], edges[2:-1:2], strict=True))
        ):
            raise ValueError("уровни должны покрывать проценты от 0 до 100 без пропусков и наложений")
        return self


class Methodology(Model):
    """One methodology: rating.yml and the indicators of every procedure."""

    version: str
    rating: Rating
    files: tuple[IndicatorFile, ...]
    sha256: str

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        return tuple(item for file in self.files for item in file.indicators)

    def of(self, procedure: str) -> tuple[Indicator, ...]:
        """Indicators of one procedure."""
        return next(file.indicators for file in self.files if file.procedure == procedure)

    def indicator(self, code: str) -> Indicator:
        return next(item for item in self.indicators if item.code == code)

    def group(self, group: str) -> Group:
        """A group of procedures by id; `overall` is all of them."""
        return next(item for item in (*self.rating.groups, self.rating.overall) if item.id == group)

    def maximum(self, procedure: str) -> int:
        """Attainable points of one procedure."""
        return sum(item.maximum for item in self.of(procedure))
