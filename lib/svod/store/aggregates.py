"""What reports read in place of pupils' rows: counts and sums by work, made once, when a part is written."""

from __future__ import annotations

import pyarrow as pa

from svod.store.tables import LARGE, WORK

__all__ = ["AGGREGATES", "aggregate"]

_NAME = LARGE["results"].field("municipality").type
_WORK = [LARGE["results"].field(name) for name in WORK]
_THREADS, _MEMORY = 2, "1GB"

AGGREGATES = {
    # How an item was done: pupils it was given to, pupils who did it, the sum of their points, the most anybody got.
    "by_item": pa.schema(
        [
            *_WORK,
            ("municipality", _NAME),
            ("item", _NAME),
            ("given", pa.int32()),
            ("done", pa.int32()),
            ("points", pa.float64()),
            ("highest", pa.float64()),
        ]
    ),
    # A school in a work: pupils, marks, the mean primary score (null where no pupil has one), and how many marks of
    # the work are under, equal to and above the journal's.
    "by_school": pa.schema(
        [
            *_WORK,
            ("municipality", _NAME),
            ("school", _NAME),
            *((name, pa.int32()) for name in ("pupils", "mark2", "mark3", "mark4", "mark5")),
            ("primary", pa.float64()),
            *((name, pa.int32()) for name in ("lowered", "confirmed", "raised")),
        ]
    ),
    # Pupils by primary score and by mark.
    "by_primary": pa.schema([*_WORK, ("municipality", _NAME), ("primary", pa.float64()), ("pupils", pa.int32())]),
    "by_mark": pa.schema([*_WORK, ("municipality", _NAME), ("mark", pa.int8()), ("pupils", pa.int32())]),
}
"""Tables that every part has, beside the large ones; a row is there for what at least one pupil did or was given."""

_KEY = ", ".join((*WORK, "municipality"))
_MARKS = ", ".join(f"count(*) filter (mark = {mark}) mark{mark}" for mark in (2, 3, 4, 5))
_SQL = {
    "by_item": f"""select {_KEY}, item, count(*) given, count(points) done, coalesce(sum(points), 0) points,
                   max(points) highest from points group by all order by all""",
    "by_school": f"""select {_KEY}, school, count(*) pupils, {_MARKS}, avg("primary") "primary",
                     count(*) filter (mark < journal) lowered, count(*) filter (mark = journal) confirmed,
                     count(*) filter (mark > journal) raised from results group by all order by all""",
    "by_primary": f"""select {_KEY}, "primary", count(*) pupils from results where "primary" is not null
                      group by all order by all""",
    "by_mark": f"select {_KEY}, mark, count(*) pupils from results where mark is not null group by all order by all",
}


def aggregate(results: pa.Table, points: pa.Table) -> dict[str, pa.Table]:
    """All of `AGGREGATES` over the rows of one part.

    Parameters
    ----------
    results, points : Table
        With the columns of `LARGE`; points null is «not done» and counts as given.
    """
    import duckdb  # what reads the store need not wait for it

    with duckdb.connect(config={"threads": _THREADS, "memory_limit": _MEMORY}) as engine:
        engine.register("results", results)
        engine.register("points", points)
        return {name: engine.sql(_SQL[name]).to_arrow_table().cast(schema) for name, schema in AGGREGATES.items()}
