"""Tables of the store: their columns, and the unit of each: what a file that is sent again replaces.

Names stand for the same thing everywhere: `assessment` is its kind (vpr, oge, ege, riko, kdr, diagnostic), which with
`year`, `grade` and `subject` makes one work; `municipality` is a code of the region, `school` a code of the register.
Numbers of indicators are decimal, so that points are exact. Null is «н/д».
"""

from __future__ import annotations

import pyarrow as pa

__all__ = ["ALWAYS", "LARGE", "SCHEMAS", "SMALL", "UNITS", "WORK"]

_NUMBER = pa.decimal128(24, 6)
_NAME = pa.dictionary(pa.int32(), pa.string())
_SOURCE = [("file", pa.string()), ("sheet", pa.string()), ("row", pa.int32())]
_SOURCES = [("file", _NAME), ("sheet", _NAME), ("row", pa.int32())]

WORK = ("assessment", "year", "grade", "subject")
_WORK = [("assessment", pa.string()), ("year", pa.int16()), ("grade", pa.int8()), ("subject", pa.string())]
_WORKS = [("assessment", _NAME), ("year", pa.int16()), ("grade", pa.int8()), ("subject", _NAME)]

SMALL = {
    "indicators": pa.schema(
        [
            ("procedure", pa.string()),
            ("indicator", pa.string()),
            ("municipality", pa.string()),
            ("year", pa.int16()),
            ("numerator", _NUMBER),
            ("denominator", _NUMBER),
            ("participants", pa.int64()),
            ("note", pa.string()),
            *_SOURCE,
        ]
    ),
    "measures": pa.schema(
        [
            ("municipality", pa.string()),
            ("procedure", pa.string()),
            ("indicator", pa.string()),
            ("measure", pa.string()),
            ("start", pa.date32()),
            ("end", pa.date32()),
            ("responsible", pa.string()),
            ("school", pa.string()),
            ("status", pa.string()),
            *_SOURCE,
        ]
    ),
    # `data` is what the workbook's head says after «Данные:», empty where it says nothing, null for a register that
    # goes with training data and with real ones.
    "files": pa.schema([("file", pa.string()), ("sha256", pa.string()), ("rows", pa.int32()), ("data", pa.string())]),
    # `type` as the register calls it (СОШ, лицей …); `settlement` is «город» or «село»; `pupils` is the roll.
    "schools": pa.schema(
        [
            ("school", pa.string()),
            ("name", pa.string()),
            ("municipality", pa.string()),
            ("type", pa.string()),
            ("settlement", pa.string()),
            ("pupils", pa.int32()),
            *_SOURCE,
        ]
    ),
    # Context variables of schools, one row per school and variable: index of social well-being, share of staff …
    "context": pa.schema([("school", pa.string()), ("variable", pa.string()), ("value", pa.float64()), *_SOURCE]),
    # `mark3` … `mark5` are the least primary scores of the marks; `programme_grade` says whose programme is tested.
    "assessments": pa.schema(
        [
            *_WORK,
            ("date", pa.date32()),
            ("programme_grade", pa.int8()),
            ("maximum", pa.float64()),
            ("mark3", pa.float64()),
            ("mark4", pa.float64()),
            ("mark5", pa.float64()),
            *_SOURCE,
        ]
    ),
    # `content` is the element of content (КЭС), `planned` the planned result, `level` Б, П or В; `order` as printed.
    "items": pa.schema(
        [
            *_WORK,
            ("item", pa.string()),
            ("order", pa.int16()),
            ("maximum", pa.float64()),
            ("level", pa.string()),
            ("content", pa.string()),
            ("planned", pa.string()),
            *_SOURCE,
        ]
    ),
    # Ratings somebody else published: `scope` is a group or overall, `place` and `percent` as printed.
    "published": pa.schema(
        [
            ("edition", pa.string()),
            ("scope", pa.string()),
            ("place", pa.int16()),
            ("municipality", pa.string()),
            ("percent", pa.int16()),
            *_SOURCE,
        ]
    ),
    # What a municipality says of the data loaded about it: `agreed` or a remark, by indicator and year or, both null,
    # of a procedure as a whole; `seal` is the hash of the numbers it saw, `person` an official named for the record.
    "agreements": pa.schema(
        [
            ("municipality", pa.string()),
            ("procedure", pa.string()),
            ("indicator", pa.string()),
            ("year", pa.int16()),
            ("agreed", pa.bool_()),
            ("remark", pa.string()),
            ("person", pa.string()),
            ("seal", pa.string()),
            *_SOURCE,
        ]
    ),
}
"""Tables of thousands of rows, kept whole in every snapshot."""

LARGE = {
    # Statistics that arrive made: `scope` is country, region, municipality or school, `code` whose (empty for the two
    # first); `group` narrows the participants («» for all); `statistic` is mark, journal, primary, item, planned, mean,
    # count …, `key` which of them (a mark, an item, lowered/confirmed/raised), `unit` of the value %, points or pupils.
    "statistics": pa.schema(
        [
            *_WORKS,
            ("scope", _NAME),
            ("municipality", _NAME),
            ("code", _NAME),
            ("group", _NAME),
            ("participants", pa.int32()),
            ("statistic", _NAME),
            ("key", _NAME),
            ("value", pa.float64()),
            ("unit", _NAME),
            *_SOURCES,
        ]
    ),
    # One row per pupil and work, or, of a state examination, per pupil and day: `date` is the day as 2022-06-28, «» in
    # all other works. `pupil` is a keyed hash; `class` as 8А, 10-2 or 1; `mark` and `journal` are 2 … 5; `score` is the
    # test score where the work has one; `expected` is what the teacher forecast.
    "results": pa.schema(
        [
            *_WORKS,
            ("municipality", _NAME),
            ("school", _NAME),
            ("date", _NAME),
            ("class", _NAME),
            ("pupil", pa.int64()),
            ("variant", _NAME),
            ("primary", pa.float64()),
            ("score", pa.float64()),
            ("mark", pa.int8()),
            ("journal", pa.int8()),
            ("expected", pa.float64()),
            *_SOURCES,
        ]
    ),
    # One row per pupil and item that was given to the pupil; null points: not done. What was not given has no row.
    "points": pa.schema(
        [
            *_WORKS,
            ("municipality", _NAME),
            ("school", _NAME),
            ("date", _NAME),
            ("pupil", pa.int64()),
            ("item", _NAME),
            ("points", pa.float64()),
        ]
    ),
}
"""Tables of up to millions of rows, kept in parts by assessment and year that snapshots share."""

SCHEMAS = SMALL | LARGE

ALWAYS = ("indicators", "measures", "files")
"""Tables that every snapshot has, with or without rows; of the others it has those with rows."""

UNITS = {
    "indicators": ("procedure", "year", "municipality"),
    "measures": ("municipality",),
    "schools": (),
    "context": (),
    "assessments": WORK,
    "items": WORK,
    "published": ("edition", "scope"),
    "agreements": ("municipality", "procedure"),
    "statistics": (*WORK, "statistic", "scope", "code"),
    "results": (*WORK, "school", "date"),
    "points": (*WORK, "school", "date"),
}
"""Columns of the unit of each table: a file that covers a unit, or the beginning of one, replaces all that it holds."""
