"""Parts one to four: what the params say, said once and with its ground."""

from __future__ import annotations

import pytest

from svod.report.passport import (
    about_subject,
    mechanism,
    motivating,
    sources,
    sources_table,
    sources_text,
    subject,
    words,
)
from svod.wording.phrases import BASIS


def test_the_subject_by_hand(heads, read) -> None:
    assert read(about_subject(heads())) == (
        "Оценка эффективности деятельности руководителя образовательной организации – процедура № 8 из 18: она входит "
        "в группу «создание условий для достижения результатов» и даёт не более 5 баллов из 27 возможных в группе."
    )
    assert "Справка составлена для Ашинского муниципального района" in read(about_subject(heads("ashinskiy-mr")))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("group/processes", "Рейтинг обобщает результаты 3 процедур группы «организация рабочих процессов»: № 16 "),
        ("group/overall", "Вместе они дают не более 95 баллов."),
        ("municipality/ashinskiy-mr", "по Ашинскому муниципальному району результаты всех 18 процедур"),
    ],
)
def test_the_subject_of_a_summary(page, read, name: str, text: str) -> None:
    assert text in read(about_subject(page(name).report))
    assert len(subject(page(name).report).blocks) == 1


def test_sources_stand_by_kind_with_their_ground(params, page) -> None:
    for one in params.procedures:
        rows = sources_table(page(f"procedure/{one.id}").report).rows
        wanted = {(item.text, BASIS[item.basis]) for item in (*one.sources, *one.instruments)}
        assert {(item.cells["text"].shown, item.cells["basis"].shown) for item in rows if not item.group} == wanted
        assert [item.group for item in rows if item.group][-1] == "Инструментарий"


def test_the_collection_is_told_in_the_procedures_own_words(heads, params, read) -> None:
    told = params.procedure("08-heads").collection.text.rstrip(".")
    assert read(sources_text(heads())) == f"{told} (источники и инструментарий – в таблице 4.1)."


@pytest.mark.parametrize("section", ["measures", "readers", "reading", "limits"])
def test_a_section_of_the_own_words(heads, params, section: str) -> None:
    note = words(heads(), section, "Заголовок")
    assert (note.markdown, note.heading) == (getattr(params.words["08-heads"], section), "Заголовок")


def test_an_unknown_section_is_an_error(heads) -> None:
    with pytest.raises(AttributeError):
        words(heads(), "history")


@pytest.mark.parametrize("name", ["group/overall", "municipality/ashinskiy-mr"])
def test_reports_over_everything_point_to_the_map(page, name: str) -> None:
    report = page(name).report
    for part in (motivating, mechanism, sources):
        (block,) = part(report).blocks
        assert 'href="../map.html#tab-' in block.html()
