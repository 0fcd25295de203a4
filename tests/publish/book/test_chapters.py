"""A chapter's title, the lines of the table of contents, anchors, and the words of a content."""

from __future__ import annotations

from svod.publish.book import Book, Chapter
from svod.publish.book.chapters import anchor_of, strings


def test_a_title_has_its_number_if_there_is_one() -> None:
    assert Chapter(2, "4.1", "Журналы", "a").title == "4.1. Журналы"
    assert Chapter(1, "", "Указатель", "a").title == "Указатель"


def test_the_contents_leave_the_parts_out() -> None:
    chapters = (Chapter(1, "4", "", "a"), Chapter(2, "4.1", "", "b"), Chapter(3, "1", "", "c", listed=False))
    assert [chapter.anchor for chapter in Book({}, chapters, {}).contents] == ["a", "b"]


def test_anchors_are_ascii() -> None:
    assert [anchor_of("tab", number) for number in ("4.1.2", "П1.2", "У.1")] == ["tab-4-1-2", "tab-p1-2", "tab-u-1"]
    assert all(anchor_of("glava", number).isascii() for number in ("П1", "И.1", "7.44"))


def test_words_are_read_and_keys_are_not(content) -> None:
    made = content["table"]("8.1", "слово", note="сноска")
    assert list(strings(made)) == ["Проба", "Столбец 0", "слово", "сноска"]
