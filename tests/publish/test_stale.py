"""A page that was not brought up to date says so, once."""

from __future__ import annotations

import pytest

from svod.errors import BuildError
from svod.publish.stale import stale_page

PAGE = '<body>\n<main id="main" tabindex="-1">\n<h1>Справка</h1>\n</main>\n</body>\n'


def test_the_note_stands_over_the_content() -> None:
    marked = stale_page(PAGE, "ячейка part-01-body: ZeroDivisionError.")
    words = "Обновить её не удалось: ячейка part-01-body: ZeroDivisionError. Ниже"
    assert words in marked
    assert marked.index("<main") < marked.index(words) < marked.index("<h1>")


def test_a_second_note_takes_the_place_of_the_first_and_is_escaped() -> None:
    marked = stale_page(stale_page(PAGE, "первая"), "вторая <script>")
    assert marked.count('class="stale"') == 1
    assert "вторая &lt;script&gt;" in marked
    assert "первая" not in marked


def test_a_page_of_another_make_is_not_touched() -> None:
    with pytest.raises(BuildError, match="нет элемента main"):
        stale_page("<body><h1>Чужая</h1></body>", "причина")
