"""Tables laid out for a page: widths, size of type, what is drawn in cells."""

from __future__ import annotations

import io
from collections.abc import Callable

import pypdf
import pytest

from svod.blocks import Bar, Cell, Column, LevelMark, Places, Row, Strip, Table, missing
from svod.params import Params
from svod.publish.paper import Paper
from svod.publish.pdf import write_pdf
from svod.publish.pdf.table import LANDSCAPE, PORTRAIT, SHORT, laid_out


def rating(rows: int = 3) -> dict:
    columns = (
        Column("place", "Место", numeric=True),
        Column("name", "Муниципальное образование"),
        Column("percent", "Итог, %"),
        Column("level", "Уровень"),
        Column("places", "Места"),
        Column("spread", "Разброс"),
    )
    cells = {
        "place": Cell("2", 2.0),
        "name": Cell("Троицкий МР"),
        "percent": Bar("75", 75.0, level=3),
        "level": LevelMark("Выше среднего", number=3),
        "places": Places.of(2, 1, 3, 5),
        "spread": Strip("30", own=30, q1=20, median=25, q3=35, best=40, low=20, high=40),
    }
    return Table("8.1", "Рейтинг", columns, tuple(Row(f"m{i}", cells) for i in range(rows))).content()


def wide(columns: int, word: str = "Муниципалитетов") -> dict:
    heads = tuple(Column(f"c{i}", word, numeric=True) for i in range(columns))
    row = Row("a", {head.key: Cell("1", 1.0) for head in heads})
    return Table("1", "Широкая", heads, (row,)).content()


def test_a_cell_is_drawn_from_its_values() -> None:
    place, name, percent, level, places, spread = laid_out(rating())["rows"][0]["cells"]
    assert (place["text"], place["right"]) == ("2", True)
    assert (name["text"], name["right"]) == ("Троицкий МР", False)
    assert (percent["kind"], percent["text"], percent["share"], percent["level"]) == ("bar", "75", 0.75, 3)
    assert (level["kind"], level["text"], level["level"]) == ("level", "Выше среднего", 3)
    assert (places["text"], places["low"], places["place"], places["high"]) == ("1–3", 0, 0.5, 1)
    assert [spread[key] for key in ("q1", "median", "own", "q3", "best")] == [0, 0.25, 0.5, 0.75, 1]


def test_what_is_missing_is_printed_and_not_drawn() -> None:
    columns = (Column("a", "Итог, %"), Column("b", "Балл", numeric=True))
    rows = (Row("x", {"a": Bar("50", 50.0), "b": missing()}), Row("y", {"a": missing("скрыто")}))
    first, second = (row["cells"] for row in laid_out(Table("1", "Т", columns, rows).content())["rows"])
    assert first[1] == {"kind": "text", "text": "н/д", "right": True}
    assert [cell["text"] for cell in second] == ["скрыто", "–"]


@pytest.mark.parametrize(("columns", "landscape"), [(2, False), (6, False), (11, True)])
def test_a_table_takes_smaller_type_and_then_lies_on_its_side(columns: int, landscape: bool) -> None:
    made = laid_out(wide(columns))
    assert made["landscape"] is landscape
    assert sum(made["widths"]) <= (LANDSCAPE if landscape else PORTRAIT) + 1
    assert columns == 2 or made["size"] < laid_out(wide(2))["size"]


def test_words_and_drawings_fill_the_page() -> None:
    assert sum(laid_out(rating())["widths"]) == pytest.approx(PORTRAIT, abs=0.1)


def test_only_a_low_table_is_kept_whole() -> None:
    low, high = laid_out(rating(3)), laid_out(rating(43))
    assert low["short"] and low["height"] < SHORT < high["height"] and not high["short"]


def test_the_number_of_a_table_is_the_number_on_the_page(with_contents: Callable[..., Paper], params: Params) -> None:
    heads = (Column("name", "Что"), Column("value", "Значение", numeric=True))
    rows = tuple(Row(f"r{i}", {"name": Cell(f"строка {i}"), "value": Cell(f"{i},5", i + 0.5)}) for i in range(60))
    table = Table("1.1", "Длинная", heads, rows, demo=True).content()
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(with_contents(table), params)))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())
    for row in table["rows"]:
        name, value = row["cells"]["name"]["text"], row["cells"]["value"]
        assert f"{name} {str(value['value']).replace('.', ',')} " in text + " "
    assert text.count("Что Значение") == 2  # the heading is repeated on the second page


def test_a_sideways_table_has_its_own_pages(with_contents: Callable[..., Paper], params: Params) -> None:
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(with_contents(wide(11)), params)))
    sideways = [page for page in reader.pages if page.mediabox.width > page.mediabox.height]
    assert len(sideways) == 1 and "Широкая" in sideways[0].extract_text()
