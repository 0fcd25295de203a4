"""What params/demo.yml must agree on with the region, the methodology and the edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from svod.errors import Fault
from svod.params import Params
from svod.params.model import nearest

if TYPE_CHECKING:
    from svod.demo.settings import Settings

__all__ = ["NAME", "check_settings"]

NAME = "params/demo.yml"


def check_settings(settings: Settings, params: Params) -> list[Fault]:
    """Faults of the settings: names that nothing bears, incomplete lists, what the draw cannot do."""
    return [*_names(settings, params), *_lists(settings, params)] or [*_arithmetic(settings, params)]


def _lists(settings: Settings, params: Params) -> Iterator[Fault]:
    yield from _complete("sizes", (item.municipality for item in settings.sizes), params.region.codes)
    yield from _complete("indicators", (item.code for item in settings.indicators), _codes(params))
    yield from _complete("participants", settings.participants, [item.id for item in params.procedures])
    yield from _complete(
        "effects.slope", settings.effects.slope, [item.id for item in params.methodology.rating.groups]
    )
    years = len(params.edition.years)
    for item in settings.stories:
        if len(item.shifts) != years:
            yield Fault(NAME, f"история «{item.text}»: сдвигов {len(item.shifts)}", f"Нужно по одному на год: {years}")


def _names(settings: Settings, params: Params) -> Iterator[Fault]:
    planted = [*settings.absent, *settings.stories]
    municipalities = [*(item.municipality for item in planted), *settings.project.without]
    codes = _codes(params)
    mentioned = [*settings.derived, *settings.project.indicators, *(item.indicator for item in settings.measures.texts)]
    mentioned += [settings.diplomas.count, settings.diplomas.schools]
    mentioned += [code for item in settings.lists for code in (item.listed, item.left, item.wider) if code]
    counts = [*(item.name for item in settings.counts), *codes]
    counted = [*(item.of for item in settings.indicators), settings.project.count]
    yield from _known("муниципалитета", municipalities, params.region.codes)
    yield from _known("процедуры", (item.procedure for item in planted), [item.id for item in params.procedures])
    yield from _known("показателя", mentioned, codes)
    yield from _known("счётчика", counted, counts)
    yield from _known("счётчика", settings.participants.values(), [*counts, "denominator"])


def _arithmetic(settings: Settings, params: Params) -> Iterator[Fault]:
    """Other sums of points, free indicators without thresholds, gaps in what is derived."""
    rating = params.methodology.rating
    if (rating.period, rating.not_assessed) != ("mean", "zero"):
        yield Fault(
            f"params/methodology/{params.methodology.version}/rating.yml",
            f"period: {rating.period}, not_assessed: {rating.not_assessed}",
            "Учебные данные набирают баллы при period: mean и not_assessed: zero",
            "Возьмите издание с такой методикой",
        )
    for item in params.methodology.indicators:
        if item.code not in settings.derived and not item.thresholds:
            allowed = "Вне derived – только показатели с порогами"
            yield Fault(NAME, f"показатель {item.code}: правило {item.points.rule}", allowed, "Добавьте его в derived")
    for absent in settings.absent:
        if any(item.code in settings.derived for item in params.methodology.of(absent.procedure)):
            message = f"absent: в процедуре {absent.procedure} есть показатели из derived"
            yield Fault(NAME, message, "Их значения нужны от всех", "Выберите другую процедуру")


def _codes(params: Params) -> list[str]:
    return [item.code for item in params.methodology.indicators]


def _complete(key: str, given: Iterable[str], wanted: Iterable[str]) -> Iterator[Fault]:
    times = Counter(list(given))
    for word in sorted(set(times) - set(wanted)):
        yield Fault(NAME, f"в {key} лишнее «{word}»", nearest(word, wanted), "Удалите строку")
    for word in sorted(set(wanted) - set(times)):
        yield Fault(NAME, f"в {key} нет «{word}»", "", "Добавьте строку")
    for word in sorted(word for word in times if times[word] > 1):
        yield Fault(NAME, f"в {key} «{word}» стоит дважды", "", "Оставьте одну строку")


def _known(what: str, given: Iterable[str], wanted: Iterable[str]) -> Iterator[Fault]:
    wanted = list(wanted)
    for word in sorted(set(given) - set(wanted)):
        yield Fault(NAME, f"{what} «{word}» нет", nearest(word, wanted))
