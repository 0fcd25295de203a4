"""Tall figures in Word: what follows runs on before them; the order is by hand on pages 100 mm tall."""

from __future__ import annotations

from svod.publish.docx.afloat import APART, afloat
from svod.publish.docx.markup import Paragraph
from svod.publish.docx.pages import Piece
from svod.publish.docx.table import Table

STOPS = {"heading 2"}
TABLE = Table("<w:tbl/>", False, (10.0,) * 5, False)


def text(words: str, height: float = 20, style: str = "Normal", **more) -> tuple[Paragraph, Piece]:
    return Paragraph("p", words, name=style, **more), Piece((height,), breaks=more.get("page", False))


def figure(words: str, height: float) -> list[tuple[Paragraph, Piece]]:
    """A picture with its caption."""
    drawn = Paragraph("p", words, name="Рисунок"), Piece((height - 5,), keep=True)
    return [drawn, (Paragraph("p", f"подпись {words}", name="caption"), Piece((5.0,)))]


def table() -> list[tuple[Paragraph | Table, Piece]]:
    """A caption, a table of five rows and a note: 60 mm."""
    return [(Paragraph("p", "т", name="caption", keep=True), Piece((5.0,), keep=True)), (TABLE, Piece(TABLE.rows)),
            text("примечание", 5, "Примечание")]  # fmt: skip


def order(*written: tuple[Paragraph | Table, Piece]) -> list[str]:
    made = afloat([one for one, _ in written], [piece for _, piece in written], 100, STOPS)
    return [one.inside if isinstance(one, Paragraph) else "таблица" for one in made]


def test_what_follows_runs_on_until_the_figure_fits() -> None:
    """40 mm are filled, the figure wants 70: two paragraphs fill the page, the third begins the next one."""
    words = [text(name, 30) for name in "абвг"]
    assert order(text("0", 40), *figure("ф", 70), *words) == ["0", "а", "б", "ф", "подпись ф", "в", "г"]


def test_a_figure_that_fits_or_leaves_little_white_stays() -> None:
    for height, filled in ((60, 40), (70, 80)):
        assert order(text("0", filled), *figure("ф", height), text("а")) == ["0", "ф", "подпись ф", "а"]


def test_a_figure_never_leaves_its_chapter_nor_passes_another_figure_or_a_new_page() -> None:
    for stop in (text("глава", 20, "heading 2"), text("раздел", 20, page=True), text("лёг", 20, section="<w:sectPr/>")):
        made = order(text("0", 40), *figure("ф", 70), text("а"), stop, text("б"))
        assert made[:4] == ["0", "а", "ф", "подпись ф"]
    two = order(text("0", 40), *figure("ф", 70), *figure("х", 20), text("а"))
    assert two == ["0", "ф", "подпись ф", "х", "подпись х", "а"]


def test_the_last_figure_of_a_chapter_goes_before_the_table_it_follows() -> None:
    end = text("глава", 20, "heading 2")
    assert order(text("0", 10), *table(), *figure("ф", 80), end) == [
        "0", "ф", "подпись ф", "т", "таблица", "примечание", "глава"]  # fmt: skip
    full = order(text("0", 50), *table(), *figure("ф", 80), end)
    assert full.index("таблица") < full.index("ф") < full.index("глава")


def test_a_table_keeps_its_note_and_no_paragraph_comes_close_under_a_table() -> None:
    written = [text("0", 40), *figure("ф", 70), *table()[:2], text("примечание", 5, "Примечание"), text("а")]
    names = order(*written)
    assert names[names.index("таблица") + 1] == "примечание"
    bare = [*table()[:2], *figure("ф", 70), text("а"), text("б"), text("в")]
    made = afloat([one for one, _ in bare], [piece for _, piece in bare], 100, STOPS)
    assert (made[2].inside, made[2].before) == ("а", APART)


def test_nothing_is_lost_or_doubled() -> None:
    written = [text("0", 40), *figure("ф", 70), *table(), *figure("х", 90), text("а"), *figure("ц", 95)]
    assert sorted(order(*written)) == sorted(one.inside if isinstance(one, Paragraph) else "таблица"
                                             for one, _ in written)  # fmt: skip
