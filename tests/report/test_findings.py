"""Findings stand by their size, each with its evidence."""

from __future__ import annotations

import re

import pytest

from svod.report.advice import recommendations_table
from svod.report.findings import findings
from svod.report.losses import own_losses_table

PAGES = ("procedure/01-ejournals", "group/processes", "group/overall", "municipality/karabashskiy-go")


def said(report, place: int) -> str:
    return findings(report).items[place][0].text().replace("\u00a0", " ")


def test_findings_by_hand(heads) -> None:
    report = heads()
    assert said(report, 0) == (
        "Больше всего баллов область теряет на показателе 8.2 «Курсы руководителей»: часть руководителей не обучалась "
        "управлению качеством образования. Потеряно 98 % возможного, в среднем набрано 0,02 из 1; полный балл – у 1 "
        "муниципалитета, ни одного балла – у 42 муниципалитетов."
    )
    assert said(report, 1).startswith("Заметны потери и на показателе 8.1 «Высокая эффективность»: ")
    assert "Потеряно 97 % возможного, в среднем набрано 0,07 из 2" in said(report, 1)
    rest = [said(report, place) for place in (2, 3)]
    assert any(text.startswith("Итоги муниципалитетов лежат в пределах от 20 до 100 %.") for text in rest)
    assert any("Сильная сторона области – показатель 8.4 «Кадровый резерв»: " in text for text in rest)
    assert all(
        "В среднем набрано 1 из 1; полный балл – у 43 муниципалитетов." in text for text in rest if "8.4" in text
    )


def test_findings_of_a_municipality_by_hand(heads) -> None:
    assert said(heads("bredinskiy-mr"), 0) == (
        "Показатель 8.3 «Руководителей на 10 педагогов»: 0 из 1 балла, −1 к медиане области. Дефицит: руководящих "
        "работников слишком много для числа педагогов. С медианным баллом место было бы 3."
    )
    texts = [item[0].text() for item in findings(heads("agapovskiy-mr")).items]
    assert any("получен весь возможный балл" in text for text in texts)
    assert not any("Дефицит" in text for text in texts)


def test_how_sure_a_finding_is_depends_on_who_sent_data(by_hand, even) -> None:
    data = even(False, "08-heads")
    for gone, words in [((), "высокая: данные прислали все муниципалитеты"), (1, "нет части данных 1 муниципалитета")]:
        some = {**data, "8.2": {**data["8.2"], **({"agapovskiy-mr": None} if gone else {})}}
        proof = findings(by_hand(some, "08-heads")).items[0][1].text().replace("\u00a0", " ")
        assert words in proof


@pytest.mark.parametrize("name", PAGES)
def test_there_are_three_to_seven_findings_each_with_a_reference(page, name: str) -> None:
    items = findings(page(name).report).items
    assert 3 <= len(items) <= 7
    for text, proof in items:
        assert re.search(r"#(tab|ris)-\d", text.html() + proof.html())


@pytest.mark.parametrize("id", ["01-ejournals", "10-vpr", "14-upbringing"])
def test_losses_are_told_from_the_largest_down(page, id: str) -> None:
    texts = [text.text() for text, _ in findings(page(f"procedure/{id}").report).items]
    told = [int(found[1]) for text in texts if (found := re.search(r"отеряно (\d+)", text))]
    assert len(told) == 2
    assert told == sorted(told, reverse=True)


def test_what_was_not_assessed_is_a_finding_with_what_it_costs(page) -> None:
    texts = [text.text().replace("\u00a0", " ") for text, _ in findings(page("group/outcomes").report).items]
    (told,) = [text for text in texts if "не оценена" in text]
    assert told.startswith("У 2 муниципалитетов часть показателей не оценена: измерять было нечего или данных нет.")
    assert "По методике это ноль баллов, хотя «не применимо» не значит «плохо»" in told
    whole = [text.text() for text, _ in findings(page("group/processes").report).items]
    assert not [text for text in whole if "не оценен" in text]


def test_the_move_of_the_years_is_a_finding(page) -> None:
    texts = [text.text().replace("\u00a0", " ") for text, _ in findings(page("procedure/18-mkdo").report).items]
    assert any("дальше всех вверх ушёл Усть-Катавский ГО (+77,8 п. п.)" in text for text in texts)


def test_what_was_not_assessed_is_no_deficit(page, read) -> None:
    """A municipality without a school in «500+» is not told to lower the risks of its schools."""
    report = page("municipality/lokomotivnyy-go").report
    text = read(findings(report))
    assert "Показатели 3.2, 11.1, 11.2 и 11.3 не оценены" in text
    assert "500+" not in text
    rows = {item.key: item.cells for item in own_losses_table(report).rows}
    assert rows["11-project-500"]["name"].shown.endswith("(не оценивалось)")
    assert not any(item.key.endswith("-11-1") for item in recommendations_table(report).rows)


def test_one_indicator_is_one_and_a_place_that_does_not_move_is_not_told(page, read) -> None:
    text = read(findings(page("municipality/zlatoustovskiy-go").report)).replace("\u00a0", " ")
    assert "Показатель 3.2 не оценён" in text
    assert "С медианным баллом" not in text


def test_no_sentence_claims_all_variants_of_the_method(page, read) -> None:
    """The range is of 90 % of the draws; a place may move in the rest."""
    for name in ("procedure/07-libraries", "procedure/10-vpr", "group/overall", "municipality/ashinskiy-mr"):
        text = read(findings(page(name).report))
        assert "при любом" not in text and "ни при одном" not in text
    assert "в 90 % рассмотренных" in text.replace("\u00a0", " ")
