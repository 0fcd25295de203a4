"""Findings about the region: what is lost, what is not, the ends of the rating, the years."""

from __future__ import annotations

from svod.report.region_findings import region_findings


def said(report) -> list[str]:
    return [found.said.text().replace("\u00a0", " ") for found in region_findings(report)]


def test_losses_by_hand(heads) -> None:
    first, second, *_ = said(heads())
    assert first == (
        "Больше всего баллов область теряет на показателе 8.2 «Курсы руководителей»: потеряно 98 % возможного, в "
        "среднем набрано 0,02 из 1; полный балл – у 1 муниципалитета, ни одного балла – у 42 муниципалитетов. Баллы "
        "теряются там, где часть руководителей не обучалась управлению качеством образования (1 балл – не ниже 80 %)."
    )
    assert second.startswith("Заметны потери и на показателе 8.1 «Высокая эффективность»: потеряно 97 % возможного")


def test_a_strong_side_is_where_little_is_lost(heads, by_hand) -> None:
    assert (
        "Сильная сторона области – показатель 8.4 «Кадровый резерв»: в кадровом резерве руководителей есть участники. "
        "В среднем набрано 1 из 1; полный балл – у 43 муниципалитетов, нуля нет ни у одного."
    ) in said(heads())
    data = {"8.1": {"*": 70}, "8.2": {"*": 70}, "8.3": {"*": 20}, "8.4": {"*": (0, 1)}}
    assert (
        "Меньше всего потеряно на показателе 8.1 «Высокая эффективность» (50 %). В среднем набрано 1 из 2; полного "
        "балла и нуля нет ни у одного муниципалитета."
    ) in said(by_hand(data, "08-heads"))


def test_what_compares_with_the_region_is_no_deficit_of_it(by_hand, even) -> None:
    """10.1 and 10.2 lose half of their points and are not told; 12.x have nothing else beside them."""
    texts = said(by_hand({**even(True, "10-vpr"), "10.1": {"*": 50}, "10.2": {"*": 50}, "10.4": {"*": 75}}, "10-vpr"))
    assert "на показателе 10.4" in texts[0]
    assert not any("10.1" in text or "10.2" in text for text in texts)
    alone = said(by_hand({code: {"*": 50} for code in ("12.1", "12.2", "12.3")}, "12-riko"))
    assert alone[0].startswith(
        "Показатель 12.1 «РИКО-4» сравнивает муниципалитет с областью, полный балл у всех невозможен: потеряно 50 %"
    )
    assert not any("Сильная сторона" in text or "Меньше всего" in text for text in alone)


def test_how_firm_the_ends_are_is_told_of_both(heads, page) -> None:
    for report in (heads(), page("procedure/13-olympiads").report):
        rating, firm = report.rating, report.intervals
        (found,) = [item for item in region_findings(report) if "Итоги муниципалитетов" in item.said.text()]
        ends = firm.loc[rating.index[rating["place"].isin([1, rating["place"].max()])]]
        moves = ends[ends["low"] != ends["high"]].index
        moving = {"перв" if rating.at[code, "place"] == 1 else "последн" for code in moves}
        assert {
            word
            for word in ("перв", "последн")
            if f"{word}ое" in found.proof.text() or f"{word}ее" in found.proof.text()
        } == moving
        assert ("высокая" in found.proof.text()) == (not moving)
    text = found.said.text().replace("\u00a0", " ")
    assert "первый (Челябинский ГО) занимает мест" in text and "последний (" in text


def test_who_moved_as_far_as_others_is_not_named_alone(by_hand) -> None:
    """8.2 is one of the three points of every year: a third up for four, a third down for one."""
    risen = ("agapovskiy-mr", "argayashskiy-mr", "bredinskiy-mr", "varnenskiy-mr")
    years = {"*": 70, **{code: [70, 70, 90] for code in risen}, "uyskiy-mr": [90, 90, 70]}
    data = {"8.1": {"*": 70}, "8.2": years, "8.3": {"*": 10}, "8.4": {"*": (2, 1)}}
    assert said(by_hand(data, "08-heads"))[-1] == (
        "За 2020–2022 годы медиана годового результата не изменилась; наибольший рост +33,3 п. п. (4 муниципалитета); "
        "наибольшее снижение −33,3 п. п. (Уйский МР)."
    )


def test_who_did_not_move_is_not_said_to_have_moved(heads) -> None:
    assert said(heads())[-1] == "За 2020–2022 годы медиана годового результата не изменилась."
