"""What a finished page must and must not say."""

from __future__ import annotations

import pytest

from svod.factory.page import page_fault
from svod.parts import PARTS

PARTS_HTML = "".join(f"<section><h2>{part.number} {part.heading}</h2></section>" for part in PARTS)


def page(body: str = "", title: str = "Справка: Ашинский МР") -> str:
    return f"<html><body><h1>{title}</h1>{PARTS_HTML}{body}</body></html>"


def test_a_good_page_has_no_fault() -> None:
    assert page_fault(page("<p>Финансы, информация, банан, Nonesuch</p>"), ("Ашинский МР",)) == ""


@pytest.mark.parametrize("word", ["nan", "NaN", "None", "inf", "NaT", "Traceback", "-inf"])
def test_what_leaks_from_python_is_found(word: str) -> None:
    assert "в тексте осталось" in page_fault(page(f"<td>{word}</td>"))


@pytest.mark.parametrize("tag", ["script", "style", "code"])
def test_code_may_say_none(tag: str) -> None:
    assert page_fault(page(f"<{tag}>x = None</{tag}>")) == ""


def test_the_municipality_stands_in_the_heading_whole() -> None:
    forms = ("Троицкий МР", "Троицкого муниципального района")
    assert "нет муниципалитета: Троицкий МР" in page_fault(page(title="Троицкий ГО"), forms)
    assert page_fault(page(title="Справка для Троицкого\N{NO-BREAK SPACE}муниципального\n района"), forms) == ""
    assert "нет муниципалитета" in page_fault(page("<p>Троицкий МР</p>", title="Справка"), forms)


def test_a_page_without_heading_or_parts_is_not_published() -> None:
    assert page_fault("") == "нет заголовка"
    assert page_fault(page().replace(PARTS[4].heading, "")) == "нет частей: 5"
