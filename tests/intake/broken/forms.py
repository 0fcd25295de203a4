"""Broken forms of our own: what is wrong with the file, with its sheets and headings, with its cells."""

from __future__ import annotations

from datetime import date, datetime

from openpyxl.worksheet.worksheet import Worksheet

from ..conftest import HEADER
from .makers import FORM, GOOD, MEASURE, Case, added, cell, form, register, repacked, table, text

LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512)
HTML = "<html><body><table><tr><td>Муниципалитет</td></tr></table></body></html>".encode()


def of(at: str, value: object, *words: str, name: str = "") -> Case:
    """The good form with one broken cell."""
    return Case(name or f"{at} = {value!r}"[:60], {FORM: lambda: cell(at, value)}, (FORM, "«Показатели»", *words))


def one(name: str, content: object, *words: str, file: str = FORM) -> Case:
    """A folder of one file."""
    made = content if callable(content) else lambda: content
    return Case(name, {file: made}, (file, *words))


def copied(page: Worksheet) -> None:
    page.parent.copy_worksheet(page).title = "Показатели (2)"


def tall_header(page: Worksheet) -> None:
    """Муниципалитет and Показатель over two rows, Числитель and Знаменатель under one heading."""
    page.insert_rows(6)
    for column in "ABEFG":
        page.merge_cells(f"{column}5:{column}6")
    page["C6"], page["D6"], page["C5"] = "Числитель", "Знаменатель", "Значения"
    page["D5"] = None
    page.merge_cells("C5:D5")


def merged(cells: str) -> object:
    return lambda: form(
        GOOD, ("Ашинский МР", "7.2", 8, 10), ("Ашинский МР", "7.3", 8, 10), change=lambda page: page.merge_cells(cells)
    )


def errors(page: Worksheet) -> None:
    page["C6"], page["D6"] = "#REF!", "#DIV/0!"
    page["C6"].data_type = page["D6"].data_type = "e"


