"""Tall figures among what fills the page round them."""

from __future__ import annotations

from svod.publish.pdf.afloat import TALL, afloat


def table(height: float) -> dict:
    return {"kind": "table", "height": height, "short": height < 200}


def figure(height: float) -> dict:
    return {"kind": "figure", "height": height}


def kinds(contents: list[dict]) -> list[str]:
    return [content["kind"] for content in contents]


def test_a_tall_figure_goes_before_the_long_table_it_followed() -> None:
    made = afloat([{"kind": "text"}, table(100), table(600), {"kind": "note"}, figure(470)])
    assert kinds(made) == ["text", "table", "figure", "table", "note"]
    assert made[2]["floats"] and made[3]["height"] == 600


def test_it_stays_where_too_little_would_fill_the_page() -> None:
    given = [{"kind": "text"}, table(300), figure(470), {"kind": "text"}]
    made = afloat(given)
    assert kinds(made) == kinds(given) and made[2]["floats"] is False


def test_words_after_a_figure_fill_the_page_too() -> None:
    text = {"kind": "text", "paragraphs": [[{"t": "слово " * 500, "to": ""}]]}
    assert afloat([figure(470), text])[0]["floats"]


def test_figures_keep_their_order_and_low_ones_their_place() -> None:
    made = afloat([table(600), figure(TALL), figure(400), figure(500), {"kind": "text"}])
    assert [content["height"] for content in made if content["kind"] == "figure"] == [TALL, 400, 500]
    low = [table(600), figure(TALL)]
    assert afloat(low) == low
