"""Equal tables are one table, however their rows came in and their texts were encoded."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from svod.store.canon import canonical, codes
from svod.store.tables import LARGE

SCHEMA = pa.schema(
    [
        ("name", pa.dictionary(pa.int32(), pa.string())),
        ("mark", pa.int8()),
        ("points", pa.float64()),
        ("id", pa.int64()),
    ]
)
ROWS = st.lists(
    st.tuples(
        st.none() | st.text("аб1", max_size=2),
        st.none() | st.integers(2, 5),
        st.none() | st.sampled_from([0.0, 0.5, 1.0, -1.0]),
        st.none() | st.integers(-(2**63), 2**63 - 1),
    ),
    max_size=12,
)


def table(rows: list[tuple[object, ...]], *, encoded: bool = False, chunks: int = 1) -> pa.Table:
    plain = pa.schema([("name", pa.string()), *list(SCHEMA)[1:]])
    size = max(1, -(-len(rows) // chunks))
    parts = [
        pa.Table.from_pylist([dict(zip(SCHEMA.names, row, strict=True)) for row in rows[at : at + size]], schema=plain)
        for at in range(0, max(1, len(rows)), size)
    ]
    if encoded:
        parts = [part.set_column(0, "name", part.column("name").dictionary_encode()) for part in parts]
    return pa.concat_tables(parts)


def as_key(row: tuple[object, ...]) -> tuple[object, ...]:
    return tuple((value is not None, value if value is not None else 0) for value in row)


def test_rows_and_names_are_in_order_with_null_first() -> None:
    made, _ = canonical(table([("б", 5, 1.0, 2), (None, 3, None, 1), ("а", 4, 0.5, -7), ("а", 4, None, 9)]), SCHEMA)
    assert made.schema == SCHEMA
    assert made.column("name").to_pylist() == [None, "а", "а", "б"]
    assert made.column("points").to_pylist() == [None, None, 0.5, 1.0]
    assert made.column("name").chunk(0).dictionary.to_pylist() == ["а", "б"]


@settings(deadline=None)
@given(ROWS, st.randoms(), st.booleans(), st.integers(1, 4))
def test_order_encoding_and_chunks_of_rows_do_not_count(rows, random, encoded: bool, chunks: int) -> None:
    made, found = canonical(table(rows), SCHEMA)
    assert [tuple(row.values()) for row in made.to_pylist()] == sorted(rows, key=as_key)
    mixed = random.sample(rows, len(rows))
    again, same = canonical(table(mixed, encoded=encoded, chunks=chunks), SCHEMA)
    assert same == found
    assert again.equals(made)
    assert canonical(made, SCHEMA)[1] == found


@settings(deadline=None)
@given(ROWS, st.data())
def test_another_value_is_another_hash(rows, data) -> None:
    more = [*rows, data.draw(ROWS.filter(bool))[0]]
    assert canonical(table(more), SCHEMA)[1] != canonical(table(rows), SCHEMA)[1]


def test_a_text_moved_to_another_column_is_another_table() -> None:
    schema = LARGE["statistics"]
    empty = dict.fromkeys(schema.names)
    one, other = ({**empty, "code": "1"}, {**empty, "group": "1"})
    found = {canonical(pa.Table.from_pylist([row], schema=schema), schema)[1] for row in (one, other)}
    assert len(found) == 2


def test_codes_are_places_among_the_values_that_occur() -> None:
    column = pa.chunked_array(
        [pa.array(["б", "а", "в"]).dictionary_encode(), pa.array(["а", None]).dictionary_encode()]
    )
    places, values = codes(column.slice(1))
    assert places.tolist() == [0, 1, 0, -1]
    assert values.tolist() == ["а", "в"]
    assert [part.tolist() for part in codes(pa.chunked_array([], pa.string()))] == [[], []]
