"""What the files of params/ must agree on with each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from svod import paths
from svod.errors import Fault
from svod.params.model import nearest

if TYPE_CHECKING:
    from svod.params.load import Params

__all__ = ["cross_check"]


def cross_check(params: Params) -> list[Fault]:
    """Faults between files: sums of maxima, unique codes, every procedure complete, every indicator recommended."""
    return [
        *_unique(params), *_maxima(params), *_procedures(params), *_participants(params), *_recommendations(params),
        *_edition(params),
    ]  # fmt: skip


def _repeated(words: Iterable[str]) -> list[str]:
    return [word for word, count in Counter(words).items() if count > 1]


def _unique(params: Params) -> Iterator[Fault]:
    people = params.region.municipalities
    lists = {
        "params/region.yml": ("код", [item.code for item in people]),
        "params/region.yml ": ("название", [item.name for item in people]),
        "params/region.yml  ": ("место на карте", [f"{item.tile.column}, {item.tile.row}" for item in people]),
        "params/procedures": ("номер", [str(item.number) for item in params.procedures]),
        "params/procedures ": ("краткое название", [item.short for item in params.procedures]),
        f"params/methodology/{params.methodology.version}/indicators ": (
            "процедура",
            [file.procedure for file in params.methodology.files],
        ),
        f"params/methodology/{params.methodology.version}/indicators": (
            "код",
            [item.code for item in params.methodology.indicators],
        ),
        "params/recommendations.yml": (
            "показатель",
            [item.indicator for item in params.recommendations.recommendations],
        ),
        "params/mechanisms.yml": ("система", [item.id for item in params.mechanisms.systems]),
        "params/mechanisms.yml ": ("показатель", [item.number for item in params.mechanisms.motivating]),
    }
    for place, (what, words) in lists.items():
        for word in _repeated(words):
            yield Fault(place.strip(), f"{what} «{word}» стоит дважды", "", "Оставьте одно")


def _maxima(params: Params) -> Iterator[Fault]:
    method = params.methodology
    place = f"params/methodology/{method.version}"
    described = {item.procedure for item in method.files}
    for group in method.rating.groups:
        ids = [item.id for item in params.procedures_of(group.id) if item.id in described]
        total = sum(method.maximum(id) for id in ids)
        if total != group.maximum:
            yield Fault(
                f"{place}/rating.yml",
                f"группа {group.id}: наибольший балл {group.maximum}, а показатели дают в сумме {total}",
                "",
                "Исправьте maximum группы или показателей",
            )
    ids = {item.id for item in params.procedures}
    for id in sorted(described - ids):
        yield Fault(f"{place}/indicators/{id}.yml", f"процедуры «{id}» нет в params/procedures", nearest(id, ids))
    for id in sorted(ids - described):
        yield Fault(f"{place}/indicators", f"у процедуры «{id}» нет файла показателей")
    numbers = {item.id: item.number for item in params.procedures}
    for file in method.files:
        for item in file.indicators:
            if item.code.partition(".")[0] != str(numbers.get(file.procedure, "")):
                yield Fault(
                    f"{place}/indicators/{file.procedure}.yml",
                    f"код «{item.code}» не из этой процедуры",
                    "Код начинается с номера процедуры",
                )


def _procedures(params: Params) -> Iterator[Fault]:
    known = {item.number for item in params.mechanisms.motivating}
    systems = {item.id: {track.number for track in item.tracks} for item in params.mechanisms.systems}
    for item in params.procedures:
        place = f"params/procedures/{item.id}.yml"
        if not (paths.NOTEBOOKS / f"{item.notebook}.ipynb").exists():
            have = sorted(file.stem for file in paths.NOTEBOOKS.glob("*.ipynb"))
            yield Fault(
                place,
                f"блокнота «{item.notebook}» нет в notebooks/",
                "Есть: " + ", ".join(have),
                nearest(item.notebook, have),
            )
        if item.id not in params.words:
            yield Fault(place, f"нет текста процедуры {item.id}.md")
        if not item.motivating.indicators and not item.motivating.note:
            yield Fault(
                place, "нет ни показателя мотивирующего мониторинга, ни примечания о нём", "", "Заполните motivating"
            )
        for link in item.motivating.indicators:
            if link.number not in known:
                yield Fault(place, f"показателя мотивирующего мониторинга «{link.number}» нет в mechanisms.yml")
        for system in item.systems:
            if system.id not in systems:
                yield Fault(place, f"системы «{system.id}» нет в mechanisms.yml", "Есть: " + ", ".join(systems))
            for track in sorted(set(system.tracks) - systems.get(system.id, set(system.tracks))):
                yield Fault(place, f"трека {track} нет в системе {system.id}")
    for id in sorted(set(params.words) - {item.id for item in params.procedures}):
        yield Fault(f"params/procedures/{id}.md", "текст без процедуры")


def _participants(params: Params) -> Iterator[Fault]:
    """Participants who are persons are tied to the indicators of their procedure that count the same persons."""
    codes = {file.procedure: {one.code for one in file.indicators} for file in params.methodology.files}
    for item in params.procedures:
        place, taking, own = f"params/procedures/{item.id}.yml", item.participants, codes.get(item.id, set())
        if taking.persons != bool(taking.same_as):
            yield Fault(
                place,
                f"participants: counted: {taking.counted}, а same_as {'заполнено' if taking.same_as else 'нет'}",
                "Людей (pupils, people) защищают вместе с показателями, которые считают тех же людей; других – нет",
                "Укажите в same_as коды показателей и число: numerator или denominator"
                if taking.persons
                else "Уберите same_as",
            )
        for code in sorted(taking.same_as.keys() - own):
            yield Fault(place, f"participants: same_as: показателя {code} нет в процедуре", nearest(code, own))


def _recommendations(params: Params) -> Iterator[Fault]:
    have = {item.indicator for item in params.recommendations.recommendations}
    want = {item.code for item in params.methodology.indicators}
    for code in sorted(want - have):
        yield Fault("params/recommendations.yml", f"нет рекомендации к показателю {code}")
    for code in sorted(have - want):
        yield Fault("params/recommendations.yml", f"показателя {code} нет в методике", nearest(code, want))


def _edition(params: Params) -> Iterator[Fault]:
    codes = {item.code for item in params.methodology.indicators}
    place = f"params/editions/{params.edition.id}.yml"
    for item in params.edition.not_held:
        for code in sorted(set(item.indicators) - codes):
            yield Fault(place, f"not_held: показателя {code} нет в методике", nearest(code, codes))
        for year in sorted(set(item.years) - set(params.edition.years)):
            yield Fault(
                place, f"not_held: год {year} не входит в издание", "Годы: " + ", ".join(map(str, params.edition.years))
            )
