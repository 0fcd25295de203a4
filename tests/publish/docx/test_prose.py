"""Markdown as paragraphs: bold, lists that begin anew, tables as rows, HTML as text."""

from __future__ import annotations

from svod.publish.docx.prose import read_markdown


def test_bold_stays_bold_and_paragraphs_are_apart() -> None:
    one, two = read_markdown("**7.1.** Учебники\nесть.\n\nВторой.")
    assert "<w:b/>" in one.inside and one.words.startswith("7.1. Учебники")
    assert (one.kind, two.words) == ("body", "Второй.")


def test_lists_know_where_they_begin_and_how_deep_they_are() -> None:
    pieces = read_markdown("1. а\n2. б\n   - в\n\nСлова.\n\n1. г")
    assert [(piece.kind, piece.level, piece.begins) for piece in pieces] == [
        ("number", 0, True), ("number", 0, False), ("bullet", 1, True), ("body", 0, False), ("number", 0, True),
    ]  # fmt: skip


def test_headings_and_tables_are_read() -> None:
    heading, head, row = read_markdown("### Итог *года*\n\n| А | Б |\n|---|---|\n| 1 | 2 |")
    assert (heading.kind, heading.words) == ("heading", "Итог года")
    assert "А" in head.inside and "2" in row.inside


def test_html_is_text() -> None:
    (piece,) = read_markdown("<script>alert(1)</script>")
    assert "&lt;script&gt;" in piece.inside
