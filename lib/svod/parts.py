"""The ten parts of an analysis: the only place that names them.

The words are those of the unified structure of the collection («18 процедур – 18 аналитик»).
"""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["PARTS", "Part", "part"]


class Part(NamedTuple):
    """One part: its number, the id of its heading cell and its heading."""

    number: int
    id: str
    heading: str

    @property
    def anchor(self) -> str:
        """Id of the heading on a page."""
        return f"part-{self.number:02d}"


PARTS = (
    Part(
        1, "part-01-name", "Наименование процедуры оценки качества образования, на основании которой сделана аналитика"
    ),
    Part(
        2,
        "part-02-motivating",
        "Соотнесение процедуры оценки качества образования с группой показателей "
        "мотивирующего мониторинга, с наименованием и мотивацией показателя",
    ),
    Part(
        3,
        "part-03-mechanism",
        "Соотнесение процедуры оценки качества образования с механизмом управления "
        "качеством образования (система РУМ/МУМ, трек)",
    ),
    Part(
        4,
        "part-04-sources",
        "Нормативные и информационные источники получения результатов, инструментарий, методы сбора информации",
    ),
    Part(5, "part-05-periods", "Периоды (годы) аналитики"),
    Part(
        6,
        "part-06-sample",
        "Используемая репрезентативность выборки для измерения показателей по каждому периоду (участники)",
    ),
    Part(7, "part-07-indicators", "Показатели, на основе которых проведен анализ"),
    Part(
        8,
        "part-08-rating",
        "Рейтинг муниципалитетов по уровням эффективности по процедуре оценки качества образования (визуализация)",
    ),
    Part(9, "part-09-conclusions", "Интерпретация результатов, выводы и рекомендации"),
    Part(10, "part-10-effect", "Заключение об эффективности принятых мер"),
)


def part(number: int) -> Part:
    """The part with this number, 1 to 10.

    Raises
    ------
    KeyError
        For any other number.
    """
    if not 1 <= number <= len(PARTS):
        raise KeyError(number)
    return PARTS[number - 1]
