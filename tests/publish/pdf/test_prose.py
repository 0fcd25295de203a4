"""Prose as runs of one look."""

from __future__ import annotations

from svod.publish.pdf.prose import markdown, runs

LINKS = {("т", "8.1"): "table-1", ("р", "П1.2"): "figure-2"}
NBSP = "\N{NO-BREAK SPACE}"


def test_a_mention_of_what_the_document_has_is_a_link() -> None:
    made = runs(f"Смотрите таблицу{NBSP}8.1 и рисунке П1.2, но не таблицу 8.11.", LINKS)
    assert [(run["t"], run["to"]) for run in made] == [
        ("Смотрите ", ""),
        (f"таблицу{NBSP}8.1", "table-1"),
        (" и ", ""),
        ("рисунке П1.2", "figure-2"),
        (", но не таблицу 8.11.", ""),
    ]


def test_no_word_is_lost() -> None:
    text = "Рисунок 1, таблица 8.1 – всё; #panic() ] $ \\"
    assert "".join(run["t"] for run in runs(text, LINKS)) == text


def test_markdown_becomes_paragraphs_lists_and_bold_words() -> None:
    first, second = markdown("**7.1.** Доля.\n\n1. раз\n2. два", {})
    assert [(run["t"], run["b"]) for run in first["runs"]] == [("7.1.", True), (" Доля.", False)]
    assert second["ordered"] and [item[0]["runs"][0]["t"] for item in second["items"]] == ["раз", "два"]


def test_a_table_of_markdown_keeps_its_rows() -> None:
    (made,) = markdown("| а | б |\n|---|---|\n| 1 | 2 |", {})
    assert [[cell[0]["t"] for cell in row] for row in made["rows"]] == [["а", "б"], ["1", "2"]]


def test_markup_of_other_languages_is_text() -> None:
    said = "".join(
        run["t"] for block in markdown("<b>x</b>\n\n<script>y</script>\n\n#let z", {}) for run in block["runs"]
    )
    assert "<b>x</b>" in said and "<script>y</script>" in said and "#let z" in said
