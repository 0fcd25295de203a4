"""The list holds the abbreviations that the text uses, and every abbreviation of the text is in the list."""

from __future__ import annotations

from svod.params import Params
from svod.params.publication import Abbreviation
from svod.publish.book import Book
from svod.publish.book.abbreviations import unknown, used
from svod.publish.book.assemble import texts_of
from svod.publish.book.chapters import strings

KNOWN = (Abbreviation(short="ОО", full="организация"), Abbreviation(short="ВсОШ", full="олимпиада"),
         Abbreviation(short="ВПР", full="работы"))  # fmt: skip


def test_only_what_is_used_is_listed_in_alphabetical_order() -> None:
    assert [item.short for item in used(["Доля ОО, ВсОШ и РИКО-4"], KNOWN)] == ["ВсОШ", "ОО"]
    assert unknown(["Доля ОО, ВсОШ и РИКО-4; РУМ/МУМ; защита ИСПДн"], KNOWN) == ["ИСПДн", "МУМ", "РИКО", "РУМ"]


def test_words_in_capitals_and_single_letters_are_no_abbreviations() -> None:
    assert unknown(["ИТОГ", "класс А", "«ПроеКТОриЯ»", "Ф1", "форма № ОО-2"], KNOWN) == []


def test_the_list_of_the_collection_is_what_its_text_uses(book: Book, params: Params) -> None:
    listed = next(chapter for chapter in book.chapters if chapter.number == "1.2").contents[1]
    assert [row["cells"]["short"]["text"] for row in listed["rows"]] == [
        item.short for item in used(texts_of(book.chapters), params.publication.abbreviations)
    ]


def test_every_abbreviation_of_the_params_is_spelt_out(book: Book, params: Params) -> None:
    said = [params.procedures, params.words, params.recommendations, params.mechanisms, params.methodology.indicators]
    plain = [item.model_dump() for group in said for item in (group if isinstance(group, tuple) else
             group.values() if isinstance(group, dict) else [group])]  # fmt: skip
    absent = unknown([*texts_of(book.chapters), *strings(plain)], params.publication.abbreviations)
    assert absent == [], "нет в params/publication/publication.yml"