FILES = [
    one("empty", b"", "файл пуст", "Получите файл заново"),
    one("locked", LOCKED, "книга закрыта паролем", "Снимите пароль"),
    one("truncated", lambda: form()[:-300], "книга не читается", "Откройте её в Excel"),
    one("a zip of something", lambda: added(b"", "письмо.txt", b"1"), "книга не читается", "Откройте её в Excel"),
    one("half a compound file", LOCKED[:500], "книга не читается", "Откройте её в Excel"),
    one("a web page", HTML, "это веб-страница, а не таблица", "Откройте её в Excel", file="отчёт.xls"),
    one("a scan", b"%PDF-1.7\n\x00\xff\x00", "ни как книга Excel, ни как текстовая", "Сохраните таблицу"),
    one("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "ни как книга Excel, ни как текстовая", "xlsx"),
    one("a letter", "Уважаемые коллеги!".encode(), "не похож ни на одну известную форму", "params/sources"),
    one("no Parquet", b"PAR1 and nothing", "файл Parquet не читается", "Получите файл заново", file="а.parquet"),
    one("an open quote", b'a;b\n"' + b"1" * 200_000, "слишком много знаков", "Проверьте кавычки", file="а.csv"),
    one("broken XML", lambda: repacked(form(), "</sheetData>.*", ""), "книга не читается", "Откройте её в Excel"),
    one(
        "a sign nobody separates by",
        lambda: text(HEADER, GOOD, sign="^"),
        "не похож ни на одну известную форму",
        file="07-libraries-2022.csv",
    ),
]

SHEETS = [
    one("another sheet", lambda: form(sheet="Лист1"), "нет листа «Показатели»", "Переименуйте лист с таблицей"),
    one("a name longer than Excel allows", lambda: form(sheet=f"Показатели {2 * HEADER[0]}"), "Переименуйте лист"),
    one("two sheets that fit", lambda: form(change=copied), "ещё одна таблица: лист «Показатели (2)»", "Оставьте"),
    one("two forms in a book", lambda: form(change=lambda page: page.parent.create_sheet("Меры")), "лист «Меры»",
        "Читается только лист «Показатели»", "перенесите в другие книги"),
    one("an empty sheet", lambda: table(sheet="Показатели"), "лист пуст", "Поставьте названия столбцов"),
    one("a header too low", lambda: form(title={str(n): n for n in range(20)}), "нет строки с названиями столбцов"),
    one("no column", lambda: form(header=HEADER[:3]), "строка 5", "нет столбца «Знаменатель»", "Добавьте его"),
    one("a misspelt column", lambda: form(header=("Муниципалитет", "Показатель", "Числительно", "Знаменатель")),
        "нет столбца «Числитель»", "Переименуйте столбец «Числительно»"),
    one("a column twice", lambda: form(header=(*HEADER, "Числитель")), "столбец «Числитель» стоит дважды", "Оставьте"),
    one("a header of two rows", lambda: form(change=tall_header), "строка 5", "объединённые ячейки", "Отмените"),
    one("no rows", lambda: form(()), "в таблице нет ни одной строки", "Заполните таблицу"),
    one("a tail of blanks", lambda: form(change=lambda page: page.cell(100_005, 1, " x")), "лист длиннее 100000 строк"),
    one("no year", lambda: form(title={"Данные:": "учебные данные"}), "над таблицей не указан год", "Впишите 2022"),
    one("another year above", lambda: form(title={"Год:": 2021}), "год «2021», а по названию файла 2022", "Исправьте"),
    one("a year of another edition", lambda: form(title={"Год:": 2019}), "год «2019» не входит в издание 2022",
        file="показатели.xlsx"),
    one("a year in words", lambda: form(title={"Год:": "прошлый"}), "год «прошлый»", "Исправьте год", file="а.xlsx"),
    one("another procedure by its name", form, "по кодам показателей это процедура 07-libraries", "Переименуйте файл",
        file="08-heads-2022.xlsx"),
    one("another municipality above", lambda: form(title={"Год:": 2022, "Муниципалитет:": "Аргаяшский МР"}),
        "строка не того муниципалитета, что назван над таблицей", "Исправьте строку или заголовок"),
    one("an unknown municipality above", lambda: form((None, *GOOD[1:]), title={"Год:": 2022, "Муниципалитет:": "Уй"}),
        "муниципалитета «Уй» нет", "Исправьте название"),
]  # fmt: skip

CELLS = [
    of("A6", "Троицкий", "строка 6", "«Троицкий» – не однозначно", "Возможны: Троицкий ГО, Троицкий МР"),
    of("A6", "Ашинский", "«Ашинский» – нужен тип муниципалитета", "Возможно: Ашинский МР"),
    of("A6", "Ашенский МР", "муниципалитета «Ашенский МР» нет", "Похоже на: Ашинский МР"),
    of("A6", "Итого", "«Итого» – не муниципалитет", "Уберите строки итогов"),
    of("A6", "Челябинская область", "не муниципалитет", "Уберите строки итогов"),
    of("A6", None, "столбец «Муниципалитет»", "ячейка пуста", "не объединяйте ячейки"),
    of("B6", None, "столбец «Показатель»", "ячейка пуста", "Впишите код показателя"),
    of("B6", "7.99", "показателя «7.99» нет", "Показатели процедуры 07-libraries"),
    of("B6", datetime(2022, 1, 7), "вместо кода дата «07.01.2022»", "Вероятно, код 7.1", "текстовый формат"),
    of("B6", date(2022, 7, 10), "вместо кода дата «10.07.2022»", "Задайте ячейке текстовый формат"),
    one("a row of another procedure", lambda: form(GOOD, ("Ашинский МР", "8.2", 5, 10)), "строка 7",
        "показатель 8.2 – из процедуры 08-heads", "Перенесите строку"),
    of("C6", "восемьдесят", "«восемьдесят» – не число", "Уберите из ячейки всё, кроме числа"),
    of("C6", "1'000", "«1'000» – не число", "Уберите"),
    of("C6", "80 шт.", "«80 шт.» – не число", "Уберите"),
    of("C6", "82 %", "«82 %» – не число", "Уберите"),
    of("C6", "NaN", "«NaN» – не число", "Допустимы число"),
    of("C6", "inf", "«inf» – не число", "Допустимы число"),
    of("C6", "1e3", "«1e3» – не число", "Допустимы число"),
    of("C6", True, "«ИСТИНА» – не число", "Допустимы число"),
    of("C6", datetime(2022, 10, 7), "вместо числа дата «07.10.2022»", "Задайте ячейке числовой формат"),
    of("C6", -1, "числитель −1 меньше нуля", "Исправьте число"),
    of("C6", 10**19, "числитель слишком велик", "Исправьте число"),
    of("C6", 0.1234567, "больше 6 знаков после запятой", "Округлите число"),
    of("C6", 0.125, "числитель 0,125 – не целое", "вместо процента впишите само количество"),
    of("C6", "1.234", "числитель 1,234 – не целое", "точку или запятую между тысячами уберите"),
    of("D6", "1.000", "знаменатель 1,000 – единицы это или тысячи", "точку или запятую между тысячами уберите"),
    of("C6", 120, "числитель 120 больше знаменателя 100: доля 120 %", "не переставлены ли"),
    of("C6", None, "столбец «Числитель»", "пусто, а знаменатель указан", "Впишите числитель или очистите"),
    of("D6", None, "столбец «Знаменатель»", "пусто, а числитель указан", "Впишите знаменатель или очистите"),
    of("D6", 0, "знаменатель 0 при числителе 80", "Исправьте знаменатель"),
    of("E6", 82, "значение 82 не сходится с числителем и знаменателем", "Исправьте число"),
    of("E6", 0.82, "значение 0,82 не сходится", "Исправьте число", name="a percent as 0.82 that is 0.8"),
    of("E6", "82 %", "значение 82 % не сходится", "Исправьте число"),
    of("F6", -3, "число участников −3 меньше нуля", "Исправьте число"),
    of("F6", 12.5, "число участников 12,5 – не целое", "Исправьте число"),
    one("a date of 1904", lambda: form(mac=True, change=lambda page: page.__setitem__("C6", date(2022, 10, 7))),
        "вместо числа дата «07.10.2022»"),
    one("a formula nobody computed", lambda: form(change=lambda page: page.__setitem__("C6", "=40+40")), "строка 6",
        "столбец «Числитель»", "формула без вычисленного значения", "пересчитайте (Ctrl+Alt+F9) и сохраните"),
    one("all numbers formulas", lambda: form(("Ашинский МР", "7.1", "=4", "=5"), ("Ашинский МР", "7.2", "=4", "=5")),
        "столбец «Знаменатель»", "таких ячеек: 2"),
    one("errors of Excel", lambda: form(change=errors), "в ячейке ошибка Excel #REF!", "#DIV/0!", "впишите число"),
    one("a municipality for several rows", merged("A6:A8"), "объединённые ячейки (A6:A8)", "Отмените объединение"),
    one("numbers for several rows", merged("C6:C7"), "объединённые ячейки (C6:C7)", "Отмените объединение"),
    one("a row twice", lambda: form(GOOD, GOOD), "строка повторена: Ашинский МР, показатель 7.1, 2022 год", "строка 6"),
    one("a row twice under another name", lambda: form(GOOD, ("Ашинский  муниципальный район ", 7.1, 70, 100)),
        "строка 7", "строка повторена", "Оставьте одну из двух строк"),
    one("a year not held", lambda: form(("Ашинский МР", "11.1", 1, 2), title={"Год:": 2020}),
        "показатель 11.1 в 2020 году не измерялся", "Уберите строку или исправьте год",
        file="11-project-500-2020.xlsx"),
    one("a mean outside its scale", lambda: form(("Ашинский МР", "18.1", 70, 10)), "средний балл 7 вне шкалы",
        file="18-mkdo-2022.xlsx"),
    one("a year of the rows of another edition", lambda: form((*GOOD, 2018), header=(*HEADER, "Год")), "«2018»",
        "Годы издания: 2020, 2021, 2022"),
    one("a block of a year twice", lambda: form(*[(*GOOD, 2021), (*GOOD, 2022)] * 2, header=(*HEADER, "Год")),
        "строка 8", "строка 9", "строка повторена: Ашинский МР, показатель 7.1, 2021 год", file="а.xlsx"),
    Case("a file twice, once with a note", {FORM: form, "копия.xlsx": lambda: form((*GOOD[:-1], "уточнено"))},
         (f"копия.xlsx: повторяются строки файла {FORM}", f"{FORM}: повторяются строки файла копия.xlsx")),
    Case("a year twice in two files", {FORM: form, "07.xlsx": lambda: form((*GOOD[:2], 9, 10))},
         ("повторяются строки файла", "Оставьте один из них")),
    Case("training and real data", {FORM: form, "08-heads-2022.xlsx": lambda: form(("Ашинский МР", "8.2", 1, 2),
         title={"Год:": 2022})}, ("учебные данные", "не загружаются вместе", "Уберите лишние книги")),
    one("everything at once",
        lambda: form(("Троицкий", "7.9", "x", 0), (None, "7.1", -1, 5, 300, 1.5),
                     change=lambda page: page.merge_cells("A6:A7")),
        "Всего замечаний: 7", "не однозначно", "показателя «7.9» нет", "«x» – не число", "ячейка пуста",
        "числитель −1", "не целое", "объединённые"),
]  # fmt: skip

REGISTER = [
    one(name, lambda row=row: register(row), "лист «Меры», строка 4", *words, file="меры.xlsx")
    for name, row, words in (
        ("an end before the beginning", (*MEASURE[:4], datetime(2022, 1, 1), datetime(2021, 1, 1), "А", "выполнена"),
         ("столбец «Окончание»", "раньше")),
        ("a day that is none", (*MEASURE[:4], "32.13.2021", *MEASURE[5:]), ("«32.13.2021» – не дата", "01.09.2021")),
        ("a day in words", (*MEASURE[:4], "осенью", *MEASURE[5:]), ("«осенью» – не дата", "Исправьте ячейку")),
        ("no measure", (*MEASURE[:3], None, *MEASURE[4:]), ("столбец «Мера»", "пуста")),
        ("a procedure nobody knows", (MEASURE[0], "99", *MEASURE[2:]), ("процедуры «99» нет", "07-libraries")),
        ("an indicator of another procedure", (*MEASURE[:2], "8.2", *MEASURE[3:]), ("8.2",)),
        ("a status nobody knows", (*MEASURE[:-1], "сделана"), ("«сделана» не допускается", "выполнена")),
        ("a municipality by its adjective", ("Троицкий", *MEASURE[1:]), ("не однозначно", "Троицкий ГО")),
    )
]  # fmt: skip
