"""What a finding rests on, and how sure it is."""

from __future__ import annotations

import pytest

from svod.blocks import Quoted
from svod.report.evidence import moved_words, proof, quoted, without_data
from svod.report.losses import losses_table


def words(report, *places: int) -> str:
    items = [report.items[place] for place in places]
    return proof(report, losses_table(report), *items).text().replace("\u00a0", " ")


def test_who_sent_no_data_is_counted_for_the_item_of_the_finding(by_hand, even) -> None:
    data = even(False, "08-heads")
    report = by_hand({**data, "8.2": {**data["8.2"], "agapovskiy-mr": None}}, "08-heads")
    assert without_data(report) == {"8.1": set(), "8.2": {"agapovskiy-mr"}, "8.3": set(), "8.4": set()}
    assert words(report, 0) == "Значения полны; баллы зависят от проектных порогов. Таблица 9.1."
    assert words(report, 1).startswith("Уверенность умеренная: по этому показателю нет части данных 1 муниципалитета; ")
    assert words(report, 0, 1).startswith("Уверенность умеренная: по ним нет части данных 1 муниципалитета; ")


def test_its_own_gap_is_told_to_a_municipality_as_its_own(by_hand, even) -> None:
    data = even(False, "08-heads")
    data["8.2"] = {**data["8.2"], "agapovskiy-mr": [None, 1, 1]}
    own = words(by_hand(data, "08-heads", "agapovskiy-mr"), 1)
    assert own.startswith("Уверенность умеренная: по этому показателю нет части данных самого муниципалитета; ")


def test_in_a_group_it_is_counted_by_procedure(page) -> None:
    report = page("group/outcomes").report
    absent = {report.params.procedure(key).number: len(codes) for key, codes in without_data(report).items()}
    assert absent[15] == 1 and absent[12] == 0


def test_numbers_of_a_row_are_quoted_from_it(heads) -> None:
    found = quoted(losses_table(heads()), "8-2", lost="lost")
    assert (found["lost"].shown, found["table"].shown) == ("98", "Таблица 9.1")


@pytest.mark.parametrize(
    ("shown", "his", "hers"),
    [
        ("+16,7", "вырос ({x} п. п.)", "выросла ({x} п. п.)"),
        ("−3,0", "снизился ({x} п. п.)", "снизилась ({x} п. п.)"),
        ("0,0", "не изменился", "не изменилась"),
    ],
)
def test_a_change_in_words(shown: str, his: str, hers: str) -> None:
    change = Quoted(shown, "ris-9-1-data/median/change")
    assert (moved_words(change, "x"), moved_words(change, "x", feminine=True)) == (his, hers)
