"""Names, documents, birth dates, telephones and codes of pupils: none of them in anything that a load leaves or says.

Notes of municipal forms and the persons responsible for measures are kept as written: they are what a municipality says
of its numbers for publication, and the form asks for no pupil in them.
"""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest

from svod import paths
from svod.cli.app import main
from svod.contracts.schools import FORM as SCHOOLS
from svod.intake.pupils import KEY
from svod.store import current_snapshot

from .broken.makers import f1, table
from .readers.conftest import pupil, section
from .readers.test_exams import EGE
from .readers.test_protocol import HEADER as PROTOCOL
from .readers.test_protocol import row as task

PERSON = ("Жужелицына", "Аполлинария", "Варфоломеевна", "17.08.2009", "СНИЛС 170-082-009 44", "+7 912 345-67-89")
DOCUMENT = ("7513", "884422")
CODES = ("4077113001", "4077113002")
PLANTED = (*PERSON, "2009-08-17", "9123456789", "7513 884422", "884422", *CODES)
NAME = " ".join(PERSON[:3])
HOMES = dict.fromkeys(("edu740001", "740123"), "Агаповский МР") | {"740001": "Ашинский МР"}


def individual(**changes: object) -> bytes:
    """«Ф1» to which somebody added columns about persons."""

    def add(page) -> None:
        for row, values in ((8, ("ФИО", "Дата рождения", "СНИЛС", "Телефон родителя")), (10, (NAME, *PERSON[3:]))):
            for column, value in enumerate(values, 13):
                page.cell(row, column, value)

    own = pupil(int(CODES[0]), 2, 1, 1, mark=5, **changes)
    rows = (section("edu740001", 2), own, pupil(CODES[1], 2, 1, 1, mark=5, journal="нет отметки"))
    return f1(*rows, change=add)


def exam(short: str = "++-2", points: object = 56, group: str = "11А", home: str = "Агаповский МР") -> bytes:
    """A protocol of an examination with all that РЦОИ puts into it."""
    row = [1, 740123, home, group, 501, 3, *PERSON[:4], *DOCUMENT, "Математика", short, None, 4, points, 27]
    return table(["Протокол проверки результатов ЕГЭ 02.06.2022"], [f"Подписал {NAME}, {PERSON[5]}"], EGE, row)


def control(code: object, points: object = 2, **changes: object) -> bytes:
    """A long protocol of a control work with a telephone in a column of its own."""
    rows = [[*task(number, points, pupil=code, **changes), PERSON[5]] for number in (1, 2)]
    return table([*PROTOCOL, "Телефон"], *rows)


def register() -> bytes:
    """A register of schools with their heads."""
    head = (*SCHOOLS.titles.values(), "Индекс", "Директор", "ФИО завуча", "Телефон", "Эл. почта")
    rows = [
        (code, f"МБОУ СОШ № {number}", own, "СОШ", "село", 512, 0.5, NAME, NAME, 89123456789, PERSON[5])
        for number, (code, own) in enumerate(HOMES.items(), 1)
    ]
    return table(head, *rows, sheet="Школы")


def left(folder: Path) -> str:
    """Everything that files say, packed and encoded ones decoded."""
    said = []
    for file in folder.rglob("*"):
        if not file.is_file():
            continue
        content = file.read_bytes()
        said += [str(file), content.decode("utf-8", "replace"), content.decode("utf-16-le", "replace")]
        if file.suffix == ".parquet":
            stored = pq.read_table(file)
            said += [str(stored.to_pylist()), str(stored.schema.metadata)]
        elif zipfile.is_zipfile(file):
            with zipfile.ZipFile(io.BytesIO(content)) as packed:
                said += [packed.read(name).decode("utf-8", "replace") for name in packed.namelist()]
            said += [str(list(page.values)) for page in openpyxl.load_workbook(file)]
    return "\n".join(said)


