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
from svod.wording.numbers import NBSP


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
        "spread": Strip("30", values=(40, 20, 30, 20), own=30, q1=20, median=25, q3=35, best=40, low=20, high=40),
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
    assert (places["text"], places["low"], places["place"], places["high"]) == ("1–3", 0, 0.25, 0.5)
    assert [spread[key] for key in ("q1", "median", "own", "q3", "best")] == [0, 0.25, 0.5, 0.75, 1]
    assert spread["values"] == [0, 0.5, 1]  # equal ones share a tick


def test_only_a_cell_that_is_a_bar_is_drawn_as_one() -> None:
    columns = (Column("a", "Итог, %"), Column("b", "Слова"), Column("c", "Доля", numeric=True))
    row = Row("x", {"a": Cell("50", 50.0), "b": LevelMark("Средний", number=2), "c": Bar("150", 150.0)})
    plain, level, bar = laid_out(Table("1", "Т", columns, (row,)).content())["rows"][0]["cells"]
    assert plain == {"kind": "text", "text": "50", "right": False}
    assert (level["kind"], bar["kind"], bar["share"], bar["level"]) == ("level", "bar", 1, 0)


def test_the_scale_of_a_strip_may_run_from_more_to_less() -> None:
    strip = Strip("", values=(10, 20), own=20, q1=12, median=15, q3=18, best=10, low=20, high=10, better="less")
    (made,) = laid_out(Table("1", "Т", (Column("a", "а"),), (Row("x", {"a": strip}),)).content())["rows"][0]["cells"]
    assert (made["own"], made["best"], made["median"]) == (0, 1, 0.5)


def test_a_percent_sign_stays_with_its_word() -> None:
    columns = (Column("a", "К медиане, п. п."), Column("b", "Итог, %"))
    heads = laid_out(Table("1", "Т", columns, ()).content())["heads"]
    assert [head["text"] for head in heads] == [f"К{NBSP}медиане, п.{NBSP}п.", f"Итог,{NBSP}%"]


@pytest.mark.parametrize(("texts", "held"), [(["а"], 1), (["а", "а", "а"], 2), (["а", "слово " * 200], 0)])
def test_the_last_rows_are_not_parted_from_the_note(texts: list[str], held: int) -> None:
    rows = tuple(Row(f"r{i}", {"a": Cell(text)}) for i, text in enumerate(texts))
    assert laid_out(Table("1", "Т", (Column("a", "Что"),), rows, note="Примечание").content())["held"] == held
    group = Row("g", {}, group="Группа")
    assert laid_out(Table("1", "Т", (Column("a", "Что"),), (*rows, group)).content())["held"] == 0


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


def test_a_note_is_never_parted_from_the_last_rows(with_contents: Callable[..., Paper], params: Params) -> None:
    parted = 0
    for count in range(14, 40, 2):
        rows = tuple(Row(f"r{i}", {"a": Cell(f"строка {i}.")}) for i in range(count))
        table = Table("1.1", "Т", (Column("a", "Что"),), rows, note="Слова под таблицей. " * 30).content()
        reader = pypdf.PdfReader(io.BytesIO(write_pdf(with_contents(table), params)))
        pages = [text for page in reader.pages if "строка" in (text := page.extract_text())]
        assert all(words in pages[-1] for words in ("Слова под", f"строка {count - 1}.", f"строка {count - 2}."))
        parted += len(pages) > 1
    assert 2 < parted < 13


def test_a_sideways_table_has_its_own_pages(with_contents: Callable[..., Paper], params: Params) -> None:
    reader = pypdf.PdfReader(io.BytesIO(write_pdf(with_contents(wide(11)), params)))
    sideways = [page for page in reader.pages if page.mediabox.width > page.mediabox.height]
    assert len(sideways) == 1 and "Широкая" in sideways[0].extract_text()


def test_widths_do_not_depend_on_the_order_of_rows_even_among_texts_of_one_length() -> None:
    words = ["".join(letters) for letters in zip("шжщмфюыдabcdef", "тльицкнгвопрсх", "жшщюмфыdсabefг", strict=True)]
    columns = (Column("a", "А"), Column("b", "Б"))

    def widths(order: list[str]) -> list[float]:
        rows = tuple(Row(f"r{i}", {"a": Cell(word), "b": Cell("длинный текст " * 12)}) for i, word in enumerate(order))
        return laid_out(Table("1", "Т", columns, rows).content())["widths"]

    assert widths(words) == widths(words[::-1]) == widths(sorted(words))
