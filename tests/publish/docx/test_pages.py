"""Pages are filled line by line: what is kept together moves together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from svod.publish.docx.pages import Piece, laid


def test_a_heading_moves_with_the_line_under_it() -> None:
    pieces = [Piece((80,)), Piece((15,), keep=True, mark="a"), Piece((10,)), Piece((5,), breaks=True, mark="b")]
    assert laid(pieces, 100) == {"a": 2, "b": 3}
    assert laid(pieces, 110) == {"a": 1, "b": 2}


@given(st.lists(st.builds(Piece, st.tuples(st.floats(1, 50)), st.booleans(), st.booleans()), min_size=1, max_size=30))
def test_pages_never_go_back_and_are_not_fewer_than_the_lines_need(pieces: list[Piece]) -> None:
    marked = [Piece(one.lines, one.keep, one.breaks, str(i)) for i, one in enumerate(pieces)]
    pages = list(laid(marked, 100).values())
    assert pages == sorted(pages) and len(pages) == len(pieces)
    assert pages[-1] * 100 >= sum(sum(one.lines) for one in pieces[:-1]) - 50
