"""Whether an empty cell is a task not done does not depend on how pupils are spread over files."""

from __future__ import annotations

import math

import pyarrow as pa
from hypothesis import given
from hypothesis import strategies as st

from svod.intake.blanks import offered

WORK = {"assessment": "vpr", "year": 2022, "grade": 5, "subject": "Математика"}


def read(*pupils: tuple[str | None, tuple[float | None, ...]], order: list[int] | None = None):
    """Results and points of pupils: variant, points of tasks 1, 2 …; infinite for an empty cell."""
    pupils = [pupils[place] for place in order] if order else pupils
    rows = [
        {**WORK, "variant": variant, "file": f"{place}.xlsx", "sheet": "МА 5", "row": 10 + place}
        for place, (variant, _) in enumerate(pupils)
    ]
    cells = [(at, str(item), value) for at, (_, own) in enumerate(pupils) for item, value in enumerate(own, 1)]
    names = pa.array([name for _, name, _ in cells], pa.string()).dictionary_encode()
    columns = [pa.array([at for at, _, _ in cells], pa.int64()), names]
    points = pa.table([*columns, pa.array([value for *_, value in cells], pa.float64())], ["result", "item", "points"])
    return offered(pa.Table.from_pylist(rows), pa.table(points.to_pydict()).cast(points.schema))


def test_a_task_of_which_somebody_of_the_variant_has_a_word_was_offered() -> None:
    points, warnings = read(("1", (2.0, 1.0)), ("1", (1.0, math.inf)), ("2", (0.0, math.inf)), ("2", (None, math.inf)))
    assert [tuple(row.values()) for row in points.to_pylist()] == [
        (0, "1", 2.0), (0, "2", 1.0), (1, "1", 1.0), (1, "2", None), (2, "1", 0.0), (3, "1", None),
    ]  # fmt: skip
    (warning,) = warnings
    assert warning.message == "ВПР 2022, Математика, 5 класс, вариант 2: ячейки заданий 2 пусты у всех участников (2)"
    assert warning.place == "2.xlsx, лист «МА 5», строка 12" and "поставьте в пустых ячейках Х" in warning.remedy


def test_a_word_of_a_task_not_done_is_a_word() -> None:
    points, warnings = read((None, (None,)), (None, (math.inf,)))
    assert points.column("points").to_pylist() == [None, None] and warnings == []


CELLS = st.sampled_from([0.0, 1.0, None, math.inf])


@given(
    st.lists(st.tuples(st.sampled_from(["1", "2", None]), st.tuples(CELLS, CELLS)), min_size=1, max_size=6), st.data()
)
def test_the_order_of_pupils_and_files_changes_nothing(pupils, data) -> None:
    order = data.draw(st.permutations(range(len(pupils))))
    first, told = read(*pupils)
    second, again = read(*pupils, order=list(order))
    there = {(row["result"], row["item"], row["points"]) for row in first.to_pylist()}
    assert there == {(order[row["result"]], row["item"], row["points"]) for row in second.to_pylist()}
    assert sorted(one.message for one in told) == sorted(one.message for one in again)
