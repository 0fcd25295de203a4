"""The title page and the signatures, from the publication's parameters."""

from __future__ import annotations

from svod.params import Params
from svod.params.publication import Signature
from svod.publish.docx.front import signatures, title_page
from svod.publish.docx.writer import Writer

TITLE = {"over": "Справка", "heading": "Проба", "stamp": "Проект", "edition": "Издание 2022 года", "demo": True}


def said(writer: Writer) -> str:
    return "\n".join(one.xml() for one in writer.body)


def test_everything_that_a_title_page_carries_stands_on_it_in_order(params: Params) -> None:
    writer = Writer()
    title_page(writer, params.publication, TITLE, "2022")
    words = (
        params.publication.organisation,
        "УТВЕРЖДАЮ",
        "г.",
        "Справка",
        "Проба",
        "Проект",
        "Учебные данные",
        "2022<",
    )
    places = [said(writer).index(word) for word in words]
    assert places == sorted(places)
    assert "<w:titlePg/>" in writer.body[-1].section


def test_data_that_are_real_are_not_called_invented(params: Params) -> None:
    writer = Writer()
    title_page(writer, params.publication, TITLE | {"demo": False}, "2022")
    assert "чебные данные" not in said(writer)


def test_a_signature_has_room_for_a_hand_and_a_long_position_is_folded(params: Params) -> None:
    writer = Writer()
    long = Signature(position="Ответственный за проведение процедуры оценки качества", name="Иванов И. И.")
    signatures(
        writer, params.publication.model_copy(update={"signatures": (long, Signature(position="Врио", name=""))})
    )
    first, second = (one.xml() for one in writer.body)
    assert first.count("<w:br/>") == 1 and first.count("<w:tab/>") == 3 and "Иванов" in first
    assert second.count("<w:tab/>") == 4
