"""«О данных» names what a report rests on, and changes exactly when that does."""

from __future__ import annotations

from svod.report.about import about_data


def rows(report) -> dict[str, str]:
    return dict(about_data(report).rows)


def test_what_a_report_by_hand_rests_on(heads, params) -> None:
    said = rows(heads())
    assert said["Издание"] == "2022, редакция 1, проект"
    assert said["Методика"] == f"2022, sha256 {params.methodology.sha256[:16]}…"
    assert said["Данные"].startswith("срез, который прочитал отчёт, sha256 ")
    assert (
        said["Файлы"]
        == "08-heads-2020.xlsx (00000000…); 08-heads-2021.xlsx (00000000…); 08-heads-2022.xlsx (00000000…)"
    )
    assert said["Пороги"].startswith("уровни эффективности – из источника; пороги баллов всех показателей проектные")
    assert "Требуют сверки" not in said


def test_demo_data_are_called_so(by_hand, even) -> None:
    data = even(True, "08-heads")
    marked = rows(by_hand(data, "08-heads", words="учебные данные"))["Данные"]
    assert marked.startswith("учебные данные: муниципалитеты настоящие, значения вымышлены; срез")
    assert "учебные" not in rows(by_hand(data, "08-heads", words="отчётные данные"))["Данные"]


def test_a_name_recalled_from_memory_is_to_be_verified(by_hand, even, params) -> None:
    recalled = [item.code for item in params.methodology.of("18-mkdo") if item.basis.name == "memory"]
    said = rows(by_hand(even(True, "18-mkdo"), "18-mkdo"))
    assert recalled
    assert said["Требуют сверки"] == f"названия показателей {', '.join(recalled)} приведены по памяти"


def test_many_files_are_counted_and_a_report_without_data_names_none(page) -> None:
    assert rows(page("municipality/ashinskiy-mr").report)["Файлы"].endswith("перечислены на странице «Об издании»")
    assert not {"Данные", "Файлы"} & rows(page("map").report).keys()


def test_another_number_in_the_rows_read_is_another_slice(by_hand, even) -> None:
    data = even(True, "08-heads", "07-libraries")
    other = {**data, "8.2": {"*": 70}}
    elsewhere = {**data, "7.3": {"*": 70}}
    slices = [rows(by_hand(values, "08-heads"))["Данные"] for values in (data, other, elsewhere)]
    assert slices[0] != slices[1]
    assert slices[0] == slices[2], "a report does not depend on rows that it has not read"


def test_names_are_escaped_and_hashes_stay_as_they_are(heads) -> None:
    about = about_data(heads())
    assert 'id="o-dannyh"' in about.html()
    assert [list(pair) for pair in about.rows] == about.content()["rows"]
    assert about.text().splitlines()[0] == "Издание: 2022, редакция 1, проект"