@pytest.fixture
def run(store: Path, tmp_path: Path, capsys, caplog, monkeypatch):
    """Load files by the command; gives its exit code after asking everything that is left for what was planted."""
    key = tmp_path / "ключ" / "pupils.key"
    key.parent.mkdir()
    key.write_text("5c" * 32)
    key.chmod(stat.S_IRUSR | stat.S_IWUSR)
    monkeypatch.setenv(KEY, str(key))

    def load(**files: bytes) -> tuple[int, str]:
        folder = tmp_path / "присланное"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            (folder / f"{name}.xlsx").write_bytes(content)
        code = main(["load", str(folder)])
        assert main(["received", *(["--agreement"] if code == 0 else [])]) == 0
        said = capsys.readouterr()
        everything = "\n".join([left(paths.output()), said.out, said.err, caplog.text])
        assert [word for word in PLANTED if word.lower() in everything.lower()] == []
        return code, said.out + said.err

    return load


def test_what_is_planted_would_be_found(tmp_path: Path) -> None:
    (tmp_path / "а.xlsx").write_bytes(exam())
    (tmp_path / "б.xlsx").write_bytes(individual())
    assert [word for word in PLANTED if word not in left(tmp_path)] == ["2009-08-17", "9123456789", "7513 884422"]


def test_good_files_with_persons_leave_pseudonyms_alone(run) -> None:
    code, said = run(individual=individual(), exam=exam(), control=control(CODES[0]), schools=register())
    assert code == 0, said
    assert "столбцы не загружаются: «ФИО», «Дата рождения», «СНИЛС», «Телефон родителя»" in said
    assert "Удалите из файла персональные данные" in said
    folder = current_snapshot("2022").folder.parent / "parts"
    results = [row for file in folder.rglob("results*.parquet") for row in pq.read_table(file).to_pylist()]
    assert len(results) == 4 and len({row["pupil"] for row in results}) >= 3
    assert all(isinstance(row["pupil"], int) for row in results)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"control": control(NAME)}, "столбец «Код обучающегося»: в ячейке чьё-то имя"),
        ({"control": control(f"{NAME}, {PERSON[3]}")}, "столбец «Код обучающегося»: в ячейке чьё-то имя"),
        ({"control": control(CODES[0], points="х2")}, "«х2» – не балл"),
        ({"control": control(CODES[0], **{"class": NAME})}, "в ячейке чьё-то имя"),
        ({"control": control(CODES[0], **{"class": f"8А {PERSON[0]}"})}, "столбец «Класс»: в ячейке чьё-то имя"),
        ({"control": control(CODES[0], variant=PERSON[0].upper())}, "столбец «Вариант»: в ячейке чьё-то имя"),
        ({"exam": exam(group=PERSON[0])}, "столбец «Класс»: в ячейке чьё-то имя"),
        ({"exam": exam(home=f"{PERSON[0].upper()} {PERSON[1]}")}, "столбец «Код МСУ»: в ячейке чьё-то имя"),
        ({"exam": exam(short=PERSON[0].lower())}, "столбец «Задания с кратким ответом»: в ячейке чьё-то имя"),
        ({"individual": individual(journal=PERSON[0].upper(), variant=f"{PERSON[0]} Али оглы")}, "чьё-то имя"),
        ({"individual": individual(primary=9)}, "первичный балл 9"),
        ({"individual": individual(variant=NAME)}, "в ячейке чьё-то имя"),
        ({"exam": exam("++?2")}, "столбец «Задания с кратким ответом»"),
        ({"exam": exam(points=NAME)}, "в ячейке чьё-то имя"),
        ({"one": individual(), "another": individual(journal="4")}, "повторяются строки файла one.xlsx"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "-".join(value),
)
def test_a_refusal_tells_where_and_not_who(run, files, words) -> None:
    code, said = run(**files)
    assert code == 2
    assert words in said and not (paths.output() / "store").exists()
