"""Findings about one municipality, against the median of the region."""

from __future__ import annotations

from svod.report.own_findings import own_findings


def said(report) -> list[str]:
    return [found.said.text().replace("\u00a0", " ") for found in own_findings(report)]


def test_a_lag_by_hand(heads) -> None:
    assert said(heads("bredinskiy-mr"))[0] == (
        "Показатель 8.3 «Руководителей на 10 педагогов»: 0 из 1 балла, −1 к медиане области. Дефицит: руководящих "
        "работников на 10 педагогов больше порога (1 балл – не более 1,5 чел.). С медианным баллом место было бы 3."
    )


def test_who_has_all_points_is_told_where_the_median_has_not(heads) -> None:
    texts = said(heads("agapovskiy-mr"))
    assert texts[0] == ("Полный балл по всем оценённым показателям (4), потерь нет; выше медианы области – 8.1 и 8.2.")
    assert not any("Дефицит" in text or "потеряно" in text for text in texts)


def test_losses_as_large_as_the_median_are_told(by_hand) -> None:
    """Аргаяшский МР has 1 of 2 on 8.1 as the median has, and nothing is above its own points."""
    data = {"8.1": {"*": 70}, "8.2": {"*": 90}, "8.3": {"*": 10}, "8.4": {"*": (2, 1), "bredinskiy-mr": (0, 1)}}
    texts = said(by_hand(data, "08-heads", "argayashskiy-mr"))
    assert texts[0] == (
        "По баллам ни одна строка не ниже медианы области. Больше всего потеряно: показатель 8.1 «Высокая "
        "эффективность» – 1 из 2; при медианном балле потеря была бы той же."
    )
    both = {**data, "8.2": {"*": 70}, "8.3": {"*": 20}}
    assert "показатель 8.1" in said(by_hand(both, "08-heads", "argayashskiy-mr"))[0]


def test_a_loss_smaller_than_the_median_s_is_told_so(by_hand) -> None:
    """Аргаяшский МР has 1 of 2 on 8.1, half of the others none."""
    data = {"8.1": {"*": 50, "argayashskiy-mr": 70}, "8.2": {"*": 90}, "8.3": {"*": 10}, "8.4": {"*": (2, 1)}}
    text = said(by_hand(data, "08-heads", "argayashskiy-mr"))[0]
    assert text.endswith("«Высокая эффективность» – 1 из 2; при медианном балле потеря была бы больше.")


def test_full_points_on_a_part_of_the_indicators_are_not_called_a_place_without_losses(by_hand) -> None:
    data = {"8.1": {"*": 90}, "8.2": {"*": 90}, "8.3": {"*": 10}, "8.4": {"*": (2, 1)}}
    gone = {code: {**data[code], "agapovskiy-mr": (0, 0)} for code in ("8.2", "8.3", "8.4")}
    one, three = (said(by_hand({**data, **some}, "08-heads", "agapovskiy-mr"))[0] for some in (
        gone, {"8.4": gone["8.4"]}))  # fmt: skip
    assert one == "По единственному оценённому показателю получен полный балл."
    assert three == "Полный балл по всем оценённым показателям (3)."


def test_equal_losses_are_told_together(by_hand) -> None:
    data = {"8.1": {"*": 90}, "8.2": {"*": 70}, "8.3": {"*": 20}, "8.4": {"*": (2, 1)}}
    assert (
        "показатель 8.2 «Курсы руководителей» и показатель 8.3 «Руководителей на 10 педагогов» – по 1 из 1; при "
        "медианном балле потеря была бы той же."
    ) in said(by_hand(data, "08-heads", "argayashskiy-mr"))[0]


def test_a_strong_side_is_first_where_the_lead_is_largest(by_hand) -> None:
    own = {"argayashskiy-mr": 90}
    data = {"8.1": {"*": 50, **own}, "8.2": {"*": 70, **own}, "8.3": {"*": 20}, "8.4": {"*": (2, 1)}}
    texts = said(by_hand(data, "08-heads", "argayashskiy-mr"))
    assert (
        "Сильные стороны: показатель 8.1 «Высокая эффективность» и показатель 8.2 «Курсы руководителей» – получен весь "
        "возможный балл."
    ) in texts
    part = {**data, "8.1": {"*": 50, "argayashskiy-mr": 70}, "8.2": {"*": 70}, "8.4": {"*": (0, 1)}}
    assert (
        "Сильная сторона: показатель 8.1 «Высокая эффективность» – баллов больше, чем у половины "
        "муниципалитетов области."
    ) in said(by_hand(part, "08-heads", "argayashskiy-mr"))


def test_no_strong_side_is_named_where_a_value_is_hidden(page) -> None:
    """All values of 8.1 and 8.2 of Локомотивный ГО rest on fewer than ten heads."""
    (text,) = [text for text in said(page("pair/08-heads/lokomotivnyy-go").report) if "балл по всем" in text]
    assert text == "Полный балл по всем оценённым показателям (4), потерь нет."


def test_no_change_is_no_return_to_the_mean(heads, page) -> None:
    still = own_findings(heads("bredinskiy-mr"))[-1]
    assert still.said.text().replace("\u00a0", " ") == (
        "С 2020 по 2022 год годовой результат не изменился, как и медиана области."
    )
    assert "часть 10" not in still.proof.text().replace("\u00a0", " ")
    moved = own_findings(page("municipality/ashinskiy-mr").report)[-1]
    assert "(+" in moved.said.text() and "разбирает часть 10" in moved.proof.text().replace("\u00a0", " ")
    assert "Уверенность" not in moved.proof.text()  # nothing of it has been computed
